"""The control endpoints: acting as people, looking at their screens, making workspaces, switching faults."""

from __future__ import annotations

import inspect
import json
from collections.abc import Awaitable, Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from adapters.sandbox.slack_acts import CannotDo
from adapters.sandbox.slack_books import WorkspaceSeed, mint
from adapters.sandbox.slack_oauth import new_code
from adapters.sandbox.slack_people import Member
from adapters.sandbox.slack_records import App, Channel, Json, Person, Workspace
from adapters.sandbox.slack_screen import channel_screen, person_screen
from adapters.sandbox.slack_world import SlackWorld

_MOST_WAIT_SECONDS = 60.0
Answering = Callable[[Request, Json], Json | Awaitable[Json]]
# Fields of acts that are words or ids.
_WORDS = (
    "action_id base64 block_id callback_id channel command label mime name query team_id thread_ts ts view view_id"
).split()
_APP_FIELDS = ("events_url", "interactivity_url", "commands_url", "options_url", "token_rotation")


class Control:
    """All control endpoints of one pretended Slack."""

    def __init__(self, world: SlackWorld) -> None:
        self.world = world
        self.books = world.books

    def routes(self) -> list[Route]:
        posts: dict[str, Answering] = {
            "/_workspaces": self.open_workspace,
            "/_apps/{app_id}": self.set_app,
            "/_people": self.add_person,
            "/_channels": self.open_channel,
            "/_channels/{channel_id}/members": self.join_channel,
            "/_people/{user_id}/{act}": self.act,
            "/_faults": self.fault,
            "/_limits": self.limits,
            "/_events": self.emit,
            "/_oauth_codes": self.oauth_code,
        }
        gets: dict[str, Answering] = {
            "/_workspaces": self.list_workspaces,
            "/_channels/{channel_id}": self.see_channel,
            "/_people/{user_id}": self.see_person,
            "/_state": self.state,
        }
        made = [Route(path, _endpoint(answering), methods=["POST"]) for path, answering in posts.items()]
        made += [Route(path, _endpoint(answering), methods=["GET"]) for path, answering in gets.items()]
        return [*made, Route("/_files/{file_id}", self.see_file, methods=["GET"])]

    # --- finding -------------------------------------------------------------------------------------------

    def _workspace(self, asked: Json) -> Workspace:
        workspace = self.books.workspaces.get(str(asked.get("team_id")))
        if workspace is None:
            raise CannotDo(404, "no_such_workspace")
        return workspace

    def _person(self, request: Request, asked: Json) -> Person:
        team_id = asked.get("team_id") or request.query_params.get("team_id")
        person = self.books.person(request.path_params["user_id"], team_id)
        if person is None:
            raise CannotDo(404, "no_such_person")
        return person

    def _channel(self, request: Request) -> Channel:
        channel = self.books.channels.get(request.path_params["channel_id"])
        if channel is None:
            raise CannotDo(404, "no_such_channel")
        return channel

    # --- making --------------------------------------------------------------------------------------------

    def open_workspace(self, _request: Request, asked: Json) -> Json:
        known = {key: value for key, value in asked.items() if key in WorkspaceSeed.__dataclass_fields__}
        if known.get("team_id") in self.books.workspaces:
            raise CannotDo(409, "workspace_exists")
        return workspace_card(self.books.open_workspace(WorkspaceSeed(**known)))

    def list_workspaces(self, _request: Request, _asked: Json) -> Json:
        cards = []
        for workspace in self.books.workspaces.values():
            team = workspace.team_id
            people = [person for person in self.books.team_people(team) if not person.is_bot]
            channels = [channel for channel in self.books.channels.values() if channel.team_id == team]
            cards.append(
                workspace_card(workspace)
                | {
                    "people": [{"id": person.user_id, "name": person.real_name} for person in people],
                    "channels": [
                        {"id": c.channel_id, "name": c.name, "kind": c.kind, "members": c.members} for c in channels
                    ],
                }
            )
        return {"workspaces": cards}

    async def set_app(self, request: Request, asked: Json) -> Json:
        """Change an app's addresses and switches; `verify` does Slack's challenge handshake first."""
        app: App | None = self.books.apps.get(request.path_params["app_id"])
        if app is None:
            raise CannotDo(404, "no_such_app")
        before = app.events_url
        for field in _APP_FIELDS:
            if field in asked:
                setattr(app, field, asked[field])
        if "unfurl_domains" in asked:
            app.unfurl_domains = tuple(asked["unfurl_domains"])
        if asked.get("verify") and app.events_url is not None and not await self.world.deliveries.challenge(app):
            app.events_url = before
            raise CannotDo(422, "challenge_failed")
        return {"ok": True, "app_id": app.app_id, **{field: getattr(app, field) for field in _APP_FIELDS}}

    def add_person(self, _request: Request, asked: Json) -> Json:
        workspace = self._workspace(asked)
        user_id = str(asked.get("id") or mint("U"))
        if self.books.person(user_id, workspace.team_id) is not None:
            raise CannotDo(409, "person_exists")
        name = str(asked["name"])
        person = Person(
            user_id,
            workspace.team_id,
            name,
            str(asked.get("real_name", name)),
            asked.get("email"),
            str(asked.get("locale", "en-US")),
            bool(asked.get("is_guest", False)),
        )
        channel = self.books.add_person(workspace, person)
        return {"id": person.user_id, "dm_channel": channel.channel_id}

    def open_channel(self, _request: Request, asked: Json) -> Json:
        workspace = self._workspace(asked)
        members = [str(member) for member in asked.get("members", [])]
        if asked.get("bot_member", True):
            members.append(workspace.bot_user_id)
        kind = "group" if asked.get("is_private") else "channel"
        channel = self.books.open_channel(workspace, str(asked["name"]), members, kind)
        return {"id": channel.channel_id, "name": channel.name}

    def join_channel(self, request: Request, asked: Json) -> Json:
        channel = self._channel(request)
        person = self.books.person(str(asked.get("user")), channel.team_id)
        if person is None:
            raise CannotDo(404, "no_such_person")
        self.world.join(channel, person)
        return {"ok": True}

    def oauth_code(self, _request: Request, asked: Json) -> Json:
        workspace = self._workspace(asked)
        user_id = str(asked.get("user_id") or workspace.bot_user_id)
        return {"code": new_code(self.world, workspace, user_id, asked.get("redirect_uri"))}

    # --- acting and looking --------------------------------------------------------------------------------

    async def act(self, request: Request, asked: Json) -> Json:
        """One act of a person, named by the last part of the path."""
        wrong = [name for name in _WORDS if not isinstance(asked.get(name), str | None)]
        if wrong:
            raise CannotDo(400, "bad_value", fields=wrong)
        member = Member(self.world, self._person(request, asked))
        confirmed = asked.get("confirm", True) is not False
        match request.path_params["act"]:
            case "say":
                return member.say(asked)
            case "file":
                return member.upload(asked)
            case "edit":
                return member.edit(asked)
            case "delete":
                return member.delete(asked)
            case "command":
                return await member.command(asked)
            case "press":
                return await member.press(member.spot(asked), confirmed=confirmed)
            case "press_label":
                return await member.press_label(asked, str(asked["label"]), confirmed=confirmed)
            case other:
                return await self._act_on_view(member, other, asked, confirmed=confirmed)

    async def _act_on_view(self, member: Member, act: str, asked: Json, *, confirmed: bool) -> Json:
        match act:
            case "select":
                given = asked.get("values", asked.get("value"))
                return await member.choose(member.spot(asked), given, confirmed=confirmed)
            case "suggest":
                return await member.suggest(member.spot(asked), str(asked["query"]))
            case "submit":
                return await member.submit(member.modal(asked.get("view_id")), asked.get("values", {}))
            case "close_view":
                return await member.close(member.modal(asked.get("view_id")), everything=bool(asked.get("all")))
            case "open_home":
                return member.open_home(str(asked.get("tab", "home")))
            case "shortcut":
                return await member.shortcut(asked)
            case "message_action":
                return await member.message_action(asked)
            case _:
                raise CannotDo(404, "no_such_act")

    async def see_channel(self, request: Request, _asked: Json) -> Json:
        channel = self._channel(request)
        user_id = request.query_params.get("user")
        after, wait = _span(request)
        shown = channel_screen(channel, user_id, after, base_url=self.world.base_url)
        if wait and not (shown["messages"] or shown["deleted"]):
            seen = max(channel.seq, after)
            await self.books.pulse.until(lambda: channel.seq > seen, wait)
            shown = channel_screen(channel, user_id, after, base_url=self.world.base_url)
        return shown

    async def see_person(self, request: Request, _asked: Json) -> Json:
        person = self._person(request, {})
        after, wait = _span(request)
        if wait:
            await self.books.pulse.until(lambda: person.seq > after, wait)
        return person_screen(person)

    async def see_file(self, request: Request) -> Response:
        file = self.books.files.get(request.path_params["file_id"])
        if file is None or file.data is None:
            return JSONResponse({"ok": False, "error": "no_such_file"}, 404)
        return Response(file.data, media_type=file.mime, headers={"X-Content-Type-Options": "nosniff"})

    # --- the weather ---------------------------------------------------------------------------------------

    async def fault(self, _request: Request, asked: Json) -> Json:
        """Switch a fault on, or do a one-time harm to sockets and tokens."""
        sockets, kind = self.world.sockets, asked.get("kind")
        if kind == "clear":
            self.world.faults.clear()
        elif kind == "cut_sockets":
            return {"ok": True, "cut": sockets.drop_all(asked.get("app_id"))}
        elif kind == "disconnect":
            told = await sockets.ask_to_leave(str(asked.get("reason", "refresh_requested")), asked.get("app_id"))
            self.world.deliveries.later(sockets.close_stragglers(told))
            return {"ok": True, "told": len(told)}
        elif kind == "revoke_token":
            self.world.revoke(self._workspace(asked))
        else:
            try:
                return {"ok": True, "fault": self.world.faults.add(asked).as_json()}
            except ValueError as unknown:
                raise CannotDo(400, "no_such_fault") from unknown
        return {"ok": True}

    def limits(self, _request: Request, asked: Json) -> Json:
        """Switch the rate limits on or off; `events_per_hour` sets when events are withheld."""
        self.world.pace.on = bool(asked.get("on", self.world.pace.on))
        self.world.deliveries.events_per_hour = int(asked.get("events_per_hour", self.world.deliveries.events_per_hour))
        return {"ok": True, "on": self.world.pace.on, "events_per_hour": self.world.deliveries.events_per_hour}

    def emit(self, _request: Request, asked: Json) -> Json:
        """Make an event happen that no person causes: uninstalling, revoked tokens, withheld events, or any other."""
        workspace = self._workspace(asked)
        kind = asked.get("type")
        if kind == "app_uninstalled":
            self.world.uninstall(workspace)
        elif kind == "tokens_revoked":
            self.world.revoke(workspace)
        elif kind == "app_rate_limited":
            self.world.deliveries.rate_limited(workspace)
        elif isinstance(asked.get("event"), dict):
            self.world.deliveries.event(workspace, asked["event"])
        else:
            raise CannotDo(400, "no_such_event")
        return {"ok": True}

    def state(self, _request: Request, _asked: Json) -> Json:
        deliveries = self.world.deliveries
        return {
            "sockets": {app_id: len(links) for app_id, links in self.world.sockets.links.items()},
            "calls": dict(self.world.calls),
            "pending": deliveries.pending,
            "deliveries": dict(deliveries.counts),
            "faults": [fault.as_json() for fault in self.world.faults.active],
            "limits": self.world.pace.on,
        }


