"""Rows to test with: two companies, their people, a listing, and a deal in mid-life."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

from core.agreements import EscrowAgreement, digest_of
from core.disputes import Dispute
from core.events import InboxRow, OutboxRow, ScreenRow
from core.ledger import LedgerEntry
from core.listings import Category, Product
from core.members import ChatIdentity, Company, Membership, User
from core.messages import CaseLetter
from core.offers import Offer
from core.payments import Chargeback, PaymentGateway, Payout, ProviderIntent, Refund
from core.ports.unit_of_work import Store, Tx
from core.shipments import Order, Request, Shipment
from core.trades import DeadlineRow, Deal, Negotiation

NOON = datetime(2026, 3, 2, 12, 0, 0, 123456, tzinfo=UTC)


def later(**by: float) -> datetime:
    return NOON + timedelta(**by)


def people() -> list[Any]:
    """Rows in an order in which they can be inserted."""
    made: list[Any] = []
    for side in ("buyer", "seller"):
        made += [
            User(id=f"usr_{side}", created_at=NOON, updated_at=NOON, user_type=side, email=f"{side}@example.org"),
            Company(
                id=f"com_{side}",
                name=f"{side.title()} & Sons",
                created_at=NOON,
                updated_at=NOON,
                payout_ref=f"acct_{side}",
                payout_ready=side == "seller",
            ),
            Membership(
                id=f"mem_{side}", company_id=f"com_{side}", user_id=f"usr_{side}", role="owner", created_at=NOON
            ),
            ChatIdentity(
                id=f"idn_{side}",
                channel="telegram",
                tenant="bot",
                chat_user=f"chat-{side}",
                chat=f"chat-{side}",
                user_id=f"usr_{side}",
                created_at=NOON,
                lang="es" if side == "buyer" else "en",
            ),
        ]
    return made


def listing(number: int = 1, **fields: Any) -> Product:
    values: dict[str, Any] = {
        "id": f"prd_{number}",
        "seller_id": "usr_seller",
        "company_id": "com_seller",
        "name": f"Steel bolt {number}",
        "description": "Zinc plated",
        "base_price": 1250,
        "currency": "EUR",
        "category_id": "cat_metal",
        "unit": "pcs",
        "created_at": NOON,
        "updated_at": NOON,
        "stock": 100,
    }
    return Product(**(values | fields))


def trade(trade_id: str = "neg_1", **fields: Any) -> Negotiation:
    values: dict[str, Any] = {
        "id": trade_id,
        "product_id": "prd_1",
        "buyer_id": "usr_buyer",
        "seller_id": "usr_seller",
        "buyer_company_id": "com_buyer",
        "seller_company_id": "com_seller",
        "currency": "EUR",
        "entered_at": NOON,
        "created_at": NOON,
        "updated_at": NOON,
    }
    return Negotiation(**(values | fields))


def offer(number: int = 1, trade_id: str = "neg_1", **fields: Any) -> Offer:
    values: dict[str, Any] = {
        "id": f"off_{trade_id}_{number}",
        "negotiation_id": trade_id,
        "number": number,
        "author_role": "buyer",
        "author_id": "usr_buyer",
        "author_company_id": "com_buyer",
        "quantity": 10,
        "unit": "pcs",
        "unit_price": Decimal("12.500"),
        "currency": "EUR",
        "goods": 12500,
        "freight": 0,
        "total": 12500,
        "incoterm": "DAP",
        "place": "Bilbao",
        "lead_time_days": 14,
        "transit_days": 14,
        "inspection_days": 7,
        "tolerance_percent": 0,
        "partial_shipments": True,
        "partial_release": False,
        "po_number": "",
        "notes": 'says "now" – 漢字',
        "valid_until": later(hours=72),
        "created_at": later(minutes=number),
    }
    return Offer(**(values | fields))


def deadline(number: int = 1, trade_id: str = "neg_1", **fields: Any) -> DeadlineRow:
    values: dict[str, Any] = {
        "id": f"ddl_{trade_id}_{number}",
        "negotiation_id": trade_id,
        "name": f"offer_{number}",
        "kind": "fire",
        "subject_id": "off_1",
        "fires": "expire_offer",
        "due_at": later(hours=number),
    }
    return DeadlineRow(**(values | fields))


def posting(number: int = 1, trade_id: str = "neg_1", **fields: Any) -> LedgerEntry:
    values: dict[str, Any] = {
        "id": f"led_{trade_id}_{number}",
        "negotiation_id": trade_id,
        "transaction_id": f"txn_{trade_id}",
        "sequence": number,
        "kind": "capture",
        "from_account": "psp",
        "to_account": f"esc:{trade_id}",
        "amount": 12500,
        "currency": "EUR",
        "created_at": NOON,
    }
    return LedgerEntry(**(values | fields))


def outbox(number: int, order_key: str = "neg_1:idn_buyer", **fields: Any) -> OutboxRow:
    values: dict[str, Any] = {
        "id": f"out_{number:04}",
        "order_key": order_key,
        "kind": "deal",
        "subject_id": "neg_1",
        "identity_id": "idn_buyer",
        "notice": "offer-made",
        "args": {"total": 12500},
        "created_at": later(seconds=number),
        "next_try_at": NOON,
    }
    return OutboxRow(**(values | fields))


def inbox(number: int, **fields: Any) -> InboxRow:
    values: dict[str, Any] = {
        "id": f"inb_{number:04}",
        "channel": "telegram",
        "tenant": "bot",
        "event_id": str(number),
        "raw": b'{"update_id":1}\xff',
        "received_at": NOON,
    }
    return InboxRow(**(values | fields))


def screen(key: str = "deal:neg_1", place: str = "telegram:bot:1", **fields: Any) -> ScreenRow:
    values: dict[str, Any] = {
        "id": f"scr_{place}_{key}",
        "place": place,
        "key": key,
        "identity_id": "idn_buyer",
        "parts": ("101", "102"),
        "digest": "d",
        "shown_rev": 1,
        "due_rev": 1,
        "updated_at": NOON,
    }
    return ScreenRow(**(values | fields))


def letter(number: int = 1, **fields: Any) -> CaseLetter:
    values: dict[str, Any] = {
        "id": f"clt_{number}",
        "negotiation_id": "neg_1",
        "dispute_id": "dsp_1",
        "author_id": "usr_seller",
        "side": "seller",
        "audience": "both",
        "question_id": "",
        "topic": "",
        "words": f"Letter {number} – 漢字",
        "files": (),
        "sha256": f"{number:064}",
        "created_at": later(hours=number),
    }
    return CaseLetter(**(values | fields))


def _agreement(trade_id: str) -> EscrowAgreement:
    return EscrowAgreement(
        id="esc_1",
        negotiation_id=trade_id,
        payment_gateway_id="pay_1",
        agreement_text="Both sides agree.",
        text_sha256=digest_of("Both sides agree."),
        commission_basis_points=300,
        tax_basis_points=0,
        commission=375,
        tax=0,
        created_at=NOON,
        updated_at=NOON,
        sign_by=later(days=2),
        buyer_signature={"name": "Ana Ruiz", "at": "2026-03-02T12:00:00Z"},
    )


def _order(trade_id: str) -> Order:
    return Order(
        id="ord_1",
        negotiation_id=trade_id,
        payment_gateway_id="pay_1",
        escrow_agreement_id="esc_1",
        quantity=10,
        ship_by=later(days=14),
        placed_at=NOON,
        created_at=NOON,
        updated_at=NOON,
    )


def _dispute(trade_id: str) -> Dispute:
    return Dispute(
        id="dsp_1",
        order_id="ord_1",
        negotiation_id=trade_id,
        raised_by="usr_buyer",
        raised_role="buyer",
        reason="damaged",
        statement="Broken!",
        created_at=NOON,
        updated_at=NOON,
        answer="No.",
        escalated=True,
        evidence_due=later(days=5),
        evidence="Photograph 7.\n\nDelivery note.",
        return_due=later(days=7),
        return_phase="ordered",
        ruled_by="usr_moderator",
        appealed=True,
        appeal="The crate was sealed.",
        forced_at=later(days=9),
        first_outcome="split",
        first_refund=2500,
        evidence_missed=True,
        awaited=("buyer clt_1 2026-03-02T12:00:00+00:00 2026-03-07T12:00:00+00:00",),
        verdict_reason="damaged_in_transit",
        decided_lines="1=2/5 2=0/5",
        first_reason="late",
        first_resolution="Both lorries came a week late – 漢字.",
        first_lines="1=1/5",
    )


def _shipments(trade_id: str) -> tuple[Shipment, ...]:
    return tuple(
        Shipment(
            id=f"shp_{number}",
            negotiation_id=trade_id,
            order_id="ord_1",
            number=number,
            quantity=5,
            carrier="DHL",
            tracking_number=f"T{number}",
            created_at=NOON,
            updated_at=NOON,
            claimed_at=later(days=1),
            contested=1,
            by_carrier=number == 1,
            inspect_until=later(days=8),
            accepted_at=later(days=2) if number == 1 else None,
        )
        for number in (1, 2)
    )


def full_deal(before: Deal) -> Deal:
    """The deal with two rows of most kinds, so that order and every column are seen."""
    trade_id = before.trade.id
    money: dict[str, Any] = {
        "negotiation_id": trade_id,
        "amount": 12500,
        "currency": "EUR",
        "created_at": NOON,
        "updated_at": NOON,
    }
    bank: dict[str, Any] = {
        "reason": "fraudulent",
        "fee": 1500,
        "payment_gateway_id": "pay_1",
        "respond_by": later(days=9),
    }
    stopped: dict[str, Any] = {"frozen": True, "frozen_by": "usr_operator", "frozen_at": later(minutes=30)}
    return replace(
        before,
        trade=replace(
            before.trade,
            version=before.trade.version + 1,
            state="in_progress",
            updated_at=later(hours=1),
            unfreeze_asked_by="usr_operator",
            **stopped,
        ),
        offers=(offer(1, status="countered"), offer(2, status="accepted", supersedes_id="off_neg_1_1")),
        payments=(PaymentGateway(id="pay_1", expires_at=later(days=1), captured_at=NOON, declines=2, **money),),
        agreements=(_agreement(trade_id),),
        orders=(_order(trade_id),),
        shipments=_shipments(trade_id),
        requests=(
            Request("req_1", trade_id, "settlement", "buyer", "usr_buyer", later(days=2), NOON, NOON, amount=2500),
        ),
        disputes=(_dispute(trade_id),),
        refunds=(Refund(id="ref_1", **money),),
        payouts=tuple(Payout(id=f"pyo_{number}", company_id="com_seller", number=number, **money) for number in (1, 2)),
        chargebacks=(
            Chargeback(id="cbk_1", status="warning", provider_ref="", **bank, **money),
            Chargeback(id="cbk_2", provider_ref="dp_1", responded_at=later(days=3), **bank, **money),
        ),
        intents=(
            ProviderIntent("int_1", trade_id, "refund", "ref_1", {"amount": "12500", "z": [1, None]}, NOON, NOON),
        ),
        entries=(posting(1), posting(2, kind="provider_fee", from_account="cost", to_account="psp", amount=205)),
        deadlines=(deadline(1), deadline(2)),
    )


async def settle_in(store: Store) -> None:
    """Companies, people, a category and one listing."""

    async def step(tx: Tx) -> None:
        await tx.add(*people(), Category("cat_metal", "Metal"), listing())

    await store.write(step)


async def begin_deal(store: Store, trade_id: str = "neg_1", **fields: Any) -> Deal:
    """A new trade about a listing of its own, read back."""

    async def step(tx: Tx) -> Deal:
        if trade_id != "neg_1":
            fields.setdefault("product_id", f"prd_of_{trade_id}")
            await tx.add(replace(listing(), id=fields["product_id"]))
        await tx.add(trade(trade_id, **fields))
        deal = await tx.deal(trade_id)
        assert deal is not None
        return deal

    return await store.write(step)
