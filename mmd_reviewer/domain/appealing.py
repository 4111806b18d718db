"""Which facts an appeal and its outcome may be:
each function gives the fact to record, or refuses (rule D8).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from mmd_reviewer.domain import fact as kinds
from mmd_reviewer.domain.appeal import GROUNDS, OUTCOMES, VARIED, WITHDRAWN
from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.domain.period import check_day
from mmd_reviewer.domain.removal import chosen_devices
from mmd_reviewer.domain.request import check_words
from mmd_reviewer.domain.revocation import ENDED_WITHDRAWN, Revocation


def raised(
    case: Case, today: date, received: date, grounds: str, text: str, target: date | None = None
) -> kinds.AppealRaised:
    """Record an appeal, or new information that joins the open one; it moves no date (D8).

    `target`: by when it is to be answered; left out, a day said before stays.
    """
    one = _notified(case)
    assert one.dates is not None
    if grounds not in GROUNDS:
        known = ", ".join(GROUNDS.values())
        raise Refused(f"Choose what the appeal rests on: {known}.", "D8", "grounds")
    if not text.strip():
        raise Refused(
            "The appeal says nothing: give the customer's additional information.", "D8", "text"
        )
    check_words(text, "text")
    if received > today:
        raise Refused(f"{received} lies in the future.", "D8", "received")
    if received < one.dates.first:
        raise Refused(
            f"{received} is before the first notice of {one.dates.first}; an appeal is possible "
            f"from then on.",
            "D8",
            "received",
        )
    if target is not None:
        check_day(target, "target", "D8")
        if target < today:
            raise Refused(
                f"An appeal is answered today, {today}, or later; {target} is over.", "D8", "target"
            )
    return kinds.AppealRaised(received, grounds, text.strip(), target)


def decided(
    case: Case,
    today: date,
    outcome: str,
    reason: str,
    *,
    deadline: date | None,
    actions: str,
    released: Sequence[str],
    terms: str,
) -> kinds.AppealDecided:
    """Record how the open appeal ended.

    `released` are serial numbers of devices that may keep the exemption (D8).
    """
    one = _notified(case)
    if one.appeal is None:
        raise Refused(f"{case.number} has no open appeal.", "D8", "number")
    if outcome not in OUTCOMES:
        known = ", ".join(OUTCOMES.values())
        raise Refused(f"Choose the outcome of the appeal: {known}.", "D8", "outcome")
    if not reason.strip():
        raise Refused("Write the reason; the customer is told.", "D8", "reason")
    for name, text in (("reason", reason), ("actions", actions), ("terms", terms)):
        check_words(text, name)
    changes = deadline is not None or bool(actions.strip()) or bool(released)
    if outcome != VARIED and changes:
        raise Refused(
            "Only “varied” changes the deadline, the actions or the devices.", "D8", "outcome"
        )
    if terms.strip() and outcome != WITHDRAWN:
        raise Refused("Terms go with a withdrawal only.", "D8", "terms")
    keys: tuple[str, ...] = ()
    if outcome == VARIED:
        keys = _check_varied(case, today, one, changes, deadline, released)
    return kinds.AppealDecided(
        outcome, reason.strip(), deadline, actions.strip(), keys, terms.strip()
    )


def _check_varied(
    case: Case,
    today: date,
    one: Revocation,
    changes: bool,
    deadline: date | None,
    released: Sequence[str],
) -> tuple[str, ...]:
    assert one.dates is not None
    if not one.open:
        raise Refused("The revocation is over: there is nothing to vary.", "D8", "outcome")
    if not changes:
        raise Refused(
            "“Varied” changes something: a later deadline, the actions, or the devices.",
            "D8",
            "outcome",
        )
    latest = max(one.dates.deadline, today)
    if deadline is not None:
        check_day(deadline, "deadline", "D8")
    if deadline is not None and deadline <= latest:
        raise Refused(
            f"{deadline} is not later than {latest}: an appeal only lengthens.", "D8", "deadline"
        )
    if not released:
        return ()
    keys = tuple(device.key for device in chosen_devices(case, released, "D8"))
    if {device.key for device in case.under_revocation(today)} <= set(keys):
        raise Refused("That releases every device: record “withdrawn” instead.", "D8", "devices")
    return keys


def _notified(case: Case) -> Revocation:
    one = case.revocations[-1] if case.revocations else None
    if one is None or not one.notified or one.how_ended == ENDED_WITHDRAWN:
        raise Refused("There is no revocation that the customer was notified of.", "D8", "number")
    return one
