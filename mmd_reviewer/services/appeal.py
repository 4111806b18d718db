"""Appeals: raised at any time from the first notice on, decided with a reason (rule D8).

What may be recorded stands in `domain/appealing.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from mmd_reviewer.domain import appealing
from mmd_reviewer.domain.case import Case
from mmd_reviewer.services.desk import Desk


def raise_appeal(
    desk: Desk, case: Case, received: date, grounds: str, text: str, target: date | None = None
) -> Case:
    """Record an appeal, or new information that joins the open one; it moves no date (D8)."""
    return desk.do(
        case, lambda now: [appealing.raised(case, now.day, received, grounds, text, target)]
    )


def decide_appeal(
    desk: Desk,
    case: Case,
    outcome: str,
    reason: str,
    *,
    deadline: date | None = None,
    actions: str = "",
    released: Sequence[str] = (),
    terms: str = "",
) -> Case:
    """Record how the open appeal ended.

    `released` are serial numbers of devices that may keep the exemption (D8).
    """
    return desk.do(
        case,
        lambda now: [
            appealing.decided(
                case,
                now.day,
                outcome,
                reason,
                deadline=deadline,
                actions=actions,
                released=released,
                terms=terms,
            )
        ],
    )
