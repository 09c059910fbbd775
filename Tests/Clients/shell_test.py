"""One-liners with socat and nc: half-closed connections, CRLF, a last line without its end."""
import json
import shutil
import subprocess
import sys

from server import PROGRAM
from support import run, tests_of

HELLO = '{"jsonrpc":"2.0","id":%s,"method":"hello"}'


def shell(server, command, **environment):
    """Runs a line of shell with $SOCKET, $PORT, and what else is given; the lines that it prints."""
    port = server.address.rsplit(":", 1)[1]
    names = {"PATH": "/usr/local/bin:/usr/bin:/bin", "SOCKET": server.path, "PORT": port, "BOT": PROGRAM}
    done = subprocess.run(
        ["bash", "-c", command], env=names | environment, capture_output=True, timeout=30)
    assert done.returncode == 0, (done.returncode, done.stderr)
    return done.stdout.decode().splitlines()


def ids(lines):
    return [json.loads(line)["id"] for line in lines]


def test_socat_over_tcp(server):
    assert ids(shell(server, """printf '%s\\n' "$REQ" | socat -t10 - TCP:127.0.0.1:$PORT""", REQ=HELLO % 1)) == [1]


def test_socat_over_a_unix_socket(server):
    assert ids(shell(server, """printf '%s\\n' "$REQ" | socat -t10 - UNIX-CONNECT:$SOCKET""", REQ=HELLO % 2)) == [2]


def test_nc_over_tcp(server):
    assert ids(shell(server, """printf '%s\\n' "$REQ" | nc -N 127.0.0.1 $PORT""", REQ=HELLO % 3)) == [3]


def test_nc_over_a_unix_socket(server):
    assert ids(shell(server, """printf '%s\\n' "$REQ" | nc -N -U $SOCKET""", REQ=HELLO % 4)) == [4]


def test_crlf(server):
    lines = shell(server, """printf '%s\\r\\n\\r\\n%s\\r\\n' "$REQ" "$REQ" | nc -N 127.0.0.1 $PORT""", REQ=HELLO % 5)
    assert ids(lines) == [5, 5]


def test_a_last_line_without_its_end(server):
    assert ids(shell(server, """printf '%s\\n%s' "$REQ" "$REQ" | nc -N -U $SOCKET""", REQ=HELLO % 6)) == [6, 6]
    assert ids(shell(server, """printf '%s' "$REQ" | socat -t10 - UNIX-CONNECT:$SOCKET""", REQ=HELLO % 7)) == [7]


def test_many_requests_before_the_half_close(server):
    ask = '{"jsonrpc":"2.0","id":%d,"method":"ask","params":{"conversation":"shell%d","text":"What is Haobo?"}}'
    requests = "\n".join(ask % (number, number) for number in range(500))
    lines = shell(server, """printf '%s\\n' "$REQ" | nc -N 127.0.0.1 $PORT""", REQ=requests)
    assert ids(lines) == list(range(500))


def test_only_empty_lines_get_nothing(server):
    assert shell(server, "printf '\\n\\r\\n\\n' | nc -N -U $SOCKET") == []


def test_bash_alone(server):
    line = "exec 3<>/dev/tcp/127.0.0.1/$PORT; printf '%s\\n' \"$REQ\" >&3; head -n 1 <&3"
    assert ids(shell(server, line, REQ=HELLO % 8)) == [8]


def test_a_pipe_to_standard_input(server):
    for options in ("", "--watch"):
        command = """printf '%s\\r\\n%s' "$REQ" "$REQ" | "$BOT" serve --stdio """ + options
        assert ids(shell(server, command, REQ=HELLO % 9)) == [9, 9]


def test_socat_starts_the_bot(server):
    lines = shell(server, """printf '%s\\n' "$REQ" | socat -t10 - EXEC:"$BOT serve --stdio\"""", REQ=HELLO % 11)
    assert ids(lines) == [11]


if __name__ == "__main__":
    missing = [name for name in ("socat", "nc") if not shutil.which(name)]
    if missing:
        print(f"skipped: {' and '.join(missing)} not installed")
        sys.exit(0)
    run(tests_of(dict(globals())), "shell")
