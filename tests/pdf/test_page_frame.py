"""What stands around the words of a letter on each page: head, foot, marks (rule C2)."""

from dataclasses import replace
from itertools import pairwise

import pytest

from mmd_reviewer.domain.letter_facts import LetterRecord
from mmd_reviewer.pdf import styles as s
from mmd_reviewer.pdf.faces import Faces
from mmd_reviewer.pdf.letterhead import letterhead
from mmd_reviewer.pdf.page_frame import LONGEST_MARK, PageFrame
from mmd_reviewer.pdf.styles import MM
from tests.domain.letter_cases import CASES, write
from tests.making import png
from tests.pdf.drawn import FONTS, WatchedCanvas, Words
from tests.pdf.printed import letters

FACES = Faces(FONTS)
WIDE, HIGH = s.A4
LEFT, RIGHT = s.LEFT, WIDE - s.RIGHT


def around(
    record: LetterRecord, pages: int = 2, *, draft: bool = False, logo: bytes = b""
) -> WatchedCanvas:
    """What is drawn around so many empty pages."""
    canvas, frame = WatchedCanvas(FACES), s.frame(record.paper)
    for _ in range(pages):
        canvas.begin(frame.size)
    head = letterhead(record, FACES, frame.width, logo)
    drawn = PageFrame(canvas, frame, record, head, draft=draft)
    for number in range(1, pages + 1):
        drawn.draw(number, pages)
    return canvas


def record(**given: object) -> LetterRecord:
    return replace(letters()["approved"], **given)  # type: ignore[arg-type]


def at_left(row: Words) -> bool:
    return row.x == pytest.approx(LEFT)


def at_right(row: Words) -> bool:
    return row.right == pytest.approx(RIGHT)


def test_the_first_page_names_the_service_and_the_letter_and_later_ones_once_more() -> None:
    own = record()
    canvas = around(own)
    service, unit = own.sender["service"], own.sender["unit"]
    assert canvas.said(0) == [
        service,
        own.number,
        unit,
        "Monday 23 November 2026",
        f"{own.case} · {own.addressee[0]}",
        "Page 1 of 2",
    ]
    assert canvas.said(1) == [
        service,
        f"{own.number}, Monday 23 November 2026",
        f"{own.case} · {own.addressee[0]}",
        "Page 2 of 2",
    ]


def test_words_stand_at_both_margins_in_pairs_of_one_height() -> None:
    canvas = around(record())
    for row, other in zip(canvas.words[::2], canvas.words[1::2], strict=True):
        assert at_left(row)
        assert at_right(other)
        assert row.y == other.y
        assert row.right < other.x


def test_nothing_around_the_words_is_read_aloud() -> None:
    assert {row.tag for row in around(record(sample=True), draft=True).words} == {""}


def test_every_page_has_a_rule_below_its_head_and_above_its_foot() -> None:
    canvas = around(record(), 3)
    for page in range(3):
        head, foot = (rule for rule in canvas.rules if rule.page == page)
        assert (head.x, head.to_x) == (foot.x, foot.to_x) == (LEFT, RIGHT)
        lowest = min(row.y for row in canvas.words if row.page == page and row.y > HIGH / 2)
        assert head.y < lowest < head.y + 12
        assert foot.y == pytest.approx(17 * MM + 11)


def test_an_address_stands_below_the_unit_and_the_rule_below_it() -> None:
    own = record()
    address = {**own.sender, "address": "Bahnhofstraße 1\n8001 Zürich"}
    canvas, plain = around(record(sender=address), 1), around(own, 1)
    unit, street, town = (
        canvas.found(text) for text in (own.sender["unit"], "Bahnhofstraße 1", "8001 Zürich")
    )
    assert unit.y > street.y > town.y
    assert street.y - town.y == pytest.approx(11.5)
    assert (street.x, street.size, street.ink) == (LEFT, 8.5, s.MUTED)
    assert canvas.rules[0].y == pytest.approx(plain.rules[0].y - 2 * 11.5)


