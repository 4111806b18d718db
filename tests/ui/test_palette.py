"""The palette: what it finds, how keys walk, where the focus goes."""

from collections.abc import Callable, Sequence

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from mmd_reviewer.ui.commands.help_page import HelpWindow
from mmd_reviewer.ui.commands.palette import HEAD
from mmd_reviewer.ui.commands.palette_list import HelpEntry, Hit, PaletteCase, spans
from mmd_reviewer.ui.commands.registry import ActionRegistry
from mmd_reviewer.ui.shell.main_window import MainWindow
from tests.ui.conftest import shown_list

KEY = Qt.Key
CASES = [PaletteCase("A-0118", "Docker Desktop", "Contoso", "Parked until Tue 2026-11-24")]


def texts(frame: MainWindow) -> list[str]:
    return [row.text for row in frame.palette_box.card.model.rows]


def prepare(frame: MainWindow, registry: ActionRegistry) -> list[str]:
    ran: list[str] = []
    registry.bind("queue.park", lambda: ran.append("park"))
    registry.bind("queue.assign", lambda: ran.append("assign"))
    page = HelpEntry("parking", "When to park", "what it does")
    frame.palette_box.search.help_pages = lambda: [page]
    frame.set_case_search(lambda _text, found: found(CASES))
    return ran


def test_it_finds_commands_cases_and_help(
    qtbot: QtBot, frame: MainWindow, registry: ActionRegistry
) -> None:
    prepare(frame, registry)
    QTest.keyClick(shown_list(frame).view, KEY.Key_K, Qt.KeyboardModifier.ControlModifier)
    field = frame.palette_box.card.field
    assert QApplication.focusWidget() is field
    QTest.keyClicks(field, "park")
    assert texts(frame) == ["Commands", "Park", "Cases", "Docker Desktop", "Help", "When to park"]
    assert frame.palette_box.card.count.text() == "3 results"


def test_prefixes_narrow_it(qtbot: QtBot, frame: MainWindow, registry: ActionRegistry) -> None:
    prepare(frame, registry)
    for prefix, wanted in (
        (">park", "Park"),
        ("#park", "Docker Desktop"),
        ("?park", "When to park"),
    ):
        frame.open_palette(prefix)
        assert texts(frame)[1:] == [wanted]


def test_enter_runs_after_the_focus_went_back(
    qtbot: QtBot, frame: MainWindow, registry: ActionRegistry
) -> None:
    prepare(frame, registry)
    view = shown_list(frame).view
    where: list[bool] = []
    registry.bind("queue.park", lambda: where.append(view.hasFocus()))
    frame.open_palette("park")
    QTest.keyClick(frame.palette_box.card.field, KEY.Key_Return)
    assert where == [True]
    assert not frame.palette_box.isVisible()


def test_arrows_skip_headings(qtbot: QtBot, frame: MainWindow, registry: ActionRegistry) -> None:
    prepare(frame, registry)
    frame.open_palette("park")
    field = frame.palette_box.card.field
    heard: list[str] = []
    frame.case_chosen.connect(heard.append)
    QTest.keyClick(field, KEY.Key_Up)
    QTest.keyClick(field, KEY.Key_Down)
    assert "A-0118" in field.accessibleDescription()
    QTest.keyClick(field, KEY.Key_Return)
    assert heard == ["A-0118"]


def test_esc_gives_the_focus_back(
    qtbot: QtBot, frame: MainWindow, registry: ActionRegistry
) -> None:
    prepare(frame, registry)
    view = shown_list(frame).view
    frame.open_palette()
    QTest.keyClick(frame.palette_box.card.field, KEY.Key_Escape)
    assert view.hasFocus()
    assert not frame.palette_box.isVisible()


def test_a_command_that_is_off_shows_its_reason_and_stays(
    qtbot: QtBot, frame: MainWindow, registry: ActionRegistry
) -> None:
    ran = prepare(frame, registry)
    registry.enable("queue.park", False, "The store is read-only")
    frame.open_palette(">park")
    assert frame.palette_box.card.model.rows[1].hint == "The store is read-only"
    QTest.keyClick(frame.palette_box.card.field, KEY.Key_Return)
    assert ran == []
    assert frame.palette_box.isVisible()


