"""Retention, holds and the disposal of cases that are over (rule C11, `domain/disposal.py`)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from mmd_reviewer.domain import disposal
from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.deed import Change
from mmd_reviewer.domain.fact import DESK_KEY, CaseDisposed
from mmd_reviewer.domain.pack import check_not_out, packs_out
from mmd_reviewer.domain.request_queue import QueueFilter
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.services.recording import chain, new_deed


def set_retention(desk: Desk, years: Mapping[str, int]) -> Mapping[str, int]:
    """Change for how many years cases are kept, by the state in which they ended; 0: for ever."""
    body = disposal.retention_set(retention(desk), years)
    desk.record_on_desk(body)
    return body.years


def retention(desk: Desk) -> Mapping[str, int]:
    """For how many years cases are kept, by the state in which they ended."""
    return disposal.retention_of(desk.standing().facts)


def hold(desk: Desk, case: Case, reason: str) -> Case:
    """Keep a case whatever its retention says."""
    return desk.do(case, lambda now: [disposal.held(case, reason)])


def lift(desk: Desk, case: Case, reason: str) -> Case:
    """Lift the hold of a case."""
    return desk.do(case, lambda now: [disposal.released(case, reason)])


def kept_until(desk: Desk, case: Case) -> date | None:
    """The first day on which a case may be disposed of;
    None while it is not over, or is kept for ever.
    """
    return disposal.kept_until(case, retention(desk), desk.today())


def due(desk: Desk, most: int = 200) -> tuple[tuple[Case, date], ...]:
    """Cases whose retention has run out and that nothing holds,
    and since when; so many of a state are looked at.
    """
    today, found = desk.today(), []
    for name in retention(desk):
        for row in desk.store.page(QueueFilter(state=name, sort="received"), today, most):
            case = desk.case(row.number)
            end = kept_until(desk, case)
            if end is not None and end <= today and not case.hold:
                found.append((case, end))
    return tuple(sorted(found, key=lambda row: row[1]))


def dispose(
    desk: Desk, case: Case, reason: str, second_person: str
) -> tuple[CaseDisposed, tuple[Path, ...]]:
    """Remove the words and files of a case; what was recorded,
    and the backups that still hold them.
    """
    desk.seen.check(case)
    now = desk.moment()
    years = disposal.retention_of(now.desk_facts)
    check_not_out(packs_out(now.desk_facts), case)
    body = disposal.disposed(case, years, now.day, reason, second_person, desk.reviewer)
    _remove(desk, body)
    return body, desk.store.backups_with(case.key)


def dispose_again(now: Desk, then: Desk) -> None:
    """A store that went back to a backup brings nothing back that was disposed of since."""
    known = disposal.disposed_of(then.standing().facts)
    for key, row in disposal.disposed_of(now.standing().facts).items():
        if key not in known:
            _remove(then, row.body)


def _remove(desk: Desk, body: CaseDisposed) -> None:
    standing, now = desk.standing(), desk.moment()
    desk.seen.check_desk(standing.facts)
    written = chain(DESK_KEY, standing.heads, new_deed(), now.author, (body,))
    desk.seen.own.update(row.fact.id for row in written)
    desk.store.dispose(Change(standing.facts, written), body.case, body.documents)
