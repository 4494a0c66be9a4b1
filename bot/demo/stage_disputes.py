"""Disputes from the first word to the last cent: settled, decided in every way, appealed, unanswered, taken to the bank.

Both sides read their own language, one on each platform; which is which changes from story to story.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import httpx

from adapters.sandbox import cast
from adapters.sandbox.people import SlackPerson
from bot.demo.stage import REASONS, Stage
from bot.demo.stage_languages import Step, Translated

_MORE = {
    "de": "Hier sind die Maße aller zwanzig Bleche, vom Meister unterschrieben.",
    "en": "Here are the measurements of all twenty sheets, signed by our foreman.",
}
_OBJECTION = {
    "de": "Der Fahrer hat inzwischen schriftlich bestätigt, dass die Ladung gesichert war.",
    "en": "The driver has confirmed in writing that the load was secured.",
}
_FLOAT = 500_000
"""A whole refund takes more than a payment leaves after the provider's fee: markets keep some money of their own there."""
_KEY = {"Authorization": "Bearer sk_test_sandbox"}


class Disputed(Translated):
    """The steps of one dispute; what comes before it is the same for all."""

    def __init__(self, lang: str, seller: str) -> None:
        super().__init__(lang, seller=seller)
        self._bank_case = ""

    def story(self, *steps: Step) -> tuple[Step, ...]:
        """From the first offer on."""
        return (self.has_float, *self.until_received(), *steps)

    async def _look(self, stage: Stage) -> None:
        """What everybody sees is kept by whoever plays the story, after each step."""

    async def has_float(self, stage: Stage) -> None:
        await self._control(stage, "/_topup", amount=_FLOAT, currency="eur")

    # ── the moderators ───────────────────────────────────────────────────────────────────────────────────────────

    async def is_taken(self, stage: Stage) -> None:
        await stage.mara.press(self.desk("act-take_case"), stage.patience_seconds)
        await stage.desk_sees(self.desk("done-take_case"))
        await stage.buyer_sees(self.buyer("notice-case-taken"))
        await stage.seller_sees(self.seller("notice-case-taken"))

    async def is_refunded(self, stage: Stage) -> None:
        await self._rules(stage, stage.mara, "refund")

    async def is_released(self, stage: Stage) -> None:
        await self._rules(stage, stage.mara, "release")

    async def is_split(self, stage: Stage) -> None:
        """Twenty of the fifty sheets: what that is in money is computed, and shown before it is published."""
        await self._rules(stage, stage.mara, "lines", units_1="20")

    async def must_show_more(self, stage: Stage) -> None:
        await stage.fills(stage.mara, self.desk("act-ask_for_evidence"), {"days": "5"})
        await stage.mara.press(self.desk("button-ask"), stage.patience_seconds)
        await stage.buyer_sees(self.buyer("notice-evidence-asked"))
        await stage.seller_sees(self.seller("notice-evidence-asked"))

    async def other_moderator_splits(self, stage: Stage) -> None:
        """After an appeal somebody else looks at it."""
        noor = SlackPerson(stage.base_url, cast.NOOR.id).in_channel(f"#{cast.MODERATORS_CHANNEL.name}")
        noor.since = stage.mara.since
        await noor.press(self.desk("act-take_case"), stage.patience_seconds)
        await noor.sees(self.desk("done-take_case"), stage.patience_seconds)
        await self._rules(stage, noor, "split", refund_amount="50%")

    async def _rules(self, stage: Stage, moderator: SlackPerson, outcome: str, **part: str) -> None:
        wait = stage.patience_seconds
        await stage.fills(
            moderator,
            self.desk("act-rule"),
            {"outcome": outcome, "reason_code": "damaged_in_transit", "resolution": REASONS, **part},
        )
        await moderator.press(self.desk("button-publish"), wait)
        await stage.buyer_sees(self.buyer("notice-decided"))
        await stage.seller_sees(self.seller("notice-decided"))

    # ── the parties ──────────────────────────────────────────────────────────────────────────────────────────────

    async def buyer_proposes(self, stage: Stage) -> None:
        say = self.buyer
        await self.press(stage, say("act-propose_settlement"))
        await stage.buyer_sees(say("settlement-ask-amount"))
        await self.press(stage, "25 %")
        await self.press(stage, say("button-send"))
        await stage.seller_sees(self.seller("notice-settlement-proposed"))

    async def seller_agrees(self, stage: Stage) -> None:
        label = self.seller("act-agree_to_settlement")
        await self.seller_presses(stage, label)
        await stage.seller_sees(self.seller("confirm-agree_to_settlement"))
        await self.seller_presses(stage, label)
        await stage.buyer_sees(self.buyer("notice-settled"))
        await stage.desk_sees(self.desk("notice-case-settled"))

    async def both_accept(self, stage: Stage) -> None:
        label = self.buyer("act-accept_decision")
        await self.press(stage, label)
        await stage.buyer_sees(self.buyer("confirm-accept_decision"))
        await self.press(stage, label)
        await stage.seller_sees(self.seller("notice-decision-accepted"))
        label = self.seller("act-accept_decision")
        await self.seller_presses(stage, label)
        await stage.seller_sees(self.seller("confirm-accept_decision"))
        await self.seller_presses(stage, label)
        await stage.seller_sees(self.seller("notice-payout-done"))

    async def seller_appeals(self, stage: Stage) -> None:
        await self.seller_fills(stage, self.seller("act-appeal"), {"statement": _OBJECTION[self.seller.lang]})
        await self.seller_presses(stage, self.seller("button-send"))
        await stage.buyer_sees(self.buyer("notice-appealed"))
        await stage.desk_sees(self.desk("notice-case-appealed"))

    async def buyer_shows_more(self, stage: Stage) -> None:
        say = self.buyer
        await self.press(stage, say("act-add_evidence"))
        await stage.buyer_sees(say("evidence-ask-statement"))
        await stage.berta.say(_MORE[say.lang])
        await self.press(stage, say("button-send"))
        await stage.desk_sees(self.desk("notice-evidence-added"))

    async def buyer_accepts_goods(self, stage: Stage) -> None:
        label = self.buyer("act-accept_goods")
        await self.press(stage, label)
        await stage.buyer_sees(self.buyer("confirm-accept_goods"))
        await self.press(stage, label)
        await stage.seller_sees(self.seller("notice-payout-done"))

    # ── time, money, banks ───────────────────────────────────────────────────────────────────────────────────────

    async def nobody_answers(self, stage: Stage) -> None:
        """First a reminder, then the case goes to whoever stands above."""
        await stage.passes(timedelta(hours=49))
        await stage.seller_sees(self.seller("notice-remind-answer"))
        await stage.passes(timedelta(hours=24))
        await stage.desk_sees(self.desk("notice-case-escalated"))

    async def nobody_objects(self, stage: Stage) -> None:
        await stage.passes(timedelta(hours=73))
        await stage.buyer_sees(self.buyer("notice-resolved"))
        await stage.seller_sees(self.seller("notice-resolved"))

    async def seller_is_paid(self, stage: Stage) -> None:
        await stage.seller_sees(self.seller("notice-payout-done"))

    async def refund_arrives(self, stage: Stage) -> None:
        await stage.passes(timedelta(days=3))
        await stage.buyer_sees(self.buyer("notice-refund-done"))

    async def bank_takes_it_back(self, stage: Stage) -> None:
        """The buyer's bank asks; the evidence leaves in time without anybody's doing."""
        paid = (await self._provider(stage, "payment_intents", limit="1"))["data"][0]
        dispute = await self._control(stage, "/_disputes", payment_intent=paid["id"], reason="product_not_received")
        self._bank_case = str(dispute["id"])
        await stage.buyer_sees(self.buyer("notice-chargeback-opened"))
        await stage.seller_sees(self.seller("notice-chargeback-opened"))
        await stage.desk_sees(self.desk("notice-chargeback"))

    async def evidence_leaves_in_time(self, stage: Stage) -> None:
        await stage.passes(timedelta(days=7, hours=1))
        await stage.desk_sees(self.desk("notice-chargeback-answered"))
        heard = await self._provider(stage, f"disputes/{self._bank_case}")
        assert heard["status"] == "under_review", heard["status"]
        assert "DBS4711820" in str(heard["evidence"]["shipping_tracking_number"]), heard["evidence"]

    async def bank_gives_it_back(self, stage: Stage) -> None:
        await self._control(stage, f"/_disputes/{self._bank_case}", outcome="won")
        await stage.buyer_sees(self.buyer("notice-chargeback-won"))
        await stage.seller_sees(self.seller("notice-chargeback-won"))

    async def _control(self, stage: Stage, path: str, **given: Any) -> dict[str, Any]:
        async with httpx.AsyncClient(trust_env=False, timeout=90) as client:
            answer = await client.post(f"{stage.base_url}/stripe{path}", json=given)
            found: dict[str, Any] = answer.raise_for_status().json()
            return found

    async def _provider(self, stage: Stage, path: str, **given: str) -> dict[str, Any]:
        async with httpx.AsyncClient(trust_env=False, timeout=90) as client:
            answer = await client.get(f"{stage.base_url}/stripe/v1/{path}", params=given, headers=_KEY)
            found: dict[str, Any] = answer.raise_for_status().json()
            return found
