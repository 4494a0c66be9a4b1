"""People as scripts move them: they say, press, fill in and wait until they see something, over the control endpoints.

Plain HTTP, so a script may run in another process than the sandbox. Every call opens and closes its own connection:
there is nothing to close afterwards. Texts are compared without the invisible characters by which the product keeps
Telegram and Slack from making links.

    berta = TelegramPerson(base_url, cast.BERTA.id)
    sven = SlackPerson(base_url, cast.SVEN.id)
    await berta.say("/start")
    await berta.press("Browse")
    await sven.sees("A new offer")
    await sven.press("Counter")
    await sven.fills({"Unit price": "4.10"})
"""

from __future__ import annotations

import base64
import html
import time
from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from typing import Any, Final, TypeVar

from adapters.sandbox.people_paying import Payer, Payment
from adapters.sandbox.people_seen import CannotDo, ControlDesk, Json, NotAccepted, NotSeen, Shown, plain

__all__ = [
    "CannotDo",
    "ChatPerson",
    "NotAccepted",
    "NotSeen",
    "Payer",
    "Payment",
    "Shown",
    "SlackPerson",
    "TelegramPerson",
]
T = TypeVar("T")
_TAIL: Final = 12
_LOOK_SECONDS: Final = 5.0
_NOT_THERE: Final = 404


class ChatPerson(ABC):
    """What people do on either platform. `name` is known once something was looked at."""

    def __init__(self, base_url: str, platform: str, name: str) -> None:
        self.name = name
        self.since = ""
        """Older messages than this one (by its key) are scrolled away, for scripts that go on where others ended."""
        self._base_url = base_url.rstrip("/")
        self._world = ControlDesk(self._base_url)
        self._desk = ControlDesk(f"{self._base_url}/{platform}")
        self._mark = ""

    @abstractmethod
    async def messages(self) -> list[Shown]:
        """All messages this person sees, oldest first."""

    @abstractmethod
    async def say(self, text: str) -> None:
        """Write a message."""

    @abstractmethod
    async def sends(self, name: str, data: bytes, *, mime: str = "", caption: str = "") -> None:
        """Send a file; a picture by its `mime`."""

    @abstractmethod
    async def _try_to_press(self, label: str) -> Json | None:
        """Press it if it is there; None while it is not."""

    @abstractmethod
    async def _private_words(self) -> list[str]:
        """What was told to this person outside of messages: toasts, alerts, notices; oldest first."""

    async def sees(self, text: str, timeout_seconds: float = 30) -> Shown:
        """The newest message that contains the text, once there is one."""
        return (await self.sees_any((text,), timeout_seconds))[1]

    async def sees_any(self, texts: Sequence[str], timeout_seconds: float = 30) -> tuple[str, Shown]:
        """The first of these texts that some message contains, and the newest such message."""

        async def found() -> tuple[str, Shown] | None:
            shown = await self.messages()
            return next(((text, each) for text in texts for each in reversed(shown) if plain(text) in each.text), None)

        return await self._until(found, timeout_seconds, " or ".join(repr(text) for text in texts))

    async def is_told(self, text: str, timeout_seconds: float = 30) -> str:
        """The newest toast, alert or notice that contains the text, once there is one."""

        async def found() -> str | None:
            return next((words for words in reversed(await self._private_words()) if text in words), None)

        return await self._until(found, timeout_seconds, f"the notice {text!r}")

    async def press(self, label: str, timeout_seconds: float = 30) -> Json:
        """Press the newest button of this label, once there is one. A link button answers its `url`."""
        return await self._until(lambda: self._try_to_press(label), timeout_seconds, f"the button {label!r}")

    async def screen(self) -> Shown:
        """The newest message of the bot."""
        shown = [each for each in await self.messages() if each.by_bot]
        if not shown:
            raise NotSeen(f"{self.name} sees no message of the bot yet")
        return shown[-1]

    async def labels(self) -> tuple[str, ...]:
        """The labels on the newest message that has buttons; none where no message has."""
        return next((each.labels for each in reversed(await self.messages()) if each.labels), ())

    async def forgets(self) -> None:
        """What is there so far is of no interest to this script."""
        self.since = max((each.key for each in await self.messages()), default=self.since)

    async def transcript(self) -> list[str]:
        """All messages, one a line."""
        return [each.line() for each in await self.messages()]

    async def _until(self, found: Callable[[], Awaitable[T | None]], timeout_seconds: float, what: str) -> T:
        """What `found` answers, once it answers anything; it is asked again whenever the world has changed."""
        end = time.monotonic() + timeout_seconds
        while True:
            if (answer := await found()) is not None:
                return answer
            left = end - time.monotonic()
            if left <= 0:
                tail = "\n  ".join((await self.transcript())[-_TAIL:]) or "(nothing)"
                raise NotSeen(f"{self.name} did not see {what} within {timeout_seconds:g} s. The chat ends:\n  {tail}")
            seen = await self._world.get("/_changes", after=self._mark, wait=min(left, _LOOK_SECONDS))
            self._mark = seen["mark"]


