"""The queue's row of a request that was received and no more is that of any case (A1, A6)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mmd_reviewer.domain.case_fold import fold
from mmd_reviewer.domain.edition_days import EditionDay
from mmd_reviewer.domain.request import Request
from mmd_reviewer.domain.request_queue import queue_rows, stretches
from mmd_reviewer.domain.timeline_reading import read_timeline
from tests.making import DAY, day, story

WORDS = st.sampled_from(("", " ", "Cisco AnyConnect", "Two\nlines", "x" * 300))
TYPES = st.sampled_from(("", "drivers", "security_agents_vpns", "gone_from_the_edition"))
EDITIONS = (
    (),
    (EditionDay(DAY, "2019-11", ("drivers", "security_agents_vpns")),),
    (
        EditionDay(DAY, "2019-11", ("drivers", "gone_from_the_edition")),
        EditionDay(day(40), "2027-01", ("drivers",)),
    ),
)


@pytest.mark.model
@given(
    requirement=WORDS,
    proposal=WORDS,
    title=WORDS,
    kind=TYPES,
    timeline=st.sampled_from(("", "6 months", "until 2027-06-30", "soon", "permanent")),
    editions=st.sampled_from(EDITIONS),
)
def test_a6_it_is_the_row_that_the_stretches_give(
    requirement: str,
    proposal: str,
    title: str,
    kind: str,
    timeline: str,
    editions: tuple[EditionDay, ...],
) -> None:
    """A1, A6, B8: whatever is missing, and whichever editions are known."""
    asked = Request(
        ticket="MMD-1-T",
        customer="Fabrikam",
        type=kind,
        title=title,
        requirement=requirement,
        proposal=proposal,
        timeline=read_timeline(timeline),
    )
    case = fold(story(asked=asked), editions)
    assert queue_rows(case) == stretches(case)
