"""One decision letter to its own file: against a bare canvas, and beside WeasyPrint and fpdf2."""

from __future__ import annotations

import json
import statistics
import tempfile
import unicodedata
from collections.abc import Callable
from pathlib import Path

from mmd_reviewer import paths
from mmd_reviewer.domain.fact_text import from_json, to_json
from mmd_reviewer.domain.letter_facts import LetterRecord
from tests.benchmarks import raw_letters
from tests.benchmarks.harness import ROUNDS, Row, Side, compared, run, same, side, typical
from tests.benchmarks.material import BENCH

LETTERS = 12
RECORD = BENCH / "letter.json"
FONTS = paths.resources() / "fonts"


def measure(quick: bool) -> list[Row]:
    """Three lines, all four sides in one run."""
    from tests.domain.letter_cases import CASES, write

    RECORD.write_text(json.dumps(to_json(write(CASES["approved"]))), "utf-8")
    names = ("ours", "canvas", "weasyprint", "fpdf2")
    sides: dict[str, list[Side]] = {name: [] for name in names}
    for _ in range(ROUNDS):
        for name in names:
            sides[name].append(run(__name__, name))
            same(sides[name][-1], sides["ours"][0], f"letter by {name}")
    rows = [
        compared(
            "one letter of 2 pages to its file",
            (sides["ours"], sides["canvas"]),
            4,
            note="raw: canvas, untagged",
        )
    ]
    for name in names[2:]:
        slower = statistics.median(
            a.seconds / b.seconds for a, b in zip(sides[name], sides["ours"], strict=True)
        )
        here, there = (
            statistics.median(row.seconds for row in sides[side]) for side in ("ours", name)
        )
        peak = max(row.peak for row in sides["ours"])
        rows.append(
            Row(
                f"times faster than {name}",
                here,
                there,
                slower,
                3,
                peak,
                "the same words",
                atleast=True,
            )
        )
    return rows


def _drawn(draw: Callable[[LetterRecord, Path], object]) -> Side:
    from mmd_reviewer.pdf.read_back import read_pages

    record = from_json(LetterRecord, json.loads(RECORD.read_text("utf-8")))
    with tempfile.TemporaryDirectory(dir=BENCH) as folder:
        file = Path(folder) / "letter.pdf"
        seconds, _ = typical(lambda: draw(record, file), LETTERS)
        pages = [page.text for page in read_pages(file.read_bytes())]
    letters = unicodedata.normalize("NFKC", "".join("".join(pages).split()))
    return side(seconds, [len(pages), "".join(sorted(letters))])


def ours() -> Side:
    """The press."""
    from mmd_reviewer.pdf.letter_pdf import draw_letter

    return _drawn(lambda record, file: file.write_bytes(draw_letter(record, FONTS).pdf))


def canvas() -> Side:
    """The baseline."""
    return _drawn(raw_letters.by_canvas(FONTS)[0])


def weasyprint() -> Side:
    """Its fonts are loaded for each letter, as for any document of its own."""
    return _drawn(raw_letters.by_weasyprint(FONTS))


def fpdf2() -> Side:
    """Likewise."""
    return _drawn(raw_letters.by_fpdf2(FONTS))
