"""The comparison with an inventory part by part: its rows under their headings, what a row says,
and the pane beside it (D6, E3).
"""

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mmd_reviewer.domain.comparison import (
    UNDECLARED,
    UNSEEN,
    VERSION,
    Comparison,
    Difference,
    Exemption,
    Find,
)
from mmd_reviewer.domain.device import Device
from mmd_reviewer.domain.inventory import Inventory
from mmd_reviewer.domain.product_words import Product
from mmd_reviewer.services.read.comparison import Compared, Line
from mmd_reviewer.ui.commands.registry import ActionRegistry
from mmd_reviewer.ui.compare.compare_pane import MOST, ComparePane
from mmd_reviewer.ui.compare.compare_rows import COLUMNS, CompareModel, cells_of
from mmd_reviewer.ui.widgets.buttons import PushButton
from tests.making import DAY, day
from tests.ui.alone import child, on_screen, texts, too_wide

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
ONE = Exemption(
    "A-0042",
    "Contoso",
    "contoso",
    "Zebra printer driver",
    "drivers",
    "in_force",
    None,
    Product("Zebra printer driver", "Deploy version 6.0"),
    (Device("S1"), Device("S2")),
)


def row(kind: Any = UNSEEN, finds: int = 2, **given: Any) -> Difference:
    found = tuple(Find(kind, Device(f"S{n}", name=f"LT-{n}")) for n in range(1, finds + 1))
    made = Difference(kind, ONE, "Contoso", "Zebra printer driver", found, 0)
    return replace(made, **given)


def compared(*rows: Difference) -> Compared:
    comparison = Comparison(DAY, rows, (ONE,), (), 0, 0, 2, 0, 2)
    return Compared(Inventory(()), comparison, "", DAY)


# The rows


def test_differences_stand_under_the_heading_of_their_kind_with_what_is_still_open() -> None:
    model = CompareModel()
    done = Line(row(VERSION, title="Another"), "Note kept")
    model.show([Line(row(VERSION)), Line(row(UNDECLARED)), done])
    spoken = Qt.ItemDataRole.AccessibleTextRole
    headings = [
        model.data(model.index(place, 0), spoken)
        for place in range(model.rowCount())
        if model.line_at(place) is None
    ]
    assert headings == [
        "On devices, not in the register, 1",
        "In another version than approved, 1",
    ]
    assert model.lines == [1, 3, 4]
    assert model.flags(model.index(0, 0)) == Qt.ItemFlag.NoItemFlags
    assert model.flags(model.index(1, 0)) & Qt.ItemFlag.ItemIsSelectable


def test_a_row_is_found_again_when_the_register_was_read_again() -> None:
    model = CompareModel()
    model.show([Line(row(UNSEEN)), Line(row(UNDECLARED))])
    assert model.place_of(row(UNSEEN, finds=1).key) == 3
    assert model.place_of(row(VERSION).key) == -1
    assert model.line_at(99) is None


@pytest.mark.parametrize(
    ("difference", "said"),
    [
        (row(UNSEEN), ["Zebra printer driver", "0", "2", "A-0042, in force"]),
        (row(UNDECLARED, carried=1200), ["Zebra printer driver", "1,200", "2", "A-0042, in force"]),
        (row(exemption=replace(ONE, listed=False)), ["Zebra printer driver", "0", "no list"]),
        (
            row(UNDECLARED, exemption=None, others=(ONE,)),
            ["Zebra printer driver", "0", "–", "no case"],
        ),
    ],
)
def test_a_row_says_what_the_file_and_the_register_know(
    difference: Difference, said: list[str]
) -> None:
    found = cells_of(Line(difference))
    assert [cell.primary for cell in found][: len(said)] == said
    assert len(found) == len(COLUMNS)


