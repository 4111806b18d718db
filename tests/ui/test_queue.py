"""The queue by keys: filter, sort, triage, what moves on, what is undone."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from mmd_reviewer.services import customers, request_queue
from mmd_reviewer.ui.commands.registry import ActionRegistry
from mmd_reviewer.ui.look.theme import DARK, LIGHT, apply_theme
from mmd_reviewer.ui.queue.filter_bar import ME, NOBODY
from mmd_reviewer.ui.queue.preview_pane import read_preview
from mmd_reviewer.ui.widgets.answers import RadioRow
from mmd_reviewer.ui.widgets.buttons import LinkButton, PushButton
from mmd_reviewer.ui.widgets.fields import Field
from mmd_reviewer.ui.widgets.labels import Label
from tests.making import new_desk
from tests.ui.queue_place import (
    CONTROL,
    KEY,
    ROWS,
    Place,
    changes_of,
    child,
    make_place,
    receive,
    written,
)


@pytest.fixture
def bare(qtbot: QtBot, registry: ActionRegistry, tmp_path: Path) -> Iterator[Place]:
    made = make_place(qtbot, registry, tmp_path, ())
    yield made
    made.reviewing.work.shutdown()


def test_the_oldest_is_first_and_the_preview_says_what_is_asked(place: Place) -> None:
    assert place.view.list.current_row == 0
    assert place.view.list.view.hasFocus()
    assert place.titles[0] == "Zebra printer driver"
    age = place.view.model.cell(0, 0)
    assert (age.primary, age.unit, age.strong) == ("34", "d", True)
    assert not place.view.model.cell(3, 0).strong
    words = [label.text() for label in place.view.preview.findChildren(Label)]
    assert "Contoso · Hardware or software drivers" in words
    assert "12 months, until 2027-11-23" in words
    assert "All four details are given" in words
    assert "Earlier cases of Contoso" not in words, "it is the first of them"
    place.go("A-0004")
    place.until(lambda: place.view.preview.number == "A-0004")
    assert "Earlier cases of Contoso" in [
        label.text() for label in place.view.preview.findChildren(Label)
    ]


def test_a5_earlier_cases_of_a_customer_have_every_joined_spelling(tmp_path: Path) -> None:
    """A5: whichever of them the case has; those of another customer are not among them."""
    desk = new_desk(tmp_path)
    names = ("Contoso", "Contoso Ltd", "Adatum", "Contoso", "Contoso Ltd")
    for age, name in zip((34, 27, 21, 12, 3), names, strict=True):
        receive(desk, age, name, "Policies", f"Request of {name}", "12 months")
    customers.join(desk, "Contoso Ltd", "Contoso")
    for number, earlier in (("A-0004", ["A-0002", "A-0001"]), ("A-0005", ["A-0004", "A-0002"])):
        found = [row.number for row in read_preview(desk, number).earlier]
        assert found[: len(earlier)] == earlier


def test_a_row_names_what_is_missing(place: Place) -> None:
    cell = place.view.model.cell(4, 3)
    assert (cell.primary, cell.secondary, cell.secondary_tone) == (
        "Incomplete",
        "Exemption type missing",
        "attention",
    )
    assert place.view.model.cell(4, 1).secondary == ("Proseware", "Type missing", "A-0005")


def test_typing_filters_and_down_goes_into_the_list(place: Place) -> None:
    place.press(KEY.Key_Slash)
    field = place.view.bar.search
    assert field.hasFocus()
    QTest.keyClicks(field, "contoso")
    place.until(lambda: place.titles == ["Zebra printer driver", "Docker Desktop for developers"])
    QTest.keyClick(field, KEY.Key_Down)
    assert place.view.list.view.hasFocus()
    assert place.view.bar.count.text() == "2 requests"
    place.press(KEY.Key_Slash)
    QTest.keyClick(field, KEY.Key_Escape)
    assert field.text() == ""
    place.until(lambda: len(place.titles) == 5)
    QTest.keyClick(field, KEY.Key_Escape)
    assert place.view.list.view.hasFocus()


def test_chips_narrow_by_state_type_customer_and_reviewer(place: Place) -> None:
    bar = place.view.bar
    bar.type.set_value("drivers")
    bar.type.activated.emit("drivers")
    place.until(lambda: place.titles == ["Zebra printer driver"])
    assert place.view.bar.words() == "State: Open, Type: Hardware or software drivers"
    bar.type.clear()
    bar.state.set_value("incomplete")
    bar.state.activated.emit("incomplete")
    place.until(lambda: place.titles == ["We need Adobe"])
    place.view.bar.set_filter({"state": "open", "reviewer": ME})
    place.until(lambda: place.titles == [])
    place.view.bar.set_filter({"state": "open", "reviewer": NOBODY, "customer": "Adatum"})
    place.until(lambda: place.titles == ["Longer screen lock"])


def test_a_customer_is_chosen_from_those_met(place: Place) -> None:
    QTest.mouseClick(place.view.bar.customer, Qt.MouseButton.LeftButton, pos=QPoint(10, 10))
    dialog = place.dialog()
    field = dialog.findChild(Field)
    assert isinstance(field, Field)
    QTest.keyClicks(field, "fab")
    QTest.keyClick(field, KEY.Key_Return)
    place.until(lambda: place.titles == ["Cisco AnyConnect for the ERP"])


def test_every_column_sorts_and_the_current_case_stays(place: Place) -> None:
    place.go("A-0003")
    header = place.view.list.header
    for key, first in (
        ("title", "Cisco AnyConnect for the ERP"),
        ("asked", "Zebra printer driver"),
        ("state", "We need Adobe"),
        ("next_date", ""),
        ("received", "Zebra printer driver"),
    ):
        descending = key == "received"
        header.set_sort(key, descending)
        header.sort_requested.emit(key, descending)
        if first:
            place.until(partial(_starts_with, place, first))
        place.until(lambda: place.view.current_number() == "A-0003")
    header.sort_requested.emit("received", False)
    place.until(lambda: place.titles[0] == "We need Adobe")
    kept = place.view.state()
    place.view.restore('{"sort": 3}')
    place.view.restore(kept)
    assert place.view.sort_order == ("received", True)


def test_enter_opens_space_pages_and_an_earlier_case_opens(place: Place) -> None:
    wanted: list[tuple[str, str]] = []
    place.reviewing.case_wanted.connect(lambda view, number: wanted.append((view, number)))
    place.go("A-0004")
    place.until(lambda: place.view.preview.number == "A-0004")
    place.press(KEY.Key_Return)
    QTest.mouseClick(place.view.preview.assess_button, Qt.MouseButton.LeftButton)
    place.window.resize(1024, 700)
    place.until(lambda: place.view.splitter.orientation() == Qt.Orientation.Vertical)
    bar = place.view.preview.verticalScrollBar()
    place.until(lambda: bar.maximum() > 0)
    place.view.list.view.setFocus()
    place.press(KEY.Key_Space)
    assert bar.value() > 0
    link = child(place.view.preview, LinkButton, "earlier_A-0001")
    link.click()
    assert wanted == [("case", "A-0004"), ("case", "A-0004"), ("case", "A-0001")]


def test_a_store_without_cases_says_how_to_begin(bare: Place) -> None:
    bare.until(lambda: bare.view.shown_page() is bare.view.empty)
    words = [label.text() for label in bare.view.empty.findChildren(Label)]
    assert "No requests yet" in words
    assert not bare.view.bar.isVisible()
    buttons = [button for button in bare.view.empty.findChildren(PushButton) if button.isVisible()]
    assert [button.label for button in buttons] == ["Import", "New", "Open the sample store"]
    bare.until(lambda: buttons[0].hasFocus())
    with bare.bot.waitSignal(bare.view.sample_wanted):
        buttons[2].click()
    receive(bare.desk, *ROWS[0])
    bare.reviewing.changed.emit(changes_of("A-0001"))
    bare.until(
        lambda: bare.view.shown_page() is bare.view.list and bare.view.current_number() == "A-0001"
    )
    assert bare.view.list.view.hasFocus()


def _starts_with(place: Place, title: str) -> bool:
    return place.titles[:1] == [title]


def test_no_match_names_the_filter_and_clears_it(place: Place) -> None:
    place.view.bar.set_filter({"words": "qqqq", "state": "open"})
    place.until(lambda: place.view.shown_page() is place.view.empty)
    assert "“qqqq”, State: Open" in [label.text() for label in place.view.empty.findChildren(Label)]
    assert place.view.bar.isVisible()
    clear = child(place.view.empty, PushButton, "emptyClear")
    clear.click()
    place.until(lambda: len(place.titles) == 5)
    assert place.view.bar.words() == ""


def test_changes_made_while_another_view_is_shown_are_there_on_return(place: Place) -> None:
    place.window.show_view("assessment")
    request_queue.assign(place.desk, [place.case("A-0003")], "Tomas Aldana")
    place.reviewing.changed.emit(changes_of("A-0003"))
    place.window.show_view("queue")
    place.until(lambda: place.view.model.cell(2, 3).secondary == "Tomas Aldana")
    assert place.view.list.view.hasFocus()


def test_the_neighbour_is_known_after_the_case_has_left(place: Place) -> None:
    found: list[str | None] = []
    assert place.view.places.position("A-0003") == (3, 5)
    place.view.places.neighbour("A-0003", 1, found.append)
    place.until(lambda: found == ["A-0004"])
    place.view.places.neighbour("A-0001", -1, found.append)
    place.until(lambda: found == ["A-0004", None])
    place.go("A-0003")
    place.press(KEY.Key_C)
    rows = place.dialog().findChildren(RadioRow)
    QTest.keyClick(rows[0], KEY.Key_Space)
    QTest.keyClick(rows[0], KEY.Key_Return, CONTROL)
    place.until(lambda: place.case("A-0003").decision is not None)
    written(place, "A-0003")
    place.until(lambda: len(place.titles) == 4)
    place.view.places.next_after("A-0003", found.append)
    place.until(lambda: found[2:] == ["A-0004"])
    place.view.places.neighbour("A-0003", -1, found.append)
    place.until(lambda: found[3:] == ["A-0002"])


def test_counts_for_the_rail(place: Place) -> None:
    counts: list[dict[str, int]] = []
    place.view.loader.counted.connect(counts.append)
    place.view.loader.count()
    place.until(lambda: counts)
    assert (counts[0]["open"], counts[0]["incomplete"], counts[0]["mine"]) == (5, 1, 0)


def test_dark_is_drawn_without_a_warning(place: Place, app: QApplication) -> None:
    apply_theme(app, DARK)
    image = place.window.grab().toImage()
    assert image.pixelColor(300, 850).name() == DARK.surface.lower()
    apply_theme(app, LIGHT)


def test_everything_that_takes_the_keyboard_has_a_name(place: Place) -> None:
    nameless = [
        widget.metaObject().className()
        for widget in place.view.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.isVisible()
        and (not widget.accessibleName() or not widget.objectName())
        and "Splitter" not in widget.metaObject().className()
    ]
    assert nameless == []
