"""What the amendment page says: the headline, both versions,
and what each choice means (rule C8).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from mmd_reviewer.domain.amendment import AGAIN, LINK, REST, Amendment, DetailChange, not_again
from mmd_reviewer.domain.case import APPROVALS, Case, Letter, Version
from mmd_reviewer.domain.period import count, on_screen
from mmd_reviewer.services.read.case_facts import came_by
from mmd_reviewer.services.read.states import state_look

LABELS: Mapping[str, str] = {
    LINK: "Make a linked request",
    AGAIN: "Decide again",
    REST: "Let it rest",
}
REASONS: Mapping[str, str] = {
    LINK: "Why, in a sentence; optional for a linked request",
    AGAIN: "Why, in a sentence; optional to decide again",
    REST: "Why the new words change nothing",
}
DECIDED: Mapping[str, tuple[str, str]] = {
    "approve": ("Approved", "approval"),
    "approve_migration": ("Approved for migration", "approval"),
    "decline": ("Declined", "decline"),
    "no_exemption_needed": ("Closed as no exemption needed", "closing"),
    "withdrawn": ("Withdrawn by the customer", "withdrawal"),
}


class Way(NamedTuple):
    """A choice: what it does, its consequence in a colour,
    and why it is not possible ("" if it is).
    """

    code: str
    label: str
    words: str
    mark: str
    tone: str
    obstacle: str = ""


def headline(case: Case, found: Amendment) -> str:
    """What the change amounts to, as far as it can be told from the words."""
    assert case.decision is not None
    made = case.decision.made
    outcome = made.outcome
    names = [row.name for row in found.details if row.changes]
    if outcome in APPROVALS and names == ["timeline"]:
        new = found.newest.request.timeline
        ends = new.end(made.start)
        if made.until is not None and (new.open_ended or (ends is not None and ends > made.until)):
            return "The customer asks for longer than you approved"
    if outcome in APPROVALS:
        return "The customer asks for something else than you approved"
    if outcome == "decline":
        return "The customer asks in other words than you declined"
    return "The customer changed the request after its decision"


def standing(case: Case, found: Amendment) -> str:
    """What stands whatever is chosen: the decision, its letter, the version it keeps."""
    decided = case.decision
    assert decided is not None
    word, name = DECIDED.get(decided.made.outcome, ("Decided", "decision"))
    until = f" until {on_screen(decided.made.until)}" if decided.made.until else ""
    issued = letter_of_decision(case)
    if issued is None:
        state = "no letter issued"
    elif issued.dispatched is None:
        state = f"letter {issued.record.number} issued"
    else:
        state = f"letter {issued.record.number} dispatched {on_screen(issued.dispatched)}"
    version = number_of(case, found.decided)
    return (
        f"{word} {on_screen(decided.day)}{until}, {state}. The {name} stands on version {version} "
        "and keeps its words until another decision takes its place."
    )


def letter_of_decision(case: Case) -> Letter | None:
    """The newest letter, not void, that tells the decision."""
    fact = case.decision.fact if case.decision else ""
    return next((row for row in reversed(case.letters) if not row.void and fact in row.tells), None)


def number_of(case: Case, version: Version) -> int:
    """The number of a version, counted from 1."""
    return case.versions.index(version) + 1


def version_words(case: Case, version: Version) -> str:
    """`Version 2, Mon 2026-11-23 by portal`."""
    return f"Version {number_of(case, version)}, {on_screen(version.day)} {came_by(version.source)}"


def differing_words(found: Amendment) -> str:
    """`3 of 5 details differ`."""
    verb = "differs" if found.differing == 1 else "differ"
    return f"{found.differing} of {len(found.details)} details {verb}"


def changes_words(row: DetailChange) -> str:
    """`2 changes` or `same`."""
    return count(row.changes, "change") if row.changes else "same"


def in_order(found: Amendment) -> list[DetailChange]:
    """Those that differ first; those that agree are muted, not hidden."""
    return sorted(found.details, key=lambda row: not row.changes)


def ways(case: Case, found: Amendment, state: str) -> tuple[Way, Way, Way]:
    """The three choices of a case."""
    number, version = case.number, number_of(case, found.newest)
    stays = state_look(state).word.lower()
    refused = not_again(case)
    again = refused.message if refused else ""
    return (
        Way(
            LINK,
            LABELS[LINK],
            f"A new case opens with version {version}, linked to {number}. {number} stays {stays}. "
            "The new one is assessed by today’s edition.",
            "Nothing is taken back",
            "good",
        ),
        Way(
            AGAIN,
            LABELS[AGAIN],
            f"{number} is assessed on version {version}; every answer is first to be confirmed. "
            f"Until you decide, it stays {stays}.",
            again or _replaced(case),
            "attention",
            again,
        ),
        Way(
            REST,
            LABELS[REST],
            f"Version {version} is kept and shown, the flag goes. The customer is told nothing by "
            f"this.",
            "Needs a reason",
            "attention",
        ),
    )


def _replaced(case: Case) -> str:
    """What becomes of the letter when it is decided again."""
    issued = letter_of_decision(case)
    if issued is None:
        return "No letter is issued yet"
    name = issued.record.number
    if issued.dispatched is None:
        return f"{name} is not dispatched: the new decision makes it void"
    return f"{name} was dispatched: the new letter says that it replaces it"
