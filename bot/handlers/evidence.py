"""The files of a dispute, for both sides and for moderators."""

from __future__ import annotations

from bot import verbs
from bot.context import Answer, Context, Show
from bot.screens.parts import fact, head, note, press, rows
from core.errors import NotFound
from core.files import DisputeFile
from core.ids import code_of
from core.ports.chat import Line, Screen
from core.services.file_intake import shown
from core.services.redacting import redacted_in

PAGE = 6


async def files(ctx: Context) -> Answer:
    """A page of what was put forward; the button names the deal, or the file before which the page ends."""
    before = ctx.subject if ctx.subject.startswith("dsf_") else ""
    trade_id = ctx.subject
    if before:
        row = await ctx.tx.get(DisputeFile, before)
        if row is None:
            raise NotFound()
        trade_id = row.negotiation_id
    deal, _role = await ctx.services.trading.deal_for(ctx.tx, ctx.seat, trade_id)
    found = await ctx.services.evidence.page(ctx.tx, deal.trade.id, before=before, limit=PAGE + 1)
    say, page = ctx.say, found[:PAGE]
    lines: list[Line] = [head(say("evidence-files-title", code=code_of(deal.trade.id)))]
    hidden = await redacted_in(ctx.tx, deal.trade.id)
    for each, file in page:
        who = deal.buyer_name if each.side == "buyer" else deal.seller_name
        out = each.id in hidden
        lines.append(fact(say("redacted-file") if out else file.name, f"{who}, {say.moment(each.created_at)}"))
        lines.append(note(f"SHA-256 {file.sha256}"))
    if not page:
        lines.append(note(say("evidence-files-none")))
    if any(file.scan != "clean" and file.kind == "document" for _, file in page):
        lines.append(note(say("message-unscanned")))
    turns = [press(say("button-older"), verbs.EVIDENCE, page[-1][0].id)] if len(found) > PAGE else []
    turns.append(press(say("button-open-deal"), verbs.CASE if ctx.is_desk else verbs.DEAL, deal.trade.id))
    media = tuple(shown(file) for each, file in page if each.id not in hidden)
    return (Show(Screen(f"evidence:{deal.trade.id}", tuple(lines), rows(*turns), media), anew=bool(media)),)
