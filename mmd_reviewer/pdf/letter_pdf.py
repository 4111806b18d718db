"""A frozen letter as PDF bytes:
the same record gives the same bytes in any process, place and year (C2).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from mmd_reviewer.domain.letter_facts import Block, LetterRecord
from mmd_reviewer.domain.letters.drawn import DrawnLetter
from mmd_reviewer.pdf import styles as s
from mmd_reviewer.pdf.archive import About
from mmd_reviewer.pdf.canvas import Canvas
from mmd_reviewer.pdf.faces import Faces
from mmd_reviewer.pdf.flow import Frame, Look, Strip, draw, join, pages_of, text_strips
from mmd_reviewer.pdf.letterhead import letterhead
from mmd_reviewer.pdf.page_frame import PageFrame
from mmd_reviewer.pdf.rows import GAP, Columns, device_strips, keep, row_strips
from mmd_reviewer.pdf.setting import Hyphens, one_line, set_lines
from mmd_reviewer.pdf.signs import check_characters
from mmd_reviewer.pdf.stored import stored
from mmd_reviewer.pdf.structure import Node
from mmd_reviewer.pdf.styles import MM

LONGEST_KEPT_TOGETHER = 1500  # characters of a last section that moves to the next page as one
SOME_LINES = 180  # characters of a paragraph that alone is too little above a signature
# Rows, its head among them, that take no page of their own for want of a little air
SHORT_ANNEX = 3
INDENT = 12.0
LABEL, WIDEST_LABEL, NOTE = 42 * MM, 70 * MM, 25 * MM  # columns of a table of dates and facts


def draw_letter(
    record: LetterRecord, fonts: Path, *, draft: bool = False, claim: bool = True, logo: bytes = b""
) -> DrawnLetter:
    """Draw a letter with the fonts of a folder; refuses a character without a glyph (C3).

    `logo`: the file that the record's sender names by its SHA-256, a PNG or SVG; b"" for none.
    `claim`: the file says that it follows PDF/UA; without it all else is the same.
    """
    faces = Faces(fonts)
    check_characters(record, faces)
    canvas, frame, root = Canvas(faces), s.frame(record.paper), Node("Document")
    head = letterhead(record, faces, frame.width, logo)
    frame = replace(frame, first_top=frame.first_top + head.more)
    pages = _pages(_Story(record, faces, frame, root).strips(), record, frame)
    places = draw(canvas, frame, pages, s.HAIRLINE)
    around = PageFrame(canvas, frame, record, head, draft=draft)
    for number in range(1, len(pages) + 1):
        around.draw(number, len(pages))
    about = About(
        title=f"{record.number} {record.title}",
        author=record.sender["service"],
        subject=f"Case {record.case}",
        day=record.day,
        language=record.language,
        claim=claim,
    )
    return DrawnLetter(stored(canvas, about, root), len(pages), tuple(places))


def _pages(strips: list[Strip], record: LetterRecord, frame: Frame) -> list[list[Strip]]:
    pages = pages_of(strips, frame)
    last = record.blocks[-1] if record.blocks else Block("text")
    if len(pages) > 1 and last.kind == "table" and len(last.rows) <= SHORT_ANNEX:
        closer = pages_of([replace(strip, before=strip.before / 2) for strip in strips], frame)
        return closer if len(closer) < len(pages) else pages
    return pages


def _announces(block: Block) -> bool:
    """Does what comes next belong to it: a heading, or words that end with a colon?"""
    return block.kind == "heading" or block.text.endswith(":")


def _characters(block: Block) -> int:
    return len(block.text) + sum(len(cell) for row in block.rows for cell in row)


class _Story:
    """The blocks of a letter as strips, and their elements in reading order."""

    def __init__(self, record: LetterRecord, faces: Faces, frame: Frame, root: Node) -> None:
        self._record, self._faces, self._root = record, faces, root
        self._width = frame.width
        self._after = 0.0  # air that the block before asked for
        self._language = ""  # of the block, where it is not the letter's

    def strips(self) -> list[Strip]:
        """All of them, joined where no page may end."""
        made: list[Strip] = []
        for line in self._record.addressee:
            made += self._block(self._paragraph(line, "P", s.BODY, own=True), source="addressee")
        title = self._paragraph(self._record.title, "H1", s.TITLE)
        made += self._block(title, before=10, after=9, source="title")
        kept = self._kept_together()
        for place, block in enumerate(self._record.blocks):
            strips = self._of(block)
            follows = place > 0 and _announces(self._record.blocks[place - 1])
            if strips and (follows or place in kept):
                strips[0].joined = True
            if place in kept:
                for strip in strips:
                    strip.joined = True
            made += strips
        return made

    def _kept_together(self) -> range:
        """Places of the blocks that go on to the next page together: a short last section,
        else the signature with the end of what stands above it, some lines at the least.
        """
        blocks = self._record.blocks
        signed = [place for place, block in enumerate(blocks) if block.kind == "signature"]
        if not signed:
            return range(0)
        end = signed[-1]
        heading = max((n for n in range(end) if blocks[n].kind == "heading"), default=-1)
        length = sum(map(_characters, blocks[max(heading, 0) : end + 1]))
        if length <= LONGEST_KEPT_TOGETHER:
            return range(heading + 1, end + 1)
        first = end
        while first - 1 > heading and _characters(blocks[first - 1]) <= SOME_LINES:
            first -= 1
        return range(first, end + 1)

    def _of(self, block: Block) -> list[Strip]:
        self._language = "" if block.language == self._record.language else block.language
        if block.kind == "heading":
            strips = self._paragraph(block.text, "H2", s.HEADING)
            return self._block(strips, before=9, after=2)
        if block.kind in ("rows", "table"):
            return self._block(self._table(block), before=3, after=7, source=block.source)
        if block.kind == "signature":
            return self._block(list(self._signature(block)), before=8, source=block.source)
        own = bool(block.source)
        strips = self._paragraph(block.text, "P", s.BODY, own=own) if block.text else []
        strips = self._block(strips, after=5, source=block.source)
        if block.kind == "list" and block.rows:
            strips += self._list(block, joined=bool(strips))
        return strips

    def _block(
        self, strips: list[Strip], before: float = 0, after: float = 0, source: str = ""
    ) -> list[Strip]:
        made = join(strips, max(before, self._after), source)
        self._after = after if strips else self._after
        return made

    def _paragraph(self, text: str, tag: str, look: Look, *, own: bool = False) -> list[Strip]:
        """`own`: words of the customer or the reviewer, in which a capital may begin a name."""
        return self._lines(self._root.add(tag, language=self._language), text, look, own=own)

    def _lines(
        self, node: Node, text: str, look: Look, *, own: bool = False, indent: float = 0
    ) -> list[Strip]:
        room = int((self._width - indent) * 1000 / look.size)
        hyphens = None if look.strong else self._hyphens(own=own)  # titles are not divided
        lines = set_lines(self._faces, text, room, look.strong, hyphens)
        return text_strips(lines, node, look, self._width, indent=indent)

    def _hyphens(self, *, own: bool) -> Hyphens:
        language = self._language or self._record.language
        return Hyphens(language, capitals=language.startswith("de") and not own)

    def _list(self, block: Block, *, joined: bool) -> list[Strip]:
        made: list[Strip] = []
        node = self._root.add("L", language=self._language)
        dash = set_lines(self._faces, "–", 1000)[0]
        for place, row in enumerate(block.rows):
            item = node.add("LI")
            label, body = item.add("Lbl"), item.add("LBody")
            strips = self._lines(body, row[0], s.BODY, own=bool(block.source), indent=INDENT)
            mark = strips[0].marks[0]
            strips[0].marks.insert(0, mark._replace(node=label, x=1, line=dash))
            keep(strips, place, len(block.rows))
            strips[0].joined |= joined and place == 0
            made += self._block(strips, after=3, source=block.source)
        return made

    def _signature(self, block: Block) -> Iterator[Strip]:
        """Contact, name and service as one piece that no page break divides."""
        yield from self._paragraph(block.text, "P", s.BODY)
        for place, row in enumerate(block.rows):
            strips = self._paragraph(row[0], "P", s.LABEL if place else s.SIGNATURE)
            strips[0].before = 0 if place else 12
            yield from strips

    def _label_width(self) -> float:
        """As wide as the longest label of the letter, within reason: none is divided beside empty
        room, and its tables are in line.
        """
        rows = [row for block in self._record.blocks if block.kind == "rows" for row in block.rows]
        longest = max(one_line(self._faces, row[0]).width for row in rows if len(row) == 2)
        return min(max(LABEL, longest * s.LABEL.size / 1000 + GAP + 1), WIDEST_LABEL)

    def _table(self, block: Block) -> list[Strip]:
        node = self._root.add("Table", language=self._language)
        if block.kind != "rows":  # the list of devices
            widths = tuple(share * self._width for share in (0.22, 0.46, 0.32))
            columns = Columns(self._faces, widths, (s.CELL,) * 3, None)
            return device_strips(block.rows, columns, node)
        wide = len(block.rows[0]) > 2  # label, value, note
        label = WIDEST_LABEL if wide else self._label_width()
        widths = (label, self._width - label - NOTE, NOTE) if wide else (label, self._width - label)
        looks = (s.LABEL, *(s.BODY for _ in widths[1:]))
        hyphens = None if wide else self._hyphens(own=bool(block.source))  # nor are days
        columns = Columns(self._faces, widths, looks, hyphens)
        return row_strips(block.rows, columns, node)
