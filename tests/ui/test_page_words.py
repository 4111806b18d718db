"""Words of a letter's pages: chosen by the mouse, copied, found; and what a letter changed."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from mmd_reviewer.domain.letters.changed import changes
from mmd_reviewer.domain.letters.drawn import Box, WordsOnPage
from mmd_reviewer.services import letter
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.ui.letters.letter_view import LetterView
from mmd_reviewer.ui.letters.page_words import At, PageWords, Stretch
from tests.ui.dialogs import is_open
from tests.ui.letter_store import LONG, decided, opened, two_requests
from tests.ui.running import Running, child

K = Qt.Key
LEFT = Qt.MouseButton.LeftButton
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def page(text: str, top: float = 100) -> WordsOnPage:
    """Characters of ten points, a line each 20 points."""
    boxes: list[Box | None] = []
    column, bottom = 0, top
    for one in text:
        boxes.append(None if one == "\n" else Box(column, bottom, column + 10, bottom + 10))
        column += 10
        if one == "\n":
            column, bottom = 0, bottom - 20
    return WordsOnPage(text, tuple(boxes))


WORDS = PageWords((page("Dear Fabrikam\nthe ERP"), page("ends here")))


def test_the_nearest_character_is_of_the_nearest_line() -> None:
    assert WORDS.nearest(0, 52, 104) == At(0, 5)
    assert WORDS.nearest(0, 900, 82) == At(0, 20), "behind the end of its line"
    assert WORDS.nearest(7, 0, 0) is None
    assert PageWords((WordsOnPage("", ()),)).nearest(0, 0, 0) is None


def test_a_stretch_is_copied_over_lines_and_pages_whichever_end_came_first() -> None:
    stretch = WORDS.between(At(1, 3), At(0, 5))
    assert WORDS.text(stretch) == "Fabrikam\nthe ERP\nends"
    assert [page for page, _ in WORDS.boxes(stretch)] == [0, 0, 1]
    assert WORDS.boxes(stretch)[0][1] == Box(50, 100, 130, 110)
    whole = WORDS.whole()
    assert whole is not None
    assert WORDS.text(whole) == "Dear Fabrikam\nthe ERP\nends here"
    assert PageWords().whole() is None
    assert WORDS.text(WORDS.word_at(At(0, 7))) == "Fabrikam"


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("fabrikam THE", [Stretch(At(0, 5), At(0, 16))]),
        ("ends", [Stretch(At(1, 0), At(1, 3))]),
        ("e", [Stretch(At(0, 1), At(0, 1)), Stretch(At(0, 16), At(0, 16))]),
        ("  ", []),
        ("none", []),
    ],
)
def test_words_are_found_whatever_their_case_and_over_the_end_of_a_line(
    words: str, found: list[Stretch]
) -> None:
    assert WORDS.find(words)[: len(found)] == found
    assert bool(WORDS.find(words)) == bool(found)


def test_a_letter_that_folds_longer_is_found_where_it_stands() -> None:
    street = PageWords((page("Straße 5"),))
    assert street.find("STRASSE 5") == [Stretch(At(0, 0), At(0, 7))]


def test_a_word_divided_at_the_end_of_a_line_is_one_word() -> None:
    divided = PageWords((page("adminis\u00adtration"),))
    assert divided.find("administration") == [Stretch(At(0, 0), At(0, 14))]
    assert divided.text(Stretch(At(0, 0), At(0, 14))) == "administration"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return two_requests(tmp_path)


def middle(view: LetterView, stretch: Stretch, last: bool = False) -> QPoint:
    """Where the first or the last character of a stretch stands in the window."""
    at = stretch.last if last else stretch.first
    canvas = view.pages.canvas
    ((number, box),) = canvas.words.boxes(Stretch(at, at))
    return canvas.on_page(number, box).center()


def test_words_are_chosen_by_the_mouse_and_copied(window: Running, desk: Desk) -> None:
    decided(desk)
    view = opened(window)
    canvas = view.pages.canvas
    stretch = canvas.words.find("Fabrikam")[0]
    QTest.mousePress(canvas, LEFT, pos=middle(view, stretch))
    QTest.mouseMove(canvas, middle(view, stretch, last=True))
    QTest.mouseRelease(canvas, LEFT, pos=middle(view, stretch, last=True))
    view.pages.setFocus()
    window.press(K.Key_C, control=True)
    assert QGuiApplication.clipboard().text() == "Fabrikam"
    window.press(K.Key_A, control=True)
    window.press(K.Key_C, control=True)
    copied = QGuiApplication.clipboard().text()
    assert view.shown is not None
    assert view.shown.record is not None
    for block in view.shown.record.blocks:
        for words in block.text.split():
            assert words in copied
    QTest.mouseDClick(canvas, LEFT, pos=middle(view, stretch))
    window.press(K.Key_C, control=True)
    assert QGuiApplication.clipboard().text() == "Fabrikam"


def test_ctrl_f_finds_words_in_the_letter_and_esc_leaves(window: Running, desk: Desk) -> None:
    decided(desk, reason=LONG * 60)
    view = opened(window)
    window.press(K.Key_F, control=True)
    field = child(window, "letterFind")
    assert field.hasFocus()
    window.type("fabrikam")
    number = len(view.pages.canvas.found)
    assert number > 1
    assert view.find_bar.told.text() == f"1 of {number} places"
    window.press(K.Key_Return)
    assert view.find_bar.told.text() == f"2 of {number} places"
    QTest.keyClick(field, K.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(field, K.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert view.find_bar.told.text() == f"{number} of {number} places"
    assert view.pages.page == len(view.shown.sizes) - 1 if view.shown else False
    window.type("zzz")
    assert view.find_bar.told.text() == "Not found"
    window.press(K.Key_Escape, K.Key_Escape)
    assert not view.find_bar.isVisible()
    assert view.pages.hasFocus()
    assert view.pages.canvas.found == []


def test_c2_what_changed_against_the_letter_before_stands_in_words(
    window: Running, desk: Desk
) -> None:
    decided(desk)
    letter.issue(desk, desk.case("A-0001"))
    letter.issue(desk, desk.case("A-0001"), "", "The name of the plant was wrong.")
    old, new = (row.record for row in desk.case("A-0001").letters)
    found = changes(old, new)
    said = "".join(part.text for row in found for part in row.after if part.changed)
    assert "The name of the plant was wrong." in said
    assert changes(old, old) == ()
    view = opened(window)
    window.desk_window.open_letter("A-0001", new.number)
    window.settle()
    child(window, "whatChanged").click()
    window.settle()
    assert is_open("changedDialog")
    shown = child(window, "letterChanges")
    names = [
        words.accessibleName() for words in shown.findChildren(type(child(window, "changed0after")))
    ]
    assert any("[added: " in name and "The name of the plant was wrong." in name for name in names)
    window.press(K.Key_Escape)
    assert not is_open("changedDialog")
    assert view.isVisible()
