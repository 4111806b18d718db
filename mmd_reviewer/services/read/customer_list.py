"""Every customer with what is open, in force, revoked and out of service levels;
customers and devices found by words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from mmd_reviewer.domain.case_state import OPEN_STATES
from mmd_reviewer.domain.customers import Customers
from mmd_reviewer.domain.device import Device
from mmd_reviewer.domain.identity import plain
from mmd_reviewer.domain.request import fold
from mmd_reviewer.domain.uncovered import Uncovered, by_machine, tally
from mmd_reviewer.services.desk import Desk


@dataclass(frozen=True, slots=True)
class CustomerLine:
    """One customer over all its spellings; `revoked` and `test` are devices, the rest cases."""

    name: str
    spellings: tuple[str, ...]
    open: int = 0
    in_force: int = 0
    in_revocation: int = 0
    over: int = 0
    revoked: int = 0
    test: int = 0

    @property
    def out(self) -> int:
        """Devices out of service levels today."""
        return self.revoked + self.test

    @property
    def words(self) -> str:
        """`1 open, 3 in force, 1 in revocation`."""
        counts = (
            (self.open, "open"),
            (self.in_force, "in force"),
            (self.in_revocation, "in revocation"),
            (self.over, "over"),
        )
        return ", ".join(f"{number:,} {word}" for number, word in counts if number)

    def has(self, words: Sequence[str]) -> bool:
        """Does every word begin a word of its name or of a spelling?"""
        said = [part for name in (self.name, *self.spellings) for part in plain(name).split()]
        return all(any(part.startswith(word) for part in said) for word in words)


KINDS = (
    ("open", OPEN_STATES),
    ("in_force", ("approved", "in_force")),
    ("in_revocation", ("in_revocation", "cover_ended")),
)


def read_customers(desk: Desk) -> tuple[CustomerLine, ...]:
    """Every customer by name; on the worker."""
    standing, day = desk.standing(), desk.today()
    lines = _counted(desk, standing.customers, day)
    out: dict[str, list[Uncovered]] = {}
    for row in desk.store.uncovered(day):
        out.setdefault(plain(standing.customers.name(row.customer)), []).append(row)
    for key, rows in out.items():
        revoked, test = tally(by_machine(rows))
        lines[key] = replace(lines[key], revoked=revoked, test=test)
    return tuple(sorted(lines.values(), key=lambda line: plain(line.name)))


def _counted(desk: Desk, known: Customers, day: date) -> dict[str, CustomerLine]:
    """The cases of each customer, by the plain form of its name."""
    lines: dict[str, CustomerLine] = {}
    for (spelling, state), number in desk.store.customers(day).items():
        name = known.name(spelling)
        line = lines.setdefault(plain(name), CustomerLine(name, known.joined_to(name)))
        kind = next((kind for kind, states in KINDS if state in states), "over")
        spellings = tuple(dict.fromkeys((*line.spellings, spelling)))
        counts = {kind: getattr(line, kind) + number}
        lines[plain(name)] = replace(line, spellings=spellings, **counts)
    return lines


def fitting(lines: Sequence[CustomerLine], words: str) -> list[CustomerLine]:
    """The customers that have all the words."""
    wanted = plain(words).split()
    return [line for line in lines if line.has(wanted)]


def find_customers(desk: Desk, words: str, most: int) -> list[CustomerLine]:
    """Customers for the palette, without their devices: first those whose name begins with the
    words, of these the shortest, which is nearest to what was typed.
    """
    begins = plain(words)
    lines = fitting([*_counted(desk, desk.standing().customers, desk.today()).values()], words)
    lines.sort(
        key=lambda line: (not plain(line.name).startswith(begins), len(line.name), plain(line.name))
    )
    return lines[:most] if begins else []


def find_devices(desk: Desk, words: str, most: int) -> list[Device]:
    """Devices for the palette, each serial number once."""
    found = desk.store.devices_like(words, most * 2)
    return [*{fold(device.serial): device for device in found}.values()][:most]
