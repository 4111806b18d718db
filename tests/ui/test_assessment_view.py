"""The assessment: how the checklist stands, answers by hand, look-ups, the decision, and what is never lost."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QListView, QPlainTextEdit, QWidget

from mmd_reviewer.domain.case import Case, state
from mmd_reviewer.domain.decision import Proposal
from mmd_reviewer.domain.deed import Change, Draft
from mmd_reviewer.domain.details_in_text import read_details
from mmd_reviewer.domain.errors import CaseChangedElsewhere
from mmd_reviewer.domain.fact import Author, RequestAmended, RequestReceived
from mmd_reviewer.domain.identity import identity
from mmd_reviewer.domain.request import Request
from mmd_reviewer.domain.timeline_reading import read_timeline
from mmd_reviewer.services import assessment, decision, letter, request_queue
from mmd_reviewer.services.desk import Desk, chain, new_deed
from mmd_reviewer.services.drafts import together
from mmd_reviewer.ui.assessment.assessment_view import AssessmentView
from mmd_reviewer.ui.customers.customers_text import MarkedText
from tests.making import DAY, FACTOR_3, FACTOR_4, HOLDING, assessed, edition, new_desk, receive, request
from tests.ui.running import Running, child, click, running, words

K = Qt.Key
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A VPN, productivity software, one incomplete, one that waits."""
    desk = new_desk(tmp_path)
    receive(desk, ticket="MMD-1-T", timeline="9 months", title="The VPN")
    receive(desk, ticket="MMD-2-T", timeline="9 months", type_words="Productivity software", title="The editor")
    receive(desk, ticket="MMD-3-T", requirement="", title="The incomplete")
    receive(desk, ticket="MMD-4-T", timeline="when we like", title="The vague one")
    return desk


@pytest.fixture
def window(desk: Desk, tmp_path: Path, qtbot: object) -> Iterator[Running]:
    with running(tmp_path / "s.sqlite") as it:
        yield it


def opened(window: Running, number: str = "A-0001") -> AssessmentView:
    window.desk_window.open_case("assessment", number)
    window.settle()
    return window.desk_window.assessment


def answered(desk: Desk, window: Running, data: dict[str, Any], number: str = "A-0001") -> AssessmentView:
    assessment.answer(desk, desk.case(number), data)
    return opened(window, number)


def test_an_unknown_condition_disables_both_approvals_and_says_why(window: Running, desk: Desk) -> None:
    view = answered(desk, window, {**FACTOR_4, "conditions": {**HOLDING, "stability": "unknown"}})
    for outcome in ("approve", "approve_migration"):
        row = view.decision.rows[outcome]
        assert not row.isEnabled()
        assert row.hint == row.accessibleDescription() == "stability unknown"
    assert view.decision.rows["decline"].hint == "needs a reason"
    assert not view.decide_button.isEnabled()
    assert view.decide_button.toolTip() == "Choose a decision first"
    view = answered(desk, window, {"conditions": {"cost": "unknown"}})
    assert view.decision.rows["approve"].hint == "2 answers unknown"


def test_the_recommended_row_is_chosen_and_says_so(window: Running, desk: Desk) -> None:
    view = answered(desk, window, FACTOR_4)
    assert view.decision.outcome == "approve"
    assert view.decision.rows["approve"].hint == "as recommended"
    assert view.decision.rows["approve_migration"].hint == "needs a reason"
    assert view.decision.rows["withdrawn"].hint == ""
    assert view.recommendation.title.objectName() == "recommendationLabel"
    spoken = "Recommendation: Approve. 9 months, until Mon 2027-08-23. Nothing is open"
    assert view.recommendation.title.accessibleName() == spoken


def test_an_incomplete_case_is_returned_without_a_reason(window: Running, desk: Desk) -> None:
    view = opened(window, "A-0003")
    for outcome in ("approve", "approve_migration", "decline"):
        assert view.decision.rows[outcome].hint == "details are missing"
        assert not view.decision.rows[outcome].isEnabled()
    assert view.decision.outcome == "return"
    assert view.decision.rows["return"].hint == "names what is missing"
    window.press(K.Key_Return, control=True)
    assert window.shown() == "letter"
    made = desk.case("A-0003").decision
    assert made is not None
    assert (made.made.outcome, made.made.missing) == ("return", ("requirement",))


