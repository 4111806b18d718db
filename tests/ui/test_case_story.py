"""The history of a case as it is read: by day, the newest first; what was undone is struck (C7)."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from mmd_reviewer.domain import fact as kinds
from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.case_fold import fold
from mmd_reviewer.domain.fact import Author, Fact, write_fact
from mmd_reviewer.domain.identity import identity
from mmd_reviewer.ui.case.history_dialog import show_history, story
from tests.making import DAY, case, day, request
from tests.making import story as told
from tests.ui.alone import texts, too_wide

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def on_days(*bodies: tuple[date, str, kinds.Body]) -> Case:
    """Facts recorded on these days by these people, one deed each."""
    facts: list[Fact] = list(told()[:1])
    for place, (on, by, body) in enumerate(bodies, 1):
        author = Author(by, "A", on, f"{on}T1{place}:30:00.000000Z")
        facts.append(
            write_fact(identity(request()), [facts[-1].id], f"deed{place}", author, body)[0]
        )
    return fold(facts)


def struck(of: Case) -> list[str]:
    pane = story(of)
    return [
        label.text() for label in pane.findChildren(QLabel) if "line-through" in label.styleSheet()
    ]


def test_days_stand_from_the_newest_to_the_oldest_and_so_do_the_deeds_of_a_day(
    app: QApplication,
) -> None:
    of = on_days(
        (DAY, "Ines", kinds.NoteAdded("First call")),
        (day(1), "Petra", kinds.NoteAdded("Second call")),
        (day(1), "Ines", kinds.NoteAdded("Third call")),
    )
    said = texts(story(of))
    days = [words for words in said if words in ("Tue 2026-11-24", "Mon 2026-11-23")]
    assert days == ["Tue 2026-11-24", "Mon 2026-11-23"]
    order = [next(n for n, row in enumerate(said) if word in row) for word in ("Third", "Second")]
    assert said[0] == "Tue 2026-11-24"
    assert order == sorted(order)
    assert said.index("Mon 2026-11-23") > order[-1]


def test_each_fact_says_who_and_when_by_one_clock_for_everybody(app: QApplication) -> None:
    said = texts(story(on_days((DAY, "Petra Novak", kinds.NoteAdded("Called.")))))
    assert "Petra Novak, 11:30 UTC" in said
    assert said[-1] == "Ines, 10:00 UTC"


def test_a_value_that_changed_is_told_with_what_it_was(app: QApplication) -> None:
    newer = replace(request(), proposal="Deploy version 5.")
    said = " ".join(texts(story(case(kinds.RequestAmended(newer, "mail")))))
    assert "Deploy Cisco AnyConnect 4.10, packaged for Intune. → Deploy version 5." in said


def test_c7_what_was_undone_is_struck_and_says_so_and_the_undoing_is_not(
    app: QApplication,
) -> None:
    """Not by its colour alone."""
    of = case(kinds.NoteAdded("Called."), kinds.DeedRetracted("deed1"))
    assert len(struck(of)) == 1
    assert "Called." in struck(of)[0]
    said = texts(story(of))
    assert sum(words.endswith(", undone") for words in said) == 1
    assert struck(case(kinds.NoteAdded("Called."))) == []


def test_a_word_without_an_end_is_broken_and_markup_is_plain_text(
    app: QApplication, qtbot: QtBot
) -> None:
    pane = story(case(kinds.NoteAdded("x" * 400), kinds.NoteAdded("<b>bold</b> & more")))
    qtbot.addWidget(pane)
    pane.resize(420, 400)
    pane.show()
    qtbot.waitExposed(pane)
    assert too_wide(pane) == []
    assert any("<b>bold</b> & more" in words for words in texts(pane))
    assert all(label.textFormat() == Qt.TextFormat.PlainText for label in pane.findChildren(QLabel))


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_Return])
def test_the_dialog_has_one_button_and_both_keys_close_it(
    app: QApplication, qtbot: QtBot, key: Qt.Key
) -> None:
    dialog = show_history(None, case(kinds.NoteAdded("Called.")))
    assert dialog.windowTitle() == "History of A-0001"
    assert dialog.focusWidget() is dialog.accept_button
    assert not dialog.cancel_button.isVisible()
    with qtbot.waitSignal(dialog.finished):
        QTest.keyClick(dialog, key)
