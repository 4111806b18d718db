"""The printed calendar: every entry in the agenda, months
that say how many more, the same foot on each page.
"""

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pypdfium2
import pytest

from mmd_reviewer import paths
from mmd_reviewer.domain.calendar_entry import (
    CANCELLED,
    CODE_NAMES,
    DONE,
    NOT_SENT,
    OPEN,
    OVERDUE,
    PLANNED,
    TODAY,
    Entry,
)
from mmd_reviewer.pdf.calendar_marks import LEGEND, draw_legend, draw_mark, text_look
from mmd_reviewer.pdf.calendar_pdf import EMPTY, draw_calendar
from mmd_reviewer.pdf.read_back import page_sizes, read_pages
from mmd_reviewer.pdf.sheet import LANDSCAPE, PORTRAIT, Sheet
from mmd_reviewer.pdf.styles import REGULAR

FONTS = paths.resources() / "fonts"
DAY = date(2026, 11, 23)
LAPTOP = "Panasonic Toughbook 55 for two plants"


def holiday(day: date) -> str:
    return "Christmas Day" if (day.month, day.day) == (12, 25) else ""


def entry(day: date, place: int = 0, **given: Any) -> Entry:
    values: dict[str, Any] = {
        "code": "3",
        "status": PLANNED,
        "number": f"A-{place:04d}",
        "customer": "Contoso",
        "title": LAPTOP,
        "uid": f"U{place}",
        "offset": 60,
        "first": date(2026, 9, 24),
        "lapses": day + timedelta(days=30),
        "devices": 5,
    }
    return Entry(day, **{**values, **given})


def draw(
    entries: list[Entry], first: date = date(2026, 11, 1), last: date = date(2026, 12, 31)
) -> bytes:
    return draw_calendar(first, last, entries, DAY, FONTS, holiday)


def texts(pdf: bytes) -> list[str]:
    """The words of each page in one line."""
    return [" ".join(page.text.split()) for page in read_pages(pdf)]


def test_the_agenda_upright_and_a_page_across_for_each_month() -> None:
    """D3: due dates with weekday, what fell on a day off, how late; C6: days in words."""
    entries = [
        entry(date(2026, 11, 21), 1),
        entry(DAY, 2, code="F"),
        entry(date(2026, 12, 25), 3, code="D"),
        entry(date(2027, 1, 5), 4),
    ]
    pdf = draw(entries)
    sizes = [wide > high for wide, high in page_sizes(pdf)]
    assert sizes == [False, True, True]
    agenda, november, december = texts(pdf)
    for words in (
        "Sunday 1 November 2026 to Thursday 31 December 2026",
        "3 entries: 1 overdue, 1 today, 1 planned",
        "Saturday 21 November 2026",
        "2 days late",
        "Third notice",
        "day 60",
        "A-0001",
        "Contoso",
        LAPTOP,
        "Monday 23 November 2026 today",
        "Final notice",
        "not a working day: Christmas Day",
        "5 devices still carry it",
    ):
        assert words in agenda, words
    assert "A-0004" not in agenda
    assert "November 2026" in november
    assert "Calendar of notices" in november
    for words in ("December 2026", "Christmas Day", "1 Jan", "53"):
        assert words in december
    for page, number in zip((agenda, november, december), (1, 2, 3), strict=True):
        assert f"Printed on Mon 2026-11-23 · Data as of Mon 2026-11-23 Page {number} of 3" in page
    for name in (*CODE_NAMES.values(), "Overdue", "Cancelled"):
        assert name in agenda
        assert name in november
    assert draw(entries) == pdf
    assert not any(page.annotations for page in read_pages(pdf))


def test_a_full_day_says_how_many_more_and_the_agenda_has_them_all() -> None:
    """Nothing is cut off: what a cell cannot hold stands in the agenda."""
    day = date(2026, 12, 9)
    pages = texts(draw([entry(day, place) for place in range(40)]))
    december = pages[-1]
    shown = december.count("Contoso")
    assert 0 < shown < 40
    assert f"+{40 - shown} more, in the agenda" in december
    agenda = " ".join(pages[:-2])
    assert all(f"A-{place:04d}" in agenda for place in range(40))
    assert "Wednesday 9 December 2026, continued" in agenda


def test_long_and_strange_words_come_through_whole() -> None:
    """Markup is text, a long note runs over pages, what has no glyph is written out."""
    note = " ".join(f"word{place}" for place in range(4000))
    odd = "<b>株式会社 𗀀𗀁</b> & Co"
    pages = texts(
        draw([entry(DAY, 1, code="A", status=OPEN, note=note, customer=odd, offset=None)])
    )
    whole = " ".join(pages[:-2])
    assert len(pages) > 6
    assert all(f"word{place}" in whole for place in (1, 1999, 3999))
    assert all(words in whole for words in ("<b>株式会社 [U+17000", "U+17001]</b>", "& Co"))