def test_answers_that_come_late_are_dropped(frame: MainWindow, registry: ActionRegistry) -> None:
    prepare(frame, registry)
    waiting: list[Callable[[Sequence[Hit]], object]] = []
    frame.set_case_search(lambda _text, found: waiting.append(found))
    frame.open_palette("par")
    frame.palette_box.card.field.setText("zzz")
    waiting[0](CASES)
    assert "Docker Desktop" not in texts(frame)
    waiting[-1](CASES)
    assert "Docker Desktop" in texts(frame)


def test_the_match_is_marked_whatever_its_case() -> None:
    assert spans("Unpark", ["park"]) == [("Un", False), ("park", True)]
    assert spans("Parker", ["park"]) == [("Park", True), ("er", False)]
    assert spans("İstanbul", ["park"]) == [("İstanbul", False)]


def test_a_widget_that_is_gone_gets_no_focus_back(frame: MainWindow, qtbot: QtBot) -> None:
    """What had the focus may be deleted while the palette is open:
    an empty state, a list that was filled anew.
    """
    passing = QPushButton("passing", frame)
    passing.show()
    passing.setFocus()
    frame.open_palette()
    passing.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    frame.palette_box.close_palette()
    assert not frame.palette_box.isVisible()


def test_without_a_result_it_says_so_and_nothing_is_cut(frame: MainWindow) -> None:
    frame.open_palette("zzzz no such thing")
    card = frame.palette_box.card
    QApplication.processEvents()
    assert card.model.rows[0].text == "Nothing found: try fewer letters"
    head = card.field.parentWidget()
    assert head is not None
    assert head.height() == HEAD - 1
    assert card.rows.height() >= card.model.height()
    frame.palette_box.run_current()
    assert frame.palette_box.isVisible(), "there is nothing to run"


def line(frame: MainWindow, text: str) -> QPoint:
    """Where a line of these words is seen."""
    card = frame.palette_box.card
    index = card.model.index(texts(frame).index(text), 0)
    return card.rows.visualRect(index).center()


def test_a_click_runs_the_line_and_a_heading_is_none(
    frame: MainWindow, registry: ActionRegistry
) -> None:
    ran = prepare(frame, registry)
    frame.open_palette("park")
    rows = frame.palette_box.card.rows
    for heading in ("Commands", "Cases", "Help"):
        QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=line(frame, heading))
    assert (ran, frame.palette_box.isVisible()) == ([], True)
    QTest.keyClick(frame.palette_box.card.field, KEY.Key_Return)
    assert ran == ["park"], "a heading leaves the line chosen before"
    frame.open_palette("park")
    with_case: list[str] = []
    frame.case_chosen.connect(with_case.append)
    at = line(frame, "Docker Desktop")
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert (with_case, frame.palette_box.isVisible()) == (["A-0118"], False)


def test_a_click_beside_the_card_closes_and_one_on_it_does_not(
    frame: MainWindow, registry: ActionRegistry
) -> None:
    prepare(frame, registry)
    frame.open_palette("park")
    box = frame.palette_box
    corner = box.card.geometry().topLeft()
    QTest.mouseClick(box, Qt.MouseButton.LeftButton, pos=corner + QPoint(3, 3))
    assert box.isVisible()
    QTest.mouseClick(box, Qt.MouseButton.LeftButton, pos=corner - QPoint(3, 3))
    assert not box.isVisible()


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_f1_opens_the_page_whose_line_shows_it(
    frame: MainWindow, registry: ActionRegistry, qtbot: QtBot
) -> None:
    """Not the page of the place behind the palette."""
    prepare(frame, registry)
    pages: list[str] = []
    frame.palette_box.help_chosen.connect(pages.append)
    frame.open_palette("park")
    field = frame.palette_box.card.field
    QTest.keyClick(field, KEY.Key_Down)
    QTest.keyClick(field, KEY.Key_F1)
    assert (pages, frame.palette_box.isVisible()) == (["parking"], False)
    frame.open_palette("zzz")
    QTest.keyClick(field, KEY.Key_F1)
    assert pages == ["parking"], "no line shows it: the page of the place"
    help_window = frame.findChild(HelpWindow)
    assert help_window is not None
    assert help_window.page == "queue"


