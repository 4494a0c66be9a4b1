"""A running sandbox, and a small shop behind it that speaks raw HTTP: enough of a bot to press and fill in things."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from itertools import count
from pathlib import Path
from typing import Any

import httpx
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed

from adapters.sandbox import cast
from adapters.sandbox.clock import WorldClock
from adapters.sandbox.server import Sandbox
from adapters.sandbox.wire_log import WireLog

Json = dict[str, Any]
WELCOME = "<b>Welcome to the shop</b>\nYou are not registered yet.\n\n<b>Deal</b>: D-17\n<b>Total</b>: €2,100.00\n<blockquote>Packed on pallets, please.\nFork-lift at the gate.</blockquote><i>Protected until you have the goods.</i>"
MENU = [
    [{"text": "Browse", "callback_data": "browse"}, {"text": "Details", "callback_data": "details"}],
    [{"text": "Accept", "callback_data": "accept", "style": "success"}],
    [{"text": "Reject", "callback_data": "reject", "style": "danger"}],
]


@asynccontextmanager
async def running_sandbox(**options: Any) -> AsyncIterator[Sandbox]:
    options.setdefault("clock", WorldClock())
    sandbox = Sandbox(wire=WireLog(options.pop("wire_path", None)), **options)
    await sandbox.start()
    try:
        yield sandbox
    finally:
        await sandbox.stop()


class Shop:
    """Polls Telegram, holds a Slack socket, and answers whoever talks to it."""

    def __init__(self, sandbox: Sandbox, http: httpx.AsyncClient) -> None:
        settings = sandbox.connections()
        self.telegram_url = f"{settings['TELEGRAM_API_BASE']}/bot{settings['TELEGRAM_BOT_TOKEN']}"
        self.slack_url = f"{settings['SLACK_API_BASE']}/api"
        self.stripe_url = f"{settings['STRIPE_API_BASE']}/v1"
        self.settings = settings
        self.http = http
        self.socket_open = asyncio.Event()
        self.submitted: list[Json] = []
        self._turn = count()

    async def telegram(self, method: str, **given: Any) -> Any:
        answer = (await self.http.post(f"{self.telegram_url}/{method}", json=given)).json()
        assert answer["ok"], answer
        return answer["result"]

    async def slack(self, method: str, token: str = "SLACK_BOT_TOKEN", **given: Any) -> Json:
        headers = {"Authorization": f"Bearer {self.settings[token]}"}
        answer: Json = (await self.http.post(f"{self.slack_url}/{method}", json=given, headers=headers)).json()
        assert answer["ok"], answer
        return answer

    async def checkout_url(self) -> str:
        form = {
            "mode": "payment",
            "success_url": "https://t.me/parley_sandbox_bot?start=paid",
            "cancel_url": "https://t.me/parley_sandbox_bot?start=back",
            "line_items[0][price_data][currency]": "eur",
            "line_items[0][price_data][unit_amount]": "210000",
            "line_items[0][price_data][product_data][name]": "Steel bolts M8",
            "line_items[0][quantity]": "1",
            "payment_intent_data[transfer_group]": "trade-1",
        }
        headers = {
            "Authorization": f"Bearer {self.settings['STRIPE_SECRET_KEY']}",
            "Idempotency-Key": f"shop-{next(self._turn)}",
        }
        answer = await self.http.post(f"{self.stripe_url}/checkout/sessions", data=form, headers=headers)
        assert answer.status_code == 200, answer.text
        return str(answer.json()["url"])

    async def poll(self) -> None:
        await self.telegram("setMyCommands", commands=[{"command": "browse", "description": "See what is on sale"}])
        offset = 0
        while True:
            for update in await self.telegram("getUpdates", offset=offset, timeout=20):
                offset = update["update_id"] + 1
                if "message" in update:
                    await self._hear(update["message"])
                elif "callback_query" in update:
                    await self._pressed(update["callback_query"])

    async def _hear(self, message: Json) -> None:
        chat, text = message["chat"]["id"], message.get("text", "")
        if text == "/start":
            keyboard = {"inline_keyboard": MENU}
            await self.telegram("sendMessage", chat_id=chat, text=WELCOME, parse_mode="HTML", reply_markup=keyboard)
        elif text == "/pay":
            keyboard = {"inline_keyboard": [[{"text": "Pay €2,100.00", "url": await self.checkout_url()}]]}
            await self.telegram("sendMessage", chat_id=chat, text="Your payment page is ready.", reply_markup=keyboard)
        else:
            await self.telegram("sendMessage", chat_id=chat, text=f"You wrote \u200b{text or 'a file'}")

    async def _pressed(self, query: Json) -> None:
        chat, message_id, data = query["message"]["chat"]["id"], query["message"]["message_id"], query["data"]
        if data == "details":
            words = "Details: steel, grade 8.8"
            await self.telegram("answerCallbackQuery", callback_query_id=query["id"], text=words, show_alert=True)
            return
        await self.telegram("answerCallbackQuery", callback_query_id=query["id"], text=f"You pressed {data}")
        keyboard = {"inline_keyboard": [[{"text": "Start over", "callback_data": "details"}]]}
        given = {"chat_id": chat, "message_id": message_id, "text": f"Now showing: {data}", "reply_markup": keyboard}
        await self.telegram("editMessageText", **given)

    async def hold_socket(self) -> None:
        url = (await self.slack("apps.connections.open", "SLACK_APP_TOKEN"))["url"]
        with suppress(ConnectionClosed):
            async with connect(url) as websocket:
                async for frame in websocket:
                    envelope = json.loads(frame)
                    if envelope["type"] == "hello":
                        self.socket_open.set()
                    if "envelope_id" in envelope:
                        payload = envelope["payload"]
                        answer = self._judged(payload) if payload.get("type") == "view_submission" else None
                        ack = {"envelope_id": envelope["envelope_id"]} | ({"payload": answer} if answer else {})
                        await websocket.send(json.dumps(ack))
                        if answer is None:
                            await self._act(envelope["type"], payload)

    def _judged(self, payload: Json) -> Json | None:
        values = payload["view"]["state"]["values"]
        if values["price"]["price"]["value"] == "0":
            return {"response_action": "errors", "errors": {"price": "It must be more than zero."}}
        self.submitted.append(values)
        return None

    async def _act(self, kind: str, payload: Json) -> None:
        if kind == "slash_commands":
            await self.slack("chat.postMessage", channel=payload["channel_id"], text="Home", blocks=home_blocks())
        elif payload.get("type") == "block_actions":
            action = payload["actions"][0]["value"]
            if action == "counter":
                await self.slack("views.open", trigger_id=payload["trigger_id"], view=offer_form())
            elif action == "whisper":
                where = {"channel": payload["channel"]["id"], "user": payload["user"]["id"]}
                await self.slack("chat.postEphemeral", text="Only you can read this.", **where)
            else:
                where = {"channel": payload["channel"]["id"], "ts": payload["message"]["ts"]}
                blocks = [section(f"Done: {action}")]
                await self.slack("chat.update", text="Done", blocks=blocks, **where)
        elif payload.get("type") == "view_submission":
            price = payload["view"]["state"]["values"]["price"]["price"]["value"]
            await self.slack("chat.postMessage", channel=payload["user"]["id"], text=f"Offer sent at {price}")


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text, "emoji": False}


def section(text: str) -> Json:
    return {"type": "section", "text": plain(text)}


def home_blocks() -> list[Json]:
    sure = {"title": plain("Reject"), "text": plain("Really reject the offer?"), "confirm": plain("Reject")}
    buttons: list[Json] = [
        {"type": "button", "action_id": "b0", "text": plain("Counter"), "value": "counter", "style": "primary"},
        {"type": "button", "action_id": "b1", "text": plain("Whisper"), "value": "whisper"},
        {
            "type": "button",
            "action_id": "b2",
            "text": plain("Reject"),
            "value": "reject",
            "style": "danger",
            "confirm": {**sure, "deny": plain("Cancel"), "style": "danger"},
        },
    ]
    return [
        {"type": "header", "text": plain("Deal D-17 · Steel bolts M8")},
        section("Offer 1 of Brandt Maschinenbau is on the table. <b>Not bold</b>"),
        {
            "type": "section",
            "fields": [plain("Quantity\n500 pcs"), plain("Unit price\n€4.20"), plain("Total\n€2,100.00")],
        },
        {"type": "section", "text": {"type": "mrkdwn", "text": "&gt; Packed on *pallets*, please."}},
        {"type": "context", "elements": [plain("If nobody answers, it expires on 3 June.")]},
        {"type": "divider"},
        {"type": "actions", "elements": buttons},
    ]


def offer_form() -> Json:
    incoterms = [{"text": plain(code), "value": code.lower()} for code in ("EXW", "FOB", "DAP")]
    text = {"type": "plain_text_input", "action_id": "price", "max_length": 40}
    pick = {"type": "static_select", "action_id": "terms", "options": incoterms, "initial_option": incoterms[1]}
    note = {"type": "plain_text_input", "action_id": "note", "multiline": True}
    hint = plain("In EUR a piece")
    return {
        "type": "modal",
        "callback_id": "form:offer",
        "title": plain("Make a counter-offer"),
        "submit": plain("Send offer"),
        "close": plain("Cancel"),
        "notify_on_close": True,
        "blocks": [
            {"type": "input", "block_id": "price", "label": plain("Unit price"), "element": text, "hint": hint},
            {"type": "input", "block_id": "terms", "label": plain("Delivery"), "element": pick},
            {"type": "input", "block_id": "note", "label": plain("Note"), "element": note, "optional": True},
        ],
    }


@asynccontextmanager
async def open_shop(**options: Any) -> AsyncIterator[tuple[Sandbox, Shop]]:
    """A sandbox with the shop at work in it."""
    async with running_sandbox(**options) as sandbox, httpx.AsyncClient(trust_env=False, timeout=40) as http:
        shop = Shop(sandbox, http)
        tasks = [asyncio.create_task(shop.poll()), asyncio.create_task(shop.hold_socket())]
        try:
            await asyncio.wait_for(shop.socket_open.wait(), 30)
            yield sandbox, shop
        finally:
            for task in tasks:
                task.cancel()
            for ended in await asyncio.gather(*tasks, return_exceptions=True):
                # A sandbox that was stopped under the shop takes the connection away; anything else is a fault.
                if isinstance(ended, Exception) and not isinstance(ended, httpx.TransportError):
                    raise ended


def wire_rows(path: Path) -> list[Json]:
    return [json.loads(line) for line in path.read_text().splitlines()]


BERTA, SVEN, MARA = cast.BERTA.id, cast.SVEN.id, cast.MARA.id
