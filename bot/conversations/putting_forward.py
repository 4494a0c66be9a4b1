"""Evidence that begins with a message: whose dispute it is for is asked where there are several."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bot.context import Answer, Context
from bot.conversations.answers import CHIP_LENGTH_MAX, choice, words
from bot.conversations.flow import Chip, Step
from bot.conversations.task import Env, Task
from bot.conversations.trading import AddEvidence, AnswerDispute, WithFiles
from bot.screens.parts import note
from core.errors import NotNow
from core.ids import code_of
from core.policy import require_member
from core.ports.chat import Line
from core.services.overview import page
from core.services.relaying import FILES_MAX
from core.trades import Deal, State

DISPUTES_MAX = 20


@dataclass(frozen=True, slots=True)
class OpenDispute:
    """A dispute that takes evidence from this person now, and the conversation that does it: the answer to it, as long
    as that is owed, or more of what the moderator asks for."""

    deal: Deal
    way: type[WithFiles]

    @property
    def code(self) -> str:
        return code_of(self.deal.trade.id)


async def open_disputes(ctx: Context) -> list[OpenDispute]:
    """The person's own, the most recently changed first."""
    require_member(ctx.seat, "negotiate")
    found = []
    trading = ctx.services.trading
    for trade in await page(ctx.tx, ctx.seat.company_id, (State.DISPUTED.value,), limit=DISPUTES_MAX):
        deal, role = await trading.deal_for(ctx.tx, ctx.seat, trade.id)
        open_now = {choice.name for choice in trading.choices(deal, role, ctx.seat)}
        way = next((way for way in (AddEvidence, AnswerDispute) if way.act in open_now), None)
        if way is not None:
            found.append(OpenDispute(deal, way))
    return found


def _disputes(env: Env) -> list[Chip]:
    return [Chip(each.code, f"{each.code} · {each.deal.product.name}"[:CHIP_LENGTH_MAX]) for each in env.subject]


class PutForward(Task):
    """Which dispute, and what the message shows; its files are along already."""

    name = "put-forward"
    title = "evidence-title"
    begins_anew = True
    files_max = FILES_MAX

    dispute = Step("evidence-ask-dispute", choice("dispute", _disputes), "choice", chips=_disputes)
    statement = Step("evidence-ask-statement", words("statement", length_max=3000), "long", length_max=3000)

    @classmethod
    async def load(cls, ctx: Context, subject: str) -> list[OpenDispute]:
        disputes = await open_disputes(ctx)
        if not disputes:
            raise NotNow()
        return disputes

    @classmethod
    def intro(cls, env: Env) -> list[Line]:
        count = len(env.data.get("files", "").split())
        return [note(env.ctx.say("files-along", count=count) if count else env.ctx.say("files-welcome"))]

    @classmethod
    async def finish(cls, ctx: Context, subject: Any, data: dict[str, str]) -> Answer:
        chosen: OpenDispute | None = next((each for each in subject if each.code == data["dispute"]), None)
        if chosen is None:
            raise NotNow()
        return await chosen.way.finish(ctx, chosen.deal, data)
