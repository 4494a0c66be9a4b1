"""Colleagues join a company by a code that works once, for a day."""

from __future__ import annotations

from datetime import timedelta

import pytest

from core.errors import DomainError, NotFound
from core.members import Membership, Profile, Seat
from core.services.membership import MembershipService
from tests.core.services.market import SELLER, SELLERS_TRADER, Market


async def test_a_code_works_once_and_brings_its_role_and_limit(market: Market) -> None:
    people = MembershipService(clock=market.clock, ids=market.ids)

    async def meet(name: str) -> Seat:
        return await market.store.write(
            lambda tx: people.meet(tx, channel="telegram", tenant="bot", chat_user=name, chat=name, lang="en")
        )

    first, second = await meet("901"), await meet("902")
    code = await market.store.write(lambda tx: people.invite(tx, SELLER, role="trader", approval_limit=5_000))
    joined = await market.store.write(lambda tx: people.join(tx, first, code=code.lower(), full_name="Kim Ode"))
    assert (joined.company_id, joined.role) == ("com_seller", "trader")
    with pytest.raises(NotFound):
        await market.store.write(lambda tx: people.join(tx, second, code=code, full_name="Lou Ode"))
    (place,) = await market.store.read(lambda tx: tx.find(Membership, user_id=first.user_id, limit=9))
    assert place.approval_limit == 5_000
    late = await market.store.write(lambda tx: people.invite(tx, SELLER, role="viewer", approval_limit=None))
    market.clock.advance(timedelta(days=1))
    with pytest.raises(NotFound):
        await market.store.write(lambda tx: people.join(tx, second, code=late, full_name="Lou Ode"))


async def test_the_name_of_whoever_joins_is_cleaned(market: Market) -> None:
    people = MembershipService(clock=market.clock, ids=market.ids)
    met = await market.store.write(
        lambda tx: people.meet(tx, channel="telegram", tenant="bot", chat_user="905", chat="905", lang="en")
    )
    code = await market.store.write(lambda tx: people.invite(tx, SELLER, role="viewer", approval_limit=None))
    await market.store.write(lambda tx: people.join(tx, met, code=code, full_name="\u202eKim\u200b\x07 Ode"))
    (profile,) = await market.store.read(lambda tx: tx.find(Profile, user_id=met.user_id))
    assert (profile.first_name, profile.last_name) == ("Kim", "Ode")


async def test_only_an_owner_invites(market: Market) -> None:
    people = MembershipService(clock=market.clock, ids=market.ids)
    with pytest.raises(DomainError):
        await market.store.write(lambda tx: people.invite(tx, SELLERS_TRADER, role="trader", approval_limit=None))
