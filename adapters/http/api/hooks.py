"""Webhooks: where programmes are told of the moves of their company's deals."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query
from starlette.responses import Response

from adapters.http.api.bodies import hooks as b
from adapters.http.api.bodies.plain import ID_PATTERN
from adapters.http.api.calling import Answer, Calling, CarefulRoute
from core.hooks import Hook
from core.ports.unit_of_work import Tx
from core.services.accounts import Caller

router = APIRouter(prefix="/api", route_class=CarefulRoute, tags=["webhooks"])
HookId = Annotated[str, Path(pattern=ID_PATTERN, max_length=24)]


@router.post("/webhooks", status_code=201, response_model=b.HookOut)
async def add(call: Calling, body: b.NewHook) -> Response:
    """An https address that is told of every move of your company's deals from now on. `secret` is shown this once: it signs
    what is sent. Asks for a fresh proof of who you are."""

    async def step(tx: Tx, caller: Caller) -> Answer:
        call.parts.accounts.require_proof(caller)
        hook = await call.parts.hooks.add(tx, caller.seat, body.url)
        return Answer(_shown(hook, secret=hook.secret), 201)

    return await call.write("company", step)


@router.get("/webhooks", response_model=b.HookList)
async def mine(call: Calling) -> Response:
    """The addresses of your company."""

    async def step(tx: Tx, caller: Caller) -> Answer:
        return Answer(b.HookList(items=[_shown(hook) for hook in await call.parts.hooks.all(tx, caller.seat)]))

    return await call.read("company", step)


@router.delete("/webhooks/{hook_id}", status_code=204)
async def end(call: Calling, hook_id: HookId) -> Response:
    """Nothing more is sent there."""

    async def step(tx: Tx, caller: Caller) -> Answer:
        await call.parts.hooks.end(tx, caller.seat, hook_id)
        return Answer(status=204)

    return await call.write("company", step)


@router.get("/webhooks/{hook_id}/calls", response_model=b.HookCallList)
async def calls(call: Calling, hook_id: HookId, limit: Annotated[int, Query(ge=1, le=100)] = 20) -> Response:
    """What was told there lately, and what waits."""

    async def step(tx: Tx, caller: Caller) -> Answer:
        hook = await call.parts.hooks.own(tx, caller.seat, hook_id)
        items = [
            b.HookCallOut(
                id=one.id,
                negotiation_id=one.negotiation_id,
                status=one.status,
                attempts=one.attempts,
                answer=one.answer,
                created_at=one.created_at,
                next_try_at=one.next_try_at,
            )
            for one in await call.parts.hooks.calls(tx, hook, limit=limit)
        ]
        return Answer(b.HookCallList(items=items))

    return await call.read("company", step)


def _shown(hook: Hook, *, secret: str | None = None) -> b.HookOut:
    return b.HookOut(id=hook.id, url=hook.url, created_at=hook.created_at, secret=secret)
