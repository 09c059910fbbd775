"""`enquiry serve`, started for tests of real clients and for trials under load."""
import contextlib
import os
import socket
import subprocess
import tempfile

PROGRAM = os.environ.get("ENQUIRY", ".build/release/enquiry")


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
        self.address = next(line for line in lines if "127.0.0.1:" in line).split()[-1]

    def connect(self):
        """A connection to the Unix socket."""
        connection = socket.socket(socket.AF_UNIX)
        connection.settimeout(10)
        connection.connect(self.path)
        return connection

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
