"""Facts of retention and disposal; those of a case stand in the case,
the others in the desk's (rule C11).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from mmd_reviewer.domain.fact_body import Body


@dataclass(frozen=True, slots=True)
class RetentionSet(Body):
    """For how many years cases are kept after they are over,
    by the state in which they ended (C11).
    """

    years: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class CaseDisposed(Body):
    """The words of a case and its documents were removed,
    with a second person; their hashes stay (C11).

    `case` is its key; `facts` and `documents` are the ids of what is gone. `state` is the one it
    ended in, on the day `over`.
    """

    number: str
    case: str
    state: str
    over: date
    reason: str
    second_person: str
    facts: tuple[str, ...]
    documents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HoldPlaced(Body):
    """The case is kept whatever its retention says, until the hold is lifted (C11)."""

    reason: str


@dataclass(frozen=True, slots=True)
class HoldLifted(Body):
    reason: str
