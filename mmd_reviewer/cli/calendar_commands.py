"""Calendar, batch, register, editions and evidence in the terminal (rules B8, C4, D4, D5, E1, E3)."""

from __future__ import annotations

import argparse
from typing import Any

from mmd_reviewer.bootstrap import open_desk
from mmd_reviewer.cli.answers import Answer
from mmd_reviewer.cli.windows import Windows
from mmd_reviewer.domain.period import count, on_screen
from mmd_reviewer.domain.revocation_calendar import Entry, days_late, remark
from mmd_reviewer.services import revocation_calendar
from mmd_reviewer.settings import Choices


def due(options: argparse.Namespace, choices: Choices, windows: Windows) -> Answer:
    """Overdue, due today and coming."""
    desk = open_desk(choices)
    day = options.on or desk.today()
    rows = revocation_calendar.due_list(desk, day, options.within)
    data: list[dict[str, Any]] = [
        {
            "case": row.number,
            "what": row.what.lower(),
            "due": row.day.isoformat(),
            "overdue_days": days_late(row, day),
            "customer": row.customer,
        }
        for row in rows
    ]
    lines = []
    for row in rows:
        late = days_late(row, day)
        words = f"{count(late, 'day')} late" if late else ""
        parts = (words, remark(row, day, desk.holiday))
        tail = "; ".join(part for part in parts if part)
        lines.append(f"{_line(row)}  {tail}".rstrip())
    return Answer(data, "\n".join(lines) or f"Nothing is due within {count(options.within, 'day')}.")


def _line(row: Entry) -> str:
    return f"{on_screen(row.day)}  {row.number:<8}  {row.what:<14} {row.customer}"


CALENDAR_COMMANDS = {"due": due}