@pytest.mark.parametrize(("accent", "used"), [("#0F6CBD", True), ("#FFD400", False), ("", False)])
def test_a_legible_colour_is_that_of_the_service_and_of_the_rule(accent: str, used: bool) -> None:
    own = record()
    canvas = around(record(sender={**own.sender, "accent": accent}))
    service = canvas.words[0]
    assert service.ink == (accent if used else s.INK)
    assert canvas.rules[0].ink == (accent if used else s.HAIRLINE)
    assert canvas.found(own.number).ink == s.INK
    assert {rule.ink for rule in canvas.rules[1:]} == {s.HAIRLINE}


def test_a_logo_stands_above_the_service_on_the_first_page_alone() -> None:
    plain, headed = around(record()), around(record(), logo=png(100, 100))
    assert [page.drawn.keys() for page in headed.pages] == [
        page.drawn.keys() for page in plain.pages
    ]
    assert len(headed.pictures) == 1
    assert headed.words[0].y < plain.words[0].y
    second = [row for row in headed.words if row.page == 1]
    assert second == [row for row in plain.words if row.page == 1]


def test_a_long_name_is_cut_where_it_would_run_into_the_number() -> None:
    own = record()
    long = "Bundesanstalt für Verwaltung und Versorgung der Länder " * 3
    canvas = around(
        record(
            sender={**own.sender, "service": long, "unit": long}, addressee=(long, *own.addressee)
        )
    )
    for row, other in pairwise(canvas.words):
        if row.y == other.y and row.page == other.page:
            assert row.text.endswith("…")
            assert row.right <= other.x - 12 + 0.1


@pytest.mark.parametrize("sample", [True, False])
def test_a_sample_says_so_in_the_middle_of_every_page(sample: bool) -> None:
    canvas = around(record(sample=sample), 3)
    marks = [row for row in canvas.words if "sample" in row.text.lower()]
    assert [row.page for row in marks] == ([0, 1, 2] if sample else [])
    for row in marks:
        assert (row.x + row.right) / 2 == pytest.approx(WIDE / 2)
        assert row.y > HIGH - 15 * MM


def test_a_draft_says_so_behind_every_page_and_in_its_foot() -> None:
    canvas = around(record(), 2, draft=True)
    assert [bool(page.under) for page in canvas.pages] == [True, True]
    assert [row.text for row in canvas.words if row.text.startswith("Draft")] == [
        "Draft, not issued · Page 1 of 2",
        "Draft, not issued · Page 2 of 2",
    ]
    assert not any(page.under for page in around(record()).pages)


@pytest.mark.parametrize("language", ["en", "de", "fr"])
def test_the_frame_speaks_the_language_of_the_letter(language: str) -> None:
    own = write(CASES["approved"], "approved", language=language)
    canvas = around(replace(own, sample=True), draft=True)
    mark, sample = canvas.words[0], canvas.words[1]
    assert (mark.text, sample.text.split(" ")[0].strip(",.:").upper()[:4]) == {
        "en": ("DRAFT", "SAMP"),
        "de": ("ENTWURF", "MUST"),
        "fr": ("PROJET", "EXEM"),
    }[language]
    assert canvas.said(1)[-1].endswith({"en": "of 2", "de": "von 2", "fr": "sur 2"}[language])
    assert mark.right - mark.x <= LONGEST_MARK + 0.1
    assert mark.size <= 120


@pytest.mark.parametrize("paper", sorted(s.PAPERS))
def test_the_frame_stands_at_the_edges_of_its_paper(paper: str) -> None:
    wide, high = s.PAPERS[paper]
    canvas = around(record(paper=paper, sample=True))
    assert max(row.right for row in canvas.words) == pytest.approx(wide - s.RIGHT)
    assert min(row.x for row in canvas.words) == pytest.approx(s.LEFT)
    sample = next(row for row in canvas.words if row.size == 8.5)
    assert sample.y == pytest.approx(high - 12 * MM)