def test_a_note_is_a_fact_when_left_and_a_draft_a_second_after_the_last_key(
    window: Running, desk: Desk, qtbot: Any
) -> None:
    view = answered(desk, window, {**FACTOR_4, "conditions": {"security": "broken"}})
    note = view.checklist.rows["security"].note
    note.setFocus()
    window.type("The driver is not signed.")
    key = desk.case("A-0001").key
    qtbot.waitUntil(lambda: bool(desk.store.drafts(key, "Ines Moreau")), timeout=3000)
    assert [*together(desk.store.drafts(key, "Ines Moreau")).items()] == [
        ("note security", "The driver is not signed.")
    ]
    assert desk.case("A-0001").answers.notes == {}
    view.checklist.setFocus()
    window.settle()
    assert desk.case("A-0001").answers.notes == {"security": "The driver is not signed."}
    assert [d.text for d in desk.store.drafts(key, "Ines Moreau") if d.text] == []


def test_a_note_draft_of_a_crash_comes_back_and_becomes_a_fact_when_left(window: Running, desk: Desk) -> None:
    case = desk.case("A-0001")
    desk.store.save_draft(Draft(case.key, "note cost", "Ines Moreau", "Half a note"))
    view = answered(desk, window, FACTOR_4)
    note = view.checklist.rows["cost"].note
    assert note.isVisible()
    assert note.toPlainText() == "Half a note"
    assert desk.case("A-0001").answers.notes == {}
    click(window, "securityHolds")
    assert note.toPlainText() == "Half a note", "another answer leaves it alone"
    note.setFocus()
    view.checklist.setFocus()
    window.settle()
    assert desk.case("A-0001").answers.notes == {"cost": "Half a note"}


def test_what_stands_in_a_field_when_the_window_closes_is_kept(desk: Desk, tmp_path: Path, qtbot: object) -> None:
    assessment.answer(desk, desk.case("A-0001"), {**FACTOR_3, "scope": ""})
    with running(tmp_path / "s.sqlite") as window:
        view = opened(window)
        field = view.checklist.steps["microsoft_technology"].fields["scope"]
        field.setFocus()
        window.type("Two plants")
    assert desk.case("A-0001").answers.scope == "Two plants"


def test_ticks_are_stored_and_shown(window: Running, desk: Desk) -> None:
    opened(window, "A-0002")
    window.press(K.Key_N)
    click(window, "tickU1")
    click(window, "tickS2")
    assert desk.case("A-0002").answers.ticks == ("S2", "U1")
    click(window, "tickU1")
    assert desk.case("A-0002").answers.ticks == ("S2",)


def test_what_was_read_is_corrected_by_one_key(window: Running, desk: Desk) -> None:
    """A1, A2, A3: type with its description, timeline, customer; the customer's own words stay beside."""
    opened(window)
    before = desk.case("A-0001").newest
    window.press(K.Key_F4)
    dialog = child(window, "readingDialog", QDialog)
    window.press(K.Key_Return, control=True)
    assert "Nothing is changed yet" in dialog.error.text()
    dialog.fields["type"].set_code("drivers")
    dialog.fields["timeline"].setText("about a year")
    window.press(K.Key_Return, control=True)
    assert "Write the period as" in dialog.error.text()
    dialog.fields["timeline"].setText("two years")
    assert "Understood as: 24 months" in " ".join(label.text() for label in dialog.findChildren(type(dialog.error)))
    dialog.fields["customer"].setText("Fabrikam Inc")
    window.press(K.Key_Return, control=True)
    found = desk.case("A-0001").newest
    assert (found.type, found.timeline.months, found.customer) == ("drivers", 24, "Fabrikam Inc")
    assert (found.type_words, found.timeline.text) == (before.type_words, before.timeline.text)


def test_the_baseline_is_kept_as_the_note_of_factor_1(window: Running, desk: Desk) -> None:
    opened(window)
    click(window, "factor1LookUp")
    dialog = child(window, "baselineDialog", QDialog)
    QTest.keyClicks(child(window, "baselineFilter", QLineEdit), "defender")
    rows = child(window, "baselineList", QListView)
    assert rows.model().rowCount() >= 1
    dialog.accept_button.click()
    window.settle()
    note = desk.case("A-0001").answers.notes["non_negotiable"]
    assert "defender" in note.casefold()
    window.press(K.Key_N)
    assert window.desk_window.assessment.checklist.steps["non_negotiable"]._line.text() == note