def workspace_card(workspace: Workspace) -> Json:
    """A workspace with the secrets its app needs."""
    return {
        "team_id": workspace.team_id,
        "enterprise_id": workspace.enterprise_id,
        "name": workspace.name,
        "installed": workspace.installed,
        "bot_token": workspace.bot_token,
        "bot_user_id": workspace.bot_user_id,
        "bot_id": workspace.bot_id,
        "app_id": workspace.app.app_id,
        "app_token": workspace.app.app_token,
        "signing_secret": workspace.app.signing_secret,
        "client_id": workspace.app.client_id,
        "client_secret": workspace.app.client_secret,
    }


def _span(request: Request) -> tuple[int, float]:
    after = int(request.query_params.get("after", 0))
    return after, min(float(request.query_params.get("wait", 0)), _MOST_WAIT_SECONDS)


def _endpoint(answering: Answering) -> Callable[[Request], Awaitable[Response]]:
    """An endpoint that reads a JSON body, and answers refusals and missing fields as JSON too."""

    async def endpoint(request: Request) -> Response:
        try:
            asked: Any = json.loads(await request.body() or b"{}")
            if not isinstance(asked, dict):
                raise CannotDo(400, "not_an_object")
            answer = answering(request, asked)
            return JSONResponse(await answer if inspect.isawaitable(answer) else answer)
        except CannotDo as cannot:
            return JSONResponse(cannot.body, cannot.status)
        except KeyError as missing:
            return JSONResponse({"ok": False, "error": "missing", "field": str(missing.args[0])}, 400)
        except ValueError:
            return JSONResponse({"ok": False, "error": "bad_value"}, 400)

    return endpoint
