"""The conflict bar by itself: what is said of whom, which values stand beside each other, which
keys choose, and where the keyboard goes then (ux.md, C7).
"""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from mmd_reviewer.domain.conflict import Both, Conflict
from mmd_reviewer.ui.reviewing.say import Unsettled
from mmd_reviewer.ui.shell import conflict_bar
from mmd_reviewer.ui.shell.conflict_bar import MOST_HIGH, ConflictBar
from tests.ui.alone import texts, too_wide
from tests.ui.heard import announced_in

K = Qt.Key
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
SECURITY = Both("Key condition security", "unknown", "holds", "broken")
NOTE = Both("Newest note", "", "Called.", "Called.")
Act = Callable[[], object]


class Place:
    """A field that has the keyboard, what lies below it, and the bar over that."""

    def __init__(self, bot: QtBot) -> None:
        self.whole, self.below, self.bar = QWidget(), QWidget(), ConflictBar()
        self.field = QLineEdit()
        box = QVBoxLayout(self.whole)
        box.addWidget(self.field)
        box.addWidget(self.below, 1)
        self.bar.float_over(self.below, self.whole)
        bot.addWidget(self.whole)
        self.whole.resize(900, 600)
        self.whole.show()
        bot.waitExposed(self.whole)
        self.whole.activateWindow()
        bot.waitUntil(self.whole.isActiveWindow)
        self.field.setFocus()
        self.did: list[str] = []

    def meet(self, *rows: Both, number: str = "A-0001", edit: bool = True) -> None:
        """A deed of mine met somebody else's."""
        self.bar.add(
            Unsettled(
                Conflict(number, "Petra Novak, 2026-11-23 10:00 UTC: Answered.", rows),
                self._act("mine"),
                self._act("edit") if edit else None,
                self._act("theirs"),
            )
        )

    def see(self, *rows: Both, number: str = "A-0001") -> None:
        """A case on the screen was changed elsewhere."""
        self.bar.add(Unsettled(Conflict(number, "Petra Novak: Answered.", rows)))

    def _act(self, what: str) -> Act:
        return lambda: self.did.append(what)

    def press(self, key: Qt.Key, *, shift: bool = False) -> None:
        focus = QApplication.focusWidget() or self.whole
        QTest.keyClick(
            focus,
            key,
            Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier,
        )


@pytest.fixture
def place(app: QApplication, qtbot: QtBot) -> Place:
    return Place(qtbot)


def test_what_is_not_recorded_is_said_and_by_whom_it_was_changed(place: Place) -> None:
    place.meet(SECURITY)
    assert texts(place.bar)[:2] == [
        "A-0001 was changed since you looked at it; nothing of yours is recorded.",
        "Petra Novak, 2026-11-23 10:00 UTC: Answered.",
    ]
    assert place.bar.values.words() == [
        "",
        "Theirs, recorded",
        "Yours, not recorded",
        "Key condition security",
        "holds",
        "broken",
    ]


@pytest.mark.parametrize(
    ("row", "cells"),
    [
        (SECURITY, ["Key condition security", "holds", "broken"]),
        (NOTE, ["Newest note", "Called.", "as theirs"]),
        (Both("Parked until", "", "", "2026-12-01"), ["Parked until", "nothing", "2026-12-01"]),
        (Both("Reviewer", "Ines", "Petra", ""), ["Reviewer", "Petra", "nothing"]),
    ],
)
def test_no_value_is_empty_and_what_stays_theirs_is_not_repeated(
    place: Place, row: Both, cells: list[str]
) -> None:
    place.meet(row)
    assert place.bar.values.words()[-3:] == cells


def test_what_was_only_seen_shows_before_and_now_and_one_button(place: Place) -> None:
    place.see(SECURITY, Both("Reviewer", "", "Petra", ""))
    assert texts(place.bar)[0] == ("A-0001 was changed elsewhere; you see it as it is now.")
    assert place.bar.values.words()[-8:] == [
        "Before",
        "Now",
        "Key condition security",
        "unknown",
        "holds",
        "Reviewer",
        "nothing",
        "Petra",
    ]
    bar = place.bar
    assert bar.theirs_button.label == "Seen"
    assert (bar.mine_button.isVisible(), bar.edit_button.isVisible()) == (False, False)
    place.bar.take_focus()
    place.press(K.Key_M)
    assert bar.isVisible()
    place.press(K.Key_T)
    assert not bar.isVisible()


