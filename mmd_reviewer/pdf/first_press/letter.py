"""A frozen letter as PDF bytes:
the same record gives the same bytes in any process, place and year (C2).
"""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from reportlab.lib.units import mm
from reportlab.platypus import (
    BaseDocTemplate,
    CondPageBreak,
    Flowable,
    Frame,
    KeepTogether,
    NextPageTemplate,
    PageTemplate,
    Paragraph,
    Table,
    TableStyle,
)

from mmd_reviewer.domain.letter_facts import Block, LetterRecord
from mmd_reviewer.domain.letters.drawn import DrawnLetter as DrawnLetter
from mmd_reviewer.domain.letters.drawn import Place
from mmd_reviewer.pdf.first_press import styles as s
from mmd_reviewer.pdf.first_press.device_table import DeviceTable
from mmd_reviewer.pdf.first_press.page import LetterCanvas
from mmd_reviewer.pdf.first_press.text import check_characters, paragraph

LONGEST_KEPT_TOGETHER = 1500  # characters of a last section that moves to the next page as one
HEADING_NEEDS = 62  # points: a heading and two lines below it, or it begins the next page


def draw_letter(record: LetterRecord, fonts: Path, *, draft: bool = False) -> DrawnLetter:
    """Draw a letter with the fonts of a folder; refuses a character without a glyph (C3)."""
    s.register_fonts(fonts)
    check_characters(record)
    places: list[Place] = []
    canvases: list[LetterCanvas] = []
    file = io.BytesIO()

    def canvas(target: Any, **options: Any) -> LetterCanvas:
        wanted = {
            name: options[name] for name in ("pagesize", "pageCompression") if name in options
        }
        canvases.append(LetterCanvas(target, record=record, draft=draft, **wanted))
        return canvases[-1]

    _template(file, record).build(_story(record, places), canvasmaker=canvas)
    return DrawnLetter(file.getvalue(), canvases[-1].pages, tuple(places))


def _template(file: io.BytesIO, record: LetterRecord) -> BaseDocTemplate:
    def frame(top: float, name: str) -> Frame:
        height = s.PAGE[1] - top - s.BOTTOM
        return Frame(s.LEFT, s.BOTTOM, s.WIDTH, height, 0, 0, 0, 0, id=name)

    template = BaseDocTemplate(
        file,
        pagesize=s.PAGE,
        pageCompression=1,
        initialFontName=s.REGULAR,
        title=f"{record.number} {record.title}",
        author=record.sender["service"],
        subject=f"Case {record.case}",
        creator="MMD Reviewer",
    )
    template.addPageTemplates(
        [
            PageTemplate("first", [frame(s.TOP, "first")]),
            PageTemplate("later", [frame(s.LATER_TOP, "later")]),
        ]
    )
    return template


class _Placed(Flowable):  # type: ignore[misc]
    """Remembers where a flowable is drawn; splits as it does."""

    def __init__(self, inner: Any, source: str, places: list[Place]) -> None:
        super().__init__()
        self._inner, self._source, self._places = inner, source, places

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self.width, self.height = self._inner.wrapOn(self.canv, width, height)
        return self.width, self.height

    def split(self, width: float, height: float) -> list[Any]:
        parts = self._inner.splitOn(self.canv, width, height)
        return [_Placed(part, self._source, self._places) for part in parts]

    def getSpaceBefore(self) -> float:
        return float(self._inner.getSpaceBefore())

    def getSpaceAfter(self) -> float:
        return float(self._inner.getSpaceAfter())

    def draw(self) -> None:
        left, bottom = self.canv.absolutePosition(0, 0)
        page = self.canv.getPageNumber() - 1
        self._places.append(
            Place(page, left, bottom, left + s.WIDTH, bottom + self.height, self._source)
        )
        self._inner.drawOn(self.canv, 0, 0)


