"""The register by keys: its day, its figures, its rows, and files of them (rules E1, E3)."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLineEdit

from mmd_reviewer.domain.register_filter import DecidedFilter, RegisterFilter
from mmd_reviewer.services.read.register_rows import ROW_KEYS, arrange, in_order
from mmd_reviewer.services.register import RegisterBook
from mmd_reviewer.ui.register.charts import ChartView
from mmd_reviewer.ui.register.register_cells import Looks, cell_of
from mmd_reviewer.ui.register.register_header import NOT_A_DAY
from mmd_reviewer.ui.reviewing.changes import Changes
from tests.making import DAY, new_desk, receive
from tests.ui.painted_rows import IN_SIGHT, rows_read
from tests.ui.register_store import at, cells, many, numbers, register_shown, view
from tests.ui.running import Running, child, running, words

KEY = Qt.Key


@pytest.fixture
def window(tmp_path: Path) -> Iterator[Running]:
    with register_shown(tmp_path) as it:
        yield it


def test_e3_the_register_says_what_deviates(window: Running) -> None:
    """E3: per customer type, what, devices, since, until, state,
    edition, deciding factor; E1: what is near its end.
    """
    shown = view(window)
    assert shown.list.view.hasFocus()
    assert shown.header.title.text() == "5 deviations from the standard template"
    assert shown.header.subline.text() == (
        "4 customers, 54 devices, 1 deviation without a device list. On Mon 2026-11-23, by all "
        "facts known now."
    )
    assert cells(window, "customer") == ["Adatum", "Blue Yonder", "Contoso", "Contoso", "Fabrikam"]
    assert [shown.model.cell(row, 0).muted for row in range(5)] == [
        False,
        False,
        False,
        True,
        False,
    ]
    assert cells(window, "devices") == ["2", "7", "5", "40", "Not listed"]
    assert cells(window, "state") == [
        "Expired",
        "In force",
        "In force",
        "In force",
        "In force, 10 days",
    ]
    assert cells(window, "until")[2] == "Open-ended"
    assert cells(window, "type")[1] == "Drivers"
    assert (cells(window, "edition")[0], cells(window, "factor")) == (
        "1",
        ["3", "3", "4", "3", "3"],
    )
    assert shown.bar.count.text() == "5 of 5"
    assert not shown.model.cell(99, 0).primary
    broken = (
        cell_of(
            replace(shown.model.rows[0], state="cover_ended"),
            "state",
            Looks(DAY, shown.book.names),
            False,
        )
        if shown.book
        else None
    )
    assert broken is not None
    assert (broken.icon, broken.text_tone) == ("circle-x", "broken")


def test_enter_opens_the_case(window: Running) -> None:
    window.press(KEY.Key_Down, KEY.Key_Return)
    assert window.shown() == "case"
    assert window.desk_window.rooms.case.number == "A-0005"


def test_typing_and_chips_filter(window: Running) -> None:
    shown = view(window)
    window.press(KEY.Key_Slash)
    assert shown.bar.search.hasFocus()
    window.type("client")
    QTest.qWait(80)
    window.settle()
    assert numbers(window) == ["A-0003", "A-0004"]
    assert shown.bar.count.text() == "2 of 5"
    window.press(KEY.Key_Down)
    assert shown.list.view.hasFocus()
    window.press(KEY.Key_X)
    assert len(numbers(window)) == 5
    for name, code, found in (
        ("state", "expired", 1),
        ("state", "unlisted", 1),
        ("type", "drivers", 2),
        ("edition", "2019-11", 5),
        ("ends", "14d", 1),
        ("ends", "open", 1),
    ):
        chip = getattr(shown.bar, name)
        chip.set_value(code)
        chip.activated.emit(code)
        window.settle()
        assert len(numbers(window)) == found, (name, code)
        chip.clear()
        window.settle()
    window.press(KEY.Key_U)
    assert {row.customer for row in shown.model.rows} == {shown.bar.customer.code}
    window.press(KEY.Key_Slash)
    window.type("z")
    window.press(KEY.Key_Return)
    window.press(KEY.Key_Slash, KEY.Key_Escape, KEY.Key_Escape)
    assert shown.shown_page().isAncestorOf(window.focus())


def test_e3_any_day_and_as_it_stood(window: Running) -> None:
    """E3: on a day by all facts known now, and as it stood:
    what was recorded later is not there.
    """
    shown = view(window)
    window.press(KEY.Key_G)
    assert shown.header.day.hasFocus()
    window.type((DAY - timedelta(days=5)).isoformat())
    window.press(KEY.Key_Return)
    assert numbers(window) == ["A-0002", "A-0005", "A-0001", "A-0003", "A-0004"]
    assert "On Wed 2026-11-18, by all facts known now." in shown.header.subline.text()
    shown.header.stood.click()
    window.settle()
    assert numbers(window) == ["A-0002", "A-0001", "A-0003", "A-0004"]
    assert "as it stood that day" in shown.header.subline.text()
    assert shown.header.stood.accessibleName() == "As it stood: on"
    shown.list.view.setFocus()
    window.press(KEY.Key_S)
    assert len(numbers(window)) == 5
    shown.header.day.setText("soon")
    shown.header.day.editingFinished.emit()
    assert shown.header.subline.text() == NOT_A_DAY
    QTest.keyClicks(shown.header.day, "x")
    assert shown.header.subline.text() != NOT_A_DAY
    shown.list.view.setFocus()
    window.settle()
    window.press(KEY.Key_T)
    assert shown.header.day.text() == DAY.isoformat()


def test_a_day_that_is_typed_stays_when_something_changes_meanwhile(window: Running) -> None:
    shown, changed = view(window), window.desk_window.reviewing.changed
    window.press(KEY.Key_G)
    window.type("2026-11-")
    changed.emit(Changes(many=True))
    window.settle()
    assert shown.header.day.text() == "2026-11-"
    window.type("18")
    window.press(KEY.Key_Return)
    assert shown.day == DAY - timedelta(days=5)
    shown.header.day.setText("")
    window.type("-1")
    window.press(KEY.Key_Return)
    shown.list.view.setFocus()
    changed.emit(Changes(many=True))
    window.settle()
    assert shown.header.day.text() == "2026-11-18", "the day that is shown"


def test_the_decision_that_is_current_stays_when_something_changes(window: Running) -> None:
    shown = view(window)
    shown.open_wish(DecidedFilter(band="7"))
    window.settle()
    shown.decided.view.setFocus()
    window.press(KEY.Key_End)
    last = shown.current_number()
    assert shown.decided.current_row > 0
    window.desk_window.reviewing.changed.emit(Changes(many=True))
    window.settle()
    assert shown.current_number() == last


def test_an_answer_that_comes_too_late_is_not_shown(window: Running) -> None:
    """Another day was asked for while the first was read: only the newer one is shown."""
    shown = view(window)
    old = shown.book
    assert old is not None
    shown._on_book_read(old, DAY - timedelta(days=1), False)
    shown.set_day(DAY - timedelta(days=200))
    shown._show(
        replace(old, decisions=()),
        arrange(old, RegisterFilter(), ("customer", False), None, ("days", True)),
    )
    window.settle()
    assert shown.book is not old
    assert shown.book is not None
    assert shown.book.register.day == DAY - timedelta(days=200)


def test_reading_as_it_stood_can_fail_and_goes_back(
    window: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Cancelled: the register of all facts stays, and the toggle is off again."""
    from mmd_reviewer.domain.errors import Cancelled

    def cancelled(*_: object) -> RegisterBook:
        raise Cancelled("Cancelled: nothing was kept.")

    shown = view(window)
    whole = shown._read
    monkeypatch.setattr("mmd_reviewer.services.register._by_facts", cancelled)
    shown.set_stood(True)
    window.settle()
    assert not shown.header.stood.isChecked()
    assert "Cancelled" in words(window)
    assert len(numbers(window)) == 5
    whole()


