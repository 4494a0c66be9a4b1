"""What an operator may set about trading: time limits, commission, reserves, holding limits; and the rules made of it."""

from __future__ import annotations

import re
from datetime import timedelta

from pydantic import Field, field_validator, model_validator
from pydantic_settings import BaseSettings

from core.money import EXPONENTS, PAYABLE
from core.rules import Rules

_LIMIT = re.compile(r"([A-Z]{3})=(\d{1,3})")
_RULE = re.compile(r"((?:seller|category):[A-Za-z0-9_]{1,60})=(\d{1,4})")


class TradeSettings(BaseSettings):
    """The part of the settings that the process table lives by. Ranges are those of the market's handbook."""

    COMMISSION_BASIS_POINTS: int = Field(300, ge=0, le=3000, description="Commission on the goods in 1/100 percent.")
    COMMISSION_RULES: str = Field(
        "",
        description="Another commission for some, such as seller:com_…=150 category:cat_…=450; a seller's comes first.",
    )
    COMMISSION_TAX_BASIS_POINTS: int = Field(0, ge=0, le=5000, description="Tax on the commission in 1/100 percent.")
    CURRENCIES: str = Field(
        "",
        description="What may be traded in, such as EUR USD; empty for everything that the payment provider can pay out.",
    )
    RESERVE_BASIS_POINTS: int = Field(
        0, ge=0, le=3000, description="What is kept back of every seller's part against chargebacks, in 1/100 percent."
    )
    NEW_SELLER_RESERVE_BASIS_POINTS: int = Field(
        0, ge=0, le=3000, description="The same for a seller with fewer than NEW_SELLER_TRADES completed trades."
    )
    NEW_SELLER_TRADES: int = Field(5, ge=0, le=100, description="So many completed trades make a seller known.")
    FOUR_EYES_ABOVE: int = Field(
        1_000_000, ge=0, description="Minor units above which a second moderator confirms a decision."
    )
    APPEAL_MINIMUM: int = Field(5_000, ge=0, description="Minor units below which a decision can not be appealed.")
    HOLD_LIMIT_DAYS: int = Field(
        90, ge=10, le=730, description="Days for which the payment provider holds money (Thailand 10, US 730, else 90)."
    )
    HOLD_LIMITS: str = Field(
        "THB=10",
        description="Another limit for money of some currencies, such as THB=10 USD=730; not for bank transfers.",
    )
    HOLD_MARGIN_DAYS: int = Field(
        7, ge=3, le=20, description="Days before that limit at which open trades are settled."
    )
    OFFERS_AN_HOUR: int = Field(
        20, ge=1, le=1_000_000, description="How many offers one side may make in one deal within an hour."
    )
    TALKS_IDLE_DAYS: int = Field(14, ge=3, le=60, description="Days after which talks without an offer end.")
    PAYMENT_REQUEST_HOURS: int = Field(
        24, ge=1, le=168, description="Hours the seller has to ask for payment after both agreed."
    )
    PAYMENT_HOURS: int = Field(24, ge=1, le=24, description="Hours the buyer has to pay.")
    BANK_PAYMENT_DAYS: int = Field(
        7, ge=1, le=15, description="Days the buyer has instead where money comes by transfer to your bank account."
    )
    SIGNING_HOURS: int = Field(
        48,
        ge=1,
        le=120,
        description="Hours both sides have to sign; at the latest a day before the card network drops the hold.",
    )
    ANSWER_HOURS: int = Field(
        48,
        ge=4,
        le=168,
        description="Hours the other side has to answer a request to cancel, to ship later or to settle.",
    )
    APPROVAL_HOURS: int = Field(
        24, ge=1, le=168, description="Hours a colleague has to approve an accept above a member’s limit."
    )
    EARLY_CANCEL_HOURS: int = Field(
        1, ge=0, le=24, description="Hours in which the buyer may cancel a new order without a reason."
    )
    UNSHIPPED_GRACE_DAYS: int = Field(
        7, ge=0, le=30, description="Days after the ship-by date until an order that was not shipped is cancelled."
    )
    TRANSIT_DAYS: int = Field(30, ge=3, le=120, description="Days goods may be under way before both sides are asked.")
    TRANSIT_ANSWER_DAYS: int = Field(
        7, ge=1, le=14, description="Days both have to answer that, until a dispute is opened."
    )
    CONTEST_HOURS: int = Field(
        48, ge=24, le=168, description="Hours the buyer has to contest a delivery that the seller claims."
    )
    DISPUTE_ANSWER_HOURS: int = Field(72, ge=24, le=336, description="Hours the other side has to answer a dispute.")
    UNCLAIMED_HOURS: int = Field(
        24,
        ge=1,
        le=168,
        description="Hours a case may wait for a moderator before they are told again; after twice as many it is escalated.",
    )
    EVIDENCE_DAYS: int = Field(
        5, ge=1, le=14, description="Days the parties have to send evidence that a moderator asked for."
    )
    RETURN_DAYS: int = Field(
        7, ge=1, le=30, description="Days the buyer has to ship goods back when a moderator ordered it."
    )
    DECISION_DAYS: int = Field(
        30, ge=3, le=60, description="Days after which a dispute that nobody decided is decided by rule."
    )
    APPEAL_HOURS: int = Field(
        72, ge=0, le=336, description="Hours in which a decision can be appealed before it is carried out."
    )
    APPEAL_DECISION_DAYS: int = Field(
        5, ge=1, le=14, description="Days an appeal may take, until the first decision stands."
    )
    RESERVE_DAYS: int = Field(
        90, ge=0, le=180, description="Days after the end of a trade until what was kept back is paid to the seller."
    )

    @field_validator("COMMISSION_RULES")
    @classmethod
    def _rules(cls, words: str) -> str:
        for part in words.split():
            found = _RULE.fullmatch(part)
            if found is None or int(found[2]) > 3000:
                raise ValueError(f"{part} is not like seller:com_…=150 or category:cat_…=450 (at most 3000)")
        return words

    @field_validator("CURRENCIES")
    @classmethod
    def _payable(cls, words: str) -> str:
        for code in words.split():
            if code not in EXPONENTS:
                raise ValueError(f"{code} is not a currency")
        return words

    @field_validator("HOLD_LIMITS")
    @classmethod
    def _limits(cls, words: str) -> str:
        for part in words.split():
            found = _LIMIT.fullmatch(part)
            if found is None or found[1] not in EXPONENTS or not 10 <= int(found[2]) <= 730:
                raise ValueError(f"{part} is not like THB=10 (10 to 730 days)")
        return words

    @model_validator(mode="after")
    def _hold_together(self) -> TradeSettings:
        """Every combination that is not refused here makes rules; a ValueError names what is out of range."""
        self.rules()
        return self

    def _traded(self, *, by_bank: bool) -> frozenset[str]:
        """What is named, or everything, of what can be paid out: a bank account takes what its owner says."""
        named = frozenset(self.CURRENCIES.split() or EXPONENTS)
        return named if by_bank else named & PAYABLE

    def rules(self, deployment: str = "parley", *, by_bank: bool = False) -> Rules:
        """What the process goes by; a transfer to the operator's bank account takes days to arrive."""
        found = (_RULE.fullmatch(part) for part in self.COMMISSION_RULES.split())
        return Rules(
            deployment=deployment,
            commission_basis_points=self.COMMISSION_BASIS_POINTS,
            commission_rules=tuple((rule[1], int(rule[2])) for rule in found if rule),
            commission_tax_basis_points=self.COMMISSION_TAX_BASIS_POINTS,
            currencies=self._traded(by_bank=by_bank),
            reserve_basis_points=self.RESERVE_BASIS_POINTS,
            new_seller_reserve_basis_points=self.NEW_SELLER_RESERVE_BASIS_POINTS,
            new_seller_trades=self.NEW_SELLER_TRADES,
            four_eyes_above=self.FOUR_EYES_ABOVE,
            appeal_minimum=self.APPEAL_MINIMUM,
            hold_limit_days=self.HOLD_LIMIT_DAYS,
            hold_limits=() if by_bank else tuple((part[:3], int(part[4:])) for part in self.HOLD_LIMITS.split()),
            hold_margin_days=self.HOLD_MARGIN_DAYS,
            talks_idle=_days(self.TALKS_IDLE_DAYS),
            gateway=_hours(self.PAYMENT_REQUEST_HOURS),
            payment=_days(self.BANK_PAYMENT_DAYS) if by_bank else _hours(self.PAYMENT_HOURS),
            signing=_hours(self.SIGNING_HOURS),
            answer=_hours(self.ANSWER_HOURS),
            approval=_hours(self.APPROVAL_HOURS),
            early_cancel=_hours(self.EARLY_CANCEL_HOURS),
            unshipped_grace=_days(self.UNSHIPPED_GRACE_DAYS),
            transit=_days(self.TRANSIT_DAYS),
            transit_answer=_days(self.TRANSIT_ANSWER_DAYS),
            contest=_hours(self.CONTEST_HOURS),
            dispute_answer=_hours(self.DISPUTE_ANSWER_HOURS),
            unclaimed=_hours(self.UNCLAIMED_HOURS),
            evidence=_days(self.EVIDENCE_DAYS),
            goods_return=_days(self.RETURN_DAYS),
            decision_stop=_days(self.DECISION_DAYS),
            appeal=_hours(self.APPEAL_HOURS),
            appeal_decision=_days(self.APPEAL_DECISION_DAYS),
            reserve_period=_days(self.RESERVE_DAYS),
            offers_an_hour=self.OFFERS_AN_HOUR,
        )


def _days(number: int) -> timedelta:
    return timedelta(days=number)


def _hours(number: int) -> timedelta:
    return timedelta(hours=number)
