"""Which rows of the queue still fit what was asked for (rules A5, A6, C9)."""

from dataclasses import replace
from typing import Any

import pytest

from mmd_reviewer.domain.request_queue import OPEN, OWED, QueueFilter, QueueRow
from mmd_reviewer.services.read.queue_order import fits
from tests.making import DAY, day

ROW = QueueRow(
    day(-2),
    day(2),
    "new",
    "A-0001",
    "MMD-1",
    "Fabrikam",
    "drivers",
    "Zebra",
    "24 months",
    day(-2),
    day(9),
    "Ines Moreau",
    (),
    (),
    open=True,
)
ANY = QueueFilter(state="")


@pytest.mark.parametrize(("after", "fit"), [(-3, False), (-2, True), (1, True), (2, False)])
def test_a6_a_row_holds_from_its_first_day_until_the_day_before_the_next(
    after: int, fit: bool
) -> None:
    """A6: `until` is the day on which another row begins."""
    assert fits(ROW, ANY, day(after)) is fit


@pytest.mark.parametrize(
    ("wish", "fit"),
    [
        ({"type": "drivers"}, True),
        ({"type": "policies"}, False),
        ({"type": ""}, False),
        ({"customer": "Fabrikam"}, True),
        ({"customer": "Contoso"}, False),
        ({"customer": "Contoso", "spelled": ("Fabrikam",)}, True),
        ({"reviewer": "Ines Moreau"}, True),
        ({"reviewer": ""}, False),
        ({"due_by": day(9)}, True),
        ({"due_by": day(8)}, False),
        ({"state": "new"}, True),
        ({"state": "parked"}, False),
        ({"state": OPEN}, True),
        ({"state": OWED}, False),
    ],
)
def test_each_part_of_a_filter_counts(wish: dict[str, Any], fit: bool) -> None:
    """A6, C9: by type, customer, reviewer, next date, state."""
    assert fits(ROW, replace(ANY, **wish), DAY) is fit


def test_what_has_no_next_date_is_due_by_no_day() -> None:
    """A6."""
    assert not fits(replace(ROW, next_date=None), replace(ANY, due_by=day(9)), DAY)
    assert fits(replace(ROW, next_date=None), ANY, DAY)
    assert fits(replace(ROW, owed=DAY, open=False), replace(ANY, state=OWED), DAY)
    assert not fits(replace(ROW, open=False), replace(ANY, state=OPEN), DAY)
