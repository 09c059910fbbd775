"""What the trials share: a server of their own, that of the clients' tests, and the load generator."""
import contextlib
import json
import os
import shutil
import socket
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.append(os.path.join(os.path.dirname(HERE), "Clients"))
from server import Server  # noqa: E402, F401


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