def test_an_empty_calendar_and_one_of_a_part_of_a_month() -> None:
    """It says that there is nothing, and which days are shown."""
    agenda, month = texts(draw([], date(2026, 11, 10), date(2026, 11, 20)))
    assert EMPTY in agenda
    assert "0 entries" in agenda
    assert "Calendar of notices, 2026-11-10 to 2026-11-20 only" in month
    last = texts(draw_calendar(date(9999, 12, 1), date(9999, 12, 31), [], DAY, FONTS, holiday))
    assert len(last) == 1  # the agenda; that month has days that no calendar holds


def test_a_name_is_cut_at_a_word_and_the_number_stands_where_there_is_room() -> None:
    long = "Wide World Importers Manufacturing and Logistics of Northern Europe"
    month = texts(draw([entry(DAY, 7), entry(DAY, 8, customer=long)]))[1]
    assert "Contoso A-0007" in month
    assert "Manufacturing" not in month
    assert "…" in month


def test_each_state_has_a_shape_of_its_own() -> None:
    """Told apart without colour: shape or weight differs for every two of them."""
    drawn = {}
    for now in (OVERDUE, TODAY, PLANNED, OPEN, DONE, NOT_SENT, CANCELLED):
        sheet = Sheet(FONTS, title="t", printed=DAY, as_of="today")
        sheet.new_page(PORTRAIT)
        draw_mark(sheet, 10, 10, 9, "1", now)
        # Colours apart, the drawing itself differs.
        drawn[now] = "\n".join(
            line
            for drawn in sheet.canvas.pages[0].drawn.values()
            for line in drawn.code
            if not line.endswith((" rg", " RG"))
        )
    kinds = list(drawn.values())
    assert kinds.count(drawn[OVERDUE]) == 3  # overdue, planned and done are dark, white and grey
    assert len(set(kinds)) == 5
    assert {now for now, _ in LEGEND} == set(drawn)
    assert text_look(OVERDUE)[0] == text_look(TODAY)[0] != text_look(PLANNED)[0]


@pytest.mark.parametrize("size", [PORTRAIT, LANDSCAPE])
def test_the_legend_stays_on_the_page_and_no_name_runs_into_the_next_mark(
    size: tuple[float, float],
) -> None:
    sheet = Sheet(FONTS, title="t", printed=DAY, as_of="today")
    sheet.new_page(size)
    draw_legend(sheet, 300)
    document = pypdfium2.PdfDocument(sheet.stored())
    found = []
    for item in document[0].get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_TEXT]):
        left, bottom, right, _ = item.get_bounds()
        found.append((-round(item.get_matrix().f), left, right))
        assert right <= sheet.right + 0.1
        assert bottom > 0
    for one, other in pairwise(sorted(found)):
        assert one[0] != other[0] or one[2] <= other[1], "no two words stand on one another"
    document.close()


def test_words_that_fit_and_words_that_do_not() -> None:
    sheet = Sheet(FONTS, title="t", printed=DAY, as_of="today")
    wrapped, at_a_word = sheet.wrapped, sheet.at_a_word
    assert sheet.visible("plain") == "plain"
    assert sheet.visible("é\u202e𗀀𗀁x中") == "é[U+202E U+17000 U+17001]x中"
    assert sheet.visible("a𗀀") == "a[U+17000]"
    assert wrapped("one two\n\nthree", REGULAR, 8, 1000) == ["one two", "", "three"]
    assert wrapped("", REGULAR, 8, 100) == [""]
    broken = wrapped("a " + "x" * 200, REGULAR, 8, 50)
    assert "".join(broken).replace("a", "") == "x" * 200
    assert all(sheet.width_of(line, REGULAR, 8) <= 50 for line in broken)
    assert wrapped("xx", REGULAR, 8, 0.1) == ["x", "x"]
    assert at_a_word("Contoso", REGULAR, 8, 200) == "Contoso"
    assert at_a_word("Contoso Manufacturing and more", REGULAR, 8, 70) == "Contoso…"
    assert at_a_word("Manufacturing", REGULAR, 8, 30).endswith("…")


@pytest.mark.parametrize("first", [date(2028, 2, 1), date(2026, 2, 1)])
def test_months_of_four_to_six_weeks(first: date) -> None:
    """A leap day has its cell; a month of exactly four weeks fills the page."""
    last = (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    month = texts(draw_calendar(first, last, [entry(last, 5)], DAY, FONTS, holiday))[-1]
    assert "A-0005" in month
    assert str(last.day) in month
