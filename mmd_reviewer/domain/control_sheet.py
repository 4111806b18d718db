"""The control sheet: all dates of a case on one page, old and new."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class ControlRow:
    """One date: what it is, the day before a change of it,
    where it stands, and how it comes about.
    """

    what: str
    day: date
    was: date | None
    standing: str
    why: str


@dataclass(frozen=True, slots=True)
class ControlSheet:
    """The dates of a case as of a day, in order;
    `seal` is that of its facts, to be kept on paper.
    """

    number: str
    customer: str
    heading: str
    day: date
    rows: tuple[ControlRow, ...]
    seal: str
