"""Deployment: an approval goes into force on devices, in waves (rules C1, D1)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from mmd_reviewer.domain import fact as kinds
from mmd_reviewer.domain.case import Case, approval_on
from mmd_reviewer.domain.device import Device, named_twice
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.domain.extension import extended
from mmd_reviewer.domain.fact import Body
from mmd_reviewer.domain.period import LAST_DAY
from mmd_reviewer.domain.request import fold
from mmd_reviewer.domain.revocation import ENDED_REMOVED
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.services.removal import named


def deploy(desk: Desk, case: Case, on: date, devices: Sequence[Device] = ()) -> Case:
    """Record that the exemption is in force since `on`; a device list may follow with a later wave."""
    _check(desk, case, on)
    _check_listed(case, devices)
    _check_devices(case, on, devices)
    acts: list[tuple[Case, list[Body]]] = [(case, [kinds.Deployed(on, tuple(devices))])]
    old = extended(case, desk.linked(case))
    if old is not None and old.revocation is not None:
        raise Refused(
            f"A revocation of {old.number} is open: its extension is not deployed before that is over.", "D1", "number"
        )
    here = {device.key for device in devices}
    over = tuple(device.key for device in old.carrying(on) if device.key in here) if old is not None else ()
    if old is not None and over:
        acts.append((old, [kinds.CarriedOver(over, on, case.number)]))
    return desk.record(acts)[0]


def _check(desk: Desk, case: Case, on: date) -> None:
    today = desk.today()
    decided = approval_on(case, on)
    if decided is None:
        raise Refused("Only an approved exemption is deployed: decide it first.", "D1", "number")
    made = decided.made
    if not any(decided.fact in row.tells for row in case.letters) and decided.fact not in case.told:
        raise Refused(
            "The letter of the approval is not issued: issue it first, then record the deployment.", "C9", "number"
        )
    if case.revocation is not None:
        raise Refused("A revocation is open: there is no further deployment.", "D1", "number")
    last = case.revocations[-1] if case.revocations else None
    if last is not None and last.notified and last.how_ended == ENDED_REMOVED:
        raise Refused("It was revoked and removed from every device: a new request is needed.", "D1", "number")
    if on > today:
        raise Refused(f"{on} lies in the future: record a deployment when it has happened.", "D1", "on")
    if on < made.start:
        raise Refused(f"{on} is before the approval starts, {made.start}.", "D1", "on")
    if made.until is not None and on > made.until:
        raise Refused(f"{on} is after the approval's last day, {made.until}.", "D1", "on")


def _check_listed(case: Case, devices: Sequence[Device]) -> None:
    """Without a list nothing says that it is in force again after every device was removed."""
    if case.spans and not devices and not case.carrying(LAST_DAY):
        raise Refused("It was removed from every device: give the list of those that carry it now.", "D1", "devices")


def _check_devices(case: Case, on: date, devices: Sequence[Device]) -> None:
    for device in devices:
        if not device.serial.strip():
            raise Refused("A device has no serial number.", "D1", "devices")
    twice = named_twice((*case.carrying(LAST_DAY), *devices))
    if twice:
        raise Refused(f"Named twice, or in force there already: {_serials(twice)}.", "D1", "devices")
    for device in devices:
        had = case.spans.get(device.key, ())
        if had and had[-1].until is not None and on < had[-1].until:
            raise Refused(f"{on} is before the removal from {device.serial} on {had[-1].until}.", "D1", "on")
    decided = approval_on(case, on)
    limited = decided.made.devices if decided is not None else ()
    named_there = set(map(fold, limited))
    others = [device for device in devices if fold(device.serial) not in named_there]
    if limited and others:
        raise Refused(
            f"The approval is limited to named devices, and these are not among them: {_serials(others)}.",
            "C1",
            "devices",
        )
    if limited and not devices:
        raise Refused("The approval is limited to named devices: give the list.", "C1", "devices")


def _serials(devices: Sequence[Device]) -> str:
    return named([device.serial for device in devices])
