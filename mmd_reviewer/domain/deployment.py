"""What may be deployed, where and when (rules C1, C9, D1)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from mmd_reviewer.domain.case import Case, Decided
from mmd_reviewer.domain.device import Device, named, named_twice
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.domain.period import LAST_DAY
from mmd_reviewer.domain.request import fold
from mmd_reviewer.domain.revocation import ENDED_REMOVED


def approval_on(case: Case, day: date) -> Decided | None:
    """The approval under which a deployment of that day counts: the one that holds,
    or a told one whose place a worse decision took by a letter dispatched later (C9).
    """
    before = case.before
    if before is not None and (before.until is None or day < before.until):
        return before.decided
    decided = case.decision if not case.reopened else None
    return decided if decided is not None and decided.approves else None


def check_deployment(
    case: Case, on: date, devices: Sequence[Device], today: date, old: Case | None = None
) -> None:
    """Refuse a deployment that C1, C9 or D1 does not allow,
    naming the field; `old` is what it extends.
    """
    _check_day(case, on, today)
    _check_listed(case, devices)
    _check_devices(case, on, devices)
    if old is not None and old.revocation is not None:
        raise Refused(
            f"A revocation of {old.number} is open: its extension is not deployed before that is "
            f"over.",
            "D1",
            "number",
        )


def _check_day(case: Case, on: date, today: date) -> None:
    decided = approval_on(case, on)
    if decided is None:
        raise Refused("Only an approved exemption is deployed: decide it first.", "D1", "number")
    made = decided.made
    if not any(decided.fact in row.tells for row in case.letters) and decided.fact not in case.told:
        raise Refused(
            "The letter of the approval is not issued: issue it first, then record the deployment.",
            "C9",
            "number",
        )
    if case.revocation is not None:
        raise Refused("A revocation is open: there is no further deployment.", "D1", "number")
    for one in case.revocations:  # it was open then, whatever is known since
        if one.ended is not None and one.prepared_on <= on < one.ended:
            raise Refused(f"On {on} a revocation was open, until {one.ended}.", "D1", "on")
    last = case.revocations[-1] if case.revocations else None
    if last is not None and last.notified and last.how_ended == ENDED_REMOVED:
        raise Refused(
            "It was revoked and removed from every device: a new request is needed.", "D1", "number"
        )
    if on > today:
        raise Refused(
            f"{on} lies in the future: record a deployment when it has happened.", "D1", "on"
        )
    if on < made.start:
        raise Refused(f"{on} is before the approval starts, {made.start}.", "D1", "on")
    if made.until is not None and on > made.until:
        raise Refused(f"{on} is after the approval's last day, {made.until}.", "D1", "on")


def _check_listed(case: Case, devices: Sequence[Device]) -> None:
    """Without a list nothing says that it is in force again after every device was removed."""
    if case.spans and not devices and not case.carrying(LAST_DAY):
        raise Refused(
            "It was removed from every device: give the list of those that carry it now.",
            "D1",
            "devices",
        )


def _check_devices(case: Case, on: date, devices: Sequence[Device]) -> None:
    for device in devices:
        if not device.serial.strip():
            raise Refused("A device has no serial number.", "D1", "devices")
    twice = named_twice((*case.carrying(LAST_DAY), *devices))
    if twice:
        raise Refused(
            f"Named twice, or in force there already: {_serials(twice)}.", "D1", "devices"
        )
    for device in devices:
        had = case.spans.get(device.key, ())
        if had and had[-1].until is not None and on < had[-1].until:
            raise Refused(
                f"{on} is before the removal from {device.serial} on {had[-1].until}.", "D1", "on"
            )
    decided = approval_on(case, on)
    limited = decided.made.devices if decided is not None else ()
    named_there = set(map(fold, limited))
    others = [device for device in devices if fold(device.serial) not in named_there]
    if limited and others:
        raise Refused(
            f"The approval is limited to named devices, and these are not among them: "
            f"{_serials(others)}.",
            "C1",
            "devices",
        )
    if limited and not devices:
        raise Refused("The approval is limited to named devices: give the list.", "C1", "devices")


def _serials(devices: Sequence[Device]) -> str:
    return named([device.serial for device in devices])
