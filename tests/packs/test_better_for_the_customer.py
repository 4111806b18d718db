"""What two stations recorded apart of one deadline or one appeal, where both stand (C9, D7, D8)."""

from dataclasses import replace
from datetime import timedelta

import pytest

from mmd_reviewer.domain import fact as kinds
from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.revocation import Revocation
from tests.domain.test_case import APPROVED, GROUNDS
from tests.making import DAY
from tests.packs.two_sides import Apart, dispatched, issued

NOTICE = "A-0001-L2"
FIRST, LATER, LATEST = (DAY + timedelta(days=days) for days in (90, 100, 110))
APPEALED = kinds.AppealRaised(DAY, "upgrade", "6.1 is out.")


def both(one: kinds.Body, other: kinds.Body, *before: kinds.Body) -> Case:
    """Both sides stand."""
    apart = Apart(
        *(APPROVED, issued("A-0001-L1"), dispatched("A-0001-L1", DAY), GROUNDS),
        *(issued(NOTICE, "notice_first"), dispatched(NOTICE, DAY), *before),
    )
    apart.add("A", one)
    apart.add("A1", other)
    apart.settle("both")
    return apart.case


def revoked(case: Case) -> Revocation:
    (one,) = case.revocations
    return one


def retimed(kind: str, new: object) -> kinds.Retimed:
    return kinds.Retimed(kind, FIRST, new, "Agreed.", "", "")  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", ["late_notice", "stay", "appeal", "agreement"])
@pytest.mark.parametrize(("one", "other"), [(LATER, LATEST), (LATEST, LATER)])
def test_d7_of_two_lengthened_deadlines_the_later_holds(
    kind: str, one: object, other: object
) -> None:
    """D7: these kinds only lengthen, in whatever order they came together; nothing waits."""
    found = revoked(both(retimed("agreement", one), retimed(kind, other)))
    assert found.dates is not None
    assert (found.dates.deadline, found.shortening) == (LATEST, None)
    assert [row.body.new for row in found.retimings] == [LATER, LATEST]


def test_c9_the_letter_of_the_shorter_one_is_what_was_told_last() -> None:
    """C9: the next letter names as old the deadline that the customer knows."""
    apart = Apart(
        *(APPROVED, issued("A-0001-L1"), dispatched("A-0001-L1", DAY), GROUNDS),
        *(issued(NOTICE, "notice_first"), dispatched(NOTICE, DAY)),
    )
    apart.add("A", retimed("agreement", LATEST))
    (shorter,) = apart.add("A1", retimed("late_notice", LATER))
    letter = issued("A-0001-A1-L1", "retimed")
    record = replace(letter.record, deadline=LATER, tells=(shorter.id,))
    apart.add("A1", replace(letter, record=record), dispatched("A-0001-A1-L1", DAY))
    apart.settle("both")
    found = revoked(apart.case)
    assert found.dates is not None
    assert (found.told, found.dates.deadline) == (LATER, LATEST)


def test_d7_a_severe_incident_shortens_what_the_other_side_lengthened() -> None:
    """D7, C9: from the dispatch of its letter."""
    found = revoked(both(retimed("agreement", LATEST), retimed("severe_incident", LATER)))
    assert found.dates is not None
    assert found.dates.deadline == LATEST
    assert found.shortening is not None
    assert found.shortening.body.new == LATER


STANDS = kinds.AppealDecided("stands", "It still hangs.")
WITHDRAWN = kinds.AppealDecided("withdrawn", "Mended.")
VARIED = kinds.AppealDecided("varied", "More time.", LATER)
MORE = kinds.AppealDecided("varied", "Much more time.", LATEST)


@pytest.mark.parametrize(
    ("one", "other", "outcome", "deadline"),
    [
        (STANDS, WITHDRAWN, "withdrawn", FIRST),
        (WITHDRAWN, STANDS, "withdrawn", FIRST),
        (STANDS, VARIED, "varied", LATER),
        (VARIED, STANDS, "varied", LATER),
        (VARIED, WITHDRAWN, "withdrawn", LATER),
        (WITHDRAWN, VARIED, "withdrawn", FIRST),
        (VARIED, MORE, "varied", LATEST),
        (MORE, VARIED, "varied", LATEST),
    ],
)
def test_d8_of_two_outcomes_of_one_appeal_the_better_for_the_customer_holds(
    one: kinds.Body, other: kinds.Body, outcome: str, deadline: object
) -> None:
    """C9, D8: in whatever order; a letter that told the other is replaced by a newer one."""
    found = revoked(both(one, other, APPEALED))
    (appeal,) = found.appeals
    assert appeal.decided is not None
    assert appeal.decided.outcome == outcome
    assert found.open is (outcome != "withdrawn")
    assert found.dates is not None
    assert found.dates.deadline == deadline


def test_c9_a_deadline_set_on_one_side_is_not_shortened_by_an_appeal_on_the_other() -> None:
    """C9: what is better for the customer holds at once, and nothing worse before its letter."""
    for pair in ((retimed("agreement", LATEST), VARIED), (VARIED, retimed("agreement", LATEST))):
        found = revoked(both(*pair, APPEALED))
        assert found.dates is not None
        assert found.dates.deadline == LATEST


@pytest.mark.parametrize("before", [(), (APPROVED,), (APPROVED, GROUNDS)])
def test_d8_an_outcome_without_an_appeal_changes_nothing(before: tuple[kinds.Body, ...]) -> None:
    """D8: the fold never refuses; what has lost its footing says nothing."""
    apart = Apart(*before)
    was = apart.case.revocations
    apart.add("A", WITHDRAWN)
    assert apart.case.revocations == was
