"""The one question before a payout account is opened; everything else the provider asks on its own page."""

from __future__ import annotations

from typing import Any

from bot.context import Answer, Context, Show
from bot.conversations.flow import Chip, Step
from bot.conversations.task import Env, Task
from bot.presenting import payout_screen
from core.errors import InvalidValue, NotNow
from core.payees import is_iban
from core.policy import require_member

COUNTRIES = ("DE", "FR", "ES", "IT", "NL", "PL", "GB", "US")


def _country_chips(env: Env) -> list[Chip]:
    return [Chip(code, env.ctx.say.country(code)) for code in COUNTRIES]


def _check_country(env: Env, typed: str) -> str:
    """Two letters, or the name of one of the usual countries as the reader writes it."""
    names = {chip.label.casefold(): chip.value for chip in _country_chips(env)}
    code = names.get(typed.strip().casefold(), typed.strip().upper())
    if len(code) != 2 or not code.isascii() or not code.isalpha():
        raise InvalidValue("country", "unknown-country", country=typed.strip()[:20])
    return code


def _by_bank(env: Env) -> bool:
    return bool(env.subject == "bank")


def _check_iban(_env: Env, typed: str) -> str:
    if not is_iban(typed):
        raise InvalidValue("iban", "not-an-iban")
    return "".join(typed.split()).upper()


class ConnectPayout(Task):
    """A country, and the provider opens an account for the company; or a bank account, where people pay by hand."""

    name = "payout"
    title = "payout-begin-title"
    review = False
    proved = True

    country = Step(
        "payout-ask-country",
        _check_country,
        chips=_country_chips,
        when=lambda env: not _by_bank(env),
        length_max=60,
    )
    iban = Step("payout-ask-account", _check_iban, when=_by_bank, length_max=60)

    @classmethod
    async def load(cls, ctx: Context, subject: str) -> Any:
        """Who keeps the accounts. Only an owner may, and only where there is a provider that has any."""
        require_member(ctx.seat, "manage")
        if ctx.services.payees is None:
            raise NotNow()
        return ctx.services.payees.provider_name

    @classmethod
    async def finish(cls, ctx: Context, subject: Any, data: dict[str, str]) -> Answer:
        if ctx.services.payees is None:
            raise NotNow()
        if "iban" in data:
            await ctx.services.payees.take_bank_account(ctx.tx, ctx.seat, data["iban"])
        else:
            await ctx.services.payees.begin(ctx.tx, ctx.seat, data["country"])
        return (Show(await payout_screen(ctx), anew=True),)
