"""The bars over a letter's pages by themselves: fit, zoom and page; finding words (ux.md)."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from mmd_reviewer.domain.letters.drawn import Box, Place, WordsOnPage
from mmd_reviewer.ui.letters.find_bar import FindBar
from mmd_reviewer.ui.letters.page_tools import PageTools
from mmd_reviewer.ui.letters.page_words import PageWords
from mmd_reviewer.ui.letters.pages import STEPS, PageView
from mmd_reviewer.ui.widgets.buttons import IconButton, PushButton
from tests.ui.alone import child, texts

K, SHIFT = Qt.Key, Qt.KeyboardModifier.ShiftModifier
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
A4 = (595.0, 842.0)


def page(text: str) -> WordsOnPage:
    """Characters of ten points in one line near the top of a page."""
    return WordsOnPage(text, tuple(Box(10 * n, 800, 10 * n + 10, 810) for n in range(len(text))))


@pytest.fixture
def tools(app: QApplication, qtbot: QtBot) -> PageTools:
    made = PageTools()
    qtbot.addWidget(made)
    made.resize(900, 44)
    made.show()
    qtbot.waitExposed(made)
    return made


@pytest.fixture
def pages(app: QApplication, qtbot: QtBot) -> PageView:
    """Three pages, of which one fits the view."""
    made = PageView()
    qtbot.addWidget(made)
    made.resize(640, 400)
    made.show()
    qtbot.waitExposed(made)
    made.set_mode("width")
    made.show_pages((A4,) * 3, (Place(1, 40, 300, 500, 340, "reason"),))
    made.take_words(PageWords((page("the ERP and the VPN"), page("nothing"), page("the end"))))
    return made


@pytest.fixture
def bar(pages: PageView, qtbot: QtBot) -> FindBar:
    made = FindBar(pages)
    qtbot.addWidget(made)
    made.open()
    qtbot.waitExposed(made)
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.field.setFocus()
    return made


def in_view(pages: PageView, height: int) -> bool:
    top = pages.verticalScrollBar().value()
    return top <= height <= top + pages.viewport().height()


# Fit, zoom, page


@pytest.mark.parametrize(
    ("mode", "zoom", "place", "total", "on", "said"),
    [
        ("page", 62, 0, 3, ["page"], ["62 %", "Page 1 of 3"]),
        ("two", 40, 2, 3, ["two"], ["40 %", "Page 3 of 3"]),
        ("zoom", 150, 1, 3, [], ["150 %", "Page 2 of 3"]),
        ("page", 100, 0, 0, ["page"], ["100 %", "No page"]),
    ],
)
def test_the_fit_that_is_on_the_zoom_and_the_page_are_shown(
    tools: PageTools, mode: str, zoom: int, place: int, total: int, on: list[str], said: list[str]
) -> None:
    tools.show_state("width", 10, 0, 9)
    tools.show_state(mode, zoom, place, total)
    assert [name for name, button in tools.modes.items() if button.isChecked()] == on
    assert texts(tools) == said


def test_a_narrow_window_has_short_words_a_toggle_and_no_two_pages(tools: PageTools) -> None:
    """What is spoken stays whole."""
    tools.show_state("page", 62, 0, 3)
    tools.set_narrow(True)
    seen = {name: button.isVisible() for name, button in tools.modes.items()}
    assert seen == {"page": True, "width": True, "two": False}
    assert [button.label for button in tools.modes.values()][:2] == ["Page", "Width"]
    assert tools.modes["width"].accessibleName() == "Fit width"
    assert tools.fields.isVisible()
    assert texts(tools) == ["62 %", "1 of 3"]
    tools.set_narrow(False)
    assert [button.label for button in tools.modes.values()] == [
        "Fit page",
        "Fit width",
        "Two pages",
    ]
    assert not tools.fields.isVisible()
    assert texts(tools) == ["62 %", "Page 1 of 3"]


@pytest.mark.parametrize(
    ("name", "signal", "args"),
    [
        ("fit_two", "mode_wanted", ["two"]),
        ("zoomIn", "zoom_wanted", [1]),
        ("zoomOut", "zoom_wanted", [-1]),
        ("pageAfter", "turn_wanted", [1]),
        ("pageBefore", "turn_wanted", [-1]),
    ],
)
def test_each_button_asks_for_what_it_says(
    tools: PageTools, qtbot: QtBot, name: str, signal: str, args: list[object]
) -> None:
    button = tools.findChild(QWidget, name)
    assert isinstance(button, IconButton | PushButton)
    with qtbot.waitSignal(getattr(tools, signal)) as heard:
        button.click()
    assert heard.args == args


def test_zoom_goes_step_by_step_from_wherever_it_stands_and_ends(pages: PageView) -> None:
    told: list[int] = []
    pages.shown.connect(lambda place, zoom: told.append(zoom))
    pages.zoom_by(1)
    first = told[-1]
    assert first in [round(100 * step) for step in STEPS]
    for _ in range(2 * len(STEPS)):
        pages.zoom_by(1)
    assert (pages.mode, told[-1]) == ("zoom", round(100 * STEPS[-1]))
    pages.zoom_by(-1)
    assert told[-1] == round(100 * STEPS[-2])
    for _ in range(2 * len(STEPS)):
        pages.zoom_by(-1)
    assert told[-1] == round(100 * STEPS[0])


def test_pages_are_turned_to_and_the_ends_hold(pages: PageView) -> None:
    for wanted, place in ((1, 1), (2, 2), (9, 2), (-4, 0)):
        pages.go_to_page(wanted)
        assert pages.page == place


def test_two_pages_stand_side_by_side(pages: PageView) -> None:
    pages.set_mode("two")
    first, second, third = pages.canvas.rects
    assert first.top() == second.top()
    assert second.left() > first.right()
    assert third.top() > first.bottom()


def test_a_marked_field_is_brought_into_view(pages: PageView) -> None:
    assert pages.page == 0
    pages.mark("reason")
    assert in_view(pages, pages.canvas.on_page(1, pages.canvas.places[0]).top())
    pages.verticalScrollBar().setValue(0)
    pages.mark("")
    assert pages.verticalScrollBar().value() == 0


def test_another_document_begins_at_its_first_page(pages: PageView) -> None:
    pages.go_to_page(2)
    pages.show_pages((A4,), ())
    assert (pages.page, pages.verticalScrollBar().value()) == (0, 0)
    assert pages.mark_words("the") == 0, "words of the one before are not found in it"


# Finding words


def marked(pages: PageView) -> str:
    chosen = pages.canvas.chosen
    return pages.canvas.words.text(chosen) if chosen is not None else ""


def test_places_are_counted_and_gone_round_both_ways(bar: FindBar, pages: PageView) -> None:
    QTest.keyClicks(bar.field, "the")
    assert (bar.told.text(), marked(pages)) == ("1 of 3 places", "the")
    said = []
    for keys in ((K.Key_Return,), (K.Key_Enter,), (K.Key_Return,), (K.Key_Return, SHIFT)):
        QTest.keyClick(bar.field, *keys)
        said.append(bar.told.text())
    assert said == ["2 of 3 places", "3 of 3 places", "1 of 3 places", "3 of 3 places"]
    assert in_view(pages, pages.canvas.on_page(2, Box(0, 800, 30, 810)).top())
    child(bar, "findNext", IconButton).click()
    assert bar.told.text() == "1 of 3 places"
    child(bar, "findBefore", IconButton).click()
    assert bar.told.text() == "3 of 3 places"


def test_case_does_not_matter_and_one_place_is_one(bar: FindBar) -> None:
    QTest.keyClicks(bar.field, "eRp")
    assert bar.told.text() == "1 of 1 place"


def test_what_is_not_there_is_said_and_enter_goes_nowhere(bar: FindBar, pages: PageView) -> None:
    QTest.keyClicks(bar.field, "Citrix")
    assert bar.told.text() == "Not found"
    QTest.keyClick(bar.field, K.Key_Return)
    assert (bar.told.text(), marked(pages)) == ("Not found", "")
    bar.field.setText("  ")
    assert bar.told.text() == ""


def test_esc_empties_then_closes_and_takes_the_marks_away(bar: FindBar, pages: PageView) -> None:
    QTest.keyClicks(bar.field, "the")
    QTest.keyClick(bar.field, K.Key_Escape)
    assert (bar.isVisible(), bar.field.text()) == (True, "")
    bar.field.setText("the")
    bar.field.clear()
    QTest.keyClick(bar.field, K.Key_Escape)
    assert not bar.isVisible()
    assert pages.canvas.found == []


def test_opened_again_it_looks_again_with_its_words_chosen(bar: FindBar, pages: PageView) -> None:
    bar.field.setText("end")
    bar.hide()
    pages.mark_words("")
    bar.open()
    assert bar.told.text() == "1 of 1 place"
    assert bar.field.selectedText() == "end"


def test_another_document_is_looked_through_while_the_bar_is_open(
    bar: FindBar, pages: PageView
) -> None:
    bar.field.setText("the")
    pages.take_words(PageWords((page("the one"),)))
    bar.look_again()
    assert bar.told.text() == "1 of 1 place"
    bar.hide()
    pages.take_words(PageWords((page("the one and the other"),)))
    bar.look_again()
    assert bar.told.text() == "1 of 1 place"
