"""Deployment: an approval goes into force on devices, in waves (rules C1, D1)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from mmd_reviewer.domain import fact as kinds
from mmd_reviewer.domain.case import Case, state
from mmd_reviewer.domain.device import Device, named_twice
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.services.desk import Desk

NAMED = 3  # so many serial numbers are named in a refusal


def deploy(desk: Desk, case: Case, on: date, devices: Sequence[Device] = ()) -> Case:
    """Record that the exemption is in force since `on`; a device list may follow with a later wave."""
    _check(desk, case, on)
    _check_devices(case, devices)
    return desk.record([(case, [kinds.Deployed(on, tuple(devices))])])[0]


def _check(desk: Desk, case: Case, on: date) -> None:
    today = desk.today()
    made = case.decision.made if case.decision and not case.reopened else None
    if made is None or state(case, made.start) not in ("approved", "in_force"):
        raise Refused("Only an approved exemption is deployed: decide it first.", "D1", "number")
    if on > today:
        raise Refused(f"{on} lies in the future: record a deployment when it has happened.", "D1", "on")
    if on < made.start:
        raise Refused(f"{on} is before the decision of {made.start}.", "D1", "on")
    if made.until is not None and on > made.until:
        raise Refused(f"{on} is after the approval's last day, {made.until}.", "D1", "on")


def _check_devices(case: Case, devices: Sequence[Device]) -> None:
    for device in devices:
        if not device.serial.strip():
            raise Refused("A device has no serial number.", "D1", "devices")
    twice = named_twice((*case.devices, *devices))
    if twice:
        raise Refused(f"Named twice, or in force there already: {_serials(twice)}.", "D1", "devices")
    limited = case.decision.made.devices if case.decision else ()
    others = [device for device in devices if device.serial not in limited]
    if limited and others:
        raise Refused(
            f"The approval is limited to named devices, and these are not among them: {_serials(others)}.",
            "C1",
            "devices",
        )
    if limited and not devices:
        raise Refused("The approval is limited to named devices: give the list.", "C1", "devices")


def _serials(devices: Sequence[Device]) -> str:
    names = ", ".join(device.serial for device in devices[:NAMED])
    return f"{names} and {len(devices) - NAMED} more" if len(devices) > NAMED else names
