"""The desk of letters to dispatch part by part: the bar above it, the field over a row, what a row
says (C4, D3).
"""

from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from mmd_reviewer.domain.waiting import WaitingLetter
from mmd_reviewer.services.dispatch import Objection
from mmd_reviewer.services.read.dispatch_rows import REASON, Counts, DeskRow, DeskRows, Given
from mmd_reviewer.ui.commands.registry import ActionRegistry
from mmd_reviewer.ui.dispatch.dispatch_bar import FOR_ALL, NONE_MARKED, SENTENCE, DispatchBar
from mmd_reviewer.ui.dispatch.dispatch_cells import COLUMNS, against, cell_of, tone_of
from mmd_reviewer.ui.dispatch.dispatch_list import ON, REFERENCE, given_by
from mmd_reviewer.ui.dispatch.row_editor import RowEditor
from mmd_reviewer.ui.widgets.buttons import LinkButton
from tests.making import DAY, day
from tests.ui.alone import child, on_screen, texts

K = Qt.Key
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

LETTER = WaitingLetter(
    "A-0047-L2",
    "A-0047",
    "notice_first",
    DAY,
    None,
    "Contoso",
    2,
    "MMD-1465058-R5V8P",
    "Jana Hofer",
)
REFUSED = Objection("The letter is void.", "C2")
QUESTIONED = Objection(
    "Another case’s ticket.",
    "D3",
    "reference",
    question="That is the ticket of A-0042, Fabrikam.",
    more="Its own is MMD-1465058-R5V8P.",
    by_reason=True,
)


def row(objection: Objection | None = None, **given: Any) -> DeskRow:
    rows = DeskRows(DAY)
    rows.show([LETTER], lambda _: {})
    rows.give(LETTER.letter, **given)
    made = rows.row(0)
    return made._replace(objection=objection)


# What a row says


def test_a_row_says_whose_letter_it_is_what_is_recorded_and_when() -> None:
    found = {column.key: cell_of(row(), column.key) for column in COLUMNS}
    assert (found["letter"].primary, found["letter"].secondary) == ("First notice", "A-0047-L2")
    assert (found["customer"].primary, found["customer"].secondary) == ("Contoso", "Jana Hofer")
    assert (found["reference"].primary, found["reference"].secondary) == ("MMD-1465058-R5V8P", ())
    assert (found["on"].primary, found["on"].muted) == ("2026-11-23", True)
    assert found["text"].primary == ""


@pytest.mark.parametrize(
    ("objection", "marked", "said"),
    [
        (None, False, "not marked"),
        (None, True, "marked"),
        (REFUSED, True, "left out"),
        (QUESTIONED, False, "left out"),
    ],
)
def test_whether_a_row_is_recorded_is_spoken(
    objection: Objection | None, marked: bool, said: str
) -> None:
    assert cell_of(row(objection, marked=marked), "tick").primary == said


def test_d3_a_question_and_a_refusal_are_told_apart() -> None:
    """The question names whose ticket it is and which is the own one; a refusal has its words."""
    assert (against(REFUSED), tone_of(REFUSED)) == ("The letter is void.", "broken")
    assert (against(QUESTIONED), tone_of(QUESTIONED)) == (
        "That is the ticket of A-0042, Fabrikam. Its own is MMD-1465058-R5V8P.",
        "attention",
    )
    questioned = cell_of(row(QUESTIONED, reference="MMD-1-T", reason="They asked so."), "reference")
    assert questioned.primary == "MMD-1-T"
    assert questioned.secondary == (against(QUESTIONED), "Reason: They asked so.")
    assert questioned.text_tone == "attention"
    assert cell_of(row(REFUSED), "reference").text_tone == ""


def test_d3_a_day_of_its_own_stands_out_and_one_that_is_none_is_as_it_was_typed() -> None:
    assert cell_of(row(on=day(-1)), "on").muted is False
    assert cell_of(row(unread="soon", fault="Give the day"), "on").primary == "soon"
    wrong = Objection("Before the letter’s day.", "D3", "on")
    assert cell_of(row(wrong, on=day(-1)), "on").text_tone == "broken"


