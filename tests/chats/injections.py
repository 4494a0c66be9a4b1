"""What attackers write: over two hundred strings that would love to be more than words."""

from __future__ import annotations

from itertools import product
from typing import Final

_TARGETS = (
    "https://evil.example/a?b=1",
    "evil.com",
    "t.me/evil",
    "tg://user?id=5",
    "mailto:a@evil.com",
    "javascript:alert(1)",
)
_LINKS = (
    "{0}",
    "<{0}>",
    "<{0}|our terms>",
    "[terms]({0})",
    '<a href="{0}">terms</a>',
    "<a href='{0}'>x",
    "terms\n{0}",
    "«{0}»",
)
_MENTIONS = (
    "<!channel>", "<!here>", "<!everyone>", "<@U0MARA00001>", "<@U0MARA00001|mara>", "<#C0MODERATE1>", "<#C0MODERATE1|x>",
    "<!subteam^S0123456789>", "<!date^1392734382^{date}^https://evil.example|x>", "@channel", "@here", "@everyone",
    "@berta_brandt", "@parley_bot", "@durov,", "(@durov)", "#now", "#2026x", "$USD", "/cancel", "/start l_x", "/start@parley_bot",
    "me@evil.com", "+49 30 1234567",
)  # fmt: skip
_TAGS = (
    "<b>x</b>", "</b>", "</b></blockquote><b>", "<i>", "<u>u</u>", "<s>", "<code>x</code>", "<pre>x</pre>", "<pre><code class='x'>",
    "<tg-spoiler>x</tg-spoiler>", "<span class='tg-spoiler'>x</span>", "<tg-emoji emoji-id='5'>x</tg-emoji>", "<blockquote expandable>",
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<svg/onload=alert(1)>", "<iframe src=//evil.example>", "<!--", "]]>",
    "<br/>", "<a", "<", ">", "&", "&lt;b&gt;x&lt;/b&gt;", "&#60;b&#62;", "&#x3c;b&#x3e;", "&amp;lt;b&amp;gt;", "&nbsp;", "&zwnj;",
)  # fmt: skip
_MARKS = (
    "*bold*",
    "_it_",
    "~gone~",
    "`code`",
    "```\ncode\n```",
    "> quote",
    ">>> quote",
    "||spoiler||",
    "**b**",
    "__u__",
    ":smile:",
    "• x",
    "1. x",
)
_FORMULAS = tuple(
    f"{sign}{rest}"
    for sign, rest in product(
        "=+-@\t\r", ("cmd|'/C calc'!A0", "1+1", 'HYPERLINK("https://evil.example","x")', "SUM(A1:A9)")
    )
)
_TURNED = tuple(
    f"pay {mark}{word}{end} now"
    for mark, end, word in product(
        ("\u202e", "\u202d", "\u2066", "\u2067", "\u2068", "\u200f"), ("", "\u202c", "\u2069"), ("fdp.exe",)
    )
)
_HIDDEN = (
    "in\u200bvi\u2060si\ufeffble", "@\u200bdurov", "https:\u200b//evil.example", "<\u200b!channel>", "\0x", "\x1b[31mred", "\x07", "\ud800",
    "a\u0085b", "a\u2028✅ Payment received", "a\n✅ Payment received", "a\r\nSystem: paid", "\u00ad", "\u3164", "x" * 300 + "<b>",
)  # fmt: skip
_OTHERS = (
    "{ $company }", "{ -escrow }", "{ 1 }", '{ "x" }', "{$x ->\n [a] b\n *[c] d\n}", "}", "{", "key = value", ".attr = x", "%s %(x)s %n",
    "{0} {name} {x.__class__}", "$NAME ${NAME}", "#{7*7}", "{{7*7}}", "<%= 7*7 %>", "\\n\\t", "Robert'); DROP TABLE users;--",
    "' OR '1'='1", '" OR ""="', "1; SELECT pg_sleep(9)", "*/ DROP TABLE x /*", "\\'; --", "%00", "../../etc/passwd", "..\\..\\x",
    "file:///etc/passwd", "|| calc", "$(calc)", "`calc`", "; rm -rf x", "Ahoj 🚢 🇩🇪 👍🏽", "👩\u200d🔧", "שלום עולם", "مرحبا بالعالم", "Z̸̧̛a̶l̷g̸o̴",
)  # fmt: skip

INJECTIONS: Final[tuple[str, ...]] = tuple(
    dict.fromkeys(
        (
            *(way.format(target) for way, target in product(_LINKS, _TARGETS)),
            *_MENTIONS,
            *_TAGS,
            *_MARKS,
            *_FORMULAS,
            *_TURNED,
            *_HIDDEN,
            *_OTHERS,
        )
    )
)