def test_the_technology_looked_up_stands_in_the_field(window: Running, desk: Desk) -> None:
    opened(window)
    window.press(K.Key_N, K.Key_Y)
    click(window, "factor3LookUp")
    dialog = child(window, "technologiesDialog", QDialog)
    dialog.accept_button.click()
    window.settle()
    technology = desk.case("A-0001").answers.technology
    assert technology
    field = window.desk_window.assessment.checklist.steps["microsoft_technology"].fields["technology"]
    field.clearFocus()
    window.desk_window.assessment.checklist.set_answers(desk.case("A-0001").answers)
    assert field.text() == technology


def test_months_are_a_number_or_a_sentence_says_so(window: Running, desk: Desk) -> None:
    view = answered(desk, window, FACTOR_3)
    months = view.checklist.steps["microsoft_technology"].fields["months"]
    months.setFocus()
    window.type("9")
    view.checklist.setFocus()
    window.settle()
    assert desk.case("A-0001").answers.months == 9
    assert "9 months" in view.recommendation.lead.text()
    months.setFocus()
    months.setText("a few")
    view.checklist.setFocus()
    window.settle()
    assert "give a whole number" in words(window)
    assert desk.case("A-0001").answers.months == 9
    months.setFocus()
    months.setText("")
    view.checklist.setFocus()
    window.settle()
    assert desk.case("A-0001").answers.months is None


@pytest.mark.parametrize(
    ("period", "until", "open_ended"),
    [("", "2027-08-23", False), ("6 months", "2027-05-23", False), ("2027-06-30", "2027-06-30", False),
     ("8 weeks", "2027-01-18", False), ("permanent", "None", True)],
)  # fmt: skip
def test_the_period_is_months_a_date_or_open_ended(
    window: Running, desk: Desk, period: str, until: str, open_ended: bool
) -> None:
    view = answered(desk, window, FACTOR_4)
    assert view.decision.period.placeholderText() == "9 months"
    view.decision.period.setText(period)
    click(window, "decideButton")
    made = desk.case("A-0001").decision
    assert made is not None
    assert (str(made.made.until), made.made.open_ended) == (until, open_ended)


def test_a_period_that_is_not_understood_is_a_sentence_and_the_field(window: Running, desk: Desk) -> None:
    view = answered(desk, window, FACTOR_4)
    view.decision.period.setText("soonish")
    click(window, "decideButton")
    assert "“soonish” was not understood" in words(window)
    assert view.decision.period.hasFocus()
    view.decision.period.setText("2026-01-01")
    click(window, "decideButton")
    assert "not after its start" in words(window)
    assert view.decision.period.hasFocus()
    assert desk.case("A-0001").decision is None


def test_a_timeline_that_was_not_understood_asks_for_the_period(window: Running, desk: Desk) -> None:
    view = answered(desk, window, FACTOR_4, "A-0004")
    assert view.decision.rows["approve"].hint == "needs a period"
    click(window, "decideButton")
    assert "give the period" in words(window)
    assert view.decision.period.hasFocus()
    text = [label.text() for label in view.request_pane.findChildren(QWidget) if hasattr(label, "text")]
    assert "Not understood: give the period when you approve" in text


def test_terms_and_devices_go_with_an_approval(window: Running, desk: Desk) -> None:
    view = answered(desk, window, FACTOR_4)
    assert not view.decision.terms.isVisible()
    click(window, "moreTerms")
    assert view.decision.terms.hasFocus()
    window.type("Test group first.")
    view.decision.fields.devices.setPlainText("SN-1\nSN-2\nSN-1")
    click(window, "outcome_decline")
    assert not view.decision.terms.isVisible()
    click(window, "outcome_approve")
    assert view.decision.terms.isVisible()
    click(window, "decideButton")
    made = desk.case("A-0001").decision
    assert made is not None
    assert (made.made.terms, made.made.devices) == ("Test group first.", ("SN-1", "SN-2"))
    view = answered(desk, window, {**FACTOR_4, "restricted_productivity": "no"}, "A-0002")
    assert view.decision.outcome == "approve"
    assert not view.decision.terms.isVisible(), "the next case begins without them"


