"""Sellers as those who are paid: opening their account at the provider, following what it may do, and their payouts."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from core import policy
from core.errors import AlreadyExists, InvalidValue, NotFound
from core.events import AuditRow
from core.ids import Ids
from core.members import Company, Seat
from core.payees import PayoutAccount, SellerPayout, is_iban
from core.payments import Payout, ProviderIntent
from core.ports.clock import Clock
from core.ports.payments import BankPayout, PayeeSnapshot, ProviderNews
from core.ports.unit_of_work import Store, Tx
from core.services.company_news import tell_company
from core.services.linking import require_payouts_free

_TELLS = {"ready": "payout-account-ready", "stopped": "payout-account-stopped", "asked": "payout-account-asked"}
NOTICES = frozenset({*_TELLS.values(), "payout-account-refused", "payout-sent-back"})
"""News about a company's account that is told outside any trade."""
RECENT = timedelta(days=10)
"""A payout that a bank took can still come back for some working days."""
LOOKS_MAX = 3


class Payees:
    """Keeps companies' payout accounts as the provider has them. `provider_name` is what new accounts are opened at."""

    def __init__(self, *, store: Store, clock: Clock, ids: Ids, deployment: str, provider_name: str) -> None:
        self._store = store
        self._clock = clock
        self._ids = ids
        self._deployment = deployment
        self.provider_name = provider_name

    async def account_of(self, tx: Tx, company_id: str) -> PayoutAccount | None:
        found = await tx.find(PayoutAccount, company_id=company_id, limit=1)
        return found[0] if found else None

    async def begin(self, tx: Tx, seat: Seat, country: str) -> PayoutAccount:
        """Have an account opened at the provider; who may do what there is then asked by the provider itself."""
        policy.require_member(seat, "manage")
        code = country.strip().upper()
        if len(code) != 2 or not code.isascii() or not code.isalpha():
            raise InvalidValue("country", "unknown-country", country=code[:20])
        known = await self.account_of(tx, seat.company_id)
        if known is not None and known.status != "refused":
            raise AlreadyExists()
        now = self._clock.now()
        company = await tx.get(Company, seat.company_id)
        if company is not None:
            require_payouts_free(company, now)
        account = PayoutAccount(
            id=known.id if known else self._ids.new("poa"),
            company_id=seat.company_id,
            provider=self.provider_name,
            country=code,
            created_at=now,
            updated_at=now,
        )
        asked = await tx.count(ProviderIntent, subject_id=account.id)
        intent = ProviderIntent(
            id=f"{self._deployment}:{seat.company_id}:payee:{asked + 1}",
            negotiation_id="",
            kind="payee",
            subject_id=account.id,
            body={"company_id": seat.company_id, "country": code},
            created_at=now,
            next_try_at=now,
        )
        await (tx.put if known else tx.add)(account)
        await tx.add(intent)
        return account

    async def take_bank_account(self, tx: Tx, seat: Seat, iban: str) -> None:
        """The company's own bank account, where payouts are made by hand. Once: another one is an operator's matter."""
        policy.require_member(seat, "manage")
        if not is_iban(iban):
            raise InvalidValue("iban", "not-an-iban")
        if await self.account_of(tx, seat.company_id) is not None:
            raise AlreadyExists()
        company = await tx.get(Company, seat.company_id)
        if company is None:
            raise NotFound()
        plain, now = "".join(iban.split()).upper(), self._clock.now()
        require_payouts_free(company, now)
        # The number itself is kept once, sealed, with the company.
        await self.take_account(tx, company.id, company.id, country=plain[:2])
        await tx.put(replace(company, payout_ref=plain, payout_ready=True, updated_at=now))
        await tx.add(AuditRow(self._ids.new("aud"), seat.user_id, "payee.bank_account", company.id, now))

    async def take_account(self, tx: Tx, company_id: str, account_ref: str, *, country: str = "") -> None:
        """Note an account that was opened elsewhere (the operator's own entry, or a seeded market)."""
        now = self._clock.now()
        known = await self.account_of(tx, company_id)
        if known is None:
            row = PayoutAccount(self._ids.new("poa"), company_id, self.provider_name, country, now, now)
            await tx.add(
                replace(row, status="open", account_ref=account_ref, submitted=True, can_receive=True, can_pay_out=True)
            )
        elif known.account_ref != account_ref:
            await tx.put(replace(known, status="open", account_ref=account_ref, updated_at=now))

    async def opened(self, tx: Tx, intent: ProviderIntent, seen: PayeeSnapshot) -> None:
        """The provider has opened the account that an instruction asked for."""
        account = await tx.get(PayoutAccount, intent.subject_id)
        if account is not None and not account.account_ref:
            await self._follow(tx, replace(account, status="open", account_ref=seen.ref), seen)

    async def refused(self, tx: Tx, intent: ProviderIntent, code: str) -> None:
        """The provider would not open it: the company may try again, in another country."""
        account = await tx.get(PayoutAccount, intent.subject_id)
        if account is not None and not account.account_ref:
            now = self._clock.now()
            await tx.put(replace(account, status="refused", disabled_reason=code[:60], updated_at=now))
            await tell_company(tx, self._ids, self._clock.now(), account.company_id, "payout-account-refused")

    async def look(self, news: ProviderNews, account_ref: str) -> None:
        """Ask how an account stands now, and follow. Safe to call any number of times, and many times at once: what was
        read before somebody else wrote down newer news is read again."""
        for _ in range(LOOKS_MAX):
            asked_at = self._clock.now()
            seen = await news.payee(account_ref)
            if await self._store.write(lambda tx, s=seen, at=asked_at: self._seen(tx, s, at)):  # type: ignore[misc]
                return

    async def _seen(self, tx: Tx, seen: PayeeSnapshot, asked_at: datetime) -> bool:
        """False when somebody else has changed the account since this was asked for."""
        found = await tx.find(PayoutAccount, account_ref=seen.ref, limit=1)
        account = await tx.get(PayoutAccount, found[0].id) if found else None
        if account is not None and account.updated_at > asked_at:
            return False
        if account is not None:
            await self._follow(tx, account, seen)
        return True

    async def _follow(self, tx: Tx, account: PayoutAccount, seen: PayeeSnapshot) -> None:
        after = replace(
            account,
            submitted=seen.submitted,
            can_receive=seen.can_receive,
            can_pay_out=seen.can_pay_out,
            needs=seen.needs,
            disabled_reason=seen.disabled_reason,
            due_by=seen.due_by,
            updated_at=self._clock.now(),
        )
        if replace(after, updated_at=account.updated_at) == account:
            return
        await tx.put(after)
        company = await tx.get(Company, account.company_id)
        if company is not None and (company.payout_ref, company.payout_ready) != (seen.ref, seen.can_receive):
            changed = replace(company, payout_ref=seen.ref, payout_ready=seen.can_receive, updated_at=after.updated_at)
            await tx.put(changed)
            detail = {"ready": seen.can_receive, "reason": seen.disabled_reason}
            await tx.add(
                AuditRow(
                    self._ids.new("aud"), "provider", "payee.changed", account.company_id, after.updated_at, detail
                )
            )
        if (what := _news(account, after)) is not None:
            await tell_company(tx, self._ids, self._clock.now(), account.company_id, _TELLS[what])

    # ── payouts ──────────────────────────────────────────────────────────────────────────────────────────────────

    async def payout_seen(self, seen: BankPayout) -> tuple[Payout, ...]:
        """How a payout to a seller's bank stands; returns what it had paid out of, where it has just failed."""

        async def step(tx: Tx) -> tuple[Payout, ...]:
            accounts = await tx.find(PayoutAccount, account_ref=seen.account_ref, limit=1)
            if not accounts:
                return ()
            # Held until the end of this step: two pieces of news about one payout come one after the other.
            await tx.get(PayoutAccount, accounts[0].id)
            company_id, now = accounts[0].company_id, self._clock.now()
            known = await tx.find(SellerPayout, provider_ref=seen.ref, limit=1)
            fresh = SellerPayout(
                id=known[0].id if known else self._ids.new("spo"),
                company_id=company_id,
                provider_ref=seen.ref,
                amount=seen.amount,
                currency=seen.currency,
                created_at=seen.created_at,
                updated_at=now,
                status=seen.status,
                failure=seen.failure[:60],
                arrives_at=seen.arrives_at,
            )
            before = known[0].status if known else ""
            if before in ("failed", seen.status):
                return ()
            await (tx.put if known else tx.add)(fresh)
            if seen.status != "failed":
                return ()
            args = {"amount": seen.amount, "currency": seen.currency}
            await tell_company(tx, self._ids, self._clock.now(), company_id, "payout-sent-back", args)
            return await self._behind(tx, company_id, seen)

        return await self._store.write(step)

    async def _behind(self, tx: Tx, company_id: str, seen: BankPayout) -> tuple[Payout, ...]:
        """The newest payouts of trades whose sum it covers: what its money most likely came from."""
        left, found = seen.amount, []
        paid = await tx.find(Payout, company_id=company_id, status="paid", order="-updated_at", limit=50)
        for payout in paid:
            if left <= 0:
                break
            if payout.currency == seen.currency:
                found.append(payout)
                left -= payout.amount
        return tuple(found)

    async def history(self, tx: Tx, company_id: str, *, limit: int = 8) -> list[SellerPayout]:
        """Payouts to the company's bank, newest first."""
        return await tx.find(SellerPayout, company_id=company_id, order="-created_at", limit=limit)

    async def debts(self, tx: Tx, company_id: str, currency: str) -> int:
        """What the company owes us, in minor units; netted from its next payouts."""
        return max(0, -await tx.balance(f"debt:{company_id}", currency))

    async def to_look_at(self) -> list[PayoutAccount]:
        """Accounts of which something may have happened without our hearing of it: those that wait for their owner, and
        those that were paid lately."""
        since = self._clock.now() - RECENT

        async def step(tx: Tx) -> list[PayoutAccount]:
            waiting = await tx.find(PayoutAccount, status="open", can_receive=False, limit=500)
            paid = await tx.find(Payout, status="paid", order="-updated_at", limit=500)
            companies = tuple({payout.company_id for payout in paid if payout.updated_at >= since})
            recent = await tx.find(PayoutAccount, company_id=companies, limit=500) if companies else []
            return [*waiting, *(row for row in recent if row.account_ref and row not in waiting)]

        return await self._store.read(step)


def _news(before: PayoutAccount, after: PayoutAccount) -> str | None:
    """What a company has to hear about its account: that it may be paid, may not any more, or is asked for more."""
    if after.can_receive and not before.can_receive:
        return "ready"
    if before.can_receive and not after.can_receive:
        return "stopped"
    return "asked" if after.submitted and set(after.needs) - set(before.needs) else None
