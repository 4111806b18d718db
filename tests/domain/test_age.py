"""How old a request is: days in which its customer owes an answer do not count (A6, C1)."""

from datetime import date

import pytest

from mmd_reviewer.domain import age
from mmd_reviewer.domain.fact import DetailJudged, NoteAdded
from mmd_reviewer.domain.request_queue import QueueRow, queue_rows
from tests.making import DAY, case, day, request


def row_on(rows: tuple[QueueRow, ...], on: date) -> QueueRow:
    return next(row for row in rows if row.since <= on < row.until)


@pytest.mark.parametrize(
    ("received", "severity", "due"),
    [
        (date(2026, 11, 23), "", date(2026, 11, 24)),
        (date(2026, 11, 27), "C", date(2026, 11, 30)),  # a Friday: the Monday after
        (date(2026, 11, 28), "4", date(2026, 11, 30)),
        (date(2026, 11, 28), " a ", date(2026, 11, 28)),
        (date(2026, 11, 27), "B", date(2026, 11, 27)),
        (date(2026, 11, 27), "2", date(2026, 11, 30)),  # what 2 means is told nowhere
    ],
)
def test_the_first_look_is_due_by_severity(received: date, severity: str, due: date) -> None:
    assert age.look_due(received, severity) == due


@pytest.mark.parametrize(
    ("since", "on", "days"), [(None, 9, 9), (4, 9, 4), (4, 2, 2), (None, -3, 0)]
)
def test_the_age_stands_still_from_a_day_on(since: int | None, on: int, days: int) -> None:
    waits = day(since) if since is not None else None
    assert age.age_days(day(0), waits, day(on)) == days


def test_a_look_is_due_until_somebody_reads_the_request() -> None:
    new = case(asked=request(severity="A"))
    (row,) = queue_rows(new)
    assert (row.look_due, row.looked) == (new.received_on, None)
    noted = row_on(queue_rows(case(NoteAdded("Read later."))), DAY)
    assert noted.look_due == age.look_due(new.received_on, "")
    looked = row_on(queue_rows(case(DetailJudged("timeline", False, "No end."))), DAY)
    assert (looked.look_due, looked.looked) == (None, DAY)
