"""A case's decision and recommendation as lines of text."""

from __future__ import annotations

from datetime import date

from mmd_reviewer.domain.assessment import APPROVE, MIGRATE, Recommendation
from mmd_reviewer.domain.case import Case, Decided, flags
from mmd_reviewer.domain.decision import outcome_in_words


def decision_lines(case: Case) -> list[str]:
    """The decision and its true end, before what was recommended that day (C8)."""
    if case.decision is None or case.reopened:
        return []
    lines = [_decided("Decision", case.decision)]
    if case.before is not None and case.before.until is None:  # a worse one waits for its letter (C9)
        lines = [_decided("Decision that holds", case.before.decided), _decided("Decision not told yet", case.decision)]
    return lines


def flag_lines(case: Case, day: date) -> list[str]:
    """What stands beside the state, in words (A6)."""
    found = [name.replace("_", " ") for name in flags(case, day)]
    return [f"Flags: {', '.join(found)}"] if found else []


def _decided(name: str, decided: Decided) -> str:
    made = decided.made
    end = f", until {made.until}" if made.until else ", open-ended" if made.open_ended else ""
    return f"{name}: {outcome_in_words(made.outcome)}{end}, on {decided.day} by {decided.by}"


def recommendation_lines(found: Recommendation) -> list[str]:
    """The recommendation with its period, and its reasons with their rules (B5)."""
    parts = [outcome_in_words(found.outcome)]
    if found.outcome in (APPROVE, MIGRATE):
        parts += [found.period.length] if found.period.length else []
        parts += [f"until {found.until}"] if found.until else []
        parts += ["open-ended"] if found.open_ended else []
    lines = [f"Recommendation: {', '.join(parts)}"]
    return lines + [f"  {reason.rule}  {reason.text}" for reason in found.because]
