"""The assessment: the decision, its period, its reason, and what stands in its way."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from mmd_reviewer.domain.assessment import Answers
from mmd_reviewer.domain.case_state import state
from mmd_reviewer.domain.decision import Proposal
from mmd_reviewer.services import assessment, decision, letter
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.ui.assessment.deciding import what_deciding_does
from tests.making import DAY, FACTOR_3, FACTOR_4, HOLDING, assessed, edition, new_desk, receive
from tests.ui.assessment_store import answered, four_requests, opened
from tests.ui.running import Running, child, click, running, words

K = Qt.Key
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return four_requests(tmp_path)


def test_an_unknown_condition_disables_both_approvals_and_says_why(
    window: Running, desk: Desk
) -> None:
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
    [
        ("", "2027-08-23", False),
        ("6 months", "2027-05-23", False),
        ("2027-06-30", "2027-06-30", False),
        ("8 weeks", "2027-01-18", False),
        ("permanent", "None", True),
    ],
)
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


def test_a_period_that_is_not_understood_is_a_sentence_and_the_field(
    window: Running, desk: Desk
) -> None:
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


def test_c1_an_approval_may_start_later(window: Running, desk: Desk) -> None:
    """C1, A3: the start that is wished stands where it is given;
    period and suggestion count from there.
    """
    words_of = "from 1 January 2027 for 6 months"
    receive(desk, ticket="MMD-9-T", timeline=words_of, title="The later one")
    view = answered(desk, window, FACTOR_3, "A-0005")
    start, period = view.decision.fields.starts_on, view.decision.period
    assert (start.isVisible(), start.placeholderText()) == (True, "Fri 2027-01-01 is wished")
    start.setFocus()
    window.type("soon")
    window.press(K.Key_Return, control=True)
    assert "Give the day" in words(window)
    assert start.hasFocus()
    start.selectAll()
    window.type("2027-01-01")
    window.press(K.Key_Tab)
    period.setFocus()
    window.type("6 months")
    window.press(K.Key_Return, control=True)
    made = desk.case("A-0005").decision
    assert made is not None
    assert (made.made.start, made.made.until) == (date(2027, 1, 1), date(2027, 7, 1))
    view = answered(desk, window, FACTOR_4)
    assert view.decision.fields.starts_on.isHidden(), "nobody wished it"
    view.decision.fields._more.click()
    assert view.decision.fields.starts_on.isVisible()


def test_a_long_timeline_pushes_nothing_out_of_sight(window: Running, desk: Desk) -> None:
    """Words that were not understood stand beside the months as they came, and wrap."""
    window.program.window.resize(1024, 700)
    words_of = "from 1 January 2027, as soon as the new plant opens, and then for half a year or so"
    receive(desk, ticket="MMD-9-T", timeline=words_of, title="The long one")
    view = answered(desk, window, FACTOR_3, "A-0005")
    sheet = view.checklist.widget()
    assert sheet is not None
    assert words_of in view.checklist.steps["microsoft_technology"].asked.text()
    assert sheet.width() == view.checklist.viewport().width()
    assert sheet.minimumSizeHint().width() <= sheet.width()


def test_what_opens_with_the_keyboard_is_in_sight(window: Running, desk: Desk) -> None:
    """Terms and devices open below; the terms, which take the keys, are seen whole."""
    window.program.window.resize(1024, 700)
    view = answered(desk, window, FACTOR_3)
    view.decision.fields._more.click()
    window.settle()
    terms = view.decision.terms
    assert terms.hasFocus()
    assert terms.visibleRegion().boundingRect().height() == terms.height()


def test_a_timeline_that_was_not_understood_asks_for_the_period(
    window: Running, desk: Desk
) -> None:
    view = answered(desk, window, FACTOR_4, "A-0004")
    assert view.decision.rows["approve"].hint == "needs a period"
    click(window, "decideButton")
    assert "give the period" in words(window)
    assert view.decision.period.hasFocus()
    text = [
        label.text() for label in view.request_pane.findChildren(QWidget) if hasattr(label, "text")
    ]
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


def test_a_decline_without_facts_says_so_before_it_is_decided(window: Running, desk: Desk) -> None:
    """C3: the letter requires them: a note beside the broken condition, or the reason."""
    view = answered(desk, window, {**FACTOR_4, "conditions": {**HOLDING, "stability": "broken"}})
    assert view.decision.rows["decline"].hint == "write the facts"
    assessment.answer(
        desk, desk.case("A-0001"), {"notes": {"stability": "61 stop errors on 40 devices."}}
    )
    window.desk_window.elsewhere.look_again()
    window.settle()
    assert view.decision.rows["decline"].hint == "as recommended"


def test_a_second_decision_needs_a_reason_and_its_letter_replaces_the_first(
    window: Running, desk: Desk
) -> None:
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
    shown = window.desk_window.rooms.letter.shown
    assert shown is not None
    assert shown.record is not None
    assert shown.record.replaces == "A-0001-L1"


def test_deciding_twice_at_once_records_one_decision(window: Running, desk: Desk) -> None:
    view = answered(desk, window, FACTOR_4)
    view.decision.reason.setPlainText("As recommended.")
    view.decide()
    view.decide()
    window.settle()
    history = [
        fact for fact in desk.case("A-0001").facts if type(fact.body).__name__ == "DecisionMade"
    ]
    assert len(history) == 1


def test_a_sentence_is_added_to_the_reason(window: Running) -> None:
    view = opened(window)
    view.decision.reason.setPlainText("First.")
    click(window, "sentences")
    child(window, "sentencesDialog", QDialog).accept_button.click()
    window.settle()
    assert view.decision.reason.toPlainText().startswith("First. ")
    assert view.decision.reason.hasFocus()


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


def test_e2_an_extension_is_decided_from_the_end_of_what_it_extends(
    tmp_path: Path, qtbot: object
) -> None:
    """E2: linked by a dialog; the period begins the day after;
    over 12 months in all needs a reason.
    """
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
        view = window.desk_window.rooms.assessment
        assert view.shown is not None
        assert (view.shown.start, view.shown.extends is not None) == (date(2027, 8, 24), True)
        assert view.decision.rows["approve_migration"].hint == "needs a reason"
        view.decision.reason.setPlainText("The partner needs until then.")
        view.decide()
        window.settle()
    made = desk.case("A-0002").decision
    assert made is not None
    assert (made.made.start, made.made.until) == (date(2027, 8, 24), date(2028, 2, 24))


def test_a_migration_against_the_recommendation_asks_for_its_technology_and_scope(
    window: Running, desk: Desk
) -> None:
    """C3: what its letter must say can be given where the checklist does not ask for it."""
    assessment.answer(desk, desk.case("A-0001"), FACTOR_4)
    view = opened(window)
    technology = child(window, "decisionTechnology")
    assert not technology.isVisible()
    click(window, "outcome_approve_migration")
    assert technology.isVisible()
    assert view._hint.text().startswith(
        "The letter will need the Microsoft technology and the scope"
    )
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
    assert window.desk_window.rooms.letter.checks.issue.isEnabled()
    assert (desk.case("A-0001").answers.technology, desk.case("A-0001").answers.scope) == (
        "Always On VPN",
        "Two plants",
    )


@pytest.mark.parametrize(
    ("outcome", "technology", "scope", "said"),
    [
        ("", "", "", "Choose a decision, or park until what is open is known."),
        ("approve", "", "", "Opens the letter. Can be undone until it is issued."),
        ("approve_migration", "Intune", "Six sites", "Opens the letter. Can be undone until"),
        ("approve_migration", "Intune", "", "will need the Microsoft technology and the scope"),
        ("approve_migration", "", "Six sites", "will need the Microsoft technology and the scope"),
    ],
)
def test_what_deciding_does_is_said_beforehand(
    outcome: str, technology: str, scope: str, said: str
) -> None:
    answers = Answers(technology=technology, scope=scope)
    assert said in what_deciding_does(None, answers, outcome)


def test_a_route_that_was_chosen_comes_back(window: Running, desk: Desk) -> None:
    """A draft keeps every entry of a decision, the route too."""
    view = opened(window)
    click(window, "outcome_no_exemption_needed")
    route = view.decision.fields.route
    route.setFocus()
    window.press(Qt.Key.Key_Down)
    chosen = route.currentData()
    assert chosen
    window.desk_window.open_case("assessment", "A-0002")
    window.settle()
    assert route.currentData() is None
    window.desk_window.open_case("assessment", "A-0001")
    window.settle()
    assert (view.decision.outcome, route.currentData()) == ("no_exemption_needed", chosen)