def test_no_exemption_needs_a_route(window: Running, desk: Desk) -> None:
    view = opened(window)
    assert not view.decision.fields.route.isVisible()
    click(window, "outcome_no_exemption_needed")
    assert view.decision.fields.route.isVisible()
    view.decision.fields.route.setCurrentIndex(1)
    click(window, "decideButton")
    made = desk.case("A-0001").decision
    assert made is not None
    assert made.made.route == edition().routes[1].code


def test_a_withdrawn_request_leads_to_the_next_case_not_to_an_empty_page(window: Running, desk: Desk) -> None:
    opened(window)
    click(window, "outcome_withdrawn")
    click(window, "decideButton")
    assert state(desk.case("A-0001"), DAY) == "withdrawn"
    assert (window.shown(), window.desk_window.assessment.number) == ("assessment", "A-0002")
    assert words(window) == "A-0001 is withdrawn; the customer is owed no letter."
    checks = window.desk_window.letter.checks
    window.desk_window.open_case("letter", "A-0001")
    window.settle()
    assert checks.next.hasFocus()
    assert not checks.issue.isVisible()
    assert not checks.save.isEnabled()


def test_a_decline_without_facts_says_so_before_it_is_decided(window: Running, desk: Desk) -> None:
    """C3: the letter requires them: a note beside the broken condition, or the reason."""
    view = answered(desk, window, {**FACTOR_4, "conditions": {**HOLDING, "stability": "broken"}})
    assert view.decision.rows["decline"].hint == "write the facts"
    assessment.answer(desk, desk.case("A-0001"), {"notes": {"stability": "61 stop errors on 40 devices."}})
    window.desk_window.elsewhere.look_again()
    window.settle()
    assert view.decision.rows["decline"].hint == "as recommended"


def test_signs_that_letters_lack_are_told_when_the_request_is_read(window: Running, desk: Desk) -> None:
    """C3: before anything is decided, with what the letter will write."""
    number = receive(desk, ticket="MMD-7-T", title="Load ≤ 5 on 漢", timeline="9 months").number
    window.desk_window.open_case("assessment", number)
    window.settle()
    said = [label.text() for label in window.desk_window.assessment.request_pane.findChildren(QLabel)]
    assert "Letters write ≤ as <=. Letters cannot show 漢: with your leave they write the numbers of the signs." in said


def test_a_second_decision_needs_a_reason_and_its_letter_replaces_the_first(window: Running, desk: Desk) -> None:
    view = answered(desk, window, FACTOR_4)
    click(window, "decideButton")
    letter.issue(desk, desk.case("A-0001"))
    view = opened(window)
    assert view._hint.text().startswith("Decided on 2026-11-23; another decision needs a reason")
    click(window, "decideButton")
    assert "it replaces an earlier decision (rule C7)." in words(window)
    assert view.decision.reason.hasFocus()
    window.type("The plant was closed.")
    click(window, "outcome_decline")
    click(window, "decideButton")
    assert state(desk.case("A-0001"), DAY) == "declined"
    shown = window.desk_window.letter.shown
    assert shown is not None
    assert shown.record is not None
    assert shown.record.replaces == "A-0001-L1"


def test_deciding_twice_at_once_records_one_decision(window: Running, desk: Desk) -> None:
    view = answered(desk, window, FACTOR_4)
    view.decision.reason.setPlainText("As recommended.")
    view.decide()
    view.decide()
    window.settle()
    history = [fact for fact in desk.case("A-0001").facts if type(fact.body).__name__ == "DecisionMade"]
    assert len(history) == 1


def test_an_amended_case_is_to_be_confirmed_step_by_step(window: Running, desk: Desk) -> None:
    case = assessment.answer(desk, desk.case("A-0001"), FACTOR_4)
    later = request(timeline="9 months", ticket="MMD-1-T", proposal="Another client.")
    desk.record([(case, [RequestAmended(later, "later.csv")])])
    view = opened(window)
    step = view.checklist.steps["microsoft_technology"]
    assert view.checklist.at == "non_negotiable"
    assert step._line.text() == "Locked: asked when factor 1 is answered"
    window.press(K.Key_N)
    assert view.checklist.at == "microsoft_technology"
    window.press(K.Key_1)
    assert step.isVisible()
    assert step._line.text() == "To be confirmed: the request or an earlier answer changed."
    assert step._change.label == "Confirm"
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


