"""What an inventory says of devices: that they are there, and which software they carry.

It is no fact: a file in which a device is absent confirms nothing (D6).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from mmd_reviewer.domain.device import Device, by_serial
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.domain.intake import Problem, Reading
from mmd_reviewer.domain.product_words import Program
from mmd_reviewer.domain.request import fold


@dataclass(frozen=True, slots=True)
class Installed:
    """A program on a device, as a row of a file says."""

    program: Program
    version: str = ""
    row: int = 0
    file: str = ""


@dataclass(frozen=True, slots=True)
class FoundDevice:
    """A device of an inventory; its serial number may be missing where a file names it otherwise.

    `id` is Intune's; `customer` as the file writes it, "" where it names none; `seen` the day of
    the last check-in; `row` the first one, of `file`.
    """

    device: Device
    id: str = ""
    customer: str = ""
    seen: date | None = None
    file: str = ""
    row: int = 0
    software: tuple[Installed, ...] = ()

    @property
    def name(self) -> str:
        """Its serial number, else what it is called."""
        return self.device.serial or self.device.name or self.id


@dataclass(frozen=True, slots=True)
class InventoryFile:
    """What a file was read as; `tells_software`: it has a column of programs."""

    file: str
    reading: Reading
    devices: tuple[FoundDevice, ...] = ()
    problems: tuple[Problem, ...] = ()
    tells_software: bool = False


@dataclass(frozen=True, slots=True)
class Inventory:
    """One or several files as one: Intune lists devices and programs apart."""

    files: tuple[InventoryFile, ...]
    devices: tuple[FoundDevice, ...] = field(default=())

    @property
    def tells_software(self) -> bool:
        """Does any of the files name programs?"""
        return any(file.tells_software for file in self.files)

    @property
    def newest(self) -> date | None:
        """The newest check-in: as of about then the files were made."""
        return max((one.seen for one in self.devices if one.seen is not None), default=None)


def inventory_of(files: Sequence[InventoryFile]) -> Inventory:
    """The devices of all files, each machine once; refuses a file that cannot be read whole: what
    it does not tell would look absent.
    """
    for file in files:
        whole = next((row.message for row in file.problems if row.row is None), "")
        if whole or not file.devices:
            said = whole or "No row names a device: export the list again."
            raise Refused(f"{file.file}: {said}", "", "file")
    found = tuple(_merged(one for file in files for one in file.devices))
    return Inventory(tuple(files), found)


def _merged(devices: Iterable[FoundDevice]) -> Iterator[FoundDevice]:
    """Machines by serial number, else by Intune's id, else by a name that one machine has."""
    with_serial: list[FoundDevice] = []
    others: list[FoundDevice] = []
    for one in devices:
        (with_serial if one.device.serial else others).append(one)
    machines = _by_machine(with_serial)
    by_id = {one.id: place for place, one in enumerate(machines) if one.id}
    names: dict[str, list[int]] = {}
    for place, one in enumerate(machines):
        names.setdefault(fold(one.device.name), []).append(place)
    for one in others:
        called = names.get(fold(one.device.name), []) if one.device.name else []
        if len(called) != 1 or (one.id and machines[called[0]].id):
            called = []
        by_name = next(iter(called), None)
        at = by_id.get(one.id, by_name) if one.id else by_name
        if at is not None:
            machines[at] = _one(machines[at], one)
            continue
        if one.id:
            by_id[one.id] = len(machines)
        names.setdefault(fold(one.device.name), []).append(len(machines))
        machines.append(one)
    yield from machines


def _by_machine(found: Sequence[FoundDevice]) -> list[FoundDevice]:
    """One device enrolled twice is one machine; the newest check-in counts."""
    made: list[FoundDevice] = []
    places: dict[str, list[int]] = {}
    for one in found:
        there = places.setdefault(fold(one.device.serial), [])
        same = next((at for at in there if made[at].device.is_machine(one.device)), None)
        if same is None:
            there.append(len(made))
            made.append(one)
        else:
            made[same] = _one(made[same], one)
    return made


def _one(first: FoundDevice, more: FoundDevice) -> FoundDevice:
    """Two records of one machine as one; what the first leaves open the other fills in."""
    device, other = first.device, more.device
    days = [day for day in (first.seen, more.seen) if day is not None]
    return replace(
        first,
        device=replace(
            device,
            manufacturer=device.manufacturer or other.manufacturer,
            model=device.model or other.model,
            name=device.name or other.name,
            ring=device.ring or other.ring,
        ),
        id=first.id or more.id,
        customer=first.customer or more.customer,
        seen=max(days, default=None),
        software=(*first.software, *more.software),
    )


class Places:
    """Where a declared device stands in an inventory."""

    def __init__(self, found: Sequence[FoundDevice]) -> None:
        self._found = found
        self._at = {id(one.device): place for place, one in enumerate(found)}
        self._exact = {_spelled(one.device): place for place, one in enumerate(found)}
        self._serials = by_serial(one.device for one in found if one.device.serial)
        self._names: dict[str, list[int]] = {}
        for place, one in enumerate(found):
            if one.device.name:
                self._names.setdefault(fold(one.device.name), []).append(place)

    def by_serial(self, device: Device) -> int | None:
        """By its serial number; one without maker and model may mean it without doubt."""
        exactly = self._exact.get(_spelled(device))
        if exactly is not None:
            return exactly
        there = self._serials.get(fold(device.serial), ())
        meant = [one for one in there if one.is_machine(device)]
        exact = [one for one in meant if one.key == device.key] or meant
        return self._at[id(exact[0])] if len(exact) == 1 else None

    def by_name(self, device: Device, *, serial: bool = False) -> int | None:
        """By its name, if one alone has it: of those without a serial number, or of the others."""
        places = self._names.get(fold(device.name), []) if device.name else []
        fitting = [at for at in places if bool(self._found[at].device.serial) == serial]
        return fitting[0] if len(fitting) == 1 else None


def _spelled(device: Device) -> tuple[str, str, str]:
    return device.serial, device.manufacturer, device.model
