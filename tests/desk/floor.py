"""A desk without a network: a whole market over a real database, presses as they come over either platform's wire, and a
record of every call that would have gone out."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

from adapters.slack import receive as slack_receive
from adapters.slack import tokens as slack_tokens
from adapters.slack.platform import SlackPlatform
from adapters.telegram import receive as telegram_receive
from adapters.telegram import tokens as telegram_tokens
from adapters.telegram.platform import TelegramPlatform
from bot import verbs
from bot.bootstrap import build
from bot.context import Handled, Toast
from bot.running import Market as Running
from bot.settings import read_settings
from bot.world import World
from core.events import AuditRow, InboxRow
from core.members import ChatIdentity, Company, Membership, Profile, User
from core.ports.chat import GROUP, ChatError, ChatPlatform, Do, Incoming, Place
from core.ports.unit_of_work import Tx
from core.trades import Deal
from tests.adapters.storage.samples import NOON
from tests.adapters.storage.stages import Market, StandingClock
from tests.core.deals import STATEMENT

TENANT: Final = {"telegram": "7000000001", "slack": "T0HANSA0001"}
DESK: Final = {
    "telegram": Place("telegram", TENANT["telegram"], "-1001234567890", kind=GROUP),
    "slack": Place("slack", TENANT["slack"], "C0MODERATE1", kind=GROUP),
}


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with a chat account. `raw` is what the platform says of them besides their id."""

    channel: str
    account: str
    user_id: str = ""
    name: str = ""
    raw: Mapping[str, Any] = field(default_factory=dict)


class Calls:
    """Stands for either platform's API: takes down what is called and says that it worked."""

    def __init__(self) -> None:
        self.made: list[tuple[str, Mapping[str, Any]]] = []
        self._numbers = itertools.count(1000)

    async def call(self, method: str, params: Mapping[str, Any], files: Any = None) -> Any:
        self.made.append((method, params))
        number = next(self._numbers)
        return {"ok": True, "message_id": number, "ts": f"{number}.000100", "channel": {"id": "D0PRIVATE01"}}

    async def respond(self, address: str, body: Mapping[str, Any]) -> None:
        self.made.append(("response_url", body))

    async def upload(self, address: str, content: bytes) -> None:
        raise AssertionError(address)

    async def download(self, *words: str, size_max: int) -> bytes:
        raise AssertionError(words)


