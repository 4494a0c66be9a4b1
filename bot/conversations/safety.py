"""What was wrong, in one's own words, for the moderators; and what a company says about itself."""

from __future__ import annotations

import re
from typing import Any

from bot.context import Answer, Context, Show
from bot.conversations.answers import name as name_of
from bot.conversations.answers import words
from bot.conversations.flow import Chip, Step
from bot.conversations.task import Env, Task
from bot.screens import lists
from bot.screens.parts import note, press, rows, text
from bot.verbs import HOME
from core import tax_ids
from core.errors import InvalidValue
from core.members import Company
from core.policy import require_member
from core.ports.chat import Line, Screen
from core.services.look_alikes import WORDS_LENGTH_MAX as NAME_WORDS_MAX
from core.services.safety import WORDS_LENGTH_MAX, WORDS_LENGTH_MIN
from core.wording import clean_text

_TAX_ID = re.compile(r"[0-9A-Z][0-9A-Z .\-/]{3,29}")


class WriteReport(Task):
    name = "report"
    title = "button-report"
    submit = "button-report"

    report = Step(
        "report-ask",
        words("report", length_max=WORDS_LENGTH_MAX, length_min=WORDS_LENGTH_MIN),
        "long",
        length_max=WORDS_LENGTH_MAX,
    )

    @classmethod
    async def load(cls, ctx: Context, subject: str) -> tuple[str, Company]:
        return subject, await ctx.services.safety.company_of(ctx.tx, ctx.seat, subject)

    @classmethod
    def intro(cls, env: Env) -> list[Line]:
        return [note(env.ctx.say("report-about-whom", company=env.subject[1].name))]

    @classmethod
    async def finish(cls, ctx: Context, subject: Any, data: dict[str, str]) -> Answer:
        await ctx.services.safety.report(ctx.tx, ctx.seat, subject[0], data["report"])
        home = press(ctx.say("button-home"), HOME)
        return (Show(Screen("report", (text(ctx.say("done-report")),), rows(home)), anew=True),)


def _check_tax_id(_env: Env, typed: str) -> str:
    plain = clean_text(typed, "tax_id", length_max=30).upper()
    if not _TAX_ID.fullmatch(plain):
        raise InvalidValue("tax_id", "not-a-tax-id")
    if tax_ids.is_mistyped(plain):
        raise InvalidValue("tax_id", "mistyped-tax-id", number=plain)
    return plain


class RenameCompany(Task):
    """Another name, for a company that the moderators ask for one; or why it should keep the one it has."""

    name = "newname"
    title = "button-rename-company"
    submit = "button-save"

    company_name = Step(
        "rename-company-ask",
        name_of("company_name"),
        chips=lambda env: [
            Chip(name, name[:60]) for name in dict.fromkeys((env.ctx.seat.company_name, env.subject)) if name
        ],
        default=lambda env: env.subject or env.ctx.seat.company_name,
        length_max=200,
    )
    why = Step(
        "rename-company-why", words("why", length_max=NAME_WORDS_MAX), "long", optional=True, length_max=NAME_WORDS_MAX
    )

    @classmethod
    async def load(cls, ctx: Context, subject: str) -> str:
        """The name that it asks for already; others keep theirs, because it is what they are known by. Raises InvalidValue."""
        require_member(ctx.seat, "manage")
        if not ctx.seat.name_held:
            raise InvalidValue("company_name", "fixed")
        return await ctx.services.names.wish(ctx.tx, ctx.seat)

    @classmethod
    async def finish(cls, ctx: Context, subject: Any, data: dict[str, str]) -> Answer:
        wish = await ctx.services.names.rename(ctx.tx, ctx.seat, data["company_name"], data.get("why", ""))
        present = ctx.seat.company_name
        done = ctx.say("done-rename", name=wish, present=present) if wish else ctx.say("done-explained")
        home = press(ctx.say("button-home"), HOME)
        return (Show(Screen("company", (text(done),), rows(home)), anew=True),)


class ChangeCompany(Task):
    """What stands on agreements and receipts: address, tax id, where goods come from."""

    name = "company"
    title = "company-title"
    submit = "button-save"

    address = Step(
        "register-ask-address",
        words("address", length_max=300),
        "long",
        optional=True,
        default=lambda env: env.subject.address,
    )
    tax_id = Step(
        "company-ask-tax-id", _check_tax_id, optional=True, default=lambda env: env.subject.tax_id, length_max=60
    )
    ships_from = Step(
        "company-ask-ships-from",
        words("ships_from", length_max=80),
        optional=True,
        default=lambda env: env.subject.ships_from or "",
        length_max=120,
    )

    @classmethod
    async def load(cls, ctx: Context, subject: str) -> Company:
        require_member(ctx.seat, "manage")
        _person, company = await ctx.services.membership.profile(ctx.tx, ctx.seat)
        assert company is not None
        return company

    @classmethod
    async def finish(cls, ctx: Context, subject: Any, data: dict[str, str]) -> Answer:
        await ctx.services.membership.change_company(ctx.tx, ctx.seat, data)
        person, company = await ctx.services.membership.profile(ctx.tx, ctx.seat)
        return (Show(lists.profile(person, company, ctx.say), anew=True),)
