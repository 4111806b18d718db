"""What the person saw of a case when a deed was begun:
a newer state is shown before anything is recorded.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.case_fold import fold
from mmd_reviewer.domain.conflict import Conflict, both_values
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.domain.fact import Fact
from mmd_reviewer.domain.history import tell, tell_of

ANY = ""  # of the one case that a command of the terminal is about
TOLD = 3  # so many changes are told in full


class ChangedSince(Refused):
    """Somebody recorded something on the case since the person looked at it;
    nothing was recorded.
    """

    def __init__(self, conflict: Conflict) -> None:
        both = [row.sentence for row in conflict.rows if row.differs]
        told = " ".join(
            [f"{conflict.number} was changed since you looked at it.", conflict.who, *both]
        )
        super().__init__(
            f"{told} Nothing of yours was recorded: repeat it if it still holds.", "", "seen"
        )
        self.conflict = conflict

    @property
    def kind(self) -> str:
        """No rule speaks, but it is no mistake in the wording either."""
        return "refused"


@dataclass(slots=True)
class Seen:
    """The newest facts that the person saw, by case number.

    It changes: who is told of a change has seen it, and the deed repeated goes through. `own` holds
    what this person recorded at this desk: a key pressed while the one before is still being stored
    is no surprise to anybody.
    """

    heads: dict[str, str] = field(default_factory=dict)
    own: set[str] = field(default_factory=set)

    def check(self, case: Case, deed: Callable[[], Case] | None = None) -> None:
        """Refuse a deed on a case that has facts the person did not see,
        telling who did what, and when.

        `deed` gives the case as the deed would leave it: what it would change is told beside what
        it is now.
        """
        head = self.heads.get(case.number) or self.heads.get(ANY)
        if not head:
            return
        place = _place(head, case.facts, case.number)
        newer = [fact for fact in case.facts[place:] if fact.id not in self.own]
        if newer:
            raise self.changed(case, place, newer, deed)

    def check_desk(self, facts: Sequence[Fact]) -> None:
        """The same for a deed on the desk itself, which no view is open on:
        of a command of the terminal.
        """
        head = self.heads.get(ANY)
        known = _place(head, facts, "the desk") if head else len(facts)
        newer = [fact for fact in facts[known:] if fact.id not in self.own]
        if newer:
            said = " ".join(_who_did(fact, tell(fact)) for fact in newer[-TOLD:])
            what = (
                f"The desk was changed since you looked at it. {said} Nothing of yours was "
                f"recorded."
            )
            raise Refused(what, "", "seen")

    def check_many(self) -> None:
        """Refuse `--seen` for a deed on many cases:
        one fact says nothing about what was seen of the others.
        """
        if self.heads.get(ANY):
            raise Refused(
                "--seen names the newest fact of one case, and an import is about many.", "", "seen"
            )

    def changed(
        self, case: Case, known: int, newer: Iterable[Fact], deed: Callable[[], Case] | None
    ) -> ChangedSince:
        """The refusal that tells of newer facts; `known` of the case's facts were seen.

        It counts as told.
        """
        self.heads[case.number] = case.heads[-1]
        seen = replace(fold(case.facts[:known], case.editions, case.rules), as_of=case.as_of)
        rows = both_values(seen, case, deed()) if deed is not None else ()
        return ChangedSince(Conflict(case.number, told(case, newer), rows))


def _place(head: str, facts: Sequence[Fact], whose: str) -> int:
    """How many of the facts were seen, up to `head`; refuses one that is none of them."""
    place = next((at for at, fact in enumerate(facts, 1) if fact.id.startswith(head)), None)
    if place is None:
        where = "`show`" if whose != "the desk" else "`editions --json` or `join --json`"
        raise Refused(f'"{head}" is no fact of {whose}: take it from {where}.', "", "seen")
    return place


def _who_did(fact: Fact, what: str) -> str:
    return f"{fact.by}, {fact.at[:16].replace('T', ' ')} UTC: {what.rstrip('.')}."


def told(case: Case, facts: Iterable[Fact]) -> str:
    """Who did what, and when, in a sentence each."""
    rows = list(facts)
    parts = [_who_did(fact, tell_of(case, fact)) for fact in rows[-TOLD:]]
    more = len(rows) - TOLD
    return " ".join([*([f"{more} changes before that."] if more > 0 else []), *parts])
