"""JSON-RPC clients of others: jsonrpcclient and pjrpc, over the Unix socket."""
import json

from jsonrpcclient import Error, Ok, notification_json, parse, parse_json, request_json
from pjrpc.common import BatchRequest, BatchResponse, Request, Response
from support import run, tests_of


def exchange(server, *lines):
    """Sends lines, ends the sending side, and reads everything."""
    with server.connect() as connection:
        connection.sendall("".join(line + "\n" for line in lines).encode())
        connection.shutdown(1)
        return [line.decode() for line in connection.makefile("rb")]


def test_jsonrpcclient_asks(server):
    (line,) = exchange(server, request_json("ask", params={"conversation": "j1", "text": "What is Haobo?"}, id="a"))
    reply = parse_json(line)
    assert isinstance(reply, Ok) and reply.id == "a" and "Haobo" in reply.result["text"], reply


def test_jsonrpcclient_reads_errors(server):
    none, wrong, malformed = exchange(
        server, request_json("none"), request_json("ask", params={"conversation": "j2"}), "{")
    codes = []
    for line in (none, wrong, malformed):
        reply = parse_json(line)
        assert isinstance(reply, Error) and reply.message, line
        codes.append(reply.code)
    assert codes == [-32601, -32602, -32700], codes
    assert "text" in parse_json(wrong).message


def test_jsonrpcclient_notifies(server):
    lines = exchange(
        server, notification_json("ask", params={"conversation": "j3", "text": "hello"}), request_json("hello", id=1))
    assert len(lines) == 1 and parse_json(lines[0]).result["name"] == "enquiry"


def test_jsonrpcclient_sends_batches(server):
    requests = [json.loads(request_json("hello", id=n)) for n in (1, 2)] + [json.loads(notification_json("stats"))]
    (line,) = exchange(server, json.dumps(requests))
    replies = list(parse(json.loads(line)))
    assert [reply.id for reply in replies] == [1, 2] and all(isinstance(reply, Ok) for reply in replies)


def test_requests_sent_ahead_are_answered_in_order(server):
    lines = exchange(server, *(request_json("hello", id=n) for n in range(200)))
    assert [parse_json(line).id for line in lines] == list(range(200))


def test_pjrpc_asks(server):
    request = Request("ask", {"conversation": "p1", "text": "四会在哪里？", "channel": "wechat"}, id=12345678901234567890)
    (line,) = exchange(server, json.dumps(request.to_json()))
    reply = Response.from_json(json.loads(line))
    assert not reply.is_error and reply.id == 12345678901234567890
    assert reply.result["language"] == "zh-Hans", reply.result


def test_pjrpc_reads_errors(server):
    (line,) = exchange(server, json.dumps(Request("ask", {"text": "x"}, id=1).to_json()))
    reply = Response.from_json(json.loads(line))
    assert reply.is_error and reply.error.code == -32602 and "conversation" in reply.error.message


def test_pjrpc_sends_batches(server):
    batch = BatchRequest(Request("hello", id=1), Request("none", id=2), Request("stats"))
    (line,) = exchange(server, json.dumps(batch.to_json()))
    replies = BatchResponse.from_json(json.loads(line))
    assert [(reply.id, reply.is_error) for reply in replies] == [(1, False), (2, True)], line


def test_lines_of_any_language_are_split_by_line_feeds_alone(server):
    text = "a\u2028b\u0085c\u2029d"
    (line,) = exchange(server, request_json("ask", params={"conversation": "s" + text, "text": "hello"}, id=text))
    # The id comes back as it was written, which is with escapes here; nothing else holds the characters raw.
    assert len(line.rstrip("\n").splitlines()) == 1
    assert parse_json(line).id == text and parse_json(line).result["conversation"] == "s" + text


if __name__ == "__main__":
    run(tests_of(dict(globals())), "jsonrpc")
