"""Facts of the desk itself: what letters,
dates and customers of all cases depend on (rules A5, B8, F1, F3).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar

from mmd_reviewer.domain.fact_body import Body
from mmd_reviewer.domain.letterhead import PAPERS


@dataclass(frozen=True, slots=True)
class DeskRules:
    """What the settings of the desk say of its cases.

    `answer_days`: so many days after a return was told it may be closed unanswered (C1);
    `review_months`: so often an open-ended approval is looked at. A decision is assessed by a
    second person where its type is one of `second_types`, where `second_devices` or more are asked
    for (0: never for that), or where it approves against a broken condition (`second_broken`).
    """

    answer_days: int = 30
    review_months: int = 12
    second_types: tuple[str, ...] = ()
    second_devices: int = 0
    second_broken: bool = False

    @property
    def wants_second(self) -> bool:
        """Is there any decision that a second person assesses?"""
        return bool(self.second_types or self.second_devices or self.second_broken)


NO_RULES = DeskRules()


@dataclass(frozen=True, slots=True)
class DeskSet(Body):
    """The service time zone, the station's code and the sender printed on letters.

    `signatures`: the line under the letters of a reviewer, by name. `sample`: its cases are made
    up, and every page says so. `paper`: what new letters are laid out for.
    """

    zone: str
    station: str
    sender: Mapping[str, str]
    region: str = ""  # of the holidays that are shown, as `BE` or `US-WA`; "": weekends only
    rules: DeskRules = NO_RULES
    signatures: Mapping[str, str] = field(default_factory=dict)
    sample: bool = False
    paper: str = PAPERS[0]


@dataclass(frozen=True, slots=True)
class LogoSet(Body):
    """New letters bear this logo; its file is kept as the document of that SHA-256."""

    name: str
    sha256: str
    media: str


@dataclass(frozen=True, slots=True)
class LogoRemoved(Body):
    """New letters bear no logo."""


@dataclass(frozen=True, slots=True)
class EditionAnnounced(Body):
    """A new edition is to take effect; its file is kept as the document of that SHA-256 (B8).

    `tell` names one case for each customer who must be told, fixed on this day.
    """

    version: ClassVar[int] = 2  # from 2 on its letters are owed (C9)
    code: str
    digest: str
    effective: date
    document: str
    tell: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EditionPublished(Body):
    """An edition takes effect; customers were told on `announced`,
    the last letter's dispatch (B8).
    """

    code: str
    digest: str
    effective: date
    announced: date | None = None
    types: tuple[
        str, ...
    ] = ()  # the codes of its exemption types; () in facts before they were recorded


@dataclass(frozen=True, slots=True)
class DateConfirmed(Body):
    """A reviewer confirmed that the day worked under is right (F3)."""


@dataclass(frozen=True, slots=True)
class CustomersJoined(Body):
    """A spelling of a customer's name means that customer (A5)."""

    name: str
    into: str


@dataclass(frozen=True, slots=True)
class CustomersParted(Body):
    """A joining of spellings is taken back (A5)."""

    name: str


@dataclass(frozen=True, slots=True)
class CustomerLanguageSet(Body):
    """New letters to a customer are written in a language, by its two letters."""

    name: str
    language: str


@dataclass(frozen=True, slots=True)
class AbsenceSet(Body):
    """From `first` until `last`, both included, all of `who`'s work counts as that of `by`."""

    who: str
    by: str
    first: date
    last: date
    note: str = ""


@dataclass(frozen=True, slots=True)
class AbsenceEnded(Body):
    """An absence, by the fact that set it, holds until the day before this one."""

    absence: str


@dataclass(frozen=True, slots=True)
class WentBack(Body):
    """The store went back to the backup made at `made` (UTC): so many facts were lost,
    and cases up to `highest` of the station were numbered by then.
    """

    made: str
    lost: int
    station: str
    highest: int
