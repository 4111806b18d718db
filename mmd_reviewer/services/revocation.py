"""The revocation course: prepare, add grounds, notify,
retime, take back (rules D1 to D5, D7, D8, D11).

What may be recorded stands in `domain/revoking.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from mmd_reviewer.domain import fact as kinds
from mmd_reviewer.domain import revoking
from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.letters.dispatch import Dispatch
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.services.moment import Moment
from mmd_reviewer.services.reference import other_case


def revoke(
    desk: Desk, case: Case, conditions: Sequence[str], *, why: str, actions: str, not_evident: str
) -> Case:
    """Prepare a revocation; no clock runs before the first notice is dispatched (D1, D3).

    Until then it can be prepared again: the newer words replace the older.
    """
    return desk.do(
        case,
        lambda now: [
            revoking.prepared(
                case,
                now.day,
                revoking.edition_of([now.edition, *now.ahead], conditions),
                conditions,
                why=why,
                actions=actions,
                not_evident=not_evident,
            )
        ],
    )


def add_ground(
    desk: Desk, case: Case, conditions: Sequence[str], *, why: str, not_evident: str
) -> Case:
    """A ground found later: the next notice carries it, marked; no date moves (D1)."""
    return desk.do(
        case,
        lambda now: [
            revoking.ground(
                case,
                now.day,
                revoking.edition_of([now.edition, *now.ahead], conditions),
                now.edition.code,
                conditions,
                why=why,
                not_evident=not_evident,
            )
        ],
    )


def sent_elsewhere(
    desk: Desk,
    case: Case,
    notice: str,
    on: date,
    reference: str,
    second_person: str,
    reason: str = "",
) -> Case:
    """A notice that was given before this program was used,
    with its reference and a second person (D3).
    """

    def facts(now: Moment) -> list[kinds.Body]:
        other = other_case(desk, case, reference, now)
        wish = Dispatch(on, reference, reason=reason, other_case=other)
        return [revoking.sent_elsewhere(case, now.day, notice, wish, second_person, now.author.by)]

    return desk.do(case, facts)


def correct_elsewhere(
    desk: Desk, case: Case, notice: str, on: date, reference: str, reason: str
) -> Case:
    """Correct the day or the reference of a notice recorded as sent elsewhere;
    both stay visible (D11).
    """
    return desk.do(
        case,
        lambda now: [revoking.corrected_elsewhere(case, now.day, notice, on, reference, reason)],
    )


def retime(
    desk: Desk,
    case: Case,
    kind: str,
    deadline: date,
    reason: str,
    *,
    incident: str = "",
    approved_by: str = "",
) -> Case:
    """Change the deadline; notices that wait with the old one are void (D7)."""
    return desk.do(
        case,
        lambda now: [
            revoking.retimed(
                case,
                now.day,
                kind,
                deadline,
                reason,
                incident=incident,
                approved_by=approved_by,
                by=now.author.by,
            )
        ],
    )


def withdraw(desk: Desk, case: Case, reason: str, terms: str = "") -> Case:
    """Take the revocation back: open notices are cancelled,
    the exemption is in force again (D8).
    """
    return desk.do(case, lambda now: [revoking.withdrawn(case, reason, terms)])
