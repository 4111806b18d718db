"""Whose ticket the reference of a dispatch is (rule D3)."""

from __future__ import annotations

from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.identity import by_ticket_alone
from mmd_reviewer.domain.request import fold, one_line
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.services.moment import Moment


def other_case(desk: Desk, case: Case, reference: str, now: Moment | None = None) -> str:
    """The number of another case whose ticket the reference is, or ""."""
    wanted = one_line(reference)
    if not wanted or fold(wanted) == fold(case.request.ticket):
        return ""
    spelled = by_ticket_alone(wanted)  # a ticket is the same however it is spelled (A5)
    keys = [*desk.store.find(wanted), *desk.store.known([spelled])]
    if case.key in keys:
        return ""
    return next((desk.by_key(key, now).number for key in keys), "")
