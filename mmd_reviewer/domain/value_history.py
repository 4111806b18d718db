"""What each fact of a case changed: the value before and after, field by field (rule C7)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.case_fold import fold, step
from mmd_reviewer.domain.conflict import NOTHING, values
from mmd_reviewer.domain.fact import DeedRetracted, Fact, RequestReceived, VersionSeparated
from mmd_reviewer.domain.history import tell_of

LONGEST_TOLD = 200  # characters of a value in a line; all of it stands in the case
_SAID_WHOLE = ("Newest note", "Linked to")  # the fact's own sentence has every word of these
_SAID_KINDS = ("Letter ", "First ", "Second ", "Third ", "Final ", "Appeal ")


@dataclass(frozen=True, slots=True)
class Change:
    """A field that a fact changed; "" is no value."""

    field: str
    old: str
    new: str

    @property
    def sentence(self) -> str:
        """`Factor non negotiable: no → yes`; long words are cut, those of a note are not."""
        whole = self.field.startswith("Note ")
        old, new = ((text if whole else _cut(text)) or NOTHING for text in (self.old, self.new))
        return f"{self.field}: {old} → {new}"


def changes_of(case: Case) -> Mapping[str, tuple[Change, ...]]:
    """By the id of each fact what it changed; a value that its sentence has is not said again."""
    return {fact.id: tuple(_changed(case, fact, *both)) for fact, *both in _stages(case)}


def _changed(case: Case, fact: Fact, before: Case, after: Case) -> Iterator[Change]:
    was = dict(values(replace(before, as_of=fact.day)))
    now = dict(values(replace(after, as_of=fact.day)))
    sentence = tell_of(case, fact)
    for name in dict.fromkeys((*now, *was)):
        change = Change(name, was.get(name, ""), now.get(name, ""))
        said = name in _SAID_WHOLE or name.startswith(_SAID_KINDS)
        if change.old == change.new or said or (not change.old and change.new in sentence):
            continue
        yield change


def _stages(case: Case) -> Iterator[tuple[Fact, Case, Case]]:
    """Each fact after the first with the case before and after it, as it stood then.

    Folded fact by fact, and anew only where facts before it stop to count: a long history is told
    while a person waits.
    """
    facts = case.facts
    first = next(n for n, fact in enumerate(facts, 1) if isinstance(fact.body, RequestReceived))
    now = fold(facts[:first], case.editions)
    for place, fact in enumerate(facts[first:], first + 1):
        before = now
        if isinstance(fact.body, DeedRetracted | VersionSeparated):
            now = fold(facts[:place], case.editions)
        else:
            now = step(replace(before, counting=(*before.counting, fact)), fact)
        yield fact, before, now


def _cut(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_TOLD else f"{line[: LONGEST_TOLD - 1]}…"
