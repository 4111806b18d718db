"""Over random histories: a letter is owed until one that tells it is dispatched,
and nothing worse holds before.
"""

from __future__ import annotations

import ast
from collections.abc import Callable
from datetime import date

import pytest

from mmd_reviewer.domain import fact as kinds
from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.letters.owed import letters_next, letters_owed, next_letter
from mmd_reviewer.services import letter
from mmd_reviewer.services.read.entry_case import letter_to_prepare
from tests.long import long_or
from tests.model.meeting import Meeting
from tests.syntax import nodes_with

HISTORIES, AT_ONCE, STEPS = long_or(20_000, 20), 10, 12
DECIDED = (
    "approve",
    "approve_migration",
    "decline",
    "return",
    "no_exemption_needed",
    "closed_unanswered",
)
TELLS_THE_DEADLINE = ("retimed", "notice_", "appeal_outcome")


def told_by_facts(case: Case) -> set[str]:
    """What dispatched letters and deeds *told elsewhere* tell, read from the facts alone.

    Of several decisions the customer knows the one told last.
    """
    tells: dict[str, tuple[str, ...]] = {}
    out: dict[str, tuple[date, int, tuple[str, ...]]] = {}
    for place, fact in enumerate(case.counting):
        match fact.body:
            case kinds.LetterIssued() as body:
                tells[body.record.number] = body.record.tells
            case kinds.LetterDispatched() as body:
                out[body.letter] = (body.on, list(tells).index(body.letter), tells[body.letter])
            case kinds.DispatchCorrected() as body if body.taken_back:
                out.pop(body.letter, None)
            case kinds.DispatchCorrected() as body if body.letter in out:
                out[body.letter] = (body.on, *out[body.letter][1:])
            case kinds.ToldElsewhere() as body:
                out[f"elsewhere {place}"] = (body.on, len(case.counting), body.tells)
    decisions = {fact.id for fact in case.counting if isinstance(fact.body, kinds.DecisionMade)}
    told = [row for row in sorted(out.values()) if decisions & {*row[2]}]
    newest = {*told[-1][2]} if told else set()
    return {
        name
        for *_, names in out.values()
        for name in names
        if name not in decisions or name in newest
    }


def owing(case: Case) -> dict[str, kinds.Fact]:
    """The facts that owe a letter (C9), by id, whatever came after them."""
    found = {}
    for fact in case.counting:
        match fact.body:
            case kinds.DecisionMade() as body if body.outcome in DECIDED:
                found[fact.id] = fact
            case kinds.Retimed() as body if body.old is not None:
                found[fact.id] = fact
            case (
                kinds.AppealRaised()
                | kinds.AppealDecided()
                | kinds.RevocationWithdrawn()
                | kinds.Reinstated()
            ):
                found[fact.id] = fact
    return found


def excused(case: Case, fact: kinds.Fact, day: date) -> bool:
    """Does a later fact make its letter needless? Each with the rule that says so."""
    later = case.counting[case.counting.index(fact) + 1 :]
    now = case.decision.fact if case.decision else ""
    match fact.body:
        # C7, C9, A5: another decision holds, or the request was opened again
        case kinds.DecisionMade():
            return fact.id != now or case.reopened
        case kinds.Retimed() as body:  # D7: lapsed, or replaced; D10: over
            over = case.revocation is None or case.revocation.dates is None
            lapsed = over or (body.old is not None and body.new < body.old <= day)
            # D8: also of one before the newest
            ended = kinds.Retimed | kinds.AppealDecided | kinds.RevocationWithdrawn
            return lapsed or any(isinstance(row.body, ended) for row in later)
        case kinds.AppealRaised():  # D8: new information joins; C9: the outcome's letter tells it
            appeals = [appeal for row in case.revocations for appeal in row.appeals]
            return any(
                fact.id in {each.fact for each in row.sources[1:]} for row in appeals
            ) or any(isinstance(row.body, kinds.AppealDecided) for row in later)
        case kinds.RevocationWithdrawn():  # nobody had heard of the revocation
            return any(
                row.end is not None and row.end.fact == fact.id and not row.notified
                for row in case.revocations
            )
    return False


def deadlines(case: Case) -> list[date | None]:
    return [row.dates.deadline if row.dates else None for row in case.revocations]


class Watched(Meeting):
    """After each deed it looks at what is owed, instead of asking the model."""

    def compare(self) -> None:
        case, day = self.case, self.today
        told, must = told_by_facts(case), owing(case)
        owed = {name for row in letters_owed(case, day) for name in row.telling.tells}
        assert not owed & told, "owed, though a dispatched letter tells it"
        for name, fact in must.items():
            assert name in owed | told or excused(case, fact, day), (
                f"{fact.body} is neither owed nor told"
            )
        self._nothing_worse(case)
        first = next_letter(case, day)
        rows = letters_next(case, day)
        assert first == (rows[0] if rows else None)
        kind = first.kind if first else ""
        assert letter_to_prepare(self.desk, case) == kind, "the calendar's key"
        if kind:
            assert letter.wanted(self.desk, case) == kind, "window and terminal"

    def _nothing_worse(self, case: Case) -> None:
        """C9: a deadline moves earlier by a dispatch,
        or by taking one back, and by nothing else.
        """
        before, after = getattr(self, "_deadlines", []), deadlines(case)
        self._deadlines = after
        newest = case.facts[-1].body
        for old, new in zip(before, after, strict=False):
            if old is not None and new is not None and new < old:
                assert isinstance(
                    newest, kinds.LetterDispatched | kinds.ToldElsewhere | kinds.DispatchCorrected
                )


@pytest.mark.model
@pytest.mark.long_form
@pytest.mark.parametrize("first", range(0, HISTORIES, AT_ONCE))
def test_c9_owed_until_told_and_nothing_worse_before(first: int) -> None:
    """C9, D7: owed is what the facts owe and no dispatched letter tells;
    window, terminal, calendar agree.
    """
    for seed in range(first, min(first + AT_ONCE, HISTORIES)):
        watched = Watched(1_000_000 + seed)
        try:
            watched.run(STEPS)
        except AssertionError as error:
            pytest.fail(f"history {seed}: {error}\n" + "\n".join(watched.story))


def test_c9_who_asks_for_the_next_letter(callers: Callable[[str], set[str]]) -> None:
    """C9: one answer; a new place that chooses a letter
    by itself has to ask the same function, and be named here.
    """
    assert callers("next_letter") == {
        "services/letter.py",
        "domain/letters/asked.py",
        "services/read/entry_case.py",
        "services/read/case_page.py",
    }
    assert callers("letters_next") == {"domain/letters/asked.py", "domain/letters/owed.py"}


@pytest.fixture
def callers() -> Callable[[str], set[str]]:
    """The modules of the package that call a function by its name."""

    def find(name: str) -> set[str]:
        return {
            file
            for file, nodes in nodes_with(name).items()
            for node in nodes
            if isinstance(node, ast.Call)
            if getattr(node.func, "id", getattr(node.func, "attr", "")) == name
        }

    return find
