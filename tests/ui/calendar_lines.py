"""Entries of the calendar in a few words, for its lists and grids alone."""

from datetime import date, timedelta
from typing import Any

from mmd_reviewer.domain.calendar_entry import Entry
from mmd_reviewer.services.read.entry_line import Line, line_of
from mmd_reviewer.services.revocation_calendar import Agenda
from tests.making import DAY

NOTHING = Agenda(DAY, DAY + timedelta(days=14), (), (), (), 0, None, None)


def entry(code: str = "2", days: int = 0, uid: str = "", **given: Any) -> Entry:
    """An entry so many days after the day of the tests; a notice has its day of the course."""
    values: dict[str, Any] = {
        "status": "planned",
        "number": "A-0042",
        "customer": "Litware",
        "title": "Cisco AnyConnect",
        "uid": uid or f"{code}{days}",
    }
    if code in "123FDA":
        offset = {"1": 0, "2": 30, "3": 60, "F": 83, "D": 90, "A": 40}[code]
        values |= {"offset": offset, "first": DAY + timedelta(days=days - offset)}
    return Entry(DAY + timedelta(days=days), code, **{**values, **given})


def line(
    code: str = "2",
    days: int = 0,
    uid: str = "",
    *,
    remark: str = "",
    on: date = DAY,
    **given: Any,
) -> Line:
    """The same as it is shown on a day."""
    return line_of(entry(code, days, uid, **given), on, remark)
