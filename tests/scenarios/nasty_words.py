"""Words that would love to be more than words: what somebody types, and what the others may see of it."""

from __future__ import annotations

from typing import Final

NASTY_WORDS: Final[dict[str, tuple[str, str]]] = {
    "html": ("5 < 6 <b>bold</b> & <script>alert(1)</script>", "5 < 6 <b>bold</b> & <script>alert(1)</script>"),
    "half-a-tag": (
        "</b></blockquote><a href='https://evil.example'>",
        "</b></blockquote><a href='https://evil.example'>",
    ),
    "entities": ("fish &amp; chips &lt;b&gt; &#60;", "fish &amp; chips &lt;b&gt; &#60;"),
    "mrkdwn": ("*bold* _it_ ~gone~ `code`", "*bold* _it_ ~gone~ `code`"),
    "mrkdwn-link": ("see <https://evil.example|our terms>", "see <https://evil.example|our terms>"),
    "channel-mention": ("hear <!channel> <!here> @channel", "hear <!channel> <!here> @channel"),
    "user-mention": ("ask @berta_brandt and <@U0MARA00001>", "ask @berta_brandt and <@U0MARA00001>"),
    "channel-link": ("look at <#C0MODERATE1>", "look at <#C0MODERATE1>"),
    "links": ("go https://evil.example/a?b=1 evil.com t.me/evil", "go https://evil.example/a?b=1 evil.com t.me/evil"),
    "e-mail": ("write to me@evil.com", "write to me@evil.com"),
    "hashtag-and-command": ("buy #now or use /cancel", "buy #now or use /cancel"),
    "emoji": ("Ahoj 🚢 🇩🇪 👍🏽 :smile:", "Ahoj 🚢 🇩🇪 👍🏽 :smile:"),
    "right-to-left": ("שלום עולם مرحبا", "שלום עולם مرحبا"),
    "bidi-override": ("invoice\u202efdp.exe\u202c end", "invoicefdp.exe end"),
    "bidi-isolate": ("pay \u2066hidden\u2069 now\u200f", "pay hidden now"),
    "zero-width": ("in\u200bvi\u2060si\ufeffble", "invisible"),
    "decomposed": ("Mu\u0308ller Gro\u00dfe Cafe\u0301", "Müller Große Café"),
    "fluent": ("{ $company } { -protection } { 1 }", "{ $company } { -protection } { 1 }"),
    "format": ("%s {0} {name} $NAME \\n", "%s {0} {name} $NAME \\n"),
    "sql": ("Robert'); DROP TABLE users;--", "Robert'); DROP TABLE users;--"),
}
"""name → (typed, shown)"""

CONTACTS: Final = frozenset({"half-a-tag", "mrkdwn-link", "channel-mention", "user-mention", "links", "e-mail"})
"""Those that lead away from the market: nobody is called like that."""

ALL_AT_ONCE: Final = "<b>x</b> *y* <!channel> <@U0MARA00001> @durov https://evil.example \u202eevil\u202c 🚢 שלום"
ALL_SHOWN: Final = "<b>x</b> *y* <!channel> <@U0MARA00001> @durov https://evil.example evil 🚢 שלום"

OPEN_AT_ONCE: Final = "<b>x</b> *y* <!channel> <#C0MODERATE1> <script> \u202eevil\u202c 🚢 שלום"
OPEN_SHOWN: Final = "<b>x</b> *y* <!channel> <#C0MODERATE1> <script> evil 🚢 שלום"
"""The same for words that must not lead away from the market: of listings and offers."""
