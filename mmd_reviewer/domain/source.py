"""Where something in a case comes from: the fact that says it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mmd_reviewer.domain.fact import Fact

FIRST_VERSION_THAT_OWES = 2  # facts of version 1 were recorded before rule C9


@dataclass(frozen=True, slots=True)
class Source:
    """A fact by its id, the civil day worked under and who recorded it.

    `settle`: it was recorded before letters were owed (C9); it keeps its effect, and its letter
    stands apart as *to be settled*.
    """

    fact: str
    day: date
    by: str = ""
    settle: bool = False

    @classmethod
    def of(cls, fact: Fact) -> Source:
        """The source that a fact is."""
        return cls(fact.id, fact.day, fact.by, fact.version < FIRST_VERSION_THAT_OWES)
