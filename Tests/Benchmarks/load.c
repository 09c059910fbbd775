// A load generator for line protocols: keeps so many requests in flight on so many connections, checks every reply,
// and tells how many came in a second and after how long.
//
//   load ADDRESS CONNECTIONS IN_FLIGHT REQUESTS <TEMPLATES
//
// ADDRESS is HOST:PORT or the path of a Unix socket. Requests are made of the templates on standard input, one a line,
// in turn: `%i` is the request's number on its connection, `%n` that among all, `%r` how often the templates were gone
// through. A template begins with what is expected, without spaces: `=REPLY` the whole reply; `result` or `error` that
// member of a JSON-RPC reply with the id `%i`; `[result` a batch that begins so. `result:TEXT` must hold TEXT as well.
//
//   =+PONG PING
//   result:"protocol":1 {"jsonrpc":"2.0","id":%i,"method":"hello"}
//
// It ends with an error at the first reply that is not as expected, and where none comes for 30 s.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

enum { most_templates = 256, template_room = 8192, out_room = 1 << 20, in_room = 1 << 21, most_in_flight = 1024 };

// What a reply must be or begin with, what it must hold, and the request.
struct template { char *expected, *held, *text; };
struct request { double sent; int template; };
struct connection {
  int socket;
  long made, answered;  // how many requests were begun, and how many have their reply
  struct request in_flight[most_in_flight];
  char *out, *in;
  size_t out_length, in_length;
};

static struct template templates[most_templates];
static int template_count;
static long wanted, begun, done, bytes_read;
static int depth;
// Durations in buckets of a 32nd of a power of two, in nanoseconds.
static long buckets[64 * 32];
static double longest;

static void fail(const char *what, const char *more) {
  fprintf(stderr, "load: %s: %s\n", what, more);
  exit(1);
}

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec + time.tv_nsec / 1e9;
}

static int bucket(double seconds) {
  unsigned long nanoseconds = seconds * 1e9;
  int exponent = 0;
  while (nanoseconds >> exponent >= 64) exponent++;
  return exponent * 32 + (nanoseconds >> exponent);
}

static double microseconds(double share) {
  long left = done * share;
  for (int at = 0; at < 64 * 32; at++) {
    left -= buckets[at];
    if (left < 0) {
      int exponent = at < 64 ? 0 : at / 32 - 1;
      return (double)((long)(at - exponent * 32) << exponent) / 1000;
    }
  }
  return longest * 1e6;
}

