"""Facts of the desk itself: what letters,
dates and customers of all cases depend on (rules A5, B8, F1, F3).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from mmd_reviewer.domain.fact_body import Body


@dataclass(frozen=True, slots=True)
class DeskSet(Body):
    """The service time zone, the station's code and the sender printed on letters."""

    zone: str
    station: str
    sender: Mapping[str, str]
    region: str = ""  # of the holidays that are shown, as `BE` or `US-WA`; "": weekends only


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
