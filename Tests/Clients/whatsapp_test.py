"""WhatsApp: pywa in front of the bot; what it would send to the Graph API is caught on the way."""
import glob
import hashlib
import hmac
import json

import httpx
from pywa import WhatsApp
from support import run, tests_of
from whatsapp_bridge import connect

SECRET = "an app secret for tests"
PHONE = "1234567890"


class Account:
    """A pywa client whose requests go nowhere, with the bridge connected."""

    def __init__(self, server):
        self.sent = []
        self.client = WhatsApp(
            phone_id=PHONE, token="a token for tests", server=None, verify_token="verify", app_secret=SECRET,
            session=httpx.Client(transport=httpx.MockTransport(self.catch)))
        connect(self.client, server.path)

    def catch(self, request):
        self.sent.append((str(request.url), request.headers, json.loads(request.content)))
        return httpx.Response(200, json={"messages": [{"id": f"wamid.out{len(self.sent)}"}]})

    def deliver(self, body, signature=None):
        """A webhook call; returns its answer and what was sent meanwhile."""
        before = len(self.sent)
        signature = signature or "sha256=" + hmac.new(SECRET.encode(), body, hashlib.sha256).hexdigest()
        result = self.client.webhook_update_validator(body, signature) or self.client.webhook_update_handler(body)
        return result, [each[2] for each in self.sent[before:]]


def webhook(message, id, user="US.13491208655302741918", telephone="16505551234", stamp="1749416383"):
    contact = {"profile": {"name": "Investor"}, "user_id": user}
    message = {"from_user_id": user, "id": id, "timestamp": stamp, **message}
    if telephone:
        contact["wa_id"] = telephone
        message["from"] = telephone
    value = {
        "messaging_product": "whatsapp",
        "metadata": {"display_phone_number": "15550783881", "phone_number_id": PHONE},
        "contacts": [contact],
        "messages": [message],
    }
    entry = {"id": "102290129340398", "changes": [{"value": value, "field": "messages"}]}
    return json.dumps({"object": "whatsapp_business_account", "entry": [entry]}).encode()


def text(body, id, **more):
    return webhook({"type": "text", "text": {"body": body}}, id, **more)


def chosen(kind, option, id, **more):
    interactive = {"type": kind, kind: {"id": option["id"], "title": option["title"]}}
    context = {"from": "15550783881", "id": "wamid.question"}
    return webhook({"type": "interactive", "interactive": interactive, "context": context}, id, **more)


def test_a_message_in_a_graph_request_out(server):
    account = Account(server)
    result, sent = account.deliver(text("What is Haobo?", "wamid.1"))
    assert result == ("ok", 200), result
    (body,) = sent
    assert body["messaging_product"] == "whatsapp" and body["recipient"] == "US.13491208655302741918"
    assert body["type"] == "text" and "Haobo" in body["text"]["body"]
    url, headers, _ = account.sent[0]
    assert url.startswith("https://graph.facebook.com/") and url.endswith(f"/{PHONE}/messages"), url
    assert headers["authorization"] == "Bearer a token for tests"


def test_without_a_telephone_number(server):
    _, sent = Account(server).deliver(text("hello", "wamid.2", user="HK.1", telephone=None))
    assert [body["recipient"] for body in sent] == ["HK.1"]


def test_a_forged_signature_is_refused(server):
    (_, status), sent = Account(server).deliver(text("hello", "wamid.3"), signature="sha256=" + "0" * 64)
    assert status in (401, 403) and sent == [], (status, sent)


def test_the_challenge_comes_back(server):
    client = Account(server).client
    assert client.webhook_challenge_handler(vt="verify", ch="1158201444") == ("1158201444", 200)
    assert client.webhook_challenge_handler(vt="other", ch="1158201444")[1] == 403


def test_a_redelivery_is_not_sent_twice(server):
    account = Account(server)
    assert len(account.deliver(text("hello", "wamid.4", user="HK.4"))[1]) == 1
    # The same message in other bytes, which pywa does not recognise; and to another process of the bridge.
    assert account.deliver(text("hello", "wamid.4", user="HK.4", stamp="1749416999"))[1] == []
    assert Account(server).deliver(text("hello", "wamid.4", user="HK.4"))[1] == []
    assert len(account.deliver(text("hello", "wamid.5", user="HK.4"))[1]) == 1


def test_a_list_is_offered_and_a_choice_comes_back(server):
    account = Account(server)
    _, sent = account.deliver(text("contact", "wamid.6", user="HK.6"))
    interactive = sent[-1]["interactive"]
    assert interactive["type"] == "list", interactive
    rows = [row for section in interactive["action"]["sections"] for row in section["rows"]]
    assert 0 < len(rows) <= 10 and len(interactive["body"]["text"]) <= 1024
    assert all(0 < len(row["title"]) <= 24 and len(row.get("description", "")) <= 72 for row in rows), rows
    _, sent = account.deliver(chosen("list_reply", rows[1], "wamid.7", user="HK.6"))
    full = rows[1].get("description") or rows[1]["title"]
    assert full in sent[0]["text"]["body"], sent


def questions():
    for path in sorted(glob.glob("Tests/AnsweringTests/Questions/*.jsonl")):
        with open(path, encoding="utf-8") as lines:
            yield from (json.loads(line)["turns"][0] for line in lines)


def test_buttons_are_offered_and_a_choice_comes_back(server):
    account = Account(server)
    # Which question is answered with buttons depends on the knowledge: the first that is.
    for number, question in enumerate(questions()):
        user = f"HK.button{number}"
        _, sent = account.deliver(text(question, f"wamid.b{number}", user=user))
        interactive = sent[-1].get("interactive", {})
        if interactive.get("type") == "button":
            break
    else:
        raise AssertionError("no question is answered with buttons")
    buttons = [each["reply"] for each in interactive["action"]["buttons"]]
    assert 0 < len(buttons) <= 3 and len({each["title"] for each in buttons}) == len(buttons)
    assert all(0 < len(each["title"]) <= 20 and len(each["id"]) <= 256 for each in buttons), buttons
    _, sent = account.deliver(chosen("button_reply", buttons[0], "wamid.chosen", user=user))
    assert sent and "text" in sent[0], sent


def test_what_is_no_text_is_left_alone(server):
    # The report that an own message was read.
    own = {"id": "wamid.out1", "status": "read", "timestamp": "1749416383", "recipient_id": "16505551234"}
    body = json.loads(text("", "wamid.8"))
    value = body["entry"][0]["changes"][0]["value"]
    del value["messages"]
    value["statuses"] = [own | {"recipient_user_id": "US.13491208655302741918"}]
    result, sent = Account(server).deliver(json.dumps(body).encode())
    assert result[1] == 200 and sent == []
    picture = webhook({"type": "image", "image": {"mime_type": "image/jpeg", "sha256": "x", "id": "1"}}, "wamid.9")
    result, sent = Account(server).deliver(picture)
    assert result[1] == 200 and sent == []


def test_no_markup_comes_back(server):
    _, sent = Account(server).deliver(text("*bold* _x_ ~y~ `z` land 5*10", "wamid.10", user="HK.10"))
    assert sent and not any(mark in json.dumps(sent) for mark in ("*", "~", "`")), sent


if __name__ == "__main__":
    run(tests_of(dict(globals())), "whatsapp")
