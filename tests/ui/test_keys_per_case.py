"""Keys per case, played and counted (ux, "Keys per case"), and the focus after each deed."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from mmd_reviewer.domain.case_state import state
from mmd_reviewer.domain.fact import AnswersGiven
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.ui.assessment.offers import sentences
from tests.making import DAY, new_desk, receive
from tests.ui.dialogs import chord
from tests.ui.running import Running, running

K = Qt.Key
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Four cases: drivers (factor 4), antivirus (factor 1), productivity software, a VPN."""
    desk = new_desk(tmp_path)
    for n, kind in enumerate(("Drivers", "Security agents & VPNs", "Productivity software", "VPN")):
        receive(
            desk, type_words=kind, ticket=f"MMD-{n}-T", title=f"Request {n}", timeline="9 months"
        )
    return desk


def current(window: Running) -> str:
    """The case shown in the assessment."""
    return window.desk_window.rooms.assessment.number


def test_the_routine_case_takes_at_most_seven_keys(window: Running, desk: Desk) -> None:
    """Open, factor 1 yes, reason picked, decision, letter issued, next case: no mouse."""
    queue = window.desk_window.queue
    queue.go_to_case("A-0002")
    window.settle()
    window.keys = 0
    window.press(K.Key_Return)
    assert (window.shown(), current(window)) == ("assessment", "A-0002")
    window.press(K.Key_Y)
    assert window.desk_window.rooms.assessment.recommendation.title.text() == "Decline"
    window.press(K.Key_F9)
    window.press(K.Key_Return)
    window.press(K.Key_Return, control=True)
    assert window.shown() == "letter"
    window.press(K.Key_Return, control=True)
    window.press(K.Key_Return)
    assert window.keys <= 7, window.keys
    case = desk.case("A-0002")
    assert (state(case, DAY), len(case.letters)) == ("declined", 1)
    assert case.decision is not None
    assert case.decision.made.reason in {row["text"] for row in sentences()}
    assert window.shown() == "assessment"
    assert current(window) not in ("", "A-0002")


def opened(window: Running, number: str) -> None:
    """The case opens by itself after the one before;
    from there on keys are counted, beyond words typed.
    """
    window.desk_window.open_case("assessment", number)
    window.settle()
    window.keys = 0


def issued(window: Running) -> None:
    """Decide, issue, on to the next case."""
    window.press(K.Key_Return, control=True)
    assert window.shown() == "letter"
    window.press(K.Key_Return, control=True)
    window.press(K.Key_Return)


@pytest.mark.parametrize(
    ("number", "factors"),
    [
        ("A-0003", {"non_negotiable": "no", "restricted_productivity": "yes"}),
        ("A-0001", {"non_negotiable": "no", "microsoft_technology": "no"}),
    ],
    ids=["factor 2", "factor 4"],
)
def test_an_approval_takes_at_most_nine_keys(
    window: Running, desk: Desk, number: str, factors: dict[str, str]
) -> None:
    """Four conditions hold; approved as asked; letter issued; next case."""
    opened(window, number)
    window.press(*(K.Key_Y if answer == "yes" else K.Key_N for answer in factors.values()))
    window.press(K.Key_Y, K.Key_Y, K.Key_Y, K.Key_Y)
    assessment = window.desk_window.rooms.assessment
    assert assessment.recommendation.title.text() == "Approve"
    assert assessment.decision.outcome == "approve"
    assert assessment.decide_button.hasFocus()
    issued(window)
    assert window.keys <= 9, window.keys
    case = desk.case(number)
    assert (state(case, DAY), case.letters[0].record.kind) == ("approved", "approved")
    given = [fact.body for fact in case.facts if isinstance(fact.body, AnswersGiven)]
    assert given[0].factors == {"non_negotiable": "no"}, "each answer is a fact of its own"
    assert case.answers.factors == factors
    assert window.shown() == "assessment"


def test_a_migration_takes_at_most_twelve_keys(window: Running, desk: Desk) -> None:
    opened(window, "A-0004")
    window.press(K.Key_N, K.Key_Y)
    window.type("Always On VPN")
    window.press(K.Key_Tab)
    window.type("Two sites")
    window.press(K.Key_Tab, K.Key_Tab)
    window.press(K.Key_Y, K.Key_Y, K.Key_Y, K.Key_Y)
    issued(window)
    assert window.keys <= 12, window.keys
    assert desk.case("A-0004").letters[0].record.kind == "migration"


def test_a_decline_by_a_condition_takes_at_most_nine_keys(window: Running, desk: Desk) -> None:
    """The note under it is what the letter rests on; the other conditions may stay open."""
    opened(window, "A-0001")
    window.press(K.Key_N, K.Key_N, K.Key_N)
    assert window.focus().objectName() == "securityNote"
    window.type("61 stop errors on 40 devices.")
    window.press(K.Key_Tab)
    issued(window)
    assert window.keys <= 9, window.keys
    case = desk.case("A-0001")
    assert case.letters[0].record.kind == "declined"
    assert any("61 stop errors" in block.text for block in case.letters[0].record.blocks)


