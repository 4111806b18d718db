"""Ten thousand letters in one file for printing: joined as they are stored, against a bare canvas
that draws the same pages.
"""

from __future__ import annotations

import json
import tempfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pypdfium2

from mmd_reviewer import paths
from mmd_reviewer.domain.deed import Job
from mmd_reviewer.domain.fact_text import from_json, to_json
from mmd_reviewer.domain.letter_facts import LetterRecord
from mmd_reviewer.domain.print_batch import BatchRow, CoverList
from tests.benchmarks import raw_letters
from tests.benchmarks.harness import Row, Side, compared, pairs, side, timed
from tests.benchmarks.material import BENCH

RECORD = BENCH / "batch.json"
FONTS = paths.resources() / "fonts"
DAY = date(2026, 11, 23)
DIFFERENT = 200  # letters that are drawn; each is stored many times over


def measure(quick: bool) -> list[Row]:
    """One line: time, and the most memory."""
    from tests.domain.letter_cases import CASES, write

    RECORD.write_text(json.dumps(to_json(write(CASES["approved"]))), "utf-8")
    number = "1000" if quick else "10000"
    sides = pairs(__name__, "ours", "canvas", number, rounds=2)
    job = f"{int(number):,} letters merged for print"
    return [compared(job, sides, 1.8, note="raw: canvas; goal 400 MB")]


def _records(number: int) -> list[LetterRecord]:
    record = from_json(LetterRecord, json.loads(RECORD.read_text("utf-8")))
    return [
        replace(record, number=f"A-{n:05d}-L1", addressee=(f"Firm {n} of Žižkov", "Jana Hofer"))
        for n in range(number)
    ]


def _answer(file: bytes, letters: int) -> list[int]:
    """How many letters, and the first line of text of the last of them."""
    document = pypdfium2.PdfDocument(file)
    page = document[len(document) - raw_letters.PAGES]
    words = page.get_textpage().get_text_range()
    found = [letters, int(f"Firm {(letters - 1) % DIFFERENT}" in words)]
    document.close()
    return found


def ours(number: str) -> Side:
    """The press joins the stored bytes behind their list."""
    from mmd_reviewer.pdf.batch_pdf import draw_batch
    from mmd_reviewer.pdf.letter_pdf import draw_letter

    drawn = [draw_letter(record, FONTS).pdf for record in _records(DIFFERENT)]
    # Each from the store: bytes of its own, let go when they are joined.
    letters = (bytes(bytearray(drawn[n % DIFFERENT])) for n in range(int(number)))
    row = BatchRow("A-1", "approved", "A-00001-L1", "Firm", "MMD-1", DAY, raw_letters.PAGES)
    cover = CoverList((row,) * int(number), DAY, "Ines Moreau", "Desk", "1:" + "ab" * 32)
    seconds, (file, _) = timed(lambda: draw_batch(cover, letters, FONTS, Job()))
    return side(seconds, _answer(file, int(number)))


def canvas(number: str) -> Side:
    """The baseline."""
    _, together = raw_letters.by_canvas(FONTS)
    records = _records(DIFFERENT)
    chosen = [records[n % DIFFERENT] for n in range(int(number))]
    with tempfile.TemporaryDirectory(dir=BENCH) as folder:
        file = Path(folder) / "letters.pdf"
        seconds, _ = timed(lambda: together(chosen, file))
        return side(seconds, _answer(file.read_bytes(), len(chosen)))
