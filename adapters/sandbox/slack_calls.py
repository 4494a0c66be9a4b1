"""A Web API call: how its arguments and token arrive, what each method takes, and what is refused before it runs."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from starlette.datastructures import UploadFile
from starlette.requests import Request

from adapters.sandbox.slack_limits import Refused, refusal
from adapters.sandbox.slack_records import App, Channel, Json, Person, Token, Workspace
from adapters.sandbox.slack_world import SlackWorld

_TRUE = ("1", "true", 1, True)
_FALSE = ("0", "false", 0, False)
# What Slack answers when an argument that carries JSON cannot be read.
_UNREADABLE = {"blocks": "invalid_blocks_format", "metadata": "invalid_metadata_format"}


@dataclass
class Call:
    """One call under way, with the identity behind its token."""

    world: SlackWorld
    method: str
    args: Json
    token: Token | None = None
    basic: tuple[str, str] | None = None

    @property
    def app(self) -> App:
        if self.token is None:
            raise Refused("not_authed")
        return self.world.books.apps[self.token.app_id]

    @property
    def workspace(self) -> Workspace:
        if self.token is None:
            raise Refused("not_authed")
        return self.world.books.workspaces[self.token.team_id]

    @property
    def bot(self) -> Person:
        return self.world.books.bot_of(self.workspace)

    def text(self, name: str) -> str | None:
        """A string argument; empty counts as absent."""
        return self.args.get(name) or None

    def channel(self, name: str = "channel") -> Channel:
        """The channel argument as this token sees it: private ones only from inside. `channel_not_found` otherwise."""
        channel = self.world.books.channels.get(self.args.get(name, ""))
        if channel is None or channel.team_id != self.workspace.team_id:
            raise Refused("channel_not_found")
        if channel.kind != "channel" and self.workspace.bot_user_id not in channel.members:
            raise Refused("channel_not_found")
        return channel

    def joined_channel(self, name: str = "channel") -> Channel:
        """The channel argument where the bot has to be a member: `not_in_channel` otherwise."""
        channel = self.channel(name)
        if self.workspace.bot_user_id not in channel.members:
            raise Refused("not_in_channel")
        return channel

    def person(self, name: str = "user") -> Person:
        """The person argument; `user_not_found` where the workspace has none of that id."""
        person = self.world.books.person(str(self.args.get(name, "")), self.workspace.team_id)
        if person is None:
            raise Refused("user_not_found")
        return person


@dataclass(frozen=True)
class Argument:
    """One argument: `kind` is text, flag, whole or json."""

    name: str
    kind: str = "text"
    required: bool = False


Run = Callable[[Call], Awaitable[Json]]


@dataclass(frozen=True)
class Method:
    """A Web API method: what runs it, what it takes, who may call it and how often.

    `takes` lists arguments as `name`, `name!` (required) or `name:kind`; `tier` is Slack's rate tier;
    `identity` is the kind of token that is needed: bot, app, any or none.
    """

    run: Run
    takes: str = ""
    scope: str | None = None
    tier: int = 3
    json_body: bool = True
    identity: str = "bot"
    arguments: tuple[Argument, ...] = field(init=False)

    def __post_init__(self) -> None:
        found = []
        for word in self.takes.split():
            name, _, kind = word.partition(":")
            found.append(Argument(name.rstrip("!"), kind.rstrip("!") or "text", word.endswith("!")))
        object.__setattr__(self, "arguments", tuple(found))

    def read(self, given: Json) -> Json:
        """The arguments with their types; raises `invalid_arguments` and the like. Unknown ones stay, unread."""
        read = dict(given)
        problems: list[str] = []
        for argument in self.arguments:
            value = given.get(argument.name)
            if value is None or value == "":
                read.pop(argument.name, None)
                if argument.required:
                    problems.append(f"missing required field: {argument.name}")
            else:
                read[argument.name] = _typed(argument, value, problems)
        if problems:
            raise refusal("invalid_arguments", problems)
        return read


def _typed(argument: Argument, value: Any, problems: list[str]) -> Any:
    said = f"[json-pointer:/{argument.name}]"
    if argument.kind == "json":
        return _parsed(argument.name, value)
    if argument.kind == "flag":
        if value in _TRUE:
            return True
        if value not in _FALSE:
            problems.append(f"must provide a boolean {said}")
        return False
    if argument.kind == "whole":
        if isinstance(value, bool) or not str(value).lstrip("-").isdigit():
            problems.append(f"must provide an integer {said}")
            return 0
        return int(value)
    if isinstance(value, str | int | float) and not isinstance(value, bool):
        return str(value)
    problems.append(f"must provide a string {said}")
    return ""


def _parsed(name: str, value: Any) -> Any:
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except ValueError as broken:
        raise refusal(
            _UNREADABLE.get(name, "invalid_arguments"), [f"failed to parse JSON [json-pointer:/{name}]"]
        ) from broken


def loaded(raw: bytes) -> Any:
    """JSON from the wire; ValueError also for halves of surrogate pairs, which no answer could carry back."""
    found = json.loads(raw)
    if b"\\ud" in raw.lower():
        json.dumps(found, ensure_ascii=False).encode()
    return found


async def arguments_of(request: Request, *, json_body: bool) -> Json:
    """Query, form and JSON arguments of a request, as the official client libraries send them."""
    given: Json = dict(request.query_params)
    content_type = request.headers.get("content-type", "").split(";")[0].strip().lower()
    if request.method == "GET":
        return given
    if content_type == "application/json":
        try:
            body = loaded(await request.body() or b"{}")
        except ValueError as broken:
            raise Refused("invalid_json") from broken
        if not isinstance(body, dict):
            raise Refused("json_not_object")
        # Slack takes no token from a JSON body, and reading methods take no JSON at all.
        return given | ({key: value for key, value in body.items() if key != "token"} if json_body else {})
    if content_type in ("application/x-www-form-urlencoded", "multipart/form-data"):
        async with request.form() as form:
            return given | {key: value for key, value in form.items() if not isinstance(value, UploadFile)}
    if await request.body():
        raise Refused("invalid_post_type" if content_type else "missing_post_type")
    return given


def bearer(request: Request, args: Json) -> str | None:
    """The token of a call: the bearer header, else the `token` argument, which is removed."""
    argument = args.pop("token", None)
    scheme, _, value = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer" and value.strip():
        return value.strip()
    return str(argument) if argument else None


def authorised(world: SlackWorld, method: Method, value: str | None) -> Token | None:
    """The identity behind a token, or the refusal Slack gives for it."""
    if method.identity == "none":
        return None
    if value is None:
        raise Refused("not_authed")
    token = world.books.tokens.get(value)
    if token is None:
        raise Refused("invalid_auth")
    if method.identity not in ("any", token.kind):
        raise Refused("not_allowed_token_type")
    workspace = world.books.workspaces.get(token.team_id)
    if workspace is not None and not workspace.installed:
        raise Refused("account_inactive")
    if token.revoked:
        raise Refused("token_revoked")
    if token.expires_at is not None and token.expires_at <= world.clock.now():
        raise Refused("token_expired")
    if workspace is not None and method.scope is not None and method.scope not in workspace.scopes:
        raise Refused("missing_scope", needed=method.scope, provided=",".join(sorted(workspace.scopes)))
    return token
