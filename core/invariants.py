"""What must be true of every deal and of the whole ledger, always: the checks that find money gone astray.

Pure functions over rows that were read; they change nothing and trust nothing that the process promises. A live job,
the simulator and the tests ask the same questions. The names I1–I10 are those of the handbook; `combination` and
`pending-act` are its table of legal combinations.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields

from core.accounting import Broken, Sums, check_accounts
from core.ledger import ALLOWED, LedgerEntry, account_kind, balances
from core.payments import Payout, Refund
from core.trades import ENDED, Deal, State

_FROM_ESCROW = frozenset(
    {"release", "commission", "commission_tax", "refund_started", "chargeback_from_escrow"},
)
_NEVER_NEGATIVE = frozenset({"esc", "ref", "pay", "sel", "res", "rev", "tax"})
"""What we owe to somebody, or have earned: a negative balance means that money was given out twice."""
_NEVER_POSITIVE = frozenset({"cbk", "debt", "cost", "loss"})
_IN_ESCROW = frozenset({"paid", "partially_released"})


def check_deal(deal: Deal) -> list[Broken]:
    """Everything that one deal can get wrong by itself: I2–I6, I9, where its money is, and the legal combinations."""
    sums = Sums(deal)
    return [
        *_escrow_adds_up(deal, sums),
        *_end_is_clean(deal, sums),
        *_refs_are_used_once(deal.entries),
        *_rows_equal_ledger(deal, sums),
        *_frozen_money_rests(deal),
        *_combination_is_legal(deal, sums),
        *check_accounts(deal, sums),
        *_offers_are_in_turn(deal),
        *_pending_act_is_under_way(deal),
    ]


def check_ledger(entries: Iterable[LedgerEntry]) -> list[Broken]:
    """The postings of any number of trades together: I1–I3, I5."""
    known = tuple(entries)
    return [*check_postings(known), *check_balances(balances(known))]


def check_balances(sums: Mapping[tuple[str, str], int]) -> list[Broken]:
    """The balance of every (account, currency) over all trades: I1 and I2."""
    return [*_sums_are_zero(sums), *_balances_have_their_sign(sums)]


def check_postings(entries: Iterable[LedgerEntry]) -> list[Broken]:
    """What the postings of some whole trades must keep by themselves, whatever other trades have: I1–I3, I5."""
    known = tuple(entries)
    return [
        *_chart_is_kept(known),
        *_transactions_are_whole(known),
        *_captures_cover_all(known),
        *_refs_are_used_once(known),
    ]


def check_provider(entries: Iterable[LedgerEntry], platform_balances: Mapping[str, int]) -> list[Broken]:
    """I8 and I10: our ledger against what the provider says it holds for us, in minor units per currency."""
    known = tuple(entries)
    ours: defaultdict[str, int] = defaultdict(int)
    found = []
    for entry in known:
        ours[entry.currency] -= entry.effect_on("psp")
        if "psp" in (entry.from_account, entry.to_account) and not entry.provider_ref:
            found.append(
                Broken("I8", entry.id, f"{entry.kind} moved money at the provider but names no movement there")
            )
    found += [Broken("I8", broken.subject, broken.words) for broken in _refs_are_used_once(known)]
    for currency in sorted({*ours, *platform_balances}):
        theirs = platform_balances.get(currency, 0)
        if ours[currency] != theirs:
            found.append(Broken("I10", currency, f"the ledger says {ours[currency]}, the provider {theirs}"))
    return found


def check_refusal(before: Deal, after: Deal) -> list[Broken]:
    """I7: a refused command changed nothing at all."""
    return [
        Broken("I7", before.trade.id, f"a refused command changed {field.name}")
        for field in fields(Deal)
        if getattr(before, field.name) != getattr(after, field.name)
    ]


# ── the ledger ───────────────────────────────────────────────────────────────────────────────────────────────────


def _chart_is_kept(entries: Sequence[LedgerEntry]) -> Iterator[Broken]:
    for entry in entries:
        kinds = account_kind(entry.from_account), account_kind(entry.to_account)
        if entry.amount <= 0 or ALLOWED.get(entry.kind) != kinds:
            yield Broken("I1", entry.id, f"{entry.kind} of {entry.amount} is not a posting of the chart")
        for account in (entry.from_account, entry.to_account):
            if account_kind(account) == "esc" and account != f"esc:{entry.negotiation_id}":
                yield Broken("I2", entry.id, f"a posting of {entry.negotiation_id} touches {account}")


def _sums_are_zero(sums: Mapping[tuple[str, str], int]) -> Iterator[Broken]:
    totals: defaultdict[str, int] = defaultdict(int)
    for (_account, currency), balance in sums.items():
        totals[currency] += balance
    yield from (Broken("I1", currency, f"all balances sum to {total}") for currency, total in totals.items() if total)


def _balances_have_their_sign(sums: Mapping[tuple[str, str], int]) -> Iterator[Broken]:
    for (account, currency), balance in sorted(sums.items()):
        kind = account_kind(account)
        if (balance < 0 and kind in _NEVER_NEGATIVE) or (balance > 0 and kind in _NEVER_POSITIVE):
            yield Broken("I2", account, f"a balance of {balance} {currency}")


def _transactions_are_whole(entries: Sequence[LedgerEntry]) -> Iterator[Broken]:
    """The postings of one fact are numbered from 1 and belong to one trade in one currency."""
    facts: defaultdict[str, list[LedgerEntry]] = defaultdict(list)
    for entry in entries:
        facts[entry.transaction_id].append(entry)
    for transaction_id, parts in facts.items():
        numbers = sorted(part.sequence for part in parts)
        if numbers != list(range(1, len(parts) + 1)):
            yield Broken("I1", transaction_id, f"postings are numbered {numbers}")
        if len({(part.negotiation_id, part.currency) for part in parts}) > 1:
            yield Broken("I1", transaction_id, "one fact spreads over trades or currencies")


def _captures_cover_all(entries: Sequence[LedgerEntry]) -> Iterator[Broken]:
    taken: defaultdict[tuple[str, str], int] = defaultdict(int)
    given: defaultdict[tuple[str, str], int] = defaultdict(int)
    for entry in entries:
        where = entry.negotiation_id, entry.currency
        if entry.kind == "capture":
            taken[where] += entry.amount
        elif entry.kind in _FROM_ESCROW:
            given[where] += entry.amount
    for (trade_id, currency), amount in given.items():
        if amount > taken[trade_id, currency]:
            words = f"{amount} {currency} left escrow, but only {taken[trade_id, currency]} had come in"
            yield Broken("I3", trade_id, words)


def _refs_are_used_once(entries: Iterable[LedgerEntry]) -> Iterator[Broken]:
    used = Counter((entry.kind, entry.provider_ref) for entry in entries if entry.provider_ref)
    for (kind, ref), times in used.items():
        if times > 1:
            yield Broken("I5", ref, f"{kind} was posted {times} times")


# ── one deal ─────────────────────────────────────────────────────────────────────────────────────────────────────


def _escrow_adds_up(deal: Deal, sums: Sums) -> Iterator[Broken]:
    trade = deal.trade
    held, captured, given = sums.on(f"esc:{trade.id}"), sums.of("capture"), sums.of(*_FROM_ESCROW)
    if held < 0:
        yield Broken("I2", trade.id, f"escrow holds {held}")
    if held != captured - given:
        yield Broken("I2", trade.id, f"escrow holds {held}, but {captured} came in and {given} left")
    if given > captured:
        yield Broken("I3", trade.id, f"{given} left escrow, but only {captured} had come in")
    if any(entry.currency != trade.currency or entry.negotiation_id != trade.id for entry in deal.entries):
        yield Broken("I2", trade.id, "a posting in another currency or of another trade")


def _end_is_clean(deal: Deal, sums: Sums) -> Iterator[Broken]:
    if deal.state not in ENDED:
        return
    left = {
        "money in escrow": sums.on(f"esc:{deal.trade.id}") != 0,
        "an open hold": any(p.status in ("created", "requires_action", "authorized") for p in deal.payments),
        "a pending act": bool(deal.trade.pending_act),
        "a freeze": deal.trade.frozen and not deal.trade.frozen_by,
        "an active offer": deal.active_offer is not None,
        "an unanswered request": any(request.status == "asked" for request in deal.requests),
        "an unresolved dispute": any(dispute.status != "resolved" for dispute in deal.disputes),
        "a signature that waits": any(agreement.status == "pending" for agreement in deal.agreements),
    }
    yield from (Broken("I4", deal.trade.id, f"{deal.state} with {what}") for what, there in left.items() if there)


def _rows_equal_ledger(deal: Deal, sums: Sums) -> Iterator[Broken]:
    """I6: what payments, refunds and payouts say is what the postings sum to."""
    paid = sum(p.amount for p in deal.payments if p.status not in ("created", "requires_action", *_NOTHING_CAME))
    if paid != (captured := sums.of("capture")):
        yield Broken("I6", deal.trade.id, f"payments say {paid} came in, the ledger {captured}")
    fees = sum(payment.fee for payment in deal.payments)
    if fees != (posted := sums.of("provider_fee")):
        yield Broken("I6", deal.trade.id, f"payments say the provider kept {fees}, the ledger {posted}")
    for refund in deal.refunds:
        yield from _movement_equals(
            deal, sums, refund, f"ref:{refund.id}", "refund_started", ended=refund.status == "done"
        )
    for payout in deal.payouts:
        ended = payout.status in ("paid", "failed", "reversed")
        yield from _movement_equals(deal, sums, payout, f"pay:{payout.id}", "payout_started", ended=ended)
    released = sums.of("release", "payout_refused", "reserve_freed")
    if (sent := sums.of("payout_started")) > released:
        yield Broken("I6", deal.trade.id, f"{sent} was paid out, but only {released} released")


_NOT_OWED = ("chargeback_from_refund", "loss_recovered")
"""What the buyer has from the bank is not owed as a refund any more."""
_NOTHING_CAME = ("authorized", "failed", "cancelled")


def _movement_equals(
    deal: Deal, sums: Sums, row: Refund | Payout, account: str, kind: str, *, ended: bool
) -> Iterator[Broken]:
    started = sum(entry.amount for entry in deal.entries if entry.kind == kind and entry.to_account == account)
    lost = sum(e.amount for e in deal.entries if e.kind in _NOT_OWED and e.from_account == account)
    lost -= sum(e.amount for e in deal.entries if e.kind == "refund_lost" and e.to_account == account)
    expected = 0 if ended else row.amount - lost
    if started != row.amount or sums.on(account) != expected:
        words = f"{row.status} {row.amount}, but {started} was set aside and {sums.on(account)} is left"
        yield Broken("I6", row.id, words)


def _frozen_money_rests(deal: Deal) -> Iterator[Broken]:
    """I9: between a dispute and its decision nothing leaves escrow but what the card network takes."""
    if deal.state in (State.DISPUTED, State.DECIDED) and not deal.trade.frozen:
        yield Broken("I9", deal.trade.id, f"{deal.state} but not frozen")
    if not deal.disputes:
        return
    escrow = f"esc:{deal.trade.id}"
    # Money of another attempt that comes late goes straight back: it only passes through.
    passing = {entry.transaction_id for entry in deal.entries if entry.kind == "capture"}
    for dispute in deal.disputes:
        thawed_at = None if dispute.status != "resolved" else dispute.decided_at or dispute.updated_at
        for entry in deal.entries:
            if entry.kind == "chargeback_from_escrow" or entry.transaction_id in passing:
                continue
            if entry.effect_on(escrow) == 0:
                continue
            if dispute.created_at < entry.created_at and (thawed_at is None or entry.created_at < thawed_at):
                yield Broken("I9", entry.id, f"{entry.kind} while {dispute.id} was undecided")


@dataclass(frozen=True, slots=True)
class _Legal:
    """One row of the table of legal combinations."""

    agreement: frozenset[str]
    payment: frozenset[str]
    dispute: frozenset[str]
    holds_money: bool


_RUNNING = _Legal(frozenset({"signed"}), _IN_ESCROW, frozenset({"", "withdrawn"}), holds_money=True)
_LEGAL: dict[str, _Legal] = {
    **dict.fromkeys(("placed", "in_progress", "shipped", "delivered"), _RUNNING),
    "disputed": _Legal(
        frozenset({"signed"}), _IN_ESCROW, frozenset({"open", "in_progress", "decided"}), holds_money=True
    ),
    "completed": _Legal(
        frozenset({"completed"}),
        frozenset({"released", "split", "charged_back"}),
        frozenset({"", "withdrawn", "resolved"}),
        holds_money=False,
    ),
    "cancelled": _Legal(
        frozenset({"completed"}),
        frozenset({"refunded", "split", "charged_back"}),
        frozenset({"", "withdrawn", "resolved"}),
        holds_money=False,
    ),
}
"""Order status → what may stand beside it."""

_WITHOUT_ORDER = frozenset(
    {"", "created", "requires_action", "authorized", "failed", "cancelled", "paid", "refunded"},
)
_ORDER_OF: dict[State, str] = {
    **dict.fromkeys(State, ""),
    **{state: state.value for state in (State.PLACED, State.IN_PROGRESS, State.SHIPPED, State.DELIVERED)},
    State.DISPUTED: "disputed",
    State.DECIDED: "disputed",
    State.COMPLETED: "completed",
    State.CANCELLED: "cancelled",
}
_TALKS_OF: dict[State, str] = {
    **dict.fromkeys(State, "agreement_reached"),
    State.NEGOTIATING: "open",
    State.CLOSED: "closed",
    State.PAYMENT_EXPIRED: "closed",
    State.VOIDED: "closed",
}


def _combination_is_legal(deal: Deal, sums: Sums) -> Iterator[Broken]:
    order, agreement, payment, dispute = _statuses(deal)
    trade, held = deal.trade, sums.on(f"esc:{deal.trade.id}")
    if order != _ORDER_OF[deal.state]:
        yield Broken("combination", trade.id, f"the trade is {deal.state}, its order {order or 'missing'}")
    if trade.status != _TALKS_OF[deal.state]:
        yield Broken("combination", trade.id, f"the trade is {deal.state}, its talks {trade.status}")
    if not order:
        legal = agreement in ("", "pending", "void") and payment in _WITHOUT_ORDER and not dispute
        if not legal or (held != 0 and payment != "paid"):
            yield Broken("combination", trade.id, _combined(order, agreement, payment, dispute, held))
        return
    row = _LEGAL.get(order)
    if (
        row is None
        or agreement not in row.agreement
        or payment not in row.payment
        or dispute not in row.dispute
        or (held > 0) != row.holds_money
    ):
        yield Broken("combination", trade.id, _combined(order, agreement, payment, dispute, held))


def _statuses(deal: Deal) -> tuple[str, str, str, str]:
    """(order, agreement, payment, dispute) as the table speaks of them; empty where there is none."""
    dispute = deal.dispute
    said = "" if dispute is None else dispute.status
    if dispute is not None and said == "resolved" and dispute.outcome == "withdrawn":
        said = "withdrawn"
    return (
        deal.order.status if deal.order else "",
        deal.agreement.status if deal.agreement else "",
        deal.payment.status if deal.payment else "",
        said,
    )


def _combined(order: str, agreement: str, payment: str, dispute: str, held: int) -> str:
    parts = {"order": order, "agreement": agreement, "payment": payment, "dispute": dispute}
    said = ", ".join(f"{name} {status or 'none'}" for name, status in parts.items())
    return f"{said}, escrow {held}"


def _offers_are_in_turn(deal: Deal) -> Iterator[Broken]:
    for role, count in Counter(offer.author_role for offer in deal.offers if offer.status == "active").items():
        if count > 1:
            yield Broken("combination", deal.trade.id, f"{count} live offers of the {role}")
    accepted = sum(offer.status == "accepted" for offer in deal.offers)
    if accepted > 1:
        yield Broken("combination", deal.trade.id, f"{accepted} accepted offers")


def _pending_act_is_under_way(deal: Deal) -> Iterator[Broken]:
    """A trade waits for the provider only while an instruction is there that the provider will answer."""
    act = deal.trade.pending_act
    if act and not any(intent.kind == act and intent.status in ("pending", "unknown") for intent in deal.intents):
        yield Broken("pending-act", deal.trade.id, f"waits for {act}, which nobody is asked for any more")


__all__ = [
    "Broken",
    "check_balances",
    "check_deal",
    "check_ledger",
    "check_postings",
    "check_provider",
    "check_refusal",
]
