"""Facts of what an approval rests on after it is given: promises of the customer, reviews."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from mmd_reviewer.domain.fact_body import Body


@dataclass(frozen=True, slots=True)
class PromiseMade(Body):
    """What the customer is to do by a day, such as a term of the approval (C1)."""

    text: str
    due: date


@dataclass(frozen=True, slots=True)
class PromiseSettled(Body):
    """The promise of that fact was kept or broken, and what shows it."""

    promise: str
    kept: bool
    text: str


@dataclass(frozen=True, slots=True)
class ReviewDone(Body):
    """The key conditions were looked at again while the approval runs, and what was found (D1)."""

    text: str