class TelegramPerson(ChatPerson):
    """Somebody in their private chat with the bot."""

    def __init__(self, base_url: str, person_id: int) -> None:
        super().__init__(base_url, "telegram", f"Telegram user {person_id}")
        self._id = person_id

    async def say(self, text: str) -> None:
        await self._does("say", {"text": text})

    async def sends(self, name: str, data: bytes, *, mime: str = "", caption: str = "") -> None:
        kind = "photo" if mime.startswith("image/") else "document"
        encoded = base64.b64encode(data).decode()
        await self._does(kind, {"name": name, "mime": mime, "base64": encoded, "caption": caption})

    async def follows(self, url: str) -> None:
        """Open a deep link to the bot and press Start."""
        await self._does("follow", {"url": url})

    async def blocks(self) -> None:
        """Block the bot."""
        await self._does("block", {})

    async def unblocks(self) -> None:
        """Let the bot write again."""
        await self._does("unblock", {})

    async def messages(self) -> list[Shown]:
        chat = await self._chat()
        return [_telegram_message(each) for each in chat["messages"]]

    async def _private_words(self) -> list[str]:
        chat = await self._chat()
        return [plain(toast["text"]) for toast in chat["toasts"] if toast["user"] == self._id and toast["text"]]

    async def _try_to_press(self, label: str) -> Json | None:
        status, answer = await self._desk.post(f"/_people/{self._id}/press_label", {"label": label})
        if status == _NOT_THERE and str(answer.get("error")).startswith("no button"):
            return None
        return _done(status, answer, f"press {label!r}")

    async def _chat(self) -> Json:
        chat = await self._desk.get(f"/_chats/{self._id}")
        self.name = chat["title"]
        return chat

    async def _does(self, act: str, given: Json) -> Json:
        status, answer = await self._desk.post(f"/_people/{self._id}/{act}", given)
        return _done(status, answer, act)


