"""Changing the deadline: who may, why, and to which day (rules D4, D7)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.domain.period import add_days, check_day, count
from mmd_reviewer.domain.request import fold
from mmd_reviewer.domain.revocation import NOTICES, Revocation

SEVERE_INCIDENT, SEVERE_THREAT, LATE_NOTICE, STAY = (
    "severe_incident",
    "severe_threat",
    "late_notice",
    "stay",
)
KINDS: Mapping[str, str] = {
    SEVERE_INCIDENT: "Severe incident",
    SEVERE_THREAT: "Severe threat",
    LATE_NOTICE: "Late notice",
    STAY: "Stay",
    "appeal": "Appeal",
    "agreement": "Agreement",
}
MAY_SHORTEN = (SEVERE_INCIDENT, SEVERE_THREAT)


def check_retiming(
    one: Revocation,
    kind: str,
    new: date,
    today: date,
    *,
    reason: str,
    incident: str,
    approved_by: str,
    by: str,
) -> None:
    """Refuse a retiming that D7 does not allow, naming the field."""
    if kind not in KINDS:
        known = ", ".join(KINDS.values())
        raise Refused(f"Choose the kind of the change: {known}.", "D7", "kind")
    if not reason.strip():
        raise Refused("Write why the deadline is changed; the customer is told.", "D7", "reason")
    check_day(new, "deadline", "D7")
    old = (one.dates or one.if_first(today)).deadline
    if one.dates is not None and today >= old:
        raise Refused(
            f"The deadline of {old} has passed; a passed deadline is not retimed.", "D7", "deadline"
        )
    if new == old:
        raise Refused(f"{new} is the deadline already.", "D7", "deadline")
    shortest = add_days(today, one.plan.shortest)
    if new > old:
        return
    if kind not in MAY_SHORTEN:
        raise Refused(
            f"{new} is earlier than {old}: only a severe incident or threat shortens a deadline.",
            "D7",
            "deadline",
        )
    if new < shortest:
        raise Refused(
            f"A deadline is shortened to {count(one.plan.shortest, 'day')} from today at the "
            f"least, {shortest}.",
            "D7",
            "deadline",
        )
    if not incident.strip():
        raise Refused("A shortening names the incident: give its reference.", "D7", "incident")
    if not approved_by.strip() or fold(approved_by) == fold(by):
        raise Refused(
            f"A shortening is approved by a second person, not by {by} alone.", "D7", "approved-by"
        )


def offered_deadline(one: Revocation, notice: str, day: date) -> date | None:
    """The deadline that leaves the full warning if the notice is dispatched on `day`;
    None if it does anyway (D4).
    """
    if notice not in NOTICES or not one.days_short(notice, day):
        return None
    return add_days(day, one.plan.warning(notice))