def test_every_column_sorts(window: Running) -> None:
    shown = view(window)
    found = {}
    assert shown.book is not None
    for key in ROW_KEYS:
        found[key] = [
            row.number for row in in_order(shown.model.rows, key, False, shown.book.names)
        ]
        assert len(in_order(shown.model.rows, key, True, shown.book.names)) == 5
    shown.list.sort_requested.emit("number", False)
    window.settle()
    assert numbers(window) == found["number"]
    assert found["number"] == [f"A-000{number}" for number in range(1, 6)]
    assert found["devices"][:2] == ["A-0004", "A-0002"]
    assert found["until"][-1] == "A-0001"
    assert found["state"][0] == "A-0002"
    assert found["title"][0] == "A-0004"


def test_empty_states_teach(window: Running) -> None:
    """No match names the filter; a day without a deviation says what the register lists."""
    shown = view(window)
    shown.bar.set_wish(RegisterFilter(words="zzz"))
    window.settle()
    assert shown.shown_page() is shown.empty
    child(window, "registerClear").click()
    window.settle()
    assert len(numbers(window)) == 5
    shown.set_day(DAY - timedelta(days=4000))
    window.settle()
    assert shown.header.title.text() == "No deviation from the standard template"
    assert not shown.charts.isVisible()
    assert not shown.bar.isVisible()
    child(window, "registerToday").click()
    window.settle()
    assert shown.charts.isVisible()
    assert len(numbers(window)) == 5


