"""A company's people: an owner gives roles and limits, and the company never loses its last owner."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.errors import InvalidValue, LastOwner, NotAllowed, NotFound
from core.hooks import Hook
from core.members import Membership, Profile, Seat
from core.services.colleagues import Colleagues
from core.services.membership import MembershipService, Registration
from tests.core.services.market import BUYER, SELLER, SELLERS_TRADER, TERMS, Market


@pytest.fixture
def people(market: Market) -> Colleagues:
    return Colleagues(clock=market.clock, ids=market.ids)


async def place_of(market: Market, seat: Seat) -> Membership:
    (place,) = await market.store.read(lambda tx: tx.find(Membership, user_id=seat.user_id, limit=9))
    return place


async def test_everybody_sees_their_colleagues_and_nobody_elses(market: Market, people: Colleagues) -> None:
    company, found = await market.store.read(lambda tx: people.all(tx, SELLERS_TRADER))
    assert company.id == "com_seller"
    assert {each.place.user_id for each in found} >= {SELLER.user_id, SELLERS_TRADER.user_id}
    stranger = await place_of(market, BUYER)
    with pytest.raises(NotFound):
        await market.store.write(lambda tx: people.one(tx, SELLER, stranger.id))


async def test_only_an_owner_changes_anything(market: Market, people: Colleagues) -> None:
    place = await place_of(market, SELLERS_TRADER)
    for act in (
        lambda tx: people.change_role(tx, SELLERS_TRADER, place.id, "owner"),
        lambda tx: people.change_limit(tx, SELLERS_TRADER, place.id, None),
        lambda tx: people.remove(tx, SELLERS_TRADER, place.id),
    ):
        with pytest.raises(NotAllowed):
            await market.store.write(act)
    assert await place_of(market, SELLERS_TRADER) == place


async def test_a_limit_holds_from_the_next_press_on(market: Market, people: Colleagues) -> None:
    place = await place_of(market, SELLERS_TRADER)
    await market.store.write(lambda tx: people.change_limit(tx, SELLER, place.id, 5_000))
    trader = await market.store.read(lambda tx: tx.seat_of_user(SELLERS_TRADER.user_id))
    assert trader is not None
    assert trader.approval_limit == 5_000
    await market.talks()
    await market.act(BUYER, "offer", {"terms": TERMS})
    await market.act(trader, "ask_for_approval")
    assert [deal.trade.id for deal in await market.store.read(lambda tx: people.approvals(tx, SELLER))] == [
        market.trade_id
    ]
    assert await market.store.read(lambda tx: people.approvals(tx, BUYER)) == []
    await market.act(SELLER, "approve")
    assert (await market.state())[0] == "agreed"
    assert await market.store.read(lambda tx: people.approvals(tx, SELLER)) == []


async def test_the_last_owner_stays(market: Market, people: Colleagues) -> None:
    place = await place_of(market, SELLER)
    for act in (
        lambda tx: people.change_role(tx, SELLER, place.id, "viewer"),
        lambda tx: people.remove(tx, SELLER, place.id),
    ):
        with pytest.raises(LastOwner):
            await market.store.write(act)
    other = await place_of(market, SELLERS_TRADER)
    await market.store.write(lambda tx: people.change_role(tx, SELLER, other.id, "owner"))
    await market.store.write(lambda tx: people.change_role(tx, SELLER, place.id, "viewer"))
    assert (await place_of(market, SELLER)).role == "viewer"
    assert [row.action for row in await market.audited()] == ["member.role", "member.role"]


async def test_who_was_removed_acts_for_the_company_no_more(market: Market, people: Colleagues) -> None:
    place = await place_of(market, SELLERS_TRADER)
    await market.store.write(lambda tx: people.remove(tx, SELLER, place.id))
    seat = await market.store.read(lambda tx: tx.seat_of_user(SELLERS_TRADER.user_id))
    assert seat is not None
    assert seat.company_id == ""
    with pytest.raises(NotFound):
        await market.store.write(lambda tx: people.one(tx, SELLER, place.id))


@pytest.mark.parametrize("farewell", ["removed", "demoted"])
async def test_what_an_owner_opened_closes_behind_them(market: Market, people: Colleagues, farewell: str) -> None:
    """Else they would come back with an invitation of their own, and be told of every deal for ever."""
    place = await place_of(market, SELLERS_TRADER)
    await market.store.write(lambda tx: people.change_role(tx, SELLER, place.id, "owner"))
    other = replace(SELLERS_TRADER, role="owner")
    members = MembershipService(clock=market.clock, ids=market.ids)
    code = await market.store.write(lambda tx: members.invite(tx, other, role="owner", approval_limit=None))
    kept = await market.store.write(lambda tx: members.invite(tx, SELLER, role="viewer", approval_limit=None))
    now = market.clock.now()
    mine, theirs = (
        Hook(f"hok_{seat.user_id}", seat.company_id, "https://example.org", "s", seat.user_id, now)
        for seat in (SELLER, other)
    )
    await market.store.write(lambda tx: tx.add(mine, theirs))
    if farewell == "removed":
        await market.store.write(lambda tx: people.remove(tx, SELLER, place.id))
    else:
        await market.store.write(lambda tx: people.change_role(tx, SELLER, place.id, "trader"))
    rows = await market.store.read(lambda tx: tx.find(Hook, company_id=SELLER.company_id, ended_at=None))
    assert [row.id for row in rows] == [mine.id]
    assert "webhook.ended" in [row.action for row in await market.audited()]

    async def guest(name: str) -> Seat:
        return await market.store.write(
            lambda tx: members.meet(tx, channel="telegram", tenant="bot", chat_user=name, chat=name, lang="en")
        )

    stranger, friend = await guest("901"), await guest("902")
    with pytest.raises(NotFound):
        await market.store.write(lambda tx: members.join(tx, stranger, code=code, full_name="Kim"))
    joined = await market.store.write(lambda tx: members.join(tx, friend, code=kept, full_name="Lou"))
    assert joined.role == "viewer"


async def test_an_invitation_counts_as_long_as_its_author_is_an_owner(market: Market) -> None:
    """Also where it outlived them: the books are asked, not only tidied up."""
    members = MembershipService(clock=market.clock, ids=market.ids)
    code = await market.store.write(lambda tx: members.invite(tx, SELLER, role="owner", approval_limit=None))
    place = await place_of(market, SELLER)
    await market.store.write(lambda tx: tx.put(replace(place, role="viewer")))
    guest = await market.store.write(
        lambda tx: members.meet(tx, channel="telegram", tenant="bot", chat_user="903", chat="903", lang="en")
    )
    with pytest.raises(NotFound):
        await market.store.write(lambda tx: members.join(tx, guest, code=code, full_name="Kim"))


async def test_whoever_was_a_member_once_may_join_again_and_keeps_their_name(
    market: Market, people: Colleagues
) -> None:
    members = MembershipService(clock=market.clock, ids=market.ids)
    guest = await market.store.write(
        lambda tx: members.meet(tx, channel="telegram", tenant="bot", chat_user="904", chat="904", lang="en")
    )
    for name in ("Kim Ode", ""):
        code = await market.store.write(lambda tx: members.invite(tx, SELLER, role="viewer", approval_limit=None))
        await market.store.write(lambda tx, c=code, n=name: members.join(tx, guest, code=c, full_name=n))  # type: ignore[misc]
        place = await place_of(market, guest)
        await market.store.write(lambda tx, p=place: people.remove(tx, SELLER, p.id))  # type: ignore[misc]
    founded = await market.store.write(lambda tx: members.register(tx, guest, Registration("Kim Ode", "Ode & Co")))
    assert (founded.role, founded.company_name) == ("owner", "Ode & Co")
    (profile,) = await market.store.read(lambda tx: tx.find(Profile, user_id=guest.user_id))
    assert (profile.first_name, profile.last_name, profile.company_name) == ("Kim", "Ode", "Ode & Co")


async def test_a_role_that_does_not_exist_is_refused(market: Market, people: Colleagues) -> None:
    place = await place_of(market, SELLERS_TRADER)
    with pytest.raises(InvalidValue):
        await market.store.write(lambda tx: people.change_role(tx, SELLER, place.id, "emperor"))
    assert await place_of(market, replace(SELLERS_TRADER)) == place