@pytest.mark.parametrize(
    ("key", "what"), [(K.Key_T, "theirs"), (K.Key_M, "mine"), (K.Key_E, "edit")]
)
def test_a_letter_chooses_and_the_keyboard_goes_back(place: Place, key: Qt.Key, what: str) -> None:
    place.meet(SECURITY)
    assert place.field.hasFocus(), "it does not fetch the keyboard"
    place.bar.take_focus()
    assert place.bar.theirs_button.hasFocus()
    place.press(key)
    assert place.did == [what]
    assert not place.bar.isVisible()
    assert place.field.hasFocus()


def test_a_letter_with_shift_or_of_a_hidden_button_chooses_nothing(place: Place) -> None:
    place.meet(SECURITY, edit=False)
    place.bar.take_focus()
    place.press(K.Key_M, shift=True)
    place.press(K.Key_E)
    place.press(K.Key_X)
    assert (place.did, place.bar.isVisible()) == ([], True)


def test_esc_goes_back_and_leaves_the_choice_open(place: Place) -> None:
    place.meet(SECURITY)
    place.bar.take_focus()
    place.press(K.Key_Escape)
    assert place.field.hasFocus()
    assert (place.did, place.bar.isVisible()) == ([], True)


def test_where_the_keyboard_came_from_may_be_gone(place: Place) -> None:
    place.meet(SECURITY)
    place.bar.take_focus()
    place.field.deleteLater()
    QApplication.sendPostedEvents(place.field, QEvent.Type.DeferredDelete.value)
    place.press(K.Key_M)
    assert place.did == ["mine"]


def test_without_a_conflict_there_is_nothing_to_go_to(place: Place) -> None:
    place.bar.take_focus()
    assert place.field.hasFocus()
    assert not place.bar.isVisible()


def test_conflicts_wait_for_their_turn_and_are_counted(place: Place) -> None:
    heard: list[bool] = []
    place.bar.waits.connect(heard.append)
    for number in ("A-0001", "A-0002", "A-0003"):
        place.meet(SECURITY, number=number)
    titles = []
    for _ in range(3):
        titles.append(texts(place.bar)[0])
        place.bar.mine_button.click()
    assert [title[:6] for title in titles] == ["A-0001", "A-0002", "A-0003"]
    assert titles[0].endswith("(2 more wait).")
    assert titles[1].endswith("(1 more waits).")
    assert place.did == ["mine"] * 3
    assert heard == [True, True, True, True, True, False]


def test_of_what_is_only_to_be_seen_the_newest_of_a_case_is_enough(place: Place) -> None:
    """A deed that met a change waits all the same."""
    place.see(Both("Reviewer", "", "Petra", ""))
    place.meet(SECURITY)
    place.see(Both("Reviewer", "Petra", "Ada", ""), number="A-0002")
    place.see(Both("Reviewer", "Petra", "Ada", ""))
    assert [(row.conflict.number, row.mine is not None) for row in place.bar.waiting] == [
        ("A-0001", True),
        ("A-0002", False),
        ("A-0001", False),
    ]


def test_long_values_are_broken_and_scrolled_and_the_view_below_keeps_room(
    place: Place, qtbot: QtBot
) -> None:
    rows = [Both(f"Field {n}", "", "x" * 300, "ש" * 300) for n in range(20)]
    place.meet(*rows)
    QApplication.processEvents()
    assert too_wide(place.bar) == []
    assert place.bar.values.height() <= MOST_HIGH
    assert place.bar.values.verticalScrollBar().maximum() > 0
    assert place.bar.width() == place.below.width()
    place.whole.resize(600, 400)
    qtbot.waitUntil(lambda: place.bar.width() == place.below.width())
    assert place.bar.height() <= place.below.height()


def test_without_values_there_is_no_empty_table(place: Place) -> None:
    place.meet()
    assert not place.bar.values.isVisible()
    assert place.bar.isVisible()


def test_a_screen_reader_is_told_of_each(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    heard = announced_in(conflict_bar, monkeypatch)
    place.meet(SECURITY)
    place.bar.mine_button.click()
    assert heard == [
        "Conflict. A-0001 was changed since you looked at it; nothing of yours is recorded. "
        "Petra Novak, 2026-11-23 10:00 UTC: Answered."
    ]
