"""The agenda by keys: what is overdue, the case below it,
the late notice, the due strip, the health check.
"""

import shutil
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from mmd_reviewer.services.read.agenda import Heading
from mmd_reviewer.settings import Settings
from mmd_reviewer.ui.calendar.calendar_view import CalendarView
from mmd_reviewer.ui.look.theme import DARK, LIGHT, apply_theme
from mmd_reviewer.ui.reviewing.changes import Changes
from mmd_reviewer.ui.widgets.two_line_list import TwoLineList
from tests.making import DAY
from tests.ui.calendar_store import APPEALED, COMING, DRAFTED, ENDS, FINAL_LATE, LAPSED, THIRD_LATE
from tests.ui.running import Running, child, click, running, words

K = Qt.Key
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def store(calendar_file: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(calendar_file, tmp_path / "s.sqlite"))


@pytest.fixture
def window(store: Path, qtbot: object) -> Iterator[Running]:
    with running(store) as it:
        yield it


def calendar(window: Running) -> CalendarView:
    return window.desk_window.rooms.calendar


def shown(window: Running) -> CalendarView:
    window.program.window.show_view("calendar")
    window.settle()
    return calendar(window)


def go(window: Running, number: str, code: str) -> CalendarView:
    view = shown(window)
    rows = [
        n
        for n in view.agenda.model.lines
        if (line := view.agenda.model.line(n))
        and (line.entry.number, line.entry.code) == (number, code)
    ]
    view.agenda.view.go_to_row(rows[0])
    window.settle()
    return view


def closed_box() -> str:
    box = QApplication.activeModalWidget()
    assert box is not None
    box.close()
    return box.objectName()


def sections(view: CalendarView) -> list[tuple[str, list[str]]]:
    found: list[tuple[str, list[str]]] = []
    for row in view.agenda.model.rows:
        if isinstance(row, Heading):
            found.append((row.title, []))
        else:
            found[-1][1].append(f"{row.entry.code} {row.entry.number} {row.when}")
    return found


def test_sections_in_the_order_of_urgency(window: Running) -> None:
    view = shown(window)
    assert sections(view) == [
        (
            "Overdue",
            [
                f"D {LAPSED} 5 days late",
                f"3 {THIRD_LATE} 2 days late",
                f"F {FINAL_LATE} 1 day late",
            ],
        ),
        ("Today", [f"3 {DRAFTED} Due today"]),
        (
            "Letters owed",
            [f"L {APPEALED} Open 6 days", f"L {APPEALED} Open 5 days", f"L {LAPSED} Open 5 days"],
        ),
        ("Open appeals", [f"A {APPEALED} Open 6 days"]),
        (
            "Next 14 days",
            [f"2 {COMING} In 2 days", f"D {FINAL_LATE} In 6 days", f"E {ENDS} In 7 days"],
        ),
    ]
    head = view.header.agenda
    assert (head.title.text(), head.title.property("tone")) == ("2 notices overdue", "broken")
    assert head.note.text() == "1 other date overdue, 1 due today, 3 more dates by Mon 2026-12-07"
    assert "This program sends nothing." in child(window, "calendarTruth").text()
    assert view.agenda.view.hasFocus()
    line = view.agenda.view.current_line()
    assert line is not None
    assert "Third notice, day 60, 2 days late" in line.speech(), "the first notice that is due"


def test_remarks_name_the_weekend_the_warning_and_the_appeal(window: Running) -> None:
    view = shown(window)
    view._on_agenda_later_wanted()
    window.settle()
    remarks = {
        (row.entry.number, row.entry.code): row.remark
        for row in view.agenda.model.rows
        if not isinstance(row, Heading)
    }
    assert remarks[(FINAL_LATE, "F")].startswith(
        "Dispatched today, 6 days of warning left, not 7; fell on Sunday"
    )
    assert remarks[(DRAFTED, "3")] == "Letter issued, not dispatched"
    assert remarks[(APPEALED, "F")] == "Appeal open since Tue 2026-11-17"
    assert remarks[(APPEALED, "D")].endswith("still carry it; appeal open since Tue 2026-11-17")


def test_down_passes_over_headings_and_the_ends_are_reached(window: Running) -> None:
    view = shown(window)
    list_view = view.agenda.view
    numbers = []
    window.press(K.Key_Home)
    for _ in range(4):
        numbers.append(view.current_number())
        window.press(K.Key_Down)
    assert numbers == [LAPSED, THIRD_LATE, FINAL_LATE, DRAFTED]
    window.press(K.Key_End)
    assert view.current_number() == ENDS
    window.press(K.Key_Home)
    assert view.current_number() == LAPSED
    assert list_view.verticalScrollBar().value() == 0
    window.press(K.Key_PageDown)
    assert view.current_number() != LAPSED
    window.press(K.Key_PageUp, K.Key_Up, K.Key_T)
    assert view.current_number() == DRAFTED


