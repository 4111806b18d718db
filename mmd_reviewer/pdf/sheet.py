"""Printed lists: pages of any size with one foot, "printed on,
data as of, page x of y", the same bytes each time.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from mmd_reviewer.domain.period import on_screen
from mmd_reviewer.pdf import styles as s
from mmd_reviewer.pdf.archive import TOOL, About
from mmd_reviewer.pdf.canvas import Canvas, Size
from mmd_reviewer.pdf.faces import EM, Faces
from mmd_reviewer.pdf.setting import one_line, set_lines
from mmd_reviewer.pdf.signs import visible
from mmd_reviewer.pdf.stored import stored
from mmd_reviewer.pdf.structure import Node

PORTRAIT, LANDSCAPE = s.A4, (s.A4[1], s.A4[0])
EDGE: float = 14 * s.MM  # of every side
FOOT: float = 11 * s.MM
SHADE = "#F0F3F6"
DARK = "#57606A"
ACCENT, BROKEN = "#0B5CAD", "#B91C28"
WHITE = "#FFFFFF"


class Sheet:
    """Pages of a list; begin each one with `new_page`. `sample`: of made-up cases.

    What is drawn is named for a screen reader by an element below `root`, or set aside with None.
    """

    def __init__(
        self, fonts: Path, *, title: str, printed: date, as_of: str, sample: bool = False
    ) -> None:
        self.canvas = Canvas(Faces(fonts))
        self.root = Node("Document")
        mark = "Sample · " if sample else ""
        self._foot = f"{mark}Printed on {on_screen(printed)} · Data as of {as_of}"
        self._about = About(title, TOOL, f"Data as of {as_of}", printed, "en-GB")
        self._size = PORTRAIT

    def new_page(self, size: Size) -> None:
        """End the page there is and begin one of that size."""
        self._size = size
        self.canvas.begin(size)

    @property
    def right(self) -> float:
        """The right end of what may be drawn on."""
        return self._size[0] - EDGE

    @property
    def top(self) -> float:
        """The upper end of what may be drawn on."""
        return self._size[1] - EDGE

    @property
    def bottom(self) -> float:
        """The lower end of what may be drawn on."""
        return EDGE + FOOT

    def words(
        self,
        x: float,
        y: float,
        text: str,
        size: float = 8,
        font: bool = s.REGULAR,
        colour: str = s.INK,
        align: str = "left",
        node: Node | str | None = "P",
    ) -> None:
        """One line of plain text whose base line is at y; a tag is an element of its own."""
        line = one_line(self.canvas.faces, self.visible(text), font)
        wide = line.width * size / EM
        x -= {"left": 0, "right": wide, "centre": wide / 2}[align]
        named = self.root.add(node) if isinstance(node, str) else node
        self.canvas.text(named, x, y, line, size, colour)

    def hairline(
        self, left: float, right: float, y: float, width: float = 0.5, colour: str = s.HAIRLINE
    ) -> None:
        """A thin line across."""
        self.canvas.rule(left, y, right, y, width, colour)

    def visible(self, text: str) -> str:
        """What has no glyph written out."""
        return visible(text, self.canvas.faces)

    def width_of(self, text: str, font: bool, size: float) -> float:
        """How wide a text is, in points."""
        return one_line(self.canvas.faces, self.visible(text), font).width * size / EM

    def wrapped(self, text: str, font: bool, size: float, width: float) -> list[str]:
        """The text in lines of a width, to be drawn as they are;
        a word that is too long is broken, its breaks are kept.
        """
        room = int(width * EM / size)
        return [line.text for line in set_lines(self.canvas.faces, self.visible(text), room, font)]

    def at_a_word(self, text: str, font: bool, size: float, width: float) -> str:
        """One line, cut at a word where it does not fit;
        within a word only when not even the first one does.
        """
        words = " ".join(self.visible(text).split())
        if self.width_of(words, font, size) <= width:
            return words
        first = words.partition(" ")[0]
        parts = self.wrapped(words, font, size, width)[0].split(" ")
        while parts[0] == first:
            cut = " ".join(parts).rstrip(",;&·-–") + "…"
            if self.width_of(cut, font, size) <= width:
                return cut
            parts = parts[:-1] or [""]
        room = width - self.width_of("…", font, size)
        return self.wrapped(first, font, size, max(room, 0))[0] + "…"

    def stored(self) -> bytes:
        """Give every page its foot, read aloud once, and end the file."""
        pages = len(self.canvas.pages)
        for number, page in enumerate(self.canvas.pages, 1):
            self.canvas.go_to(number - 1)
            self._size = page.size
            self.hairline(EDGE, self.right, EDGE + 11)
            place = f"Page {number} of {pages}"
            node = self.root.add("P") if number == 1 else None
            self.words(EDGE, EDGE, self._foot, 7.5, colour=s.MUTED, node=node)
            self.words(self.right, EDGE, place, 7.5, colour=s.MUTED, align="right", node=node)
        return stored(self.canvas, self._about, self.root)


class Table:
    """A table's elements: a head once, then rows."""

    def __init__(self, root: Node, columns: int) -> None:
        self._table, self._columns = root.add("Table"), columns
        self._body = self._table

    def heads(self) -> Sequence[Node | None]:
        """Elements of the heading cells; the second time they are only drawn again."""
        if self._body is not self._table:
            return [None] * self._columns
        row = self._table.add("THead").add("TR")
        self._body = self._table.add("TBody")
        return [row.add("TH", "Column") for _ in range(self._columns)]

    def row(self) -> list[Node]:
        """Elements of the cells of a new row."""
        line = self._body.add("TR")
        return [line.add("TD") for _ in range(self._columns)]

    def group(self) -> Node:
        """The element of a cell that heads the rows below it, as wide as the table."""
        made = self._body.add("TR").add("TH", "Row")
        made.span = self._columns
        return made
