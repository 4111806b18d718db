"""Devices out of service levels: by a revocation or in the Test group,
each machine once however many cases list it (rule D9).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.cover import NOT_COVERED, OUTSIDE, Stretch, without_cover
from mmd_reviewer.domain.device import Device, by_serial
from mmd_reviewer.domain.period import LAST_DAY


@dataclass(frozen=True, slots=True)
class Uncovered:
    """One case leaves a device out of service levels from `since` until `until` (exclusive).

    `state` says why: NOT_COVERED by a revocation, OUTSIDE in the Test group.
    """

    number: str
    customer: str
    serial: str
    manufacturer: str
    model: str
    name: str
    state: str
    since: date
    until: date

    @property
    def device(self) -> Device:
        """The device as that case lists it."""
        return Device(self.serial, self.manufacturer, self.model, self.name)

    def holds_on(self, day: date) -> bool:
        """Is that day one of them?"""
        return self.since <= day < self.until


def uncovered(case: Case) -> Iterator[Uncovered]:
    """Every stretch without service levels of every device of the case."""
    for device in case.devices:
        spans: Iterable[Stretch] = (
            [Stretch(span.since, span.until) for span in case.spans.get(device.key, ())]
            if device.in_test_group  # outside until it is removed
            else without_cover(case, device.key)
        )
        for span in spans:
            yield Uncovered(
                case.number,
                case.request.customer,
                device.serial,
                device.manufacturer,
                device.model,
                device.name,
                OUTSIDE if device.in_test_group else NOT_COVERED,
                span.since,
                span.back or LAST_DAY,
            )


@dataclass(frozen=True, slots=True)
class Machine:
    """A device out of service levels, and what each case says of it: the worst counts (D9)."""

    device: Device
    rows: tuple[Uncovered, ...]

    @property
    def revoked(self) -> bool:
        """By a revocation, whether or not it is in the Test group too."""
        return any(row.state == NOT_COVERED for row in self.rows)

    @property
    def because(self) -> tuple[Uncovered, ...]:
        """What the cases say that count: those of a revocation, else those of the Test group."""
        return tuple(row for row in self.rows if row.state == NOT_COVERED) or self.rows

    @property
    def since(self) -> date | None:
        """Since when a revocation leaves it without cover; None in the Test group: always."""
        return min(row.since for row in self.because) if self.revoked else None


def machines(devices: Iterable[Device]) -> dict[str, Device]:
    """By its key, the machine that each device is: a list that names maker and model
    and one that does not may mean the same (D9).
    """
    found: dict[str, Device] = {}
    for rows in by_serial({device.key: device for device in devices}.values()).values():
        known = _told_apart(rows) if len(rows) > 1 else rows
        for device in rows:
            one = len(known) == 1
            found[device.key] = next(row for row in known if one or row.is_machine(device))
    return found


def _told_apart(rows: Sequence[Device]) -> list[Device]:
    """The machines of one serial number, the most fully named first."""
    known: list[Device] = []
    for device in sorted(rows, key=lambda row: (-len(row.full_name), row.key)):
        same = next((place for place, row in enumerate(known) if row.is_machine(device)), None)
        if same is None:
            known.append(device)
        else:
            known[same] = replace(known[same], name=known[same].name or device.name)
    return known


def by_machine(rows: Iterable[Uncovered]) -> tuple[Machine, ...]:
    """Each machine once; those by a revocation first, then by case and serial number."""
    listed: dict[str, tuple[Device, list[Uncovered]]] = {}
    rows = list(rows)
    known = machines(row.device for row in rows)
    for row in rows:
        machine = known[row.device.key]
        listed.setdefault(machine.key, (machine, []))[1].append(row)
    found = [Machine(device, tuple(said)) for device, said in listed.values()]
    return tuple(
        sorted(found, key=lambda one: (not one.revoked, one.because[0].number, one.device.serial))
    )


def tally(found: Sequence[Machine]) -> tuple[int, int]:
    """How many by a revocation, how many in the Test group alone."""
    revoked = sum(one.revoked for one in found)
    return revoked, len(found) - revoked
