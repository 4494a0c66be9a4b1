"""The people of a scenario. Each act ends when everything that follows from it has happened, so looking is instant."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, ClassVar, Final

from adapters.sandbox.people import ChatPerson, NotAccepted, Shown, SlackPerson, TelegramPerson

if TYPE_CHECKING:
    from tests.scenarios.world import World

_SOON_SECONDS: Final = 30.0
_LIVE_ON_TELEGRAM: Final = ("<a ", "<span class=", "<code", "<pre", "<u>", "<s>")
_LIVE_ON_SLACK: Final = ("<@", "<!", "<#", "<http", "<mailto", "@channel", "@here", "@everyone")

Token = tuple[int, str]
"""A button on Telegram as it goes over the wire: the message it stands on, and its data."""


class Player:
    """Somebody in a scenario, on either platform."""

    fills_in_forms: ClassVar[bool]

    def __init__(self, world: World, person: ChatPerson) -> None:
        self.world = world
        self.person = person

    async def says(self, text: str) -> None:
        await self.person.say(text)
        await self.world.rests()

    async def types(self, command: str) -> None:
        """Use a command of the bot, written without a slash."""
        raise LookupError(command)

    async def presses(self, label: str) -> dict[str, Any]:
        """Press the newest button of this label; a link button answers its `url`."""
        done = await self.person.press(label, _SOON_SECONDS)
        await self.world.rests()
        return done

    async def sees(self, *words: str) -> Shown:
        """The newest message with the first of these words; the others must stand in it or on its buttons too."""
        shown = await self.person.sees(words[0], _SOON_SECONDS)
        missing = [each for each in words if each not in shown.text and each not in shown.labels]
        assert not missing, f"{missing} not in: {shown.line()}"
        return shown

    async def does_not_see(self, words: str) -> None:
        """In no message, and on no button."""
        await self.world.rests()
        found = [each.line() for each in await self.person.messages() if words in each.line()]
        assert not found, f"{words!r} is in {found}"

    async def is_told(self, words: str) -> str:
        """A toast, an alert or a note that only this person sees."""
        raise LookupError(words)

    async def newest(self) -> Shown:
        """The bot's newest message."""
        return await self.person.screen()

    async def messages(self) -> list[Shown]:
        return await self.person.messages()

    async def joins(self, name: str, company: str) -> None:
        raise LookupError(name, company)

    def assert_inert(self, shown: Shown) -> None:
        """Nothing in a message is alive: no link, no mention, no markup that somebody typed."""
        raise LookupError(shown)


class OnTelegram(Player):
    """Somebody in their private chat with the bot."""

    fills_in_forms = False

    def __init__(self, world: World, person_id: int) -> None:
        super().__init__(world, TelegramPerson(world.base_url, person_id))
        self.id = person_id

    async def answers(self, shown: Shown, text: str) -> None:
        """Write an answer to one message, as Telegram's own "Reply" does."""
        given = {"text": text, "reply_to_message_id": int(shown.key)}
        await self.world.post(f"/telegram/_people/{self.id}/say", **given)
        await self.world.rests()

    async def types(self, command: str) -> None:
        await self.says(f"/{command}")

    async def is_told(self, words: str) -> str:
        return await self.person.is_told(words, _SOON_SECONDS)

    async def joins(self, name: str, company: str) -> None:
        await self.says("/start")
        await self.presses("Join")
        await self.says(name)
        await self.says(company)
        await self.says("Werftstraße 12, 20457 Hamburg")
        await self.presses("EUR")
        await self.presses("Join")
        await self.sees("You trade for")

    async def token(self, label: str) -> Token:
        """The newest button of this label, as it goes over the wire."""
        for message in reversed(await self.messages()):
            for button in (button for row in message.raw["rows"] for button in row):
                if button["text"] == label:
                    return int(message.key), str(button["data"])
        raise AssertionError(f"no button {label!r}")

    async def tokens(self) -> dict[str, Token]:
        """All buttons there are, by label; of two with the same the newer."""
        return {
            button["text"]: (int(message.key), str(button["data"]))
            for message in await self.messages()
            for row in message.raw["rows"]
            for button in row
            if "data" in button
        }

    async def sends_press(self, token: Token) -> None:
        """A press as any client can send it, whether the button is shown there or not."""
        message_id, data = token
        await self._forge(message_id, data)
        await self.world.rests()

    async def sends_presses_at_once(self, token: Token, times: int = 2) -> None:
        """An impatient finger: the same press again before the first is answered."""
        message_id, data = token
        await asyncio.gather(*(self._forge(message_id, data) for _ in range(times)))
        await self.world.rests()

    async def _forge(self, message_id: int, data: str) -> None:
        await self.world.post(f"/telegram/_people/{self.id}/press", message_id=message_id, data=data, forged=True)

    def assert_inert(self, shown: Shown) -> None:
        alive = [sign for sign in _LIVE_ON_TELEGRAM if sign in shown.raw["html"]]
        assert not alive, shown.raw["html"]


