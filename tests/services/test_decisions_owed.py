"""Letters owed for decisions: a worse one waits for its dispatch,
a better one holds at once (rules C7, C9, C10).
"""

from collections.abc import Callable

import pytest

from mmd_reviewer.domain.case_state import flags, state
from mmd_reviewer.domain.decision import Proposal
from mmd_reviewer.domain.edition_impact import TO_JUDGE
from mmd_reviewer.domain.letters.owed import letters_next, letters_owed
from mmd_reviewer.services import assessment, decision, deployment, edition, letter, owed
from tests.making import FACTOR_4, LAPTOP, Course, assessed, day, refused
from tests.services.course_steps import approved

WORSE: tuple[Callable[[], Proposal], ...] = (
    lambda: Proposal("decline", "A new finding."),
    lambda: Proposal("approve", "Shorter.", months=6),
    lambda: Proposal("approve", "With terms.", terms="Test group first."),
    lambda: Proposal("approve", "Fewer.", devices=("5CG1",)),
)


@pytest.mark.parametrize("wish", WORSE)
def test_c9_a_worse_decision_does_not_hold_before_its_letter_is_dispatched(
    course: Course, wish: Callable[[], Proposal]
) -> None:
    """C9: until then state and what holds show the told approval, flagged; then the new one."""
    case = approved(course.on(0))
    told = case.decision
    case = decision.make(course.on(3), case, wish())
    assert (case.holding, state(case, day(3))) == (told, "approved")
    assert "decision_untold" in flags(case, day(3))
    (row,) = letters_owed(case, day(4))
    assert (row.telling.waits, row.since) == (True, day(3))
    assert [row.differs for row in owed.told(course.on(4), case)] == [False] * 3  # C10
    case, issued = letter.issue(course.on(4), case)
    assert issued.record.replaces == "A-0002-L1"
    case = letter.dispatched(course.on(5), case, issued.record.number, day(5), "R")
    assert case.holding == case.decision != told
    assert "decision_untold" not in flags(case, day(5))
    assert letters_owed(case, day(5)) == ()
    first = case.letter("A-0002-L1")
    assert first is not None
    assert first.void


def test_b8_c9_the_impact_of_an_edition_is_on_the_approval_that_holds(course: Course) -> None:
    """B8, C9: what a worse decision found that is not told was not found at the approval."""
    case = approved(course.on(0))
    case = assessment.answer(course.on(3), case, {"conditions": {"security": "broken"}})
    case = decision.make(course.on(3), case, Proposal("decline", "A new finding."))
    assert state(case, day(3)) == "approved"
    found = edition.impact(course.on(3), "2022-12")
    assert {row.verdict for row in found if row.number == case.number} == {TO_JUDGE}


def test_c9_a_deployment_before_the_dispatch_of_a_worse_decision_counts(course: Course) -> None:
    """C9, C7: it may be recorded later; then only a revocation takes the approval back."""
    case = approved(course.on(0))
    case = decision.make(course.on(3), case, Proposal("decline", "A new finding."))
    case, issued = letter.issue(course.on(3), case, "declined")
    case = letter.dispatched(course.on(5), case, issued.record.number, day(5), "R")
    assert state(case, day(5)) == "declined"
    late = lambda: deployment.deploy(course.on(6), case, day(5), (LAPTOP,))
    assert refused(late) == ("D1", "number")
    case = deployment.deploy(course.on(6), case, day(4), (LAPTOP,))
    assert (state(case, day(6)), case.holding) == ("in_force", case.decision)
    assert refused(lambda: decision.make(course.on(6), case, Proposal("decline", "x"))) == (
        "C7",
        "outcome",
    )
    # C10: told that it is declined
    assert any(row.differs for row in owed.told(course.on(6), case))
    assert not course.on(6).store.verify().findings


def test_c9_a_deployment_while_a_worse_decision_is_not_told_counts(course: Course) -> None:
    """C9: the told approval holds; with the deployment it stands, and the decline is gone."""
    case = approved(course.on(0))
    told = case.decision
    case = decision.make(course.on(3), case, Proposal("decline", "A new finding."))
    case = deployment.deploy(course.on(4), case, day(4), (LAPTOP,))
    assert (state(case, day(4)), case.decision, case.before) == ("in_force", told, None)
    assert letters_owed(case, day(4)) == ()


def test_c9_a_better_decision_holds_at_once_and_its_letter_is_owed(course: Course) -> None:
    """C9: nothing waits for what is better for the customer."""
    desk = course.on(0)
    case = assessed(desk, FACTOR_4, ticket="MMD-1470000-AAAAA", timeline="6 months")
    case, issued = letter.issue(desk, decision.make(desk, case, Proposal("approve")))
    case = letter.dispatched(desk, case, issued.record.number, day(0), "R")
    case = decision.make(course.on(3), case, Proposal("approve", "Longer.", open_ended=True))
    assert case.holding == case.decision
    (row,) = letters_owed(case, day(3))
    assert (row.kind, row.telling.waits) == ("approved", False)
    by_name = {row.what: row for row in owed.told(course.on(3), case)}  # C10
    last = by_name["last_day"]
    assert (last.holds, last.told, last.differs) == ("open-ended", "2027-05-23", True)


def test_c9_what_owes_no_letter(course: Course) -> None:
    """C9: a withdrawal by the customer, and an acknowledgement, are never owed."""
    desk = course.on(0)
    case = assessed(desk, FACTOR_4, ticket="MMD-1470000-AAAAA")
    assert letters_owed(case, day(9)) == ()
    case = decision.make(desk, case, Proposal("withdrawn"))
    assert (letters_owed(case, day(9)), letters_next(case, day(9))) == ((), ())


def test_c9_a_withdrawal_by_the_customer_holds_at_once(course: Course) -> None:
    """C9: it takes nothing from them that they did not give up,
    so it waits for no letter and owes none.
    """
    case = decision.make(
        course.on(3), approved(course.on(0)), Proposal("withdrawn", "The site closes.")
    )
    assert (state(case, day(3)), "decision_untold" in flags(case, day(3))) == ("withdrawn", False)
    assert letters_owed(case, day(3)) == ()
