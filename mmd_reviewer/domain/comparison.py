"""The register of a day against an inventory: what differs, device by device (rules D6, D9, E3).

A file proves nothing: a device that it does not list is *not seen*, never removed, and nothing is
recorded by comparing. The service is never left by a file either.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal

from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.case_state import state
from mmd_reviewer.domain.device import Device
from mmd_reviewer.domain.inventory import FoundDevice, Installed
from mmd_reviewer.domain.product_words import Likeness, Product, Program

Kind = Literal["undeclared", "unseen", "version", "same"]
UNDECLARED: Kind = "undeclared"
UNSEEN: Kind = "unseen"
VERSION: Kind = "version"
SAME: Kind = "same"
DIFFERENCES = (UNDECLARED, UNSEEN, VERSION)
NOT_SOFTWARE = ("policies", "devices")  # types of A2 that no list of programs can show
SILENT_DAYS = 28  # a device that reported nothing for longer says nothing of what it carries
Why = Literal["", "device", "software", "nothing"]
NO_DEVICE: Why = "device"  # the file does not list it
NO_SOFTWARE: Why = "software"  # it lists the device and other programs
NOTHING_LISTED: Why = "nothing"  # it lists the device, and no program of it
Doubt = Literal["", "name", "year", "owner", "several"]
BY_NAME: Doubt = "name"  # the program's name only resembles the proposal's
BY_YEAR: Doubt = "year"  # the one version is a year, the other is not
NO_OWNER: Doubt = "owner"  # nothing says whose device it is
SEVERAL: Doubt = "several"  # more than one exemption of the customer may be meant


@dataclass(frozen=True, slots=True)
class Exemption:
    """A case of the register on a day. `who` names its customer, one for all joined spellings;
    `carrying` have it declared, `gone` had it until a day.
    """

    number: str
    customer: str
    who: str
    title: str
    type: str
    state: str
    until: date | None
    product: Product
    carrying: tuple[Device, ...]
    gone: tuple[tuple[Device, date], ...] = ()

    listed: bool = True  # False: in force, and no device list was given yet

    @property
    def deviates(self) -> bool:
        """Is it on devices that day? Else it is here for devices found again."""
        return bool(self.carrying) or not self.listed

    @property
    def by_device(self) -> bool:
        """Is it compared by its devices alone, as no program shows it?"""
        return self.type in NOT_SOFTWARE


@dataclass(frozen=True, slots=True)
class Find:
    """One device of one exemption. `device` as the register names it, else as the file does;
    `found` what the file says of it; `doubt` is why the row is only *perhaps*, "" if it is sure.

    `gone`: the day on which its removal was confirmed; `other`: a machine of the same name with
    another serial number.
    """

    kind: Kind
    device: Device
    found: FoundDevice | None = None
    installed: Installed | None = None
    why: Why = ""
    doubt: Doubt = ""
    gone: date | None = None
    other: FoundDevice | None = None

    def silent_on(self, day: date) -> bool:
        """Has it reported nothing for weeks?"""
        seen = self.found.seen if self.found is not None else None
        return seen is not None and day - seen > timedelta(days=SILENT_DAYS)


@dataclass(frozen=True, slots=True)
class Difference:
    """What differs of one exemption in one way; without one: a program that others have approved,
    on devices of a customer who has no case for it (`customer` as the file names it, or "").
    """

    kind: Kind
    exemption: Exemption | None
    customer: str
    title: str
    finds: tuple[Find, ...]
    carried: int  # devices on which the file shows it
    others: tuple[Exemption, ...] = ()  # of other customers, who have it approved

    @property
    def key(self) -> tuple[str, str, str]:
        """The same difference when the register is read again."""
        number = self.exemption.number if self.exemption is not None else self.title
        return self.kind, number, self.customer

    @property
    def perhaps(self) -> bool:
        """Is all of it in doubt?"""
        return all(one.doubt for one in self.finds)


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a comparison found. `same` and `perhaps` count declared devices that agree, surely or
    by a name that only resembles; `by_serial`, `by_name`: how declared devices were found.

    `programs` are the names taken for each exemption's product, by its number.
    """

    day: date
    differences: tuple[Difference, ...]
    exemptions: tuple[Exemption, ...]
    left_out: tuple[Exemption, ...]  # of customers of whom the inventory lists no device
    same: int
    perhaps: int
    by_serial: int
    by_name: int
    declared: int
    programs: Mapping[str, tuple[tuple[Program, Likeness], ...]] = field(default_factory=dict)
    strangers: tuple[str, ...] = ()  # customers that the inventory names and no case has

    @property
    def agreeing(self) -> int:
        """Exemptions without any difference."""
        differing = {row.exemption.number for row in self.differences if row.exemption}
        return len(self.exemptions) - len(differing)


def exemption_of(case: Case, day: date, who: str) -> Exemption | None:
    """The case as it deviates on a day, or as a removed one whose devices may be found again;
    None for a case that was not deployed by then.
    """
    if not case.waves or day < min(wave.on for wave in case.waves):
        return None
    carrying = {device.key for device in case.carrying(day)}
    gone = []
    for device in case.devices:
        ends = [span.until for span in case.spans.get(device.key, ()) if span.until is not None]
        past = [until for until in ends if until <= day]
        if device.key not in carrying and past:
            gone.append((device, max(past)))
    now = case.revocation
    made = case.holding.made if case.holding is not None else None
    until = now.dates.deadline if now is not None and now.dates is not None else None
    return Exemption(
        case.number,
        case.request.customer,
        who,
        " ".join(case.request.heading().split()),
        case.request.type,
        state(case, day),
        until or (made.until if made is not None else None),
        Product(case.request.heading(), case.request.proposal),
        tuple(device for device in case.devices if device.key in carrying),
        tuple(gone),
        bool(case.spans),
    )
