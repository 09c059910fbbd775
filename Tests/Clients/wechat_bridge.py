"""A WeChat Official Account in front of `enquiry serve --unix PATH`, on wechatpy."""
import json
import socket

from wechatpy import parse_message
from wechatpy.replies import TextReply
from wechatpy.utils import check_signature


def ask(path, **params):
    with socket.socket(socket.AF_UNIX) as bot:
        bot.connect(path)
        bot.sendall(json.dumps({"jsonrpc": "2.0", "id": 1, "method": "ask", "params": params}).encode() + b"\n")
        return json.loads(bot.makefile("rb").readline())["result"]


def answer(path, token, q, body, crypto=None, send=lambda openid, message: None):
    """What to answer to WeChat's POST, in encrypted mode with its WeChatCrypto; InvalidSignatureException: 403."""
    check_signature(token, q["signature"], q["timestamp"], q["nonce"])
    m = parse_message(crypto.decrypt_message(body, q["msg_signature"], q["timestamp"], q["nonce"]) if crypto else body)
    text = m.content if m.type == "text" else "hello" if getattr(m, "event", "").startswith("subscribe") else None
    if text is None:
        return "success"
    reply = ask(path, conversation="wechat:" + m.source, text=text, channel="wechat", message=str(m.id))
    for more in [] if reply["duplicate"] else reply["messages"][1:]:
        send(m.source, more)  # One text goes back at once; what is left, by the customer-service interface.
    content = reply["messages"][0].get("text", {"content": reply["text"]})["content"]
    xml = TextReply(message=m, content=content, time=int(m.create_time.timestamp())).render()
    return crypto.encrypt_message(xml, q["nonce"], q["timestamp"]) if crypto else xml
