"""What the preview says of a letter owed: headline, what holds
and what was decided, what was told (C9, C10).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from mmd_reviewer.domain.case import Decided
from mmd_reviewer.domain.decision import outcome_in_words
from mmd_reviewer.domain.letters.kinds import DECISIONS
from mmd_reviewer.domain.letters.promised import ELSEWHERE
from mmd_reviewer.domain.period import count, on_screen
from mmd_reviewer.domain.retiming import KINDS
from mmd_reviewer.services.read.case_facts import Fact
from mmd_reviewer.services.read.owing import Owing, Waiting
from mmd_reviewer.services.read.told_words import value_words

HEADLINES: Mapping[str, str] = {
    "retimed": "The customer does not know the new deadline",
    "appeal_received": "The appeal is not confirmed",
    "appeal_outcome": "The customer does not know the outcome",
    "revocation_withdrawn": "The customer does not know of the withdrawal",
    "cover_ended": "The end of cover is not told",
    "reinstated": "The customer does not know that cover is back",
}
WAITING: Mapping[str, str] = {
    "retimed": "The shorter deadline does not hold yet",
    "edition": "The new edition is not in force yet",
}
LABELS: Mapping[str, str] = {
    "deadline": "last day to act",
    "decision": "decision",
    "last_day": "last day",
}


def headline(owing: Owing) -> str:
    """The one sentence that says what the letter is needed for."""
    row = owing.item.row
    if row.settle:
        return "Recorded before letters were owed"
    if row.waits:
        return WAITING.get(row.kind, "The new decision does not hold yet")
    if row.letter:
        return f"{row.letter} is written and not dispatched"
    if row.effect.startswith("Not to be"):
        return "The approval may not be deployed yet"
    return HEADLINES.get(row.kind, "The customer does not know the decision")


def who_line(owing: Owing) -> str:
    """`Litware · Zscaler Client Connector · 518 devices`."""
    case = owing.case
    parts = [case.request.customer, " ".join(case.request.heading().split())]
    carrying = case.carrying(owing.day)
    if carrying:
        parts.append(count(len(carrying), "device"))
    return " · ".join(part for part in parts if part)


def owed_words(owing: Owing) -> str:
    """`owed 3 days`."""
    days = owing.item.row.age_days(owing.day)
    return f"owed {count(days, 'day')}" if days else "owed since today"


def lines(owing: Owing) -> Iterator[Fact]:
    """What holds today, what was decided, by whom; then the letter, if it is written."""
    row = owing.item.row
    if row.kind in DECISIONS:
        yield from _decision_lines(owing)
    elif row.kind == "edition":
        yield Fact("Holds today", owing.edition, "for every customer", strong=True)
        yield Fact("Announced", row.title, on_screen(row.since))
    else:
        yield from _course_lines(owing)
    if row.letter:
        state = f"printed {on_screen(row.printed)}" if row.printed else "not printed"
        yield Fact("Letter", row.letter, f"issued, {state}, not dispatched")


def _decision_lines(owing: Owing) -> Iterator[Fact]:
    case = owing.case
    held, made = case.holding, case.decision
    if made is None:
        return
    if held is not None and held.fact != made.fact:
        yield Fact("Holds today", decided_words(held), on_screen(held.day), strong=True)
    yield Fact("Decided", decided_words(made), made.made.reason, strong=True)
    yield Fact("Decided by", made.by, on_screen(made.day))


def decided_words(decided: Decided) -> str:
    """`Approve, until Tue 2028-05-23`."""
    made = decided.made
    words = outcome_in_words(made.outcome)
    if made.until is not None:
        return f"{words}, until {on_screen(made.until)}"
    return f"{words}, open-ended" if made.open_ended else words


def _course_lines(owing: Owing) -> Iterator[Fact]:
    one, changed, row = owing.one, owing.retiming, owing.item.row
    if one is not None and one.open and one.dates is not None and row.kind != "cover_ended":
        told = next((said for said in owing.told if said.what == "deadline" and said.letter), None)
        by = (
            f", told {told.by}"
            if told is not None and told.told == one.dates.deadline.isoformat()
            else ""
        )
        day = one.dates.deadline
        yield Fact("Holds today", on_screen(day), f"day {one.dates.offset(day)}{by}", strong=True)
    if changed is not None:
        kind, incident = KINDS.get(changed.body.kind, changed.body.kind), changed.body.incident
        note = f"{kind[:1].lower()}{kind[1:]}{f', {incident}' if incident else ''}"
        yield Fact("Decided", on_screen(changed.body.new), note, strong=True)
        approved = changed.body.approved_by
        by = f"{changed.source.by}, approved by {approved}" if approved else changed.source.by
        yield Fact("Decided by", by, on_screen(changed.day))
        yield Fact("Reason", changed.body.reason)
        return
    yield Fact("Because of", owing.item.because, on_screen(row.since))
    effect = row.effect.replace("; ", ": ")
    yield Fact("Until then", effect)


def told_lines(owing: Owing) -> Iterator[tuple[Fact, bool]]:
    """Each date or promise that the letter is about, as the customer was told it;
    and whether it differs.
    """
    wanted = ("decision", "last_day") if owing.item.row.kind in DECISIONS else ("deadline",)
    for row in owing.told:
        if row.what not in wanted or not row.told:
            continue
        differs = row.differs or (row.what == "deadline" and owing.waiting is not None)
        note = f"{row.letter if row.letter != ELSEWHERE else 'Told elsewhere'}"
        if row.on is not None:
            note += (
                f", dispatched {on_screen(row.on)}"
                if row.letter != ELSEWHERE
                else f", {on_screen(row.on)}"
            )
        yield Fact(LABELS.get(row.what, row.name), value_words(row.what, row.told), note), differs


def waiting_words(waiting: Waiting, day: date, customer: str) -> str:
    """What each day of waiting costs, and after which day the letter must be made again (D7)."""
    if day > waiting.last:
        return (
            f"Fewer than {count(waiting.least, 'day')} remain: the letter can no longer name this "
            "deadline. Change the deadline again, to a later day."
        )
    return (
        f"Dispatched today, {customer} has {count(waiting.left(day), 'day')}. After "
        f"{on_screen(waiting.last)} fewer "
        f"than {waiting.least} remain: then the letter is made again with a later deadline."
    )
