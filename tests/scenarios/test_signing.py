"""Signing on both platforms: what is shown, what is refused, what is kept, and that it can be proven without us."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from adapters.evidence.checking import check_bundle
from adapters.evidence.published import read_checkpoints
from adapters.evidence.seals import KeySealer
from bot.commands.auditing import check_audit
from core.evidence import Document, Evidence
from core.ports.unit_of_work import Tx
from core.trades import State, TradeTransition
from tests.scenarios.players import OnSlack, OnTelegram
from tests.scenarios.trade import Trade
from tests.scenarios.world import World

pytestmark = pytest.mark.asyncio(loop_scope="module")

ROOT = Path(__file__).resolve().parents[2]
MOST = 5
"""Per side, from accepting to signed and paid. What happens on the payment page is not counted."""


FLIPS = int(os.environ.get("PARLEY_BUNDLE_FLIPS", "60"))
"""The gate flips 10,000 bits of the bundle of a deal that was played."""


def _every_flip_is_found(bundle: bytes) -> None:
    chance = random.Random(11)
    for _ in range(FLIPS):
        place = chance.randrange(len(bundle))
        flipped = bytearray(bundle)
        flipped[place] ^= 1 << chance.randrange(8)
        assert check_bundle(bytes(flipped)).faults, place


def _checks_itself_offline(bundle: bytes, folder: Path) -> None:
    """The command needs neither settings nor a database: one is named that nobody could reach."""
    file = folder / "deal.zip"
    file.write_bytes(bundle)
    environment = {"DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        (sys.executable, "-m", "bot", "verify", "bundle", str(file)),
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "signed: Sven Hansen (seller)" in done.stdout
    assert [left.name for left in folder.iterdir()] == ["deal.zip"]


class Tapping:
    """A person whose presses, typed messages and submitted forms are counted."""

    def __init__(self, player: OnTelegram | OnSlack) -> None:
        self.player = player
        self.taps = 0

    async def presses(self, *labels: str) -> str:
        """Each in turn; the address, if the last is a link."""
        done = {}
        for label in labels:
            self.taps += 1
            done = await self.player.presses(label)
        return str(done.get("url", ""))

    async def says(self, words: str) -> None:
        self.taps += 1
        await self.player.says(words)

    async def signs(self, name: str) -> None:
        """The text, the document and the question are there: nothing has to be opened."""
        await self.player.sees("Purchase agreement", "Terms", "Conditions")
        await self.player.sees("Please read the whole text.")
        await self.player.sees("I agree to sign this agreement electronically", "Type your full legal name.")
        await self.says(name)
        await self.presses("I sign")


async def test_a_signature_is_a_ceremony_and_ends_as_a_bundle_that_proves_itself(world: World, tmp_path: Path) -> None:
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

    bundle = await world.market.documents.bundle(trade.id)
    verdict = check_bundle(bundle)
    assert verdict.faults == ()
    assert verdict.signatures[-2:] == ("Berta Brandt (buyer)", "Sven Hansen (seller)")
    assert len([name for name in verdict.files if name.endswith(".pdf")]) == 4
    _every_flip_is_found(bundle)
    _checks_itself_offline(bundle, tmp_path)

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


async def test_the_buyer_accepts_and_both_are_done_within_five_taps(world: World) -> None:
    trade = Trade(world, await world.buyer("Bruno Flink", "Bruno Bau GmbH"))
    await trade.is_offered()
    await trade.seller.presses("Counter / new offer")
    await trade.seller.fills(line="10 sheets at 41.00")
    await trade.seller.presses("Send the offer")
    buyer, seller = Tapping(trade.buyer), Tapping(trade.seller)
    await trade.buyer.sees("€410.00", "Accept")
    await buyer.presses("Accept", "Accept")
    await seller.presses("Request payment")
    page = await buyer.presses("Pay €")
    assert (await world.payer.pays(page)).paid
    await world.rests()
    await seller.signs("Sven Hansen")
    await buyer.signs("Bruno Flink")
    await trade.is_(State.PLACED)
    assert (buyer.taps, seller.taps) == (MOST, 3)


async def test_nobody_is_interrupted_by_the_question_and_the_button_is_there_for_it(world: World) -> None:
    trade = await Trade(world, await world.buyer("Mia Mitten", "Mitten KG")).reaches(State.AWAITING_PAYMENT)
    buyer = trade.buyer
    await buyer.types("sell")
    await buyer.sees("What do you sell?")
    await trade.is_paid()
    await buyer.sees("The money is held.", "Read and sign")
    await buyer.does_not_see("Type your full legal name.")
    await buyer.says("Oak chair, carved by hand")
    await buyer.presses("Cancel")
    await trade.is_signed()
    await trade.is_(State.PLACED)


async def test_the_question_that_came_by_itself_takes_no_commands_and_no_draft_away(world: World) -> None:
    trade = await Trade(world, await world.buyer("Ute Unfrag", "Unfrag KG")).reaches(State.AWAITING_PAYMENT)
    buyer = trade.buyer
    await buyer.types("sell")
    await buyer.types("browse steel sheet S235JR")
    await buyer.presses("1. Hot-rolled")
    await buyer.presses("Make an offer")
    await buyer.presses("Cancel")
    await buyer.sees("You were in the middle of something", "Continue")
    await trade.is_paid()
    await buyer.sees("Type your full legal name.")

    # A command without its slash is a command; nobody is called so.
    await buyer.says("browse steel")
    await buyer.sees("Hot-rolled")
    await buyer.does_not_see("Legal name: browse steel")

    # Something else is begun: the draft that waits is kept, and the question goes.
    await buyer.presses("2. Hot-rolled")
    await buyer.presses("Make an offer")
    await buyer.presses("Cancel")
    await buyer.presses("Continue")
    assert "What do you sell?" in (await buyer.newest()).text
    await buyer.presses("Cancel")
    await trade.is_signed()
    await trade.is_(State.PLACED)


async def test_who_comes_hours_later_is_shown_the_text_once_more_before_the_press(world: World) -> None:
    trade = await Trade(world, await world.buyer("Spaeta Spaet", "Spaet KG")).reaches(State.AWAITING_SIGNATURES)
    buyer = trade.buyer
    await world.restarts()
    await world.passes(hours=3)
    texts = [shown.text for shown in await buyer.messages()]
    assert sum("Please read the whole text." in text for text in texts) == 1
    await buyer.says("Spaeta Spaet")
    texts = [shown.text for shown in await buyer.messages()]
    assert sum("Please read the whole text." in text for text in texts) == 2
    newest = await buyer.newest()
    assert "Legal name: Spaeta Spaet" in newest.text
    assert "I sign" in newest.labels
    await buyer.presses("I sign")
    await buyer.sees("You signed.")