class SlackPerson(ChatPerson):
    """A member of a workspace, in their direct message with the bot or, by `in_channel`, in a channel."""

    def __init__(self, base_url: str, user_id: str, *, channel_name: str = "", command: str = "/parley") -> None:
        super().__init__(base_url, "slack", f"Slack user {user_id}")
        self._id = user_id
        self._channel_name = channel_name
        self._channel_id = ""
        self._command = command

    def in_channel(self, name: str) -> SlackPerson:
        """The same person, looking at a channel and writing there."""
        return SlackPerson(self._base_url, self._id, channel_name=name.lstrip("#"), command=self._command)

    async def say(self, text: str) -> None:
        await self._does("say", {"text": text, "channel": await self._channel()})

    async def sends(self, name: str, data: bytes, *, mime: str = "", caption: str = "") -> None:
        encoded = base64.b64encode(data).decode()
        more = {"mime": mime} if mime else {}
        where = await self._channel()
        await self._does("file", {"name": name, "base64": encoded, "text": caption, "channel": where, **more})

    async def command(self, text: str) -> None:
        """Use the slash command; `text` with or without its name: `command("browse")`, `command("/parley browse")`."""
        words = text.removeprefix(self._command).strip()
        given = {"command": self._command, "text": words, "channel": await self._channel()}
        _acknowledged(await self._does("command", given))

    async def sees_modal(self, timeout_seconds: float = 30) -> Json:
        """The modal on top of this person's screen, once there is one."""

        async def found() -> Json | None:
            modal: Json | None = (await self._screen())["modal"]
            return modal

        modal: Json = await self._until(found, timeout_seconds, "a modal")
        return modal

    async def fills(self, values: Mapping[str, Any], timeout_seconds: float = 30) -> str:
        """Fill in and submit the modal on top; inputs are named by the words above them or by their block ids.

        Returns what became of it: closed, updated, pushed or cleared. NotAccepted with the words shown where it
        stays open, CannotDo where the app did not answer.
        """
        modal = await self.sees_modal(timeout_seconds)
        named = {_label(block["label"]): block["block_id"] for block in modal["blocks"] if block["type"] == "input"}
        given = {named.get(name, name): value for name, value in values.items()}
        asked = {"view_id": modal["id"], "values": given}
        status, answer = await self._desk.post(f"/_people/{self._id}/submit", asked)
        errors = answer.get("errors") if answer.get("result") == "errors" else answer.get("refused")
        if errors:
            words = {block_id: label for label, block_id in named.items()}
            raise NotAccepted({words.get(block_id, block_id): plain(text) for block_id, text in errors.items()})
        result = str(_done(status, answer, "submit the form").get("result"))
        if result in ("timeout", "invalid_response"):
            raise CannotDo(f"{self.name} could not submit the form: {answer}")
        return result

    async def closes_modal(self) -> None:
        """Close the modal on top."""
        await self._does("close_view", {})

    async def messages(self) -> list[Shown]:
        channel = await self._desk.get(f"/_channels/{await self._channel()}", user=self._id)
        return [_slack_message(each) for each in channel["messages"] if each["ts"] > self.since]

    async def _private_words(self) -> list[str]:
        return [plain(notice["text"]) for notice in (await self._screen())["notices"]]

    async def _try_to_press(self, label: str) -> Json | None:
        modal = (await self._screen())["modal"]
        if modal is not None and label in _modal_labels(modal):
            return await self._presses({"label": label})
        channel = await self._channel()
        for message in reversed(await self.messages()):
            if (words := _best(label, message.labels)) is not None:
                return await self._presses({"label": words, "channel": channel, "ts": message.key})
        return None

    async def _presses(self, given: Json) -> Json | None:
        status, answer = await self._desk.post(f"/_people/{self._id}/press_label", given)
        if status == _NOT_THERE:  # gone between looking and pressing
            return None
        return _acknowledged(_done(status, answer, f"press {given['label']!r}"))

    async def _screen(self) -> Json:
        return await self._desk.get(f"/_people/{self._id}")

    async def _channel(self) -> str:
        if not self._channel_id:
            self._channel_id = await self._found_channel()
        return self._channel_id

    async def _found_channel(self) -> str:
        for team in (await self._desk.get("/_workspaces"))["workspaces"]:
            names = {person["id"]: person["name"] for person in team["people"]}
            if self._id not in names:
                continue
            self.name = names[self._id]
            for channel in team["channels"]:
                here = self._id in channel["members"]
                direct = not self._channel_name and channel["kind"] == "im"
                if here and (direct or (self._channel_name and channel["name"] == self._channel_name)):
                    return str(channel["id"])
        raise CannotDo(f"{self.name} is in no channel {self._channel_name or 'with the bot'!r}")

    async def _does(self, act: str, given: Json) -> Json:
        status, answer = await self._desk.post(f"/_people/{self._id}/{act}", given)
        return _done(status, answer, act)


def _telegram_message(each: Json) -> Shown:
    rows = tuple(tuple(button["text"] for button in row) for row in each["rows"])
    text = plain(each["text"]) or f"({each.get('file_name') or 'file'})"
    by_bot = each["from"] == "bot"
    return Shown(str(each["message_id"]), each["name"], by_bot, text, rows, each["edited"], each)


def _slack_message(each: Json) -> Shown:
    rows: dict[str, tuple[str, ...]] = {}
    for button in each["buttons"]:
        rows[button["block_id"]] = (*rows.get(button["block_id"], ()), button["label"])
    labels = {label for row in rows.values() for label in row}
    lines = [line for line in plain(each["shown"]).split("\n") if line not in labels]
    names = [file["name"] for file in each.get("files", [])]
    text = "\n".join([*lines, *(f"({name})" for name in names)]).strip("\n")
    return Shown(each["ts"], each["name"], each["from"] == "bot", text, tuple(rows.values()), each["edited"], each)


def _modal_labels(modal: Json) -> set[str]:
    own = {_label(modal[part]) for part in ("submit", "close") if modal.get(part)}
    return own | {button["label"] for button in modal["buttons"]}


def _label(shown: Json) -> str:
    return html.unescape(str(shown["text"])).strip()


def _best(wanted: str, labels: Iterable[str]) -> str | None:
    """The label itself, else one that contains it."""
    folded = wanted.strip().casefold()
    known = list(labels)
    same = [label for label in known if label.strip().casefold() == folded]
    return next(iter(same + [label for label in known if folded in label.casefold()]), None)


def _done(status: int, answer: Json, what: str) -> Json:
    if status >= 400:
        raise CannotDo(f"cannot {what}: {answer.get('error')} {answer}")
    return answer


def _acknowledged(answer: Json) -> Json:
    if answer.get("acked") is False:
        raise CannotDo(f"the app did not acknowledge: {answer.get('notice', {}).get('text', '')}")
    return answer
