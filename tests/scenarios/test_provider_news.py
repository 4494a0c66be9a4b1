"""What banks and the provider do without being asked reaches the trade, the people, and the books."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, timedelta
from urllib.parse import urlsplit

import httpx
import pytest

from core.members import Company, Membership
from core.ports.unit_of_work import Tx
from core.trades import State
from tests.scenarios.trade import Trade
from tests.scenarios.world import World

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def _paid_trade(world: World, name: str, state: State) -> Trade:
    return await Trade(world, await world.buyer(name, f"{name.split()[1]} GmbH")).reaches(state)


async def _payment_ref(trade: Trade) -> str:
    payment = (await trade.deal()).payment
    assert payment is not None
    return payment.payment_ref


async def test_a_chargeback_freezes_the_goods_money_and_its_end_lets_them_go_on(world: World) -> None:
    trade = await _paid_trade(world, "Berta Brandt", State.SHIPPED)
    dispute = await world.post("/stripe/_disputes", payment_intent=await _payment_ref(trade), reason="fraudulent")
    await world.rests()
    await trade.is_(State.DISPUTED)
    await trade.buyer.sees("The buyer’s bank is taking the payment back.")
    await world.mara.sees("A chargeback.")
    deal = await trade.deal()
    assert deal.balance(f"cbk:{deal.chargebacks[0].id}") == -dispute["amount"]
    # The bank's own event comes twice and once more out of turn; it stays one chargeback.
    await world.post("/stripe/_faults", webhooks={"duplicate": True, "shuffle": True})
    await world.post(f"/stripe/_disputes/{dispute['id']}", outcome="won")
    await world.rests()
    await world.post("/stripe/_faults", clear=True)
    await trade.is_(State.SHIPPED)
    deal = await trade.deal()
    assert [c.status for c in deal.chargebacks] == ["won"]
    assert deal.balance(f"cbk:{deal.chargebacks[0].id}") == 0


async def test_an_early_warning_freezes_until_it_comes_to_nothing(world: World) -> None:
    trade = await _paid_trade(world, "Wanda Weber", State.IN_PROGRESS)
    warning = await world.post("/stripe/_warnings", payment_intent=await _payment_ref(trade))
    await world.rests()
    await trade.is_(State.DISPUTED)
    await trade.seller.sees("The buyer’s bank has raised a question about this payment.")
    deal = await trade.deal()
    assert (deal.chargebacks[0].status, deal.balance(f"cbk:{deal.chargebacks[0].id}")) == ("warning", 0)
    await world.post(f"/stripe/_warnings/{warning['id']}")
    await world.rests()
    await trade.is_(State.IN_PROGRESS)


async def test_a_day_without_webhooks_is_made_up_for_from_the_providers_list(world: World) -> None:
    trade = Trade(world, await world.buyer("Lena Lang", "Lang GmbH"))
    await trade.reaches(State.SHIPPED)
    assert world.market.payments is not None
    assert world.market.payments.missed is not None
    await world.market.payments.missed.catch_up()
    await world.post("/stripe/_faults", webhooks={"drop": True})
    dispute = await world.post("/stripe/_disputes", payment_intent=await _payment_ref(trade), reason="general")
    await world.passes(hours=24)
    await world.post("/stripe/_faults", clear=True)
    # A rehearsal ticks ten times as often as a market, which so comes to read the list within ten minutes.
    [every_seconds] = [job.every_seconds for job in world.market.jobs() if job.name == "event-catch-up"]
    assert every_seconds * 10 <= 10 * 60
    assert await world.market.payments.missed.catch_up() > 0
    await world.rests()
    await trade.is_(State.DISPUTED)
    assert (await trade.deal()).chargebacks[0].provider_ref == dispute["id"]
    assert await world.market.payments.missed.catch_up() == 0, "what was heard is not heard again"
    # Whoever compares the books before the list was read misses what the bank has taken, and says so.
    world.complaints.lines = [line for line in world.complaints.lines if "books differ from ours" not in line]
    await world.post(f"/stripe/_disputes/{dispute['id']}", outcome="won")
    await world.rests()


async def test_a_new_seller_connects_an_account_from_the_chat(world: World) -> None:
    otto = await world.colleague("otto", "Otto Oster")
    await otto.joins("Otto Oster", "Oster Stahl")
    await otto.types("payout")
    await otto.sees("You have no payout account yet.")
    await otto.presses("Connect")
    await otto.fills(country="de")
    await otto.types("payout")
    opened = await otto.presses("Answer the questions")
    address = str(opened["url"])
    async with httpx.AsyncClient(trust_env=False) as browser:
        forged = re.sub(r"com_\w{6}", "com_aaaaaa", address)
        assert (await browser.get(forged)).status_code == 404
        sent_on = await browser.get(address)
        assert sent_on.status_code == 303
        assert sent_on.headers["cache-control"] == "no-store"
        page = urlsplit(sent_on.headers["location"]).path
        done = await browser.post(world.base_url + page, data={"act": "complete"})
        back = await browser.get(done.headers["location"], headers={"accept-language": "de"})
    assert back.status_code == 200
    assert "Vielen Dank" in back.text
    await world.rests()
    await otto.sees("You can be paid now")
    await otto.types("payout")
    await otto.sees("You can be paid.", "From that account to your bank")


async def test_the_way_to_the_payout_account_closes_with_the_right_to_it(world: World) -> None:
    """For an hour, for an owner, and not while payouts are held: the address alone opens nothing."""
    olga = await world.colleague("olga", "Olga Oster")
    await olga.joins("Olga Oster", "Olga Stahl")
    await olga.types("payout")
    await olga.presses("Connect")
    await olga.fills(country="de")
    await olga.types("payout")
    await olga.sees("open for an hour, and only for you")
    address = str((await olga.presses("Answer the questions"))["url"])
    store = world.market.store
    [user_id] = world.query("SELECT user_id FROM chat_identities WHERE chat_user = ?", olga.id)[0]
    [place] = await store.read(lambda tx: tx.find(Membership, user_id=user_id))

    async def held(until: datetime | None) -> None:
        async def step(tx: Tx) -> None:
            company = await tx.get(Company, place.company_id)
            assert company is not None
            await tx.put(replace(company, payout_held_until=until))

        await store.write(step)

    async with httpx.AsyncClient(trust_env=False) as browser:

        async def opens(words: str) -> bool:
            """Whether the address leads on to the provider; else it says this."""
            answer = await browser.get(address)
            assert answer.status_code == 303 or words in answer.text
            return answer.status_code == 303

        assert await opens("")
        await store.write(lambda tx: tx.put(replace(place, role="trader")))
        assert not await opens("only for an owner of the company")
        await store.write(lambda tx: tx.put(place))
        assert await opens("")
        await held(world.market.world.clock.now() + timedelta(hours=24))
        assert not await opens("your chats or your authenticator were changed")
        await held(None)
        assert await opens("")
        page = urlsplit((await browser.get(address)).headers["location"]).path
        done = await browser.post(world.base_url + page, data={"act": "complete"})
        # What the provider leads back to is the same address, and not a fresh one.
        assert done.headers["location"] == f"{address}?done=1"
        assert (await browser.get(done.headers["location"])).status_code == 200
        await world.rests()
        await olga.sees("You can be paid now")
        assert await opens("")
        await world.passes(hours=1)
        assert not await opens("press the button")


async def test_nobody_agrees_to_pay_somebody_who_can_not_be_paid(world: World) -> None:
    trade = Trade(world, await world.buyer("Greta Groß", "Groß KG"))
    await trade.is_offered()
    account = world.market.payments
    assert account is not None
    ref = (await trade.deal()).seller_payout_ref
    await world.post(f"/stripe/_accounts/{ref}", transfers="inactive")
    await world.rests()
    await trade.seller.presses("Accept")
    await trade.seller.presses("Accept")
    await trade.seller.sees("no payout account yet")
    await trade.is_(State.NEGOTIATING)
    await world.post(f"/stripe/_accounts/{ref}", ready=True)
    await world.rests()
    await trade.is_opened_by(trade.seller)
    await trade.is_agreed()
    await trade.is_(State.AGREED)


async def test_after_all_that_both_books_agree(world: World) -> None:
    payments = world.market.payments
    assert payments is not None
    assert payments.reconciling is not None
    report = await payments.reconciling.run(whole=True)
    assert report.mismatches == ()
    assert report.matched + report.young > 0
