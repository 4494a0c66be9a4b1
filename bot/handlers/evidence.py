"""The files of a dispute, for both sides and for moderators."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from bot import verbs
from bot.context import Answer, Context, Show
from bot.conversations.putting_forward import open_disputes
from bot.conversations.talk import Talks
from bot.conversations.trading import STATEMENT_LENGTH_MAX
from bot.screens.parts import fact, head, note, press, rows
from core.errors import NotFound
from core.files import DisputeFile
from core.ids import code_of
from core.ports.chat import PRIVATE, Line, Screen
from core.services.file_intake import shown
from core.services.redacting import redacted_in
from core.services.relaying import FILES_MAX

PAGE = 6


class EvidenceHandlers:
    """Needs the conversations: what a message shows is looked at once more before it is put forward."""

    def __init__(self, talks: Talks) -> None:
        self._talks = talks
        self.commands: dict[str, Callable[[Context], Awaitable[Answer]]] = {"evidence": self.put_forward}

    async def put_forward(self, ctx: Context) -> Answer:
        """`evidence [deal] [words]`, below a file or on a message: into the open dispute; which one is asked where there
        are several. Only what stands in the person's own conversation with us, where its files can be read."""
        if ctx.incoming.place.kind != PRIVATE and ctx.incoming.reply_to:
            return (Show(Screen("notice", (note(ctx.say("evidence-only-here")),)), anew=True),)
        disputes = await open_disputes(ctx)
        refused = tuple(note(ctx.say.refusal(refusal)) for refusal in ctx.incoming.refused)
        told = (Show(Screen("notice", refused), anew=True),) if refused else ()
        if not disputes:
            return (*told, Show(Screen("notice", (note(ctx.say("evidence-no-dispute")),)), anew=True))
        words = ctx.incoming.text.partition(" ")[2].strip()
        code, _, rest = words.partition(" ")
        named = next((each for each in disputes if each.code == code.lstrip("#").upper()), None)
        files = " ".join(media.ref for media in ctx.incoming.media[:FILES_MAX])
        known = {"statement": (rest if named else words)[:STATEMENT_LENGTH_MAX], **({"files": files} if files else {})}
        if named is None and len(disputes) > 1:
            return (*await self._talks.start(ctx, "put-forward", "", known), *told)
        about = named or disputes[0]
        return (*await self._talks.start(ctx, about.way.name, about.deal.trade.id, known), *told)


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
