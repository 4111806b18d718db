"""The model of sections B to E and the program agree over random histories (rules B1 to E3)."""

import pytest

from tests.long import long_or
from tests.model.meeting import Meeting
from tests.model.meeting_table import Disagreement

HISTORIES = long_or(20_000, 60)
STEPS, AT_ONCE = 10, 20


@pytest.mark.model
@pytest.mark.long_form
@pytest.mark.parametrize("first", range(0, HISTORIES, AT_ONCE))
def test_b1_to_e3_model_and_program_agree(first: int) -> None:
    """A6, B1 to B6, C1, C7 to C9, D1 to D11, E1, E3: state,
    due, deadline, cover, register, owed, refusals.
    """
    for seed in range(first, min(first + AT_ONCE, HISTORIES)):
        meeting = Meeting(seed)
        try:
            meeting.run(STEPS)
        except Disagreement as error:
            story = "\n".join(meeting.story)
            pytest.fail(f"history {seed}: {error}\n{story}")
