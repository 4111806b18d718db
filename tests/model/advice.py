"""Section B: from the answers to a recommendation."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from tests.model.facts import (
    CONDITIONS,
    FACTORS,
    Amended,
    AmendmentSettled,
    Assessed,
    Decided,
    Facts,
    Recommendation,
    Wish,
    add_months,
    days,
)

LAST_FACTOR = "cannot"  # B1: the fourth factor; the rule book gives it no code
MIN_MONTHS, MAX_MONTHS = 3, 12  # B1, B6
OTHER_KEYS = ("technology", "scope", "months", "notes", "ticks")


@dataclass(frozen=True)
class Setup:
    """What is given about the case from the start: received and complete."""

    reviewer: str
    received: date
    kind: str = "security_agents_vpns"
    wish: Wish = field(default_factory=Wish)
    ticket: str = "MMD-1234567-ABCDE"
    edition: str = "2019"
    linked_software: bool = False  # B7: drivers linked to the case of the software that needs them
    answer_days: int = 14  # C1: the setting for `closed_unanswered`


@dataclass
class Answers:
    """The answers as they stand, and which of them are to be confirmed."""

    values: dict[str, str] = field(default_factory=dict)
    other: dict[str, object] = field(default_factory=dict)
    to_confirm: set[str] = field(default_factory=set)

    def of(self, key: str) -> str:
        """B2: a finding left out is unknown. A value to be confirmed is not yet an answer."""
        return "unknown" if key in self.to_confirm else self.values.get(key, "unknown")


def settled(facts: Facts, amendment: Amended) -> bool:
    """C8: made a linked request or let rest (a new decision is looked at elsewhere)."""
    for fact in facts:
        if isinstance(fact, AmendmentSettled) and fact.seq > amendment.seq:
            return not any(
                isinstance(f, Decided) and amendment.seq < f.seq < fact.seq for f in facts
            )
    return False


def answers_of(facts: Facts) -> Answers:
    """B2, A5: replay all patches and amendments."""
    now = Answers()
    for fact in facts:
        if isinstance(fact, Assessed):
            _patch(now, fact.answers)
        elif isinstance(fact, Amended) and not settled(facts, fact):
            # A5: an amendment before the decision marks every answer to be confirmed.
            # C8: so does the new decision that an amendment after one leads to.
            now.to_confirm |= set(now.values)
    return now


def _patch(now: Answers, patch: dict[str, object]) -> None:
    for key in OTHER_KEYS:
        if key in patch:
            now.other[key] = patch[key]
    # B2: changing an earlier answer keeps the later ones and marks them to be confirmed.
    for place, factor in enumerate(FACTORS):
        old = now.values.get(factor, "unknown")
        if factor in patch and old != "unknown" and patch[factor] != old:
            now.to_confirm |= {f for f in FACTORS[place + 1 :] if f in now.values}
    for factor in FACTORS:
        if factor in patch:
            now.values[factor] = str(patch[factor])
            now.to_confirm.discard(factor)
    findings = patch.get("conditions", {})
    assert isinstance(findings, dict)
    for condition in CONDITIONS:
        if condition in findings:
            now.values[condition] = str(findings[condition])
            now.to_confirm.discard(condition)


def has_answer(facts: Facts, after: int) -> bool:
    """A6: an answer exists (given after the fact with this number)."""
    now = Answers()
    for fact in facts:
        if isinstance(fact, Assessed) and fact.seq > after:
            _patch(now, fact.answers)
    return any(value != "unknown" for value in now.values.values())


def second_factor(setup: Setup, now: Answers) -> str:
    """B7: for other types it shows "does not apply" and counts as no."""
    if setup.kind == "productivity_software":
        return now.of("restricted_productivity")
    if setup.kind == "drivers" and setup.linked_software:
        return now.of("restricted_productivity")
    return "no"


def recommend(facts: Facts, setup: Setup, start: date) -> Recommendation:
    """B1 to B7. `start` is the day the period would start on (C1)."""
    now = answers_of(facts)
    first = now.of("non_negotiable")
    if first == "yes":
        return Recommendation("decline", "non_negotiable")  # B4: whatever the findings
    if first == "unknown":
        return Recommendation("undetermined", None, open=("non_negotiable",))
    second = second_factor(setup, now)
    if second == "unknown":
        return Recommendation("undetermined", None, open=("restricted_productivity",))
    if second == "yes":
        return _gate(
            now, Recommendation("approve", "restricted_productivity", flags=_tick_flags(now))
        )
    third = now.of("microsoft_technology")
    if third == "unknown":
        return Recommendation("undetermined", None, open=("microsoft_technology",))
    if third == "yes":
        suggested, until, flags = suggestion(now.other.get("months"), setup.wish, start)
        return _gate(
            now,
            Recommendation(
                "approve_migration",
                "microsoft_technology",
                suggested=suggested,
                until=until,
                flags=flags,
            ),
        )
    return _gate(now, Recommendation("approve", LAST_FACTOR))


def _gate(now: Answers, path: Recommendation) -> Recommendation:
    """B4: key conditions gate every approving path."""
    broken = tuple(c for c in CONDITIONS if now.of(c) == "broken")
    unknown = tuple(c for c in CONDITIONS if now.of(c) == "unknown")
    outcome, still_open = path.outcome, path.open
    if broken:
        outcome = "decline"
    elif unknown:
        outcome, still_open = "undetermined", unknown
    return Recommendation(
        outcome, path.factor, broken, unknown, still_open, path.suggested, path.until, path.flags
    )


def _tick_flags(now: Answers) -> tuple[str, ...]:
    """B7: yes without a U or S tick is flagged; a P tick asks for a waiver first."""
    ticks = now.other.get("ticks", [])
    assert isinstance(ticks, list)
    flags = []
    if not any(str(tick)[:1] in "US" for tick in ticks):
        flags.append("no_tick")
    if any(str(tick)[:1] == "P" for tick in ticks):
        flags.append("waiver")
    return tuple(flags)


def suggestion(
    given: object, wish: Wish, start: date
) -> tuple[int | None, date | None, tuple[str, ...]]:
    """B6: the suggested period: whole months, or a date kept as a date."""
    months = given if isinstance(given, int) else wish.months
    if isinstance(given, int) or months is not None:
        assert months is not None
        if months > MAX_MONTHS:
            return MAX_MONTHS, None, ("capped",)
        return months, None, ("under_three",) if months < MIN_MONTHS else ()
    if wish.open_ended:
        return MAX_MONTHS, None, ("capped",)
    until = start + days(wish.days) if wish.days is not None else wish.until
    if until is None or until < start:
        return None, None, ("period_open",)
    if until > add_months(start, MAX_MONTHS):
        return MAX_MONTHS, None, ("capped",)
    under = ("under_three",) if until < add_months(start, MIN_MONTHS) else ()
    if until < add_months(start, 1):
        return None, until, under  # none under one
    reaching = 1
    while add_months(start, reaching) < until:
        reaching += 1
    return reaching, until, under


def departs(
    outcome: str, start: date, end: date | None, advice: Recommendation, missing: bool
) -> bool:
    """B5: does the decision depart from the recommendation, so that it needs a reason?"""
    if outcome == "return" and missing:
        return False
    if outcome != advice.outcome:
        return True
    if outcome != "approve_migration":
        return False
    assert end is not None
    if not add_months(start, MIN_MONTHS) <= end <= add_months(start, MAX_MONTHS):
        return True  # B6: outside 3 to 12 always
    longest = advice.until
    if longest is None and advice.suggested is not None:
        longest = add_months(start, advice.suggested)
    return longest is not None and end > longest