class Floor:
    """`desk` says on which platform the moderators sit. Deals are brought to a stage by the services themselves."""

    def __init__(
        self, database_url: str, folder: Path, *, desk: str = "slack", step_up: int = 0, bank_account: str = ""
    ) -> None:
        self.clock = StandingClock(NOON)
        settings = read_settings(
            _env_file=None,
            DATABASE_URL=database_url,
            KEY_FILE=str(folder / "keys.json"),
            FILES_FOLDER=str(folder / "files"),
            DEPLOYMENT="desk",
            TELEGRAM_BOT_TOKEN="",
            SLACK_BOT_TOKEN="",
            STRIPE_SECRET_KEY="",
            STEP_UP_MINUTES=step_up,
            BANK_ACCOUNT=bank_account,
        )
        self.market: Running = build(settings, World(clock=self.clock, brisk=True))
        self.stage = Market(self.market.store)
        self.stage.clock = self.clock
        self.stage.trading = self.market.services.trading
        self.calls = {channel: Calls() for channel in TENANT}
        ring = self.market.keys.buttons
        self.platforms: dict[str, ChatPlatform] = {
            "telegram": TelegramPlatform(self.calls["telegram"], ring, TENANT["telegram"]),
            "slack": SlackPlatform(self.calls["slack"], ring, TENANT["slack"]),
        }
        self.market.platforms.update(self.platforms)
        self._numbers = itertools.count(1)
        self.desk_is_on(desk)

    async def open(self) -> None:
        await self.stage.open()

    async def close(self) -> None:
        await self.market.showing.flush()
        await self.market.store.close()

    def desk_is_on(self, channel: str) -> None:
        self.desk = DESK[channel]
        self.market.desk = lambda: self.desk  # type: ignore[method-assign]

    # ── people ───────────────────────────────────────────────────────────────────────────────────────────────────

    async def enters(
        self, *people: Person, staff: str = "", company: str = "", raw_tenant: str = "", role: str = "owner"
    ) -> None:
        """Give people a user, an account with us, and what they are allowed to do."""
        rows: list[Any] = []
        for each in people:
            first, _, last = each.name.partition(" ")
            tenant = raw_tenant or TENANT[each.channel]
            rows += [
                User(id=each.user_id, created_at=NOON, updated_at=NOON, staff_role=staff),
                ChatIdentity(
                    f"idn_{each.user_id[4:]}", each.channel, tenant, each.account, each.account, each.user_id, NOON
                ),
                Profile(f"prf_{each.user_id[4:]}", each.user_id, NOON, NOON, first, last),
            ]
            if company:
                rows.append(Membership(f"mem_{each.user_id[4:]}", company, each.user_id, role, NOON))
        by_kind = sorted(rows, key=lambda row: (User, ChatIdentity, Profile, Membership).index(type(row)))
        await self.market.store.write(lambda tx: tx.add(*by_kind))

    async def founds(self, company_id: str) -> None:
        await self.market.store.write(lambda tx: tx.add(Company(company_id, company_id.title(), NOON, NOON)))

    # ── deals ────────────────────────────────────────────────────────────────────────────────────────────────────

    async def disputed(self) -> Deal:
        """Delivered, and something is wrong with it."""
        trade_id = (await self.stage.delivered()).trade.id
        return await self.stage.act(self.stage.buyer, trade_id, "dispute", reason="damaged", statement=STATEMENT)

    async def acts(self, person: Person, trade_id: str, name: str, **args: Any) -> Deal:
        """What somebody is allowed to do, straight through the services."""
        seat = await self.market.store.read(lambda tx: tx.seat_of_user(person.user_id))
        assert seat is not None
        return await self.stage.act(seat, trade_id, name, **args)

    # ── what people do ───────────────────────────────────────────────────────────────────────────────────────────

    def press(self, person: Person, verb: str, subject: str, rev: int = 0, *, at_desk: bool = True) -> Incoming:
        """A press, from the wire: at the desk, or on a card in a chat of one's own."""
        private = Place(person.channel, TENANT[person.channel], person.account)
        place = self.desk if at_desk else private
        raw = _PRESSES[person.channel](self, person, place, Do(verb, subject, rev), next(self._numbers))
        return self._read(person.channel, raw)

    def words(self, person: Person, text: str) -> Incoming:
        """A command at the desk, from the wire."""
        raw = _WORDS[person.channel](person, self.desk, text, next(self._numbers))
        return self._read(person.channel, raw)

    def act(self, name: str) -> str:
        """The verb of a transition's button."""
        return verbs.ACTS[name]

    async def handle(self, *incoming: Incoming) -> list[Handled | None]:
        """All of it at once, as several processes would: each in a transaction of its own."""
        rows = [
            InboxRow(self.market.services.ids.new("inb"), one.actor.channel, one.place.tenant, one.id, b"{}", NOON)
            for one in incoming
        ]
        await self.market.store.write(lambda tx: tx.add(*rows))
        handle, platforms = self.market.dispatcher.handle, self.platforms
        return await asyncio.gather(
            *(handle(one, platforms[one.actor.channel].can, row.id) for one, row in zip(incoming, rows, strict=True))
        )

    async def answer(self, incoming: Incoming) -> tuple[Handled | None, list[tuple[str, Mapping[str, Any]]]]:
        """One thing handled and answered, with the calls that this took."""
        calls = self.calls[incoming.place.channel].made
        before = len(calls)
        (handled,) = await self.handle(incoming)
        if handled is not None:
            with suppress(ChatError):
                await self.market.showing.reply(incoming, handled)
        return handled, calls[before:]

    def _read(self, channel: str, raw: Mapping[str, Any]) -> Incoming:
        ring, at = self.market.keys.buttons, self.clock.now()
        if channel == "telegram":
            found = telegram_receive.translate(raw, tenant=TENANT[channel], ring=ring, at=at)
        else:
            found = slack_receive.translate(raw, tenant=TENANT[channel], ring=ring, at=at)
        assert found is not None
        # Events of one instant are told apart by what the wire says; none here may count as a repetition.
        return replace(found, id=f"{found.id}:{next(self._numbers)}")

    # ── the books ────────────────────────────────────────────────────────────────────────────────────────────────

    async def audit(self) -> list[AuditRow]:
        return await self.market.store.read(lambda tx: tx.find(AuditRow, action="desk.refused", limit=10_000))

    async def deal(self, trade_id: str) -> Deal:
        return await self.stage.deal(trade_id)


