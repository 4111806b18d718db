"""Devices that carry an exemption: known by serial number, manufacturer and model (rules D1, C1)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from mmd_reviewer.domain.intake import Problem
from mmd_reviewer.domain.request import fold

TEST_GROUP = "test"  # outside service levels anyway (D9)


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
    def in_test_group(self) -> bool:
        """Test-group devices are outside service levels."""
        return fold(self.ring) == TEST_GROUP


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
