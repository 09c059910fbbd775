"""A WhatsApp number (Cloud API) in front of `enquiry serve --unix PATH`, on pywa."""
import json
import socket

from pywa import filters


def ask(path, **params):
    with socket.socket(socket.AF_UNIX) as bot:
        bot.connect(path)
        bot.sendall(json.dumps({"jsonrpc": "2.0", "id": 1, "method": "ask", "params": params}).encode() + b"\n")
        return json.loads(bot.makefile("rb").readline())["result"]


def connect(wa, path):
    """Lets the bot answer what people write, and what they choose, to a pywa client."""

    def answer(m, text):
        user = m.from_user.bsuid
        reply = ask(path, conversation="whatsapp:" + user, text=text, channel="whatsapp", message=m.id)
        for message in [] if reply["duplicate"] else reply["messages"]:  # A redelivery was answered before.
            body = {"messaging_product": "whatsapp", "recipient_type": "individual", "recipient": user, **message}
            wa.api.send_raw_request("POST", f"/{wa.phone_id}/messages", json=body)

    wa.on_message(filters.text)(lambda _, m: answer(m, m.text))
    wa.on_callback_button(lambda _, m: answer(m, m.data))
    wa.on_callback_selection(lambda _, m: answer(m, m.data))
