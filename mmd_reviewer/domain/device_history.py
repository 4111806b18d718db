"""Under which serial numbers a device was listed before: exchanged, or corrected (rule D9)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.device import Device
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.domain.fact import Deployed, DeviceExchanged, DevicesJoined, SerialCorrected
from mmd_reviewer.domain.request import fold

EXCHANGED, CORRECTED = "exchanged", "corrected"
NAMED = 5  # so many devices of one name are told apart in a refusal


@dataclass(frozen=True, slots=True)
class Former:
    """What stood in the place of a device until a day, and how that ended."""

    device: Device
    how: str
    on: date
    reason: str


def formers(case: Case) -> Mapping[str, tuple[Former, ...]]:
    """By the key of each device of today what was listed in its place before, oldest first."""
    changes = [
        fact for fact in case.counting if isinstance(fact.body, DeviceExchanged | SerialCorrected)
    ]
    known = {device.key: device for device in _ever_listed(case)} if changes else {}
    found: dict[str, tuple[Former, ...]] = {}
    for fact in changes:
        body = fact.body
        if isinstance(body, DeviceExchanged):
            former = Former(_named(known, body.old), EXCHANGED, body.on, body.reason)
            found[body.new.key] = (*found.get(body.old, ()), former)
            continue
        assert isinstance(body, SerialCorrected)
        former = Former(_named(known, body.old), CORRECTED, fact.day, body.reason)
        found[body.new.key] = (*found.pop(body.old, ()), former)
    return found


def _named(known: Mapping[str, Device], key: str) -> Device:
    """As it was listed; a fact that lost its footing names it by its key alone."""
    return known.get(key) or Device(*key.split("\0"))


def _ever_listed(case: Case) -> Iterator[Device]:
    for fact in case.counting:
        match fact.body:
            case Deployed() | DevicesJoined() as body:
                yield from body.devices
            case DeviceExchanged() | SerialCorrected() as body:
                yield body.new


def listed(case: Case) -> tuple[Device, ...]:
    """Every device of a case, and the serial numbers since corrected, which are still asked for;
    their name is that of the machine.
    """
    wrong = [
        replace(former.device, name="")
        for rows in formers(case).values()
        for former in rows
        if former.how == CORRECTED
    ]
    return tuple({device.key: device for device in (*case.devices, *wrong)}.values())


def the_serial(found: tuple[Device, ...], name: str) -> str:
    """The serial number of the one device that is meant by its serial number or its name."""
    wanted = fold(name)
    meant = [device for device in found if fold(device.serial) == wanted] or [
        device for device in found if device.name and fold(device.name) == wanted
    ]
    serials = {fold(device.serial): device.serial for device in meant}
    if not serials:
        raise Refused(
            f"No case lists a device with the serial number or the name {name}.", "", "serial"
        )
    if len(serials) > 1:
        some = ", ".join(sorted(serials.values())[:NAMED])
        raise Refused(
            f"Several devices are called {name}: name one by its serial number ({some}).",
            "D9",
            "serial",
        )
    return next(iter(serials.values()))
