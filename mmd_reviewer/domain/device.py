"""Devices that carry an exemption: known by serial number, manufacturer and model (rules D1, C1)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from mmd_reviewer.domain.intake import Problem
from mmd_reviewer.domain.request import fold

TEST_GROUP = "test"  # outside service levels anyway (D9)
NAMED = 3  # so many serial numbers are named in a refusal


@dataclass(frozen=True, slots=True)
class Device:
    """`serial` is text (leading zeros count); `ring` the deployment group; the hardware hash is never kept."""

    serial: str
    manufacturer: str = ""
    model: str = ""
    name: str = ""
    ring: str = ""

    @property
    def key(self) -> str:
        """The same for the same device, however it is spelled."""
        return "\0".join(map(fold, (self.serial, self.manufacturer, self.model)))

    @property
    def full_name(self) -> str:
        """`5CG1/HP/EliteBook`: names it where another device has the same serial number."""
        return "/".join((self.serial, self.manufacturer, self.model))

    @property
    def in_test_group(self) -> bool:
        """Test-group devices are outside service levels."""
        return fold(self.ring) == TEST_GROUP


@dataclass(frozen=True, slots=True)
class Span:
    """A device carries the exemption from `since` until the day before `until`; None: it still does."""

    since: date
    until: date | None = None

    def covers(self, day: date) -> bool:
        """Does it carry the exemption on that day?"""
        return self.since <= day and (self.until is None or day < self.until)


@dataclass(frozen=True, slots=True)
class DeviceFile:
    """Good devices of a file, and what is wrong with the other rows."""

    devices: tuple[Device, ...]
    problems: tuple[Problem, ...]


def named_twice(devices: Iterable[Device]) -> tuple[Device, ...]:
    """Devices that stand in the list more than once."""
    seen: set[str] = set()
    twice = []
    for device in devices:
        if device.key in seen:
            twice.append(device)
        seen.add(device.key)
    return tuple(twice)


def named(serials: Sequence[str]) -> str:
    """The first few serial numbers, and how many more, for a sentence."""
    names = ", ".join(serials[:NAMED])
    return f"{names} and {len(serials) - NAMED} more" if len(serials) > NAMED else names
