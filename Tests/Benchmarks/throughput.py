"""Requests a second and their latency over loopback, beside Redis answering PING to the same load generator in turn.

throughput.py [--requests N] [--rounds N]

`reset` is the least that the protocol does: a line is read, a request checked, a conversation dropped, a result
written. `ask` is a whole answer, of which there are N / 20 in each round. Every reply is checked. Of the rounds the
best counts: whatever else the machine does only ever makes them slower.
"""
import argparse
import contextlib
import shutil
import socket
import subprocess
import time

from support import Server, free_port, load, request

QUESTIONS = [
    "What is the fax of the Sihui bureau?", "how big is the starting area", "Where is Haobo?", "四会还有多少地",
    "肇慶有幾多高鐵站？", "四会の投資促進局の電話番号は？", "Quel est le fax du bureau de Sihui ?", "ما هو رقم هاتف مكتب سيهوي؟",
]
PING = ["=+PONG PING"]
RESET = [request("reset", {"conversation": "c"})]
ASK = [request("ask", {"conversation": "c%n", "text": text}, 'result:"messages":[{') for text in QUESTIONS]


@contextlib.contextmanager
def redis():
    """The address of a Redis of our own; None where it is not installed."""
    if not shutil.which("redis-server"):
        print("skipped: Redis is not installed; there is nothing to compare with")
        yield None
        return
    port = free_port()
    options = ["--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
    process = subprocess.Popen(["redis-server", *options], stdout=subprocess.DEVNULL)
    try:
        for _ in range(100):
            with contextlib.suppress(OSError), contextlib.closing(socket.create_connection(("127.0.0.1", port))):
                break
            time.sleep(0.05)
        yield f"127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--requests", type=int, default=400_000)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    with redis() as other, Server("--rate", "0") as server:
        for in_flight, form in [(16, "50 connections, 16 in flight"), (1, "50 connections, 1 in flight")]:
            kinds = [("reset", server.address, RESET, 1), ("ask", server.address, ASK, 20)]
            if other:
                kinds.insert(0, ("Redis PING", other, PING, 1))
            best = {}
            for _ in range(options.rounds):
                for name, address, templates, share in kinds:
                    found = load(address, templates, 50, in_flight, options.requests // share)
                    if found["per_second"] > best.get(name, {"per_second": 0})["per_second"]:
                        best[name] = found
            print(f"{form}, best of {options.rounds} rounds:")
            for name, found in best.items():
                ratio = found["per_second"] / best["Redis PING"]["per_second"] if other else None
                print(
                    f"  {name:<10} {found['per_second']:>9,.0f}/s  {found['bytes'] / found['requests']:>6.0f} bytes a reply"
                    f"  p50 {found['p50_us']:>8,.0f} µs  p99 {found['p99_us']:>8,.0f} µs"
                    + (f"  {ratio:.3f} of Redis" if ratio and name != "Redis PING" else ""))


main()
