"""`confirm`: who somebody is, once more, before payouts, the bank's money, roles and whole accounts are touched; and their
authenticator."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping

from bot import verbs
from bot.context import Answer, Context, Show
from bot.conversations.proving import plain_code
from bot.conversations.talk import Talks
from bot.handlers import account, bank, company, erasing
from bot.handlers.payout import payout
from bot.screens import proving as screens
from bot.screens.payout import OPEN
from core.errors import NotAllowed, ProofNeeded
from core.policy import manages, require_member, require_operator
from core.ports.chat import PRIVATE, Do


class ProvingHandlers:
    """Needs the conversations in which codes are typed."""

    def __init__(self, talks: Talks) -> None:
        self._talks = talks
        self.presses: Mapping[str, Callable[[Context], Awaitable[Answer]]] = {
            verbs.PROVE: self.prove,
            verbs.AUTHENTICATOR: self.set_up,
            verbs.MEMBER_ROLE: self.role,
            verbs.MEMBER_REMOVE: self.remove,
            verbs.INVITE: self.invite,
            verbs.PAYOUT: self.payout,
            verbs.BANK_CONFIRM: self.bank_confirm,
            verbs.BANK_FAIL: self.bank_fail,
            verbs.ERASE: self.erase,
        }
        self.commands: Mapping[str, Callable[[Context], Awaitable[Answer]]] = {
            "confirm": self.confirm,
            "erase": self.erase,
            "invite": self.invite,
        }

    async def confirm(self, ctx: Context) -> Answer:
        """With a code behind it: that is the proof. Without: what there is to prove oneself with."""
        proving = ctx.services.proving
        typed = ctx.incoming.text.partition(" ")[2].strip() if ctx.incoming.kind in ("command", "text") else ""
        if typed:
            if not await proving.prove(ctx.tx, ctx.seat, plain_code(typed)):
                return (Show(screens.wrong(Do(verbs.PROVE), ctx.say), anew=True),)
            return (Show(screens.proved(proving.minutes, None, ctx.say), anew=True),)
        _require_private(ctx)
        return (Show(screens.overview(await proving.ways(ctx.tx, ctx.seat), proving.minutes, ctx.say), anew=True),)

    async def prove(self, ctx: Context) -> Answer:
        return await self._talks.start(ctx, "prove")

    async def set_up(self, ctx: Context) -> Answer:
        """A key is shown to its owner alone."""
        _require_private(ctx)
        try:
            await ctx.services.proving.set_up(ctx.tx, ctx.seat)
        except ProofNeeded:
            return await self._talks.ask_for_proof(ctx)
        return await self._talks.start(ctx, "authenticator")

    async def payout(self, ctx: Context) -> Answer:
        """The payout account; its button that leads to the provider, where bank accounts are named, asks first."""
        if ctx.do.id == OPEN:
            require_member(ctx.seat, "manage")
        return (await self._talks.ask_for_proof(ctx) if ctx.do.id == OPEN else ()) or await payout(ctx)

    async def role(self, ctx: Context) -> Answer:
        """Another role for a colleague."""
        require_member(ctx.seat, "manage")
        return await self._talks.ask_for_proof(ctx) or await company.role(ctx)

    async def invite(self, ctx: Context) -> Answer:
        """A colleague comes. Whoever is to manage the company, and with it its payouts, is as good as a change of role."""
        place = await account.wanted(ctx)
        if manages(place.role) and (asked := await self._talks.ask_for_proof(ctx, place.press)):
            return asked
        return await account.invite(ctx, place)

    async def remove(self, ctx: Context) -> Answer:
        """A colleague goes. Whoever leaves by themselves needs nothing but the press."""
        if ctx.is_confirmed:
            _, colleague = await ctx.services.colleagues.one(ctx.tx, ctx.seat, ctx.subject)
            if colleague.place.user_id != ctx.seat.user_id and (asked := await self._talks.ask_for_proof(ctx)):
                return asked
        return await company.remove(ctx)

    async def bank_confirm(self, ctx: Context) -> Answer:
        """What is said of the bank account moves goods and money of others."""
        require_operator(ctx.seat)
        return await self._talks.ask_for_proof(ctx) or await bank.confirm(ctx)

    async def bank_fail(self, ctx: Context) -> Answer:
        require_operator(ctx.seat)
        return await self._talks.ask_for_proof(ctx) or await bank.fail(ctx)

    async def erase(self, ctx: Context) -> Answer:
        """There is no way back from it, so whoever has more than this chat shows it. It is everybody's right as well: nobody
        has to set anything up for it."""
        proving = ctx.services.proving
        must_prove = ctx.is_confirmed and proving.is_asked and await proving.ways(ctx.tx, ctx.seat)
        return (await self._talks.ask_for_proof(ctx) if must_prove else ()) or await erasing.erase(ctx)


def _require_private(ctx: Context) -> None:
    if ctx.place.kind != PRIVATE:
        raise NotAllowed()
