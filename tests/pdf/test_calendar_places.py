"""Where the printed calendar puts its words and marks: agenda, months, legend (D4, D5)."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

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
from mmd_reviewer.domain.period import MONTHS
from mmd_reviewer.pdf import styles as s
from mmd_reviewer.pdf.calendar_marks import LEGEND, LEGEND_LINE, draw_legend, draw_mark, text_look
from mmd_reviewer.pdf.calendar_pdf import _heads, draw_calendar
from mmd_reviewer.pdf.sheet import (
    ACCENT,
    BROKEN,
    DARK,
    EDGE,
    LANDSCAPE,
    PORTRAIT,
    SHADE,
    WHITE,
)
from tests.pdf.drawn import FONTS, WatchedCanvas, outside, overlaps, watched_sheet, watching
from tests.pdf.test_calendar_pdf import DAY, LAPTOP, entry, holiday

LONG = "Wide World Importers Manufacturing and Logistics of Northern Europe & Asia"
WORD = "Donaudampfschifffahrtsgesellschaftskapitänskajütenschlüsselverwaltung"


def drawn(
    monkeypatch: pytest.MonkeyPatch,
    entries: Sequence[Entry],
    first: date = date(2026, 11, 1),
    last: date = date(2026, 11, 30),
) -> WatchedCanvas:
    with watching(monkeypatch) as made:
        draw_calendar(first, last, entries, DAY, FONTS, holiday)
    (canvas,) = made
    return canvas


@pytest.mark.parametrize(
    ("now", "edge", "fill", "ink"),
    [
        (OVERDUE, BROKEN, BROKEN, WHITE),
        (TODAY, ACCENT, ACCENT, WHITE),
        (PLANNED, s.INK, WHITE, s.INK),
        (OPEN, s.INK, WHITE, s.INK),
        (DONE, s.HAIRLINE, SHADE, s.MUTED),
        (NOT_SENT, DARK, WHITE, s.MUTED),
        (CANCELLED, DARK, WHITE, s.MUTED),
    ],
)
def test_a_mark_has_the_colours_of_its_state(now: str, edge: str, fill: str, ink: str) -> None:
    sheet, canvas = watched_sheet(PORTRAIT)
    draw_mark(sheet, 100, 200, 10, "3", now)
    assert (canvas.boxes[0].edge, canvas.boxes[0].fill) == (edge, fill)
    (letter,) = canvas.words
    assert (letter.text, letter.ink, letter.tag) == ("3", ink, "")
    assert (letter.x + letter.right) / 2 == pytest.approx(105)


def test_shapes_are_told_apart_without_colour() -> None:
    """Today is round and larger, open has two outlines, what was not sent is struck through."""
    seen = {}
    for now in (OVERDUE, TODAY, PLANNED, OPEN, DONE, NOT_SENT, CANCELLED):
        sheet, canvas = watched_sheet(PORTRAIT)
        draw_mark(sheet, 100, 200, 10, "3", now)
        seen[now] = canvas
    round_one = seen[TODAY].boxes[0]
    assert round_one.radius == round_one.width / 2 == round_one.height / 2
    assert (round_one.x, round_one.width) == (99.4, 11.2)
    for now in (OVERDUE, PLANNED, OPEN, DONE, NOT_SENT, CANCELLED):
        box = seen[now].boxes[0]
        assert (box.x, box.y, box.width, box.height, box.radius) == (100, 200, 10, 10, 1.6)
    assert [len(seen[now].boxes) for now in seen] == [1, 1, 1, 2, 1, 1, 1]
    inner = seen[OPEN].boxes[1]
    assert (inner.x, inner.width, inner.fill) == (101.5, 7, "")
    assert [now for now, canvas in seen.items() if canvas.rules] == [NOT_SENT, CANCELLED]
    assert [now for now, canvas in seen.items() if canvas.boxes[0].dash] == [CANCELLED]
    struck = seen[NOT_SENT].rules[0]
    assert struck.x < 100 < 110 < struck.to_x
    assert 200 < struck.y < struck.to_y < 210


@pytest.mark.parametrize(
    ("now", "look"),
    [
        (OVERDUE, (s.STRONG, BROKEN)),
        (TODAY, (s.STRONG, ACCENT)),
        (PLANNED, (s.REGULAR, s.INK)),
        (OPEN, (s.REGULAR, s.INK)),
        (DONE, (s.REGULAR, s.MUTED)),
        (NOT_SENT, (s.REGULAR, s.MUTED)),
        (CANCELLED, (s.REGULAR, s.MUTED)),
    ],
)
def test_words_beside_a_mark_look_as_it_does(now: str, look: tuple[bool, str]) -> None:
    assert text_look(now) == look


def test_the_legend_names_every_letter_and_every_state_once() -> None:
    sheet, canvas = watched_sheet(PORTRAIT)
    last = draw_legend(sheet, 500)
    names = [row.text for row in canvas.words if len(row.text) > 1]
    assert names == [*CODE_NAMES.values(), *(words for _, words in LEGEND)]
    letters = [row.text for row in canvas.words if len(row.text) == 1]
    assert letters == [*CODE_NAMES, *["n"] * len(LEGEND)]
    heights = sorted({row.y for row in canvas.words if len(row.text) > 1}, reverse=True)
    assert heights == [501, 501 - LEGEND_LINE, 501 - 2 * LEGEND_LINE]
    assert last == 500 - 2 * LEGEND_LINE
    assert {row.tag for row in canvas.words} == {""}, "rows say the same in words"


ROWS = [
    entry(date(2026, 11, 20), 1, customer="Zava"),
    entry(date(2026, 11, 20), 2, customer="adatum"),
    entry(DAY, 3, code="D", customer="Contoso"),
    entry(DAY, 4, code="A", status=OPEN, customer="Contoso", offset=5, note="received by mail"),
    entry(date(2026, 11, 28), 5, code="F", status=CANCELLED, offset=83),
    entry(date(2026, 11, 28), 6, code="E", status=DONE, offset=None),
]


def test_the_agenda_goes_by_day_then_by_customer_whatever_the_case_of_its_letters(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    canvas = drawn(monkeypatch, ROWS[::-1])
    numbers = [row.text for row in canvas.words if row.page == 0 and row.text.startswith("A-")]
    assert numbers == ["A-0002", "A-0001", "A-0004", "A-0003", "A-0006", "A-0005"]


def test_days_are_headings_and_their_entries_a_list(monkeypatch: pytest.MonkeyPatch) -> None:
    canvas = drawn(monkeypatch, ROWS)
    heads = [row.text for row in canvas.words if row.page == 0 and row.tag == "H2"]
    assert heads == [
        "Friday 20 November 2026",
        "Monday 23 November 2026",
        "today",
        "Saturday 28 November 2026",
        "not a working day: Saturday",
    ]
    assert [row.text for row in canvas.words if row.tag == "H1"] == ["Calendar of notices"]


def test_columns_of_the_agenda_stand_below_one_another(monkeypatch: pytest.MonkeyPatch) -> None:
    canvas = drawn(monkeypatch, ROWS)
    below = canvas.found("Friday 20 November 2026").y  # the legend names kinds and states too
    rows = [row for row in canvas.words if row.page == 0 and EDGE + 12 < row.y < below]
    lefts = {
        EDGE + 20: {"Third notice", "Cover ends", "Final notice", "Approval ends", "day 60"},
        EDGE + 106: {"Zava", "adatum", "Contoso", LAPTOP},
        EDGE + 286: {f"A-000{n}" for n in range(1, 7)},
        EDGE + 346: {"3 days late", "Cancelled", "Done", "Received by mail"},
    }
    for left, wanted in lefts.items():
        found = {row.text for row in rows if row.x == left}
        assert wanted <= found, left
    assert {row.x for row in rows if not row.tag.startswith("H")} - {*lefts} == {
        row.x for row in rows if row.tag == ""
    }, "and the letters in their marks"


def test_what_is_late_is_loud_and_what_is_done_is_quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    canvas = drawn(monkeypatch, ROWS)
    assert [row.ink for row in canvas.words if row.text == "3 days late"] == [BROKEN] * 2
    agenda = {row.text: row.ink for row in canvas.words if row.page == 0 and row.x == EDGE + 106}
    assert agenda["Zava"] == BROKEN
    assert agenda["Contoso"] == s.INK
    remarks = {row.text: row.ink for row in canvas.words if row.page == 0 and row.x == EDGE + 346}
    assert remarks["Cancelled"] == s.MUTED
    assert remarks["Done"] == s.MUTED


@pytest.mark.parametrize(
    ("entries", "words"),
    [
        ([], "0 entries"),
        (ROWS[2:3], "1 entry: 1 today"),
        (ROWS, "6 entries: 2 overdue, 1 today, 1 open, 1 done, 1 cancelled"),
        ([entry(DAY, n) for n in range(1200)], "1,200 entries: 1,200 today"),
    ],
)
def test_the_head_counts_what_is_shown(entries: list[Entry], words: str) -> None:
    assert _heads(entries, DAY) == words


def test_the_head_stands_below_the_title(monkeypatch: pytest.MonkeyPatch) -> None:
    assert drawn(monkeypatch, ROWS).said(0)[:3] == [
        "Calendar of notices",
        "Sunday 1 November 2026 to Monday 30 November 2026",
        _heads(ROWS, DAY),
    ]


def test_what_is_not_in_the_days_asked_for_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    first, last = date(2026, 11, 10), date(2026, 11, 20)
    at = [first - timedelta(days=1), first, last, last + timedelta(days=1)]
    canvas = drawn(monkeypatch, [entry(day, n) for n, day in enumerate(at)], first, last)
    for page in (0, 1):
        assert [text for text in canvas.said(page) if text.startswith("A-")] == ["A-0001", "A-0002"]


@pytest.mark.parametrize(
    ("first", "weeks"), [(date(2027, 2, 1), 4), (date(2026, 11, 1), 6), (date(2026, 12, 1), 5)]
)
def test_a_month_has_a_row_a_week_and_a_column_a_day(
    monkeypatch: pytest.MonkeyPatch, first: date, weeks: int
) -> None:
    last = (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    canvas = drawn(monkeypatch, [], first, last)
    own = [row for row in canvas.words if row.page == 1]
    across = [rule for rule in canvas.rules if rule.page == 1 and rule.y == rule.to_y]
    upright = [rule for rule in canvas.rules if rule.page == 1 and rule.x == rule.to_x]
    assert len(across) == weeks + 1 + 1, "and that of the foot"
    assert len(upright) == 8
    steps = [round(b - a, 6) for a, b in pairwise(sorted(rule.x for rule in upright))]
    assert len(set(steps)) == 1
    numbers = [row for row in own if row.tag == "TD" and row.text.isdigit() and row.size == 7]
    assert [int(row.text) for row in numbers] == [
        (first + timedelta(days=7 * n)).isocalendar().week for n in range(weeks)
    ]
    assert canvas.found(f"{MONTHS[first.month - 1]} {first.year}").tag == "H2"


def test_days_of_other_months_are_quiet_and_the_first_of_the_next_names_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    canvas = drawn(monkeypatch, [])
    days = [row for row in canvas.words if row.page == 1 and row.size == 8.5]
    assert [row.text for row in days] == [
        *map(str, range(26, 32)),
        *map(str, range(1, 31)),
        "1 Dec",
        *map(str, range(2, 7)),
    ]
    inks = [row.ink for row in days]
    assert inks[:6] == [s.MUTED] * 6
    assert inks[-6:] == [s.MUTED] * 6
    assert {ink for row, ink in zip(days[6:-6], inks[6:-6], strict=True) if row.text != "23"} == {
        s.INK
    }
    assert next(row for row in days[6:-6] if row.text == "23").ink == WHITE


def test_the_day_printed_on_has_a_dark_ground(monkeypatch: pytest.MonkeyPatch) -> None:
    canvas = drawn(monkeypatch, [])
    (ground,) = (box for box in canvas.boxes if box.page == 1 and box.fill == s.INK)
    today = next(
        row for row in canvas.words if row.ink == WHITE and row.page == 1 and row.text == "23"
    )
    assert ground.x <= today.x < today.right <= ground.x + ground.width
    assert ground.y <= today.y < today.y + 6 <= ground.y + ground.height


def test_days_off_are_shaded_and_named(monkeypatch: pytest.MonkeyPatch) -> None:
    canvas = drawn(monkeypatch, [], date(2026, 12, 1), date(2026, 12, 31))
    shaded = [
        box for box in canvas.boxes if box.page == 1 and box.fill == SHADE and box.height > 30
    ]
    assert len(shaded) == 2 * 5 + 1, "weekends of five weeks and Christmas Day"
    name = canvas.found("Christmas Day")
    assert any(
        box.x < name.x < name.right < box.x + box.width and box.y < name.y < box.y + box.height
        for box in shaded
    )


@hypothesis_settings(max_examples=12, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.integers(0, 29),
            st.sampled_from(["1", "2", "3", "F", "D", "A", "E", "P", "K", "L", "T", "V", "R"]),
            st.sampled_from([PLANNED, OPEN, DONE, NOT_SENT, CANCELLED]),
            st.sampled_from(["Contoso", LONG, WORD, "שרה כהן", "王小明"]),
        ),
        max_size=60,
    )
)
def test_no_two_words_stand_on_one_another_and_none_leaves_the_page(
    rows: list[tuple[int, str, str, str]],
) -> None:
    entries = [
        entry(
            date(2026, 11, 1) + timedelta(days=place),
            n,
            code=code,
            status=status,
            customer=name,
            title=name * 2,
            note=LONG,
        )
        for n, (place, code, status, name) in enumerate(rows)
    ]
    with pytest.MonkeyPatch.context() as patch:
        canvas = drawn(patch, entries)
    assert overlaps(canvas) == []
    assert outside(canvas) == []
    assert {page.size for page in canvas.pages} == {PORTRAIT, LANDSCAPE}
