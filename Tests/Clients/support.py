"""What the tests of real clients share: a server of their own, and plain counting."""
import os
import socket
import subprocess
import sys
import tempfile
import traceback

PROGRAM = os.environ.get("ENQUIRY", ".build/release/enquiry")


class Server:
    """`enquiry serve` on a Unix socket and a port of the loopback address."""

    def __enter__(self):
        self.directory = tempfile.TemporaryDirectory()
        self.path = os.path.join(self.directory.name, "bot")
        self.process = subprocess.Popen(
            [PROGRAM, "serve", "--unix", self.path, "--tcp", "127.0.0.1:0"], stderr=subprocess.PIPE, text=True
        )
        lines = [self.process.stderr.readline() for _ in range(2)]
        assert all("listening on" in line for line in lines), lines
        self.port = int(next(line for line in lines if "127.0.0.1:" in line).rsplit(":", 1)[1])
        return self

    def __exit__(self, *_):
        self.process.terminate()
        status = self.process.wait(10)
        self.process.stderr.close()
        gone = not os.path.exists(self.path)
        self.directory.cleanup()
        assert status == 0, f"the server ended with {status}"
        assert gone, "the socket's file was left"

    def connect(self):
        """A connection to the Unix socket."""
        connection = socket.socket(socket.AF_UNIX)
        connection.settimeout(10)
        connection.connect(self.path)
        return connection


def run(tests, title):
    """Runs the functions against one server, and tells how many passed; the exit status says whether all did."""
    failed = 0
    with Server() as server:
        for test in tests:
            try:
                test(server)
            except Exception:
                failed += 1
                print(f"{title}: {test.__name__} failed")
                traceback.print_exc(file=sys.stdout)
    print(f"{title}: {len(tests) - failed} passed, {failed} failed", flush=True)
    sys.exit(1 if failed else 0)


def tests_of(names):
    """The test functions of a module, in the order in which they stand."""
    return [value for name, value in names.items() if name.startswith("test_")]
