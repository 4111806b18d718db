"""The register's head, filter and cells alone: what each says of what it is given."""

from datetime import date, timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mmd_reviewer.domain.register import UNKNOWN, Decided, Register, RegisterRow
from mmd_reviewer.domain.register_filter import DecidedFilter, RegisterFilter
from mmd_reviewer.ui.look.theme import LIGHT
from mmd_reviewer.ui.register.register_bar import RegisterBar, decided_words, month_words
from mmd_reviewer.ui.register.register_cells import (
    COLUMNS,
    DECIDED_COLUMNS,
    Looks,
    cell_of,
    decided_cell,
)
from mmd_reviewer.ui.register.register_header import NOT_A_DAY, RegisterHeader
from mmd_reviewer.ui.register.register_model import RegisterModel, decided_model
from mmd_reviewer.ui.widgets.chip import Chip
from tests.making import DAY
from tests.ui.painted_words import painted, words
from tests.ui.register_rows import NAMES, row

K = Qt.Key


def said(one: RegisterRow, key: str) -> str:
    return cell_of(one, key, Looks(DAY, NAMES), False).speech()


@pytest.mark.parametrize(
    ("key", "words_"),
    [
        ("customer", "Contoso"),
        ("type", "Policies"),
        ("title", "Longer screen lock"),
        ("devices", "1,234"),
        ("since", "2026-01-05"),
        ("until", "Open-ended"),
        ("state", "In force"),
        ("edition", "1"),
        ("factor", "4"),
        ("number", "A-0001"),
    ],
)
def test_e3_a_deviation_in_every_column(key: str, words_: str) -> None:
    """E3: type, what, devices, since, until, state, edition, deciding factor."""
    assert said(row(), key) == words_
    assert key in [column.key for column in COLUMNS]


@pytest.mark.parametrize(
    ("given", "key", "words_"),
    [
        ({"devices": UNKNOWN}, "devices", "Not listed"),
        ({"until": date(2027, 2, 19)}, "until", "2027-02-19"),
        ({"until": DAY + timedelta(days=7)}, "state", "In force, 7 days"),
        ({"until": DAY + timedelta(days=1)}, "state", "In force, 1 day"),
        ({"until": DAY}, "state", "In force, last day"),
        ({"until": DAY + timedelta(days=15)}, "state", "In force"),
        ({"edition": "2030-01"}, "edition", "2030-01"),
        ({"factor": ""}, "factor", "-"),
        ({"type": "unheard"}, "type", "unheard"),
    ],
)
def test_what_is_missing_or_near_its_end_is_said(
    given: dict[str, Any], key: str, words_: str
) -> None:
    assert said(row(**given), key) == words_


@pytest.mark.parametrize(
    ("given", "tone"),
    [
        ({}, ""),
        ({"until": DAY + timedelta(days=7)}, ""),
        ({"state": "expired"}, ""),
        ({"state": "cover_ended"}, "broken"),
    ],
)
def test_how_it_stands_has_a_shape_of_its_own_beside_the_word(
    given: dict[str, Any], tone: str
) -> None:
    cells = [cell_of(row(**one), "state", Looks(DAY, NAMES), False) for one in ({}, given)]
    assert cells[1].text_tone == tone
    assert (cells[1].icon != cells[0].icon) is bool(given)
    assert all(cell.icon and cell.primary for cell in cells)


def test_a_customer_named_in_the_row_above_is_muted(app: QApplication) -> None:
    model = RegisterModel()
    assert model.cell(0, 0).primary == ""
    model.looks = Looks(DAY, NAMES)
    model.show([row("A-1"), row("A-2"), row("A-3", customer="Adatum"), row("A-4")])
    cells = [model.cell(place, 0) for place in range(4)]
    assert [cell.muted for cell in cells] == [False, True, False, False]
    assert [model.place(number) for number in ("A-3", "A-9")] == [2, -1]
    assert model.cell(9, 0).primary == ""


def test_a_decision_in_every_column(app: QApplication) -> None:
    one = Decided(
        "A-7", "approve_migration", date(2026, 11, 1), DAY, customer="Contoso", title="VPN"
    )
    cells = {c.key: decided_cell(one, c.key).speech() for c in DECIDED_COLUMNS}
    assert cells == {
        "customer": "Contoso",
        "title": "VPN",
        "outcome": "Approve for migration",
        "received": "2026-11-01",
        "decided": "2026-11-23",
        "days": "22 d",
        "number": "A-7",
    }
    model = decided_model(app)
    model.show([one])
    assert model.index(0, 6).data() == "A-7"