@pytest.mark.parametrize(
    ("part", "text", "given"),
    [
        (REFERENCE, "  MMD-1  T ", {"reference": "MMD-1 T"}),
        (REASON, " They\nasked ", {"reason": "They asked"}),
        (ON, "2026-11-20", {"on": date(2026, 11, 20), "unread": "", "fault": ""}),
        (ON, "+1", {"on": day(1), "unread": "", "fault": ""}),
        (ON, "", {"on": None, "unread": "", "fault": ""}),
        (
            ON,
            "soon",
            {
                "on": None,
                "unread": "soon",
                "fault": "Give the day as 2026-12-01, +7 or +2w.",
            },
        ),
    ],
)
def test_what_is_typed_is_taken_as_it_is_meant_and_kept_where_it_is_not_understood(
    part: str, text: str, given: dict[str, object]
) -> None:
    assert given_by(part, text, DeskRows(DAY)) == given
    assert Given(**given)  # type: ignore[arg-type]


# Above


@pytest.fixture
def bar(qtbot: QtBot, registry: ActionRegistry) -> DispatchBar:
    made = on_screen(qtbot, DispatchBar(registry), 1400)
    made.show_day(DAY, DAY)
    return made


@pytest.mark.parametrize(
    ("counts", "label", "reason"),
    [
        (Counts(3, 0, 0, 0), "Record", NONE_MARKED),
        (Counts(3, 1, 0, 0), "Record 1 dispatch", ""),
        (Counts(30, 12, 0, 0), "Record 12 dispatches", ""),
    ],
)
def test_c4_the_button_says_how_many_are_recorded(
    bar: DispatchBar, counts: Counts, label: str, reason: str
) -> None:
    bar.show_counts(counts, recording=False)
    button = bar.record_button
    assert (button.label, button.isEnabled(), button.toolTip()) == (label, not reason, reason)
    bar.show_counts(counts, recording=True)
    assert (button.isEnabled(), button.toolTip()) == (False, "Recording")


@pytest.mark.parametrize(
    ("marked", "state"),
    [
        (0, Qt.CheckState.Unchecked),
        (1, Qt.CheckState.PartiallyChecked),
        (3, Qt.CheckState.Checked),
    ],
)
def test_how_many_are_marked_is_a_tick_and_words(
    bar: DispatchBar, marked: int, state: Qt.CheckState
) -> None:
    bar.show_counts(Counts(3, marked, 0, 0), recording=False)
    assert bar.all.checkState() == state
    assert bar.all.accessibleName() == f"{marked} of 3 marked"


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        (Counts(3, 3, 0, 0), ""),
        (Counts(3, 3, 1, 0), "1 reference questioned"),
        (Counts(3, 3, 2, 1), "2 references questioned, 1 would be refused"),
    ],
)
def test_what_is_in_the_way_is_said_with_the_key_that_leads_there(
    bar: DispatchBar, counts: Counts, words: str
) -> None:
    bar.show_counts(counts, recording=False)
    assert bar.trouble.isVisible() == bool(words)
    assert bar.trouble.text() == words
    assert bar.trouble_key.isVisible() == bool(words)


def test_in_a_narrow_window_the_words_are_shorter(bar: DispatchBar) -> None:
    bar.show_counts(Counts(3, 3, 2, 1), recording=False)
    assert bar.hint.text() == FOR_ALL
    bar.setFixedWidth(900)
    bar.resize(900, bar.height())
    assert (bar.hint.text(), bar.trouble.text()) == ("", "2 questioned, 1 refused")


def test_a_store_that_can_only_be_read_says_so_on_the_button(
    qtbot: QtBot, registry: ActionRegistry
) -> None:
    registry.lock("The store is read-only")
    bar = on_screen(qtbot, DispatchBar(registry), 1400)
    bar.show_counts(Counts(3, 3, 0, 0), recording=False)
    assert bar.record_button.toolTip() == "The store is read-only"


