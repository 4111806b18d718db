"""Where printed lists put their words: register, charts, control sheet, customer."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from mmd_reviewer.domain.control_sheet import ControlRow, ControlSheet
from mmd_reviewer.domain.customer_sheet import CustomerSheet, SheetTable
from mmd_reviewer.domain.register import Register, RegisterRow
from mmd_reviewer.domain.register_figures import Bar, Chart, figures
from mmd_reviewer.domain.register_filter import RegisterFilter
from mmd_reviewer.pdf import styles as s
from mmd_reviewer.pdf.control_sheet import draw_control_sheet
from mmd_reviewer.pdf.customer_pdf import draw_customer
from mmd_reviewer.pdf.register_charts import draw_bars, draw_columns
from mmd_reviewer.pdf.register_pdf import PLACES, draw_register
from mmd_reviewer.pdf.sheet import ACCENT, DARK, EDGE, LANDSCAPE, PORTRAIT, SHADE
from tests.pdf.drawn import (
    DAY,
    WatchedCanvas,
    outside,
    overlaps,
    watched,
    watched_sheet,
)
from tests.pdf.test_register_pdf import NAMES, ROW

LONG = "Wide World Importers Manufacturing and Logistics of Northern Europe & Asia"
WORD = "Donaudampfschifffahrtsgesellschaftskapitänskajütenschlüsselverwaltung"
NAMED = st.sampled_from(["Contoso", LONG, WORD, "שרה כהן", "王小明", "A\u200bB"])
ALL = RegisterFilter()


def chart(*bars: tuple[str, int], remark: str = "on devices", now: int = -1) -> Chart:
    return Chart(
        "k",
        "By type",
        remark,
        tuple(Bar(label, number, ALL, place == now) for place, (label, number) in enumerate(bars)),
    )


def test_bars_are_as_long_as_their_numbers() -> None:
    sheet, canvas = watched_sheet(LANDSCAPE)
    below = draw_bars(sheet, 100, 500, 240, chart(("Drivers", 40), ("Apps", 10), ("Other", 0)))
    longest, quarter, none = (box for box in canvas.boxes if box.fill == ACCENT)
    assert quarter.width == pytest.approx(longest.width / 4)
    assert none.width == 0.4, "a line that can be seen"
    assert longest.x == quarter.x == none.x == 100 + 240 * 0.46
    assert longest.y > quarter.y > none.y
    assert below < none.y
    for name, number, box in (("Drivers", "40", longest), ("Apps", "10", quarter)):
        said, value = canvas.found(name), canvas.found(number)
        assert said.x == 100
        assert value.x == pytest.approx(box.x + box.width + 4)
        assert abs(said.y - value.y) < 0.01
        assert box.y < value.y + 4 < box.y + box.height + 1


def test_a_label_and_its_number_are_read_as_one_point_of_a_list() -> None:
    sheet, _ = watched_sheet(LANDSCAPE)
    draw_bars(sheet, 100, 500, 240, chart(("Drivers", 40), ("Apps", 10)))
    title, remark, bars = sheet.root.below
    assert (title.tag, remark.tag, bars.tag) == ("H2", "P", "L")
    assert [item.tag for item in bars.below] == ["LI", "LI"]
    assert [item.below[0].tag for item in bars.below] == ["LBody", "LBody"]


def test_a_chart_without_bars_says_none_and_one_without_a_remark_none() -> None:
    sheet, canvas = watched_sheet(LANDSCAPE)
    draw_bars(sheet, 100, 500, 240, chart(remark=""))
    assert canvas.said() == ["By type", "None"]
    assert canvas.boxes == []


def test_long_labels_are_cut_before_their_bars() -> None:
    sheet, canvas = watched_sheet(LANDSCAPE)
    draw_bars(sheet, 100, 500, 240, chart((LONG, 12), (WORD, 3)))
    assert overlaps(canvas) == []
    for row in canvas.words:
        if row.x == 100 and row.size < 9:
            assert row.text.endswith("…")
            assert row.right <= 100 + 240 * 0.46 - 6 + 0.1


def test_a_large_number_has_its_thousands_apart() -> None:
    sheet, canvas = watched_sheet(LANDSCAPE)
    draw_bars(sheet, 100, 500, 240, chart(("Drivers", 1_234_567), ("Apps", 617_000)))
    assert canvas.found("1,234,567").right == pytest.approx(100 + 240)
    longest, half = canvas.boxes
    assert half.width == pytest.approx(longest.width / 2, rel=0.01)


def test_columns_stand_on_one_line_with_this_month_in_colour() -> None:
    sheet, canvas = watched_sheet(LANDSCAPE)
    bars = [("Oct", 5), ("Nov", 10), ("Dec", 0)]
    draw_columns(sheet, 100, 500, 240, 96, chart(*bars, now=1))
    before, now, after = canvas.boxes
    assert (before.fill, now.fill, after.fill) == (DARK, ACCENT, DARK)
    assert before.y == now.y == after.y
    assert now.height == pytest.approx(2 * before.height)
    assert after.height == 0.4
    (foot,) = canvas.rules
    assert (foot.x, foot.to_x) == (100, 340)
    assert foot.y < now.y
    assert canvas.said()[2:] == ["5", "Oct", "10", "Nov", "Dec"], "no nought above nothing"
    for (label, _), box in zip(bars, canvas.boxes, strict=True):
        name = canvas.found(label)
        assert (name.x + name.right) / 2 == pytest.approx(box.x + box.width / 2)
        assert name.ink == (s.INK if label == "Nov" else s.MUTED)
    assert overlaps(canvas) == []


def register(rows: Sequence[RegisterRow], patch: pytest.MonkeyPatch, **given: Any) -> WatchedCanvas:
    book = Register(DAY, None, tuple(rows))
    wish = given.pop("wish", "")
    own = figures(rows, (), DAY, NAMES)
    return watched(patch, draw_register, book, rows, own, NAMES, wish, DAY, **given)


def test_the_table_of_the_register_stands_in_its_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    canvas = register([ROW, replace(ROW, number="A-0002", devices=7)], monkeypatch)
    heads = [row for row in canvas.words if row.tag == "TH"][: len(PLACES)]
    assert [row.text for row in heads] == [place.title for place in PLACES]
    for place, head in zip(PLACES, heads, strict=True):
        if place.right:
            assert head.right == pytest.approx(EDGE + place.left + place.width)
        else:
            assert head.x == EDGE + place.left
    devices = [row for row in canvas.words if row.tag == "TD" and row.text in ("1,234", "7")]
    assert {round(row.right, 3) for row in devices} == {round(heads[2].right, 3)}


@pytest.mark.parametrize(
    ("state", "loud"),
    [
        ("in_force", False),
        ("in_revocation", True),
        ("cover_ended", True),
        ("expired", True),
        ("approved", False),
    ],
)
def test_a_state_that_asks_for_something_is_strong(
    monkeypatch: pytest.MonkeyPatch, state: str, loud: bool
) -> None:
    sheet, _ = watched_sheet(LANDSCAPE)
    canvas = register([replace(ROW, state=state)], monkeypatch)
    left = EDGE + next(place.left for place in PLACES if place.title == "State")
    cell = next(row for row in canvas.words if row.tag == "TD" and row.x == left)
    plain, strong = (sheet.width_of(cell.text, font, cell.size) for font in (False, True))
    assert cell.right - cell.x == pytest.approx(strong if loud else plain)
    assert plain != strong


def test_a_customer_heads_the_rows_with_their_count(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [ROW, replace(ROW, number="A-0002"), replace(ROW, number="A-0003", customer="Adatum")]
    canvas = register(rows, monkeypatch)
    order = [
        row.text for row in canvas.words if row.text in ("Adatum", "Contoso", "A-0003", "A-0001")
    ]
    assert order == ["Adatum", "A-0003", "Contoso", "A-0001"]
    name, said = canvas.found("Contoso"), canvas.found("2 deviations, 2,468 devices")
    assert said.x > name.right
    assert said.y == name.y
    shade = [box for box in canvas.boxes if box.fill == SHADE]
    assert len(shade) == 2
    assert shade[0].width == pytest.approx(LANDSCAPE[0] - 2 * EDGE)


@hypothesis_settings(max_examples=10, deadline=None)
@given(st.lists(st.tuples(NAMED, NAMED, st.integers(-1, 10**6)), max_size=60), NAMED)
def test_no_two_words_of_a_register_stand_on_one_another(
    rows: list[tuple[str, str, int]], wish: str
) -> None:
    made = [
        replace(
            ROW, number=f"A-{n:04d}", customer=customer, title=title, ticket=title, devices=devices
        )
        for n, (customer, title, devices) in enumerate(rows)
    ]
    with pytest.MonkeyPatch.context() as patch:
        canvas = register(made, patch, wish=wish * 6, agreement=LONG * 4)
    assert overlaps(canvas) == []
    assert outside(canvas) == []


def control(
    rows: Sequence[ControlRow], patch: pytest.MonkeyPatch, seal: str = "5ea1", name: str = "VPN"
) -> WatchedCanvas:
    return watched(
        patch, draw_control_sheet, ControlSheet("A-0001", name, name, DAY, (*rows,), seal)
    )


def test_a_date_that_holds_no_more_is_struck_through_and_quiet(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    standings = ["planned", "done", "holds", "cancelled", "lapsed", "not_sent", "replaced"]
    rows = [
        ControlRow("Cover ends", DAY + timedelta(n), None, now, "Rule D2.")
        for n, now in enumerate(standings)
    ]
    canvas = control(rows, monkeypatch)
    told = {row.text: row.ink for row in canvas.words if row.tag == "TD"}
    for now in standings:
        words = now.replace("_", " ")
        assert told[words] == (s.INK if now in ("planned", "done", "holds") else s.MUTED)
    struck = [rule for rule in canvas.rules if rule.x == EDGE and rule.to_x < EDGE + 100]
    days = [row for row in canvas.words if row.tag == "TD" and row.x == EDGE]
    assert [round(rule.y, 3) for rule in struck] == [round(row.y + 3, 3) for row in days[3:]]
    assert struck[0].to_x == pytest.approx(days[3].right)


def test_the_day_before_stands_beside_the_day_and_both_with_their_weekday(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    row = ControlRow("Cover ends", DAY, DAY - timedelta(7), "planned", "Rule D2.")
    canvas = control([row], monkeypatch)
    assert [cell.text for cell in canvas.words if cell.tag == "TD"] == [
        "Mon 2026-11-23",
        "Mon 2026-11-16",
        "Cover ends",
        "planned",
        "Rule D2.",
    ]


def test_every_second_row_has_a_ground(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [ControlRow("Cover ends", DAY, None, "planned", "Rule D2. " * n) for n in (1, 1, 1, 60)]
    canvas = control(rows, monkeypatch)
    first, second = (box for box in canvas.boxes if box.fill == SHADE)
    assert first.height == 15
    assert second.height > 26, "as high as its row"


@pytest.mark.parametrize(
    ("rows", "seal", "said"),
    [
        ([], "", ["The case has no dates."]),
        ([], "5ea1", ["The case has no dates.", "Seal of the case: 5ea1"]),
    ],
)
def test_a_case_without_dates_says_so(
    monkeypatch: pytest.MonkeyPatch, rows: list[ControlRow], seal: str, said: list[str]
) -> None:
    found = control(rows, monkeypatch, seal).said()
    assert found[7 : 7 + len(said)] == said


WHATS = ("Approval starts", "Deadline changed", "Proof to ask for", "Answer to appeal")


@hypothesis_settings(max_examples=12, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(WHATS),
            st.sampled_from(["planned", "not_sent", "not told", "cancelled", "replaced"]),
            st.sampled_from(["Rule D2.", f"Rule D2: {LONG} " * 4, WORD * 5]),
            st.booleans(),
        ),
        max_size=50,
    ),
    NAMED,
)
def test_no_two_words_of_a_control_sheet_stand_on_one_another(
    rows: list[tuple[str, str, str, bool]], name: str
) -> None:
    made = [
        ControlRow(what, DAY, DAY if was else None, standing, why)
        for what, standing, why, was in rows
    ]
    with pytest.MonkeyPatch.context() as patch:
        canvas = control(made, patch, "376:" + "ab" * 32, name * 4)
    assert overlaps(canvas) == []
    assert outside(canvas) == []


@hypothesis_settings(max_examples=12, deadline=None)
@given(
    st.lists(st.lists(st.tuples(NAMED, NAMED, NAMED), max_size=40), max_size=4),
    NAMED,
    st.lists(NAMED, max_size=4),
)
def test_no_two_words_of_a_customers_page_stand_on_one_another(
    tables: list[list[tuple[str, str, str]]], name: str, lines: list[str]
) -> None:
    columns = (("Case", 20), ("What the exemption is for", 45), ("State", 35))
    made = tuple(SheetTable(f"Table {n}", columns, (*rows,)) for n, rows in enumerate(tables))
    found = CustomerSheet(name * 3, DAY, "12 devices are out of cover", tuple(lines), made)
    with pytest.MonkeyPatch.context() as patch:
        canvas = watched(patch, draw_customer, found)
    assert overlaps(canvas) == []
    assert outside(canvas) == []


def test_a_heading_is_never_the_last_thing_on_a_customers_page(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    columns = (("Serial number", 40), ("Name", 60))
    for rows in range(20, 60):
        first = SheetTable("First", columns, (("S", "N"),) * rows)
        second = SheetTable("Second", columns, (("T", "N"),) * 3)
        canvas = watched(
            monkeypatch, draw_customer, CustomerSheet("C", DAY, "H", (), (first, second))
        )
        at = canvas.found("Second").page
        assert [row.page for row in canvas.words if row.text == "T"] == [at] * 3


def test_a_sentence_below_a_row_runs_over_the_line_and_is_quiet(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    columns = (("Case", 10), ("What", 20), ("State", 70))
    table = SheetTable("In revocation", columns, (("A-0001", "VPN", "open"), ("", LONG, "")))
    canvas = watched(monkeypatch, draw_customer, CustomerSheet("C", DAY, "H", (), (table,)))
    said = canvas.found(LONG)
    assert said.ink == s.MUTED
    assert said.right > EDGE + (PORTRAIT[0] - 2 * EDGE) * 0.3
    assert canvas.found("A-0001").ink == s.INK