@pytest.fixture
def bar(app: QApplication, qtbot: QtBot) -> RegisterBar:
    made = RegisterBar()
    qtbot.addWidget(made)
    made.resize(1232, 60)
    made.show()
    made.offer([row(), row(type="drivers")], NAMES)
    return made


def chips(bar: RegisterBar) -> dict[str, str]:
    return {chip.label: chip.value for chip in bar.chips if chip.isVisible()}


def test_the_filter_offers_what_the_register_holds(bar: RegisterBar) -> None:
    assert chips(bar) == {"State": "Any", "Type": "Any", "Edition": "Any", "Ends": "Any"}
    offered = [action.text() for action in bar.type.menu().actions()]
    assert offered == ["Any", "Drivers", "Policies"]
    assert [action.text() for action in bar.edition.menu().actions()] == ["Any", "Edition 1"]
    assert [action.text() for action in bar.factor.menu().actions()] == [
        "Any",
        "3 Migration period",
        "4 Key conditions",
    ]


@pytest.mark.parametrize(
    ("wish", "seen"),
    [
        (RegisterFilter(words="vpn", customer="R&D"), {"Customer": "R&D"}),
        (RegisterFilter(factor="microsoft_technology"), {"Factor": "3 Migration period"}),
        (RegisterFilter(factor="-"), {"Factor": "-"}),
        (RegisterFilter(age="over 2 years"), {"Age": "over 2 years"}),
        (RegisterFilter(ends="2027-03"), {"Ends": "Mar 2027"}),
        (RegisterFilter(ends="30d"), {"Ends": "Within 30 days"}),
        (RegisterFilter(state="expired"), {"State": "Expired, still on devices"}),
        (RegisterFilter(state="approved"), {"State": "Approved"}),
        (
            RegisterFilter(type="drivers", edition="2019-11"),
            {"Type": "Drivers", "Edition": "Edition 1"},
        ),
    ],
)
def test_a_wish_stands_in_words_on_its_chips_and_is_the_wish(
    bar: RegisterBar, wish: RegisterFilter, seen: dict[str, str]
) -> None:
    told: list[RegisterFilter] = []
    bar.changed.connect(lambda: told.append(bar.wish))
    bar.set_wish(RegisterFilter(words="older", customer="Older"))
    bar.set_wish(wish)
    assert told[-1] == wish
    assert bar.search.text() == wish.words
    shown = {label: value for label, value in chips(bar).items() if value != "Any"}
    assert shown == seen
    bar.clear()
    assert told[-1] == RegisterFilter()
    assert set(chips(bar).values()) == {"Any"}
    assert len(chips(bar)) == 4


def test_a_type_that_no_row_has_any_more_keeps_its_words(bar: RegisterBar) -> None:
    """On another day nothing of it is left; its code stood there."""
    bar.set_wish(RegisterFilter(type="drivers", edition="2019-11"))
    bar.offer([], NAMES)
    assert (bar.type.value, bar.edition.value) == ("Drivers", "Edition 1")
    assert bar.wish == RegisterFilter(type="drivers", edition="2019-11")


def test_decisions_stand_in_place_of_rows_until_they_are_cleared(bar: RegisterBar) -> None:
    bar.set_wish(RegisterFilter(words="vpn", state="expired"))
    bar.set_wish(DecidedFilter(month="2026-10"))
    assert chips(bar) == {"Decided": "in Oct 2026"}
    assert not bar.search.isEnabled()
    assert bar.decisions == DecidedFilter(month="2026-10")
    assert bar.wish == RegisterFilter()
    bar.decided.clear()
    assert bar.wish == RegisterFilter()
    assert not bar.decided.code
    assert bar.search.isEnabled()
    assert len(chips(bar)) == 4


def test_a_seldom_chip_goes_when_it_is_cleared(bar: RegisterBar) -> None:
    bar.set_wish(RegisterFilter(customer="Contoso", state="expired"))
    bar.customer.clear()
    assert chips(bar)["State"] == "Expired, still on devices"
    assert "Customer" not in chips(bar)
    assert bar.wish == RegisterFilter(state="expired")


@pytest.mark.parametrize(
    ("wish", "words_"),
    [
        (DecidedFilter(month="2026-10"), "in Oct 2026"),
        (DecidedFilter(month="2026-10", band="7"), "in Oct 2026, within a week"),
        (DecidedFilter(departs=True), "otherwise than recommended"),
        (DecidedFilter(sample="2026-11"), "drawn for Nov 2026"),
        (DecidedFilter(band="unheard"), ""),
    ],
)
def test_which_decisions_in_words(wish: DecidedFilter, words_: str) -> None:
    assert decided_words(wish) == words_


