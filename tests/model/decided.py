"""Section C: which letters went out, and which decision holds on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tests.model.facts import (
    APPROVING,
    LETTER_OF,
    Amended,
    Corrected,
    Decided,
    DecisionUndone,
    Deployed,
    Dispatched,
    Facts,
    Issued,
    Key,
    TakenBack,
    ToldElsewhere,
)


@dataclass(frozen=True)
class Sent:
    """One version of a dispatch: the day it went out, and the fact that says so."""

    on: date
    seq: int
    day: date


def sendings(facts: Facts, letter: str) -> list[Sent]:
    """D11: the dispatch of a letter and its corrections, newest last; none once taken back."""
    found: list[Sent] = []
    for fact in facts:
        if isinstance(fact, Dispatched) and fact.letter == letter:
            if not isinstance(fact, Corrected):
                found = []
            found.append(Sent(fact.on, fact.seq, fact.day))
        if isinstance(fact, TakenBack) and fact.letter == letter:
            found = []
    return found


def letters(facts: Facts) -> list[Issued]:
    """Every letter ever issued (C2)."""
    return [fact for fact in facts if isinstance(fact, Issued)]


def letter_named(facts: Facts, name: str) -> Issued | None:
    """The letter with this id."""
    return next((letter for letter in letters(facts) if letter.letter == name), None)


def sent_on(facts: Facts, letter: str) -> date | None:
    """The true day of dispatch as known now."""
    found = sendings(facts, letter)
    return found[-1].on if found else None


def tellings(facts: Facts, key: Key) -> list[Sent]:
    """C9: the (versions of the) dispatch or telling elsewhere that told this; empty = untold."""
    for fact in facts:
        if isinstance(fact, Issued) and key in fact.tells:
            found = sendings(facts, fact.letter)
            if found:
                return found
        if isinstance(fact, ToldElsewhere) and key in fact.tells:
            return [Sent(fact.on, fact.seq, fact.day)]
    return []


def told_on(facts: Facts, key: Key) -> date | None:
    """The day this was told."""
    found = tellings(facts, key)
    return found[-1].on if found else None


def decision_key(decision: Decided) -> Key:
    """The debt of a decision's letter."""
    return ("decision", decision.seq, "")


def decisions(facts: Facts) -> list[Decided]:
    """All decisions that were not undone (C7)."""
    undone = {fact.decision for fact in facts if isinstance(fact, DecisionUndone)}
    return [f for f in facts if isinstance(f, Decided) and f.seq not in undone]


def worse(new: Decided, old: Decided) -> bool:
    """C9: does the new decision worsen the position of a customer who was told the old approval?"""
    if new.outcome == "withdrawn":
        return False  # the customer's own deed, of which no letter is owed
    if new.outcome not in APPROVING:
        return True
    if new.end is not None and (old.end is None or new.end < old.end):
        return True
    if new.start > max(old.start, new.day):
        return True  # a start on the decision's own day takes nothing away
    if new.devices is not None and (old.devices is None or not old.devices <= new.devices):
        return True
    return new.terms not in ("", old.terms)


@dataclass(frozen=True)
class Held:
    """The decision that holds on a day, and a worse one that waits for its letter (C9)."""

    decision: Decided | None
    waiting: Decided | None


def held(facts: Facts, day: date) -> Held:
    """C7, C9: go through the decisions in order."""
    holds: Decided | None = None
    waiting: Decided | None = None
    for new in decisions(facts):
        if new.day > day:
            continue
        waiting = None  # an older one that still waited is overtaken (C2)
        if holds is None or not waits(facts, new, holds):
            holds = new
            continue
        if outrun(facts, new, holds):
            continue  # C9: a deployment dated before its dispatch counts: only a revocation now
        told = told_on(facts, decision_key(new))
        if told is not None and told <= day:
            holds = new
        else:
            waiting = new
    return Held(holds, waiting)


def waits(facts: Facts, new: Decided, old: Decided) -> bool:
    """C9: a worse decision in place of a told approval holds from its letter's dispatch."""
    told = told_on(facts, decision_key(old)) is not None
    return old.outcome in APPROVING and told and worse(new, old)


def outrun(facts: Facts, new: Decided, old: Decided) -> bool:
    """C9: a deployment dated before the dispatch of the worse decision's letter."""
    told = told_on(facts, decision_key(new))
    if any(decision.seq > new.seq for decision in decisions(facts)):
        return False  # overtaken by a newer decision, under which the deployment was
    waves = [fact for fact in facts if isinstance(fact, Deployed) and fact.on >= old.start]
    return any(told is None or wave.on < told for wave in waves)


def approval_on(facts: Facts, day: date) -> Decided | None:
    """The approval that holds on this day."""
    decision = held(facts, day).decision
    return decision if decision is not None and decision.outcome in APPROVING else None


def deployments(facts: Facts) -> list[Deployed]:
    """The waves that count: an approval held on their day (C9)."""
    return [f for f in facts if isinstance(f, Deployed) and approval_on(facts, f.on) is not None]


def amended_since(facts: Facts, decision: Decided, day: date) -> bool:
    """A6: `returned` (not amended since)."""
    return any(isinstance(f, Amended) and f.seq > decision.seq and f.day <= day for f in facts)


def reopened(facts: Facts, decision: Decided, day: date) -> bool:
    """A5: returned and amended is new again; C1: so is closed_unanswered."""
    again = decision.outcome in ("return", "closed_unanswered")
    return again and amended_since(facts, decision, day)


def latest(facts: Facts, day: date) -> Decided | None:
    """The newest decision of a case that was not opened again by an amendment."""
    made = [d for d in decisions(facts) if d.day <= day]
    if not made or reopened(facts, made[-1], day):
        return None
    return made[-1]


def decision_letter(decision: Decided) -> str | None:
    """The kind of letter a decision owes (C9)."""
    return LETTER_OF.get(decision.outcome)
