"""The control sheet: all dates of a case on one page,
old and new, each with its rule and arithmetic.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from mmd_reviewer.domain.calendar_entry import CODE_NAMES, CODES, Entry, standing
from mmd_reviewer.domain.calendar_words import rule_words, why
from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.case_export import case_seal
from mmd_reviewer.domain.control_sheet import ControlRow, ControlSheet
from mmd_reviewer.domain.deadline import (
    BY_OUTCOME,
    BY_RETIMING,
    DeadlineRow,
    deadline_rows,
    holding_row,
)
from mmd_reviewer.domain.fact import Retimed
from mmd_reviewer.domain.period import add_days, count, on_screen
from mmd_reviewer.domain.retiming import KINDS
from mmd_reviewer.domain.revocation import EARLY_DAYS, FINAL, Move, Retiming, Revocation
from mmd_reviewer.domain.revocation_calendar import entries
from mmd_reviewer.domain.source import Source
from mmd_reviewer.services.desk import Desk


def read(desk: Desk, case: Case) -> ControlSheet:
    """Every date of the case: of its approval, of each course,
    each change of a deadline, what was cancelled.
    """
    day = desk.today()
    rows = [
        ControlRow(entry.what, entry.day, entry.was, standing(entry, day), _why(entry))
        for entry in entries(case)
    ]
    decided = case.holding
    if decided is not None and decided.approves:
        start = decided.made.start
        reached = "done" if start <= day else "planned"
        rows.append(ControlRow("Approval starts", start, None, reached, _start(decided.day, start)))
    for one in case.revocations:
        rows += [_change(one, row) for row in deadline_rows(one)]
        rows += _finals_given_up(one)
        rows += [_waiting(one, one.shortening, day)] if one.shortening is not None else []
    rows += _voided(case)
    rows.sort(key=lambda row: (row.day, row.what))
    seal = str(case_seal(case.facts))
    return ControlSheet(
        case.number, case.request.customer, case.request.heading(), day, tuple(rows), seal
    )


def _why(entry: Entry) -> str:
    """The arithmetic of the due day; of what was done on another day that day too (D4)."""
    if entry.done_on is None or entry.done_on == entry.day:
        return why(entry)
    return f"{why(entry)} Done on {on_screen(entry.done_on)} (rule D4)."


def _start(decided: date, start: date) -> str:
    if start == decided:
        return "Rule C1: the day of the decision."
    return (
        f"Rules C1, E2: decided on {on_screen(decided)}, to start "
        f"{count((start - decided).days, 'day')} later."
    )


def _change(one: Revocation, row: DeadlineRow) -> ControlRow:
    """A change of the deadline: the new day, the old one, by which rule, and whether it holds."""
    holds = "holds" if row == holding_row(one) else "replaced"
    if one.dates is not None and one.ended is not None and one.ended <= one.dates.deadline:
        holds = "cancelled"
    when = on_screen(row.source.day)
    if isinstance(row.change, Move):
        words = f"{rule_words(row.rule)}: moved by a dispatch recorded on {when}."
        return ControlRow("Deadline moved", row.new, row.old, holds, words)
    if isinstance(row.change, Retiming):
        kind = KINDS[row.change.body.kind].lower()
        return ControlRow(
            "Deadline changed", row.new, row.old, holds, _arithmetic(BY_RETIMING, kind, row, when)
        )
    words = _arithmetic(BY_OUTCOME, "outcome of the appeal", row, when)
    return ControlRow("Deadline changed", row.new, row.old, holds, words)


def _arithmetic(rule: str, kind: str, row: DeadlineRow, when: str) -> str:
    if row.old is None:
        return f"Rule {rule}: {kind}, decided on {when}, before the first notice."
    days = (row.new - row.old).days
    return (
        f"Rule {rule}: {kind}, {count(abs(days), 'day')} {'later' if days > 0 else 'earlier'} than "
        f"{on_screen(row.old)}, decided on {when}."
    )


def _waiting(one: Revocation, row: Retiming, day: date) -> ControlRow:
    """A shortening that its letter did not tell yet, or that lapsed (C9, D7)."""
    change = DeadlineRow(row, BY_RETIMING, row.body.old, row.body.new)
    words = _arithmetic(BY_RETIMING, KINDS[row.body.kind].lower(), change, on_screen(row.day))
    standing_now = "lapsed" if one.shortening_on(day) is None else "not told"
    return ControlRow("Deadline changed", row.body.new, row.body.old, standing_now, words)


def _voided(case: Case) -> list[ControlRow]:
    """Shortenings that a later change took the place of before a letter told them (D7)."""
    known = {row.fact for one in case.revocations for row in one.retimings}
    known |= {one.shortening.fact for one in case.revocations if one.shortening is not None}
    rows = []
    for fact in case.counting:
        if isinstance(fact.body, Retimed) and fact.id not in known:
            change = DeadlineRow(
                Retiming(fact.body, Source.of(fact)), BY_RETIMING, fact.body.old, fact.body.new
            )
            words = _arithmetic(
                BY_RETIMING, KINDS[fact.body.kind].lower(), change, on_screen(fact.day)
            )
            rows.append(ControlRow("Deadline changed", fact.body.new, fact.body.old, "void", words))
    return rows


def _finals_given_up(one: Revocation) -> list[ControlRow]:
    """The final notices planned for a deadline that holds no more (D5, D7)."""
    if one.dates is None:
        return []
    changes = deadline_rows(one)
    deadlines = {day for row in changes for day in (row.old, row.new) if day is not None}
    given = {sent.on for sent in one.earlier_finals}
    rows = []
    for deadline in sorted(deadlines - {one.dates.deadline}):
        then = replace(one.dates, deadline=deadline)
        due = then.due(FINAL)
        if any(add_days(due, -EARLY_DAYS) <= on < deadline for on in given):
            continue  # it was sent, perhaps some days early
        left = count((deadline - due).days, "day")
        words = f"Rule D2: {left} before {on_screen(deadline)}, a deadline that holds no more."
        rows.append(ControlRow(CODE_NAMES[CODES[FINAL]], due, None, "cancelled", words))
    return rows