def test_keys_1_to_4_jump_and_a_locked_factor_stays_locked(window: Running, desk: Desk) -> None:
    view = opened(window)
    window.press(K.Key_3)
    assert view.checklist.at == "non_negotiable", "factor 3 is locked"
    window.press(K.Key_N, K.Key_N)
    assert view.checklist.at == "security"
    window.press(K.Key_1)
    assert view.checklist.at == "non_negotiable"
    window.press(K.Key_4)
    assert view.checklist.at == "security"


def test_previous_and_next_follow_the_queue_and_the_place_is_said(window: Running) -> None:
    view = opened(window, "A-0001")
    window.desk_window.queue.go_to_case("A-0001")
    window.settle()
    view = opened(window, "A-0001")
    order = [view.number]
    for _ in range(3):
        window.press(K.Key_BracketRight)
        order.append(view.number)
    assert sorted(order) == ["A-0001", "A-0002", "A-0003", "A-0004"]
    assert view.header._place.text() == "4 of 4 in State: Open"
    window.press(K.Key_BracketLeft)
    assert view.number == order[2]
    window.press(K.Key_BracketRight, K.Key_BracketRight)
    assert window.shown() == "queue", "after the last case"


def test_single_keys_are_dead_in_text_fields(window: Running, desk: Desk) -> None:
    view = opened(window)
    view.decision.reason.setFocus()
    window.type("yn[]1 u")
    assert view.decision.reason.toPlainText() == "yn[]1 u"
    assert view.number == "A-0001"
    assert not desk.case("A-0001").answers.exist


def test_park_asks_why_and_goes_on(window: Running, desk: Desk) -> None:
    opened(window)
    click(window, "parkButton")
    dialog = child(window, "parkDialog", QDialog)
    QTest.keyClicks(child(window, "parkReason", QPlainTextEdit), "Vendor asked")
    child(window, "parkUntil", QLineEdit).setText("2026-12-07")
    dialog.accept_button.click()
    window.settle()
    assert state(desk.case("A-0001"), DAY) == "parked"
    assert window.desk_window.assessment.number != "A-0001"


def test_a_note_is_kept_with_the_case(window: Running, desk: Desk) -> None:
    view = opened(window)
    click(window, "addNote")
    dialog = child(window, "noteDialog", QDialog)
    QTest.keyClicks(child(window, "noteField", QPlainTextEdit), "Asked by phone")
    dialog.accept_button.click()
    window.settle()
    assert [note.text for note in desk.case("A-0001").notes] == ["Asked by phone"]
    assert any(getattr(label, "text", str)() == "Asked by phone" for label in view.request_pane.findChildren(QWidget))


def test_the_request_pane_shows_what_came(window: Running, desk: Desk) -> None:
    request_queue.judge(desk, desk.case("A-0001"), "proposal", sufficient=False, why="Which version?")
    request_queue.link(desk, desk.case("A-0001"), desk.case("A-0002"))
    view = opened(window)
    text = [label.text() for label in view.request_pane.findChildren(QWidget) if hasattr(label, "text")]
    assert "Not sufficient: Which version?" in text
    assert "A-0002  The editor" in text
    view = opened(window, "A-0003")
    text = [label.text() for label in view.request_pane.findChildren(QWidget) if hasattr(label, "text")]
    assert "No requirement is given" in text


def test_the_customers_text_stands_open_and_other_fields_are_folded_away(window: Running, desk: Desk) -> None:
    asked = Request(
        customer="Contoso", title="Odd", type="", type_words="Sundry", requirement="x", proposal="y",
        timeline=read_timeline(""), ticket="MMD-9-T", text="The whole ticket", notes={"Cost centre": "1100"},
        devices="40",
    )  # fmt: skip
    author = Author("Ines Moreau", "A", DAY, desk.clock.now())
    body = RequestReceived("A-0099", asked, "tickets.json")
    desk.store.record([Change((), chain(identity(asked), (), new_deed(), author, [body]))])
    view = opened(window, "A-0099")
    text = [label.text() for label in view.request_pane.findChildren(QWidget) if hasattr(label, "text")]
    assert "This type is not one of the edition's" in text
    assert "No timeline is given" in text
    assert "The whole ticket" in text
    assert "Nothing of it was read as a detail." in text
    more = next(w for w in view.request_pane.findChildren(QLabel) if w.text().startswith("Cost centre"))
    assert not more.isVisible()
    click(window, "ticketText")
    assert more.isVisible()
    assert more.text() == "Cost centre: 1100"


