"""Calendar, batch, register, editions and evidence in the terminal (rules B8, C4, D4, D5, E1, E3)."""

from __future__ import annotations

import argparse
from typing import Any

from mmd_reviewer.bootstrap import open_desk
from mmd_reviewer.cli.answers import Answer
from mmd_reviewer.cli.batch_command import batch
from mmd_reviewer.cli.edition_command import editions
from mmd_reviewer.cli.register_command import calendar, register
from mmd_reviewer.cli.windows import Windows
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.domain.period import count, on_screen
from mmd_reviewer.domain.revocation_calendar import OWED, Entry, days_late, remark
from mmd_reviewer.holiday_book import known_region
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
            "what": row.what.lower() if row.code != OWED else f"{row.title.partition(':')[0].lower()} owed",
            "due": row.day.isoformat(),
            "overdue_days": days_late(row, day) if row.code != OWED else (day - row.day).days,
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


def desk_settings(options: argparse.Namespace, choices: Choices, windows: Windows) -> Answer:
    """Zone, station, region and edition; with --region the holidays that are shown (D3)."""
    desk = open_desk(choices)
    if options.region is not None:
        if options.region and not known_region(options.region):
            raise Refused(f'No holidays are known of "{options.region}": write it as BE or US-WA.', "D3", "region")
        desk.set_region(options.region)
    standing = desk.standing()
    edition = desk.edition(desk.today())
    data = {
        "zone": standing.zone,
        "station": standing.station,
        "region": standing.region or None,
        "edition": edition.code,
        "sender": dict(standing.sender),
    }
    lines = [f"Zone {standing.zone}, station {standing.station}, edition {edition.name}."]
    lines.append(f"Holidays of {standing.region}." if standing.region else "No region: weekends only are marked.")
    return Answer(data, "\n".join(lines))


CALENDAR_COMMANDS = {
    "register": register,
    "calendar": calendar,
    "due": due,
    "print-batch": batch,
    "editions": editions,
    "desk": desk_settings,
}
