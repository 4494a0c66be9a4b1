"""Installing and leaving: OAuth codes, token rotation, auth.*, apps.* and api.test."""

from __future__ import annotations

import secrets
from datetime import timedelta
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from adapters.sandbox.slack_books import ROTATED_TOKEN_SECONDS
from adapters.sandbox.slack_calls import Call, Method
from adapters.sandbox.slack_limits import Refused
from adapters.sandbox.slack_records import App, Grant, Json, Workspace
from adapters.sandbox.slack_world import SlackWorld

_CODE_LIFE = timedelta(minutes=10)


async def api_test(call: Call) -> Json:
    if "error" in call.args:
        raise Refused(str(call.args["error"]), args=call.args)
    return {"args": call.args} if call.args else {}


async def auth_test(call: Call) -> Json:
    if call.token is not None and call.token.kind == "app":
        return {"app_name": call.app.name, "app_id": call.app.app_id}
    workspace = call.workspace
    answer: Json = {
        "url": f"{call.world.base_url}/",
        "team": workspace.name,
        "user": call.bot.name,
        "team_id": workspace.team_id,
        "user_id": workspace.bot_user_id,
        "bot_id": workspace.bot_id,
        "is_enterprise_install": False,
    }
    if workspace.enterprise_id:
        answer["enterprise_id"] = workspace.enterprise_id
    return answer


async def auth_revoke(call: Call) -> Json:
    if call.args.get("test"):
        return {"revoked": False}
    call.world.revoke(call.workspace)
    return {"revoked": True}


async def connections_open(call: Call) -> Json:
    if call.app.events_url is not None:
        raise Refused("link_disabled")
    return {"url": call.world.sockets.ticket_url(call.app)}


def _client(call: Call) -> App:
    """The app whose client credentials came, in the basic header or as arguments."""
    client_id, secret = call.basic or (call.text("client_id"), call.text("client_secret"))
    app = next((app for app in call.world.books.apps.values() if app.client_id == client_id), None)
    if app is None:
        raise Refused("invalid_client_id")
    if not secrets.compare_digest(app.client_secret, secret or ""):
        raise Refused("bad_client_secret")
    return app


async def uninstall(call: Call) -> Json:
    if _client(call) is not call.app:
        raise Refused("client_id_token_mismatch")
    call.world.uninstall(call.workspace)
    return {}


async def oauth_access(call: Call) -> Json:
    app = _client(call)
    grant_type = call.text("grant_type") or "authorization_code"
    if grant_type == "refresh_token":
        grant = call.world.books.refresh_tokens.get(call.text("refresh_token") or "")
        if grant is None or grant.used or grant.app_id != app.app_id:
            raise Refused("invalid_refresh_token")
    elif grant_type == "authorization_code":
        grant = _code(call, app)
    else:
        raise Refused("invalid_grant_type")
    workspace = call.world.books.workspaces[grant.team_id]
    grant.used = True
    return _installed(call.world, workspace, grant)


def _code(call: Call, app: App) -> Grant:
    grant = call.world.books.codes.get(call.text("code") or "")
    if grant is None or grant.app_id != app.app_id:
        raise Refused("invalid_code")
    if grant.used:
        raise Refused("code_already_used")
    if call.world.clock.now() - grant.born > _CODE_LIFE:
        raise Refused("invalid_code")
    if grant.redirect_uri is not None and call.text("redirect_uri") != grant.redirect_uri:
        raise Refused("bad_redirect_uri")
    return grant


def _installed(world: SlackWorld, workspace: Workspace, grant: Grant) -> Json:
    if grant.value in world.books.codes:
        workspace.installed = True
    elif not workspace.installed:
        raise Refused("invalid_refresh_token")
    token, refresh = world.books.grant_bot_token(workspace)
    answer: Json = {
        "app_id": workspace.app.app_id,
        "authed_user": {"id": grant.user_id},
        "scope": ",".join(sorted(workspace.scopes)),
        "token_type": "bot",
        "access_token": token.value,
        "bot_user_id": workspace.bot_user_id,
        "team": {"id": workspace.team_id, "name": workspace.name},
        "enterprise": workspace.enterprise(),
        "is_enterprise_install": False,
    }
    if refresh is not None:
        answer |= {"refresh_token": refresh.value, "expires_in": ROTATED_TOKEN_SECONDS}
    return answer


def new_code(world: SlackWorld, workspace: Workspace, user_id: str, redirect_uri: str | None) -> str:
    """A code as it stands in the redirect after someone pressed "Allow"."""
    code = f"{secrets.randbelow(10**12):012d}.{secrets.token_hex(32)}"
    now = world.clock.now()
    world.books.codes[code] = Grant(code, workspace.app.app_id, workspace.team_id, user_id, now, redirect_uri)
    return code


def oauth_routes(world: SlackWorld) -> list[Route]:
    """The page where an installation is allowed; here it is allowed at once, for the workspace named by `team`."""

    async def authorize(request: Request) -> Response:
        asked = request.query_params
        workspaces = [
            workspace
            for workspace in world.books.workspaces.values()
            if workspace.app.client_id == asked.get("client_id") and asked.get("team") in (None, "", workspace.team_id)
        ]
        if not workspaces or "redirect_uri" not in asked:
            return PlainTextResponse("This app cannot be installed: unknown client, team or redirect.", 400)
        people = [person for person in world.books.team_people(workspaces[0].team_id) if not person.is_bot]
        installer = people[0].user_id if people else workspaces[0].bot_user_id
        code = new_code(world, workspaces[0], installer, asked["redirect_uri"])
        back = urlencode({"code": code, "state": asked.get("state", "")})
        joint = "&" if "?" in asked["redirect_uri"] else "?"
        return RedirectResponse(asked["redirect_uri"] + joint + back, 302)

    return [Route("/oauth/v2/authorize", authorize, methods=["GET"])]


METHODS = {
    "api.test": Method(api_test, "", None, 4, identity="none"),
    "auth.test": Method(auth_test, "", None, 4, identity="any"),
    "auth.revoke": Method(auth_revoke, "test:flag", None, 3, json_body=False),
    "apps.connections.open": Method(connections_open, "", None, 1, json_body=False, identity="app"),
    "apps.uninstall": Method(uninstall, "client_id client_secret", None, 1, json_body=False),
    "oauth.v2.access": Method(
        oauth_access,
        "client_id client_secret code redirect_uri grant_type refresh_token",
        None,
        4,
        json_body=False,
        identity="none",
    ),
}
