"""What waits for a person: letters to print or dispatch, and the health check on opening a store."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class WaitingLetter:
    """An issued letter that is not dispatched; `printed` is None while it is to be printed."""

    letter: str
    number: str
    kind: str
    day: date
    printed: date | None
    customer: str
    pages: int


@dataclass(frozen=True, slots=True)
class Concern:
    """One finding of the health check: the case, what is the matter, and since when."""

    number: str
    customer: str
    what: str
    since: date
