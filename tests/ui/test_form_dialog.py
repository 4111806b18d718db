"""A dialog of rows: which keys accept, what a refusal says and where the keyboard goes then."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from mmd_reviewer.domain.errors import Refused, StoreError
from mmd_reviewer.ui.commands.help_page import HelpWindow
from mmd_reviewer.ui.forms.dialogs import (
    FormDialog,
    Missing,
    Pending,
    ask_park,
    ask_text,
    confirm,
    said_below,
    show_notice,
)
from mmd_reviewer.ui.widgets.buttons import LinkButton
from mmd_reviewer.ui.widgets.fields import Field, TextArea
from mmd_reviewer.ui.widgets.labels import Label

K = Qt.Key
NONE, CONTROL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier
TODAY = date(2026, 11, 23)
LONG = "Donaudampfschifffahrtsgesellschaftskapitän " * 20
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


class Asked:
    """A dialog of a line and a text, and what came of it."""

    def __init__(self, parent: QWidget) -> None:
        self.dialog = FormDialog(parent, "Park A-0001", "Park", sentence="It comes back.", name="x")
        self.line, self.text = Field("line", "Line"), TextArea("text", "Text")
        self.dialog.add_row("Line", self.line, Label("below the line"))
        self.dialog.add_row("Text", self.text)
        self.came: list[object] = []

    def open(self, check: Callable[[], object]) -> None:
        self.dialog.ask(check, self.came.append, self.line)
        self.dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)


@pytest.fixture
def asked(parent: QWidget) -> Asked:
    return Asked(parent)


def labels(dialog: QWidget) -> list[str]:
    return [label.text() for label in dialog.findChildren(Label) if label.isVisible()]


def test_it_opens_with_its_title_its_sentence_and_the_keyboard_where_it_is_asked_for(
    asked: Asked,
) -> None:
    asked.open(lambda: "given")
    dialog = asked.dialog
    assert dialog.windowTitle() == dialog.accessibleName() == "Park A-0001"
    assert labels(dialog) == ["Park A-0001", "It comes back.", "Line", "below the line", "Text"]
    assert dialog.focusWidget() is asked.line
    assert (dialog.accept_button.label, dialog.cancel_button.label) == ("Park", "Cancel")
    assert dialog.isModal()


@pytest.mark.parametrize("key", [K.Key_Return, K.Key_Enter])
@pytest.mark.parametrize(
    ("where", "held", "accepts"),
    [
        ("line", NONE, True),
        ("line", CONTROL, True),
        ("text", CONTROL, True),
        ("text", NONE, False),
    ],
)
def test_which_enter_accepts(
    asked: Asked, key: Qt.Key, where: str, held: Qt.KeyboardModifier, accepts: bool
) -> None:
    """In a text of several lines Enter begins another line."""
    asked.open(lambda: "given")
    field: QWidget = getattr(asked, where)
    field.setFocus()
    QTest.keyClick(field, key, held)
    assert asked.came == (["given"] if accepts else [])
    assert asked.dialog.isVisible() is not accepts
    assert asked.text.toPlainText() == ("" if accepts else "\n")


def test_esc_and_the_button_leave_without_asking_anything(asked: Asked) -> None:
    asked.open(lambda: pytest.fail("nothing is checked"))
    asked.line.setText("typed")
    QTest.keyClick(asked.text, K.Key_Escape)
    assert not asked.dialog.isVisible()
    asked.dialog.open()
    asked.dialog.cancel_button.click()
    assert (asked.dialog.isVisible(), asked.came) == (False, [])


def test_what_is_missing_is_said_spoken_and_gets_the_keyboard(asked: Asked) -> None:
    asked.open(lambda: Missing("Give a reason.", asked.text))
    QTest.keyClick(asked.line, K.Key_Return)
    dialog = asked.dialog
    assert (dialog.error.text(), dialog.error.isVisible()) == ("Give a reason.", True)
    assert dialog.accept_button.accessibleDescription() == "Give a reason."
    assert dialog.focusWidget() is asked.text
    dialog.check = lambda: "given"
    QTest.keyClick(asked.text, K.Key_Return, CONTROL)
    assert asked.came == ["given"]


def test_while_a_deed_is_on_its_way_nothing_is_accepted_twice(asked: Asked) -> None:
    times: list[int] = []

    def check() -> object:
        times.append(1)
        return Pending()

    asked.open(check)
    for _ in range(3):
        QTest.keyClick(asked.line, K.Key_Return)
    assert len(times) == 1
    assert asked.dialog.isVisible()
    asked.dialog.finish("recorded")
    assert (asked.came, asked.dialog.isVisible()) == (["recorded"], False)


def test_a_deed_that_is_refused_leaves_what_was_typed_and_can_be_tried_again(
    asked: Asked,
) -> None:
    asked.open(Pending)
    asked.line.setText("typed")
    QTest.keyClick(asked.line, K.Key_Return)
    asked.dialog.fail("The store is locked.", asked.text)
    assert asked.dialog.error.text() == "The store is locked."
    assert asked.line.text() == "typed"
    assert asked.dialog.focusWidget() is asked.text
    QTest.keyClick(asked.line, K.Key_Return)
    assert not asked.dialog.error.isVisible(), "it is on its way once more"
    assert not asked.dialog.accept_button.isEnabled()


@pytest.mark.parametrize(
    ("error", "said", "at"),
    [
        (Refused("It is too early.", "D5", "text"), "It is too early (rule D5).", "text"),
        (Refused("It is too early", "", ""), "It is too early.", "line"),
        (Refused("No.", "D5", "te-xt"), "No (rule D5).", "line"),
        (Refused("No.", "D5", "gone"), "No (rule D5).", "line"),
        (StoreError("The disk is full."), "The disk is full.", "line"),
    ],
)
def test_a_refusal_names_its_rule_and_goes_to_its_field(
    asked: Asked, error: Exception, said: str, at: str
) -> None:
    asked.open(Pending)
    asked.dialog.refuse(error, {"text": asked.text})
    assert asked.dialog.error.text() == said
    focus = asked.dialog.focusWidget()
    assert focus is not None
    assert focus.objectName() == at


def test_a_field_of_two_words_is_found_by_its_name_with_a_hyphen(asked: Asked) -> None:
    asked.open(Pending)
    asked.dialog.refuse(Refused("No.", "D1", "not-evident"), {"not_evident": asked.text})
    assert asked.dialog.focusWidget() is asked.text


def test_a_row_goes_with_its_label_and_what_is_below_it(asked: Asked) -> None:
    asked.open(Pending)
    asked.dialog.show_row(asked.line, False)
    assert labels(asked.dialog) == ["Park A-0001", "It comes back.", "Text"]
    asked.dialog.show_row(asked.line, True)
    asked.dialog.show_row(asked.text, False)
    assert labels(asked.dialog) == ["Park A-0001", "It comes back.", "Line", "below the line"]


def test_a_row_without_anything_below_it_takes_no_other_along(parent: QWidget) -> None:
    dialog = FormDialog(parent, "Title", "Go")
    one, other = Field("one", "One"), Field("other", "Other")
    dialog.add_row("One", one)
    dialog.add_row("Other", other)
    dialog.open()
    dialog.show_row(one, False)
    assert labels(dialog) == ["Title", "Other"]
    assert other.isVisible()


def test_f1_opens_the_page_of_the_dialog_beside_it(asked: Asked) -> None:
    asked.dialog.setProperty("helpPage", "queue")
    asked.open(Pending)
    QTest.keyClick(asked.dialog, K.Key_F1)
    QTest.keyClick(asked.dialog, K.Key_F1)
    (window,) = asked.dialog.findChildren(HelpWindow)
    assert (window.page, asked.dialog.isVisible()) == ("queue", True)


def test_a_long_error_makes_room_and_the_buttons_stay_in_sight(asked: Asked) -> None:
    asked.open(lambda: Missing(LONG))
    before = asked.dialog.height()
    QTest.keyClick(asked.line, K.Key_Return)
    dialog = asked.dialog
    assert dialog.height() > before
    assert dialog.error.height() >= dialog.error.heightForWidth(dialog.error.width())
    assert dialog.accept_button.geometry().bottom() <= dialog.height()


def test_a_confirmation_says_what_follows_and_enter_is_on_its_verb(parent: QWidget) -> None:
    done: list[int] = []
    dialog = confirm(parent, "Issue?", "Day 0 will be Mon.", lambda: done.append(1), accept="Issue")
    assert labels(dialog) == ["Issue?", "Day 0 will be Mon."]
    assert dialog.focusWidget() is dialog.accept_button
    dialog.reject()
    assert done == []


def test_what_must_be_read_has_one_button(parent: QWidget) -> None:
    dialog = show_notice(parent, "Recovered", "Two letters are missing.")
    assert not dialog.cancel_button.isVisible()
    assert dialog.accept_button.label == "Close"
    assert labels(dialog) == ["Recovered", "Two letters are missing."]


@pytest.mark.parametrize(
    ("typed", "required", "came", "said"),
    [
        ("  a note \n", True, ["a note"], ""),
        (" \n ", True, [], "Note is empty."),
        (" ", False, [""], ""),
        ("שורה\nשנייה", True, ["שורה\nשנייה"], ""),
    ],
)
def test_a_text_is_given_without_the_blanks_around_it(
    parent: QWidget, typed: str, required: bool, came: list[str], said: str
) -> None:
    given: list[str] = []
    dialog = ask_text(parent, "Note on A-0001", "Note", given.append, required=required)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    area = dialog.findChild(TextArea)
    assert isinstance(area, TextArea)
    area.setPlainText(typed)
    QTest.keyClick(area, K.Key_Return, CONTROL)
    assert (given, dialog.error.text()) == (came, said)


def test_a_name_that_is_offered_is_typed_over(parent: QWidget) -> None:
    given: list[str] = []
    dialog = ask_text(parent, "Save", "Name", given.append, text="My open", several_lines=False)
    field = dialog.findChild(Field)
    assert isinstance(field, Field)
    QTest.keyClicks(field, "Late")
    QTest.keyClick(field, K.Key_Return)
    assert given == ["Late"]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("2026-12-01", "Tue 2026-12-01"),
        ("+1", "Tue 2026-11-24"),
        ("+2W", "Mon 2026-12-07"),
        ("soon", ""),
        ("", ""),
    ],
)
def test_the_day_that_was_understood_stands_below_it(
    app: QApplication, typed: str, said: str
) -> None:
    field = Field("on", "On")
    below = said_below(field, TODAY)
    field.setText("+3")
    field.setText(typed)
    assert below.text() == said


@pytest.mark.parametrize(
    ("reason", "until", "said", "at"),
    [
        ("", "+7", "Give a reason.", "parkReason"),
        ("Cisco", "", "Give a day as 2026-12-01, +7 or +2w.", "parkUntil"),
        ("Cisco", "2026-02-30", "Give a day as 2026-12-01, +7 or +2w.", "parkUntil"),
        ("Cisco", "+0", "The day must come after today.", "parkUntil"),
        ("Cisco", "2500-01-01", "2500-01-01 is out of range", "parkUntil"),
    ],
)
def test_parking_says_what_it_lacks(
    parent: QWidget, reason: str, until: str, said: str, at: str
) -> None:
    dialog = ask_park(parent, TODAY, lambda answer: pytest.fail("not parked"), case="A-0001")
    area, day = dialog.findChild(TextArea, "parkReason"), dialog.findChild(Field, "parkUntil")
    assert isinstance(area, TextArea)
    assert isinstance(day, Field)
    area.setPlainText(reason)
    day.setText(until)
    QTest.keyClick(day, K.Key_Return)
    assert dialog.error.text().startswith(said)
    focus = dialog.focusWidget()
    assert focus is not None
    assert focus.objectName() == at


def test_usual_days_of_parking_are_one_click(parent: QWidget) -> None:
    dialog = ask_park(parent, TODAY, lambda answer: None)
    day = dialog.findChild(Field, "parkUntil")
    assert isinstance(day, Field)
    seen = []
    for link in dialog.findChildren(LinkButton):
        link.click()
        seen.append(day.text())
    assert seen == ["+7", "+2w", "+4w"]
