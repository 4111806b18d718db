"""The message bar by itself: what comes first, what waits, what is cut, who is told (ux.md)."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mmd_reviewer.ui.reviewing.say import MessageAction, Tone
from mmd_reviewer.ui.shell import message_bar
from mmd_reviewer.ui.shell.message_bar import DUE, HEALTH, NEWS, MessageBar, MessageRow
from tests.ui.heard import announced_in

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
LONG = "The sides differ about the decision, the letter and until when it is parked. " * 4


@pytest.fixture
def bar(app: QApplication, qtbot: QtBot) -> MessageBar:
    made = MessageBar()
    qtbot.addWidget(made)
    made.resize(1200, 36)
    made.show()
    qtbot.waitExposed(made)
    return made


@pytest.fixture
def announced(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    return announced_in(message_bar, monkeypatch)


def shown(bar: MessageBar) -> list[str]:
    """The causes seen, from the left."""
    QApplication.processEvents()
    rows = [row for row in bar.findChildren(MessageRow) if row.isVisible()]
    return [row.cause for row in sorted(rows, key=lambda row: row.x())]


def row_of(bar: MessageBar, cause: str) -> MessageRow:
    return next(row for row in bar.findChildren(MessageRow) if row.cause == cause)


@pytest.mark.parametrize(
    ("strong", "text", "words"),
    [
        ("", "Done.", "Done."),
        ("2 overdue", ", 1 due today", "2 overdue, 1 due today"),
        ("2 overdue", "", "2 overdue"),
        ("Look at the clock.", "It is 2031.", "Look at the clock. It is 2031."),
    ],
)
def test_strong_words_and_the_rest_are_one_sentence(
    bar: MessageBar, strong: str, text: str, words: str
) -> None:
    bar.show_message("deed", text, "info", strong)
    assert bar.messages() == {"deed": words}
    assert row_of(bar, "deed").accessibleName() == words


@pytest.mark.parametrize(
    ("said", "first_two"),
    [
        (["info", "info", "info"], ["2", "1"]),
        (["red", "info", "amber"], ["0", "2"]),
        (["amber", "red", "info"], ["1", "2"]),
        (["red", "red", "info"], ["1", "2"]),
        (["info", "amber", "info"], ["1", "2"]),
    ],
)
def test_the_gravest_stands_first_and_of_equals_the_newest(
    bar: MessageBar, said: list[Tone], first_two: list[str]
) -> None:
    for cause, tone in enumerate(said):
        bar.show_message(str(cause), f"Message {cause}", tone)
    assert shown(bar) == first_two


def test_what_is_said_again_in_the_same_words_is_not_the_newest(bar: MessageBar) -> None:
    bar.show_message("a", "One", "red")
    bar.show_message("b", "Two")
    bar.show_message("c", "Three")
    bar.show_message("b", "Two")
    assert shown(bar) == ["a", "c"]
    bar.show_message("b", "Two, in other words")
    assert shown(bar) == ["a", "b"]


def test_what_waits_is_counted_and_gone_through_in_a_round(bar: MessageBar) -> None:
    for cause in ("a", "b", "c", "d"):
        bar.show_message(cause, f"Message {cause}", "red" if cause == "a" else "info")
    assert (shown(bar), bar.more.label) == (["a", "d"], "+2")
    assert bar.more.accessibleName() == "2 more messages: show the next"
    seen = []
    for _ in range(3):
        bar.more.click()
        seen.append(shown(bar)[1])
    assert seen == ["c", "b", "d"]
    bar.clear_message("b")
    assert bar.more.accessibleName() == "1 more message: show the next"
    bar.clear_message("c")
    assert not bar.more.isVisible()


def test_the_news_of_an_update_goes_before_what_every_start_says(bar: MessageBar) -> None:
    """And after what was said since."""
    bar.show_message(NEWS, "What changed for you")
    bar.show_message(DUE, "2 overdue", "red")
    bar.show_message(HEALTH, "3 things wait")
    assert shown(bar) == [DUE, NEWS]
    bar.show_message("deed", "Saved.")
    assert shown(bar) == [DUE, "deed"]


def test_a_message_that_is_closed_tells_its_cause_and_the_next_takes_its_place(
    bar: MessageBar, qtbot: QtBot
) -> None:
    bar.show_message("a", "One", "red")
    bar.show_message("b", "Two")
    bar.show_message("c", "Three")
    with qtbot.waitSignal(bar.cleared) as heard:
        QTest.mouseClick(row_of(bar, "a").close_button, Qt.MouseButton.LeftButton)
    assert heard.args == ["a"]
    assert shown(bar) == ["c", "b"]
    with qtbot.assertNotEmitted(bar.cleared):
        bar.clear_message("b")
        bar.clear_message("b")
    assert bar.messages() == {"c": "Three"}


def test_the_button_does_what_the_message_offers_now(bar: MessageBar) -> None:
    ran: list[str] = []
    bar.show_message("deed", "Decided.", action=MessageAction("Letter", lambda: ran.append("l")))
    bar.show_message("deed", "Parked.", action=MessageAction("Undo", lambda: ran.append("u"), "F8"))
    button = row_of(bar, "deed").button
    assert (button.label, button.isVisible()) == ("Undo", True)
    button.click()
    assert ran == ["u"]
    bar.show_message("deed", "Noted.")
    assert not button.isVisible()
    button.click()
    assert ran == ["u"]


def test_a_long_message_is_cut_and_one_button_shows_it_whole(bar: MessageBar) -> None:
    bar.show_message("deed", LONG.strip(), "amber")
    row = row_of(bar, "deed")
    QApplication.processEvents()
    assert row.whole.isVisible()
    assert row.toolTip() == LONG.strip()
    bar.resize(row.width_wanted(), 36)
    QApplication.processEvents()
    assert not row.whole.isVisible()
    bar.resize(row.width_wanted() - 1, 36)
    QApplication.processEvents()
    assert row.whole.isVisible()


def test_of_two_long_messages_each_has_half(bar: MessageBar) -> None:
    bar.show_message("a", LONG, "red")
    bar.show_message("b", f"{LONG} And more.")
    QApplication.processEvents()
    widths = [row_of(bar, cause).width() for cause in ("a", "b")]
    assert abs(widths[0] - widths[1]) < 30


def test_markup_in_a_message_is_its_text(bar: MessageBar) -> None:
    bar.show_message("deed", "<b>Contoso</b> &lt;")
    assert bar.messages()["deed"] == "<b>Contoso</b> &lt;"
    assert "&lt;b&gt;Contoso" in row_of(bar, "deed").toolTip()


def test_what_is_new_is_spoken_once_and_what_stays_is_not(
    bar: MessageBar, announced: list[str]
) -> None:
    bar.show_message("deed", "Parked.", "info", "A-0001:")
    bar.show_message("deed", "Parked.", "info", "A-0001:")
    bar.show_message("due", "2 overdue", "red")
    bar.show_message("deed", "Parked again.", "info")
    assert announced == ["A-0001: Parked.", "2 overdue", "Parked again."]


def test_it_is_as_high_with_no_message_as_with_many(bar: MessageBar) -> None:
    heights = {bar.height()}
    for cause in "abcd":
        bar.show_message(cause, LONG, "red")
        QApplication.processEvents()
        heights.add(bar.height())
    assert heights == {36}
