"""What the trials share: a server of their own, and the load generator."""
import contextlib
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
PROGRAM = os.environ.get("ENQUIRY", ".build/release/enquiry")


def skip(why):
    print(f"skipped: {why}")
    sys.exit(0)


def load_generator():
    """Compiles load.c, unless that was done; its path."""
    source, made = os.path.join(HERE, "load.c"), ".build/benchmarks/load"
    if not os.path.exists(made) or os.path.getmtime(made) < os.path.getmtime(source):
        compiler = shutil.which("cc") or shutil.which("clang") or skip("there is no C compiler")
        os.makedirs(os.path.dirname(made), exist_ok=True)
        subprocess.run([compiler, "-O2", "-Wall", "-Wextra", "-Werror", "-o", made, source], check=True)
    return os.path.abspath(made)


def load(address, templates, connections, in_flight, requests):
    """Runs the load generator; what it measured. It checks every reply, and fails at the first wrong one."""
    done = subprocess.run(
        [load_generator(), address, str(connections), str(in_flight), str(requests)],
        input="\n".join(templates) + "\n", capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(done.stderr or f"load: ended with {done.returncode}")
    return json.loads(done.stdout)


def request(method, params, expected="result"):
    """A template of the load generator; `params` may hold its `%n` and `%r`."""
    return f'{expected} {{"jsonrpc":"2.0","id":%i,"method":"{method}","params":{json.dumps(params, ensure_ascii=False)}}}'


def free_port():
    with contextlib.closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    """`enquiry serve` on a Unix socket and a port of the loopback address."""

    def __init__(self, *options):
        self.options = options

    def __enter__(self):
        self.directory = tempfile.TemporaryDirectory()
        self.path = os.path.join(self.directory.name, "bot")
        self.start()
        return self

    def start(self):
        self.process = subprocess.Popen(
            [PROGRAM, "serve", "--unix", self.path, "--tcp", "127.0.0.1:0", *self.options],
            stderr=subprocess.PIPE, text=True)
        lines = [self.process.stderr.readline() for _ in range(2)]
        assert all("listening on" in line for line in lines), lines
        self.address = lines[1].split()[-1]

    def kill(self):
        """Ends it as a power cut would; what it had said on standard error since it began to listen."""
        self.process.kill()
        return self.process.communicate()[1]

    def resident(self):
        """Its resident memory in KiB; 0 where the system does not tell."""
        with contextlib.suppress(OSError), open(f"/proc/{self.process.pid}/status") as status:
            return next(int(line.split()[1]) for line in status if line.startswith("VmRSS:"))
        return 0

    def __exit__(self, kind, *_):
        self.process.terminate()
        try:
            _, said = self.process.communicate(timeout=10)
            assert kind or self.process.returncode == 0, f"the server ended with {self.process.returncode}: {said}"
            assert kind or not os.path.exists(self.path), "the socket's file was left"
        finally:
            self.process.kill()
            self.directory.cleanup()