def test_a_correction_takes_at_most_eight_keys(window: Running, desk: Desk) -> None:
    """From the issued letter: why, the reason in other words, issued anew."""
    opened(window, "A-0002")
    window.press(K.Key_Y)
    window.press(K.Key_F9)
    window.press(K.Key_Return)
    window.press(K.Key_Return, control=True)
    window.press(K.Key_Return, control=True)
    window.keys = 0
    window.keys += 1
    chord(window, "Ctrl+Shift+E")
    window.type("The plant was another one.")
    window.press(K.Key_Tab)
    window.press(K.Key_A, control=True)
    window.type("The antivirus of Wels is not negotiable.")
    window.press(K.Key_Return, control=True)
    assert window.keys <= 8, window.keys
    old, new = desk.case("A-0002").letters
    assert (old.void, new.record.replaces) == (True, old.record.number)
    assert any("Wels" in block.text for block in new.record.blocks)


def test_answers_given_quickly_are_all_kept_in_order(window: Running, desk: Desk) -> None:
    """Keys come faster than the store answers: none is lost, none overtakes another."""
    from PySide6.QtTest import QTest

    window.desk_window.open_case("assessment", "A-0001")
    window.settle()
    for key in (K.Key_N, K.Key_N, K.Key_Y, K.Key_N, K.Key_Tab, K.Key_Y, K.Key_U):
        QTest.keyClick(window.focus(), key)
    window.settle()
    answers = desk.case("A-0001").answers
    assert answers.factors == {"non_negotiable": "no", "microsoft_technology": "no"}
    assert answers.findings == {
        "security": "holds",
        "cost": "broken",
        "stability": "holds",
        "operations": "unknown",
    }
    assert window.desk_window.rooms.assessment.recommendation.title.text() == "Decline"


def test_a_migration_names_its_technology_and_period(window: Running, desk: Desk) -> None:
    """Factor 3 yes asks for the technology at once; what is left is stored; Tab and keys go on."""
    window.desk_window.open_case("assessment", "A-0004")
    window.settle()
    window.press(K.Key_N, K.Key_Y)
    assert window.focus().objectName() == "technology"
    window.type("Always On VPN")
    window.desk_window.rooms.assessment.checklist.setFocus()
    window.settle()
    window.press(K.Key_Y, K.Key_Y, K.Key_Y, K.Key_Y)
    assert desk.case("A-0004").answers.technology == "Always On VPN"
    assessment = window.desk_window.rooms.assessment
    assert assessment.decision.outcome == "approve_migration"
    assessment.decision.period.setText("12 months")
    window.press(K.Key_Return, control=True)
    assert window.shown() == "assessment", "longer than suggested: a reason is asked for"
    assert assessment.decision.reason.hasFocus()
    window.type("Two plants are moved one after the other.")
    window.press(K.Key_Return, control=True)
    case = desk.case("A-0004")
    assert case.decision is not None
    assert (case.decision.made.departs, case.decision.made.months) == (True, 12)
    assert window.shown() == "letter"


def test_what_is_typed_comes_back_after_a_restart(
    desk: Desk, tmp_path: Path, qtbot: object
) -> None:
    """Nothing entered is ever lost: a reason begun is a draft, kept when the window closes."""
    with running(tmp_path / "s.sqlite") as window:
        window.desk_window.open_case("assessment", "A-0001")
        window.settle()
        window.desk_window.rooms.assessment.decision.reason.setFocus()
        window.type("Half a sent")
    with running(tmp_path / "s.sqlite") as window:
        window.desk_window.open_case("assessment", "A-0001")
        window.settle()
        assert window.desk_window.rooms.assessment.decision.reason.toPlainText() == "Half a sent"


def test_undo_takes_back_the_decision_until_the_letter_is_issued(
    window: Running, desk: Desk
) -> None:
    """C7 at the keyboard: Ctrl+Z after deciding; refused with a sentence after issuing."""
    window.desk_window.open_case("assessment", "A-0002")
    window.settle()
    window.press(K.Key_Y, K.Key_F9)
    window.press(K.Key_Return)
    window.press(K.Key_Return, control=True)
    window.press(K.Key_Z, control=True)
    assert desk.case("A-0002").decision is None
    window.press(K.Key_Y, control=True)
    assert desk.case("A-0002").decision is not None
    window.desk_window.open_case("letter", "A-0002")
    window.settle()
    window.press(K.Key_Return, control=True)
    assert desk.case("A-0002").letters
    window.press(K.Key_Z, control=True)
    assert desk.case("A-0002").decision is not None
