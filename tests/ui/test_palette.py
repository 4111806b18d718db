"""The palette: what it finds, how keys walk, where the focus goes."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

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
