"""Extension: a new request linked to the approval that ends (rule E2)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.customers import Customers
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.domain.fact import DecisionMade
from mmd_reviewer.domain.period import add_days, check_day
from mmd_reviewer.domain.recommendation import APPROVE, MIGRATE

EXTENDS, EXTENDED_BY = "extends", "extended_by"


def check_extension(case: Case, old: Case, customers: Customers) -> None:
    """Refuse a link that is no extension:
    the old one is an approval with an end, the new one not decided.
    """
    made = None if old.reopened else _approval(old)
    if made is None or made.outcome not in (APPROVE, MIGRATE):
        raise Refused(f"{old.number} is no approval that could be extended.", "E2", "other")
    if not customers.same(case.request.customer, old.request.customer):
        raise Refused(
            f"{old.number} is an approval of {old.request.customer}: only the same customer "
            f"extends it.",
            "E2",
            "other",
        )
    if made.until is None:
        raise Refused(f"{old.number} is open-ended: there is nothing to extend.", "E2", "other")
    if case.decision is not None and not case.reopened:
        raise Refused(
            f"{case.number} is decided already; an extension is linked before its decision.",
            "E2",
            "number",
        )


def _approval(old: Case | None) -> DecisionMade | None:
    """What the extended case gives: the approval that holds until a worse decision is told (C9)."""
    return old.holding.made if old is not None and old.holding is not None else None


def check_still_extends(case: Case, old: Case | None, customers: Customers) -> None:
    """Refuse to approve an extension whose link holds no longer:
    another customer's, or no approval any more (E2).
    """
    if old is None:
        return
    if not customers.same(case.request.customer, old.request.customer):
        raise Refused(
            f"{old.number} is an approval of {old.request.customer} now, and {case.number} a "
            f"request of {case.request.customer}: only the same customer extends it. Join the "
            "names, or file it without the link.",
            "E2",
            "other",
        )
    made = _approval(old)
    if made is None or made.outcome not in (APPROVE, MIGRATE):
        raise Refused(
            f"{old.number} is no approval any more: there is nothing to extend.", "E2", "other"
        )


def extended(case: Case, linked: Iterable[Case]) -> Case | None:
    """The case that this one asks to extend."""
    numbers = {link.other for link in case.links if link.extension == EXTENDS}
    return next((other for other in linked if other.number in numbers), None)


def start_of(old: Case | None, day: date, wished: date | None = None) -> date:
    """An extension starts the day after the old end, or on its decision day if that is later (E2).

    An approval starts on its decision's day, or later where a person gives that day (C1).
    """
    made = _approval(old)
    earliest = day
    if made is not None and made.until is not None:
        earliest = max(made.until + timedelta(days=1), day)
    if wished is None:
        return earliest
    check_day(wished, "start", "C1")
    if wished < earliest:
        raise Refused(f"It cannot start on {wished}, before {earliest}.", "C1", "start")
    return wished


def check_no_open_revocation(old: Case | None) -> None:
    """An extension is not approved while a revocation of the old one is open (E2)."""
    if old is not None and old.revocation is not None:
        raise Refused(
            f"{old.number} has an open revocation: its extension is not approved before that is "
            f"over.",
            "E2",
            "number",
        )


def migrating_since(old: Case | None, start: date) -> date | None:
    """From when the months of migration count in all, where the approval before was one (E2)."""
    made = _approval(old)
    return first_start(old, start) if made is not None and made.outcome == MIGRATE else None


def first_start(old: Case | None, start: date) -> date | None:
    """From when the months of a line of extensions count,
    as of one that starts on `start`; None without a line.

    The start of the first approval, a day later for each that starts the day after: twice six
    months are twelve. Time between them without an approval counts as well: the devices carried it
    all the same.
    """
    made = _approval(old)
    if made is None:
        return None
    after = made.until is not None and start > made.until
    return add_days(made.first_start or made.start, int(after))
