"""One device by its serial number or name: which exemptions it carries, its cover in each and over
all, what stood in its place before, and the letters that told of its cover (rules C10, D9).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import takewhile

from mmd_reviewer.domain.case import Case, Told
from mmd_reviewer.domain.case_state import state
from mmd_reviewer.domain.cover import Covered, cover_of, worst
from mmd_reviewer.domain.device import Device
from mmd_reviewer.domain.device_history import CORRECTED, Former, formers, listed, the_serial
from mmd_reviewer.domain.letters.kinds import name_of
from mmd_reviewer.domain.period import on_screen
from mmd_reviewer.domain.register import state_words
from mmd_reviewer.domain.request import fold
from mmd_reviewer.domain.revocation import notice_of
from mmd_reviewer.domain.told import cover_lost
from mmd_reviewer.domain.uncovered import machines
from mmd_reviewer.services.desk import Desk

FOUND = 50  # devices that begin alike, looked through for the one of that name


@dataclass(frozen=True, slots=True)
class Carried:
    """One exemption that lists the device: its cover by it, whether it carries it that day,
    since when; what stood in its place; which letters told of its cover; whether an appeal
    released it from the open revocation (D8).
    """

    case: Case
    cover: Covered
    state: str
    carries: bool
    since: date | None
    formers: tuple[Former, ...]
    told: tuple[Told, ...]
    released: bool = False


@dataclass(frozen=True, slots=True)
class DevicePage:
    """A device on a day; `worst` is what counts over all its exemptions (D9)."""

    device: Device
    day: date
    worst: Covered
    carried: tuple[Carried, ...]

    @property
    def formers(self) -> tuple[Former, ...]:
        """What stood in its place before, over all cases, each once."""
        found = {(row.device.key, row.how): row for one in self.carried for row in one.formers}
        return tuple(sorted(found.values(), key=lambda row: row.on))


def read_device(desk: Desk, name: str, day: date | None = None) -> DevicePage:
    """The page of the device that is meant; an earlier serial number leads to today's."""
    day = day or desk.today()
    serial = the_serial(tuple(desk.store.devices_like(name, FOUND)), name)
    cases = [desk.by_key(key) for key in desk.store.cases_with_device(serial)]
    rows = [row for case in cases for row in _carried(case, serial, day)]
    devices = [*machines(row.cover.device for row in rows).values()]
    found = worst(row.cover for row in rows)
    assert found is not None  # a case lists it
    return DevicePage(devices[0], day, found, tuple(rows))


def _carried(case: Case, serial: str, day: date) -> Iterator[Carried]:
    before = formers(case)
    now = {device.key: device for device in case.devices}
    for device in listed(case):
        if fold(device.serial) != fold(serial):
            continue
        if device.key not in now:  # corrected since: it is the same machine
            device = next(
                now[key]
                for key, rows in before.items()
                if any(r.device.key == device.key for r in rows)
            )
        spans = case.spans.get(device.key, ())
        carries = next((span for span in spans if span.covers(day)), None)
        yield Carried(
            case,
            cover_of(case, device, day),
            state(case, day),
            carries is not None,
            carries.since if carries else spans[0].since if spans else None,
            before.get(device.key, ()),
            tuple(_told(case, _names(device, before.get(device.key, ())), day)),
            _released(case, device, day),
        )


def _released(case: Case, device: Device, day: date) -> bool:
    on = case.revocation.released.get(device.key) if case.revocation is not None else None
    return on is not None and on <= day


def _told(case: Case, names: Sequence[Device], day: date) -> Iterator[Told]:
    """Letters that named the machine: of the end of its cover by its key, others by their table."""
    keys = {_device_of(cover_lost(device.key, day)) for device in names}
    found = {
        told.letter or f"elsewhere {told.kind} {told.on}": told
        for name, told in case.told.items()
        if told.on <= day and _device_of(name) in keys
    }
    serials = {device.serial for device in names}
    for letter in case.letters:
        record = letter.record
        if letter.dispatched is None or letter.dispatched > day or record.number in found:
            continue
        tables = (block.rows for block in record.blocks if block.kind == "table")
        named = any(row[0] in serials for rows in tables for row in rows if row)
        if named and (notice_of(record.kind) or record.kind in ("cover_ended", "reinstated")):
            found[record.number] = Told(
                record.number, letter.dispatched, letter.reference, record.kind
            )
    yield from sorted(found.values(), key=lambda told: told.on)


def _device_of(name: str) -> str:
    """The device of something told about its cover, lost or kept; "" for anything else."""
    said = name.removeprefix("kept ")
    return said.split(" ", 2)[2] if said.startswith("cover ") else ""


def _names(device: Device, before: Sequence[Former]) -> list[Device]:
    """The machine under every number it was listed with, back to the one it was exchanged for."""
    own = takewhile(lambda row: row.how == CORRECTED, reversed(before))
    return [device, *(row.device for row in own)]


def course_words(row: Carried) -> str:
    """What runs: `In revocation, last day to act Tue 2027-01-26`; removed: that it carries none."""
    one = row.case.revocation
    if not row.carries:
        return "Carries it no more"
    if one is not None and one.dates is not None and row.state in ("in_revocation", "cover_ended"):
        if row.released:
            return "Released from the revocation"
        verb = "last day to act" if row.state == "in_revocation" else "ended"
        return f"{state_words(row.state)}, {verb} {on_screen(one.dates.deadline)}"
    return state_words(row.state)


def former_words(row: Former) -> str:
    """`5CG1, exchanged Thu 2026-12-03`."""
    return f"{row.device.serial}, {row.how} {on_screen(row.on)}"


def told_words(row: Told) -> str:
    """`First notice A-0047-L2, Wed 2026-10-28`."""
    letter = row.letter or "told elsewhere"
    return f"{name_of(row.kind)} {letter}, {on_screen(row.on)}"
