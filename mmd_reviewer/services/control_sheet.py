"""The control sheet: all dates of a case on one page, old and new, each with its rule and arithmetic."""

from __future__ import annotations

from datetime import date

from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.case_export import case_seal
from mmd_reviewer.domain.control_sheet import ControlRow, ControlSheet
from mmd_reviewer.domain.letters.course_parts import changes_of
from mmd_reviewer.domain.period import count, on_screen
from mmd_reviewer.domain.retiming import KINDS
from mmd_reviewer.domain.revocation import Move, Retiming, Revocation
from mmd_reviewer.domain.revocation_calendar import entries, standing, why
from mmd_reviewer.services.desk import Desk


def read(desk: Desk, case: Case) -> ControlSheet:
    """Every date of the case: of its approval, of each course, each change of a deadline, what was cancelled."""
    day = desk.today()
    rows = [
        ControlRow(entry.what, entry.day, entry.was, standing(entry, day), why(entry))
        for entry in entries(case)
    ]
    decided = case.holding
    if decided is not None and decided.approves:
        start = decided.made.start
        reached = "done" if start <= day else "planned"
        rows.append(ControlRow("Approval starts", start, None, reached, _start(decided.day, start)))
    for one in case.revocations:
        rows += [_change(one, row, day) for row in changes_of(one)]
    rows.sort(key=lambda row: (row.day, row.what))
    seal = str(case_seal(case.facts))
    return ControlSheet(case.number, case.request.customer, case.request.heading(), day, tuple(rows), seal)


def _start(decided: date, start: date) -> str:
    if start == decided:
        return "Rule C1: the day of the decision."
    return f"Rules C1, E2: decided on {on_screen(decided)}, to start {count((start - decided).days, 'day')} later."


def _change(one: Revocation, row: Retiming | Move, day: date) -> ControlRow:
    """A change of the deadline: the new day, the old one, by which rule, and whether it holds."""
    if isinstance(row, Move):
        words = f"Rules D3, D11: moved by a dispatch recorded on {on_screen(row.source.day)}."
        return ControlRow("Deadline moved", row.new, row.old, "holds", words)
    old = row.body.old
    days = (row.body.new - old).days if old is not None else 0
    amount = f"{count(abs(days), 'day')} {'later' if days > 0 else 'earlier'}"
    words = f"Rule D7: {KINDS[row.body.kind].lower()}, {amount}, decided on {on_screen(row.day)}."
    waits = row is one.shortening
    standing_now = "lapsed" if waits and one.shortening_on(day) is None else "not told" if waits else "holds"
    return ControlRow("Deadline changed", row.body.new, old, standing_now, words)
