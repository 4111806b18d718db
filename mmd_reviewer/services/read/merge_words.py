"""What a merge brings, and what two sides of a case recorded, in words for window and terminal."""

from __future__ import annotations

from dataclasses import dataclass

from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.history import tell_of
from mmd_reviewer.domain.listing import in_a_row
from mmd_reviewer.domain.period import count, on_screen
from mmd_reviewer.domain.settling import Choice, choices, consequences, differs_about, to_settle
from mmd_reviewer.domain.sides import Side
from mmd_reviewer.domain.value_history import changes_of
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.services.packs import Merged


def merge_lines(done: Merged) -> list[str]:
    """What came, what did not, and what is left to settle."""
    what = f"{count(done.facts, 'entry', 'entries')}, {count(done.documents, 'file')}"
    lines = [
        f"{count(len(done.merged), 'case')} with something new ({what}), "
        f"{len(done.unchanged)} unchanged."
    ]
    if done.begun:
        lines.append(f"New here: {in_a_row(done.begun)}.")
    lines += [
        f"{in_a_row(numbers)} are one request that came in twice: {numbers[0]} is its number now, "
        "the other finds it too."
        for numbers in done.one_request
    ]
    if done.barred:
        lines.append(
            f"Of {in_a_row(done.barred)} came what only an approver of the team may record: let an "
            "approver merge it."
        )
    if done.settings:
        lines.append(f"Settings that came with it: {'; '.join(done.settings)}.")
    if done.gone:
        lines.append(f"Disposed of, and not brought back: {in_a_row(done.gone)}.")
    if done.conflicts:
        lines.append(f"To be settled, as two sides changed them: {in_a_row(done.conflicts)}.")
    return lines


@dataclass(frozen=True, slots=True)
class TwoSides:
    """Two sides of a case side by side: what they differ about, what each recorded line by line,
    what can be chosen, and what the customer has of it.
    """

    case: Case
    about: str
    one: tuple[str, ...]
    other: tuple[str, ...]
    choices: tuple[Choice, ...]
    consequences: tuple[str, ...]

    def follows(self, kept: str) -> str:
        """What a choice takes back, or why it cannot be made."""
        choice = next(row for row in self.choices if row.kept == kept)
        if choice.refusal:
            return choice.refusal
        if not choice.gone:
            return (
                "Nothing is taken back; where both say the same thing, the later counts, of a "
                "dispatch the earlier, of a deadline or an appeal what is better for the customer."
            )
        told = in_a_row(tell_of(self.case, fact).rstrip(".") for fact in choice.gone)
        return f"Taken back, and still to be read: {told}."


def read_sides(desk: Desk, number: str) -> TwoSides:
    """Read them; refuses a case on which nothing is to be settled."""
    case = desk.case(number)
    found = to_settle(case)
    return TwoSides(
        case,
        differs_about(case, found),
        _lines(case, found.one),
        _lines(case, found.other),
        choices(case, found),
        consequences(case, found),
    )


def _lines(case: Case, side: Side) -> tuple[str, ...]:
    """`Mon 2026-11-23, Kim at A1: Decided: Approve.`, below it the values that it set."""
    changes, lines = changes_of(case), []
    for fact in side.facts:
        lines.append(f"{on_screen(fact.day)}, {fact.by} at {fact.station}: {tell_of(case, fact)}")
        lines += [f"  {row.field}: {row.new}" for row in changes.get(fact.id, ()) if row.new]
    return tuple(lines)
