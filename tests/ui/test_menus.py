"""The menu bar, the menu of a row and the sheet of keys: all made from one table of commands."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QMenuBar, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from mmd_reviewer.ui.commands.action_spec import ActionSpec, Place, everywhere, typing
from mmd_reviewer.ui.commands.key_sheet import KEYS, KeyRows, ShortcutSheet
from mmd_reviewer.ui.commands.menus import Menus
from mmd_reviewer.ui.commands.registry import ActionRegistry, SheetRow
from mmd_reviewer.ui.commands.row_menu import offer_row_menu
from mmd_reviewer.ui.look.theme import DARK, LIGHT, apply_theme
from mmd_reviewer.ui.widgets.two_line_list import TwoLineList
from tests.ui.conftest import COLUMNS, Rows

K = Qt.Key
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def bar(qtbot: QtBot, registry: ActionRegistry) -> QMenuBar:
    made = QMenuBar()
    qtbot.addWidget(made)
    made.setProperty("menus", Menus(registry, made))
    return made


def menu(bar: QMenuBar, name: str) -> QMenu:
    found = bar.findChild(QMenu, f"menu{name}")
    assert found is not None
    return found


def words(of: QMenu) -> list[str]:
    """The lines a person sees; a rule is a dash."""
    return ["—" if one.isSeparator() else one.text() for one in of.actions() if one.isVisible()]


@pytest.mark.parametrize(
    ("key", "types"),
    [("a", True), ("/", True), ("ж", True), ("Space", True), ("F3", False), ("Ctrl+A", False)],
)
def test_which_keys_type_something(key: str, types: bool) -> None:
    assert typing(key) is types


def test_a_command_is_written_with_its_place_and_its_keys() -> None:
    place = Place("queue", "queue", "Case").command
    spec = place("park", "Park…", "P F4", "x", records="park")
    assert (spec.id, spec.scope, spec.menu, spec.help) == ("queue.park", "queue", "Case", "queue")
    assert (spec.keys, spec.single_key, spec.records, spec.twin) == (
        ("P", "F4"),
        True,
        True,
        "park",
    )
    looks = place("go", "Go", "Ctrl+G", "x", menu="", page="other", native="Enter", twin="show")
    assert (looks.menu, looks.help, looks.native) == ("", "other", ("Enter",))
    assert (looks.single_key, looks.records, looks.twin) == (False, False, "show")
    wide = everywhere("view.x", "X", "Ctrl+X F2", "x", "View", records="x", twin="y")
    assert (wide.scope, wide.keys, wide.records, wide.twin) == (
        "global",
        ("Ctrl+X", "F2"),
        True,
        "x",
    )
    assert everywhere("view.x", "X", "", "x", "View").keys == ()


def test_menus_have_their_order_and_those_without_a_command_are_not_there(
    bar: QMenuBar, registry: ActionRegistry
) -> None:
    registry.bind("help.page", lambda: None)
    registry.bind("file.quit", lambda: None)
    seen = [one.text() for one in bar.actions() if one.isVisible()]
    assert seen == ["&File", "&Help"]
    registry.bind("calendar.today", lambda: None)
    assert "Cale&ndar" in [one.text() for one in bar.actions() if one.isVisible()]


def test_a_menu_offers_its_commands_in_the_order_of_the_table_and_parts_them_by_place(
    bar: QMenuBar, registry: ActionRegistry
) -> None:
    for name in ("edit.undo", "queue.assign", "queue.park", "case.history"):
        registry.bind(name, lambda: None)
    case = menu(bar, "Case")
    case.aboutToShow.emit()
    assert [text for text in words(case) if text != "—"] == [
        "Undo",
        "History",
        "Assign to me",
        "Park…",
    ]


@pytest.mark.parametrize("name", ["Case", "Letters"])
def test_the_case_that_commands_work_on_stands_above_them_and_cannot_be_pressed(
    bar: QMenuBar, name: str
) -> None:
    menus, shown = bar.property("menus"), menu(bar, name)
    shown.aboutToShow.emit()
    head = shown.actions()[0]
    assert not head.isVisible(), "no case is shown"
    menus.shown = lambda: "A-0007"
    shown.aboutToShow.emit()
    assert (head.text(), head.isVisible(), head.isEnabled()) == (
        "On the case shown: A-0007",
        True,
        False,
    )
    menus.shown = lambda: ""
    shown.aboutToShow.emit()
    assert not head.isVisible()


@pytest.mark.parametrize("name", ["File", "View", "Help", "Calendar"])
def test_menus_of_the_window_name_no_case(bar: QMenuBar, name: str) -> None:
    bar.property("menus").shown = lambda: "A-0007"
    menu(bar, name).aboutToShow.emit()
    assert not [text for text in words(menu(bar, name)) if "A-0007" in text]


def test_icons_are_drawn_when_a_menu_opens_and_follow_the_theme(
    bar: QMenuBar, registry: ActionRegistry, app: QApplication
) -> None:
    registry.bind("queue.park", lambda: None)
    action = registry.action("queue.park")
    assert action.icon().isNull()
    menu(bar, "Case").aboutToShow.emit()
    light = action.icon().pixmap(16, 16).toImage()
    apply_theme(app, DARK)
    menu(bar, "Case").aboutToShow.emit()
    assert action.icon().pixmap(16, 16).toImage() != light
    assert registry.action("file.quit").icon().isNull(), "that of a closed menu waits"
    apply_theme(app, LIGHT)


def test_a_command_that_is_off_says_why_in_its_menu(
    bar: QMenuBar, registry: ActionRegistry
) -> None:
    registry.bind("queue.park", lambda: None)
    registry.enable("queue.park", False, "It is decided <already>")
    action = registry.action("queue.park")
    assert not action.isEnabled()
    assert "&lt;already&gt;" in action.toolTip(), "a tip is never markup"
    assert action.statusTip() == "It is decided <already>"
    assert menu(bar, "Case").toolTipsVisible()
    registry.enable("queue.park", False)
    assert registry.reason("queue.park") == "Not possible now"


@pytest.fixture
def rows(qtbot: QtBot, app: QApplication) -> Iterator[TwoLineList]:
    made = TwoLineList(COLUMNS, "queueTable", "Requests")
    made.set_model(Rows(COLUMNS, made))
    qtbot.addWidget(made)
    made.resize(700, 400)
    made.show()
    qtbot.waitExposed(made)
    yield made
    for top in QApplication.topLevelWidgets():
        if isinstance(top, QMenu):
            top.close()


def ask(rows: TwoLineList, row: int) -> QMenu | None:
    """The menu that the right button opens there; below the rows for one that is not there."""
    view = rows.view
    at = view.visualRect(rows.view.model().index(row, 0)).center() if row < 5 else QPoint(50, 330)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, view.mapToGlobal(at))
    QApplication.sendEvent(view.viewport(), event)
    found = QApplication.activePopupWidget()
    return found if isinstance(found, QMenu) else None


def commands(rows: TwoLineList, *names: str) -> list[QAction]:
    made = []
    for name in names:
        action = QAction(name, rows)
        action.setObjectName(name)
        made.append(action)
    return made


def test_what_is_about_the_list_stands_in_no_menu_of_a_row(rows: TwoLineList) -> None:
    given = commands(rows, "queue.park", "queue.next", "queue.filter", "queue.link")
    offer_row_menu(rows.view, "queue", given)
    shown = ask(rows, 1)
    assert shown is not None
    assert words(shown) == ["queue.park", "queue.link"]
    assert shown.objectName() == "queueRowMenu"


def test_a_command_that_is_shown_nowhere_is_not_there_either(rows: TwoLineList) -> None:
    given = commands(rows, "queue.park", "queue.link")
    offer_row_menu(rows.view, "queue", given)
    given[0].setVisible(False)
    shown = ask(rows, 1)
    assert shown is not None
    assert words(shown) == ["queue.link"]


def test_a_list_without_commands_about_a_row_has_no_menu(rows: TwoLineList) -> None:
    hidden, about_the_list = commands(rows, "queue.park", "queue.next")
    hidden.setVisible(False)
    offer_row_menu(rows.view, "queue", [hidden, about_the_list])
    assert ask(rows, 1) is None
    hidden.setVisible(True)
    assert ask(rows, 1) is not None


@pytest.mark.parametrize(
    ("marked", "asked", "current", "selected"),
    [
        ([], 3, 3, [3]),
        ([1, 2], 2, 0, [1, 2]),
        ([1, 2], 4, 4, [4]),
        ([], 9, 0, [0]),
    ],
)
def test_which_rows_it_is_for(
    rows: TwoLineList, marked: list[int], asked: int, current: int, selected: list[int]
) -> None:
    """The row under the pointer, unless it is one of those marked; below them the current one."""
    offer_row_menu(rows.view, "queue", commands(rows, "queue.park"))
    rows.set_current_row(0)
    if marked:
        rows.mark(marked, one_by_one=True)
    assert ask(rows, asked) is not None
    assert (rows.current_row, rows.selected_rows) == (current, selected)


def test_with_no_current_row_there_is_nothing_to_offer(rows: TwoLineList) -> None:
    offer_row_menu(rows.view, "queue", commands(rows, "queue.park"))
    assert rows.current_row == -1
    assert ask(rows, 9) is None


def sheet(rows: list[SheetRow], qtbot: QtBot, parent: QWidget | None = None) -> ShortcutSheet:
    made = ShortcutSheet(rows, parent)
    qtbot.addWidget(made)
    made.show()
    return made


def test_the_sheet_names_each_place_once_above_its_keys(app: QApplication, qtbot: QtBot) -> None:
    shown = sheet(
        [
            SheetRow("Everywhere", "Palette", "Ctrl+K"),
            SheetRow("Queue", "Park <b>", "P"),
            SheetRow("Queue", "Go to the filter", "/ or F3"),
        ],
        qtbot,
    )
    heads = [label.text() for label in shown.findChildren(QLabel)]
    assert heads == ["Everywhere", "Queue"]
    places = [block.rows for block in shown.findChildren(KeyRows)]
    assert [[row.text for row in rows] for rows in places] == [
        ["Palette"],
        ["Park <b>", "Go to the filter"],
    ]
    spoken = [block.accessibleName() for block in shown.findChildren(KeyRows)]
    assert spoken == ["Palette: Ctrl+K", "Park <b>: P. Go to the filter: / or F3"]


def test_an_empty_sheet_opens_and_esc_closes_it(app: QApplication, qtbot: QtBot) -> None:
    shown = sheet([], qtbot)
    assert shown.isModal()
    QTest.keyClick(shown, K.Key_Escape)
    assert not shown.isVisible()


@pytest.mark.parametrize("size", [(700, 500), (1024, 700), (1920, 1080)])
def test_the_sheet_stays_within_its_window_and_cuts_no_word(
    app: QApplication, qtbot: QtBot, size: tuple[int, int]
) -> None:
    """Where three columns have no room there are two; what is long scrolls."""
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(*size)
    words = "A command with quite some words in it"
    rows = [SheetRow(f"Place {n % 6}", f"{words} {n}", "Ctrl+Shift+F12") for n in range(60)]
    rows.sort()
    shown = sheet(rows, qtbot, window)
    assert shown.width() <= size[0]
    assert shown.height() <= size[1]
    area = shown.findChild(QScrollArea, "shortcutSheetRows")
    assert area is not None
    blocks = area.findChildren(KeyRows)
    assert [block for block in blocks if block.width() < block.minimumWidth()] == []
    lefts = {block.mapToGlobal(QPoint()).x() for block in blocks}
    assert len(lefts) == (3 if size[0] > 1200 else 2)


def test_every_row_of_the_sheet_is_painted_with_its_keys(app: QApplication, qtbot: QtBot) -> None:
    """Names in the colour of text, keys muted, none on another."""
    shown = sheet([SheetRow("Queue", f"Command {n}", f"Ctrl+{n}") for n in range(9)], qtbot)
    (block,) = shown.findChildren(KeyRows)
    picture = block.grab().toImage()
    step = picture.height() / 9
    for place in range(9):
        rows = range(round(place * step), round((place + 1) * step))
        inked = {
            x
            for x in range(picture.width())
            for y in rows
            if picture.pixelColor(x, y).lightness() < 160
        }
        left = [x for x in inked if x < picture.width() - KEYS]
        assert left
        assert len(left) < len(inked), "and its keys on the right"


def test_a_table_of_ones_own_needs_no_other(app: QApplication) -> None:
    own = ActionRegistry((ActionSpec("queue.park", "Park R&D…", ("P",), scope="queue"),), app)
    own.bind_all("queue", {"park": lambda: None})
    assert own.action("queue.park").text() == "Park R&&D…"
    assert [entry.text for entry in own.palette_entries(["queue"])] == ["Park R&D"]
    assert [tuple(row) for row in own.sheet_rows()] == [("Queue", "Park R&D…", "P")]
