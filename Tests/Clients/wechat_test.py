"""WeChat: wechatpy in front of the bot; the messages are as WeChat's documentation prints them."""
import threading
import time
from unittest import mock

from support import run, tests_of
from wechat_bridge import answer
from wechatpy import parse_message
from wechatpy.crypto import WeChatCrypto
from wechatpy.exceptions import InvalidSignatureException
from wechatpy.utils import WeChatSigner

TOKEN = "a token for tests"
APP = "wx0123456789abcdef"
CRYPTO = WeChatCrypto(TOKEN, "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG", APP)


def xml(text, message, user="oUser", created=1700000000):
    return (
        f"<xml><ToUserName><![CDATA[gh_account]]></ToUserName><FromUserName><![CDATA[{user}]]></FromUserName>"
        f"<CreateTime>{created}</CreateTime><MsgType><![CDATA[text]]></MsgType>"
        f"<Content><![CDATA[{text}]]></Content><MsgId>{message}</MsgId></xml>"
    ).encode()


def event(name, user="oUser", created=1700000000, key=""):
    return (
        f"<xml><ToUserName><![CDATA[gh_account]]></ToUserName><FromUserName><![CDATA[{user}]]></FromUserName>"
        f"<CreateTime>{created}</CreateTime><MsgType><![CDATA[event]]></MsgType>"
        f"<Event><![CDATA[{name}]]></Event><EventKey><![CDATA[{key}]]></EventKey></xml>"
    ).encode()


def signed(nonce="nonce"):
    timestamp = str(int(time.time()))
    signer = WeChatSigner()
    signer.add_data(TOKEN, timestamp, nonce)
    return {"signature": signer.signature, "timestamp": timestamp, "nonce": nonce}


def test_xml_in_xml_out(server):
    reply = parse_message(answer(server.path, TOKEN, signed(), xml("好博在肇庆投资多少？", 6054768590064713728)))
    assert (reply.source, reply.target, reply.type) == ("gh_account", "oUser", "text")
    assert "好博" in reply.content and len(reply.content.encode()) <= 2048, reply.content


def test_a_wrong_signature_is_refused(server):
    query = signed() | {"signature": "0" * 40}
    try:
        answer(server.path, TOKEN, query, xml("hello", 1, user="oForged"))
    except InvalidSignatureException:
        return
    raise AssertionError("it was answered")


def test_three_retries_get_the_same_bytes(server):
    # The second question reads otherwise when it is asked twice: it goes on from the answer before.
    first = answer(server.path, TOKEN, signed(), xml("contact", 10, user="oRetry"))
    replies = [answer(server.path, TOKEN, signed(str(n)), xml("2", 6054768590064713729, user="oRetry")) for n in range(4)]
    assert len(set(replies)) == 1, replies
    assert replies[0] != first
    # Numbers that differ only beyond a double's precision are different messages.
    other = answer(server.path, TOKEN, signed(), xml("hello", 6054768590064713730, user="oRetry"))
    assert other != replies[0]


def test_retries_at_the_same_moment_get_the_same_bytes(server):
    replies = []
    body = xml("What is Haobo?", 20, user="oMoment")
    threads = [
        threading.Thread(target=lambda: replies.append(answer(server.path, TOKEN, signed(), body))) for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(replies) == 8 and len(set(replies)) == 1, replies


def test_what_is_left_is_sent_once(server):
    # No answer of the real files is long enough for two messages.
    sent = []
    for duplicate in (False, True):
        texts = [{"msgtype": "text", "text": {"content": part}} for part in ("one", "two", "three")]
        reply = {"messages": texts, "text": "one\ntwo\nthree", "duplicate": duplicate}
        with mock.patch("wechat_bridge.ask", return_value=reply):
            xml_out = answer(
                server.path, TOKEN, signed(), xml("hello", 30), send=lambda openid, message: sent.append((openid, message)))
        assert parse_message(xml_out).content == "one"
    assert sent == [("oUser", texts[1]), ("oUser", texts[2])], sent


def test_encrypted_mode(server):
    replies = []
    for nonce in ("one", "two", "three"):
        timestamp = str(int(time.time()))
        wrapped = CRYPTO.encrypt_message(xml("What is Haobo?", 40, user="oSecret").decode(), nonce, timestamp)
        fields = parse_wrapped(wrapped)
        query = signed(nonce) | {"msg_signature": fields["MsgSignature"], "timestamp": fields["TimeStamp"]}
        query["signature"] = resigned(query)
        body = f"<xml><ToUserName>gh_account</ToUserName><Encrypt>{fields['Encrypt']}</Encrypt></xml>"
        reply = answer(server.path, TOKEN, query, body, crypto=CRYPTO)
        assert "Haobo" not in reply
        out = parse_wrapped(reply)
        replies.append(
            CRYPTO.decrypt_message(reply, out["MsgSignature"], out["TimeStamp"], out["Nonce"]))
    assert len(set(replies)) == 1, replies
    assert "Haobo" in parse_message(replies[0]).content


def test_a_forged_encrypted_message_is_refused(server):
    wrapped = CRYPTO.encrypt_message(xml("hello", 41).decode(), "one", "1700000000")
    query = signed("one") | {"msg_signature": "0" * 40}
    try:
        answer(server.path, TOKEN, query, wrapped, crypto=CRYPTO)
    except InvalidSignatureException:
        return
    raise AssertionError("it was answered")


def test_events_are_not_taken_for_one_another(server):
    # Events have no MsgId; wechatpy gives each of them 0.
    assert parse_message(event("subscribe")).id == 0
    first = parse_message(answer(server.path, TOKEN, signed(), event("subscribe", user="oEvent")))
    second = parse_message(answer(server.path, TOKEN, signed(), event("subscribe", user="oEvent", created=1700000100)))
    assert first.content and second.content
    # The notice of an automatic service stands in a conversation's first answer only, so the two differ.
    assert first.content != second.content, "the second event got the first one's reply"


def test_other_events_and_pictures_are_acknowledged(server):
    assert answer(server.path, TOKEN, signed(), event("unsubscribe")) == "success"
    picture = xml("", 50).replace(b"<![CDATA[text]]>", b"<![CDATA[image]]>")
    assert answer(server.path, TOKEN, signed(), picture) == "success"


def test_a_tapped_menu_entry_is_understood(server):
    question = parse_message(answer(server.path, TOKEN, signed(), xml("联系方式", 60, user="oMenu"))).content
    title = next(line[3:] for line in question.split("\n") if line.startswith("2. "))
    tapped = parse_message(answer(server.path, TOKEN, signed(), xml(title, 61, user="oMenu"))).content
    assert title in tapped and tapped != question, tapped


def test_markup_of_investors_does_not_come_back(server):
    hostile = 'x]]]]><![CDATA[> <a href="http://example.org">land</a>'
    reply = answer(server.path, TOKEN, signed(), xml(hostile, 70, user="oMarkup"))
    content = parse_message(reply).content
    assert "<a" not in content and reply.count("]]>") == reply.count("<![CDATA["), reply


def parse_wrapped(text):
    import xmltodict

    return xmltodict.parse(text)["xml"]


def resigned(query):
    signer = WeChatSigner()
    signer.add_data(TOKEN, query["timestamp"], query["nonce"])
    return signer.signature


if __name__ == "__main__":
    run(tests_of(dict(globals())), "wechat")
