"""Absence: who stands in for whom, recorded and ended early."""

from __future__ import annotations

from datetime import date

from mmd_reviewer.domain.absence import Absence, absences_of, set_absent, to_end
from mmd_reviewer.domain.desk_facts import AbsenceEnded
from mmd_reviewer.services.desk import Desk


def absences(desk: Desk) -> tuple[Absence, ...]:
    """All that are known, over ones too."""
    return absences_of(desk.standing().facts)


def begin(desk: Desk, who: str, by: str, first: date, last: date, note: str = "") -> str:
    """Somebody is away for some days; who that is, as it is written."""
    body = set_absent(absences(desk), who, by, first, last, note, desk.today())
    desk.record_on_desk(body)
    return body.who


def end(desk: Desk, who: str, fact: str = "") -> Absence:
    """Somebody is back before the last day, or stays after all; the absence as it was. `fact`: the
    one that is meant, where there are several.
    """
    one = to_end(absences(desk), who, desk.today(), fact)
    desk.record_on_desk(AbsenceEnded(one.fact))
    return one
