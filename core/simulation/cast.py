"""The people of one simulated market: three buying and two selling companies, a stranger, and the desk."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from core.listings import Category, Product
from core.members import ChatIdentity, Company, Membership, Seat, User
from core.money import EXPONENTS
from core.ports.unit_of_work import Tx
from core.rules import Rules
from core.simulation.chance import BEGIN, Dice

BUYERS, SELLERS = ("ash", "birch", "cedar"), ("iron", "zinc")
STOCK = 1_000_000
SCARCE = 400
APPROVAL_LIMIT = 40_000
"""Minor units that a buying company's junior may accept alone."""


@dataclass(frozen=True, slots=True)
class Cast:
    """Who plays, by company: the first of each list is the one who usually acts."""

    seats: dict[str, tuple[Seat, ...]]
    moderators: tuple[Seat, ...]
    operators: tuple[Seat, ...]
    stranger: Seat
    products: tuple[str, ...]

    def of(self, company_id: str) -> tuple[Seat, ...]:
        return self.seats[company_id]


def rules_of(dice: Dice) -> Rules:
    """What this market's operator has set."""
    return Rules(
        commission_basis_points=dice.pick((300, 300, 0, 555, 3000)),
        commission_tax_basis_points=dice.pick((0, 2000, 1900)),
        commission_rules=dice.pick(((), (("seller:com_iron", 150), ("category:cat_metal", 450)))),
        reserve_basis_points=dice.pick((0, 0, 1000)),
        new_seller_reserve_basis_points=dice.pick((0, 0, 1500)),
        four_eyes_above=dice.pick((60_000, 60_000, 1_000_000)),
        seller_bears_cancel_cost=not dice.one_in(4),
    )


async def settle_in(tx: Tx, dice: Dice) -> None:
    """Companies, members, staff and listings."""
    currency = dice.pick(("EUR", "EUR", "USD", "JPY", "KWD"))
    await tx.add(Category("cat_metal", "Metal"))
    for name in (*BUYERS, *SELLERS, "yew"):
        sells = name in SELLERS
        company = Company(
            f"com_{name}", name.title(), BEGIN, BEGIN, payout_ref=f"acct_{name}" if sells else "", payout_ready=sells
        )
        await tx.add(company)
        await _join(tx, name, "owner", "owner", chat=True)
        await _join(tx, name, "junior", "trader", chat=False, limit=None if sells else APPROVAL_LIMIT)
        if name in ("ash", "iron"):
            await _join(tx, name, "signs", "signatory", chat=False)
            await _join(tx, name, "looks", "viewer", chat=False)
    for number in range(1, 4):
        await tx.add(User(f"usr_mod{number}", BEGIN, BEGIN, staff_role="moderator"))
        await tx.add(User(f"usr_ops{number}", BEGIN, BEGIN, staff_role="operator"))
    # A moderator who works for one of the buyers: never theirs to decide.
    await tx.add(Membership("mem_mod1", "com_ash", "usr_mod1", "viewer", BEGIN))
    for name in SELLERS:
        for suffix, stock in (("", STOCK), ("_rare", SCARCE)):
            await tx.add(_listing(name, suffix, stock, currency))


async def _join(tx: Tx, name: str, who: str, role: str, *, chat: bool, limit: int | None = None) -> None:
    user_id = f"usr_{name}_{who}"
    await tx.add(User(user_id, BEGIN, BEGIN))
    await tx.add(Membership(f"mem_{name}_{who}", f"com_{name}", user_id, role, BEGIN, limit))
    if chat:
        await tx.add(ChatIdentity(f"idn_{name}_{who}", "telegram", "bot", user_id, user_id, user_id, BEGIN))


def _listing(name: str, suffix: str, stock: int, currency: str) -> Product:
    return Product(
        id=f"prd_{name}{suffix}",
        seller_id=f"usr_{name}_owner",
        company_id=f"com_{name}",
        name=f"{name.title()} bolts",
        description="",
        base_price=950,
        currency=currency,
        category_id="cat_metal",
        unit="pcs",
        created_at=BEGIN,
        updated_at=BEGIN,
        min_order=1,
        stock=stock,
    )


async def read_cast(tx: Tx) -> Cast:
    """Everybody's seat, as the services will see it."""

    async def seat(user_id: str) -> Seat:
        found = await tx.seat("telegram", "bot", user_id) or await tx.seat_of_user(user_id)
        if found is None:
            raise LookupError(user_id)
        return found

    members: dict[str, list[Seat]] = {}
    for member in await tx.find(Membership, order="created_at", limit=1000):
        if member.company_id.startswith("com_") and not member.user_id.startswith("usr_mod"):
            members.setdefault(member.company_id, []).append(await seat(member.user_id))
    return Cast(
        seats={company: tuple(sorted(seats, key=_rank)) for company, seats in members.items()},
        moderators=tuple([await seat(f"usr_mod{number}") for number in (1, 2, 3)]),
        operators=tuple([await seat(f"usr_ops{number}") for number in (1, 2, 3)]),
        stranger=await seat("usr_yew_owner"),
        products=tuple(sorted(p.id for p in await tx.find(Product))),
    )


_RANKS = ("owner", "trader", "signatory", "viewer")


def _rank(seat: Seat) -> tuple[int, str]:
    return _RANKS.index(seat.role), seat.user_id


def price_for(dice: Dice, currency: str, total: int, quantity: int) -> Decimal:
    """A unit price, with odd decimals, that makes about this total in minor units."""
    exponent = EXPONENTS[currency]
    per_unit = Decimal(total) / quantity
    decimals = exponent + dice.pick((0, 0, 2))
    rounded = per_unit.scaleb(-exponent).quantize(Decimal(1).scaleb(-decimals))
    return max(rounded, Decimal(1).scaleb(-decimals))


def text_of(deal: Any, _parties: object) -> str:
    """What both sides sign: short, and different for other terms."""
    offer = deal.accepted
    return (
        f"{deal.buyer_name} buys {offer.quantity} {offer.unit} from {deal.seller_name} for {offer.total} "
        f"{offer.currency}, trade {deal.trade.id}, offer {offer.number}."
    )
