"""Fifty connections at work beside a thousand others, among them the worst: what the fifty feel of it.

neighbours.py [--requests N] [--rounds N] [--others N]

One of the others never reads, one sends a byte a second, one sends garbage, one lines of 64 KiB, one questions as fast
as it can; the rest are idle. The fifty ask one question after the other, see no error, and wait no more than twice as
long as alone: half of the time, and in 99 of 100 cases.
"""
import argparse
import contextlib
import json
import os
import socket
import sys
import threading
import time

from support import Server, load, request

MIX = [request("ask", {"conversation": "c%n", "text": text}) for text in ("what is the fax of sihui?", "Haobo?", "四会还有多少地")]
HELLO = b'{"jsonrpc":"2.0","id":1,"method":"hello"}\n'
ASK = b'{"jsonrpc":"2.0","id":1,"method":"ask","params":{"conversation":"busy","text":"how big is the starting area?"}}\n'
LONG = json.dumps({"jsonrpc": "2.0", "id": 1, "method": "hello", "params": {"x": "y" * 65_400}}).encode() + b"\n"
# What is sent again and again, with what pause, and whether the replies are read.
WORST = [
    (HELLO * 1000, 0.001, False), (b"[", 1, True), (os.urandom(8192), 0.001, True), (LONG, 0.001, True),
    (ASK * 100, 0.001, True),
]


def connect(path):
    connection = socket.socket(socket.AF_UNIX)
    connection.connect(path)
    return connection


def pester(path, is_over, block, pause, reads):
    """Sends the same again and again, whether or not it is read, on a new connection wherever one is closed."""
    while not is_over.is_set():
        with contextlib.suppress(OSError), connect(path) as connection:
            connection.setblocking(False)
            while not is_over.is_set():
                with contextlib.suppress(BlockingIOError):
                    connection.send(block)
                with contextlib.suppress(BlockingIOError):
                    if reads and not connection.recv(1 << 16):
                        break
                is_over.wait(pause)


@contextlib.contextmanager
def others(path, count):
    """So many connections, the worst of them at work."""
    is_over = threading.Event()
    with contextlib.ExitStack() as stack:
        for _ in range(count - len(WORST)):
            stack.enter_context(connect(path))
        threads = [threading.Thread(target=pester, args=(path, is_over, *one)) for one in WORST]
        for thread in threads:
            thread.start()
        time.sleep(1)
        yield
        is_over.set()
        for thread in threads:
            thread.join()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--requests", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--others", type=int, default=950)
    options = parser.parse_args()
    alone, beside = [], []
    with Server() as server:
        for _ in range(options.rounds):
            alone.append(load(server.path, MIX, 50, 1, options.requests))
            with others(server.path, options.others):
                beside.append(load(server.path, MIX, 50, 1, options.requests))
    # The best of the rounds, since whatever else the machine does only ever makes them slower.
    (p50, p99), (p50_beside, p99_beside) = (
        [min(found[name] for found in runs) for name in ("p50_us", "p99_us")] for runs in (alone, beside))
    print(
        f"neighbours: 50 connections alone p50 {p50:,.0f} µs, p99 {p99:,.0f} µs; beside {options.others} others "
        f"{p50_beside:,.0f} µs ({p50_beside / p50:.2f}) and {p99_beside:,.0f} µs ({p99_beside / p99:.2f})")
    sys.exit(0 if max(p50_beside / p50, p99_beside / p99) <= 2 else 1)


main()