def _story(record: LetterRecord, places: list[Place]) -> list[Any]:
    style = s.styles()
    story: list[Any] = [NextPageTemplate("later")]
    story += [
        _Placed(paragraph(line, style["addressee"]), "addressee", places)
        for line in record.addressee
    ]
    story.append(_Placed(paragraph(record.title, style["title"]), "title", places))
    signed = max(
        (i for i, block in enumerate(record.blocks) if block.kind == "signature"),
        default=len(record.blocks),
    )
    blocks, annex = record.blocks[: signed + 1], record.blocks[signed + 1 :]
    last_heading = max(
        (i for i, block in enumerate(blocks) if block.kind == "heading"), default=len(blocks)
    )
    tail = sum(len(block.text) for block in blocks[last_heading:])
    if tail > LONGEST_KEPT_TOGETHER:
        last_heading = max(i for i, block in enumerate(blocks) if block.kind == "signature") - 1
    for block in blocks[:last_heading]:
        story += _flowables(block, places)
    made = [flowable for block in blocks[last_heading:] for flowable in _flowables(block, places)]
    ending = [flowable for flowable in made if not isinstance(flowable, CondPageBreak)]
    if ending:
        story.append(KeepTogether(ending))
    return story + [flowable for block in annex for flowable in _flowables(block, places)]


def _flowables(block: Block, places: list[Place]) -> list[Any]:
    style = s.styles()
    made: list[Any] = []
    if block.kind == "heading":
        return [CondPageBreak(HEADING_NEEDS), paragraph(block.text, style["heading"])]
    if block.kind == "table":
        made = [DeviceTable.of(block.rows[0], block.rows[1:])]
    elif block.kind == "rows":
        made = [_table(block.rows)]
    elif block.kind == "list":
        made = [paragraph(block.text, style["body"])] if block.text else []
        made += [paragraph(row[0], style["item"], "–") for row in block.rows]
    elif block.kind == "signature":
        made = [_signature(block)]
    else:
        made = [paragraph(block.text, style["body"])]
    return [_Placed(item, block.source, places) if block.source else item for item in made]


def _signature(block: Block) -> Table:
    """Contact, name and service as one piece that no page break divides."""
    style = s.styles()
    lines = [
        paragraph(row[0], style["signature" if not place else "small"])
        for place, row in enumerate(block.rows)
    ]
    cells = [[paragraph(block.text, style["body"])], *([line] for line in lines)]
    table = Table(cells, colWidths=[s.WIDTH], splitByRow=0, spaceBefore=8)
    table.setStyle(
        TableStyle(
            [
                ("FONT", (0, 0), (-1, -1), s.REGULAR, 9.5),
                ("LEFTPADDING", (0, 0), (-1, -1), 0),
                ("RIGHTPADDING", (0, 0), (-1, -1), 0),
                ("TOPPADDING", (0, 0), (-1, -1), 0),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 0),
                ("BOTTOMPADDING", (0, 0), (-1, 0), 12),
            ]
        )
    )
    return table


def _table(rows: tuple[tuple[str, ...], ...]) -> Table:
    style = s.styles()
    cells: list[list[Paragraph]] = [
        [paragraph(row[0], style["label"]), *(paragraph(cell, style["value"]) for cell in row[1:])]
        for row in rows
    ]
    wide = len(rows[0]) > 2  # label, value, note
    widths = [70 * mm, s.WIDTH - 95 * mm, 25 * mm] if wide else [42 * mm, s.WIDTH - 42 * mm]
    table = Table(cells, colWidths=widths, splitInRow=1, spaceBefore=3, spaceAfter=7)
    table.setStyle(
        TableStyle(
            [
                ("FONT", (0, 0), (-1, -1), s.REGULAR, 9.5),
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("LEFTPADDING", (0, 0), (-1, -1), 0),
                ("TOPPADDING", (0, 0), (-1, -1), 3),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 4),
                ("LINEABOVE", (0, 0), (-1, 0), 0.5, s.HAIRLINE),
                ("LINEBELOW", (0, 0), (-1, -1), 0.5, s.HAIRLINE),
            ]
        )
    )
    return table
