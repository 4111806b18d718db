"""A case as lines of text: what was asked, decided and recommended."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from mmd_reviewer.cli import answers
from mmd_reviewer.cli.answers import Answer
from mmd_reviewer.domain.case import Case, Decided
from mmd_reviewer.domain.case_state import flags, state
from mmd_reviewer.domain.decision import outcome_in_words
from mmd_reviewer.domain.history import tell_of
from mmd_reviewer.domain.period import count, on_screen
from mmd_reviewer.domain.recommendation import APPROVE, MIGRATE, Recommendation
from mmd_reviewer.domain.timeline import Timeline
from mmd_reviewer.domain.value_history import changes_of
from mmd_reviewer.services import assessment
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.services.packs import out_numbers
from mmd_reviewer.services.read.customer_words import course_words
from mmd_reviewer.services.read.entry_case import conditions_of


def case_answer(desk: Desk, case: Case, *, whole: bool = False) -> Answer:
    """A case in a few lines, or with everything that happened to it."""
    day = desk.today()
    found = assessment.recommendation(desk, case)
    out = out_numbers(desk).get(case.number, "")
    data = answers.case_json(case, day, found) | {"out": out}
    request = case.request
    edition = desk.edition(day)
    lines = [
        f"{case.number}  {state(case, day)}  {request.customer}  {request.ticket}".rstrip(),
        request.heading(),
    ]
    if whole:
        lines += [
            f"Exemption type: "
            f"{edition.type_name(request.type) if request.type else request.type_words or '-'}",
            f"Requirement: {request.requirement or '-'}",
            f"Proposal: {request.proposal or '-'}",
            _timeline(request.timeline),
            *([f"Severity: {request.severity}"] if request.severity else []),
            *(
                ["Customer’s text:", *(f"  {line}" for line in request.text.splitlines())]
                if request.text
                else []
            ),
            *(f"{post.heading}: {post.text}" for post in request.posts),
            *decision_lines(case),
            *course_lines(desk, case, day),
            *flag_lines(case, day),
            *([out] if out else []),
            *recommendation_lines(found),
            "History:",
            *_history_lines(case),
        ]
    return Answer(data, "\n".join(lines))


def _history_lines(case: Case) -> Iterator[str]:
    """Every fact, and below it what it changed, from the old value to the new (C7)."""
    changes = changes_of(case)
    for fact in case.facts:
        yield f"  {fact.day}  {fact.by}: {tell_of(case, fact)}"
        yield from (f"      {row.sentence}" for row in changes.get(fact.id, ()))


def decision_lines(case: Case) -> list[str]:
    """The decision and its true end, before what was recommended that day (C8)."""
    if case.decision is None or case.reopened:
        return []
    lines = [*_decided("Decision", case.decision)]
    if (
        case.before is not None and case.before.until is None
    ):  # a worse one waits for its letter (C9)
        lines = [
            *_decided("Decision that holds", case.before.decided),
            *_decided("Decision not told yet", case.decision),
        ]
    return lines


def course_lines(desk: Desk, case: Case, day: date) -> list[str]:
    """The open revocation: for which conditions, its deadline, what is next (D1 to D8)."""
    one = case.revocation
    if one is None:
        return []
    deadline = f", deadline {on_screen(one.dates.deadline)}" if one.dates is not None else ""
    words = course_words(case, day)
    return [f"Revocation for {conditions_of(desk, one)}{deadline}. {words}"]


def flag_lines(case: Case, day: date) -> list[str]:
    """What stands beside the state, in words (A6)."""
    found = [name.replace("_", " ") for name in flags(case, day)]
    return [f"Flags: {', '.join(found)}"] if found else []


def _decided(name: str, decided: Decided) -> Iterator[str]:
    """From when, until when and by whom; the terms, and the devices it is limited to (C1)."""
    made = decided.made
    start = f", from {made.start}" if decided.approves and made.start != decided.day else ""
    end = f", until {made.until}" if made.until else ", open-ended" if made.open_ended else ""
    yield f"{name}: {outcome_in_words(made.outcome)}{start}{end}, on {decided.day} by {decided.by}"
    if made.terms:
        yield f"  Terms: {made.terms}"
    if made.devices:
        yield f"  Only on {count(len(made.devices), 'device')}: {', '.join(made.devices)}"


def recommendation_lines(found: Recommendation) -> list[str]:
    """The recommendation with its period, and its reasons with their rules (B5)."""
    parts = [outcome_in_words(found.outcome)]
    if found.outcome in (APPROVE, MIGRATE):
        parts += [found.period.length] if found.period.length else []
        parts += [f"until {found.until}"] if found.until else []
        parts += ["open-ended"] if found.open_ended else []
    lines = [f"Recommendation: {', '.join(parts)}"]
    return lines + [f"  {reason.rule}  {reason.text}" for reason in found.because]


def _timeline(asked: Timeline) -> str:
    """What was understood, the start that is wished, and the customer's words (A3)."""
    wished = f", from {on_screen(asked.start)}" if asked.start else ""
    if asked.given and not asked.understood:  # never a guess: it is not said as if it were
        read = "not understood, the period is yours to give"
    else:
        read = asked.in_short()
    said = f" (“{asked.text}”)" if asked.text.strip() else ""
    return f"Timeline: {read}{wished}{said}"
