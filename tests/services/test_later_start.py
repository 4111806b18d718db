"""An approval may start later than its decision (rules A3, C1, B6, E2)."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from mmd_reviewer.domain.case_state import state
from mmd_reviewer.domain.decision import Proposal
from mmd_reviewer.domain.letters.compose import as_text
from mmd_reviewer.services import assessment, correction, decision, deployment, letter
from mmd_reviewer.services.desk import Desk
from tests.making import DAY, FACTOR_3, FACTOR_4, LAPTOP, QuickPress, assessed, new_desk, refused

START = date(2027, 1, 1)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return replace(new_desk(tmp_path), press=QuickPress())


def test_c1_periods_and_months_count_from_the_start(desk: Desk) -> None:
    """C1, B6: months, and what is suggested, from there; the letter names both days."""
    case = assessed(desk, FACTOR_4, timeline="from 1 January 2027 for 6 months")
    assert case.request.timeline.start == START
    made = decision.make(desk, case, Proposal("approve", months=6, start=START))
    assert made.decision is not None
    assert (made.decision.made.start, made.decision.made.until) == (START, date(2027, 7, 1))
    _, issued = letter.issue(desk, made)
    assert "Friday 1 January 2027" in as_text(issued.record)
    assert assessment.recommendation(desk, made).outcome == "approve"


def test_b6_the_suggested_months_count_from_the_start(desk: Desk) -> None:
    """B6, C1: nothing departs where the suggestion is taken from a later start."""
    case = assessed(desk, FACTOR_3, timeline="9 months")
    made = decision.make(desk, case, Proposal("approve_migration", start=START))
    assert made.decision is not None
    assert (made.decision.made.until, made.decision.made.departs) == (date(2027, 10, 1), False)


def test_c8_what_was_recommended_then_counts_from_the_start_that_was_decided(desk: Desk) -> None:
    """C8, C1: of an approval from its own start; a decline has none but its day."""
    case = assessed(desk, FACTOR_4, timeline="24 months")
    made = decision.make(desk, case, Proposal("approve", start=START))
    assert assessment.recommendation(desk, made).until == date(2029, 1, 1)
    other = assessed(desk, FACTOR_4, timeline="24 months", ticket="MMD-2-T")
    made = decision.make(desk, other, Proposal("decline", "Too risky."))
    assert assessment.recommendation(desk, made).until == date(2028, 11, 23)


def test_c1_before_its_start_it_is_approved_and_not_deployed(desk: Desk) -> None:
    """C1: deployment before it is refused; it cannot start before it is decided."""
    case = assessed(desk, FACTOR_4, timeline="permanent")
    early = Proposal("approve", start=DAY - timedelta(days=1))
    assert refused(lambda: decision.make(desk, case, early)) == ("C1", "start")
    far = Proposal("approve", start=date(2200, 1, 1))
    assert refused(lambda: decision.make(desk, case, far)) == ("C1", "start")
    made, _ = letter.issue(desk, decision.make(desk, case, Proposal("approve", start=START)))
    assert state(made, DAY) == "approved"
    assert refused(lambda: deployment.deploy(desk, made, DAY, (LAPTOP,)))[0] in ("C1", "D1")


def test_c1_a_start_means_nothing_to_a_decline(desk: Desk) -> None:
    case = assessed(desk, FACTOR_4, timeline="permanent")
    made = decision.make(desk, case, Proposal("decline", "Too risky.", start=START))
    assert made.decision is not None
    assert made.decision.made.start == DAY


def test_c7_a_correction_keeps_a_start_that_is_ahead(desk: Desk) -> None:
    """C7: and lets go of one that has come."""
    case = assessed(desk, FACTOR_4, timeline="permanent")
    made = decision.make(desk, case, Proposal("approve", start=START))
    wish = correction.as_it_stands(made, "approved")
    assert wish is not None
    assert wish.start == START
    later = correction.as_it_stands(replace(made, as_of=START), "approved")
    assert later is not None
    assert later.start is None
