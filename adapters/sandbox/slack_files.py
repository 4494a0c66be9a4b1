"""files.*: the three-step upload, file objects, and private downloads with the bearer token."""

from __future__ import annotations

import mimetypes
import secrets
from pathlib import PurePath
from urllib.parse import quote

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from adapters.sandbox.slack_books import mint
from adapters.sandbox.slack_calls import Call, Method, bearer
from adapters.sandbox.slack_chat import target, threading
from adapters.sandbox.slack_faults import CutConnection
from adapters.sandbox.slack_limits import Refused, message_blocks, refusal
from adapters.sandbox.slack_records import Channel, Json, StoredFile, Workspace
from adapters.sandbox.slack_world import SlackWorld, stored_text

_FILE_BYTES = 1_000_000_000


def file_json(world: SlackWorld, file: StoredFile) -> Json:
    """A file object as it stands in messages and answers."""
    address = f"{world.base_url}/files-pri/{file.team_id}-{file.file_id}"
    name = quote(file.name, safe="")
    kind = PurePath(file.name).suffix.lstrip(".").lower() or "binary"
    shown: Json = {
        "id": file.file_id,
        "created": file.created,
        "timestamp": file.created,
        "name": file.name,
        "title": file.title or file.name,
        "mimetype": file.mime,
        "filetype": kind,
        "pretty_type": kind.upper(),
        "user": file.user_id,
        "user_team": file.team_id,
        "editable": False,
        "size": len(file.data) if file.data is not None else file.length,
        "mode": "hosted",
        "is_external": False,
        "external_type": "",
        "is_public": False,
        "public_url_shared": False,
        "url_private": f"{address}/{name}",
        "url_private_download": f"{address}/download/{name}",
        "permalink": f"{world.base_url}/files/{file.user_id}/{file.file_id}/{name}",
        "file_access": "visible",
    }
    if file.alt_text:
        shown["alt_txt"] = file.alt_text
    return shown


def keep_file(world: SlackWorld, workspace: Workspace, user_id: str, name: str, mime: str, data: bytes) -> StoredFile:
    """Store a file whose bytes are already here, as when a person uploads one."""
    created = int(world.clock.now().timestamp())
    file = StoredFile(mint("F"), workspace.team_id, user_id, name, mime, created, len(data), data, completed=True)
    world.books.files[file.file_id] = file
    return file


def announce_shared(world: SlackWorld, workspace: Workspace, file: StoredFile, channel: Channel, ts: str) -> None:
    """Tell the app that a file stands in a channel."""
    file.shared.append(channel.channel_id)
    if world.hears(channel, own=file.user_id == workspace.bot_user_id) is not None:
        event = {
            "type": "file_shared",
            "file_id": file.file_id,
            "user_id": file.user_id,
            "file": {"id": file.file_id},
            "channel_id": channel.channel_id,
            "event_ts": ts,
        }
        world.deliveries.event(workspace, event)


async def get_upload_url(call: Call) -> Json:
    length = call.args["length"]
    if not 0 < length <= _FILE_BYTES:
        raise Refused("file_upload_size_restricted" if length > 0 else "invalid_arguments")
    name = call.args["filename"]
    file = StoredFile(
        mint("F"),
        call.workspace.team_id,
        call.workspace.bot_user_id,
        name,
        mimetypes.guess_type(name)[0] or "application/octet-stream",
        int(call.world.clock.now().timestamp()),
        length,
        alt_text=call.text("alt_txt") or call.text("alt_text") or "",
    )
    call.world.books.files[file.file_id] = file
    ticket = f"{file.file_id}.{secrets.token_urlsafe(24)}"
    call.world.books.upload_tickets[ticket] = file
    return {"upload_url": f"{call.world.base_url}/upload/v1/{ticket}", "file_id": file.file_id}


async def complete_upload(call: Call) -> Json:
    entries = call.args["files"]
    if not isinstance(entries, list) or not entries or not all(isinstance(entry, dict) for entry in entries):
        raise refusal("invalid_arguments", ["must provide an array of files [json-pointer:/files]"])
    files = []
    for entry in entries:
        file = call.world.books.files.get(str(entry.get("id")))
        if file is None or file.user_id != call.workspace.bot_user_id or file.data is None or file.completed:
            raise Refused("file_not_found")
        file.title = str(entry.get("title") or file.title or file.name)
        files.append(file)
    wanted = [call.text("channel_id"), *(call.text("channels") or "").split(",")]
    channels = []
    for name in filter(None, wanted):
        call.args["channel"] = name
        channels.append(target(call))
    body: Json = {"text": stored_text(call.text("initial_comment") or ""), "subtype": "file_share"}
    if call.args.get("blocks") is not None:
        body["blocks"] = message_blocks(call.args["blocks"])
    body |= threading(call.args)
    for file in files:
        file.completed = True
    body["files"] = [file_json(call.world, file) for file in files]
    for channel in channels:
        message = call.world.publish(channel, call.bot, dict(body))
        for file in files:
            announce_shared(call.world, call.workspace, file, channel, message.ts)
    return {"files": body["files"]}


