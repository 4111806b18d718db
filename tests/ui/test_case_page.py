"""The page of a case in the window: how a case opens, its parts by keys, what is next
(C8 to C10, D9).
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from mmd_reviewer.ui.case.case_view import CaseView
from mmd_reviewer.ui.look.theme import DARK, HIGH_CONTRAST, LIGHT, Theme, apply_theme
from mmd_reviewer.ui.widgets.columns import row_speech
from mmd_reviewer.ui.widgets.labels import Label
from tests.ui.calendar_store import APPEALED, COMING, ENDS, FINAL_LATE, LAPSED
from tests.ui.dialogs import chord, is_open, on_a_copy
from tests.ui.running import Running, child, click
from tests.ui.test_every_dialog import clipped, nameless

K = Qt.Key
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def window(calendar_file: Path, tmp_path: Path, qtbot: object) -> Iterator[Running]:
    with on_a_copy(calendar_file, tmp_path) as it:
        yield it


def case_view(window: Running) -> CaseView:
    return window.desk_window.rooms.case


def opened(window: Running, number: str) -> CaseView:
    """Found as a person finds it: Ctrl+K, its number, Enter."""
    chord(window, "Ctrl+K")
    window.type(number)
    window.press(K.Key_Return)
    return case_view(window)


def said(view: QWidget) -> list[str]:
    return [label.text() for label in view.findChildren(Label) if label.isVisible()]


def test_a_decided_case_opens_on_its_page_and_an_undecided_one_on_its_assessment(
    window: Running,
) -> None:
    view = opened(window, COMING)
    assert (window.shown(), view.number) == ("case", COMING)
    assert window.program.window.rail.isVisible()
    desk = window.desk_window.reviewing.desk
    from tests.making import receive

    new = receive(desk, ticket="MMD-9-T", title="A new one")
    opened(window, new.number)
    assert window.shown() == "assessment"
    assert window.desk_window.rooms.assessment.number == new.number
    assert not window.desk_window.rooms.assessment.tabs.isVisible()


@pytest.mark.parametrize(
    ("number", "answer"),
    [(FINAL_LATE, "Last day to act"), (ENDS, "Last day"), (LAPSED, "Without cover since")],
)
def test_three_questions_on_the_telephone_in_five_keys(
    window: Running, number: str, answer: str
) -> None:
    """What was decided and why, until when, which devices are out: one page after Ctrl+K."""
    window.keys = 0
    view = opened(window, number)
    assert window.keys <= 5
    shown = said(view.page)
    assert answer in shown
    assert any(words.startswith("Approved") for words in shown)
    assert "Out of service levels today" in shown


def test_c6_no_day_is_said_without_its_year(window: Running) -> None:
    for number in (FINAL_LATE, ENDS, LAPSED, APPEALED):
        for words in said(opened(window, number).page):
            assert not re.search(r"(?<![\d-])\d\d[-./]\d\d(?![\d-])", words), words


def test_ctrl_tab_walks_page_assessment_letters_devices_history(window: Running) -> None:
    opened(window, FINAL_LATE)
    seen = []
    for _ in range(5):
        chord(window, "Ctrl+Tab")
        seen.append((window.shown(), case_view(window).part))
    assert seen == [
        ("assessment", "page"),
        ("letter", "page"),
        ("case", "devices"),
        ("case", "history"),
        ("case", "page"),
    ]
    chord(window, "Ctrl+Shift+Tab")
    assert (window.shown(), case_view(window).part) == ("case", "history")
    chord(window, "Ctrl+1")
    assert window.program.registry.reason("case.next_part") == "Open a case first"


def test_single_keys_lead_to_the_parts_and_back(window: Running) -> None:
    view = opened(window, LAPSED)
    window.press(K.Key_D)
    assert (view.part, view.devices.isVisible()) == ("devices", True)
    click(window, "caseTab_page")
    window.press(K.Key_H)
    assert view.part == "history"
    click(window, "caseTab_page")
    assert view.page.hasFocus()
    window.press(K.Key_Escape)
    assert window.shown() == "queue"


def test_tabs_on_the_assessment_of_a_decided_case_lead_back(window: Running) -> None:
    opened(window, FINAL_LATE)
    click(window, "caseTab_assessment")
    assert window.shown() == "assessment"
    tabs = window.desk_window.rooms.assessment.tabs
    assert tabs.isVisible()
    page = tabs.findChild(QWidget, "caseTab_page")
    assert page is not None
    page.click()  # type: ignore[attr-defined]
    window.settle()
    assert (window.shown(), case_view(window).part) == ("case", "page")


def test_ctrl_enter_opens_the_letter_that_is_next_and_records_nothing(window: Running) -> None:
    """C9: here and everywhere the same next letter."""
    opened(window, FINAL_LATE)
    desk = window.desk_window.reviewing.desk
    before = len(desk.case(FINAL_LATE).facts)
    chord(window, "Ctrl+Return")
    assert window.shown() == "letter"
    shown = window.desk_window.rooms.letter.shown
    assert shown is not None
    assert shown.kind == "notice_final"
    assert len(desk.case(FINAL_LATE).facts) == before
    window.press(K.Key_Escape)
    assert (window.shown(), case_view(window).number) == ("case", FINAL_LATE)


def test_each_letter_is_a_link_and_what_was_told_opens(window: Running) -> None:
    opened(window, FINAL_LATE)
    click(window, f"caseLetter_{FINAL_LATE}-L2")
    shown = window.desk_window.rooms.letter.shown
    assert shown is not None
    assert shown.issued is not None
    assert shown.issued.record.number == f"{FINAL_LATE}-L2"
    window.press(K.Key_Escape)
    click(window, "caseTold")
    assert is_open("toldDialog")
    told = child(window, "toldDialog").rows.view.model()
    said = [row_speech(told, row) for row in range(told.rowCount())]
    assert said[0].startswith(
        "What: Decision. Holds: Approved. The customer was told: Approved, by"
    )
    assert any("Last day. Holds: Open-ended" in words for words in said)
    assert any("Deadline. Holds: Sun 2026-11-29" in words for words in said)
    window.press(K.Key_Escape)
    click(window, "caseAllDevices")
    assert case_view(window).part == "devices"


def test_the_page_follows_what_is_recorded_and_keeps_the_keyboard(window: Running) -> None:
    from mmd_reviewer.services import request_queue

    view = opened(window, APPEALED)
    link = view.page.findChild(QWidget, "caseTold")
    assert link is not None
    link.setFocus()
    reviewing = window.desk_window.reviewing
    desk, number = reviewing.desk, APPEALED
    reviewing.deed(lambda: request_queue.note(desk, desk.case(number), "Called."))
    window.settle()
    assert window.focus().objectName() == "caseTold"
    assert window.focus() is not link


def test_next_and_previous_go_through_the_queue(window: Running) -> None:
    window.desk_window.queue.bar.set_filter({})
    window.settle()
    view = opened(window, COMING)
    window.press(K.Key_BracketRight)
    first = view.number
    assert first not in ("", COMING)
    window.press(K.Key_BracketLeft)
    assert view.number == COMING


@pytest.mark.parametrize("theme", [LIGHT, DARK, HIGH_CONTRAST], ids=lambda theme: theme.name)
def test_nothing_is_cut_and_everything_has_a_name(
    window: Running, app: QApplication, theme: Theme
) -> None:
    apply_theme(app, theme)
    for number in (FINAL_LATE, ENDS, LAPSED):
        view = opened(window, number)
        for size in ((1024, 700), (1366, 768), (1440, 900)):
            window.program.window.resize(*size)
            window.settle()
            assert clipped(view) == []
            assert nameless(view) == []
        assert view.page.accessibleDescription().startswith(("In revocation", "In force", "Cover"))
    apply_theme(app, LIGHT)