def test_enter_opens_the_case_and_escape_comes_back_to_the_list(window: Running) -> None:
    view = shown(window)
    window.press(K.Key_Return)
    assert (window.shown(), window.desk_window.rooms.case.number) == ("case", THIRD_LATE)
    shown(window)
    assert view.current_number() == THIRD_LATE
    window.press(K.Key_F6)
    assert view.case.isAncestorOf(window.focus()) or window.focus() is view.case
    window.press(K.Key_Escape)
    assert view.agenda.view.hasFocus()


def test_the_pane_shows_the_course_of_the_case(window: Running) -> None:
    view = go(window, FINAL_LATE, "F")
    pane = view.case
    assert pane.head.title.text() == "Nexthink collector"
    assert pane.head.who.text() == f"Contoso · {FINAL_LATE} · revoked for System stability"
    assert pane.head.prepare.label == "Prepare final notice"
    assert not pane.head.dispatch.isEnabled()
    assert pane.devices.words.text() == "4 of 6 devices removed, 2 in notice"
    assert "Rule D2: one week before the deadline, day 83" in pane.words.text()
    spoken = pane.line.accessibleDescription()
    assert (
        "Second notice, Wed 2026-09-30 · day 30, Dispatched Fri 2026-10-02, 2 days late, MMD-"
        in spoken
    )
    assert "Final notice, Sun 2026-11-22 · day 83, Not dispatched, 1 day late" in spoken
    assert spoken.endswith("Today, day 84")
    tip = view.agenda.model.data(view.agenda.view.currentIndex(), int(Qt.ItemDataRole.ToolTipRole))
    assert "Rule D2" in tip


def test_an_appeal_and_a_changed_deadline_are_seen(window: Running) -> None:
    view = go(window, APPEALED, "A")
    assert view.case.head.who.text().endswith("appeal open since Tue 2026-11-17")
    spoken = view.case.line.accessibleDescription()
    assert "Cover ends, Mon 2026-12-21 · day 97, was Mon 2026-12-14" in spoken


def test_a_passed_deadline_asks_for_the_record_letter(window: Running) -> None:
    view = go(window, LAPSED, "D")
    assert view.case.head.prepare.label == "Prepare record letter"
    spoken = view.case.line.accessibleDescription()
    assert "Second notice, Sat 2026-09-19 · day 30, Not sent" in spoken
    assert "Cover has ended" in spoken
    assert view.case.devices.words.text() == "0 of 3 devices removed, 3 not covered"
    window.press(K.Key_L)
    assert (window.shown(), window.desk_window.rooms.letter.number) == ("letter", LAPSED)


def test_an_end_of_approval_has_a_simpler_pane(window: Running) -> None:
    view = go(window, ENDS, "E")
    assert view.case.line.isHidden()
    assert view.case.head.prepare.isHidden()
    assert not view.case.head.open.isHidden()
    assert "the last day of the approval" in view.case.words.text()
    window.press(K.Key_L)
    assert words(window) == f"{ENDS} calls for no letter now."


def test_l_prepares_the_notice_that_is_next(window: Running) -> None:
    go(window, THIRD_LATE, "3")
    window.press(K.Key_L)
    assert (window.shown(), window.desk_window.rooms.letter.number) == ("letter", THIRD_LATE)


def test_r_asks_for_the_dispatch_of_the_drafted_letter(window: Running) -> None:
    view = go(window, DRAFTED, "3")
    assert view.case.head.dispatch.isEnabled()
    window.press(K.Key_R)
    child(window, "dispatch_reference").setText("MMD-1-T")
    click(window, "dispatchDialogAccept")
    case = window.desk_window.reviewing.desk.case(DRAFTED)
    assert case.revocation is not None
    assert case.revocation.was_sent("third")
    assert not any("Due today" in line for _, lines in sections(view) for line in lines)
    assert view.agenda.view.current_line() is not None


def test_the_appeal_of_the_current_entry_is_asked_for(window: Running) -> None:
    go(window, FINAL_LATE, "F")
    click(window, "caseAppeal")
    box = QApplication.activeModalWidget()
    assert isinstance(box, QDialog)
    assert FINAL_LATE in box.windowTitle()
    box.reject()