async def info(call: Call) -> Json:
    file = call.world.books.files.get(call.args["file"])
    if file is None or file.team_id != call.workspace.team_id or not file.completed:
        raise Refused("file_not_found")
    shown = file_json(call.world, file) | {"channels": file.shared, "comments_count": 0, "shares": _shares(call, file)}
    return {"file": shown, "comments": [], "response_metadata": {"next_cursor": ""}}


def _shares(call: Call, file: StoredFile) -> Json:
    """Which messages show a file, by conversation: it is told here, and not in the answer of the upload."""
    found: Json = {}
    for channel_id in file.shared:
        channel = call.world.books.channels[channel_id]
        stamps = [
            message.ts
            for message in channel.messages.values()
            if not message.deleted and any(each["id"] == file.file_id for each in message.body.get("files", []))
        ]
        reach = "public" if channel.kind == "channel" else "private"
        found.setdefault(reach, {})[channel_id] = [{"ts": ts, "reply_count": 0} for ts in stamps]
    return found


async def delete(call: Call) -> Json:
    file = call.world.books.files.get(call.args["file"])
    if file is None or file.team_id != call.workspace.team_id or not file.completed:
        raise Refused("file_not_found")
    if file.user_id != call.workspace.bot_user_id:
        raise Refused("cant_delete_file")
    for channel_id in file.shared:
        channel = call.world.books.channels[channel_id]
        for message in list(channel.messages.values()):
            if any(each["id"] == file.file_id for each in message.body.get("files", [])):
                call.world.remove(channel, message)
    del call.world.books.files[file.file_id]
    return {}


METHODS = {
    "files.getUploadURLExternal": Method(
        get_upload_url, "filename! length:whole! alt_txt alt_text snippet_type", "files:write", 4, json_body=False
    ),
    "files.completeUploadExternal": Method(
        complete_upload,
        "files:json! channel_id channels initial_comment thread_ts blocks:json",
        "files:write",
        4,
    ),
    "files.delete": Method(delete, "file!", "files:write", 3),
    "files.info": Method(info, "file! count:whole page:whole limit:whole cursor", "files:read", 4, json_body=False),
}


def file_routes(world: SlackWorld) -> list[Route]:
    """The addresses outside the Web API: upload, download, and the sign-in page strangers are sent to."""

    async def upload(request: Request) -> Response:
        world.calls["upload"] += 1
        if world.faults.strike("cut_before", "upload"):
            return CutConnection()
        file = world.books.upload_tickets.get(request.path_params["ticket"])
        if file is None:
            return PlainTextResponse("not found", 404)
        if (fault := world.faults.strike("server_error", "upload")) is not None:
            return PlainTextResponse("server error", fault.status)
        if request.headers.get("content-type", "").startswith("multipart/form-data"):
            async with request.form() as form:
                parts = [part for part in form.values() if isinstance(part, UploadFile)]
                data = await parts[0].read() if parts else b""
        else:
            data = await request.body()
        if len(data) != file.length:
            return PlainTextResponse("length mismatch", 400)
        file.data = data
        del world.books.upload_tickets[request.path_params["ticket"]]
        return PlainTextResponse(f"OK - {len(data)}")

    async def download(request: Request) -> Response:
        world.calls["download"] += 1
        file = world.books.files.get(request.path_params["file_id"])
        token = world.books.tokens.get(bearer(request, {}) or "")
        workspace = world.books.workspaces.get(token.team_id) if token else None
        allowed = (
            token is not None
            and not token.revoked
            and workspace is not None
            and workspace.installed
            and "files:read" in workspace.scopes
            and (token.expires_at is None or token.expires_at > world.clock.now())
        )
        if not allowed or file is None or workspace is None or file.team_id != workspace.team_id:
            return RedirectResponse(f"{world.base_url}/signin", 302)
        if world.faults.strike("cut_before", "download"):
            return CutConnection()
        if (fault := world.faults.strike("server_error", "download")) is not None:
            return PlainTextResponse("server error", fault.status)
        headers = {"Content-Disposition": "attachment", "X-Content-Type-Options": "nosniff"}
        return Response(file.data or b"", media_type=file.mime, headers=headers)

    async def sign_in(_request: Request) -> Response:
        return HTMLResponse("<!doctype html><title>Slack</title><p>Sign in to your workspace</p>")

    return [
        Route("/upload/v1/{ticket}", upload, methods=["POST"]),
        Route("/files-pri/{team_id}-{file_id}/download/{name:path}", download, methods=["GET"]),
        Route("/files-pri/{team_id}-{file_id}/{name:path}", download, methods=["GET"]),
        Route("/signin", sign_in, methods=["GET"]),
    ]