def test_a_deed_is_on_offer_until_it_is_recorded() -> None:
    """Of a program without a case there is none: a request comes first."""
    assert cells_of(Line(row(UNSEEN)))[-1].primary == "Ask the customer…"
    done = cells_of(Line(row(UNSEEN), "Revocation prepared"))
    assert (done[-1].primary, done[-1].icon) == ("Revocation prepared", "check")
    assert all(cell.muted for cell in done)
    bare = cells_of(Line(row(UNDECLARED, exemption=None)))
    assert bare[-1].primary == "A request comes first"


def test_what_is_in_doubt_says_perhaps_and_who_is_not_named_is_said() -> None:
    doubtful = tuple(replace(find, doubt="name") for find in row().finds)
    assert cells_of(Line(row(finds=2)))[0].secondary == "Contoso"
    found = cells_of(Line(replace(row(), finds=doubtful, customer="")))[0]
    assert found.secondary == ("no customer named", "perhaps")


# The pane


@pytest.fixture
def pane(app: QApplication, qtbot: QtBot, registry: ActionRegistry) -> ComparePane:
    return on_screen(qtbot, ComparePane(registry), 420)


def deeds(pane: ComparePane) -> list[str]:
    return [button.label for button in pane.findChildren(PushButton)]


def test_the_deeds_of_a_row_stand_there_the_likeliest_first(
    pane: ComparePane, qtbot: QtBot
) -> None:
    one = row(UNSEEN)
    pane.show_line(compared(one), Line(one), DAY)
    assert deeds(pane) == ["Ask the customer…", "Removal confirmed…"]
    with qtbot.waitSignal(pane.deed_wanted) as heard:
        child(pane, "compareDeed_removal", PushButton).click()
    assert heard.args == ["removal"]
    pane.show_line(compared(one), Line(one, "Revocation prepared"), DAY)
    assert deeds(pane) == []
    assert "Revocation prepared: recorded" in texts(pane)


def test_a_store_that_can_only_be_read_says_so_on_each_deed(
    qtbot: QtBot, registry: ActionRegistry
) -> None:
    registry.lock("The store is read-only")
    pane = on_screen(qtbot, ComparePane(registry), 420)
    one = row(UNSEEN)
    pane.show_line(compared(one), Line(one), DAY)
    assert {button.toolTip() for button in pane.findChildren(PushButton)} == {
        "The store is read-only"
    }


def test_so_many_devices_are_named_and_the_rest_is_in_the_export(pane: ComparePane) -> None:
    one = row(UNSEEN, finds=MOST + 3)
    pane.show_line(compared(one), Line(one), DAY)
    said = texts(pane)
    assert f"S{MOST}" in said
    assert f"S{MOST + 1}" not in said
    assert "and 3 devices more, in the export" in said


def test_d6_an_absent_device_is_no_removal_and_the_pane_says_so(pane: ComparePane) -> None:
    for kind, told in ((UNSEEN, True), (UNDECLARED, False)):
        one = row(kind)
        pane.show_line(compared(one), Line(one), DAY)
        assert any("confirms nothing" in words for words in texts(pane)) == told


def test_the_place_stays_for_the_same_row_only(pane: ComparePane) -> None:
    pane.resize(420, 160)
    one, other = row(UNSEEN, finds=MOST), row(UNDECLARED, finds=MOST)
    found = compared(one, other)
    pane.show_line(found, Line(one), DAY)
    pane.verticalScrollBar().setValue(90)
    pane.show_line(found, Line(one), day(1))
    assert pane.verticalScrollBar().value() == 90
    pane.show_line(found, Line(other), DAY)
    assert pane.verticalScrollBar().value() == 0


def test_long_names_are_broken(pane: ComparePane) -> None:
    long = "x" * 300
    exemption = replace(ONE, title=long, product=Product(long, long))
    one = row(UNSEEN, title=long, customer=long, exemption=exemption)
    pane.show_line(compared(one), Line(one), DAY)
    QApplication.processEvents()
    assert too_wide(pane) == []
