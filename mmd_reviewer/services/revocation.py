"""The revocation course: prepare, add grounds, notify, retime, take back (rules D1 to D5, D7, D8, D11).

What may be recorded stands in `domain/revoking.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from mmd_reviewer.domain import revoking
from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.edition import Edition
from mmd_reviewer.domain.fact import Body
from mmd_reviewer.services.desk import Desk


def revoke(
    desk: Desk, case: Case, conditions: Sequence[str], *, why: str, actions: str, not_evident: str
) -> Case:
    """Prepare a revocation; no clock runs before the first notice is dispatched (D1, D3).

    Until then it can be prepared again: the newer words replace the older.
    """
    edition = revoking.edition_of(_editions(desk), conditions)
    return _record(desk, case, revoking.prepared(
        case, desk.today(), edition, conditions, why=why, actions=actions, not_evident=not_evident
    ))  # fmt: skip


def _editions(desk: Desk) -> list[Edition]:
    """The edition in force, then the coming ones by their day."""
    today = desk.today()
    codes = [code for _, code in desk.standing().coming_editions(today)]
    return [desk.edition(today), *(desk.editions[code] for code in codes if code in desk.editions)]


def _record(desk: Desk, case: Case, body: Body) -> Case:
    return desk.record([(case, [body])])[0]


def add_ground(desk: Desk, case: Case, conditions: Sequence[str], *, why: str, not_evident: str) -> Case:
    """A ground found later: the next notice carries it, marked; no date moves (D1)."""
    known = _editions(desk)
    edition = revoking.edition_of(known, conditions)
    return _record(desk, case, revoking.ground(
        case, desk.today(), edition, known[0].code, conditions, why=why, not_evident=not_evident
    ))  # fmt: skip


def sent_elsewhere(
    desk: Desk, case: Case, notice: str, on: date, reference: str, second_person: str
) -> Case:
    """A notice that was given before this program was used, with its reference and a second person (D3)."""
    body = revoking.sent_elsewhere(case, desk.today(), notice, on, reference, second_person, desk.reviewer)
    return _record(desk, case, body)


def correct_elsewhere(desk: Desk, case: Case, notice: str, on: date, reference: str, reason: str) -> Case:
    """Correct the day or the reference of a notice recorded as sent elsewhere; both stay visible (D11)."""
    return _record(desk, case, revoking.corrected_elsewhere(case, desk.today(), notice, on, reference, reason))


def retime(
    desk: Desk, case: Case, kind: str, deadline: date, reason: str, *, incident: str = "", approved_by: str = ""
) -> Case:
    """Change the deadline; notices that wait with the old one are void (D7)."""
    return _record(desk, case, revoking.retimed(
        case, desk.today(), kind, deadline, reason, incident=incident, approved_by=approved_by, by=desk.reviewer
    ))  # fmt: skip


def withdraw(desk: Desk, case: Case, reason: str, terms: str = "") -> Case:
    """Take the revocation back: open notices are cancelled, the exemption is in force again (D8)."""
    return _record(desk, case, revoking.withdrawn(case, reason, terms))
