"""Precedents in words: how each was decided, what differs, counts, a draft that departs, and the
same product in revocation elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from mmd_reviewer.domain.assessment import Answers
from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.edition import Edition
from mmd_reviewer.domain.period import add_months, count, on_screen, whole_months
from mmd_reviewer.domain.precedent import UNKNOWN, Counts, Precedent, departs, devices_of
from mmd_reviewer.domain.recommendation import APPROVE, MIGRATE
from mmd_reviewer.services.precedents import Near, Precedents
from mmd_reviewer.services.read.told_words import DECIDED

AMBER, MUTED = "attention", "muted"
LONGEST = 140  # characters of why it was revoked


@dataclass(frozen=True, slots=True)
class Line:
    """A difference in words, with its icon and tone."""

    words: str
    icon: str = "minus"
    tone: str = MUTED


@dataclass(frozen=True, slots=True)
class Card:
    """A precedent as it is shown; `reason` as it was printed, "" where none was."""

    number: str
    decided: str
    day: str
    title: str
    customer: str
    same_product: bool
    reason: str
    differs: tuple[Line, ...]

    def speech(self) -> str:
        """All of it, as it is spoken."""
        same = "same product. " if self.same_product else ""
        differs = "; ".join(line.words for line in self.differs)
        said = f"Reason: {self.reason} " if self.reason else ""
        who = f"{self.number}, {self.customer}, {self.day}."
        return f"{self.decided}. {self.title}. {who} {same}{said}{differs}".strip()


@dataclass(frozen=True, slots=True)
class CountWords:
    """`4 of 5`, what for, of what, and what was revoked later, "" for none."""

    number: str
    outcome: str
    of: str
    revoked: str


def cards(found: Precedents, case: Case, answers: Answers, edition: Edition) -> tuple[Card, ...]:
    """The nearest precedents beside a case with its answers of now, stored or not."""
    return tuple(_card(near, case, answers, edition) for near in found.nearest)


def _card(near: Near, case: Case, answers: Answers, edition: Edition) -> Card:
    row = near.row
    return Card(
        row.number,
        decided_words(row),
        on_screen(row.decided),
        row.title,
        row.customer,
        near.same_product,
        row.printed,
        tuple(_differences(row, case, answers, edition)),
    )


def decided_words(row: Precedent) -> str:
    """`Migration, 12 months`, `Approved, open-ended`, `Declined`."""
    words = "Migration" if row.outcome == MIGRATE else DECIDED[row.outcome]
    if row.outcome not in (APPROVE, MIGRATE):
        return words
    return f"{words}, {_period(row.start, row.until)}"


def _period(start: date, until: date | None) -> str:
    if until is None:
        return "open-ended"
    months = whole_months(start, until)
    if add_months(start, months) == until:
        return count(months, "month")
    weeks, rest = divmod((until - start).days, 7)
    return f"until {until.isoformat()}" if rest else count(weeks, "week")


def _differences(row: Precedent, case: Case, answers: Answers, edition: Edition) -> Iterator[Line]:
    request = case.assessed
    if row.revoked is not None:
        why = _first_sentence(row.revoked_why)
        yield Line(f"Revoked {on_screen(row.revoked)}: {why}", "triangle-alert", AMBER)
    for code in dict.fromkeys((*row.broken, *row.revoked_for)):
        here = answers.findings.get(code, "not answered")
        if here != "broken":
            name = condition_name(edition, code)
            yield Line(f"{name} broken there; here {here}", "diamond", AMBER)
    there = (*row.broken, *row.revoked_for)
    # an approval under the same edition judged every condition (B2); others may not have asked it
    judged = row.outcome in (APPROVE, MIGRATE) and row.edition == edition.code
    was = "held" if judged else "not broken"
    for code, finding in answers.findings.items():
        if finding == "broken" and code not in there:
            name = condition_name(edition, code)
            yield Line(f"{name} {was} there; here broken", "diamond", AMBER)
    if row.type != request.type:
        yield Line(f"Another type: {edition.type_name(row.type) or row.type}")
    devices = devices_of(case)
    if UNKNOWN not in (row.devices, devices) and row.devices != devices:
        yield Line(f"{count(row.devices, 'device')}; here {devices:,}")
    asked = request.timeline.in_short()
    if row.asked != asked:
        yield Line(f"{row.asked} asked for; here {_lower(asked)}")
    if row.edition != edition.code:
        yield Line(f"Decided under edition {row.edition}; here {edition.code}")


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]


def condition_name(edition: Edition, code: str) -> str:
    """The name of a key condition of this edition, or of another by its code."""
    condition = edition.condition(code)
    return condition.name if condition is not None else code.replace("_", " ").capitalize()


def _first_sentence(words: str) -> str:
    line = re.split(r"(?<=[.!?])\s", " ".join(words.split()), maxsplit=1)[0]
    return line if len(line) <= LONGEST else line[: LONGEST - 1].rsplit(" ", 1)[0] + "…"


def count_words(found: Precedents, edition: Edition) -> CountWords | None:
    """Counts with their denominators; None of fewer cases than are enough."""
    counts = found.counts
    if counts is None:
        return None
    kind = "type and product" if found.of_product else "type"
    revoked = ""
    if counts.revoked:
        ground = condition_name(edition, counts.ground)
        which = "for" if counts.revoked == 1 else "most for"
        revoked = f"{counts.revoked} of {counts.of} revoked later, {which} {_lower(ground)}"
    return CountWords(
        f"{counts.with_it} of {counts.of}",
        _lower(DECIDED[counts.outcome]),
        f"Decided cases of this {kind}, all customers.{_half(counts)}",
        revoked,
    )


def _half(counts: Counts) -> str:
    if counts.outcome not in (APPROVE, MIGRATE):
        return ""
    if counts.half is None:
        return " Half of them have no end date."
    return f" Half of them got {count(counts.half, 'month')} or more."


def departure(found: Precedents, outcome: str, start: date, until: date | None) -> str:
    """Says that a draft departs from the nearest precedent, "" where it does not, where none is
    near enough, and where nothing is drafted.
    """
    nearest = next((near for near in found.nearest if near.same_product or near.close), None)
    if nearest is None or not outcome or not departs(nearest.row, outcome, start, until):
        return ""
    row = nearest.row
    return f"Departs from {row.number}, the nearest precedent: {_lower(decided_words(row))}."


def flags(found: Precedents) -> dict[str, str]:
    """By the code of the key condition it broke: the same product in revocation elsewhere (D1)."""
    by_code: dict[str, list[Precedent]] = {}
    for row in found.revoking:
        for code in row.revoked_for:
            by_code.setdefault(code, []).append(row)
    return {
        code: f"Same product in revocation: {rows[0].number}, {rows[0].customer}"
        + (f", and {len(rows) - 1} more" if rows[1:] else "")
        for code, rows in by_code.items()
    }
