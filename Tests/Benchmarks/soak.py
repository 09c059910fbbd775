"""A server under every kind of request, long: as many replies as requests, each the right one, and no growth.

soak.py [--requests N]

The resident memory at the end must be within 2 % of that after the first tenth. What the server remembers is limited
to what the first tenth fills, so that it is steady by then.
"""
import argparse
import sys

from support import Server, load, request

ASKED = ["how much land is left in sihui?", "and its fax?", "四会还有多少地", "Où se trouve Haobo ?", "what is the price of gold"]


def templates():
    """Eighty requests: mostly cheap ones, six questions, of which one comes three times."""
    asks = [
        request("ask", {"conversation": "c%r", "text": text, "message": f"m{number}", "channel": channel}, 'result:"outcome"')
        for number, (text, channel) in enumerate(zip(ASKED, ["plain", "whatsapp", "wechat", "terminal", "whatsapp"]))
    ]
    batch = '{"jsonrpc":"2.0","id":%i,"method":"reset","params":{"conversation":"b%n"}}'
    others = [
        request("hello", {}), request("stats", {}), request("topics", {"language": "ja"}),
        request("nothing", {}, "error"), request("ask", {"conversation": "c%r"}, "error"),
        request("ask", {"conversation": "f%r", "text": "call me", "message": "m"}, 'result:"outcome"'),
        request("forget", {"conversation": "f%r"}),
        "[result [" + batch + ',{"jsonrpc":"2.0","method":"hello"},1]',
    ]
    cheap = [request("reset", {"conversation": "r%n"})] * 7
    return asks + 2 * cheap + [asks[0]] + 2 * cheap + others + 2 * cheap + [asks[0]] + 3 * cheap + cheap[:2]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--requests", type=int, default=10_000_000)
    options = parser.parse_args()
    mix = templates()
    assert len(mix) == 80, len(mix)
    kept = max(options.requests // 2000, 10)
    limits = [f"--limit={name}={kept}" for name in ("conversations", "rate_conversations")]
    limits.append(f"--limit=duplicate_replies={kept}")
    with Server(*limits) as server:
        first = load(server.address, mix, 50, 16, options.requests // 10)
        early = server.resident()
        rest = load(server.path, mix, 50, 16, options.requests - options.requests // 10)
        late = server.resident()
    replies = first["requests"] + rest["requests"]
    growth = 100 * (late / early - 1) if early else 0
    print(
        f"soak: {replies:,} replies to {options.requests:,} requests in {first['seconds'] + rest['seconds']:.0f} s; "
        f"resident {early:,} KiB after the first tenth, {late:,} KiB at the end: {growth:+.1f} %")
    sys.exit(0 if replies == options.requests and growth <= 2 else 1)


main()
