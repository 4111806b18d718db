"""Where the list in front of a print batch puts its words (C4)."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from mmd_reviewer.domain.deed import Job
from mmd_reviewer.domain.letters.kinds import KINDS
from mmd_reviewer.domain.print_batch import BatchRow, CoverList
from mmd_reviewer.pdf import styles as s
from mmd_reviewer.pdf.batch_pdf import draw_batch
from tests.pdf.drawn import DAY, WatchedCanvas, overlaps, watched

LONG = "Wide World Importers Manufacturing and Logistics of Northern Europe & Asia"


def batch(
    rows: Sequence[BatchRow], patch: pytest.MonkeyPatch, paper: str = "A4", **given: Any
) -> WatchedCanvas:
    cover = CoverList((*rows,), DAY, "Ines Moreau", "Microsoft Managed Desktop", "376:abc", paper)

    def draw(fonts: Any) -> None:
        draw_batch(cover, (), fonts, Job(), **given)

    return watched(patch, draw)


def letter(place: int = 1, **given: Any) -> BatchRow:
    row = BatchRow(f"A-{place:04d}", "approved", f"A-{place:04d}-L1", "Contoso", "MMD-1", DAY, 2)
    return replace(row, **given)


@pytest.mark.parametrize(("sample", "day"), [(True, "Sample, Monday"), (False, "Monday")])
def test_the_list_of_a_batch_says_how_many_and_who(
    monkeypatch: pytest.MonkeyPatch, sample: bool, day: str
) -> None:
    said = batch([letter(), letter(2, pages=1)], monkeypatch, sample=sample).said()
    assert said[:3] == [
        "Print batch",
        f"{day} 23 November 2026",
        "2 letters, 3 pages. Each letter begins on a front page.",
    ]
    assert "Prepared by Ines Moreau" in said
    assert "Seal of the store, 376 facts: abc" in said
    assert "Microsoft Managed Desktop · printed on 2026-11-23" in said


def test_each_letter_has_a_box_to_tick_on_its_line(monkeypatch: pytest.MonkeyPatch) -> None:
    canvas = batch([letter(n) for n in range(1, 70)], monkeypatch)
    pages = sorted({row.page for row in canvas.words})
    assert len(pages) > 2
    assert canvas.said(1)[0] == "Print batch, continued"
    assert len(canvas.boxes) == 69
    numbers = [row for row in canvas.words if row.text.endswith("-L1")]
    for box, row in zip(canvas.boxes, numbers, strict=True):
        assert (box.page, box.x) == (row.page, s.LEFT)
        assert box.y < row.y + 3 < box.y + box.height
        assert row.x > box.x + box.width
    assert [text for text in canvas.said() if text.startswith("Page ")] == [
        f"Page {page + 1} of {len(pages)}" for page in pages
    ]


def test_a_number_is_whole_however_small_it_must_be(monkeypatch: pytest.MonkeyPatch) -> None:
    canvas = batch([letter(reference="MMD-1465058-" + "R5V8P" * 6, addressee=LONG)], monkeypatch)
    reference = canvas.found("MMD-1465058-" + "R5V8P" * 6)
    assert reference.size < 9
    assert any(text.endswith("…") and LONG.startswith(text[:-1]) for text in canvas.said())
    assert overlaps(canvas) == []


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_no_two_words_of_a_batch_stand_on_one_another(
    monkeypatch: pytest.MonkeyPatch, paper: str
) -> None:
    rows = [
        letter(n, kind=kind, addressee=LONG, pages=1234, reference=f"MMD-{n}-{'X' * n}")
        for n, kind in enumerate(KINDS, 1)
    ]
    canvas = batch(rows, monkeypatch, paper)
    assert overlaps(canvas) == []
    wide = s.PAPERS[paper][0]
    for row in canvas.words:
        assert row.x >= s.LEFT - 0.1
        assert row.right <= wide - s.RIGHT + 0.1
