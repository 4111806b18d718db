"""What a customer was told, as it is read: one wording for window and terminal (rule C10)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from mmd_reviewer.domain.appeal import OUTCOMES
from mmd_reviewer.domain.period import on_screen

DECIDED: Mapping[str, str] = {
    "approve": "Approved",
    "approve_migration": "Approved for migration",
    "decline": "Declined",
    "return": "Returned for details",
    "no_exemption_needed": "No exemption needed",
    "withdrawn": "Withdrawn by the customer",
    "closed_unanswered": "Closed unanswered",
}
_VALUES: Mapping[str, Mapping[str, str]] = {
    "decision": DECIDED,
    "appeal": OUTCOMES,  # of a decision and of a revocation *withdrawn* means something else
    "revocation": {"in notice": "In notice", "withdrawn": "Withdrawn"},
    "last_day": {"open-ended": "Open-ended"},
}


def value_words(what: str, value: str) -> str:
    """A value of `ToldRow`: `Approved`, `Open-ended`, `Tue 2027-04-20`, `Sun 2027-02-21, 3
    devices`; what people wrote as they wrote it, "" where there is none.
    """
    if what in _VALUES and value in _VALUES[what]:
        return _VALUES[what][value]
    day, comma, rest = value.partition(", ")
    try:
        return f"{on_screen(date.fromisoformat(day))}{comma}{rest}"
    except ValueError:
        return value
