"""The queue: what is done with a request from its row, one or several at once."""

from functools import partial

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QPlainTextEdit

from mmd_reviewer.services import request_queue
from mmd_reviewer.ui.case.history_dialog import show_history
from mmd_reviewer.ui.customers.customer_dialogs import ask_join, separate
from mmd_reviewer.ui.forms.dialogs import FormDialog
from mmd_reviewer.ui.intake.new_request import NewRequest
from mmd_reviewer.ui.widgets.answers import RadioRow
from mmd_reviewer.ui.widgets.buttons import LinkButton
from mmd_reviewer.ui.widgets.fields import Field, TextArea
from mmd_reviewer.ui.widgets.labels import Label
from tests.ui.queue_place import CONTROL, KEY, ME_NAME, Place, child, said_in, written


def test_assigning_stays_on_the_case(place: Place) -> None:
    place.go("A-0002")
    place.press(KEY.Key_A)
    place.until(lambda: place.view.model.cell(1, 3).secondary == "You")
    assert place.case("A-0002").reviewer == ME_NAME
    assert place.view.current_number() == "A-0002"
    place.until(lambda: not place.view.preview.assign_button.isEnabled())


def test_parking_asks_and_goes_on_to_the_next(place: Place) -> None:
    place.go("A-0002")
    place.press(KEY.Key_P)
    dialog = place.dialog()
    QTest.keyClicks(child(dialog, QPlainTextEdit, "parkReason"), "Vendor answers")
    until = child(dialog, Field, "parkUntil")
    QTest.keyClicks(until, "+2w")
    QTest.keyClick(until, KEY.Key_Return)
    place.until(lambda: place.view.current_number() == "A-0003")
    place.until(lambda: place.view.model.cell(1, 3).primary == "Parked")
    assert place.view.model.cell(1, 4).secondary == "Returns"
    place.go("A-0002")
    place.until(lambda: place.view.preview.park_button.label == "Unpark")
    place.press(KEY.Key_U)
    place.until(lambda: place.view.model.cell(1, 3).primary == "New")


def test_marks_end_when_the_last_is_taken_away(place: Place) -> None:
    place.go("A-0002")
    place.press(KEY.Key_X)
    place.press(KEY.Key_Down)
    assert place.view.list.selected_rows == [1]
    place.press(KEY.Key_Up)
    place.press(KEY.Key_X)
    assert place.view.list.selected_rows == [1]
    place.press(KEY.Key_A, CONTROL)
    assert place.view.list.view.marked == 5


def test_a_closed_case_leaves_and_its_letter_is_asked_for(place: Place) -> None:
    wanted: list[tuple[str, str]] = []
    place.reviewing.case_wanted.connect(lambda view, number: wanted.append((view, number)))
    place.go("A-0002")
    place.press(KEY.Key_C)
    dialog = place.dialog()
    rows = dialog.findChildren(RadioRow)
    assert [row.label for row in rows][:2] == ["Configurable setting", "Setting of your own"]
    QTest.keyClick(rows[0], KEY.Key_Return, CONTROL)
    assert isinstance(dialog, FormDialog)
    assert dialog.error.text() == "Choose the route to take instead."
    QTest.keyClick(rows[1], KEY.Key_Space)
    child(dialog, LinkButton, "closeLookUp").click()
    QTest.keyClicks(child(place.dialog(), Field, "serviceFactsFilter"), "trusted sites")
    QTest.keyClick(place.dialog(), KEY.Key_Return, CONTROL)
    place.until(lambda: QApplication.activeModalWidget() is dialog)
    assert (
        child(dialog, TextArea, "closeReason")
        .toPlainText()
        .startswith("Trusted sites: The customer sets them")
    )
    QTest.keyClick(rows[1], KEY.Key_Return, CONTROL)
    place.until(lambda: wanted == [("letter", "A-0002")])
    assert place.case("A-0002").decision is not None
    assert len(place.titles) == 5, "C9: open work until its letter is written"
    place.until(lambda: place.view.current_number() == "A-0003")
    written(place, "A-0002")
    place.until(lambda: len(place.titles) == 4)
    assert place.view.current_number() == "A-0003", "a case that leaves elsewhere moves nobody"


def test_asking_for_details_chooses_what_is_missing_and_what_is_not_sufficient(
    place: Place,
) -> None:
    wanted: list[tuple[str, str]] = []
    place.reviewing.case_wanted.connect(lambda view, number: wanted.append((view, number)))
    place.go("A-0005")
    place.press(KEY.Key_T)
    dialog = place.dialog()
    assert isinstance(dialog, FormDialog)
    boxes = {
        name: child(dialog, QCheckBox, f"ask_{name}")
        for name in ("type", "requirement", "timeline")
    }
    checked = {name: box.isChecked() for name, box in boxes.items()}
    assert checked == {"type": True, "requirement": False, "timeline": False}
    assert not boxes["type"].isEnabled()
    QTest.keyClick(boxes["requirement"], KEY.Key_Space)
    QTest.keyClick(dialog, KEY.Key_Return)
    assert dialog.error.text().startswith("Say why the requirement is not sufficient")
    QTest.keyClicks(child(dialog, Field, "askWhy_requirement"), "Which people need it?")
    QTest.keyClick(dialog, KEY.Key_Return)
    place.until(lambda: wanted == [("letter", "A-0005")])
    case = place.case("A-0005")
    assert dict(case.judged) == {"requirement": "Which people need it?"}
    assert case.decision is not None
    assert case.decision.made.outcome == "return"


