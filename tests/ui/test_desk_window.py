"""The window on a store: how one view leads to the next, and what is said."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QWidget

from mmd_reviewer.domain.case_state import state
from mmd_reviewer.services import assessment, letter, request_queue
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.settings import Settings
from mmd_reviewer.ui.demo.pictures import _views, take_pictures
from mmd_reviewer.ui.look.theme import DARK, HIGH_CONTRAST, LIGHT, apply_theme, current_theme
from mmd_reviewer.ui.reviewing.changes import Changes
from tests.making import DAY, FACTOR_3, FACTOR_4, new_desk, receive
from tests.prepared import Prepared
from tests.samples import samples
from tests.ui.dialogs import chord
from tests.ui.running import Running, child, click, running, words
from tests.ui.window_store import SAMPLE, opened, three_requests

K = Qt.Key
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return three_requests(tmp_path)


def test_the_palette_finds_cases_and_opens_one(window: Running) -> None:
    window.press(K.Key_K, control=True)
    assert window.focus().window().findChild(QWidget, "palette") is not None
    window.type("A-0003")
    window.press(K.Key_Return)
    assert (window.shown(), window.desk_window.rooms.assessment.number) == ("assessment", "A-0003")


def test_undo_and_redo_take_back_the_newest_deed_of_this_window(
    window: Running, desk: Desk
) -> None:
    opened(window, "assessment", "A-0001")
    window.press(K.Key_N, K.Key_N)
    window.press(K.Key_Z, control=True)
    assert desk.case("A-0001").answers.factors == {"non_negotiable": "no"}
    assert words(window) == "Taken back: A-0001: Answered microsoft technology: no."
    window.press(K.Key_Z, control=True)
    assert desk.case("A-0001").answers.factors == {}
    window.press(K.Key_Y, control=True)
    assert words(window) == "Done again: A-0001: Answered non negotiable: no."
    window.press(K.Key_Y, control=True)
    assert desk.case("A-0001").answers.factors == {
        "non_negotiable": "no",
        "microsoft_technology": "no",
    }


def test_undo_without_a_case_says_there_is_nothing(tmp_path: Path, qtbot: object) -> None:
    with running(tmp_path / "empty.sqlite") as window:
        window.press(K.Key_Z, control=True)
        assert words(window) == "There is nothing to undo: in this window nothing was done."
        window.press(K.Key_Y, control=True)
        assert words(window) == "There is nothing to redo."
        window.press(K.Key_H, control=True)
        assert window.shown() == "queue"


def test_an_undo_that_is_refused_takes_back_no_older_deed_unasked(
    window: Running, desk: Desk
) -> None:
    assessment.answer(desk, desk.case("A-0002"), FACTOR_4)
    opened(window, "assessment", "A-0001")
    window.press(K.Key_Y)
    opened(window, "assessment", "A-0002")
    click(window, "decideButton")
    click(window, "issueButton")
    window.press(K.Key_Z, control=True)
    assert "This cannot be undone" in words(window)
    for _ in range(2):
        window.press(K.Key_Z, control=True)
    assert desk.case("A-0001").answers.factors == {"non_negotiable": "yes"}, "not the newest deed"
    chord(window, "Ctrl+Shift+Z")
    window.press(K.Key_End, K.Key_Return)
    assert desk.case("A-0001").answers.factors == {}, "the list leads to it"


def test_history_is_shown_for_the_case_in_view(window: Running, desk: Desk) -> None:
    request_queue.note(desk, desk.case("A-0002"), "Called back")
    for view in ("assessment", "letter"):
        opened(window, view, "A-0002")
        window.program.registry.run("case.history")
        window.settle()
        dialog = QApplication.activeModalWidget()
        assert dialog is not None
        assert any(
            "Called back" in getattr(label, "text", str)() for label in dialog.findChildren(QWidget)
        )
        dialog.close()
        window.settle()


def test_settings_are_kept_and_take_effect(window: Running, desk: Desk) -> None:
    kept: list[Settings] = []

    def keep(settings: Settings) -> None:
        kept.append(settings)
        window.program.settings = settings

    window.program.keep = keep  # type: ignore[method-assign]
    window.program.registry.run("file.settings")
    window.settle()
    dialog = child(window, "settingsDialog", QDialog)
    theme, after = (
        child(window, "settings_theme", QComboBox),
        child(window, "settings_after_decision", QComboBox),
    )
    assert [theme.itemText(n) for n in range(theme.count())] == [
        "Light",
        "Dark",
        "High contrast",
        "As the system",
    ]
    theme.setCurrentIndex(1)
    after.setCurrentIndex(2)
    child(window, "settings_single_keys", QComboBox).setCurrentIndex(0)
    dialog.accept_button.click()
    window.settle()
    assert (kept[-1].theme, kept[-1].after_decision, kept[-1].single_keys) == (
        "dark",
        "list",
        False,
    )
    assert current_theme() is DARK
    opened(window, "assessment", "A-0001")
    QTest.keyClick(window.focus(), K.Key_Y)
    window.settle()
    assert not desk.case("A-0001").answers.exist, "letters alone are no commands any more"
    window.program.registry.run("file.settings")
    window.settle()
    child(window, "settings_theme", QComboBox).setCurrentIndex(3)
    child(window, "settingsDialog", QDialog).accept_button.click()
    window.settle()
    assert kept[-1].theme == "system"
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    apply_theme(app, LIGHT)


@pytest.mark.parametrize(
    ("wish", "shown"), [("list", ""), ("previous", "A-0001"), ("next", "A-0003")]
)
def test_after_a_letter_the_setting_says_where_to_go(
    desk: Desk, tmp_path: Path, qtbot: object, wish: str, shown: str
) -> None:
    with running(tmp_path / "s.sqlite", Settings(theme="light", after_decision=wish)) as window:
        order = [window.desk_window.queue.places.position(f"A-000{n}") for n in (1, 2, 3)]
        assert order == [(1, 3), (2, 3), (3, 3)]
        opened(window, "assessment", "A-0002")
        window.press(K.Key_Y)
        window.desk_window.rooms.assessment.decision.reason.setPlainText("It replaces Defender.")
        window.press(K.Key_Return, control=True)
        window.press(K.Key_Return, control=True)
        window.press(K.Key_Return)
        assert window.shown() == ("assessment" if shown else "queue")
        if shown:
            assert window.desk_window.rooms.assessment.number == shown


def test_a_clock_that_looks_wrong_is_doubted_until_confirmed(tmp_path: Path, qtbot: object) -> None:
    first = new_desk(tmp_path, DAY)
    receive(first)
    with running(tmp_path / "s.sqlite") as window:
        desk = window.desk_window.reviewing._desk  # itself: `desk` is a copy for one deed
        assert words(window, "date") == ""
        object.__setattr__(desk.clock, "day", date(2027, 3, 1))
        object.__setattr__(desk, "day_confirmed", False)
        window.desk_window.date._on_timer_timeout()
        window.settle()
        assert "confirm the date before issuing" in words(window, "date")
        assert window.program.window.top_bar._day.text() == "Mon 2027-03-01"
        opened(window, "letter", "A-0001")
        click(window, "issueButton")
        assert "(rule F3)" in words(window)
        window.program.window.message_bar._rows["date"].button.click()
        window.settle()
        assert words(window, "date") == ""
        desk.check_date()
        click(window, "issueButton")
        assert desk.case("A-0001").letters


def test_a_new_day_brings_parked_cases_back(window: Running, desk: Desk) -> None:
    request_queue.park(desk, [desk.case("A-0001")], date(2026, 11, 24), "Wait")
    opened(window, "assessment", "A-0001")
    assert window.desk_window.rooms.assessment.header._badge.word == "Parked"
    inner = window.desk_window.reviewing.desk
    object.__setattr__(inner.clock, "day", date(2026, 11, 24))
    window.desk_window.date._on_timer_timeout()
    window.settle()
    assert window.desk_window.rooms.assessment.header._badge.word == "New"
    window.desk_window.date._on_timer_timeout()
    window.settle()
    assert window.desk_window.reviewing.day == date(2026, 11, 24)


def test_the_rail_counts_and_its_filters_filter(window: Running, desk: Desk) -> None:
    request_queue.park(desk, [desk.case("A-0001")], date(2026, 12, 24), "Wait")
    request_queue.assign(desk, [desk.case("A-0002")], "Ines Moreau")
    window.desk_window.reviewing.changed.emit(Changes(many=True))
    window.settle()
    counts = {
        name: child(window, f"rail_{name}").count
        for name in ("mine", "parked", "returned", "incomplete")
    }
    assert counts == {"mine": 1, "parked": 1, "returned": 0, "incomplete": 0}
    opened(window, "assessment", "A-0003")
    click(window, "rail_parked")
    assert window.shown() == "queue"
    assert window.desk_window.queue.bar.words() == "State: Parked"
    click(window, "rail_mine")
    assert window.desk_window.queue.current_number() == "A-0002"


def test_find_goes_to_the_filter_from_anywhere(window: Running) -> None:
    opened(window, "assessment", "A-0001")
    window.press(K.Key_F, control=True)
    assert window.shown() == "queue"
    assert window.focus().objectName() == "quickFilter"
    window.type("jkap")
    assert window.desk_window.queue.bar.search.text() == "jkap", (
        "letters are no commands while a text is typed"
    )


def test_nothing_but_the_window_is_ever_a_window(desk: Desk, tmp_path: Path, qtbot: object) -> None:
    """A widget shown before it has a parent would flash up as a window of its own."""
    assessment.answer(desk, desk.case("A-0001"), FACTOR_3)
    letter.issue(desk, desk.case("A-0002"))
    strangers: list[str] = []

    class Look(QObject):
        def eventFilter(self, watched: QObject, event: Any) -> bool:
            if (
                event.type() == event.Type.Show
                and isinstance(watched, QWidget)
                and watched.isWindow()
            ):
                kind = watched.windowType()
                if (
                    kind not in (Qt.WindowType.Popup, Qt.WindowType.ToolTip)
                    and watched.objectName() != "mainWindow"
                ):
                    strangers.append(f"{type(watched).__name__} {watched.objectName()}")
            return False

    look, app = Look(), QApplication.instance()
    assert isinstance(app, QApplication)
    app.installEventFilter(look)
    try:
        with running(tmp_path / "s.sqlite") as window:
            main = window.program.window
            views = (
                ("assessment", "A-0001"),
                ("letter", "A-0001"),
                ("letter", "A-0002"),
                ("assessment", "A-0003"),
            )
            for size in ((1440, 900), (1024, 700)):
                main.resize(*size)
                for view, number in views:
                    opened(window, view, number)
                window.desk_window.open_files([str(SAMPLE / "requests-later.csv")])
                window.settle()
                for query in ("", "xyz", "request"):
                    window.press(K.Key_F, control=True)
                    window.desk_window.queue.bar.search.setText(query)
                    window.settle()
                window.press(K.Key_K, control=True)
                window.press(K.Key_Escape)
            main.show_message("a", "Something", "red")
            window.settle()
            visible = [top for top in app.topLevelWidgets() if top.isVisible()]
            assert visible == [main]
            assert strangers == []
    finally:
        app.removeEventFilter(look)


def test_the_names_that_scripts_rely_on(window: Running) -> None:
    opened(window, "assessment", "A-0001")
    opened(window, "letter", "A-0001")
    main = window.program.window
    names = {widget.objectName() for widget in main.findChildren(QWidget)}
    assert {
        "queueView",
        "assessmentView",
        "queueTable",
        "quickFilter",
        "previewPane",
        "letterPreview",
        "issueButton",
        "messageBar",
        "palette",
        "recommendationLabel",
        "decideButton",
    } <= names


def test_the_window_goes_through_its_views_in_a_narrow_frame(window: Running, desk: Desk) -> None:
    """Nothing is squeezed below what it needs at the smallest size."""
    window.program.window.resize(1024, 700)
    stack = window.program.window.stack
    ways: tuple[Callable[[], object], ...] = (
        lambda: opened(window, "assessment", "A-0001"),
        lambda: opened(window, "letter", "A-0001"),
        lambda: window.program.window.show_view("queue"),
        lambda: window.desk_window.open_files([str(SAMPLE / "requests-later.csv")]),
    )
    for show in ways:
        show()
        window.settle()
        shown = stack.currentWidget()
        assert shown is not None
        assert shown.minimumSizeHint().width() <= stack.width() == 1024 - 208


def test_panes_are_walked_with_f6(window: Running) -> None:
    opened(window, "assessment", "A-0001")
    names = []
    for _ in range(4):
        window.press(K.Key_F6)
        names.append(window.focus().objectName())
    assert len(set(names)) == 4
    assert window.desk_window.rooms.assessment.checklist.hasFocus()
    opened(window, "letter", "A-0001")
    for _ in range(4):
        window.press(K.Key_F6)
    assert window.desk_window.rooms.letter.pages.hasFocus()


def test_pictures_of_every_view_are_taken(
    prepared: Prepared, tmp_path: Path, qtbot: object
) -> None:
    choices = samples(prepared, tmp_path)
    out = tmp_path / "out"
    out.mkdir()
    names = take_pictures(choices, out, (HIGH_CONTRAST,))
    assert len(names) == 38
    assert all((out / name).stat().st_size > 20_000 for name in names)
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    apply_theme(app, LIGHT)


def test_a_store_without_special_cases_still_gives_pictures(window: Running) -> None:
    for _, show in _views(window.program)[:6]:
        show()
        window.settle()
    assert window.desk_window.rooms.letter.number.startswith("A-")


def test_the_state_of_a_case_follows_what_is_done_in_the_queue(window: Running, desk: Desk) -> None:
    window.press(K.Key_A)
    assert state(desk.case("A-0001"), DAY) == "new"
    assert desk.case("A-0001").reviewer == "Ines Moreau"
