"""JSON that stays data wherever it ends up: nothing in it begins a tag, also for a reader that takes it for a page."""

from __future__ import annotations

import json
from typing import Any, Final

from starlette.responses import JSONResponse

_ESCAPED: Final = str.maketrans({sign: f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"})


class PlainJson(JSONResponse):
    """The same values, with what pages and scripts look for written as escapes: these signs stand in strings alone. Half a
    pair of surrogates, which no encoding holds, is written as an escape, too."""

    def render(self, content: Any) -> bytes:
        words = json.dumps(content, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
        return words.translate(_ESCAPED).encode(errors="backslashreplace")