def toast_of(handled: Handled | None) -> str:
    """The private word in an answer; empty where there is none."""
    found = [reply.text for reply in handled.replies if isinstance(reply, Toast)] if handled is not None else []
    return found[0] if found else ""


def _telegram_press(floor: Floor, person: Person, place: Place, do: Do, number: int) -> dict[str, Any]:
    chat = {"id": int(place.chat), "type": "supergroup" if place.kind == GROUP else "private"}
    return {
        "update_id": number,
        "callback_query": {
            "id": f"77{number}",
            "from": {"id": int(person.account), "is_bot": False, "first_name": person.name or "Somebody", **person.raw},
            "message": {"message_id": 5, "date": 1_770_000_000, "chat": chat},
            "chat_instance": "-55",
            "data": telegram_tokens.seal_for(place, do, floor.market.keys.buttons),
        },
    }


def _slack_press(floor: Floor, person: Person, place: Place, do: Do, number: int) -> dict[str, Any]:
    chat = place.chat if place.kind == GROUP else f"D{person.account[1:]}"
    place = replace(place, chat=chat)
    return {
        "type": "interactive",
        "payload": {
            "type": "block_actions",
            "team": {"id": TENANT["slack"]},
            "user": {"id": person.account, "team_id": TENANT["slack"], "name": person.name, **person.raw},
            "container": {"type": "message", "message_ts": "5.000100", "channel_id": chat},
            "channel": {"id": chat},
            "message": {"ts": "5.000100"},
            "trigger_id": f"13345224609.738474920.{number:032x}",
            "actions": [
                {
                    "action_id": f"a{number}",
                    "action_ts": f"1770000000.{number:06d}",
                    "value": slack_tokens.seal_for(place, do, floor.market.keys.buttons),
                }
            ],
        },
    }


def _telegram_words(person: Person, place: Place, text: str, number: int) -> dict[str, Any]:
    sender = {"id": int(person.account), "is_bot": False, "first_name": person.name or "Somebody", **person.raw}
    message = {
        "message_id": 5000 + number,
        "date": 1_770_000_000,
        "chat": {"id": int(place.chat), "type": "supergroup"},
        "from": sender,
        "text": f"/{text}",
    }
    if person.raw.get("username") == "GroupAnonymousBot":
        message["sender_chat"] = message["chat"]
    return {"update_id": number, "message": message}


def _slack_words(person: Person, place: Place, text: str, number: int) -> dict[str, Any]:
    return {
        "type": "slash_commands",
        "payload": {
            "team_id": TENANT["slack"],
            "user_id": person.account,
            "channel_id": place.chat,
            "command": "/parley",
            "text": text,
            "trigger_id": f"13345224609.738474920.{number:032x}",
        },
    }


_PRESSES = {"telegram": _telegram_press, "slack": _slack_press}
_WORDS = {"telegram": _telegram_words, "slack": _slack_words}


async def count(tx: Tx, kind: type[Any]) -> int:
    """How many rows there are of a kind."""
    return await tx.count(kind)
