"""Ids of others at the doors of the chats: buttons, modals, and links and commands, as they come over the wire.

Each swap is a raw event of the platform, translated by the production adapter and handled in a transaction of its own.
The seal of a button is the first wall; it is left out here most of the time (the buttons are sealed for the attacker),
so that what is tried is the second one: whose an id is.
"""

from __future__ import annotations

import itertools
import random
import re
from collections.abc import Awaitable, Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Final

from adapters.sandbox import cast
from adapters.slack import tokens as slack_tokens
from adapters.telegram import tokens as telegram_tokens
from bot import verbs
from bot.context import Answer, OpenForm
from core.events import InboxRow
from core.ids import code_of
from core.ports.chat import PRIVATE, Do, Place
from tests.scenarios.players import OnSlack, OnTelegram
from tests.scenarios.world import Rows, World

Act = Callable[[str], Awaitable[str]]
"""An id → what comes of doing something with it."""
_LOOKS: Final = 2
_EVENTS: Final = itertools.count(5_000_000)
"""Far beyond what the platforms of a world have counted up to."""
_ID: Final = re.compile(r"\b[a-z]{3}_[0-9a-z]{20}\b")
_CHANCE: Final = re.compile(
    r"\b[2-9A-Z]{4} [2-9A-Z]{4}\b|\b[A-Za-z0-9_-]{22}\b|\blink [2-9A-Z]{8}\b|\bjoin [0-9A-Z]{10}\b"
)
"""Codes that somebody asked for."""
_NUMBER: Final = re.compile(r"\brev=\d+|\b20\d\d-\d\d-\d\d[^',)]*")
_ARGUMENTS: Final = ("", ".y", ".0", ".o", ".f", ".x", ".1", ".s")
_TO_A_DEAL: Final = ("deals {}", "case {}", "message {}", "start deal_{}")
_FOREIGN_EVERY: Final = 8
_FILLED_EVERY: Final = 4
_FORMS: Final = (verbs.FIND, verbs.ADDRESS, verbs.COMPANY, verbs.SELL, verbs.PAYOUT_BEGIN, verbs.ADD_CATEGORY)
_FORMS_ABOUT_GOODS: Final = (verbs.MAKE_OFFER, verbs.ASK_SELLER, verbs.ASK_SELLERS)
PUBLIC: Final = frozenset({"prd", "cat"})
"""Kinds of things that everybody may look at; whether they may be changed is tried over the API, and in `OWNED`."""
OWNED: Final = frozenset(
    {
        *(verbs.PAUSE, verbs.RESUME, verbs.RESTOCK, verbs.EDIT_LISTING, verbs.REMOVE_LISTING, verbs.PHOTO),
        *(verbs.ADD_CATEGORY, verbs.RENAME_CATEGORY, verbs.MOVE_CATEGORY, verbs.REMOVE_CATEGORY),
    }
)
"""What only their seller, or an operator, may do with them."""


@dataclass(frozen=True)
class Attacker:
    """Somebody with business of their own, or none, who tries what is not theirs."""

    player: OnTelegram | OnSlack
    chat: str
    own: frozenset[str]
    """Every id that says who they are."""

    @property
    def place(self) -> Place:
        if isinstance(self.player, OnTelegram):
            return Place("telegram", "", self.chat)
        return Place("slack", str(cast.HANSA.team_id), self.chat)


