"""An amendment after the decision: a linked request,
a new decision, or rest with a reason (rule C8).
"""

from __future__ import annotations

import hashlib

from mmd_reviewer.domain import fact as kinds
from mmd_reviewer.domain.amendment import LINK, check_settled
from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.deed import Change
from mmd_reviewer.domain.request import Request
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.services.recording import chain, new_deed


def settle(desk: Desk, case: Case, how: str, reason: str = "") -> tuple[Case, ...]:
    """Record what is made of it; the case, and with "link" the new one behind it."""
    found = check_settled(case, how, reason)
    if how != LINK:
        body = kinds.AmendmentSettled(how, reason.strip())
        return desk.record([(case, [body])])
    return _linked(desk, case, found.newest.request, found.newest.fact, reason)


def _linked(
    desk: Desk, case: Case, request: Request, version: str, reason: str
) -> tuple[Case, ...]:
    """One deed on two cases: the amended words become a request of their own, linked both ways.

    Its key is made from the version, so that the same amendment is linked once wherever it is done.
    """
    desk.seen.check(case)
    now = desk.moment()
    station = now.author.station
    number = f"{station}-{desk.highest_number() + 1:04d}"
    key = hashlib.sha256(f"amendment\0{version}".encode()).hexdigest()[:32]
    received = kinds.RequestReceived(number, request, f"amendment of {case.number}")
    back = kinds.CaseLinked(case.number, case.received_on, case.request.type)
    there = kinds.CaseLinked(number, now.day, request.type, "amended_by")
    settled = kinds.AmendmentSettled(LINK, reason.strip(), number)
    deed = new_deed()
    new = Change((), chain(key, (), deed, now.author, (received, back)))
    old = Change(case.facts, chain(case.key, case.heads, deed, now.author, (there, settled)))
    desk.seen.own.update(row.fact.id for change in (new, old) for row in change.written)
    desk.store.record([new, old])
    return desk.by_key(case.key), desk.by_key(key)
