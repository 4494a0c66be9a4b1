"""The one page people see outside the chat: back from paying."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

_PAGE = """<!doctype html>
<html lang="{lang}" dir="{direction}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
body {{ font: 18px/1.5 system-ui, sans-serif; margin: 0; display: grid; place-items: center; min-height: 100vh; }}
main {{ max-width: 26rem; padding: 2rem; text-align: center; }}
@media (prefers-color-scheme: dark) {{ body {{ background: #16181c; color: #eee; }} }}
</style></head>
<body><main><h1>{title}</h1><p>{words}</p></main></body>
</html>
"""


@dataclass(frozen=True, slots=True)
class PageWords:
    """What a page says, and in which language."""

    lang: str
    title: str
    words: str
    right_to_left: bool = False


def returned_page(said: PageWords) -> str:
    """Sends the buyer back to the chat; what really happened is said there."""
    direction = "rtl" if said.right_to_left else "ltr"
    return _PAGE.format(lang=escape(said.lang), direction=direction, title=escape(said.title), words=escape(said.words))