@pytest.mark.parametrize(("text", "on"), [("+1", day(1)), (" 2026-11-20 ", date(2026, 11, 20))])
def test_the_common_day_is_taken_as_every_day_is_typed(
    bar: DispatchBar, qtbot: QtBot, text: str, on: date
) -> None:
    bar.day.setText(text)
    with qtbot.waitSignal(bar.day_chosen) as heard:
        assert bar.take_day()
    assert heard.args == [on]
    assert bar.day.text() == on.isoformat()


def test_a_common_day_that_cannot_be_read_stays_with_what_is_said_of_it(
    bar: DispatchBar, qtbot: QtBot
) -> None:
    """Also when rows are marked meanwhile; a good one takes the words away."""
    bar.day.setText("soon")
    with qtbot.assertNotEmitted(bar.day_chosen):
        assert not bar.take_day()
    assert "Give the day as 2026-12-01, +7 or +2w." in texts(bar)
    bar.show_day(DAY, DAY)
    assert bar.day.text() == "soon"
    assert SENTENCE not in texts(bar)
    bar.day.setText("+1")
    assert bar.take_day()
    assert SENTENCE in texts(bar)
    bar.show_day(day(1), DAY)
    assert bar.day.text() == day(1).isoformat()


def test_a_common_day_that_is_typed_is_not_overwritten(bar: DispatchBar) -> None:
    bar.go_to_day()
    assert bar.day.selectedText() == "2026-11-23"
    QTest.keyClicks(bar.day, "2026-11-2")
    bar.show_day(day(1), DAY)
    assert bar.day.text() == "2026-11-2"


@pytest.mark.parametrize(
    ("name", "command"),
    [
        ("dispatchAll", "dispatch.mark_all"),
        ("dispatchNone", "dispatch.mark_none"),
        ("dispatchCopied", "dispatch.mark_copied"),
    ],
)
def test_each_link_marks_what_it_says(
    bar: DispatchBar, registry: ActionRegistry, name: str, command: str
) -> None:
    ran: list[str] = []
    registry.bind(command, lambda: ran.append(command))
    child(bar, name, LinkButton).click()
    assert ran == [command]


# The field over a row


class Over:
    """The field over a list, and another field beside it."""

    def __init__(self, qtbot: QtBot) -> None:
        self.whole, self.other = QWidget(), QLineEdit()
        QVBoxLayout(self.whole).addWidget(self.other)
        self.editor = RowEditor("rowEditor", self.whole)
        on_screen(qtbot, self.whole, 400)
        self.how: list[str] = []
        self.editor.left.connect(self.how.append)
        self.editor.show()
        self.editor.setFocus()


@pytest.mark.parametrize(
    ("key", "how"),
    [
        (K.Key_Return, "enter"),
        (K.Key_Enter, "enter"),
        (K.Key_Escape, "back"),
        (K.Key_Tab, "next"),
        (K.Key_Backtab, "previous"),
        (K.Key_Up, "up"),
        (K.Key_Down, "down"),
    ],
)
def test_each_way_out_of_the_field_is_told(qtbot: QtBot, key: Qt.Key, how: str) -> None:
    over = Over(qtbot)
    QTest.keyClicks(over.editor, "MMD-1")
    QTest.keyClick(over.editor, key)
    assert over.how == [how]
    assert over.editor.text() == "MMD-1"


def test_a_chord_is_no_way_out_and_a_click_elsewhere_is(qtbot: QtBot) -> None:
    over = Over(qtbot)
    QTest.keyClick(over.editor, K.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert over.how == []
    over.other.setFocus(Qt.FocusReason.MouseFocusReason)
    assert over.how == ["away"]


def test_another_window_in_front_leaves_the_field_as_it_is(qtbot: QtBot) -> None:
    over = Over(qtbot)
    over.other.setFocus(Qt.FocusReason.ActiveWindowFocusReason)
    assert over.how == []