def test_a_late_final_notice_offers_the_longer_deadline_preselected(window: Running) -> None:
    view = go(window, FINAL_LATE, "F")
    panel = view.case.late
    assert panel.isVisible()
    assert (
        panel.strong.text()
        == "Dispatched on 2026-11-23, the final notice leaves 6 days, not 7 (rule D4)"
    )
    assert (panel.lengthen.label, panel.lengthen.isChecked()) == ("Lengthen to 2026-11-30", True)
    assert panel.keep.label == "Keep 2026-11-29"
    click(window, "lateLengthen")
    case = window.desk_window.reviewing.desk.case(FINAL_LATE)
    assert case.revocation is not None
    assert case.revocation.dates is not None
    assert case.revocation.dates.deadline == date(2026, 11, 30)
    assert case.revocation.retimings[-1].body.kind == "late_notice"
    assert "final notice is dispatched late" in case.revocation.retimings[-1].body.reason
    assert words(window).startswith(f"{FINAL_LATE}: the deadline is 2026-11-30 now")
    assert not view.case.late.isVisible()
    line = view.agenda.view.current_line()
    assert line is not None
    assert (line.entry.number, line.entry.code, line.when) == (FINAL_LATE, "F", "Due today")


def test_keep_puts_the_late_notice_away_for_this_run(window: Running) -> None:
    view = go(window, THIRD_LATE, "3")
    assert not view.case.late.lengthen.isChecked()
    click(window, "lateKeep")
    assert not view.case.late.isVisible()
    go(window, FINAL_LATE, "F")
    assert view.case.late.isVisible()
    go(window, THIRD_LATE, "3")
    assert not view.case.late.isVisible()


def test_the_devices_are_listed_with_their_cover(window: Running) -> None:
    view = go(window, FINAL_LATE, "F")
    click(window, "caseDevices")
    rows = child(window, "coverDialog").findChild(TwoLineList)
    assert isinstance(rows, TwoLineList)
    model = rows.view.model()
    assert model.rowCount() == 6
    assert model.index(0, 1).data() == "Removed, covered"
    assert model.index(5, 1).data() == "In notice"
    assert model.index(5, 0).data() == "5CG1005"
    assert closed_box() == "coverDialog"
    window.settle()
    window.press(K.Key_3)
    view.deeds.reviewing.registry.run("calendar.devices")
    window.settle()
    assert child(window, "coverDialog").windowTitle() == f"Cover of the devices of {DRAFTED}"
    assert closed_box() == "coverDialog"


def test_what_comes_later_is_shown_on_demand(window: Running) -> None:
    view = shown(window)
    assert view.agenda.later.isVisible()
    assert view.agenda.later._words.text().startswith("9 dates until ")
    click(window, "agendaLater")
    assert sections(view)[-1][0] == "Later"
    assert len(sections(view)[-1][1]) == 9
    assert child(window, "agendaLater").label == "Show less"
    click(window, "agendaLater")
    assert sections(view)[-1][0] == "Next 14 days"


def test_the_day_changes_at_midnight(window: Running) -> None:
    view = shown(window)
    reviewing = window.desk_window.reviewing
    reviewing.day = DAY + timedelta(days=1)
    reviewing.changed.emit(Changes(many=True))
    window.settle()
    assert view.day == DAY + timedelta(days=1)


def test_a_read_only_store_shows_all_and_records_nothing(
    store: Path, qtbot: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.access", lambda path, mode: False)
    with running(store) as window:
        view = go(window, DRAFTED, "3")
        assert not view.case.head.dispatch.isEnabled()
        go(window, FINAL_LATE, "F")
        assert not view.case.late.lengthen.isEnabled()
        window.press(K.Key_R)
        assert QApplication.activeModalWidget() is None
        window.press(K.Key_3)
        assert not child(window, "dayDispatch").isEnabled()


def test_without_single_keys_letters_do_nothing(store: Path, qtbot: object) -> None:
    with running(store, Settings(theme="light", single_keys=False)) as window:
        window.program.registry.set_single_keys(False)
        view = shown(window)
        window.press(K.Key_3)
        assert view.mode == "agenda"


def test_both_themes_and_a_narrow_window_are_drawn(window: Running, app: QApplication) -> None:
    view = go(window, FINAL_LATE, "F")
    apply_theme(app, DARK)
    window.program.window.resize(1024, 700)
    window.settle()
    assert not window.program.window.grab().isNull()
    assert view.case.height() < view.height()
    assert view.header.agenda.note.text() == ""
    apply_theme(app, LIGHT)
    bar = view.case.line
    at = QPoint(bar.width() - 300, bar.height() // 2)
    QApplication.sendEvent(bar, QHelpEvent(QEvent.Type.ToolTip, at, bar.mapToGlobal(at)))


def test_everything_that_takes_the_keyboard_has_a_name(window: Running) -> None:
    view = go(window, FINAL_LATE, "F")
    for mode in ("agenda", "week", "month"):
        view.set_mode(mode)
        window.settle()
        nameless = [
            widget.metaObject().className()
            for widget in view.findChildren(QWidget)
            if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
            and widget.isVisible()
            and (not widget.accessibleName() or not widget.objectName())
            and "Splitter" not in widget.metaObject().className()
        ]
        assert nameless == []
