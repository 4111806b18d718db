"""A batch as one file for printing on both sides:
a cover list, then letters, each from a front page on.
"""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pypdfium2
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from mmd_reviewer.domain.deed import Job
from mmd_reviewer.domain.letters.kinds import name_of
from mmd_reviewer.domain.period import count, in_words
from mmd_reviewer.domain.print_batch import BatchRow, CoverList
from mmd_reviewer.pdf import styles as s
from mmd_reviewer.pdf.text import at_a_word, visible, width_of

ROW = 9 * mm
COLUMNS = ((0, "Letter"), (24 * mm, "Addressee"), (66 * mm, "Kind"), (105 * mm, "Reference"))
PAGES = 12 * mm  # the room of the last column
BOX = 3.4 * mm


def draw_batch(
    cover: CoverList, letters: Sequence[bytes], fonts: Path, job: Job, *, sample: bool = False
) -> tuple[bytes, int]:
    """The file and its number of pages. The same letters on the same day give the same bytes."""
    s.register_fonts(fonts)
    merged = pypdfium2.PdfDocument.new()
    try:
        front = _cover_pages(cover, "Sample, " if sample else "")
        _append(merged, front)
        for done, letter in enumerate(letters):
            job.step(done, len(letters))
            _append(merged, letter)
        job.step(len(letters), len(letters))
        file = io.BytesIO()
        merged.save(file)
        return _fixed(file.getvalue(), cover), len(merged)
    finally:
        merged.close()


def _fixed(pdf: bytes, cover: CoverList) -> bytes:
    """With the batch's own day, and an id made from the contents,
    where PDFium writes the clock and chance.
    """
    stamp = f"(D:{cover.day:%Y%m%d}000000+00'00')".encode()
    dated = re.sub(rb"\(D:\d{14}\+00'00'\)", stamp, pdf)
    plain = re.sub(rb"/ID\[<[0-9A-F]{32}><[0-9A-F]{32}>\]", b"", dated)
    name = hashlib.sha256(plain).hexdigest()[:32].upper().encode()
    return re.sub(
        rb"(/ID\[<)[0-9A-F]{32}(><)[0-9A-F]{32}", rb"\g<1>" + name + rb"\g<2>" + name, dated
    )


def _append(merged: Any, pdf: bytes) -> None:
    """Add the pages, and a blank one where the last of them is a front page."""
    part = pypdfium2.PdfDocument(pdf)
    try:
        merged.import_pages(part)
    finally:
        part.close()
    if len(merged) % 2:
        merged.new_page(*s.PAGE)


def _cover_pages(cover: CoverList, mark: str) -> bytes:
    file = io.BytesIO()
    canvas = Canvas(
        file, pagesize=s.PAGE, invariant=1, pageCompression=1, initialFontName=s.REGULAR
    )
    canvas.setTitle(f"Print batch of {cover.day.isoformat()}")
    canvas.setAuthor(cover.service)
    rows = list(enumerate(cover.rows, 1))
    first, later = _capacity(first=True), _capacity(first=False)
    parts = [
        rows[:first],
        *(rows[start : start + later] for start in range(first, len(rows), later)),
    ]
    for place, part in enumerate(parts, 1):
        _page(canvas, cover, part, place, len(parts), mark)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def _capacity(*, first: bool) -> int:
    top = s.PAGE[1] - (74 * mm if first else 40 * mm)
    return int((top - 34 * mm) // ROW)


def _page(
    canvas: Any,
    cover: CoverList,
    rows: list[tuple[int, BatchRow]],
    place: int,
    pages: int,
    mark: str,
) -> None:
    y = s.PAGE[1] - 24 * mm
    canvas.setFillColor(s.INK)
    canvas.setFont(s.STRONG, 15)
    canvas.drawString(s.LEFT, y, "Print batch" if place == 1 else "Print batch, continued")
    canvas.setFont(s.REGULAR, 8.5)
    canvas.setFillColor(s.MUTED)
    canvas.drawRightString(s.PAGE[0] - s.RIGHT, y, f"{mark}{in_words(cover.day)}")
    y -= 8 * mm
    if place == 1:
        total = sum(row.pages for row in cover.rows)
        lines = (
            f"{count(len(cover.rows), 'letter')}, {count(total, 'page')}. Each letter begins on a "
            f"front page.",
            "Tick each letter when it has come out right. Printed is not dispatched: post each "
            "letter in the portal,",
            "then record its dispatch with the portal’s reference. This program sends nothing.",
        )
        for line in lines:
            canvas.drawString(s.LEFT, y, line)
            y -= 4.6 * mm
        canvas.drawString(s.LEFT, y, f"Prepared by {visible(cover.reviewer)}")
        y -= 12 * mm
    _heads(canvas, y)
    y -= 3 * mm
    for number, row in rows:
        y -= ROW
        _row(canvas, y, number, row)
    _foot(canvas, cover, place, pages)


def _heads(canvas: Any, y: float) -> None:
    canvas.setFont(s.STRONG, 8.5)
    canvas.setFillColor(s.INK)
    for x, words in COLUMNS:
        canvas.drawString(s.LEFT + 8 * mm + x, y, words)
    canvas.drawRightString(s.PAGE[0] - s.RIGHT, y, "Pages")
    canvas.setStrokeColor(s.HAIRLINE)
    canvas.setLineWidth(0.6)
    canvas.line(s.LEFT, y - 2.4 * mm, s.PAGE[0] - s.RIGHT, y - 2.4 * mm)


def _row(canvas: Any, y: float, number: int, row: BatchRow) -> None:
    canvas.setStrokeColor(s.INK)
    canvas.setLineWidth(0.8)
    canvas.rect(s.LEFT, y - 0.6 * mm, BOX, BOX)
    canvas.setFillColor(s.INK)
    texts = (row.letter, row.addressee, name_of(row.kind), row.reference)
    ends = [x for x, _ in COLUMNS[1:]] + [s.WIDTH - 8 * mm - PAGES]
    for (x, _), end, text in zip(COLUMNS, ends, texts, strict=True):
        font = s.STRONG if text is row.letter else s.REGULAR
        room = end - x - 2 * mm
        is_number = text in (row.letter, row.reference)
        size = _whole(text, font, room) if is_number else 9.0
        canvas.setFont(font, size)
        shown = text if is_number else at_a_word(text, font, 9, room)
        canvas.drawString(s.LEFT + 8 * mm + x, y, shown)
    canvas.drawRightString(s.PAGE[0] - s.RIGHT, y, str(row.pages))
    canvas.setStrokeColor(s.HAIRLINE)
    canvas.setLineWidth(0.4)
    canvas.line(s.LEFT, y - 3 * mm, s.PAGE[0] - s.RIGHT, y - 3 * mm)


def _whole(text: str, font: str, room: float) -> float:
    """The size at which a number fits whole: half a number finds nothing in the portal."""
    return min(9.0, 9.0 * room / max(width_of(text, font, 9), 1))


def _foot(canvas: Any, cover: CoverList, place: int, pages: int) -> None:
    canvas.setFillColor(s.MUTED)
    canvas.setFont(s.REGULAR, 7)
    facts, _, digest = cover.seal.partition(":")
    canvas.drawString(s.LEFT, 20 * mm, f"Seal of the store, {facts} facts: {digest}")
    canvas.setFont(s.REGULAR, 8)
    canvas.drawString(s.LEFT, 15 * mm, f"{cover.service} · printed on {cover.day.isoformat()}")
    canvas.drawRightString(s.PAGE[0] - s.RIGHT, 15 * mm, f"Page {place} of {pages}")
