"""Sees whether words hold a way to go on without us: a phone number, a mail address, a link, an account elsewhere.

Before money is held such words are kept back, because whoever leads the other side away takes the protection with it.
The guard is meant for people in a hurry and for the usual tricks (digits in words, "name at firm dot com"); it can not
stop two people who are determined. A wrong alarm costs a sentence, so numbers of articles, prices, sizes and dates pass.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Literal

import phonenumbers
from phonenumbers import Leniency, PhoneNumberMatcher

from core.errors import InvalidValue

Found = Literal["phone", "mail", "link", "handle"]

_DIGITS_MIN = 7
_TLDS = (
    "com|net|org|info|biz|shop|store|online|site|app|dev|xyz|io|co|eu|de|at|ch|fr|es|it|nl|be|pl|cz|pt|uk|ie|dk|se|fi"
    "|ru|su|by|ua|kz|tr|ae|sa|qa|kw|om|bh|eg|ma|cn|hk|tw|sg|jp|kr|in|us|ca|mx|br|ar|cl|au|me|link|click|top|vip|club"
    "|рф|рус|бел|укр|中国|公司|网络|امارات|السعودية"
)
_WORDLIKE = frozenset(
    "at be in it is me no so to us my as am co om top link click shop store site online app info".split()
)
"""Endings that are words as well: "Thanks.It works" is two sentences."""
_AT = "at|ät|arroba|собака|собачка|艾特|圈a|آت|ات"
_DOT = "dot|punkt|punto|point|точка|тчк|点|點|نقطة|دوت"
_OPEN, _CLOSE = r"[\[({<*_\-]", r"[\])}>*_\-]"
_HOUSES = (
    "gmail|googlemail|yahoo|hotmail|outlook|icloud|proton|protonmail|gmx|web|aol|mail|yandex|rambler|qq|163|126|foxmail"
)

# A word is begun at its beginning only: long ones would else be gone through once for each of their letters.
_MAIL = re.compile(r"(?<![\w.+-])[\w.+-]+\s?@\s?(?:[\w-]+\s?\.\s?)+[a-z\u0400-\u04ff\u4e00-\u9fff\u0600-\u06ff]{2,}")
_MAIL_HOUSE = re.compile(
    rf"(?<![\w.+-])[\w.+-]{{2,}}\s?(?:@|\s{_OPEN}?(?:{_AT}){_CLOSE}?\s)\s?(?:gmail|googlemail|hotmail|outlook|icloud|protonmail|gmx|yandex|foxmail)\b"
)
_MAIL_SPELT = re.compile(
    rf"(?<![\w.+-])[\w.+-]{{2,}}\s?(?:@|\s(?:{_AT})\s|\s?{_OPEN}\s?(?:@|{_AT})\s?{_CLOSE})\s?[\w-]{{2,}}\s?"
    rf"(?:\.|\s(?:{_DOT})\s|\s?{_OPEN}\s?(?:\.|{_DOT})\s?{_CLOSE}|(?<=[\u4e00-\u9fff\w])(?:点|點))\s?(?:{_TLDS})(?!\w)"
)
_MAIL_CHINESE = re.compile(rf"(?<![\w.+-])[\w.+-]{{2,}}\s?(?:艾特|圈a)\s?[\w-]{{2,}}\s?(?:点|點|\.)\s?(?:{_TLDS})")
_SCHEME = re.compile(
    r"\b(?:https?|ftp)\s?:\s?/{0,2}\s?[\w+]|\b(?:tg|whatsapp|skype|weixin|mailto|tel|viber):(?://)?[\w+]|\bhxxps?\b|\bwww\s?\."
)
_HOST = re.compile(rf"(?<![\w.@/-])((?:[^\W_](?:[\w-]{{0,61}}[^\W_])?\.)+)({_TLDS})(?![\w-])(/?)")
_HOST_SPELT = re.compile(
    rf"(?<![^\W_])[^\W_][\w-]+\s?(?:\s(?:{_DOT})\s|{_OPEN}\s?(?:\.|{_DOT})\s?{_CLOSE})\s?(?:{_TLDS})(?!\w)|\b[\w-]{{3,}} \. ?(?:com|net|org|ru|cn)\b"
)
_SHORT = re.compile(r"\b(?:t|wa|fb|m)\.me\b|\bjoin\.skype\b")

_HANDLE = re.compile(r"(?<![\w@.])@\s?([^\W\d_][\w.]{2,})")
_TERMS = frozenset("exw fca fas fob cfr cif cpt cip dap dpu ddp pcs stk kg each list".split())
_MESSENGERS = (
    r"telegram|telegramm|телеграмм?|телега|тг|whats\s?app|watsapp|ватсап|вотсап|вацап|whatsap|viber|вайбер|wechat|weixin|微信|vx|v信|薇信"
    r"|qq|skype|скайп|instagram|insta|инстаграм|facebook|messenger|linkedin|icq|kakao\s?talk|zalo|snapchat|discord|line id|threema"
    r"|واتساب|واتس|تلغرام|تليجرام|تيليجرام|فايبر|سكايب|انستغرام"
)
_MESSENGER = re.compile(
    rf"(?:(?<![^\W_])(?:{_MESSENGERS}))(?:\s*(?:号|號|id|nick|name|user|handle|account|usuario|конто|ник|аккаунт|حسابي|هو|is|ist|es|me|на|:|：|-|=|→)){{1,3}}"
    r"\s*[:：=]?\s*@?([a-z0-9][a-z0-9_.-]{3,})"
)
_MESSENGER_CHINESE = re.compile(r"(?:微信|v信|vx|薇信|qq)号?\s*[:：]?\s*([a-z0-9][a-z0-9_-]{4,})")
_PLAIN_WORDS = frozenset(
    "this that with from your their have will would when what team chat group here there please later".split()
)

_CUE = re.compile(
    r"(?<![^\W\d_])(?:call|phone|tel|telephone|mobile|cell|cellphone|dial|ring|text me|sms|fax|whats\s?app|viber|handy|anrufen|rufen|ruf|telefon"
    r"|tlf|tfno|llame|llama|llámame|llámeme|teléfono|móvil|тел|телефон|звони|звоните|позвоните|моб|номер|ватсап|вотсап|вайбер"
    r"|هاتف|هاتفي|اتصل|جوال|جوالي|موبايل|رقمي|واتساب)(?![^\W\d_])|电话|手机|致电|打给|联系我|微信"
)
_ARTICLE = re.compile(
    r"(?:\bno|\bnr|\bnum|\bart|article|artikel|artículo|артикул|арт|sku|ean|gtin|upc|isbn|hs|iban|bic|swift|invoice|rechnung|factura|счёт|счет"
    r"|order|auftrag|pedido|заказ|po|lot|batch|charge|serial|serie|tracking|sendung|vat|ust|cas|din|iso|en|型号|货号|订单|发票|رقم الطلب|فاتورة|rev|ref)"
    r"[\s.:#№-]*(?:no|nr|code|number|nummer|номер|号)?[\s.:#№-]*$"
)
_MEASURED = re.compile(
    r"\s*(?:€|\$|£|¥|₽|eur|usd|gbp|cny|rmb|rub|aed|jpy|元|块|руб|درهم|pcs|pieces|stück|stk|шт|件|قطعة|kg|кг|公斤|g|t|mm|мм|cm|см|m|m2|m²|l|%|x|×|х|\*|/)(?![^\W\d_])"
)
_RUN = re.compile(r"(?<![\w])\+?\(?\d(?:[\s()./\u2010-\u2015-]{0,3}\d){6,}(?![\w])")
_DATE = re.compile(r"(?:(?:19|20)\d\d[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}[-./]\d{1,2}[-./](?:19|20)\d\d)")
_GROUPED = re.compile(r"[1-9]\d{0,2}(?:[ .,']\d{3})+(?:[.,]\d{1,4})?")
_SINGLE = re.compile(r"(?<![\w.,])\d([\s\-._*/])\d(?:\1\d){5,}(?![\w,])")
_TRUNK = re.compile(
    r"\(?0[1-9][\d\s()./-]*|\(\d{3}\)\s?\d{3}[- ]\d{4}|[2-9]\d\d-\d{3}-\d{4}|8[\s(-]{1,2}\d{3}[\s)-]{1,2}\d{3}[\s-]?\d\d[\s-]?\d\d|1[3-9]\d[ -]?\d{4}[ -]?\d{4}"
)
_CHINESE_DIGITS = re.compile("[零〇一二三四五六七八九幺两]{8,}")

_NUMBER_WORDS = {
    word: str(digit)
    for digit, words in enumerate(
        (
            "zero null cero ноль нуль صفر oh",
            "one eins ein uno один раз واحد",
            "two zwei zwo dos два اثنان اثنين",
            "three drei tres три ثلاثة",
            "four vier cuatro четыре أربعة اربعة",
            "five fünf fuenf cinco пять خمسة",
            "six sechs seis шесть ستة",
            "seven sieben siete семь سبعة",
            "eight acht ocho восемь ثمانية",
            "nine neun nueve девять تسعة",
        )
    )
    for word in words.split()
}
_TOKEN = re.compile(r"[^\W\d_]+|\d+")


def found_in(text: str) -> Found | Literal[""]:
    """What the words hold, or nothing."""
    plain = _plain(text)
    if _MAIL.search(plain) or _MAIL_SPELT.search(plain) or _MAIL_HOUSE.search(plain) or _MAIL_CHINESE.search(plain):
        return "mail"
    if _has_link(plain, _composed(text)):
        return "link"
    if _has_handle(plain):
        return "handle"
    if _has_phone(plain):
        return "phone"
    return ""


def free_of_contacts(text: str, field: str) -> str:
    """Words that strangers read before money is held: of a listing, of an offer. Raises InvalidValue (contacts: found)."""
    if text and (found := found_in(text)):
        raise InvalidValue(field, "contacts", found=found)
    return text


def _composed(text: str) -> str:
    """One way of writing: compatibility forms undone, nothing invisible, every digit a Western one."""
    kept = "".join(
        char for char in unicodedata.normalize("NFKC", text) if unicodedata.category(char) not in ("Cf", "Mn", "Me")
    )
    return "".join(str(unicodedata.digit(char)) if unicodedata.digit(char, None) is not None else char for char in kept)


def _plain(text: str) -> str:
    return _composed(text).casefold()


def _has_link(plain: str, cased: str) -> bool:
    if _SCHEME.search(plain) or _SHORT.search(plain) or _HOST_SPELT.search(plain):
        return True
    for found in _HOST.finditer(plain):
        label, ending, path = found[1].rstrip("."), found[2], found[3]
        if path or label.startswith("www."):
            return True
        as_typed = cased[found.start(2) : found.end(2)] if len(cased) == len(plain) else ending
        if as_typed != ending and as_typed != as_typed.upper():
            continue
        if len(label) >= 3 and not label.replace(".", "").isdigit() and ending not in _WORDLIKE:
            return True
    return False


def _has_handle(plain: str) -> bool:
    if any(found[1].rstrip(".") not in _TERMS for found in _HANDLE.finditer(plain)):
        return True
    named = [*_MESSENGER.finditer(plain), *_MESSENGER_CHINESE.finditer(plain)]
    return any(found[1] not in _PLAIN_WORDS for found in named)


def _has_phone(plain: str) -> bool:
    if _CHINESE_DIGITS.search(plain) or _in_words(plain) >= _DIGITS_MIN:
        return True
    if any(len(re.sub(r"\D", "", found[0])) >= 8 for found in _SINGLE.finditer(plain)):
        return True
    if sum(map(str.isdigit, plain)) < _DIGITS_MIN:
        return False
    if any(True for _ in PhoneNumberMatcher(plain, None, leniency=Leniency.VALID)):
        return True
    return any(_looks_dialled(plain, found) for found in _RUN.finditer(plain))


def _looks_dialled(plain: str, found: re.Match[str]) -> bool:
    """Whether a long run of digits is a number to call, from itself and from the words before it."""
    run, before = found[0].strip(), plain[max(0, found.start() - 30) : found.start()]
    digits = re.sub(r"\D", "", run)
    if _DATE.fullmatch(run.strip("()")) or not _DIGITS_MIN <= len(digits) <= 15:
        return False
    if _CUE.search(before):
        return True
    if _MEASURED.match(plain[found.end() :]) or _ARTICLE.search(before):
        return False
    if run.startswith(("+", "00")) and len(digits) >= 9:
        return not run.startswith("00") or phonenumbers.is_possible_number(_parsed(digits.removeprefix("00")))
    if _GROUPED.fullmatch(run):
        return False
    return _TRUNK.fullmatch(run) is not None and 9 <= len(digits) <= 12


def _parsed(digits: str) -> phonenumbers.PhoneNumber:
    try:
        return phonenumbers.parse(f"+{digits}")
    except phonenumbers.NumberParseException:
        return phonenumbers.PhoneNumber()


def _in_words(plain: str) -> int:
    """The longest run of digits in words (and single digits between them), in any of our languages."""
    longest = run = words = 0
    for token in _TOKEN.findall(plain):
        if token in _NUMBER_WORDS:
            run, words = run + 1, words + 1
        elif token.isdigit() and run:
            run += len(token)
        else:
            run = words = 0
        if words >= 3:
            longest = max(longest, run)
    return longest
