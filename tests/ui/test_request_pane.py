"""The assessment: what the customer asked for, as it came and as it was read."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel, QWidget

from mmd_reviewer.domain.deed import Change
from mmd_reviewer.domain.details_in_text import read_details
from mmd_reviewer.domain.fact import Author, RequestAmended, RequestReceived
from mmd_reviewer.domain.identity import identity
from mmd_reviewer.domain.request import Request
from mmd_reviewer.domain.timeline_reading import read_timeline
from mmd_reviewer.services import assessment, request_queue
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.services.recording import chain, new_deed
from mmd_reviewer.ui.customers.customers_text import MarkedText
from tests.making import DAY, FACTOR_4, receive, request
from tests.ui.assessment_store import four_requests, opened
from tests.ui.running import Running, child, click

K = Qt.Key
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return four_requests(tmp_path)


def test_what_was_read_is_corrected_by_one_key(window: Running, desk: Desk) -> None:
    """A1, A2, A3: type with its description, timeline, customer;
    the customer's own words stay beside.
    """
    opened(window)
    before = desk.case("A-0001").newest
    window.press(K.Key_F4)
    dialog = child(window, "readingDialog", QDialog)
    window.press(K.Key_Return, control=True)
    assert "Say what the timeline means" in dialog.error.text()
    dialog.fields["type"].set_code("drivers")
    dialog.fields["timeline"].setText("about a year")
    window.press(K.Key_Return, control=True)
    assert "Write the period as" in dialog.error.text()
    dialog.fields["timeline"].setText("two years")
    assert "Understood as: 24 months" in " ".join(
        label.text() for label in dialog.findChildren(type(dialog.error))
    )
    dialog.fields["customer"].setText("Fabrikam Inc")
    window.press(K.Key_Return, control=True)
    found = desk.case("A-0001").newest
    assert (found.type, found.timeline.months, found.customer) == ("drivers", 24, "Fabrikam Inc")
    assert (found.type_words, found.timeline.text) == (before.type_words, before.timeline.text)


def test_signs_that_letters_lack_are_told_when_the_request_is_read(
    window: Running, desk: Desk
) -> None:
    """C3: before anything is decided, with what the letter will write."""
    number = receive(desk, ticket="MMD-7-T", title="Load ≤ ✅ on 𗀀", timeline="9 months").number
    window.desk_window.open_case("assessment", number)
    window.settle()
    said = [
        label.text()
        for label in window.desk_window.rooms.assessment.request_pane.findChildren(QLabel)
    ]
    assert (
        "Letters write ✅ as [yes]. Letters cannot show 𗀀: with your leave they write the numbers "
        "of the signs." in said
    )


def test_an_amended_case_is_to_be_confirmed_step_by_step(window: Running, desk: Desk) -> None:
    case = assessment.answer(desk, desk.case("A-0001"), FACTOR_4)
    later = request(timeline="9 months", ticket="MMD-1-T", proposal="Another client.")
    desk.record([(case, [RequestAmended(later, "later.csv")])])
    view = opened(window)
    step = view.checklist.steps["microsoft_technology"]
    assert view.checklist.at == "non_negotiable"
    assert step.folded.line.text() == "Locked: asked when factor 1 is answered"
    window.press(K.Key_N)
    assert view.checklist.at == "microsoft_technology"
    window.press(K.Key_1)
    assert step.isVisible()
    assert step.folded.line.text() == "To be confirmed: the request or an earlier answer changed."
    assert step.folded.change.label == "Confirm"
    assert view.checklist.rows["security"]._line.text() == "To be confirmed"
    assert view.recommendation.title.text() == "Undetermined"
    click(window, "factor3Change")
    assert view.checklist.at == "microsoft_technology"
    window.press(K.Key_N, K.Key_Y, K.Key_Y, K.Key_Y, K.Key_Y)
    assert view.recommendation.title.text() == "Approve"
    switch = child(window, "versionSwitch")
    assert switch.label == "Version 2 of 2"
    switch.click()
    window.settle()
    assert child(window, "versionSwitch").label == "Version 1 of 2"


def test_the_request_pane_shows_what_came(window: Running, desk: Desk) -> None:
    request_queue.judge(
        desk, desk.case("A-0001"), "proposal", sufficient=False, why="Which version?"
    )
    request_queue.link(desk, desk.case("A-0001"), desk.case("A-0002"))
    view = opened(window)
    text = [
        label.text() for label in view.request_pane.findChildren(QWidget) if hasattr(label, "text")
    ]
    assert "Not sufficient: Which version?" in text
    assert "A-0002  The editor" in text
    view = opened(window, "A-0003")
    text = [
        label.text() for label in view.request_pane.findChildren(QWidget) if hasattr(label, "text")
    ]
    assert "No requirement is given" in text


def test_the_customers_text_stands_open_and_other_fields_are_folded_away(
    window: Running, desk: Desk
) -> None:
    asked = Request(
        customer="Contoso",
        title="Odd",
        type="",
        type_words="Sundry",
        requirement="x",
        proposal="y",
        timeline=read_timeline(""),
        ticket="MMD-9-T",
        text="The whole ticket",
        notes={"Cost centre": "1100"},
        devices="40",
    )
    author = Author("Ines Moreau", "A", DAY, desk.clock.now())
    body = RequestReceived("A-0099", asked, "tickets.json")
    desk.store.record([Change((), chain(identity(asked), (), new_deed(), author, [body]))])
    view = opened(window, "A-0099")
    text = [
        label.text() for label in view.request_pane.findChildren(QWidget) if hasattr(label, "text")
    ]
    assert "This type is not one of the edition's" in text
    assert "No timeline is given" in text
    assert "The whole ticket" in text
    assert "Nothing of it was read as a detail." in text
    more = next(
        w for w in view.request_pane.findChildren(QLabel) if w.text().startswith("Cost centre")
    )
    assert not more.isVisible()
    click(window, "ticketText")
    assert more.isVisible()
    assert more.text() == "Cost centre: 1100"


def test_what_was_read_as_a_detail_is_marked_in_the_customers_text(
    window: Running, desk: Desk
) -> None:
    """A1: the words are plain text, and what was not read stands beside them."""
    text = "Hello 🙂 <b>all</b>\nRequirement: scan\nwe need Adobe\nProposal: driver"
    found = read_details(text)
    asked = Request(
        customer="Contoso",
        requirement="scan\nwe need Adobe",
        proposal="another",
        ticket="MMD-8-T",
        text=text,
        taken=found.taken,
    )
    author = Author("Ines Moreau", "A", DAY, desk.clock.now())
    body = RequestReceived("A-0098", asked, "tickets.json")
    desk.store.record([Change((), chain(identity(asked), (), new_deed(), author, [body]))])
    shown = opened(window, "A-0098").request_pane.findChildren(MarkedText)
    assert [one.text() for one in shown] == [text]
    assert shown[0].marked() == ["scan", "we need Adobe"]
    picture = shown[0].grab().toImage()
    assert picture.width() > 100
    assert shown[0].heightForWidth(100) > shown[0].heightForWidth(400)


def test_in_a_narrow_window_request_and_checklist_take_turns(window: Running) -> None:
    window.program.window.resize(1024, 700)
    view = opened(window)
    assert not view.request_pane.isVisible()
    body = view.checklist.widget()
    assert body is not None
    assert body.minimumSizeHint().width() <= view.checklist.viewport().width(), "nothing is cut off"
    view.checklist.setFocus()
    view.header.fold.click()
    window.settle()
    assert view.request_pane.isVisible()
    assert not view.checklist.isVisible()
    assert view.header.fold.hasFocus()
    opened(window, "A-0002")
    assert view.checklist.isVisible()
    assert view.checklist.hasFocus()
    window.program.window.resize(1440, 900)
    window.settle()
    assert view.request_pane.isVisible()
    assert view.checklist.isVisible()
    assert not view.header.fold.isVisible()
    assert body.minimumSizeHint().width() <= view.checklist.viewport().width()
