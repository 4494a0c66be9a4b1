"""What operators see of the bank account: one order, and what they can say about it."""

from __future__ import annotations

from bot import verbs
from bot.screens.parts import fact, head, note, press, rows, text
from bot.text import Say
from core.bank import BankOrder
from core.money import Money
from core.ports.chat import Screen


def bank_card(order: BankOrder, say: Say) -> Screen:
    lines = [
        head(say(f"bank-{order.kind}")),
        fact(say("bank-amount"), say.money(Money(order.amount, order.currency))),
        fact(say("bank-purpose"), order.purpose),
    ]
    if order.payee:
        lines.append(fact(say("bank-payee"), order.payee))
    if order.kind == "refund":
        lines.append(note(say("bank-refund-where")))
    if order.status != "open":
        lines.append(text(say(f"bank-order-{order.status}")))
    elif order.confirmed_by:
        lines.append(text(say("bank-second")))
    buttons = []
    if order.status == "open" or (order.status == "closed" and order.kind == "receipt"):
        label = say("button-bank-arrived") if order.kind == "receipt" else say("button-bank-sent")
        buttons.append(press(label, verbs.BANK_CONFIRM, order.id, style="primary"))
    if order.status == "open" and order.kind != "receipt":
        buttons.append(press(say("button-bank-failed"), verbs.BANK_FAIL, order.id))
    return Screen(f"bank:{order.id}", tuple(lines), rows(*buttons))