def test_nothing_is_said_to_be_found_before_anything_was_looked_for(
    frame: MainWindow, registry: ActionRegistry
) -> None:
    waiting: list[Callable[[Sequence[Hit]], object]] = []
    frame.set_case_search(lambda _text, found: waiting.append(found))
    count = frame.palette_box.card.count
    frame.open_palette("#")
    assert texts(frame) == ["Type the number of a case, or words of it"]
    assert (waiting, count.text()) == ([], "")
    frame.open_palette("zebra")
    assert (texts(frame), count.text()) == (["Looking…"], "")
    waiting[-1](())
    assert texts(frame) == ["Nothing found: try fewer letters"]
    assert count.text() == "0 results"


def test_one_result_is_one(frame: MainWindow, registry: ActionRegistry) -> None:
    prepare(frame, registry)
    frame.open_palette("?park")
    assert frame.palette_box.card.count.text() == "1 result"
    frame.open_palette()
    assert frame.palette_box.card.count.text() == "", "nothing was asked for"


@pytest.mark.parametrize("size", [(1024, 700), (640, 300)])
def test_the_card_stays_within_its_window_at_every_size(
    frame: MainWindow, registry: ActionRegistry, size: tuple[int, int]
) -> None:
    for spec in registry.all_specs():
        registry.bind(spec.id, lambda: None)
    frame.setMinimumSize(1, 1)
    frame.open_palette(">")
    frame.resize(*size)
    QApplication.processEvents()
    box = frame.palette_box
    assert box.geometry() == frame.rect()
    assert box.card.geometry().left() >= 0
    assert box.card.geometry().right() <= box.width()
    assert box.card.geometry().bottom() <= box.height()
    assert box.card.rows.height() > 60


@pytest.mark.parametrize("key", [KEY.Key_Down, KEY.Key_Tab])
def test_arrows_and_tab_stop_at_the_last_line_and_speak_each(
    frame: MainWindow, registry: ActionRegistry, key: Qt.Key
) -> None:
    prepare(frame, registry)
    frame.open_palette("park")
    field = frame.palette_box.card.field
    spoken = [field.accessibleDescription()]
    for _ in range(4):
        QTest.keyClick(field, key)
        spoken.append(field.accessibleDescription())
    assert [words.split(",")[0] for words in spoken] == [
        "Park",
        "A-0118",
        "When to park",
        "When to park",
        "When to park",
    ]
    back = KEY.Key_Backtab if key == KEY.Key_Tab else KEY.Key_Up
    for _ in range(4):
        QTest.keyClick(field, back)
    assert field.accessibleDescription().startswith("Park")


def test_what_is_found_after_esc_runs_nothing(frame: MainWindow, registry: ActionRegistry) -> None:
    """Enter waited for it, and Esc let go of it."""
    waiting: list[Callable[[Sequence[Hit]], object]] = []
    opened: list[str] = []
    frame.set_case_search(lambda _text, found: waiting.append(found))
    frame.case_chosen.connect(opened.append)
    frame.open_palette("docker")
    field = frame.palette_box.card.field
    QTest.keyClick(field, KEY.Key_Return)
    assert registry.holding.on
    QTest.keyClick(field, KEY.Key_Escape)
    waiting[-1](CASES)
    assert (opened, registry.holding.on) == ([], False)


def test_the_line_chosen_stays_chosen_when_more_is_found(
    frame: MainWindow, registry: ActionRegistry
) -> None:
    prepare(frame, registry)
    waiting: list[Callable[[Sequence[Hit]], object]] = []
    frame.set_case_search(lambda _text, found: waiting.append(found))
    frame.open_palette("park")
    field = frame.palette_box.card.field
    QTest.keyClick(field, KEY.Key_Down)
    assert field.accessibleDescription().startswith("When to park")
    waiting[-1](CASES)
    assert field.accessibleDescription().startswith("When to park")
    QTest.keyClicks(field, "i")
    waiting[-1](CASES)
    assert field.accessibleDescription().startswith("A-0118"), "other words begin at the top"
