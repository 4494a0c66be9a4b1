"""Signing on both platforms: what is shown, what is refused, what is kept, and that it can be proven without us."""

from __future__ import annotations

import pytest

from adapters.evidence.checking import check_bundle
from adapters.evidence.published import read_checkpoints
from adapters.evidence.seals import KeySealer
from bot.commands.auditing import check_audit
from core.evidence import Document, Evidence
from core.ports.unit_of_work import Tx
from core.trades import State, TradeTransition
from tests.scenarios.trade import Trade
from tests.scenarios.world import World

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_a_signature_is_a_ceremony_and_ends_as_a_bundle_that_proves_itself(world: World) -> None:
    trade = await Trade(world, await world.buyer("Berta Brandt", "Brandt Bau GmbH")).reaches(State.AWAITING_SIGNATURES)
    buyer, seller = trade.buyer, trade.seller

    await buyer.presses("Read and sign")
    await buyer.sees("Please read the whole text.")
    await buyer.says("Berta Brandt")
    await buyer.sees("I agree to sign this agreement electronically")
    # The press counts for a quarter of an hour; after that the text is shown once more.
    await world.passes(minutes=16)
    async with world.nothing_changes():
        await buyer.presses("I sign")
    await buyer.sees("more than a quarter of an hour ago")
    await buyer.says("Berta Brandt")
    await buyer.presses("I sign")
    await buyer.sees("You signed.")
    await trade.is_(State.AWAITING_SIGNATURES)

    # One's own signature can be taken back until the other side gives theirs.
    await buyer.presses("Take my signature back")
    await buyer.presses("Take my signature back")
    await seller.sees("The other side has taken its signature back.")
    await trade.is_signed()
    await trade.is_(State.PLACED)
    for person in (buyer, seller):
        await person.sees("and the certificate of both signatures.")
        await person.sees("receipt and invoice.")

    async def proofs(tx: Tx) -> tuple[list[Evidence], list[Document]]:
        return (
            await tx.find(Evidence, negotiation_id=trade.id, order="number"),
            await tx.find(Document, negotiation_id=trade.id),
        )

    records, papers = await world.market.store.read(proofs)
    assert [record.role for record in records] == ["buyer", "buyer", "seller"]
    for record in records:
        assert record.number
        assert record.seal
        empty = {name for name, told in record.record.items() if told in (None, "", [])}
        assert empty <= {"ip", "agent", "translation"}
    assert {paper.kind for paper in papers} == {"agreement", "certificate", "receipt", "invoice"}

    verdict = check_bundle(await world.market.documents.bundle(trade.id))
    assert verdict.faults == ()
    assert verdict.signatures[-2:] == ("Berta Brandt (buyer)", "Sven Hansen (seller)")

    await buyer.types("export")
    await buyer.sees("Here is everything of your 1 deal")
    company = (await world.market.store.read(lambda tx: tx.deal(trade.id))).trade.buyer_company_id  # type: ignore[union-attr]
    exported = [name async for name, _ in world.market.documents.bundles_of(company)]
    assert exported == [f"{trade.id}.zip"]
    await _the_audit_log_holds(world, trade)


async def _the_audit_log_holds(world: World, trade: Trade) -> None:
    """Everything so far is one chain, whose end is published."""
    auditing = world.market.auditing
    await auditing.tick()
    await auditing.sign(at_once=True)
    keys = KeySealer(world.market.keys.seals, world.market.keys.seal_key).public_keys()
    published = read_checkpoints(world.market.settings.audit_file)
    entries, _, faults = await check_audit(world.market.store, published, keys)
    assert faults == []
    assert entries >= len(await world.market.store.read(lambda tx: tx.find(TradeTransition, negotiation_id=trade.id)))
    assert 0 < published[-1].size <= entries
