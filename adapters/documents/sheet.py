"""One document being drawn: pages, margins, and the few kinds of blocks that papers are made of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC
from typing import Final, Literal

from fpdf import FPDF
from fpdf.enums import Align, MethodReturnValue, XPos, YPos

from adapters.documents.letters import (
    FILES,
    FOLDER,
    LATIN,
    RIGHT_TO_LEFT,
    broken,
    families_of,
    is_shaped,
    is_turned,
    readable,
)
from core.ports.papers import Block, Paper

MARGIN_MM: Final = 20.0
FOOT_MM: Final = 22.0
LABEL_MM: Final = 52.0
GAP_MM: Final = 4.0
LINE: Final = 1.42
"""Height of a line over the size of its letters."""
_POINT_MM: Final = 25.4 / 72
_INK, _SOFT, _FAINT, _TINT = (28, 32, 38), (96, 104, 114), (206, 211, 217), (244, 246, 248)

Style = Literal["", "B"]


class Sheet(FPDF):
    """Draws a paper. Texts are plain: nothing here reads markup, and nothing is wider than its place."""

    def __init__(self, paper: Paper, words: str) -> None:
        """`words` is everything that will be written, to load only the fonts that it needs."""
        super().__init__(format="A4")
        self._paper = paper
        self._rtl = paper.lang in RIGHT_TO_LEFT
        families = families_of(words) or [LATIN]
        for (family, style), name in FILES.items():
            if family in families or family == LATIN:
                self.add_font(family, style, str(FOLDER / name))
        self.set_fallback_fonts([family for family in families if family != LATIN], exact_match=False)
        self.set_margins(MARGIN_MM, MARGIN_MM)
        self.set_auto_page_break(True, FOOT_MM)
        self.set_creation_date(paper.made_at.astimezone(UTC))
        self.set_title(paper.title)
        self.set_lang(paper.lang)
        self.set_creator("Parley")
        self.set_producer("Parley")
        self.add_page()

    # ── what every page has ──────────────────────────────────────────────────────────────────────────────────────

    def header(self) -> None:
        """Whose paper it is, small, on every page."""
        self.set_y(10)
        between = (
            "\u200f  ·  \u200f" if self._rtl else "  ·  "
        )  # else an issuer in Latin letters takes the next number along
        self._write(f"{self._paper.issuer}{between}{self._paper.subtitle}", 7.5, colour=_SOFT)
        self.set_y(MARGIN_MM)

    def _feet(self) -> None:
        """The fingerprint, and which page of how many, once the pages are counted."""
        self.set_auto_page_break(False)
        for page in range(1, self.pages_count + 1):
            self.page = page
            self.set_y(-FOOT_MM + 5)
            self._rule()
            self.ln(1)
            words = self._paper.page_words.replace("{page}", str(page)).replace("{pages}", str(self.pages_count))
            self._write(self._paper.footer, 7, colour=_SOFT)
            self._write(words, 7, colour=_SOFT)

    # ── blocks ───────────────────────────────────────────────────────────────────────────────────────────────────

    def draw(self) -> None:
        """Everything, top to bottom."""
        self._write(self._paper.title, 19, style="B")
        self._write(self._paper.subtitle, 9.5, colour=_SOFT)
        self.ln(GAP_MM)
        drawers: dict[str, Callable[[Block], None]] = {
            "head": self._head,
            "text": lambda block: self._paragraph(block.text, 9.5),
            "note": lambda block: self._paragraph(block.text, 7.5, _SOFT),
            "quote": self._quote,
            "mono": lambda block: self._paragraph(block.text, 8.5),
            "facts": self._facts,
            "sides": self._sides,
            "table": self._table,
        }
        for block in self._paper.blocks:
            drawers[block.kind](block)
        self._feet()

    def _head(self, block: Block) -> None:
        self.ln(1.5)
        self._keep_together(22)
        self._write(block.text, 11.5, style="B")
        self.ln(0.8)

    def _paragraph(self, text: str, size: float, colour: tuple[int, int, int] = _INK) -> None:
        self._write(text, size, colour=colour)
        self.ln(1.8)

    def _quote(self, block: Block) -> None:
        """Somebody's own words: set in, and never taken for ours."""
        edge = MARGIN_MM + 4
        self._write(block.text, 9, x=edge if not self._rtl else MARGIN_MM, width=self.epw - 4, own=True)
        self.ln(1.8)

    def _facts(self, block: Block) -> None:
        """Label and value, a line between; a value may be long and may run over a page."""
        for label, value in block.rows:
            self._row((label, value), (LABEL_MM, self.epw - LABEL_MM), ("soft", "plain"))
        self.ln(2.5)

    def _sides(self, block: Block) -> None:
        """Parties beside each other: a title and its lines in each column."""
        width = (self.epw - GAP_MM * (len(block.rows) - 1)) / len(block.rows)
        top, tallest = self.get_y(), 0.0
        texts = [(title, "\n".join(line for line in lines if line)) for title, *lines in block.rows]
        heights = [
            self._height(title, 8, width - 6) + self._height(text, 9.5, width - 6) + 6.5 for title, text in texts
        ]
        tallest = max(heights)
        if self._keep_together(tallest):
            top = self.get_y()
        for place, (title, text) in enumerate(texts):
            column = len(texts) - 1 - place if self._rtl else place
            left = MARGIN_MM + column * (width + GAP_MM)
            self.set_fill_color(*_TINT)
            self.rect(left, top, width, tallest, style="F")
            self.set_y(top + 2.5)
            self._write(title, 8, x=left + 3, width=width - 6, colour=_SOFT)
            self.ln(0.6)
            self._write(text, 9.5, x=left + 3, width=width - 6)
        self.set_y(top + tallest)
        self.ln(GAP_MM)

    def _table(self, block: Block) -> None:
        """A head and rows; the last columns hold amounts and are narrow, the first takes the rest."""
        count, amounts = len(block.head), block.amounts
        narrow = 34.0 if amounts <= 2 else 28.0
        others = count - amounts
        wide = (self.epw - narrow * amounts) / others
        widths = tuple([wide] * others + [narrow] * amounts)
        kinds = tuple(["plain"] * others + ["amount"] * amounts)
        self._row(block.head, widths, tuple("head-amount" if kind == "amount" else "head" for kind in kinds))
        for row in block.rows:
            last = row is block.rows[-1] and row[0].startswith("=")
            cells = (row[0].removeprefix("="), *row[1:])
            self._row(cells, widths, tuple("sum-amount" if k == "amount" else "sum" for k in kinds) if last else kinds)
        self.ln(2.5)

    # ── cells and lines ──────────────────────────────────────────────────────────────────────────────────────────

    def _row(self, cells: Sequence[str], widths: Sequence[float], kinds: Sequence[str]) -> None:
        looks = [_LOOKS[kind] for kind in kinds]
        tallest = max(
            self._height(cell, size, width - 3, style)
            for cell, width, (size, style, _colour, _amount) in zip(cells, widths, looks, strict=True)
        )
        self._keep_together(min(tallest + 2.4, 60))
        top, page = self.get_y(), self.page
        lowest = (page, top)
        left = MARGIN_MM
        order: Iterable[int] = range(len(cells))
        for place in reversed(list(order)) if self._rtl else order:
            size, style, colour, amount = looks[place]
            self.page = page
            self.set_y(top + 1.2)
            align = (Align.L if self._rtl else Align.R) if amount else None
            self._write(
                cells[place], size, style=style, colour=colour, x=left + 1.5, width=widths[place] - 3, align=align
            )
            lowest = max(lowest, (self.page, self.get_y()))
            left += widths[place]
        self.page = lowest[0]
        self.set_y(lowest[1] + 1.2)
        self._rule()

    def _write(
        self,
        text: str,
        size: float,
        *,
        style: Style = "",
        colour: tuple[int, int, int] = _INK,
        x: float = MARGIN_MM,
        width: float = 0,
        align: Align | None = None,
        own: bool = False,
    ) -> None:
        """Plain text in a column, line by line; `own` lets each paragraph find its own direction."""
        self.set_text_color(*colour)
        self._choose(style, size)
        width = width or self.epw
        for paragraph in self._lines(text, size, width):
            self._point(paragraph, own=own)
            self.set_x(x)
            self.multi_cell(
                width,
                size * _POINT_MM * LINE,
                paragraph or " ",
                align=align or (Align.R if self._rtl else Align.L),
                new_x=XPos.LMARGIN,
                new_y=YPos.NEXT,
                padding=0,
            )

    def _point(self, text: str, *, own: bool = False) -> None:
        """Which way the letters run: a code or an amount from left to right, on every paper. Shaping them is half of the work,
        and most scripts stand well without."""
        way = "rtl" if self._rtl and is_turned(text) else "ltr"
        self.set_text_shaping(self._rtl or is_shaped(text), direction=None if own else way)

    def _choose(self, style: Style, size: float) -> None:
        """Set the font for certain: a fallback may have been written last, and the library thinks it knows better."""
        self.font_family = ""
        self.set_font(LATIN, style, size)

    def _lines(self, text: str, size: float, width: float) -> list[str]:
        paragraphs = readable(text).split("\n")
        return [line for each in paragraphs for line in broken(each, size * _POINT_MM * 1.03, width - 2.2)]

    def _height(self, text: str, size: float, width: float, style: Style = "") -> float:
        self._choose(style, size)
        total = 0.0
        for paragraph in self._lines(text, size, width):
            self._point(paragraph)
            height = self.multi_cell(
                width,
                size * _POINT_MM * LINE,
                paragraph or " ",
                align=Align.L,
                dry_run=True,
                output=MethodReturnValue.HEIGHT,
            )
            total += float(height)  # type: ignore[arg-type]
        return total

    def _rule(self) -> None:
        self.set_draw_color(*_FAINT)
        self.set_line_width(0.2)
        self.line(MARGIN_MM, self.get_y(), self.w - MARGIN_MM, self.get_y())

    def _keep_together(self, height: float) -> bool:
        """A new page, if so much does not fit on this one."""
        if self.will_page_break(height):
            self.add_page()
            return True
        return False


_LOOKS: Final[dict[str, tuple[float, Style, tuple[int, int, int], bool]]] = {
    "plain": (9.5, "", _INK, False),
    "soft": (8.5, "", _SOFT, False),
    "amount": (9.5, "", _INK, True),
    "head": (8, "B", _SOFT, False),
    "head-amount": (8, "B", _SOFT, True),
    "sum": (10, "B", _INK, False),
    "sum-amount": (10, "B", _INK, True),
}
"""Kind of cell → size, style, colour, and whether it is an amount."""