def test_what_was_read_as_a_detail_is_marked_in_the_customers_text(window: Running, desk: Desk) -> None:
    """A1: the words are plain text, and what was not read stands beside them."""
    text = "Hello 🙂 <b>all</b>\nRequirement: scan\nwe need Adobe\nProposal: driver"
    found = read_details(text)
    asked = Request(
        customer="Contoso", requirement="scan\nwe need Adobe", proposal="another", ticket="MMD-8-T", text=text,
        taken=found.taken,
    )  # fmt: skip
    author = Author("Ines Moreau", "A", DAY, desk.clock.now())
    body = RequestReceived("A-0098", asked, "tickets.json")
    desk.store.record([Change((), chain(identity(asked), (), new_deed(), author, [body]))])
    shown = opened(window, "A-0098").request_pane.findChildren(MarkedText)
    assert [one.text() for one in shown] == [text]
    assert shown[0].marked() == ["scan", "we need Adobe"]
    picture = shown[0].grab().toImage()
    assert picture.width() > 100
    assert shown[0].heightForWidth(100) > shown[0].heightForWidth(400)


def test_a_sentence_is_added_to_the_reason(window: Running) -> None:
    view = opened(window)
    view.decision.reason.setPlainText("First.")
    click(window, "sentences")
    child(window, "sentencesDialog", QDialog).accept_button.click()
    window.settle()
    assert view.decision.reason.toPlainText().startswith("First. ")
    assert view.decision.reason.hasFocus()


def test_yes_to_productivity_for_another_type_is_refused_in_words(window: Running, desk: Desk) -> None:
    view = opened(window)
    view.checklist.patched.emit({"restricted_productivity": "yes"})
    window.settle()
    assert "does not apply to this exemption type" in words(window)
    assert words(window).endswith("(rule B7).")
    assert not desk.case("A-0001").answers.exist


def test_going_on_while_an_answer_is_stored_shows_the_next_case(window: Running, desk: Desk) -> None:
    view = opened(window)
    QTest.keyClick(view.checklist, K.Key_N)
    view.open_case("A-0002")
    window.settle()
    assert view.number == "A-0002"
    assert desk.case("A-0001").answers.factors == {"non_negotiable": "no"}


def test_keys_pressed_while_answers_are_stored_are_no_conflict(window: Running, desk: Desk) -> None:
    view = opened(window)
    QTest.keyClick(view.checklist, K.Key_N)
    QTest.keyClick(view.checklist, K.Key_N)
    window.settle()
    assert words(window) == ""
    assert desk.case("A-0001").answers.factors == {"non_negotiable": "no", "microsoft_technology": "no"}