class OnSlack(Player):
    """A member of the workspace, in their conversation with the bot or in a channel."""

    fills_in_forms = True

    def __init__(self, world: World, user_id: str, channel: str = "") -> None:
        person = SlackPerson(world.base_url, user_id)
        super().__init__(world, person.in_channel(channel) if channel else person)
        self.id = user_id
        self.person: SlackPerson
        self._channel_name = channel.lstrip("#")

    async def answers(self, shown: Shown, text: str) -> None:
        """Write an answer to one message, in the thread below it."""
        channel = await self.person._channel()
        await self.world.post(f"/slack/_people/{self.id}/say", text=text, channel=channel, thread_ts=shown.key)
        await self.world.rests()

    async def types(self, command: str) -> None:
        await self.person.command(command)
        await self.world.rests()

    async def is_told(self, words: str) -> str:
        """Slack has no toasts: what only one person sees stands among their messages."""
        return (await self.person.sees(words, _SOON_SECONDS)).text

    async def fills(self, **answers: Any) -> None:
        """Fill in the form on top by the names of its questions, and submit it."""
        await self.person.fills(answers, _SOON_SECONDS)
        await self.world.rests()

    async def fills_badly(self, **answers: Any) -> dict[str, str]:
        """Submit a form that comes back; the words under each question, by its label."""
        try:
            await self.person.fills(answers, _SOON_SECONDS)
        except NotAccepted as refusal:
            await self.world.rests()
            return refusal.errors
        raise AssertionError(f"accepted: {answers}")

    async def form(self) -> dict[str, Any]:
        return await self.person.sees_modal(_SOON_SECONDS)

    async def closes_form(self) -> None:
        await self.person.closes_modal()
        await self.world.rests()

    async def has_form(self) -> bool:
        return (await self.world.get(f"/slack/_people/{self.id}"))["modal"] is not None

    async def joins(self, name: str, company: str) -> None:
        await self.types("start")
        await self.presses("Join")
        await self.fills(full_name=name, company_name=company, address="Kai 3, Bremen", currency="EUR")
        await self.presses("Join")
        await self.sees("You trade for")

    async def token(self, label: str) -> str:
        """What the newest button of this label would send."""
        for message in reversed(await self.messages()):
            for button in message.raw["buttons"]:
                if button["label"] == label:
                    return str(button["value"])
        raise AssertionError(f"no button {label!r}")

    async def sends_press(self, value: str) -> None:
        """A press with a value that no button of theirs has: the newest button is tampered with for the moment."""
        shown = next(each for each in reversed(await self.messages()) if each.raw["buttons"])
        channel = await self._channel()
        button = self.world.slack_button(channel, shown.key)
        own, button["value"] = button["value"], value
        given = {"channel": channel, "ts": shown.key, "action_id": button["action_id"]}
        try:
            await self.world.post(f"/slack/_people/{self.id}/press", **given)
        finally:
            button["value"] = own
        await self.world.rests()

    async def presses_at_once(self, label: str, times: int = 2) -> None:
        """An impatient finger: the same button again before the first press is answered."""
        shown = next(each for each in reversed(await self.messages()) if label in each.labels)
        given = {"channel": await self._channel(), "ts": shown.key, "label": label}
        path = f"/slack/_people/{self.id}/press_label"
        await asyncio.gather(*(self.world.post(path, **given) for _ in range(times)))
        await self.world.rests()

    async def _channel(self) -> str:
        return await self.world.slack_channel(self.id, self._channel_name)

    def assert_inert(self, shown: Shown) -> None:
        kinds = {each["type"] for each in _texts(shown.raw["blocks"])}
        assert kinds <= {"plain_text"}, kinds
        rich = [part for block in shown.raw["blocks"] if block["type"] == "rich_text" for part in block["elements"]]
        assert {each["type"] for part in rich for each in part["elements"]} <= {"text"}, rich
        alive = [sign for sign in _LIVE_ON_SLACK if sign in shown.raw["text"]]
        assert not alive, shown.raw["text"]


def _texts(value: Any) -> Iterator[dict[str, Any]]:
    """All text objects of Block Kit."""
    if isinstance(value, list):
        for each in value:
            yield from _texts(each)
    elif isinstance(value, dict):
        if value.get("type") in ("plain_text", "mrkdwn"):
            yield value
        for each in value.values():
            yield from _texts(each)