def test_a_store_without_deployments_leads_to_the_queue(tmp_path: Path) -> None:
    new_desk(tmp_path)
    with running(tmp_path / "s.sqlite") as it:
        it.program.window.show_view("register")
        it.settle()
        view(it).deeds.reviewing.registry.run("register.open")
        child(it, "registerQueue").click()
        it.settle()
        assert it.shown() == "queue"


def test_a_register_that_is_not_read_yet_does_nothing(window: Running) -> None:
    shown = view(window)
    shown.book = None
    shown.deeds.export()
    shown.deeds.export_to(Path("x.csv"))
    shown.deeds.print()
    shown._arrange()
    assert not Path("x.csv").exists()


def test_what_changes_meanwhile_is_read_again(window: Running, tmp_path: Path) -> None:
    """A deed elsewhere: read at once when shown, else when shown again;
    the current case stays current.
    """
    shown = view(window)
    reviewing = window.desk_window.reviewing
    shown.list.set_current_row(3)
    number = shown.current_number()
    receive(at(tmp_path, DAY), ticket="MMD-9-R")
    reviewing.deed(lambda: reviewing.desk.case(number), undoable=False)
    window.settle()
    assert shown.current_number() == number
    window.program.window.show_view("queue")
    window.settle()
    reviewing.deed(lambda: reviewing.desk.case(number), undoable=False)
    window.settle()
    assert shown._stale
    window.program.window.show_view("register")
    window.settle()
    assert not shown._stale


def test_find_and_print_belong_to_the_view_shown(window: Running) -> None:
    registry = window.desk_window.reviewing.registry
    assert registry.reason("file.print") == ""
    window.press(KEY.Key_F, control=True)
    assert view(window).bar.search.hasFocus()
    window.program.window.show_view("queue")
    window.settle()
    assert registry.reason("file.print")


def test_everything_is_named_and_nothing_is_clipped(window: Running) -> None:
    """Object and accessible names on each interactive widget;
    the smallest window shows the essentials.
    """
    shown = view(window)
    for kind in (QAbstractButton, QLineEdit, ChartView):
        for widget in shown.findChildren(kind):
            if widget.objectName() != "qt_spinbox_lineedit":
                assert widget.objectName(), widget
                assert widget.accessibleName(), widget.objectName()
    assert [pane.isVisible() for pane in shown.panes()] == [True] * 4
    window.program.window.resize(1024, 700)
    window.settle()
    assert window.program.window.width() == 1024
    assert shown.header.title.text() == "5 deviations"
    assert shown.header.subline.text() == "On Mon 2026-11-23, by all facts known now."
    keys = [slot.column.key for slot in shown.list.header.slots()]
    assert keys == ["customer", "title", "devices", "until", "state", "number"]
    shown.charts.turn_over()
    window.settle()
    assert shown.charts.by_state.isVisible()


def test_of_ten_thousand_rows_only_those_in_sight_are_painted(window: Running) -> None:
    shown = view(window)
    assert shown.book is not None
    with rows_read(shown.model) as read:
        shown._on_book_read(many(shown.book, 10_000), DAY, False)
        window.settle()
        shown.grab()
    assert shown.model.rowCount() == 10_000
    assert 0 < len(read) < IN_SIGHT
