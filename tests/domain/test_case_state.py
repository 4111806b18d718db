"""What stands beside the state of a case: details missing, answers in doubt, letters owed (A1, A6,
B8, C9).
"""

from dataclasses import replace
from datetime import timedelta

import pytest

from mmd_reviewer.domain import fact as kinds
from mmd_reviewer.domain.assessment import patch_from
from mmd_reviewer.domain.case_fold import fold
from mmd_reviewer.domain.case_state import boundaries, flags
from mmd_reviewer.domain.edition_days import EditionDay
from mmd_reviewer.domain.fact import Body
from mmd_reviewer.domain.period import LAST_DAY
from mmd_reviewer.domain.request_queue import queue_rows
from mmd_reviewer.domain.timeline_reading import read_timeline
from tests.domain.test_case import AMENDED, ANSWERED, APPROVED, DECLINED, RETURNED
from tests.domain.test_decision import try_to
from tests.making import DAY, FACTOR_4, case, day, edition, request, story, write_letter

EDITIONS = (
    EditionDay(DAY, "2019-11", ("drivers", "security_agents_vpns")),
    EditionDay(day(40), "2027-01", ("drivers",)),
)


def test_a1_what_is_read_anew_is_no_longer_judged_and_the_rest_stays() -> None:
    """A1: a detail not sufficient counts as missing until it is given or read otherwise."""
    vague = [
        kinds.DetailJudged(name, False, f"{name} is vague")
        for name in ("type", "proposal", "timeline")
    ]
    chosen = kinds.TypeChosen("policies", "Policies", "2019-11")
    read = kinds.ReadingCorrected(read_timeline("12 months"), "")
    assert list(case(*vague, chosen).judged) == ["proposal", "timeline"]
    assert list(case(*vague, read).judged) == ["type", "proposal"]
    assert list(case(*vague, kinds.ReadingCorrected(None, "Contoso")).judged) == [
        "type",
        "proposal",
        "timeline",
    ]


@pytest.mark.parametrize(
    ("bodies", "before", "after"),
    [
        ((), (), ("type",)),
        ((kinds.DetailJudged("proposal", False, "vague"),), ("proposal",), ("type", "proposal")),
        ((RETURNED,), (), ("type",)),
        ((RETURNED, AMENDED), (), ("type",)),
        ((APPROVED,), (), ()),
        ((DECLINED,), (), ()),
        ((kinds.TypeChosen("drivers", "Drivers", "2019-11"),), (), ()),
        ((kinds.TypeChosen("", "", "2019-11"),), ("type",), ("type",)),
    ],
)
def test_a1_b8_a_type_that_is_gone_is_missing_from_the_editions_day_on(
    bodies: tuple[Body, ...], before: tuple[str, ...], after: tuple[str, ...]
) -> None:
    """A1, B8: of what is to be decided by that edition; a decision keeps its own type."""
    made = fold(story(*bodies), EDITIONS)
    assert (made.missing_on(day(39)), made.missing_on(day(40))) == (before, after)


def test_b2_b8_what_nobody_answered_is_not_to_be_confirmed() -> None:
    """B2, B8: unknown is no answer; one that was given is in doubt from the later edition's day."""
    unknown = patch_from({"non_negotiable": "unknown"}, edition(), request())
    for answers, marked in ((unknown, False), (ANSWERED, True)):
        made = fold(story(answers), EDITIONS)
        assert "to_be_confirmed" not in flags(made, day(39))
        assert ("to_be_confirmed" in flags(made, day(40))) == marked
        later = fold(story(replace(answers, edition="2027-01")), EDITIONS)
        assert "to_be_confirmed" not in flags(later, day(40))


def test_c1_an_approval_until_the_last_day_there_is_has_no_day_after() -> None:
    """C1: recorded before days were bounded; the fold never refuses."""
    ever = replace(try_to("approve", FACTOR_4), until=LAST_DAY)
    assert boundaries(case(ANSWERED, ever)) == ()
    ends = replace(ever, until=LAST_DAY - timedelta(days=1))
    assert boundaries(case(ANSWERED, ends)) == (LAST_DAY,)


def test_c9_open_work_is_what_is_not_decided_or_whose_letter_is_not_written() -> None:
    """C9: the letter is owed until its dispatch; one of a fact before that rule stands apart, and
    that of a withdrawal is never owed.
    """
    decided = case(DECLINED)
    issued = kinds.LetterIssued(write_letter(decided, "declined"), "cd", 1)
    sent = kinds.LetterDispatched("A-0001-L1", DAY, "MMD-1", "Jana")
    before = fold(replace(fact, version=1) for fact in story(DECLINED))
    table = (
        (case(), None, True),
        (decided, DAY, True),
        (case(DECLINED, issued), DAY, False),
        (case(DECLINED, issued, sent), None, False),
        (case(try_to("withdrawn", {})), None, False),
        (before, None, False),
    )
    for made, owed, is_open in table:
        row = next(row for row in queue_rows(made) if row.since <= DAY < row.until)
        assert (row.owed, row.open) == (owed, is_open)


def test_c8_answers_given_after_a_decision_are_in_doubt_on_an_amendment_alone() -> None:
    """C8, C7: without one the others stay as they are; on one all are to be confirmed first."""
    broken = patch_from({"conditions": {"cost": "broken"}}, edition(), request())
    plain = case(ANSWERED, APPROVED, broken)
    assert (plain.again, plain.answers.unconfirmed) == (False, frozenset())
    amended = case(ANSWERED, APPROVED, AMENDED, broken)
    assert (amended.again, "cost" in amended.answers.unconfirmed) == (True, False)
    assert {"non_negotiable", "security"} <= amended.answers.unconfirmed
