"""What an operator may set about trading: time limits, commission, holding limits. Checked when it is built."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import timedelta

from core.money import PAYABLE, require_traded


@dataclass(frozen=True, slots=True)
class Rules:
    """Defaults and ranges are those of the market's handbook; every duration is a timedelta."""

    deployment: str = "parley"
    """Prefix of every idempotency key, so that two deployments on one provider account never collide."""
    commission_basis_points: int = 300
    """On the goods, where no rule below says otherwise. What applies is frozen when the agreement is written."""
    commission_rules: tuple[tuple[str, int], ...] = ()
    """Commission of some, in basis points: `seller:<company id>` comes before `category:<category id>`."""
    commission_tax_basis_points: int = 0
    currencies: AbstractSet[str] = PAYABLE
    """What may be traded in."""
    talks_idle: timedelta = timedelta(days=14)
    gateway: timedelta = timedelta(hours=24)
    payment: timedelta = timedelta(hours=24)
    signing: timedelta = timedelta(hours=48)
    answer: timedelta = timedelta(hours=48)
    early_cancel: timedelta = timedelta(hours=1)
    unshipped_grace: timedelta = timedelta(days=7)
    transit: timedelta = timedelta(days=30)
    transit_answer: timedelta = timedelta(days=7)
    dispute_answer: timedelta = timedelta(hours=72)
    unclaimed: timedelta = timedelta(hours=24)
    appeal: timedelta = timedelta(hours=72)
    approval: timedelta = timedelta(hours=24)
    payment_pause: timedelta = timedelta(minutes=30)
    payment_attempts: int = 5
    contest: timedelta = timedelta(hours=48)
    carrier_minimum: timedelta = timedelta(hours=24)
    escalation: timedelta = timedelta(days=7)
    evidence: timedelta = timedelta(days=5)
    goods_return: timedelta = timedelta(days=7)
    decision_target: timedelta = timedelta(days=10)
    decision_stop: timedelta = timedelta(days=30)
    appeal_decision: timedelta = timedelta(days=5)
    appeal_minimum: int = 5_000
    """Minor units below which a decision can not be appealed."""
    four_eyes_above: int = 1_000_000
    """Minor units above which a second moderator confirms a decision."""
    reserve_basis_points: int = 0
    """What is kept back of every seller's part against chargebacks; for newcomers it may be more."""
    new_seller_reserve_basis_points: int = 0
    new_seller_trades: int = 5
    """A seller with fewer completed trades is a newcomer."""
    reserve_period: timedelta = timedelta(days=90)
    payout_stuck: timedelta = timedelta(days=30)
    refund_stuck: timedelta = timedelta(days=30)
    forced_decision: timedelta = timedelta(hours=72)
    seller_bears_cancel_cost: bool = True
    hold_limit_days: int = 90
    hold_limits: tuple[tuple[str, int], ...] = (("THB", 10),)
    """Days for which money of some currencies may be held instead: those of countries with a shorter limit, or a longer."""
    hold_margin_days: int = 7
    dispute_buffer_days: int = 21
    offers_an_hour: int = 20
    """How many offers one side may make in one deal within an hour. Nothing that protects money is counted like this."""

    def commission_for(self, *, seller: str, category: str) -> int:
        """The commission on the goods of this company in this category, in basis points."""
        rules = dict(self.commission_rules)
        by_category = rules.get(f"category:{category}", self.commission_basis_points)
        return rules.get(f"seller:{seller}", by_category)

    def require_traded(self, currency: str) -> None:
        """Raises InvalidValue for a currency that nothing is listed, offered or paid in here."""
        require_traded(currency, self.currencies)

    def held_at_most(self, currency: str) -> int:
        """Days after the capture in which a trade must be settled: the provider's limit, less the margin."""
        return max(0, dict(self.hold_limits).get(currency, self.hold_limit_days) - self.hold_margin_days)

    def __post_init__(self) -> None:
        for name, low, high in _RANGES:
            value: timedelta = getattr(self, name)
            if not low <= value <= high:
                raise ValueError(f"{name} must lie between {low} and {high}, not {value}")
        if self.offers_an_hour < 1:
            raise ValueError("each side may make an offer now and then")
        reserves = self.reserve_basis_points, self.new_seller_reserve_basis_points
        if not all(0 <= reserve <= 3000 for reserve in reserves) or not 3 <= self.hold_margin_days <= 20:
            raise ValueError("the reserve is 0–30 %, the margin of the holding limit 3–20 days")
        commissions = self.commission_basis_points, *dict(self.commission_rules).values()
        if (
            not all(0 <= commission <= 3000 for commission in commissions)
            or not 0 <= self.commission_tax_basis_points <= 5000
        ):
            raise ValueError("commission is 0–30 % and its tax 0–50 %")


def _hours(low: float, high: float) -> tuple[timedelta, timedelta]:
    return timedelta(hours=low), timedelta(hours=high)


_RANGES = (
    ("talks_idle", *_hours(72, 60 * 24)),
    ("gateway", *_hours(1, 168)),
    ("payment", *_hours(0.5, 360)),
    ("signing", *_hours(1, 120)),
    ("answer", *_hours(4, 168)),
    ("approval", *_hours(1, 168)),
    ("early_cancel", *_hours(0, 24)),
    ("unshipped_grace", *_hours(0, 720)),
    ("transit", *_hours(72, 2880)),
    ("transit_answer", *_hours(24, 336)),
    ("contest", *_hours(24, 168)),
    ("dispute_answer", *_hours(24, 336)),
    ("unclaimed", *_hours(1, 168)),
    ("evidence", *_hours(24, 336)),
    ("goods_return", *_hours(24, 720)),
    ("decision_stop", *_hours(72, 1440)),
    ("forced_decision", *_hours(24, 168)),
    ("appeal", *_hours(0, 336)),
    ("appeal_decision", *_hours(24, 336)),
    ("reserve_period", *_hours(0, 4320)),
)
