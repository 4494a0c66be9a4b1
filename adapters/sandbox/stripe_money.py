"""Amounts as Stripe counts them: integers in the currency's smallest charge unit, with its limits and its fee."""

from __future__ import annotations

from adapters.sandbox.stripe_refusals import StripeRefusal, invalid

ZERO_DECIMAL = frozenset("bif clp djf gnf jpy kmf krw mga pyg rwf ugx vnd vuv xaf xof xpf".split())
THREE_DECIMAL = frozenset("bhd jod kwd omr tnd".split())
TWO_DECIMAL = frozenset(
    "usd aed afn all amd ang aoa ars aud awg azn bam bbd bdt bgn bmd bnd bob brl bsd bwp byn bzd cad cdf chf cny cop "
    "crc cve czk dkk dop dzd egp etb eur fjd fkp gbp gel gip gmd gtq gyd hkd hnl htg huf idr ils inr isk jmd kes kgs "
    "khr kyd kzt lak lbp lkr lrd lsl mad mdl mkd mmk mnt mop mur mvr mwk mxn myr mzn nad ngn nio nok npr nzd pab pen "
    "pgk php pkr pln qar ron rsd rub sar sbd scr sek sgd shp sle sos srd std szl thb tjs top try ttd twd tzs uah uyu "
    "uzs wst xcd xcg yer zar zmw".split()
)
CURRENCIES = TWO_DECIMAL | ZERO_DECIMAL | THREE_DECIMAL
LARGEST_AMOUNT = 99_999_999  # eight digits

# The smallest charge, in minor units. Published figures where Stripe prints one, else about 0.50 USD.
_SMALLEST = {
    "aed": 200,
    "bgn": 100,
    "czk": 1500,
    "dkk": 250,
    "gbp": 30,
    "hkd": 400,
    "huf": 17500,
    "jpy": 50,
    "mxn": 1000,
    "myr": 200,
    "nok": 300,
    "pln": 200,
    "ron": 200,
    "sek": 300,
    "thb": 1000,
    "isk": 7000,
    "twd": 1600,
    "bif": 1450,
    "clp": 500,
    "djf": 90,
    "gnf": 4300,
    "kmf": 230,
    "krw": 700,
    "mga": 2300,
    "pyg": 3900,
    "rwf": 700,
    "ugx": 1900,
    "vnd": 13000,
    "vuv": 60,
    "xaf": 310,
    "xof": 310,
    "xpf": 60,
    "bhd": 190,
    "jod": 360,
    "kwd": 160,
    "omr": 200,
    "tnd": 1560,
}
_DEFAULT_SMALLEST = 50
_CHARGE_STEP = {**dict.fromkeys(THREE_DECIMAL, 10), "isk": 100}
_PAYOUT_STEP = {**_CHARGE_STEP, "huf": 100, "twd": 100}


def smallest_charge(currency: str) -> int:
    """Minor units of the smallest charge that Stripe takes in this currency."""
    return _SMALLEST.get(currency, _DEFAULT_SMALLEST)


def check_currency(currency: str, param: str) -> str:
    """The lower-case code; refuses what Stripe does not know."""
    code = currency.lower()
    if code not in CURRENCIES:
        known = ", ".join(sorted(CURRENCIES))
        raise invalid(f"Invalid currency: {code}. Stripe currently supports these currencies: {known}", param)
    return code


def check_charge_amount(amount: int, currency: str, param: str) -> None:
    """Refuse a charge that is too small, too large or not a multiple of what the currency can settle."""
    if amount < smallest_charge(currency):
        least = f"{formatted(smallest_charge(currency), currency)} {currency}"
        raise invalid(f"Amount must be at least {least}", param, "amount_too_small")
    if amount > LARGEST_AMOUNT:
        most = f"{formatted(LARGEST_AMOUNT, currency)} {currency}"
        raise invalid(f"Amount must be no more than {most}", param, "amount_too_large")
    check_step(amount, currency, param)


def check_step(amount: int, currency: str, param: str, *, payout: bool = False) -> None:
    """Three-decimal currencies end in 0; ISK (and HUF, TWD when paid out) is whole although it has two decimals."""
    step = (_PAYOUT_STEP if payout else _CHARGE_STEP).get(currency, 1)
    if amount % step:
        raise StripeRefusal(
            f"Invalid amount: amounts in {currency} must be evenly divisible by {step}.", param=param, kept=False
        )


def check_positive(amount: int, param: str) -> None:
    if amount < 1:
        raise invalid("This value must be greater than or equal to 1.", param, "parameter_invalid_integer")


def formatted(amount: int, currency: str) -> str:
    """Minor units as a decimal number for people: 1999 usd -> 19.99."""
    if currency in ZERO_DECIMAL:
        return f"{amount:,}"
    places = 3 if currency in THREE_DECIMAL else 2
    whole, part = divmod(abs(amount), 10**places)
    return f"{'-' if amount < 0 else ''}{whole:,}.{part:0{places}d}"


def processing_fee(amount: int, *, rate_per_mille: int, fixed: int) -> int:
    """Stripe's fee on a captured charge, rounded half up, never more than the charge itself."""
    return min(amount, (amount * rate_per_mille + 500) // 1000 + fixed)
