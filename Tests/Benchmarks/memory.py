"""A server filled to its limits on every side takes no more memory than it says: `memory_bytes` of `hello`.

memory.py [--share N]

All limits on memory are divided by N (16), so that it is soon full: of conversations with long names, of replies
kept for messages that may come twice, and of replies that 800 / N connections never read. One connection more is
answered all the while.
"""
import argparse
import contextlib
import json
import socket
import sys
import time

from support import Server, load, request

PAD = "x" * 240
ASKED = ["what is the fax of sihui?", "Haobo?", "land in sihui, gaoyao and deqing?", "how big is the starting area?"]
MIX = [request("ask", {"conversation": PAD + "%n", "text": text, "message": PAD + "%n"}) for text in ASKED]
HELLO = b'{"jsonrpc":"2.0","id":1,"method":"hello"}\n'


def connect(path):
    connection = socket.socket(socket.AF_UNIX)
    connection.connect(path)
    return connection


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--share", type=int, default=16)
    share = parser.parse_args().share
    limits = {
        "conversations_memory": (128 << 20) // share, "duplicate_bytes": (64 << 20) // share,
        "unread_total_bytes": (64 << 20) // share, "rate_conversations": 100_000 // share, "connections": 1024 // share,
    }
    options = [f"--limit={name}={value}" for name, value in limits.items()]
    with Server(*options) as server, contextlib.ExitStack() as stack:
        one = stack.enter_context(connect(server.path))
        replies = one.makefile("rb")

        def ask():
            one.sendall(HELLO)
            return json.loads(replies.readline())["result"]

        allowed = ask()["limits"]["memory_bytes"] // 1024
        before = server.resident()
        # A conversation takes 800 bytes or more.
        load(server.path, MIX, 8, 16, (128 << 20) // share // 800)
        filled = server.resident() - before
        deaf = [stack.enter_context(connect(server.path)) for _ in range(800 // share)]
        for connection in deaf:
            connection.setblocking(False)
        most, end = filled, time.monotonic() + 3
        while time.monotonic() < end:
            for connection in deaf:
                with contextlib.suppress(BlockingIOError):
                    connection.send(HELLO * 1000)
            ask()
            most = max(most, server.resident() - before)
        print(
            f"memory: {filled:,} KiB more once conversations and replies fill their limits, {most:,} KiB at most with "
            f"{len(deaf)} connections that never read; {allowed:,} KiB are allowed")
        sys.exit(0 if most <= allowed else 1)


main()
