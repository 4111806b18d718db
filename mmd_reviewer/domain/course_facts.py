"""Facts from deployment to the end of cover:
what the revocation course is folded from (rules D1 to D11).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from mmd_reviewer.domain.course_plan import CoursePlan
from mmd_reviewer.domain.device import Device
from mmd_reviewer.domain.fact_body import Body


@dataclass(frozen=True, slots=True)
class Deployed(Body):
    """An approval is in force since `on`, on these devices; deployment may come in waves (D1)."""

    on: date
    devices: tuple[Device, ...] = ()


@dataclass(frozen=True, slots=True)
class CarriedOver(Body):
    """Devices (by key) carry the exemption since `on` by the extension `to`,
    not by this approval any more (E2).
    """

    devices: tuple[str, ...]
    on: date
    to: str


@dataclass(frozen=True, slots=True)
class RevocationPrepared(Body):
    """What every notice will say, word for word (D1, D2); the clock starts with the first dispatch.

    Prepared again before that dispatch, the newer words replace the older.
    """

    conditions: tuple[str, ...]
    why: str
    actions: str
    not_evident: str
    edition: str
    edition_name: str
    wording: Mapping[str, str]
    plan: CoursePlan | None = None  # of that edition; None: the page's own (D2)


@dataclass(frozen=True, slots=True)
class GroundAdded(Body):
    """A ground found later; the next notice carries it, marked, and no date moves (D1)."""

    conditions: tuple[str, ...]
    why: str
    not_evident: str
    edition: str
    edition_name: str
    wording: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class NoticeSentElsewhere(Body):
    """A notice that was given before this program was used, as a second person confirms (D3)."""

    notice: str
    on: date
    reference: str
    second_person: str
    reason: str = ""  # why another case's ticket is right


@dataclass(frozen=True, slots=True)
class DispatchCorrected(Body):
    """A dispatch was recorded with a wrong day or reference; both stay visible (D11).

    Of a notice that was sent elsewhere there is no `letter`: `notice` names it, in the newest
    revocation. `taken_back`: it was not dispatched at all; `on` and `reference` repeat what was
    recorded (D7).
    """

    version: ClassVar[int] = 2  # from 2 on a deadline that it moves is told by a letter (C9, D11)
    letter: str
    on: date
    reference: str
    reason: str
    notice: str = ""
    taken_back: bool = False


@dataclass(frozen=True, slots=True)
class ToldElsewhere(Body):
    """What a letter of this kind would say was told in another way,
    as a second person confirms (C9).

    `tells` are the ids of what it told; `deadline` the deadline that it named, if it named one.
    """

    # As of every fact since C9: a deadline that it moves is owed a letter
    version: ClassVar[int] = 2
    kind: str
    tells: tuple[str, ...]
    on: date
    reference: str
    second_person: str
    deadline: date | None = None
    reason: str = ""  # why another case's ticket is right (D3)


@dataclass(frozen=True, slots=True)
class DispatchProven(Body):
    """A file that proves a dispatch, by its SHA-256 (C4)."""

    letter: str
    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class RevocationWithdrawn(Body):
    """The revocation is taken back without an appeal; the exemption is in force again (D8)."""

    version: ClassVar[int] = 2  # from 2 on its letter is owed (C9)
    reason: str
    terms: str = ""


@dataclass(frozen=True, slots=True)
class Retimed(Body):
    """The deadline is changed: why, by whom, and both days (D7).

    `old` is None before the first notice.
    """

    version: ClassVar[int] = 2  # from 2 on its letter is owed (C9)
    kind: str
    old: date | None
    new: date
    reason: str
    incident: str = ""
    approved_by: str = ""


@dataclass(frozen=True, slots=True)
class AppealRaised(Body):
    """The customer appeals with new information;
    while one appeal is open, more of it joins that one (D8).

    `target`: the day by which the reviewer means to answer; no date of the course hangs on it.
    """

    version: ClassVar[int] = 2  # from 2 on its letter is owed (C9)
    received: date
    grounds: str
    text: str
    target: date | None = None


@dataclass(frozen=True, slots=True)
class AppealDecided(Body):
    """How the open appeal ended (D8).

    `deadline`, `actions` and `released` (device keys) go with *varied*.
    """

    version: ClassVar[int] = 2  # from 2 on its letter is owed (C9)
    outcome: str
    reason: str
    deadline: date | None = None
    actions: str = ""
    released: tuple[str, ...] = ()
    terms: str = ""


@dataclass(frozen=True, slots=True)
class RemovalConfirmed(Body):
    """Devices (by key) no longer carry the exemption since `on`, as `confirmed_by` says (D6)."""

    devices: tuple[str, ...]
    on: date
    confirmed_by: str
    by_service: bool = False
    left_service: bool = False


@dataclass(frozen=True, slots=True)
class FoundAgain(Body):
    """Devices (by key) carry the exemption again since `on`:
    same deadline, or no cover from that day (D9).
    """

    devices: tuple[str, ...]
    on: date
    by: str


@dataclass(frozen=True, slots=True)
class DevicesJoined(Body):
    """Devices found to carry the exemption that were never deployed:
    they join it since `on` (D9).
    """

    devices: tuple[Device, ...]
    on: date
    by: str


@dataclass(frozen=True, slots=True)
class DeviceExchanged(Body):
    """One machine in place of another since `on`; it carries the exemption on (D9)."""

    old: str
    new: Device
    on: date
    reason: str


@dataclass(frozen=True, slots=True)
class SerialCorrected(Body):
    """A device was listed under a wrong serial number; it is the same machine all along (D9)."""

    old: str
    new: Device
    reason: str


@dataclass(frozen=True, slots=True)
class Reinstated(Body):
    """Devices (by key) that lost cover and no longer carry
    the exemption have it back since `on` (D9).
    """

    version: ClassVar[int] = 2  # from 2 on its letter is owed (C9)
    devices: tuple[str, ...]
    on: date
    reason: str


@dataclass(frozen=True, slots=True)
class ConsentRecorded(Body):
    """The customer agrees that the service removes the exemption (D6)."""

    by: str
    on: date
    text: str
