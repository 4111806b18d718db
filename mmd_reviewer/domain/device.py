"""Devices that carry an exemption: known by serial number,
manufacturer and model (rules D1, C1).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from mmd_reviewer.domain.intake import Problem, Reading
from mmd_reviewer.domain.listing import first_of
from mmd_reviewer.domain.request import fold

TEST_GROUPS = ("test", "testgruppe", "testring")  # outside service levels anyway (D9)
_OF_A_GROUP = re.compile(  # what names of groups say beside
    r"\b(?:modern workplace|microsoft managed desktop|devices|deployment|update|"
    r"group|groupe de|gruppe|ring)\b"
)
NAMED = 3  # so many serial numbers are named in a refusal


@dataclass(frozen=True)  # without slots: the key is asked for thousands of times, and kept
class Device:
    """`serial` is text (leading zeros count); `ring` the deployment group;
    the hardware hash is never kept.
    """

    serial: str
    manufacturer: str = ""
    model: str = ""
    name: str = ""
    ring: str = ""

    def __post_init__(self) -> None:
        """A line end pasted into a name is a blank."""
        for name in ("serial", "manufacturer", "model", "name", "ring"):
            value = getattr(self, name)
            if "\n" in value or "\r" in value or "\t" in value:
                object.__setattr__(self, name, " ".join(value.split()))

    @cached_property
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
        return _words(_OF_A_GROUP.sub(" ", _words(self.ring))) in TEST_GROUPS

    @property
    def _maker(self) -> str:
        words = _LEGAL.sub("", _words(self.manufacturer)).strip()
        return _SHORT_NAMES.get(words, words)

    def is_machine(self, other: Device) -> bool:
        """Is it the same machine, though one list names manufacturer
        and model and another does not, or otherwise?
        """
        if fold(self.serial) != fold(other.serial):
            return False
        makers = (self._maker, other._maker, _words(self.manufacturer), _words(other.manufacturer))
        pairs = (
            (self._maker, other._maker),
            (_bare(self.model, makers), _bare(other.model, makers)),
        )
        return all(one == two or not one or not two for one, two in pairs)


_LEGAL = re.compile(
    r"\b(?:inc|incorporated|corp|corporation|company|co|gmbh|ltd|limited|ag|sa|bv)\b"
)
_KIND = re.compile(r"\b(?:notebook|desktop|tablet|mobile workstation)?(?: ?pc| ?computer)?$")
_SHORT_NAMES = {"hewlett packard": "hp", "hewlett packard enterprise": "hp"}


def _bare(model: str, makers: Sequence[str]) -> str:
    """A model without what lists add to it: the maker before it, the kind of computer behind it."""
    words = _KIND.sub("", _words(model)).strip()
    for maker in filter(None, makers):
        words = words.removeprefix(f"{maker} ")
    return words


def _words(text: str) -> str:
    return " ".join(re.sub(r"[\W_]+", " ", fold(text)).split())


@dataclass(frozen=True, slots=True)
class Span:
    """A device carries the exemption from `since` until the day before `until`;
    None: it still does.

    `given_back`: how often an outcome or a withdrawal had given cover back to the case when it was
    removed.
    """

    since: date
    until: date | None = None
    given_back: int = 0

    def covers(self, day: date) -> bool:
        """Does it carry the exemption on that day?"""
        return self.since <= day and (self.until is None or day < self.until)


@dataclass(frozen=True, slots=True)
class DeviceFile:
    """Good devices of a file, what is wrong with the other rows, and how the file was read."""

    devices: tuple[Device, ...]
    problems: tuple[Problem, ...]
    reading: Reading | None = None


def named_twice(devices: Iterable[Device]) -> tuple[Device, ...]:
    """Devices that stand in the list more than once, whichever way they are named there."""
    seen: dict[str, list[Device]] = {}
    twice = []
    for device in devices:
        there = seen.setdefault(fold(device.serial), [])
        if any(device.is_machine(other) for other in there):
            twice.append(device)
        there.append(device)
    return tuple(twice)


def by_serial(devices: Iterable[Device]) -> Mapping[str, Sequence[Device]]:
    """Devices by their folded serial number."""
    found: dict[str, list[Device]] = {}
    for device in devices:
        found.setdefault(fold(device.serial), []).append(device)
    return found


def as_known(devices: Iterable[Device], known: Iterable[Device]) -> tuple[Device, ...]:
    """The devices of a list as they are known already,
    where one that is known is meant without doubt.
    """
    there = by_serial(known)
    found = []
    for device in devices:
        meant = [other for other in there.get(fold(device.serial), ()) if other.is_machine(device)]
        exact = [other for other in meant if other.key == device.key]
        found.append(exact[0] if exact else meant[0] if len(meant) == 1 else device)
    return tuple(found)


def named(serials: Sequence[str]) -> str:
    """The first few serial numbers, and how many more, for a sentence."""
    return first_of(serials, NAMED)
