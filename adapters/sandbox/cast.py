"""Who is there when the sandbox opens: the people, the bot, the workspace, and the secrets that open only this sandbox.

Ids are fixed, so that scripts, other processes and a database that outlives the sandbox keep knowing everybody. Only
the ids of payout accounts are made anew each time, because the pretended Stripe mints its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from adapters.sandbox.slack_books import Books, WorkspaceSeed
from adapters.sandbox.slack_records import Channel, Person
from adapters.sandbox.telegram_api import TelegramSandbox
from adapters.sandbox.telegram_books import BotProfile


@dataclass(frozen=True, slots=True)
class TelegramBot:
    """The product's bot; `token` is what it calls the Bot API with."""

    token: str
    id: int
    username: str
    name: str


@dataclass(frozen=True, slots=True)
class TelegramFace:
    """Somebody with a Telegram account; their private chat with the bot has the same id."""

    id: int
    first_name: str
    last_name: str
    username: str
    language: str = "en"

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}"


@dataclass(frozen=True, slots=True)
class SlackFace:
    """A member of the workspace; `direct_channel` is their conversation with the bot."""

    id: str
    direct_channel: str
    handle: str
    name: str


@dataclass(frozen=True, slots=True)
class SlackPlace:
    """A private channel with the bot and some of the members."""

    id: str
    name: str
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PayoutSeed:
    """A connected Stripe account that is ready for payouts from the start."""

    country: str
    currency: str


BOT: Final = TelegramBot(
    "7000000001:AAsandbox-token-that-opens-nothing-else",
    7_000_000_001,
    "parley_sandbox_bot",
    "Parley",
)
BERTA: Final = TelegramFace(5_100_000_001, "Berta", "Brandt", "berta_brandt")
TOMAS: Final = TelegramFace(5_100_000_002, "Tomas", "Ruiz", "tomas_ruiz")
BUYERS: Final = (BERTA, TOMAS)

HANSA: Final = WorkspaceSeed(
    name="Hansa Metalworks",
    team_id="T0HANSA0001",
    app_id="A0PARLEY001",
    bot_token="xoxb-sandbox-hansa-metalworks",  # noqa: S106 - this and the next two open only this sandbox
    app_token="xapp-sandbox-hansa-metalworks",  # noqa: S106
    signing_secret="5a4d9b0c5a4d9b0c5a4d9b0c5a4d9b0c",  # noqa: S106
    client_id="100000000001.200000000001",
    client_secret="c1c0ffee00c1c0ffee00c1c0ffee00c1",  # noqa: S106 - as above
)
SVEN: Final = SlackFace("U0SVEN00001", "D0SVEN00001", "sven", "Sven Hansen")
IDA: Final = SlackFace("U0IDA000001", "D0IDA000001", "ida", "Ida Holm")
MARA: Final = SlackFace("U0MARA00001", "D0MARA00001", "mara", "Mara Moss")
NOOR: Final = SlackFace("U0NOOR00001", "D0NOOR00001", "noor", "Noor Adeyemi")
SELLERS: Final = (SVEN, IDA)
MODERATORS: Final = (MARA, NOOR)
OPERATORS: Final = (NOOR,)
"""Those of them who run the market."""
MODERATORS_CHANNEL: Final = SlackPlace("C0MODERATE1", "moderators", (MARA.id, NOOR.id))

PAYOUT_SEEDS: Final = (PayoutSeed("DE", "EUR"), PayoutSeed("US", "USD"))


def bot_profiles() -> dict[str, BotProfile]:
    """The Telegram bots by token."""
    return {BOT.token: BotProfile(BOT.id, BOT.username, BOT.name)}


def seat_buyers(telegram: TelegramSandbox) -> None:
    """Give the buyers their Telegram accounts. They have not started the bot yet."""
    for face in BUYERS:
        telegram.books.add_person(
            face.id,
            face.first_name,
            last_name=face.last_name,
            username=face.username,
            language_code=face.language,
        )


def seat_workspace(books: Books) -> None:
    """Let the members join their workspace, each with a conversation with the bot, and open the moderators' channel."""
    workspace = books.workspaces[str(HANSA.team_id)]
    bot = workspace.bot_user_id
    created = int(books.clock.now().timestamp())

    def conversation(channel_id: str, kind: str, name: str, members: list[str]) -> None:
        books.channels[channel_id] = Channel(channel_id, workspace.team_id, kind, name, created, [bot, *members])

    for face in (*SELLERS, *MODERATORS):
        conversation(face.direct_channel, "im", "", [face.id])
        email = f"{face.handle}@hansa.example"
        books.add_person(workspace, Person(face.id, workspace.team_id, face.handle, face.name, email))
    conversation(MODERATORS_CHANNEL.id, "group", MODERATORS_CHANNEL.name, list(MODERATORS_CHANNEL.members))
