"""A server with a journal, killed under load again and again: whoever was promised a person is in the journal.

kills.py [--kills N]

Clients ask for a person on several connections. At a random moment the server is killed; every hand-over whose reply
had arrived must be in the journal, every line of which must be JSON once the server has started again, without a
word on standard error. A kill leaves what was written with the system, so that this shows the order of writing and
sending, not that of the disk.
"""
import argparse
import hashlib
import hmac
import json
import os
import random
import socket
import tempfile
import threading
import time

from support import Server

IN_FLIGHT = 8


def ask_for_people(path, name, promised):
    """Asks for a person in one conversation after the other until the server is gone; notes whom it promised one."""
    with socket.socket(socket.AF_UNIX) as connection:
        connection.connect(path)
        replies = connection.makefile("rb")
        number = 0
        while True:
            conversations = [f"{name}-{number + offset}" for offset in range(IN_FLIGHT)]
            number += IN_FLIGHT
            lines = [
                json.dumps({
                    "jsonrpc": "2.0", "id": conversation, "method": "ask",
                    "params": {"conversation": conversation, "text": "please let me talk to a person"}})
                for conversation in conversations
            ]
            try:
                connection.sendall("\n".join(lines).encode() + b"\n")
                for conversation in conversations:
                    line = replies.readline()
                    if not line.endswith(b"\n"):
                        return
                    reply = json.loads(line)
                    assert reply["id"] == conversation and reply["result"]["outcome"] == "handoff", reply
                    promised.append(conversation)
            except OSError:
                return


class Journal:
    """What stands in the journal's files, read on from where it was read to."""

    def __init__(self, directory):
        self.directory = directory
        self.read_to = {}

    def new_entries(self):
        """The conversations, as hashes, of the lines that came since; each line must be whole."""
        found = set()
        for name in os.listdir(self.directory):
            if name.endswith(".jsonl"):
                with open(os.path.join(self.directory, name), "rb") as file:
                    file.seek(self.read_to.get(name, 0))
                    text = file.read()
                assert text.endswith(b"\n") or not text, f"{name} ends with a torn line"
                self.read_to[name] = self.read_to.get(name, 0) + len(text)
                found |= {json.loads(line)["conversation"] for line in text.splitlines()}
        return found

    def hash(self, conversation):
        with open(os.path.join(self.directory, "key"), "rb") as file:
            return hmac.new(file.read(), conversation.encode(), hashlib.sha256).digest()[:8].hex()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--kills", type=int, default=200)
    options = parser.parse_args()
    promises = torn = 0
    with tempfile.TemporaryDirectory() as directory, Server("--journal", directory) as server:
        journal = Journal(directory)
        for kill in range(options.kills):
            promised = [[] for _ in range(4)]
            threads = [
                threading.Thread(target=ask_for_people, args=(server.path, f"{kill}-{number}", promised[number]))
                for number in range(4)
            ]
            for thread in threads:
                thread.start()
            time.sleep(random.uniform(0.02, 0.3))
            said = server.kill()
            for thread in threads:
                thread.join()
            assert not said, said
            sizes = {name: os.path.getsize(os.path.join(directory, name)) for name in os.listdir(directory)}
            server.start()
            torn += any(os.path.getsize(os.path.join(directory, name)) != size for name, size in sizes.items())
            kept = journal.new_entries()
            for conversation in sum(promised, []):
                assert journal.hash(conversation) in kept, f"{conversation} was promised a person, and is lost"
                promises += 1
    print(f"kills: {options.kills} times killed and started again, {promises:,} promises, none lost; {torn} torn lines mended")
    assert promises > 0 or options.kills == 0, "nothing was promised"


main()
