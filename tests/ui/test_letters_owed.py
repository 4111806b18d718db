"""Letters owed as a filter of the queue: rows, what waits,
issue, dispatch, told elsewhere, by keys (C9, C10, D7).
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from mmd_reviewer.domain.waiting import OwedRow
from mmd_reviewer.services import letter, revocation
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.services.read.owed_list import OwedItem, OwedWish, fitting, total_words
from mmd_reviewer.ui.look.theme import DARK, HIGH_CONTRAST, LIGHT, apply_theme
from mmd_reviewer.ui.owed.owed_cells import cell_of
from mmd_reviewer.ui.owed.owed_line import WaitingLine
from mmd_reviewer.ui.owed.owed_view import OwedView
from mmd_reviewer.ui.reviewing.changes import Changes
from mmd_reviewer.ui.widgets.labels import Label
from tests.making import DAY, QuickPress
from tests.ui.calendar_store import APPEALED, COMING, LAPSED
from tests.ui.dialogs import accept, choose, chord, is_open, on_a_copy, refused, write
from tests.ui.running import Running, child, click, words
from tests.ui.test_every_dialog import clipped, nameless

K = Qt.Key
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
SHORT = date(2026, 12, 18)


@pytest.fixture
def window(calendar_file: Path, tmp_path: Path, qtbot: object) -> Iterator[Running]:
    with on_a_copy(calendar_file, tmp_path) as it:
        yield it


def desk_of(window: Running) -> Desk:
    return window.desk_window.reviewing.desk


def owed_view(window: Running) -> OwedView:
    """By its key, wherever one is."""
    chord(window, "Ctrl+Shift+W")
    assert window.shown() == "owed"
    return window.desk_window.rooms.owed


def rows(view: OwedView) -> list[str]:
    return [f"{item.letter} {item.row.number} {item.because}" for item in view.model.items]


def said(view: OwedView) -> list[str]:
    return [label.text() for label in view.preview.findChildren(Label) if label.isVisible()]


def shorten(window: Running) -> None:
    """The deadline of a course that runs until 2027-01-24 is shortened; its letter is owed."""
    desk = desk_of(window)
    window.desk_window.reviewing.deed(
        lambda: revocation.retime(
            desk,
            desk.case(COMING),
            "severe_threat",
            SHORT,
            "It is exploited.",
            incident="INC-7",
            approved_by="Jonas Weber",
        )
    )
    window.settle()


def test_the_key_opens_one_row_a_letter_and_the_rail_shows_where(window: Running) -> None:
    view = owed_view(window)
    assert rows(view) == [
        f"Appeal received {APPEALED} Appeal",
        f"Change of the deadline {APPEALED} Stay",
        f"End of cover {LAPSED} Cover ended",
    ]
    assert view.bar.count.text() == "3 letters owed, 3 of them not written"
    assert view.list.view.hasFocus()
    checked = [line.label for line in window.program.window.rail.lines() if line.isChecked()]
    assert checked == ["Owed"]
    assert view.model.cell(1, 3)[:2] == ("Holds already", "told 2026-12-14")
    assert [view.model.cell(row, 3).icon for row in range(3)] == [
        "diamond",
        "diamond",
        "circle-check",
    ]
    window.press(K.Key_Escape)
    assert window.shown() == "queue"
    click(window, "rail_owed")
    assert window.shown() == "owed"
    QTest.mouseClick(
        view.bar.letters, Qt.MouseButton.LeftButton, pos=QPoint(view.bar.letters.width() - 10, 14)
    )
    assert window.shown() == "queue", "without its filter it is the queue"


def test_a_shortening_does_not_hold_and_each_day_costs(window: Running) -> None:
    """D7: eight days from the dispatch; until then the old deadline holds."""
    shorten(window)
    view = owed_view(window)
    view.go_to_letter(COMING)
    window.settle()
    cell = view.model.cell(view.list.current_row, 3)
    assert (cell.primary, cell.secondary, cell.icon, cell.text_tone) == (
        "Does not hold",
        "old deadline 2027-01-24",
        "lock",
        "broken",
    )
    shown = said(view)
    for text in (
        "The shorter deadline does not hold yet",
        "owed since today",
        "Sun 2027-01-24",
        "Fri 2026-12-18",
        "severe threat, INC-7",
        "Ines Moreau, approved by Jonas Weber",
        "Each day of waiting costs",
        "Differs from what was decided",
        "Dispatched today, Relecloud has 25 days. After Thu 2026-12-10 fewer than 8 remain: then "
        "the letter is made "
        "again with a later deadline.",
    ):
        assert text in shown
    line = view.preview.findChild(WaitingLine)
    assert isinstance(line, WaitingLine)
    assert line.place(DAY) == 4
    assert line.place(SHORT) == line.width() - 8
    assert "last day for the letter Thu 2026-12-10" in line.accessibleName()
    window.press(K.Key_Return, control=True)
    assert (window.shown(), window.desk_window.rooms.letter.shown.kind) == ("letter", "retimed")  # type: ignore[union-attr]


def test_a_written_letter_stays_and_its_dispatch_is_recorded_from_here(window: Running) -> None:
    view = owed_view(window)
    desk = replace(desk_of(window), press=QuickPress())
    window.desk_window.reviewing.deed(
        lambda: letter.issue(desk, desk.case(LAPSED), "cover_ended")[0]
    )
    window.settle()
    view.go_to_letter(LAPSED)
    window.settle()
    assert view.bar.count.text() == "3 letters owed, 2 of them not written"
    name = desk.case(LAPSED).letters[-1].record.number
    assert f"{name} is written and not dispatched" in said(view)
    assert view.preview.issue_button.label == "Record the dispatch"
    window.press(K.Key_Return, control=True)
    dialog = child(window, "dispatchDialog")
    assert dialog.windowTitle() == f"Record dispatch of {name}"
    write(window, dispatch_reference="MMD-1470000-A")
    accept(window)
    assert rows(view) == [
        f"Appeal received {APPEALED} Appeal",
        f"Change of the deadline {APPEALED} Stay",
    ]
    assert view.current_number() == APPEALED
    assert view.list.view.hasFocus()


def test_one_letter_after_the_other_is_issued_from_the_list(window: Running) -> None:
    """Esc leaves the letter as it is, Ctrl+Enter issues it,
    Enter goes on: each leads back to the list.
    """
    view = owed_view(window)
    window.press(K.Key_Return, control=True)
    assert (window.shown(), window.desk_window.rooms.letter.number) == ("letter", APPEALED)
    window.press(K.Key_Escape)
    assert window.shown() == "owed"
    window.press(K.Key_Return, control=True)
    window.press(K.Key_Return, control=True)
    assert "issued and stored" in words(window)
    window.press(K.Key_Return)
    assert window.shown() == "owed"
    assert view.bar.count.text() == "3 letters owed, 2 of them not written"
    window.press(K.Key_Return)
    chord(window, "Ctrl+L")
    window.press(K.Key_Escape)
    assert window.shown() == "case"


def test_enter_opens_the_case_and_ctrl_l_its_letter(window: Running) -> None:
    view = owed_view(window)
    window.press(K.Key_Down, K.Key_J)
    assert view.current_number() == LAPSED
    window.press(K.Key_K)
    window.press(K.Key_Return)
    assert (window.shown(), window.desk_window.rooms.case.number) == ("case", APPEALED)
    owed_view(window)
    window.press(K.Key_End)
    chord(window, "Ctrl+L")
    assert (window.shown(), window.desk_window.rooms.letter.number) == ("letter", LAPSED)


def test_filter_effect_and_customer_narrow_and_can_be_cleared(window: Running) -> None:
    view = owed_view(window)
    window.press(K.Key_Slash)
    assert view.bar.search.hasFocus()
    window.type("coho cover")
    assert rows(view) == [f"End of cover {LAPSED} Cover ended"]
    assert view.bar.count.text() == "1 of 3 letters shown"
    view.bar.effect.set_value("waits")
    view.bar.effect.activated.emit("waits")
    window.settle()
    texts = [label.text() for label in view.empty.findChildren(Label)]
    assert "“coho cover”, Effect: Does not hold yet" in texts
    click(window, "owedClear")
    assert len(rows(view)) == 3
    view.list.setFocus()
    click(window, "chipOwedCustomer")
    window.press(K.Key_Return)
    assert {item.row.customer for item in view.model.items} == {"Adatum"}, (
        "the customer of the current row is first"
    )
    chord(window, "Ctrl+F")
    assert view.bar.search.hasFocus()


def test_print_writes_all_at_once(window: Running) -> None:
    owed_view(window)
    chord(window, "Ctrl+P")
    assert is_open("batchDialog")


def test_several_are_told_elsewhere_in_one_deed(window: Running) -> None:
    """C9: in bulk too, with a reference and a second person."""
    view = owed_view(window)
    chord(window, "Ctrl+A")
    assert view.bar.count.text() == "3 marked, Esc clears"
    window.press(K.Key_E)
    dialog = child(window, "toldElsewhereDialog")
    assert dialog.windowTitle() == "3 letters of 2 cases: told elsewhere"
    write(
        window,
        toldElsewhere_reference="Call of 23 November",
        toldElsewhere_second_person="Ines Moreau",
    )
    refused(window, dialog, "A second person, of another name", "toldElsewhere_second_person")
    write(window, toldElsewhere_second_person="Tomas Aldana")
    accept(window)
    assert not is_open("toldElsewhereDialog")
    assert words(window) == "2 cases: recorded as told elsewhere."
    assert [label.text() for label in view.empty.findChildren(Label)][:2] == [
        "No letter is owed",
        "Every customer was told what holds.",
    ]
    assert child(window, "rail_owed").count == 0


def test_letters_of_several_kinds_are_told_together_only_if_nothing_is_left(
    window: Running,
) -> None:
    view = owed_view(window)
    window.press(K.Key_X, K.Key_Down, K.Key_Down, K.Key_X)
    assert [item.row.number for item in view.chosen()] == [APPEALED, LAPSED]
    window.press(K.Key_E)
    assert words(window) == "Choose letters of one kind, or all that their cases owe."
    assert not is_open("toldElsewhereDialog")


def test_changes_elsewhere_are_read_when_it_is_shown_again(window: Running) -> None:
    view = owed_view(window)
    choose(window, COMING)
    shorten(window)
    assert len(rows(view)) == 3
    window.program.window.show_view("owed")
    window.settle()
    assert len(rows(view)) == 4
    kinds = sorted(range(4), key=lambda place: view.model.items[place].row.since)
    assert kinds == [0, 1, 2, 3], "the oldest is first"
    view.list.sort_requested.emit("letter", False)
    assert view.model.items[0].letter == "Appeal received"
    view.list.sort_requested.emit("because", True)
    assert view.model.items[0].because == "Stay"
    view.list.sort_requested.emit("until", False)
    assert view.model.cell(0, 3).primary == "Cover has ended"


def test_it_is_named_not_clipped_and_drawn_in_every_theme(window: Running) -> None:
    shorten(window)
    view = owed_view(window)
    view.go_to_letter(COMING)
    QAccessible.setActive(True)
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    for size in ((1440, 900), (1024, 700)):
        window.program.window.resize(*size)
        window.settle()
        assert nameless(view) == []
        assert [line for line in clipped(view) if "Splitter" not in line] == []
    grounds = set()
    for theme in (DARK, HIGH_CONTRAST, LIGHT):
        apply_theme(app, theme)
        grounds.add(view.grab().toImage().pixelColor(4, 4).name())
    assert len(grounds) == 3
    assert view.splitter.orientation() == Qt.Orientation.Vertical
    view.list.setFocus()
    window.press(K.Key_Space)
    assert view.preview.verticalScrollBar().value() > 0
    index = view.model.index(view.list.current_row, 0)
    speech = view.model.data(index, Qt.ItemDataRole.AccessibleTextRole)
    assert "Until it is dispatched: Does not hold, old deadline 2027-01-24" in speech


def test_a_read_only_store_shows_all_and_records_nothing(
    calendar_file: Path, tmp_path: Path, qtbot: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.access", lambda path, mode: False)
    with on_a_copy(calendar_file, tmp_path) as window:
        view = owed_view(window)
        assert len(rows(view)) == 3
        assert view.preview.issue_button.label == "Look at the letter"
        assert not view.bar.elsewhere_button.isEnabled()
        assert not window.program.registry.action("file.print").isEnabled()
        window.press(K.Key_E)
        assert not is_open("toldElsewhereDialog")
        window.press(K.Key_Return, control=True)
        assert (window.shown(), window.desk_window.rooms.letter.number) == ("letter", APPEALED)
    monkeypatch.undo()


def item(effect: str, **given: object) -> OwedItem:
    row = OwedRow("A-0001", "Litware", "VPN", "MMD-1", "declined", DAY, False, False, effect)
    return OwedItem(replace(row, **given), "Decision")  # type: ignore[arg-type]


def test_the_oldest_are_first_and_those_to_settle_last() -> None:
    old = item("The customer is not told", settle=True, since=DAY - timedelta(days=400))
    young, written = (
        item("The customer is not told"),
        item("The customer is not told", letter="A-0001-L1"),
    )
    waits = item(
        "Does not hold: the approval of 2026-01-19 does", waits=True, since=DAY - timedelta(days=3)
    )
    items = (old, written, young, waits)
    assert fitting(items, OwedWish()) == [waits, young, written, old]
    assert fitting(items, OwedWish(effect="unwritten")) == [waits, young]
    assert fitting(items, OwedWish(effect="settle")) == [old]
    assert total_words(items, 4, 0) == "3 letters owed, 2 of them not written, 1 to be settled"
    assert cell_of(waits, "age", DAY).primary == "3"


def test_marks_stay_when_something_is_recorded_meanwhile(window: Running) -> None:
    view = owed_view(window)
    view.list.setFocus()
    window.press(K.Key_X, K.Key_J, K.Key_X)
    assert view.bar.count.text() == "2 marked, Esc clears"
    chosen = [item.key for item in view.chosen()]
    window.desk_window.reviewing.changed.emit(Changes(many=True))
    window.settle()
    assert view.bar.count.text() == "2 marked, Esc clears"
    assert [item.key for item in view.chosen()] == chosen


def test_marks_stay_when_the_letters_are_sorted_otherwise(window: Running) -> None:
    view = owed_view(window)
    view.list.setFocus()
    window.press(K.Key_X, K.Key_J, K.Key_X)
    chosen = {item.key for item in view.chosen()}
    before = [item.key for item in view.model.items]
    at = QPoint(view.list.header.slots()[0].left + 4, 15)
    QTest.mouseClick(view.list.header, Qt.MouseButton.LeftButton, pos=at)
    assert [item.key for item in view.model.items] != before, "the youngest first"
    assert {item.key for item in view.chosen()} == chosen
    assert view.bar.count.text() == "2 marked, Esc clears"
    view.bar.effect.set_value("written")
    view.bar.changed.emit()
    assert "marked" not in view.bar.count.text(), "another filter ends them"
