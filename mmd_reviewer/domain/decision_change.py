"""A decision in place of another: is the customer worse off by it (rule C9)?"""

from __future__ import annotations

from datetime import date

from mmd_reviewer.domain.fact import DecisionMade
from mmd_reviewer.domain.period import LAST_DAY
from mmd_reviewer.domain.request import fold

APPROVING = ("approve", "approve_migration")


def worsens(old: DecisionMade, new: DecisionMade, day: date) -> bool:
    """Would the customer lose something that the approval `old` gave, by `new`, decided on `day`?

    The approval itself, days at its beginning or end, devices, or freedom from terms. A withdrawal
    is the customer's own and takes nothing from them.
    """
    if new.outcome == "withdrawn":
        return False
    if new.outcome not in APPROVING:
        return True
    ends_earlier = (new.until or LAST_DAY) < (old.until or LAST_DAY)
    fewer_devices = bool(new.devices) and not (
        old.devices and set(map(fold, old.devices)) <= set(map(fold, new.devices))
    )
    other_terms = bool(new.terms.strip()) and fold(new.terms) != fold(old.terms)
    starts_later = new.start > max(old.start, day)
    return ends_earlier or starts_later or fewer_devices or other_terms
