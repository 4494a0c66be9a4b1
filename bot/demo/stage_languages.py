"""A trade across languages: the buyer reads one, the seller another, the moderators English, and nobody notices.

Every label that is pressed and every sentence that is waited for is taken from the texts of the one who reads it. In
the end each transcript is read through: apart from what people themselves wrote, it must be in its reader's language.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from importlib import resources
from typing import Any

import httpx

from adapters.sandbox.people import NotSeen, TelegramPerson
from adapters.sandbox.people_seen import plain
from bot.demo.stage import REASONS, Stage
from bot.text import Say
from bot.text.words import LANGUAGES, NAMES

_SCRIPTS = {
    "ru": re.compile("[\u0400-\u04ff]"),
    "ar": re.compile("[\u0620-\u064a]"),
    "zh": re.compile("[\u4e00-\u9fff]"),
}
_LATIN = re.compile("[a-z\u00e0-\u024f]{4,}")
_NO_WORDS = re.compile(r"^\s*#.*$|^[a-z][\w-]*\s*=|\{[^{}]*\}|\[\w+\]|\"[^\"]*\"", re.MULTILINE)
_FORM_SECONDS = 6.0

Step = Callable[[Stage], Awaitable[None]]


@dataclass(frozen=True)
class Buyer:
    """Somebody new on Telegram and what they write, all in their own language."""

    hint: str
    name: str
    company: str
    address: str
    trouble: str


BUYERS: Mapping[str, Buyer] = {
    "zh": Buyer("zh-hans", "李明", "明达贸易有限公司", "上海市浦东新区世纪大道一百号", "五十张钢板中有二十张边缘弯曲，最严重的弯了三厘米，无法使用。卡车开门时，这些钢板没有固定，直立放在车厢尾部，司机在送货单上写明了情况并签了字。其余三十张完好，我们愿意留下；弯曲的二十张请退款，或者尽快补发。请查看照片和送货单，上面有日期和数量。"),
    "ar": Buyer("ar", "ليلى حداد", "شركة النور للتجارة", "شارع الميناء ١٢، دبي", "عشرون لوحًا من أصل خمسين منحنية الأطراف ولا يمكن استخدامها إطلاقًا. كانت واقفة دون تثبيت في مؤخرة الشاحنة عند فتحها، وقد وقّع السائق على ذلك في بوليصة التسليم."),
    "de": Buyer("de", "Berta Brandt", "Brandt Bau GmbH", "Werftstraße 12, 20457 Hamburg", "Zwanzig der fünfzig Bleche sind an den Kanten verbogen und nicht zu gebrauchen. Sie standen beim Öffnen ungesichert hinten im Lkw, und der Fahrer hat es auf dem Lieferschein vermerkt."),
    "es": Buyer("es", "Berta Ruiz", "Construcciones Ruiz S.L.", "Calle del Puerto 12, Bilbao", "Veinte de las cincuenta chapas están dobladas por los bordes y no se pueden usar. Iban sueltas al fondo del camión cuando se abrió, y el conductor lo anotó en el albarán."),
    "en": Buyer("en", "Bella Brandt", "Brandt Building Ltd", "12 Wharf Street, Hamburg", "Twenty of the fifty sheets are bent at the edges and can not be used. They stood loose at the back of the lorry when it was opened, and the driver noted it."),
}  # fmt: skip
_LOOKED_FOR = "steel sheet S235JR"
_ANSWERS = {
    "de": "Die Bleche haben unser Lager in gutem Zustand verlassen; der Spediteur hat keinen Schaden vermerkt.",
    "en": "The sheets left our yard in good order; the carrier noted no damage.",
}


class Translated:
    """The steps of one trade. `buyer`, `seller` and `desk` word what each of them presses and sees."""

    def __init__(self, lang: str, *, seller: str = "de") -> None:
        self.who = BUYERS[lang]
        self.answer = _ANSWERS[seller]
        self.buyer, self.seller, self.desk = Say(lang), Say(seller), Say("en")
        self._seen: set[tuple[str, str]] = set()

    def steps(self) -> tuple[Step, ...]:
        return (*self.until_received(), self.disputes, self.answers, self.decides)

    def until_received(self) -> tuple[Step, ...]:
        """As far as the goods are with the buyer."""
        return (self.joins, self.offers, self.accepts, self.pays, self.signs, self.ships)

    async def joins(self, stage: Stage) -> None:
        # The agreement is set as a document in both scripts before anybody signs: a small machine takes its time.
        stage.patience_seconds = max(stage.patience_seconds, 20)
        async with httpx.AsyncClient(trust_env=False, timeout=90) as client:
            asked = {"first_name": self.who.name, "language_code": self.who.hint}
            made = (await client.post(f"{stage.base_url}/telegram/_people", json=asked)).raise_for_status().json()
        stage.berta = TelegramPerson(stage.base_url, int(made["id"]))
        await stage.sven.command(f"language {NAMES[self.seller.lang]}")
        await stage.seller_sees(self.seller("language-title"))
        say = self.buyer
        await stage.berta.say("/start")
        await self.press(stage, say("button-register"))
        for key, answer in (
            ("register-ask-name", self.who.name),
            ("register-ask-company", self.who.company),
            ("register-ask-address", self.who.address),
        ):
            await stage.buyer_sees(say(key))
            await stage.berta.say(answer)
        await self.press(stage, "EUR")
        await self.press(stage, say("button-join"))
        await stage.buyer_sees(plain(say("home-member", company=self.who.company)))

    async def offers(self, stage: Stage) -> None:
        say = self.buyer
        await stage.berta.say(f"{say('typed-browse')} {_LOOKED_FOR}")
        await self.press(stage, "1. Hot-rolled")
        await self.press(stage, say("button-make-offer"))
        await self.press(stage, say.quantity(50, "sheet"))
        await stage.buyer_sees(say("offer-ask-price"))
        await stage.berta.say("39.50")
        await self.press(stage, say("offer-no-freight"))
        await self.press(stage, "DAP")
        await stage.buyer_sees(say("offer-ask-place"))
        await stage.berta.say("Hamburg")
        await self.press(stage, say("days", days=14))
        await self.press(stage, say("valid-72h"))
        await self.press(stage, say("button-skip"))
        await self.press(stage, say("button-send-offer"))
        await stage.seller_sees(self.seller("notice-offer"))
        await self.seller_fills(stage, self.seller("act-offer"), {"price": "40,80"})
        await self.seller_presses(stage, self.seller("button-send-offer"))
        await stage.buyer_sees(say("notice-offer"))

    async def accepts(self, stage: Stage) -> None:
        await self.press(stage, self.buyer("act-accept"))
        await stage.buyer_sees(self.buyer("confirm-accept"))
        await self.press(stage, self.buyer("act-accept"))
        await stage.seller_sees(self.seller("notice-accepted"))
        await self.seller_presses(stage, self.seller("act-request_payment"))
        await stage.buyer_sees(self.buyer("notice-pay-now"))

    async def pays(self, stage: Stage) -> None:
        pay = self.buyer("act-pay", amount="|").partition("|")[0]
        link = await stage.berta.press(pay, stage.patience_seconds)
        payment = await stage.payer.pays(str(link["url"]))
        assert payment.paid, payment.words
        await stage.buyer_sees(self.buyer("notice-sign-now"))
        await stage.seller_sees(self.seller("notice-sign-now"))

    async def signs(self, stage: Stage) -> None:
        await self.press(stage, self.buyer("act-sign"))
        await stage.buyer_sees(self.buyer("sign-ask-name"))
        await stage.berta.say(self.who.name)
        await self.press(stage, self.buyer("button-sign"))
        await stage.seller_sees(self.seller("notice-signed"))
        await self.seller_fills(stage, self.seller("act-sign"), {"typed_name": "Sven Hansen"})
        await self.seller_presses(stage, self.seller("button-sign"))
        await stage.buyer_sees(self.buyer("notice-order-placed"))

    async def ships(self, stage: Stage) -> None:
        await self.seller_fills(
            stage, self.seller("act-ship"), {"carrier": "DB Schenker", "tracking_number": "DBS4711820"}
        )
        await self.seller_presses(stage, self.seller("button-ship"))
        await stage.buyer_sees(self.buyer("notice-shipped"))
        await self.press(stage, self.buyer("act-received"))
        await stage.seller_sees(self.seller("notice-received"))

    async def disputes(self, stage: Stage) -> None:
        await self.press(stage, self.buyer("act-dispute"))
        await self.press(stage, self.buyer("reason-damaged"))
        await stage.buyer_sees(self.buyer("dispute-ask-statement"))
        await stage.berta.say(self.who.trouble)
        await self.press(stage, self.buyer("button-open-dispute"))
        await stage.seller_sees(self.seller("notice-disputed"))
        await stage.desk_sees(self.desk("notice-new-case"))

    async def answers(self, stage: Stage) -> None:
        await self.seller_fills(stage, self.seller("act-answer_dispute"), {"statement": self.answer})
        await self.seller_presses(stage, self.seller("button-send"))
        await stage.desk_sees(self.desk("notice-case-answered"))

    async def decides(self, stage: Stage) -> None:
        """Forty percent go back; nobody appeals, and the money moves."""
        wait = stage.patience_seconds
        await stage.mara.press(self.desk("act-take_case"), wait)
        await stage.mara.press(self.desk("act-rule"), wait)
        await stage.mara.fills(
            {"outcome": "split", "refund_amount": "40%", "reason_code": "damaged_in_transit", "resolution": REASONS},
            wait,
        )
        await stage.mara.press(self.desk("button-publish"), wait)
        await stage.buyer_sees(self.buyer("notice-decided"))
        await stage.seller_sees(self.seller("notice-decided"))
        await stage.passes(timedelta(hours=73))
        await stage.buyer_sees(self.buyer("notice-resolved"))
        await stage.seller_sees(self.seller("notice-payout-done"))
        await stage.passes(timedelta(days=3))
        await stage.buyer_sees(self.buyer("notice-refund-done"))

    async def misread(self, stage: Stage, deal: Any) -> list[str]:
        """What somebody was shown in a language that is not theirs; empty when all is well."""
        agreement = deal.agreement.agreement_text.splitlines() if deal.agreement else []
        written = [
            *(self.who.name, self.who.company, self.who.address, self.who.trouble, self.answer, REASONS, *agreement),
            *(
                deal.product.name,
                deal.product.description,
                deal.product.ships_from,
                _LOOKED_FOR,
                deal.seller_name,
                "Sven Hansen",
                "Mara Moss",
            ),
            *("Hamburg", "DB Schenker", "DBS4711820", *NAMES.values()),
        ]
        await self._look(stage)
        return [
            f"{lang} reads {each!r}"
            for lang, words in sorted(self._seen)
            for each in foreign_words(words, lang, written)
        ]

    async def press(self, stage: Stage, label: str) -> None:
        await self._look(stage)
        await stage.berta.press(label, stage.patience_seconds)

    async def seller_presses(self, stage: Stage, label: str) -> None:
        await self._look(stage)
        await stage.sven.press(plain(label), stage.patience_seconds)

    async def seller_fills(self, stage: Stage, label: str, answers: Mapping[str, str]) -> None:
        """Press a button and fill in its form. A form has three seconds to open; whoever sees none presses again."""
        for tries_left in (2, 1, 0):
            await self.seller_presses(stage, label)
            try:
                form = await stage.sven.sees_modal(_FORM_SECONDS if tries_left else stage.patience_seconds)
            except NotSeen:
                if not tries_left:
                    raise
                continue
            self._seen.add((self.seller.lang, f"{form['title']['text']}\n{form['shown']}"))
            await stage.sven.fills(answers, stage.patience_seconds)
            return

    async def _look(self, stage: Stage) -> None:
        """Take down what everybody sees now: most screens are soon replaced by others."""
        for person, say in ((stage.berta, self.buyer), (stage.sven, self.seller), (stage.mara, self.desk)):
            for shown in await person.messages():
                if shown.by_bot:
                    self._seen.add((say.lang, "\n".join((shown.text, *shown.labels))))


def foreign_words(text: str, lang: str, written: Iterable[str]) -> list[str]:
    """Words of other languages than this one in a text, apart from what people wrote themselves."""
    words = plain(text)
    for each in sorted(written, key=len, reverse=True):
        for part in (plain(each), plain(each)[:31].rstrip()):
            if part:
                words = words.replace(part, " ")
    strange = [sign for script, pattern in _SCRIPTS.items() if script != lang for sign in pattern.findall(words)]
    others = frozenset().union(*(vocabulary(other) for other in LANGUAGES if other != lang)) - vocabulary(lang)
    return [*strange, *(word for word in _LATIN.findall(words.casefold()) if word in others)]


@cache
def vocabulary(lang: str) -> frozenset[str]:
    """The Latin words that our own sentences use in a language."""
    folder = resources.files("bot.text").joinpath(lang)
    texts = [each.read_text(encoding="utf-8") for each in folder.iterdir() if each.name.endswith(".ftl")]
    return frozenset(_LATIN.findall(_NO_WORDS.sub(" ", "\n".join(texts)).casefold()))
