"""A piece of a case is taken out of sight and brought back, as everybody sees it."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from typing import Any

from pypdf import PdfReader

from adapters.evidence.bundle import unpacked
from adapters.evidence.checking import check_bundle
from core.wording import sha256_of
from tests.scenarios.trade import WRONG, Trade
from tests.scenarios.world import World


async def taken_out_of_sight(world: World, trade: Trade, code: str, sent: Mapping[str, Any], photo: bytes) -> None:
    """Mara hides the buyer's answer with its photo, of which `sent` is the entry in the case file; Noor brings it back."""
    # Taken out of sight: for the other side and on paper. The bundle keeps it sealed, and only another one brings it back.
    mara, seller, hidden, original = world.mara, trade.seller, "Beide Kanten sind verbogen.", str(sent["sha256"])
    await mara.presses("Take out of sight")
    await mara.presses("Hide no. 2")
    await mara.fills(reason_code="personal_data", why="The photo shows the driver.")
    await mara.presses("Hide it")
    await mara.sees("It is out of sight.", "Out of sight: Personal data")
    await seller.sees(f"Case {code}: Quirin Question AG answered.", "Hidden by a moderator.")
    await seller.does_not_see(hidden)
    paper = await printed(world, trade)
    assert hidden not in paper
    assert "bent.jpg" not in paper
    for words in ("Taken out of sight: Personal data", "The photo shows the driver.", original[:16]):
        assert words in paper
    # What the buyer began the dispute with is the oldest piece, and the first that we know of them.
    number = max(int(label.split()[2]) for label in (await mara.newest()).labels if label.startswith("Hide no. "))
    await mara.presses(f"Hide no. {number}")
    await mara.fills(reason_code="insults", why="They call the driver names.")
    await mara.presses("Hide it")
    await seller.sees("The moderator took a statement in this dispute out of sight.")
    await seller.sees("Taken out of sight by the moderator")
    assert WRONG not in (await seller.newest()).text
    assert WRONG[:40] not in await printed(world, trade)
    sealed = await world.market.documents.case_bundle(trade.id)
    assert check_bundle(sealed).faults == ()
    files = unpacked(sealed)
    assert files[sent["file"]] == photo
    line = json.loads(files["case/timeline.json"])["entries"]
    assert [each["detail"]["reason"] for each in line if each["kind"] == "redacted"] == ["personal_data", "insults"]
    begun = next(each for each in line if each["detail"].get("transition") == "dispute")
    assert (begun["words"], begun["detail"]["content_sha256"]) == (WRONG, sha256_of(WRONG))
    assert line[-1]["detail"]["content_sha256"] == sha256_of(WRONG)
    async with world.nothing_changes(on_record=1):
        await mara.presses("Show no. 2 again")
    await world.noor.presses("Show no. 2 again")
    await seller.sees(f"Case {code}: Quirin Question AG answered.", hidden)
    assert hidden in await printed(world, trade)


async def printed(world: World, trade: Trade) -> str:
    """The case file as words."""
    pages = PdfReader(io.BytesIO(await world.market.documents.case(f"{trade.id}.en"))).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())
