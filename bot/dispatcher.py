"""One incoming thing → one answer: who is it, are they mid-conversation, which handler answers.

The tables at the end of `__init__` are the index of everything the bot does. A handler runs inside one transaction,
which also marks the inbox row; its replies leave after the commit.
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Awaitable, Callable
from dataclasses import replace

from bot import verbs
from bot.context import Answer, Context, Handled, Known, OpenForm, Problems, Reply, Services, Show, Toast, screens_in
from bot.conversations.index import TASKS
from bot.conversations.talk import Talks
from bot.handlers import (
    account,
    browsing,
    by_word,
    categories,
    channels,
    company,
    languages,
    linking,
    listings,
    moderation,
    start,
)
from bot.handlers.areas import Areas
from bot.handlers.messages import MessageHandlers
from bot.handlers.payout import payout
from bot.inline import InlineSearch
from bot.placing import Placing
from bot.screens import usage
from bot.screens.parts import note, press, rows
from bot.text import Say, Texts
from bot.text.typed import typed_words
from core.errors import DomainError, NotAllowed, NotRegistered, Stale
from core.events import ScreenRow
from core.ports.chat import GROUP, PRIVATE, Can, Do, Incoming, Place, Screen
from core.ports.unit_of_work import Store, Tx
from core.services.threads import key_of
from core.services.whereabouts import chat_shown_by, own_place

log = logging.getLogger(__name__)

Handler = Callable[[Context], Awaitable[Answer]]


class Dispatcher:
    """Answers everything that people do in chats."""

    def __init__(self, *, store: Store, services: Services, texts: Texts, desk: Callable[[], Place | None]) -> None:
        self._store, self._services, self._texts = store, services, texts
        self._typed = typed_words()
        self._placing = Placing(services, desk)
        self.known: Known | None = None
        self.known_at: Known | None = None
        self.inline = InlineSearch(store=store, services=services, texts=texts)
        self.talks = Talks(TASKS)
        self.selling = listings.SellingHandlers(self.talks)
        self._messages = MessageHandlers(self.talks)
        areas = Areas.of(self.talks)
        self._unasked = areas.haggling.unasked
        self.presses = self._presses(areas)
        self.commands = self._commands(areas) | areas.commands
        self._kinds: dict[str, Handler] = {
            "press": self._press,
            "command": self._command,
            "text": self._text,
            "open": start.home,
            "media": self._media,
            "edited": self._messages.edited,
            "deleted": self._messages.deleted,
        }

    def _presses(self, areas: Areas) -> dict[str, Handler]:
        """Verb of a button → its handler."""
        deals, shipping = areas.deals, areas.shipping
        return {
            verbs.HOME: start.home,
            verbs.HELP: areas.words.help,
            verbs.CATEGORIES: browsing.categories,
            verbs.BROWSE: browsing.browse,
            verbs.LISTING: browsing.listing,
            verbs.MAKE_OFFER: self._starting("offer"),
            verbs.ASK_SELLER: self._starting("message"),
            verbs.MESSAGE: self._starting("message"),
            **self._messages.presses(),
            verbs.SELL: self.selling.sell,
            **self._catalogue(),
            verbs.RESTOCK: self._starting("restock"),
            verbs.REGISTER: self._starting("register"),
            verbs.ADDRESS: self._starting("address"),
            verbs.PAYOUT_BEGIN: self._starting("payout"),
            **areas.presses,
            verbs.DEALS: deals.list_,
            verbs.DEAL: deals.card,
            verbs.AGREEMENT: deals.agreement,
            verbs.GOODS: shipping.history,
            verbs.SETTINGS: areas.settings.overview,
            verbs.SETTING: areas.settings.choose,
            verbs.COMPANY: self._starting("company"),
            **linking.PRESSES,
            **channels.PRESSES,
            verbs.MY_LISTINGS: listings.mine,
            verbs.PAUSE: listings.pause,
            verbs.RESUME: listings.resume,
            verbs.PROFILE: account.profile,
            **company.BUTTONS,
            verbs.MEMBER_LIMIT: self._starting("limit"),
            verbs.EXPORT: account.export,
            verbs.LANGUAGE: languages.choose,
            **moderation.PRESSES,
            verbs.TALK: self.talks.press,
            **dict.fromkeys(verbs.TRANSITION_OF, deals.move),
        }

    def _commands(self, areas: Areas) -> dict[str, Handler]:
        """Typed word → its handler."""
        deals, shipping, settings = areas.deals, areas.shipping, areas.settings
        return {
            "start": start.home,
            "browse": browsing.search,
            "sell": self.selling.sell,
            "listing": browsing.named_listing,
            "searches": browsing.saved,
            "categories": categories.command,
            "listings": listings.mine,
            "deals": deals.list_,
            "ship": shipping.ship,
            "received": shipping.received,
            "carrier": shipping.carrier,
            "settings": settings.overview,
            "link": linking.link,
            "unlink": linking.accounts,
            "join": account.join,
            "payout": payout,
            "profile": account.profile,
            "report": areas.safety.report,
            "block": areas.safety.block,
            "company": company.overview,
            "approve": company.approvals,
            "export": account.export,
            "register": self._starting("register"),
            "language": languages.choose,
            **moderation.COMMANDS,
            **channels.COMMANDS,
        }

    def _catalogue(self) -> dict[str, Handler]:
        """The buttons of searches, of sellers' own listings, and of operators' categories."""
        return {
            verbs.RESULTS: browsing.results,
            verbs.FIND: self._starting("find"),
            verbs.FILTER: browsing.filters,
            verbs.NARROW: browsing.narrow,
            verbs.SHARE: browsing.share,
            verbs.SAVE_SEARCH: browsing.save,
            verbs.STOP_ALERTS: browsing.stop_alerts,
            verbs.SEARCHES: browsing.saved,
            verbs.FORGET_SEARCH: browsing.forget,
            verbs.EDIT_LISTING: self.selling.edit,
            verbs.REMOVE_LISTING: listings.remove,
            verbs.PHOTO: self._starting("photo"),
            verbs.TEMPLATE: listings.template,
            verbs.UPLOAD: listings.upload,
            verbs.TREE: categories.tree,
            verbs.ADD_CATEGORY: self._starting("category"),
            verbs.RENAME_CATEGORY: self._starting("rename"),
            verbs.MOVE_CATEGORY: self._starting("relocate"),
            verbs.REMOVE_CATEGORY: categories.remove,
            verbs.MARK_DIGITAL: categories.mark,
        }

    def _starting(self, flow: str) -> Handler:
        async def handler(ctx: Context) -> Answer:
            return await self.talks.start(ctx, flow, ctx.do.id)

        return handler

    async def handle(self, incoming: Incoming, can: Can, inbox_id: str) -> Handled | None:
        """Run the handler and commit; None when somebody else handled this already. A refusal commits the inbox mark
        by itself and answers with a sentence; a bug is logged once with a reference that the person sees too."""
        try:
            return await self._store.write(lambda tx: self._step(tx, incoming, can, inbox_id))
        except DomainError as refusal:
            reason = refusal
            return await self.refuse(incoming, can, inbox_id, reason)
        except Exception:
            reference = secrets.token_hex(3).upper()
            log.exception("an update could not be handled", extra={"reference": reference, "kind": incoming.kind})
            return await self._store.write(lambda tx: self._broken(tx, incoming, inbox_id, reference))

    async def refuse(self, incoming: Incoming, can: Can, inbox_id: str, refusal: DomainError) -> Handled | None:
        """Answer with the sentence of a refusal, whatever was asked; None when somebody else handled this already."""
        return await self._store.write(lambda tx: self._refused(tx, incoming, can, inbox_id, refusal))

    # ── one transaction ──────────────────────────────────────────────────────────────────────────────────────────

    async def _step(self, tx: Tx, incoming: Incoming, can: Can, inbox_id: str) -> Handled | None:
        if not await tx.finish_inbox(inbox_id, "done", self._services.clock.now()):
            return None
        membership, gone = self._services.membership, incoming.kind == "left"
        if gone and not incoming.actor.user:
            await membership.mark_together(tx, incoming.place.channel, incoming.place.tenant, reachable=False)
            return None
        if incoming.kind in ("left", "returned") and incoming.place.kind != PRIVATE:
            return None  # Who takes us out of a group still has their own conversation with us.
        ctx = await self._context(tx, incoming, can)
        if gone or incoming.kind == "returned" or not ctx.seat.reachable:  # whoever acts is there
            await membership.mark_reachable(tx, ctx.seat, reachable=not gone)
            if not gone:
                await self._services.relaying.returned(tx, ctx.seat)
        if incoming.kind in ("left", "returned"):
            return None
        replies = await self._answer(ctx)
        return await self._handled(ctx, replies)

    async def _answer(self, ctx: Context) -> Answer:
        incoming = ctx.incoming
        if incoming.actor.is_bot:
            if incoming.kind == "press":
                raise NotAllowed()
            await moderation.note_refusal(ctx, NotAllowed())
            return ()
        match incoming.kind:
            case "submit" | "dismiss":
                return await self.talks.press(ctx) if incoming.do else (Toast(ctx.say("error-stale")),)
            case kind if kind in self._kinds:
                return await self._kinds[kind](ctx)
            case _:
                return ()

    async def _press(self, ctx: Context) -> Answer:
        await self._placing.admit(ctx)
        handler = self.presses.get(ctx.do.verb) if ctx.incoming.do else None
        if handler is None:
            return (Toast(ctx.say("error-stale"), alert=True),)
        return await handler(ctx)

    async def _command(self, ctx: Context) -> Answer:
        word = ctx.incoming.text.split(maxsplit=1)[0].casefold() if ctx.incoming.text.strip() else "start"
        explained = usage.asked_for(ctx.incoming.text, self._typed, ctx.seat)
        if explained:
            return by_word.explained(ctx, explained)
        handler = self.commands.get(self._typed.get(word, word))
        if handler is None:
            return (Show(_notice(ctx.say("unknown-command"), ctx.say), anew=True),)
        return await handler(ctx)

    async def _text(self, ctx: Context) -> Answer:
        if ctx.place.kind != "private":
            return (await self.talks.say(ctx) or ()) if ctx.is_desk or ctx.channel else ()
        word = ctx.incoming.text.split(maxsplit=1)[0].casefold() if ctx.incoming.text.strip() else ""
        word = self._typed.get(word, word)
        taken = await self._messages.answered(ctx)
        if not taken:
            # A question must not swallow a command that can not be its answer.
            for_us = word in self.commands and await self.talks.leaves(ctx, word)
            taken = None if for_us else await self.talks.say(ctx)
        if taken is not None:
            return taken
        if word in self.commands:
            return await self.commands[word](ctx)
        return await self._unasked(ctx) or (Show(_notice(ctx.say("not-understood"), ctx.say), anew=True),)

    async def _media(self, ctx: Context) -> Answer:
        """Files, which are ours by now; about those that were not taken is said why."""
        if ctx.place.kind != "private":
            return ()
        if not ctx.incoming.media and not ctx.incoming.refused:
            raise NotRegistered()
        words = "\n".join(ctx.say.refusal(refusal) for refusal in ctx.incoming.refused)
        taken = await self._files(ctx) if ctx.incoming.media else ()
        return (*taken, Show(_notice(words, ctx.say), anew=True)) if words else taken

    async def _files(self, ctx: Context) -> Answer:
        """To the command that the caption begins with, else to whatever can use files now: an answered message, a
        conversation under way, a deal that is asked for."""
        word = ctx.incoming.text.strip().partition(" ")[0].lstrip("/").casefold()
        word = self._typed.get(word, word)
        if word in self.commands:
            return await self.commands[word](ctx)
        for taking in (self._messages.answered, self.talks.attach_files, self.selling.taken, self._messages.files):
            taken = await taking(ctx)
            if taken is not None:
                return taken
        return (Show(_notice(ctx.say("media-not-here"), ctx.say), anew=True),)

    # ── who, where, what is shown ────────────────────────────────────────────────────────────────────────────────

    async def _context(self, tx: Tx, incoming: Incoming, can: Can) -> Context:
        actor = incoming.actor
        seat = await self._services.membership.meet(
            tx,
            channel=actor.channel,
            tenant=actor.tenant,
            chat_user=actor.user,
            chat=chat_shown_by(incoming),
            lang=self._texts.best(actor.lang),
            zone=actor.zone,
        )
        place = await self._placing.place_of(tx, incoming, seat)
        is_desk, channel = self._placing.is_desk(place), await self._placing.channel_at(tx, place)
        say = self._texts.say(channel.lang) if channel is not None else self._texts.say(seat.lang, seat.zone)
        return Context(
            tx=tx,
            seat=seat,
            incoming=incoming,
            place=place,
            do=incoming.do or Do(""),
            say=self._texts.desk if is_desk else say,
            can=can,
            services=self._services,
            is_desk=is_desk,
            channel=channel,
            known=self.known,
            known_at=self.known_at,
        )

    async def _handled(self, ctx: Context, replies: Answer) -> Handled:
        """Note what will be shown, so that a crash before it is shown is mended by the sweep."""
        replies, places = await self._placing.arranged(ctx, replies)
        shown: dict[str, ScreenRow] = {}
        # What a form stands for is not owed to the chat: nobody wants the question there too while filling it in.
        asked_in_form = {reply.otherwise.key for reply in replies if isinstance(reply, OpenForm)}
        for screen in screens_in(replies):
            place = places.get(screen.key, ctx.place)
            where = f"{key_of(place)}|{place.thread}"
            row = await ctx.tx.screen(where, screen.key)
            if row is None:
                row = ScreenRow(
                    id=self._services.ids.new("scr"),
                    place=where,
                    key=screen.key,
                    identity_id=ctx.seat.identity_id,
                    parts=(),
                    digest="",
                    shown_rev=0,
                    due_rev=0,
                    updated_at=self._services.clock.now(),
                )
            if screen.rev > row.due_rev and _lives(screen.key) and screen.key not in asked_in_form:
                row = replace(row, due_rev=screen.rev, updated_at=self._services.clock.now())
                await ctx.tx.put_screen(row)
            shown[screen.key] = row
        return Handled(ctx.place, ctx.seat, replies, shown, ctx.say, places)

    async def _refused(
        self, tx: Tx, incoming: Incoming, can: Can, inbox_id: str, refusal: DomainError
    ) -> Handled | None:
        if not await tx.finish_inbox(inbox_id, "done", self._services.clock.now()):
            return None
        ctx = await self._context(tx, incoming, replace(can, forms=False))
        await moderation.note_refusal(ctx, refusal)
        await self.talks.parking.drop_refused(ctx)
        if ctx.place.kind == GROUP and incoming.kind != "press" and not can.private_answers:
            # Everybody there would read why somebody may not.
            ctx = replace(ctx, place=replace(own_place(ctx.seat), tenant=ctx.place.tenant))
        return await self._handled(ctx, await self._refusal(ctx, refusal))

    async def _refusal(self, ctx: Context, refusal: DomainError) -> Answer:
        words = ctx.say.refusal(refusal)
        if ctx.incoming.kind in ("command", "text"):
            words += usage.behind(refusal, ctx.incoming.text, self._typed, ctx.seat, ctx.say, ctx.can.command)
        if ctx.incoming.kind == "submit":
            return (Problems({"": words}), Toast(words, alert=True))
        if isinstance(refusal, NotRegistered) and not (ctx.place.kind == GROUP and ctx.can.private_answers):
            join = press(ctx.say("button-register"), verbs.REGISTER, style="primary")
            return (Show(Screen("notice", (note(words),), rows(join)), anew=ctx.incoming.kind != "press"),)
        if ctx.incoming.kind == "press" or (ctx.place.kind == GROUP and ctx.can.private_answers):
            return (Toast(words, alert=not isinstance(refusal, Stale)),)
        return (Show(_notice(words, ctx.say), anew=True),)

    async def _broken(self, tx: Tx, incoming: Incoming, inbox_id: str, reference: str) -> Handled | None:
        if not await tx.finish_inbox(inbox_id, "dead", self._services.clock.now()):
            return None
        ctx = await self._context(tx, incoming, Can(forms=False, private_answers=False, confirm=False, text_max=4000))
        words = ctx.say("error-bug", reference=reference)
        reply: Reply = (
            Toast(words, alert=True) if incoming.kind == "press" else Show(_notice(words, ctx.say), anew=True)
        )
        return await self._handled(ctx, (reply,))


def _lives(key: str) -> bool:
    """Whether a screen can be rendered again from its key alone."""
    return key.startswith(("deal:", "case:", "talk:", "secret:", "paper:", "channel:"))


def _notice(words: str, say: Say) -> Screen:
    return Screen("notice", (note(words),), rows(press(say("button-home"), verbs.HOME)))
