"""The steps of a demo in which a buyer asks several sellers at once and takes the best answer."""

from __future__ import annotations

from typing import Any

from adapters.sandbox import cast
from adapters.sandbox.people import SlackPerson
from bot.demo.stage import LISTING, Stage
from bot.demo.stage_company import CompanyStage

WANTED = "steel sheet S235JR"


class QuotesStage(CompanyStage):
    """Berta asks on Telegram; Sven and Ida, two sellers, answer on Slack."""

    @staticmethod
    def ida(stage: Stage) -> SlackPerson:
        return SlackPerson(stage.base_url, cast.IDA.id)

    @staticmethod
    async def other_seller_lists_the_same(stage: Stage) -> None:
        """Ida sells such sheets too, in her own currency."""
        ida, wait = QuotesStage.ida(stage), stage.patience_seconds
        await ida.command("sell")
        await ida.fills(
            {
                "title_text": "Steel sheet S235JR 2 mm, pickled",
                "category": "Metals > Sheets & Plates",
                "unit": "sheet",
                "currency": "USD",
                "base_price": "39.00",
                "min_order": "100",
                "stock": "5000",
                "ships_from": "Ningbo, China",
                "lead_time_days": "21",
            },
            wait,
        )
        await ida.press("Publish", wait)
        await ida.sees("Steel sheet S235JR 2 mm, pickled", wait)

    @staticmethod
    async def asks_both(stage: Stage) -> None:
        berta, wait = stage.berta, stage.patience_seconds
        await berta.say(f"/rfq {WANTED}")
        await stage.buyer_sees("How many?")
        await berta.say("200")
        await berta.press("sheets", wait)
        await stage.buyer_sees("Where is it to be delivered?")
        await berta.say("Hamburg")
        await berta.press("30 days", wait)
        await berta.press("Skip", wait)
        await berta.press("3 days", wait)
        shown = await berta.sees("Nothing has been sent yet", wait)
        assert "Hansa" in shown.text, shown.text
        assert "Lotus" in shown.text, shown.text
        await berta.press("Ask these sellers", wait)
        await stage.buyer_sees("The sellers have been asked.")

    @staticmethod
    async def both_answer(stage: Stage) -> None:
        """Sven with everything in one press, Ida with her own terms."""
        ida, wait = QuotesStage.ida(stage), stage.patience_seconds
        await stage.seller_sees("A buyer asks for your price.")
        await stage.sven.press("Answer", wait)
        await stage.sven.fills({"price": "40.50", "freight": "120"}, wait)
        await stage.sven.press("Send the answer", wait)
        await stage.buyer_sees("A seller has answered your request.")
        await ida.sees("A buyer asks for your price.", wait)
        await ida.press("Answer", wait)
        await ida.fills({"price": "38.10", "freight": "900", "incoterm": "CIF", "lead": "21"}, wait)
        await ida.press("Send the answer", wait)
        shown = await stage.berta.sees("Nothing is converted", wait)
        for words in ("€8,220.00 in total", "40.50 EUR per sheet", "In USD", "CIF Hamburg", "minimum 100 sheets"):
            assert words in shown.text, f"{words!r} is not in {shown.text}"
        assert shown.text.index("Hansa") < shown.text.index("Lotus"), "the buyer's own currency comes first"

    @staticmethod
    async def takes_the_first(stage: Stage) -> None:
        berta, wait = stage.berta, stage.patience_seconds
        await berta.press("Accept 1. Hansa", wait)
        await stage.buyer_sees("It becomes a deal with Hansa Metalworks")
        await berta.press("Accept", wait)
        await stage.buyer_sees("You accepted the offer.")
        await stage.seller_sees("Your offer was accepted.")
        await QuotesStage.ida(stage).sees("The buyer has chosen another offer.", wait)


async def asked_terms_became_the_deal(stage: Stage, deal: Any) -> list[str]:
    """The deal is exactly what the chosen seller answered."""
    offer = deal.accepted
    expected = (200, "sheet", "40.50", 12_000, 822_000, "seller", LISTING)
    if offer is None:
        return ["no offer was accepted"]
    found = (
        offer.quantity,
        offer.unit,
        f"{offer.unit_price:.2f}",
        offer.freight,
        offer.total,
        offer.author_role,
        deal.product.name,
    )
    return [] if found == expected else [f"the deal is {found}, not {expected}"]
