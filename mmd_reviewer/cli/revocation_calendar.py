"""What is due: `due`, `calendar`, `control-sheet` (rules D2 to D5, E1)."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from mmd_reviewer.cli.answers import Answer
from mmd_reviewer.cli.command import FORCE, NUMBER, amount, arg, command, day, ending_of, write_out
from mmd_reviewer.domain.calendar_entry import CODE_NAMES, DONE, OWED, Entry, days_late, standing
from mmd_reviewer.domain.calendar_words import remark
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.domain.period import count, on_screen, whole_months
from mmd_reviewer.domain.what_if import check_what_if, if_days, if_dispatched
from mmd_reviewer.services import control_sheet, revocation_calendar
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.services.read.agenda import holidays_of
from mmd_reviewer.services.read.calendar_file import calendar_bytes
from mmd_reviewer.services.read.what_if import other_courses

MOST_MONTHS = 60  # of a printed calendar
WIDE = max(map(len, CODE_NAMES.values()))


@command(
    "due",
    "overdue, due today and coming",
    "due --within 14",
    arg("--on", type=day, default=None, metavar="D"),
    arg("--within", type=amount, default=14, metavar="DAYS"),
    arg(
        "--if-dispatched",
        default="",
        metavar="NUMBER",
        help="the dates of a case whose first notice goes out on the day of --on",
    ),
)
def due(options: argparse.Namespace, desk: Desk) -> Answer:
    """Overdue, due today and coming; or the dates of a course that is thought of."""
    if options.if_dispatched:
        return _if_dispatched(desk, options.if_dispatched, options.on or desk.today())
    day = options.on or desk.today()
    rows = revocation_calendar.due_list(desk, day, options.within)
    data: list[dict[str, Any]] = [
        {
            "case": row.number,
            "what": _kind(row),
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
    return Answer(
        data, "\n".join(lines) or f"Nothing is due within {count(options.within, 'day')}."
    )


def _if_dispatched(desk: Desk, number: str, day: date) -> Answer:
    """All dates of a course whose first notice goes out on a day; nothing is recorded."""
    case, today = desk.case(number), desk.today()
    check_what_if(case, today)
    dates = if_dispatched(case, desk.edition(today).course, day)
    rows = if_days(dates, holidays_of(desk), other_courses(desk, case))
    data = {
        "number": case.number,
        "if_dispatched": day.isoformat(),
        "dates": [
            {
                "what": row.what,
                "date": row.day.isoformat() if row.day else None,
                "closed": row.closed,
                "same_week": [
                    {"case": one.number, "what": _kind(one), "date": one.day.isoformat()}
                    for one in row.beside
                ],
            }
            for row in rows
        ],
    }
    lines = [f"{case.number}, if dispatched on {on_screen(day)}; no clock runs yet:"]
    for row in rows:
        tail = f"  {row.beside_words}" if row.beside else ""
        lines.append(f"  {row.what:<8} {row.words}{tail}")
    return Answer(data, "\n".join(lines))


def _kind(row: Entry) -> str:
    """`second notice`, `new edition owed`."""
    return f"{row.title.partition(':')[0].lower()} owed" if row.code == OWED else row.what.lower()


def _line(row: Entry) -> str:
    return f"{on_screen(row.day)}  {row.number:<8}  {row.what:<{WIDE}} {row.customer}"


@command(
    "calendar",
    "what stands on the calendar from one day to another",
    "calendar --from 2026-12-01 --to 2026-12-31 --out december.pdf",
    arg("--from", dest="first", type=day, required=True, metavar="D"),
    arg("--to", dest="last", type=day, required=True, metavar="D"),
    arg("--out", type=Path, default=None, metavar="FILE", help="an .ics or .pdf file"),
    FORCE,
)
def calendar(options: argparse.Namespace, desk: Desk) -> Answer:
    """What stands on the calendar from one day to another; to a file with --out."""
    if options.last < options.first:
        raise Refused(f"{options.last} is before {options.first}.", "", "to")
    day, holiday = desk.today(), holidays_of(desk)
    found = revocation_calendar.entries_between(desk, options.first, options.last)
    if options.out is None:  # a file for other programs holds dates, not work that waits
        owed = revocation_calendar.owed_between(desk, day, options.first, options.last)
        found = tuple(sorted((*found, *owed), key=lambda entry: (entry.day, entry.number)))
    data = [entry_json(entry, day, holiday) for entry in found]
    if options.out is not None:
        kind = ending_of(options.out, ".ics or .pdf")
        if kind == "pdf" and whole_months(options.first, options.last) >= MOST_MONTHS:
            raise Refused(
                f"A printed calendar holds at most {count(MOST_MONTHS, 'month')}.", "", "to"
            )
        write_out(desk, options, calendar_bytes(desk, kind, options.first, options.last)[0])
        return Answer(data, f"{count_entries(found)} → {options.out}")
    lines = [_calendar_line(entry, day, holiday) for entry in found]
    return Answer(data, "\n".join(lines) or "Nothing stands on the calendar in these days.")


def count_entries(found: tuple[Entry, ...]) -> str:
    """`1 entry`, `31 entries`."""
    return f"{len(found):,} {'entry' if len(found) == 1 else 'entries'}"


def entry_json(entry: Entry, day: date, holiday: Callable[[date], str]) -> dict[str, Any]:
    """A mark of the calendar; `kind` as `due` names it."""
    return {
        "date": entry.day.isoformat(),
        "kind": _kind(entry),
        "case": entry.number,
        "customer": entry.customer,
        "text": remark(entry, day, holiday),
        "done": entry.status == DONE,
        "standing": standing(entry, day),
    }


def _calendar_line(entry: Entry, day: date, holiday: Callable[[date], str]) -> str:
    words = remark(entry, day, holiday)
    line = (
        f"{on_screen(entry.day)}  {entry.number:<8}  {entry.what:<{WIDE}} {entry.customer[:32]:<32}"
    )
    return f"{line}  {standing(entry, day).replace('_', ' '):<9}  {words}".rstrip()


@command(
    "control-sheet",
    "all dates of a case on one page, old and new, with rule and arithmetic",
    "control-sheet A-0142 --out dates.pdf",
    NUMBER,
    arg("--out", type=Path, default=None, metavar="FILE.pdf"),
    FORCE,
)
def sheet(options: argparse.Namespace, desk: Desk) -> Answer:
    """All dates of the case, on screen or as a PDF."""
    found = control_sheet.read(desk, desk.case(options.number))
    data = [
        {
            "what": row.what,
            "date": row.day.isoformat(),
            "was": row.was.isoformat() if row.was else None,
            "standing": row.standing,
            "why": row.why,
        }
        for row in found.rows
    ]
    lines = [
        f"{on_screen(row.day)}  {row.what:<16} {row.standing.replace('_', ' '):<12} {row.why}"
        for row in found.rows
    ]
    if options.out is not None:
        content = desk.press.control_sheet(found)
        desk.files.check(options.out, force=options.force, digest="")
        desk.files.write(options.out, content)
        lines.append(f"→ {options.out}")
    return Answer(data, "\n".join(lines) or "The case has no dates.")


COMMANDS = (due, calendar, sheet)
