"""A batch as one file for printing on both sides:
a cover list, then letters, each from a front page on.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from mmd_reviewer.domain.deed import Job
from mmd_reviewer.domain.letters.kinds import name_of
from mmd_reviewer.domain.period import count, in_words
from mmd_reviewer.domain.print_batch import BatchRow, CoverList
from mmd_reviewer.pdf import styles as s
from mmd_reviewer.pdf.archive import About
from mmd_reviewer.pdf.canvas import Size
from mmd_reviewer.pdf.joined import Joined
from mmd_reviewer.pdf.sheet import Sheet
from mmd_reviewer.pdf.stored import stored
from mmd_reviewer.pdf.styles import MM

ROW = 9 * MM
COLUMNS = ((0, "Letter"), (24 * MM, "Addressee"), (66 * MM, "Kind"), (105 * MM, "Reference"))
PAGES = 12 * MM  # the room of the last column
BOX = 3.4 * MM


def draw_batch(
    cover: CoverList, letters: Iterable[bytes], fonts: Path, job: Job, *, sample: bool = False
) -> tuple[bytes, int]:
    """The file and its number of pages. The same letters on the same day give the same bytes.

    It is for the printer: its pages are those of the letters, without what is read aloud of them.
    """
    title = f"Print batch of {cover.day.isoformat()}"
    about = About(title, cover.service, "Letters to print", cover.day, "en-GB", claim=False)
    joined = Joined(fonts)
    joined.add(_cover_pages(cover, fonts, about, "Sample, " if sample else ""))
    for done, letter in enumerate(letters):
        job.step(done, len(cover.rows))
        joined.add(letter)
    job.step(len(cover.rows), len(cover.rows))
    return joined.finished(about)


def _cover_pages(cover: CoverList, fonts: Path, about: About, mark: str) -> bytes:
    sheet = Sheet(fonts, title=about.title, printed=cover.day, as_of="")
    rows = list(enumerate(cover.rows, 1))
    size = s.PAPERS[cover.paper]
    first, later = (_capacity(size[1], first=first) for first in (True, False))
    parts = [
        rows[:first],
        *(rows[start : start + later] for start in range(first, len(rows), later)),
    ]
    for place, part in enumerate(parts, 1):
        sheet.new_page(size)
        _page(sheet, size, cover, part, place, len(parts), mark)
    return stored(sheet.canvas, about, None)


def _capacity(high: float, *, first: bool) -> int:
    top = high - (74 * MM if first else 40 * MM)
    return int((top - 34 * MM) // ROW)


def _page(
    sheet: Sheet,
    size: Size,
    cover: CoverList,
    rows: list[tuple[int, BatchRow]],
    place: int,
    pages: int,
    mark: str,
) -> None:
    right, y = size[0] - s.RIGHT, size[1] - 24 * MM
    title = "Print batch" if place == 1 else "Print batch, continued"
    _words(sheet, s.LEFT, y, title, 15, s.STRONG)
    _words(sheet, right, y, f"{mark}{in_words(cover.day)}", 8.5, ink=s.MUTED, align="right")
    y -= 8 * MM
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
            _words(sheet, s.LEFT, y, line, 8.5, ink=s.MUTED)
            y -= 4.6 * MM
        _words(sheet, s.LEFT, y, f"Prepared by {cover.reviewer}", 8.5, ink=s.MUTED)
        y -= 12 * MM
    for x, words in COLUMNS:
        _words(sheet, s.LEFT + 8 * MM + x, y, words, 8.5, s.STRONG)
    _words(sheet, right, y, "Pages", 8.5, s.STRONG, align="right")
    sheet.hairline(s.LEFT, right, y - 2.4 * MM, 0.6)
    y -= 3 * MM
    for _, row in rows:
        y -= ROW
        _row(sheet, right, y, row)
    facts, _, digest = cover.seal.partition(":")
    foot = f"{cover.service} · printed on {cover.day.isoformat()}"
    seal = f"Seal of the store, {facts} facts: {digest}"
    _words(sheet, s.LEFT, 20 * MM, seal, 7, ink=s.MUTED)
    _words(sheet, s.LEFT, 15 * MM, foot, 8, ink=s.MUTED)
    _words(sheet, right, 15 * MM, f"Page {place} of {pages}", 8, ink=s.MUTED, align="right")


def _row(sheet: Sheet, right: float, y: float, row: BatchRow) -> None:
    sheet.canvas.box(s.LEFT, y - 0.6 * MM, BOX, BOX, edge=s.INK)
    texts = (row.letter, row.addressee, name_of(row.kind), row.reference)
    ends = [x for x, _ in COLUMNS[1:]] + [right - s.LEFT - 8 * MM - PAGES]
    for (x, _), end, text in zip(COLUMNS, ends, texts, strict=True):
        font = s.STRONG if text is row.letter else s.REGULAR
        room = end - x - 2 * MM
        is_number = text in (row.letter, row.reference)
        size = _whole(sheet, text, font, room) if is_number else 9.0
        shown = text if is_number else sheet.at_a_word(text, font, 9, room)
        _words(sheet, s.LEFT + 8 * MM + x, y, shown, size, font)
    _words(sheet, right, y, str(row.pages), 9, align="right")
    sheet.hairline(s.LEFT, right, y - 3 * MM, 0.4)


def _words(
    sheet: Sheet,
    x: float,
    y: float,
    text: str,
    size: float,
    font: bool = s.REGULAR,
    ink: str = s.INK,
    align: str = "left",
) -> None:
    sheet.words(x, y, text, size, font, ink, align, None)


def _whole(sheet: Sheet, text: str, font: bool, room: float) -> float:
    """The size at which a number fits whole: half a number finds nothing in the portal."""
    return min(9.0, 9.0 * room / max(sheet.width_of(text, font, 9), 1))