static int connect_to(const char *address) {
  int made;
  const char *colon = strrchr(address, ':');
  if (address[0] == '/' || !colon) {
    struct sockaddr_un name = {.sun_family = AF_UNIX};
    strncpy(name.sun_path, address, sizeof name.sun_path - 1);
    made = socket(AF_UNIX, SOCK_STREAM, 0);
    if (connect(made, (struct sockaddr *)&name, sizeof name) != 0) fail(address, strerror(errno));
  } else {
    struct sockaddr_in name = {.sin_family = AF_INET, .sin_port = htons(atoi(colon + 1))};
    char host[64] = "";
    strncat(host, address, colon - address < 63 ? colon - address : 63);
    inet_pton(AF_INET, host, &name.sin_addr);
    made = socket(AF_INET, SOCK_STREAM, 0);
    if (connect(made, (struct sockaddr *)&name, sizeof name) != 0) fail(address, strerror(errno));
    int one = 1;
    setsockopt(made, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
  }
  fcntl(made, F_SETFL, O_NONBLOCK);
  return made;
}

static void read_templates(void) {
  static char line[template_room];
  while (fgets(line, sizeof line, stdin) && template_count < most_templates) {
    line[strcspn(line, "\n")] = 0;
    char *space = strchr(line, ' ');
    if (!space) fail("a template without a request", line);
    *space = 0;
    char *colon = line[0] == '=' ? NULL : strchr(line, ':');
    if (colon) *colon = 0;
    templates[template_count++] = (struct template){strdup(line), colon ? strdup(colon + 1) : "", strdup(space + 1)};
  }
  if (template_count == 0) fail("standard input", "no templates");
}

// Adds requests until as many as wanted are in flight.
static void fill(struct connection *to, double time) {
  while (begun < wanted && to->made - to->answered < depth && to->out_length + template_room + 64 < out_room) {
    int which = begun % template_count;
    char *end = to->out + to->out_length;
    for (const char *from = templates[which].text; *from; from++) {
      if (from[0] == '%' && strchr("inr", from[1])) {
        from++;
        end += sprintf(end, "%ld", *from == 'i' ? to->made : *from == 'n' ? begun : begun / template_count);
      } else {
        *end++ = *from;
      }
    }
    *end++ = '\n';
    to->out_length = end - to->out;
    to->in_flight[to->made++ % depth] = (struct request){time, which};
    begun++;
  }
}

static void check(const char *reply, size_t length, struct connection *from) {
  char expected[256];
  int which = from->in_flight[from->answered % depth].template;
  const char *form = templates[which].expected;
  int is_right;
  if (form[0] == '=') {
    is_right = length == strlen(form) - 1 && memcmp(reply, form + 1, length) == 0;
  } else {
    int is_batch = form[0] == '[';
    const char *held = templates[which].held;
    size_t count = snprintf(expected, sizeof expected, "%s{\"jsonrpc\":\"2.0\",\"id\":%ld,\"%s\":",
                            is_batch ? "[" : "", from->answered, form + is_batch);
    is_right = length > count && memcmp(reply, expected, count) == 0 && reply[length - 1] == (is_batch ? ']' : '}') &&
               memmem(reply, length, held, strlen(held));
  }
  if (is_right) return;
  fprintf(stderr, "load: %s\nload: was answered: %.*s\n", templates[which].text, (int)length, reply);
  exit(1);
}

static void take(struct connection *from) {
  ssize_t count = read(from->socket, from->in + from->in_length, in_room - from->in_length);
  if (count == 0) fail("the server", "has closed a connection");
  if (count < 0) {
    if (errno == EAGAIN) return;
    fail("read", strerror(errno));
  }
  double time = now();
  bytes_read += count;
  from->in_length += count;
  char *line = from->in, *limit = from->in + from->in_length, *end;
  while ((end = memchr(line, '\n', limit - line))) {
    if (from->answered == from->made) fail("the server", "sends more replies than there were requests");
    check(line, end - line - (end > line && end[-1] == '\r'), from);
    double duration = time - from->in_flight[from->answered % depth].sent;
    buckets[bucket(duration)]++;
    if (duration > longest) longest = duration;
    from->answered++;
    done++;
    line = end + 1;
  }
  from->in_length = limit - line;
  memmove(from->in, line, from->in_length);
}

static void give(struct connection *to) {
  if (to->out_length == 0) return;
  ssize_t count = write(to->socket, to->out, to->out_length);
  if (count < 0) {
    if (errno == EAGAIN) return;
    fail("write", strerror(errno));
  }
  to->out_length -= count;
  memmove(to->out, to->out + count, to->out_length);
}

int main(int argc, char **argv) {
  if (argc != 5) fail("usage", "load ADDRESS CONNECTIONS IN_FLIGHT REQUESTS <TEMPLATES");
  int count = atoi(argv[2]);
  depth = atoi(argv[3]);
  wanted = atol(argv[4]);
  if (count < 1 || depth < 1 || depth > most_in_flight) fail("usage", "1 connection or more, 1 to 1024 in flight");
  read_templates();
  struct connection *all = calloc(count, sizeof *all);
  struct pollfd *polled = calloc(count, sizeof *polled);
  for (int at = 0; at < count; at++) {
    all[at] = (struct connection){.socket = connect_to(argv[1]), .out = malloc(out_room), .in = malloc(in_room)};
    polled[at].fd = all[at].socket;
  }
  double start = now();
  while (done < wanted) {
    double time = now();
    for (int at = 0; at < count; at++) {
      fill(&all[at], time);
      give(&all[at]);
      polled[at].events = POLLIN | (all[at].out_length ? POLLOUT : 0);
    }
    if (poll(polled, count, 30000) == 0) fail("the server", "was silent for 30 s");
    for (int at = 0; at < count; at++)
      if (polled[at].revents) take(&all[at]);
  }
  double seconds = now() - start;
  printf("{\"requests\": %ld, \"seconds\": %.3f, \"per_second\": %.0f, \"bytes\": %ld, ", done, seconds, done / seconds,
         bytes_read);
  printf("\"p50_us\": %.1f, \"p99_us\": %.1f, \"max_us\": %.1f}\n", microseconds(0.5), microseconds(0.99), longest * 1e6);
}