def test_months_and_counts_in_words(bar: RegisterBar) -> None:
    assert (month_words("2027-03"), month_words("past"), month_words("")) == (
        "Mar 2027",
        "past",
        "",
    )
    bar.set_total(63, 1214)
    assert bar.count.text() == "63 of 1,214"
    bar.set_total(1063, 0, "decisions")
    assert bar.count.text() == "1,063 decisions"


@pytest.fixture
def header(app: QApplication, qtbot: QtBot) -> RegisterHeader:
    made = RegisterHeader(lambda name: name[-1].upper())
    qtbot.addWidget(made)
    made.resize(1232, 80)
    made.show()
    made.set_day(DAY, DAY, False)
    made.show_register(Register(DAY, None, (row(), row("A-2", devices=UNKNOWN))))
    return made


def test_e3_the_head_says_how_many_on_which_day_and_by_which_facts(header: RegisterHeader) -> None:
    """E3: "on D" by all facts known now, "as it stood on D" only by those of that day."""
    assert header.title.text() == "2 deviations from the standard template"
    assert header.subline.text() == (
        "1 customer, 1,234 devices, 1 deviation without a device list. "
        "On Mon 2026-11-23, by all facts known now."
    )
    header.show_register(Register(DAY, DAY, (row(),)), "Second assessments agreed in 9 of 10.")
    assert header.title.text() == "1 deviation from the standard template"
    assert header.subline.text().endswith("On Mon 2026-11-23, as it stood that day.")
    assert header.agreement.isVisible()
    header.show_register(Register(DAY, None, ()))
    assert header.title.text() == "No deviation from the standard template"
    assert header.subline.text() == "On Mon 2026-11-23, by all facts known now."
    assert not header.agreement.isVisible()


def test_where_room_is_short_the_head_says_less_and_its_tip_all(header: RegisterHeader) -> None:
    header.resize(700, 80)
    assert header.title.text() == "2 deviations"
    assert header.subline.toolTip().startswith("1 customer, 1,234 devices, 1 deviation without")
    header.resize(1232, 80)
    assert header.title.text() == "2 deviations from the standard template"


@pytest.mark.parametrize(
    ("typed", "chosen"), [("2026-01-05", date(2026, 1, 5)), ("+7", DAY + timedelta(days=7))]
)
def test_a_day_that_is_typed_is_gone_to_and_stands_there_whole(
    header: RegisterHeader, typed: str, chosen: date
) -> None:
    days: list[date] = []
    header.day_chosen.connect(days.append)
    header.day.setText(typed)
    QTest.keyClick(header.day, K.Key_Return)
    assert (days, header.day.text()) == ([chosen], chosen.isoformat())


def test_a_day_that_cannot_be_read_is_said_until_another_is_typed(
    header: RegisterHeader, qtbot: QtBot
) -> None:
    """Also when the window is made smaller, or the register is read again meanwhile."""
    header.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is header)
    header.day.setFocus()
    header.day.selectAll()
    QTest.keyClicks(header.day, "soon")
    QTest.keyClick(header.day, K.Key_Return)
    assert header.subline.text() == NOT_A_DAY
    header.resize(900, 80)
    assert header.subline.text() == NOT_A_DAY
    header.show_register(Register(DAY, None, (row(),)))
    header.set_day(DAY, DAY, False)
    assert header.subline.text() == NOT_A_DAY
    assert painted(header.subline)[0].ink == LIGHT.broken.lower()
    QTest.keyClicks(header.day, "er")
    assert header.subline.text().startswith("1 customer")
    assert painted(header.subline)[0].ink == LIGHT.muted.lower()


def test_as_it_stood_is_told_and_spoken(header: RegisterHeader) -> None:
    told: list[bool] = []
    header.stood_toggled.connect(told.append)
    header.stood.click()
    assert told == [True]
    header.set_day(DAY, DAY, True)
    assert header.stood.accessibleName() == "As it stood: on"
    header.set_day(DAY, DAY, False)
    assert (header.stood.accessibleName(), header.stood.isChecked()) == ("As it stood: off", False)
    assert words(header.stood) == ["As it stood", "D"]


def test_every_chip_has_a_name(bar: RegisterBar) -> None:
    assert all(isinstance(chip, Chip) and chip.accessibleName() for chip in bar.chips)
