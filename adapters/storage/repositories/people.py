"""Who somebody is when they act."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from sqlalchemy import Select, bindparam, func, literal_column, select

from adapters.storage.flavours import constant
from adapters.storage.repositories.rows import Repository
from adapters.storage.tables import CHAT_IDENTITIES, COMPANIES, MEMBERSHIPS, PREFERENCES, USERS
from core.members import Seat

_I, _U, _M, _C, _W = CHAT_IDENTITIES.c, USERS.c, MEMBERSHIPS.c, COMPANIES.c, PREFERENCES.c
_NONE = constant("")
_PERSON = (
    _U.id,
    func.coalesce(_M.company_id, _NONE),
    func.coalesce(_C.name, _NONE),
    func.coalesce(_M.role, _NONE),
    _U.staff_role,
)
_REACHED = (_I.id, _I.channel, _I.tenant, _I.chat_user, _I.chat, _I.lang, _I.reachable)
"""In the order of the fields of Seat."""

_ZONE = func.coalesce(_W.zone, _NONE)
_CURRENCY = func.coalesce(_C.currency, _NONE)
_READS_IN = func.coalesce(_W.currency, _NONE)
_HELD = _C.name_held_since.is_not(None)

_OLDEST_PLACE = (_M.created_at, _M.id)
"""A person in several companies acts for the one they joined first."""

_BY_CHAT: Final[Select[Any]] = (
    select(*_PERSON, *_REACHED, _M.approval_limit, _ZONE, _CURRENCY, _READS_IN, _HELD)
    .select_from(CHAT_IDENTITIES)
    .join(USERS, _U.id == _I.user_id)
    .outerjoin(MEMBERSHIPS, _M.user_id == _U.id)
    .outerjoin(COMPANIES, _C.id == _M.company_id)
    .outerjoin(PREFERENCES, _W.id == _U.id)
    .where(
        _I.channel == bindparam("channel"),
        _I.tenant == bindparam("tenant"),
        _I.chat_user == bindparam("chat_user"),
    )
    .order_by(*_OLDEST_PLACE)
    .limit(literal_column("1"))
)
_BY_USER: Final[Select[Any]] = (
    select(*_PERSON, _M.approval_limit, _ZONE, _CURRENCY, _READS_IN, _HELD)
    .select_from(USERS)
    .outerjoin(MEMBERSHIPS, _M.user_id == _U.id)
    .outerjoin(COMPANIES, _C.id == _M.company_id)
    .outerjoin(PREFERENCES, _W.id == _U.id)
    .where(_U.id == bindparam("user_id"))
    .order_by(*_OLDEST_PLACE)
    .limit(literal_column("1"))
)


class People(Repository):
    """Chat accounts and users → seats."""

    async def seat(self, channel: str, tenant: str, chat_user: str) -> Seat | None:
        found = await self._executor.all(_BY_CHAT, {"channel": channel, "tenant": tenant, "chat_user": chat_user})
        if not found:
            return None
        values = list(found[0])
        values[-6], values[-1] = bool(values[-6]), bool(values[-1])
        return Seat(*values)

    async def seat_of_user(self, user_id: str) -> Seat | None:
        """The seat of somebody who comes in over the JSON API: without a chat identity."""
        found = await self._executor.all(_BY_USER, {"user_id": user_id})
        if not found:
            return None
        *person, limit, zone, currency, reads_in, held = found[0]
        given = {"approval_limit": limit, "zone": zone, "currency": currency, "reads_in": reads_in}
        return replace(Seat(*person), **given, name_held=bool(held))
