"""What a played trade came to: the states it passed, the money in our ledger and in the provider's own books."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

import httpx

from bot.demo.scenarios import Scenario
from bot.demo.stage import Stage
from core.bank import BankOrder
from core.ledger import LedgerEntry, balances
from core.ports.unit_of_work import Store, Tx
from core.trades import Deal, Negotiation, TradeTransition


@dataclass(frozen=True, slots=True)
class Played:
    """The rows that a demo ends with."""

    deal: Deal
    states: tuple[str, ...]
    entries: tuple[LedgerEntry, ...]
    orders: tuple[BankOrder, ...] = ()


async def read_played(store: Store) -> Played:
    """The newest trade and the whole ledger."""

    async def step(tx: Tx) -> Played:
        trade = (await tx.find(Negotiation, order="-created_at", limit=1))[0]
        deal = await tx.deal(trade.id)
        assert deal is not None
        lines = await tx.find(TradeTransition, negotiation_id=trade.id, order="sequence", limit=1000)
        entries = await tx.find(LedgerEntry, limit=100_000)
        orders = await tx.find(BankOrder, status="done", limit=1000)
        path = _path([line.from_state for line in lines[:1]] + [line.to_state for line in lines])
        return Played(deal, path, tuple(entries), tuple(orders))

    return await store.read(step)


def _path(states: list[str]) -> tuple[str, ...]:
    """Without repetitions of a state that stayed."""
    return tuple(state for index, state in enumerate(states) if index == 0 or states[index - 1] != state)


async def report_on(scenario: Scenario, played: Played, stage: Stage, seconds: float) -> dict[str, Any]:
    """One object with everything that the demo promises, and whether it kept it (`ok`, `failures`)."""
    deal, money = played.deal, _money(played)
    async with httpx.AsyncClient(trust_env=False, timeout=90) as client:
        books = (await client.get(f"{stage.base_url}/stripe/_books")).json()
    ledger_sum: dict[str, int] = {}
    for (_account, currency), balance in balances(played.entries).items():
        ledger_sum[currency] = ledger_sum.get(currency, 0) + balance
    result: dict[str, Any] = {
        "ok": False,
        "scenario": scenario.name,
        "states": list(played.states),
        "messages": {
            "telegram": {"buyer": len(await stage.berta.transcript())},
            "slack": {"seller": len(await stage.sven.transcript()), "moderators": len(await stage.mara.transcript())},
        },
        **money,
        "ledger_sum": ledger_sum,
        "escrow": deal.balance(f"esc:{deal.trade.id}"),
        "provider_matches_ledger": _matches(played, books),
        "seconds": round(seconds, 2),
    }
    failures = _failures(scenario, result)
    return {**result, "ok": not failures, "failures": failures}


def _money(played: Played) -> dict[str, int]:
    deal, mine = played.deal, balances(played.deal.entries)
    currency = deal.trade.currency
    taken = sum(entry.amount for entry in deal.entries if entry.kind == "capture")

    def moved(kind: str) -> int:
        return sum(entry.amount for entry in deal.entries if entry.kind == kind)

    return {
        "price": taken or (deal.trade.final_price or 0),
        "commission": mine.get(("rev", currency), 0),
        "tax": mine.get(("tax", currency), 0),
        "reserved": sum(amount for (account, _), amount in mine.items() if account.startswith("res:")),
        "seller_paid": moved("payout_done"),
        "refunded": moved("refund_done"),
    }


def _matches(played: Played, books: dict[str, Any]) -> bool:
    """Whether the provider's own books, or the operator's bank account, show the same movements, to the cent."""
    theirs: defaultdict[str, int] = defaultdict(int)
    for currency, sums in books["currencies"].items():
        # What the operator paid in is theirs, and in no trade's books.
        theirs[currency.upper()] += sums["platform_balance"] - sums["topped_up"]
    for order in played.orders:
        theirs[order.currency] += order.amount if order.kind == "receipt" else -order.amount
    ours = {currency: -sum_ for (account, currency), sum_ in balances(played.entries).items() if account == "psp"}
    return all(ours.get(currency, 0) == theirs.get(currency, 0) for currency in {*ours, *theirs})


def _failures(scenario: Scenario, result: dict[str, Any]) -> list[str]:
    found = []
    if tuple(result["states"]) != scenario.states:
        found.append(f"states: expected {' '.join(scenario.states)}")
    if any(result["ledger_sum"].values()):
        found.append("the ledger does not sum to zero")
    if result["escrow"]:
        found.append("escrow is not empty")
    parts = sum(result[name] for name in ("commission", "tax", "reserved", "seller_paid", "refunded"))
    if scenario.paid and result["price"] != parts:
        found.append(f"price {result['price']} is not the sum of its parts {parts}")
    if not scenario.paid and parts:
        found.append("money moved although nothing was paid")
    if scenario.paid and result["refunded"] != result["price"] * scenario.refund_percent // 100:
        found.append("the refund is not what was decided")
    if not result["provider_matches_ledger"]:
        found.append("the provider's books differ from the ledger")
    return found