@dataclass
class Doors:
    """The market behind its chats. `tried` counts swaps by door."""

    world: World
    attackers: Sequence[Attacker]
    ids: Mapping[str, Sequence[str]]
    """Ids of others by kind (their first three letters)."""
    tried: dict[str, int] = field(default_factory=dict)
    filled: int = 0
    """Forms of their own that came back with ids of others in them."""
    odd: list[str] = field(default_factory=list)
    """Answers that were not those for an id that nothing has."""
    _blanks: dict[Hashable, str] = field(default_factory=dict)

    @classmethod
    async def of(cls, world: World, attackers: Sequence[OnTelegram | OnSlack], *, each: int = 3) -> Doors:
        """Every id there is, newest first, so many of a kind; none of the attackers' own."""
        known = [await _attacker(world, player) for player in attackers]
        own = frozenset(itertools.chain.from_iterable(one.own for one in known))
        # Who sells is known to everybody.
        sellers = {str(row[0]) for row in world.query("SELECT DISTINCT company_id FROM products")}
        tables = [*world.rows().values(), world.query("SELECT id, identity_id FROM conversations ORDER BY updated_at")]
        found: dict[str, list[str]] = {}
        for row in itertools.chain.from_iterable(reversed(rows) for rows in tables):
            row_id = str(row[0])
            if _ID.fullmatch(row_id) and row_id not in sellers and not own & set(map(str, row)):
                found.setdefault(row_id[:3], []).append(row_id)
        return cls(world, known, {kind: tuple(ids[:each]) for kind, ids in found.items()})

    # ── what is tried ────────────────────────────────────────────────────────────────────────────────────────────

    async def buttons(self, count: int) -> None:
        """Every verb but the one that makes somebody another person, with every kind of id, sealed for the attacker; now
        and then a button of somebody else as it is."""
        for number, (attacker, verb, row_id, argument) in enumerate(self._some(count, self._pressable())):
            how = (verb, argument, number % _FOREIGN_EVERY == 0)
            await self._swap(
                "buttons", attacker, row_id, how, self._doing(attacker, partial(self._press, attacker, *how))
            )

    async def modals(self, count: int) -> None:
        """Forms of others, submitted and dismissed, with their seal or the attacker's own; and forms of one's own with
        ids of others as answers."""
        goods = self.world.query("SELECT id FROM products WHERE status = 'active' ORDER BY id LIMIT 1")[0][0]
        starts = [(verb, "") for verb in _FORMS] + [(verb, goods) for verb in _FORMS_ABOUT_GOODS]
        others = count - count // _FILLED_EVERY
        slack = [one for one in self.attackers if isinstance(one.player, OnSlack)]
        kinds = ("view_submission", "view_closed")
        every = list(itertools.product(slack, self._every_id(), _ARGUMENTS, kinds, (False, True)))
        for attacker, row_id, *how in self._some(others, every):
            await self._swap(
                "modals", attacker, row_id, tuple(how), self._doing(attacker, partial(self._modal, attacker, *how))
            )
        for attacker, start, row_id in self._some(
            count - others, list(itertools.product(slack, starts, self._every_id()))
        ):
            await self._swap("modals", attacker, row_id, start, partial(self._filled, attacker, *start))

    async def links(self, count: int) -> None:
        """Deep links and typed commands with ids, and with the codes that people call deals by."""
        words = [f"{word} {{}}" for word in self.world.market.dispatcher.commands if word not in _OWN_AFFAIRS]
        deep = [f"start {entry}{{}}" for entry in ("", "l_", "link_", "join_", "deal_", "case_")]
        every = list(itertools.product(self.attackers, (*deep, *deep, *words), (False, True), self._every_id()))
        every = [one for one in every if one[3][:3] not in PUBLIC]
        # The code of a deal behind the words that lead to one is tried in any case, the rest by chance.
        first = [one for one in every if one[2] and one[3].startswith("neg_") and one[1] in _TO_A_DEAL][:count]
        for attacker, typed, as_code, row_id in (*first, *self._some(count - len(first), every)):
            how = (typed, as_code)
            await self._swap(
                "links", attacker, row_id, how, self._doing(attacker, partial(self._typed, attacker, *how))
            )

    async def finds(self, row_id: str) -> bool:
        """Whether an id leads somewhere for the first of them: what is asked here must be able to tell."""
        attacker = self.attackers[0]
        opening = self._doing(attacker, partial(self._press, attacker, verbs.DEAL, "", False))
        return await opening(row_id) != await opening(_blank(row_id))

    def _pressable(self) -> list[tuple[Attacker, str, str, str]]:
        every = itertools.product(self.attackers, self.world.market.dispatcher.presses, self._every_id(), _ARGUMENTS)
        return [
            one
            for one in every
            if (one[2][:3] not in PUBLIC or one[1] in OWNED) and (one[1], one[3]) != (verbs.ERASE, verbs.CONFIRMED)
        ]

    def _every_id(self) -> list[str]:
        return [row_id for ids in self.ids.values() for row_id in ids]

    def _some(self, count: int, every: Sequence[Any]) -> Iterator[Any]:
        """So many of all, spread over them; all of them several times where there are fewer."""
        chance = random.Random(1)
        while count > 0:
            portion = chance.sample(every, min(count, len(every)))
            yield from portion
            count -= len(portion)

    async def _swap(self, door: str, attacker: Attacker, row_id: str, how: Hashable, act: Act) -> None:
        """The answer has to be the one for an id that nothing has. `how` names what is done, whatever id it is done with."""
        key = (door, attacker.chat, row_id[:3], how)
        answered = await act(row_id)
        nothing = self._blanks.get(key)
        for _ in range(_LOOKS):
            if answered == nothing:
                break
            # It was not asked yet, or what was done since has changed the place.
            nothing = self._blanks[key] = await act(_blank(row_id))
            if answered != nothing:
                answered = await act(row_id)
        if answered != nothing:
            self.odd.append(f"{door}: {how} {row_id}\n{answered}\ninstead of\n{nothing}")
        self.tried[door] = self.tried.get(door, 0) + 1

    def _doing(self, attacker: Attacker, event: Callable[[str], Mapping[str, Any]]) -> Act:
        async def act(row_id: str) -> str:
            return _masked(await self._handled(attacker, event(row_id)), row_id)

        return act

    async def _filled(self, attacker: Attacker, verb: str, about: str, row_id: str) -> str:
        """A form of one's own is opened and comes back with this id in every place."""
        opening = await self._handled(attacker, self._press(attacker, verb, "", False, about))
        form = next((reply.form for reply in opening if isinstance(reply, OpenForm)), None)
        if form is None:
            return _masked(opening, row_id)
        self.filled += 1
        names = tuple(each.key for each in form.fields)
        submitted = self._modal(attacker, "", "view_submission", False, form.go.id, names, row_id)
        return _masked(await self._handled(attacker, submitted), row_id)

    # ── over the wire ────────────────────────────────────────────────────────────────────────────────────────────

    async def _handled(self, attacker: Attacker, event: Mapping[str, Any]) -> Answer:
        """What comes back."""
        market, channel = self.world.market, attacker.place.channel
        tenant, now = self._tenant(attacker), market.world.clock.now()
        row = InboxRow(market.services.ids.new("inb"), channel, tenant, f"swap-{next(_EVENTS)}", b"{}", now)
        assert await market.store.write(lambda tx: tx.receive(row))
        incoming = market.receiving._channels[channel].translate(event, tenant)
        assert incoming is not None, event
        handled = await market.dispatcher.handle(incoming, market.platforms[channel].can, row.id)
        return handled.replies if handled is not None else ()

    def _tenant(self, attacker: Attacker) -> str:
        telegram = self.world.market.telegram
        assert telegram is not None
        return telegram.tenant if attacker.place.channel == "telegram" else attacker.place.tenant

    def _press(self, attacker: Attacker, verb: str, argument: str, foreign: bool, row_id: str) -> dict[str, Any]:
        do, ring = Do(verb, f"{row_id}{argument}", 1), self.world.market.keys.buttons
        chat, number = attacker.chat, next(_EVENTS)
        if attacker.place.channel == "telegram":
            place = Place("telegram", self._tenant(attacker), "1" if foreign else chat)
            message = {"message_id": 1, "date": number, "chat": {"id": int(chat), "type": PRIVATE}}
            query = {"id": str(number), "from": self._face(attacker), "message": message, "chat_instance": "1"}
            data = telegram_tokens.seal_for(place, do, ring)
            return {"update_id": number, "callback_query": {**query, "data": data}}
        place = Place("slack", attacker.place.tenant, "D0SOMEBODY" if foreign else chat)
        return self._interactive(
            attacker,
            type="block_actions",
            channel={"id": chat, "name": "directmessage"},
            container={"type": "message", "message_ts": "1.1", "channel_id": chat},
            actions=[
                {
                    "type": "button",
                    "action_id": "a",
                    "action_ts": f"{number}.1",
                    "value": slack_tokens.seal_for(place, do, ring),
                }
            ],
        )

    def _modal(
        self,
        attacker: Attacker,
        argument: str,
        kind: str,
        foreign: bool,
        row_id: str,
        names: Sequence[str] = ("words", "place", "deal"),
        answer: str = "",
    ) -> dict[str, Any]:
        tenant, ring = attacker.place.tenant, self.world.market.keys.buttons
        place = slack_tokens.person_place(tenant, "U0SOMEBODY" if foreign else str(attacker.player.id))
        sealed = slack_tokens.seal_for(place, Do(verbs.TALK, f"{row_id}{argument}", 1), ring)
        values = {
            name: {"answer": {"type": "plain_text_input", "value": row_id}} for name in ("words", "place", "deal")
        }
        view = {"id": "V1", "hash": "1", "type": "modal", "private_metadata": sealed, "state": {"values": values}}
        return self._interactive(attacker, type=kind, view=view)

    def _typed(self, attacker: Attacker, typed: str, as_code: bool, row_id: str) -> dict[str, Any]:
        words, number = typed.format(code_of(row_id) if as_code else row_id), next(_EVENTS)
        if attacker.place.channel == "telegram":
            chat = {"id": int(attacker.chat), "type": PRIVATE}
            message = {"message_id": number, "date": number, "chat": chat, "from": self._face(attacker)}
            return {"update_id": number, "message": {**message, "text": f"/{words}"}}
        payload = {
            "command": "/parley",
            "text": words,
            "user_id": attacker.player.id,
            "user_name": "somebody",
            "team_id": attacker.place.tenant,
            "channel_id": attacker.chat,
            "channel_name": "directmessage",
            "trigger_id": str(number),
        }
        return {"type": "slash_commands", "payload": payload}

    def _interactive(self, attacker: Attacker, **payload: Any) -> dict[str, Any]:
        team = {"id": attacker.place.tenant}
        user = {"id": attacker.player.id, "team_id": attacker.place.tenant, "username": "somebody"}
        trigger = str(next(_EVENTS))
        return {"type": "interactive", "payload": {"user": user, "team": team, "trigger_id": trigger, **payload}}

    def _face(self, attacker: Attacker) -> dict[str, Any]:
        return {"id": attacker.player.id, "is_bot": False, "first_name": "Somebody", "language_code": "en"}