def test_what_another_desk_recorded_is_seen_and_a_conflict_is_said(
    window: Running, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = opened(window)
    bar = window.program.window.conflict_bar
    request_queue.note(desk, desk.case("A-0001"), "From the other desk")
    window.press(K.Key_N)
    assert "was changed since you looked at it" in bar.accessibleName(), "what the person saw is part of the deed"
    assert [note.text for note in view.shown.case.notes] == ["From the other desk"]  # type: ignore[union-attr]
    assert not desk.case("A-0001").answers.exist
    window.press(K.Key_N)
    assert desk.case("A-0001").answers.factors == {"non_negotiable": "no"}

    def changed(*given: object) -> Case:
        raise CaseChangedElsewhere("A-0001 was changed by somebody else meanwhile; nothing was recorded.")

    monkeypatch.setattr("mmd_reviewer.services.assessment.answer", changed)
    window.press(K.Key_Y)
    assert "changed by somebody else" in words(window)
    assert view._answers.factors == {"non_negotiable": "no"}, "what the store has is shown again"


def test_without_a_case_the_view_leads_to_the_queue(window: Running) -> None:
    window.press(K.Key_2, control=True)
    assert window.shown() == "assessment"
    view = window.desk_window.assessment
    assert view.queue_button.hasFocus()
    view.decide()
    view.park()
    view.add_note()
    view.take_sentence()
    window.press(K.Key_Return)
    assert window.shown() == "queue"


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


def test_a_period_that_departs_says_that_it_needs_a_reason(window: Running, desk: Desk) -> None:
    view = answered(desk, window, FACTOR_3)
    row = view.decision.rows["approve_migration"]
    assert row.hint == "as recommended"
    view.decision.period.setFocus()
    window.type("12 months")
    assert row.hint == "needs a reason"
    view.decision.period.setText("open-ended")
    assert row.hint == "needs a period"
    view.decision.period.setText("6 months")
    assert row.hint == "as recommended"


def test_every_answer_has_the_name_scripts_rely_on(window: Running, desk: Desk) -> None:
    view = answered(desk, window, {**FACTOR_4, "restricted_productivity": "no"}, "A-0002")
    names = {widget.objectName() for widget in view.findChildren(QWidget)}
    wanted = {f"factor{n}{answer}" for n in (1, 2, 3) for answer in ("Yes", "No", "Unknown")}
    wanted |= {f"{c}{f}" for c in HOLDING for f in ("Holds", "Broken", "Unknown")}
    assert wanted | {"recommendationLabel", "decideButton"} <= names
    assert view.objectName() == "assessmentView"
    made = decision.make(desk, desk.case("A-0002"), view.decision.proposal(DAY))
    assert made.decision is not None


def test_e2_an_extension_is_decided_from_the_end_of_what_it_extends(tmp_path: Path, qtbot: object) -> None:
    """E2: linked by a dialog; the period begins the day after; over 12 months in all needs a reason."""
    desk = new_desk(tmp_path)
    old = assessed(desk, FACTOR_3, timeline="9 months")
    decision.make(desk, old, Proposal("approve_migration"))
    assessed(desk, FACTOR_3, ticket="MMD-2-X", title="Longer", timeline="6 months")
    with running(tmp_path / "s.sqlite") as window:
        window.desk_window.open_case("assessment", "A-0002")
        window.settle()
        window.program.registry.run("course.extends")
        window.settle()
        child(window, "extension_other").setText("A-0002")
        click(window, "extensionDialogAccept")
        assert "linked to itself" in child(window, "dialogError").text()
        child(window, "extension_other").setText("A-0001")
        click(window, "extensionDialogAccept")
        view = window.desk_window.assessment
        assert view.shown is not None
        assert (view.shown.start, view.shown.extends is not None) == (date(2027, 8, 24), True)
        assert view.decision.rows["approve_migration"].hint == "needs a reason"
        view.decision.reason.setPlainText("The partner needs until then.")
        view.decide()
        window.settle()
    made = desk.case("A-0002").decision
    assert made is not None
    assert (made.made.start, made.made.until) == (date(2027, 8, 24), date(2028, 2, 24))


def test_a_migration_against_the_recommendation_asks_for_its_technology_and_scope(window: Running, desk: Desk) -> None:
    """C3: what its letter must say can be given where the checklist does not ask for it."""
    assessment.answer(desk, desk.case("A-0001"), FACTOR_4)
    view = opened(window)
    technology = child(window, "decisionTechnology")
    assert not technology.isVisible()
    click(window, "outcome_approve_migration")
    assert technology.isVisible()
    assert view._hint.text().startswith("The letter will need the Microsoft technology and the scope")
    technology.setFocus()
    window.type("Always On VPN")
    child(window, "decisionScope").setFocus()
    window.type("Two plants")
    view.decision.reason.setFocus()
    window.type("They move within the year.")
    child(window, "period").setText("9 months")
    view.decide()
    window.settle()
    assert window.shown() == "letter"
    assert window.desk_window.letter.checks.issue.isEnabled()
    assert (desk.case("A-0001").answers.technology, desk.case("A-0001").answers.scope) == (
        "Always On VPN", "Two plants",
    )  # fmt: skip


def test_a_look_up_shows_every_sentence_whole(window: Running, desk: Desk) -> None:
    """However narrow the window: long ones go on in the next line."""
    window.program.window.resize(1024, 700)
    view = opened(window)
    view._on_checklist_look_up("non_negotiable")
    window.settle()
    rows = child(window, "baselineList", QListView)
    model = rows.model()
    for place in range(model.rowCount()):
        index = model.index(place, 0)
        room = rows.visualRect(index)
        assert room.width() <= rows.viewport().width()
        wide = rows.fontMetrics().horizontalAdvance(index.data())
        assert room.height() >= rows.fontMetrics().height() * (wide // rows.viewport().width() + 1)