def test_a_note_and_a_link(place: Place) -> None:
    place.go("A-0001")
    place.press(KEY.Key_M)
    dialog = place.dialog()
    note = child(dialog, QPlainTextEdit, "noteField")
    QTest.keyClicks(note, "Called Jana.")
    QTest.keyClick(note, KEY.Key_Return, CONTROL)
    place.until(lambda: place.case("A-0001").notes and QApplication.activeModalWidget() is None)
    place.press(KEY.Key_L)
    field = child(place.dialog(), Field, "linkField")
    QTest.keyClicks(field, "A-0004")
    QTest.keyClick(field, KEY.Key_Return)
    place.until(lambda: place.case("A-0004").links)
    place.until(
        lambda: "Linked cases" in [label.text() for label in place.view.preview.findChildren(Label)]
    )


def test_a_request_is_typed_in_and_nothing_typed_is_lost(place: Place) -> None:
    place.reviewing.registry.run("file.new")
    dialog = place.dialog()
    assert isinstance(dialog, NewRequest)
    QTest.keyClick(dialog, KEY.Key_Return, CONTROL)
    assert dialog.error.text() == "Name the customer."
    QTest.keyClicks(dialog.customer, "Contoso")
    QTest.keyClick(dialog.type, KEY.Key_D)
    assert dialog.type.words == "Digital experience monitoring"
    edition = place.reviewing.edition
    described = {row.name: row.description for row in edition.types}
    assert dialog.described.text() == described["Digital experience monitoring"], (
        "A2: the page's words"
    )
    QTest.keyClick(dialog.type, KEY.Key_D)
    assert dialog.described.text() == described[dialog.type.words]
    QTest.keyClicks(dialog.title_field, "Zebra printer driver")
    QTest.keyClicks(dialog.timeline, "whenever")
    assert dialog.understood.text().startswith("Not understood")
    dialog.timeline.setText("two years")
    assert dialog.understood.text() == "Understood as: 24 months, until 2028-11-23"
    dialog.ticket.setText("MMD-1465034-R5V8P")
    dialog.customer.setFocus()
    dialog.received.setText("2026-13-01")
    QTest.keyClick(dialog.received, KEY.Key_Return)
    assert dialog.error.text() == "Give the day as 2026-11-23."
    dialog.received.setText("2026-11-20")
    dialog.requirement.setPlainText("x" * 40000)
    QTest.keyClick(dialog.received, KEY.Key_Return)
    place.until(lambda: "characters" in dialog.error.text())
    assert dialog.customer.text() == "Contoso"
    dialog.requirement.clear()
    dialog.title_field.setText("Label printer")
    dialog.ticket.clear()
    QTest.keyClick(dialog.received, KEY.Key_Return)
    place.until(lambda: place.view.current_number() == "A-0006")
    assert place.case("A-0006").missing == ("requirement", "proposal")


def test_the_history_strikes_what_was_undone(place: Place) -> None:
    case = place.case("A-0001")
    request_queue.note(place.desk, case, "Called Jana.")
    request_queue.undo(place.desk, place.case("A-0001"))
    dialog = show_history(place.window, place.case("A-0001"))
    struck = [label.text() for label in dialog.findChildren(Label) if label.font().strikeOut()]
    assert struck == ["Note: Called Jana."]
    assert any("Request typed in" in label.text() for label in dialog.findChildren(Label))
    dialog.reject()


def test_a_refused_deed_is_said_and_nothing_changes(place: Place) -> None:
    place.go("A-0001")
    place.press(KEY.Key_U)
    place.until(lambda: "deed" in place.window.message_bar.messages())
    assert "None of these cases is parked" in place.window.message_bar.messages()["deed"]


def test_a5_a_spelling_is_joined_from_the_queue_and_taken_back(place: Place) -> None:
    """A5: the customer of the current case counts as another; its own name takes it back."""
    customer = place.case("A-0002").request.customer
    for words, said in (
        ("Contoso", "counts as Contoso from now on"),
        (customer, "is a customer of its own again"),
    ):
        ask_join(place.reviewing, place.window, "A-0002")
        dialog = place.dialog()
        child(dialog, Field, "joinField").setText(words)
        QTest.keyClick(dialog, KEY.Key_Return, CONTROL)
        place.until(partial(said_in, place, said))
    assert not place.desk.standing().customers.same(customer, "Contoso")


def test_a5_there_is_nothing_to_separate_in_a_case_of_one_customer(place: Place) -> None:
    """A5."""
    separate(place.reviewing, place.window, "A-0002")
    place.until(partial(said_in, place, "nothing to separate"))