_OWN_AFFAIRS: Final = frozenset({"join", "link", "login", "confirm", "logout", "invite", "sell"})
"""Words that want a code which was made for this purpose, or make one; and a name of one's own goods."""


def _masked(answer: Answer, named: str) -> str:
    """An answer without ids and whatever else is different each time."""
    said = re.sub(f"{named}|{code_of(named)}", "ID", repr(answer), flags=re.IGNORECASE)
    return _NUMBER.sub("", _CHANCE.sub("SECRET", _ID.sub("ID", said)))


def _blank(row_id: str) -> str:
    """An id of the same kind that nothing has, and no number either."""
    return f"{row_id[:4]}{'0' * 14}zqzqzq"


async def _attacker(world: World, player: OnTelegram | OnSlack) -> Attacker:
    row = world.query("SELECT id, user_id, chat FROM chat_identities WHERE chat_user = ?", str(player.id))[0]
    companies = world.query("SELECT id, company_id FROM memberships WHERE user_id = ?", row[1])
    own = {str(row[0]), str(row[1]), *(str(each) for place in companies for each in place)}
    return Attacker(player, str(row[2]), frozenset(own))


def touched(before: Rows, after: Rows, own: frozenset[str]) -> dict[str, list[tuple[Any, ...]]]:
    """Rows that are new, gone or different and say nothing of those who acted."""
    found = {}
    for name, rows in before.items():
        old, new = set(map(repr, rows)), set(map(repr, after[name]))
        odd = [row for row in (*rows, *after[name]) if (repr(row) in old) != (repr(row) in new)]
        foreign = [row for row in odd if not own & set(map(str, row))]
        if foreign:
            found[name] = foreign
    return found
