"""`register` and `calendar`: what deviates and what is due, as a table, as JSON, or as files (rules D2 to D5, E3)."""

from __future__ import annotations

import argparse
import hashlib
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from mmd_reviewer.bootstrap import open_desk
from mmd_reviewer.cli.answers import Answer
from mmd_reviewer.cli.windows import Windows
from mmd_reviewer.domain.deed import Job
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.domain.period import count, on_screen, whole_months
from mmd_reviewer.domain.register import (
    UNKNOWN,
    Names,
    RegisterRow,
    amount,
    heads,
    state_words,
)
from mmd_reviewer.domain.register_filter import RegisterFilter, check, chosen
from mmd_reviewer.domain.revocation_calendar import DONE, Entry, remark, standing
from mmd_reviewer.services import register as registers
from mmd_reviewer.services import revocation_calendar
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.services.read.agenda import holidays_of
from mmd_reviewer.services.read.calendar_file import calendar_bytes
from mmd_reviewer.services.read.register_file import make_file
from mmd_reviewer.services.read.register_rows import Arranged
from mmd_reviewer.settings import Choices

MOST_MONTHS = 60  # of a printed calendar


def register(options: argparse.Namespace, choices: Choices, windows: Windows) -> Answer:
    """The register on a day; to a file with --out."""
    desk = open_desk(choices)
    day = options.on or options.as_known or desk.today()
    wish = RegisterFilter(options.search, options.customer, options.state, options.type, ends=options.ends)
    check(wish, day)
    book = registers.book(desk, day, options.as_known)
    rows = chosen(book.register.rows, wish, day)
    head = f"{amount(len(rows), 'deviation')}, {heads(rows).words}. On {book.register.words}."
    if options.out is not None:
        kind = _kind(options.out, ".xlsx, .csv or .pdf")
        _write(desk, options, make_file(desk, book, Arranged(wish, rows), kind, Job()))
        return Answer([row_json(row) for row in rows], f"{head}\n→ {options.out}")
    lines = [_register_line(row, book.names) for row in rows]
    return Answer([row_json(row) for row in rows], "\n".join([*lines, head]))


def row_json(row: RegisterRow) -> dict[str, Any]:
    """A deviation; `devices` null where no list is known, `until` null for open-ended."""
    return {
        "number": row.number,
        "ticket": row.ticket,
        "customer": row.customer,
        "type": row.type,
        "title": row.title,
        "devices": None if row.devices == UNKNOWN else row.devices,
        "since": row.since.isoformat(),
        "until": row.until.isoformat() if row.until else None,
        "state": row.state,
        "edition": row.edition,
        "factor": row.factor,
    }


def _register_line(row: RegisterRow, names: Names) -> str:
    until = row.until.isoformat() if row.until else "open-ended"
    devices = "-" if row.devices == UNKNOWN else f"{row.devices:,}"
    return (
        f"{row.number:<8}  {row.customer[:24]:<24}  {names.type(row.type)[:28]:<28}  {row.title[:40]:<40}  "
        f"{devices:>7}  {row.since}  {until:<10}  {state_words(row.state)}"
    )


def calendar(options: argparse.Namespace, choices: Choices, windows: Windows) -> Answer:
    """What stands on the calendar from one day to another; to a file with --out."""
    desk = open_desk(choices)
    if options.last < options.first:
        raise Refused(f"{options.last} is before {options.first}.", "", "to")
    found = revocation_calendar.entries_between(desk, options.first, options.last)
    day, holiday = desk.today(), holidays_of(desk)
    data = [entry_json(entry, day, holiday) for entry in found]
    if options.out is not None:
        kind = _kind(options.out, ".ics or .pdf")
        if kind == "pdf" and whole_months(options.first, options.last) >= MOST_MONTHS:
            raise Refused(f"A printed calendar holds at most {count(MOST_MONTHS, 'month')}.", "", "to")
        _write(desk, options, calendar_bytes(desk, kind, options.first, options.last)[0])
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
        "kind": entry.what.lower(),
        "case": entry.number,
        "customer": entry.customer,
        "text": remark(entry, day, holiday),
        "done": entry.status == DONE,
        "standing": standing(entry, day),
    }


def _calendar_line(entry: Entry, day: date, holiday: Callable[[date], str]) -> str:
    words = remark(entry, day, holiday)
    line = f"{on_screen(entry.day)}  {entry.number:<8}  {entry.what:<14} {entry.customer[:32]:<32}"
    return f"{line}  {standing(entry, day).replace('_', ' '):<9}  {words}".rstrip()


def _kind(out: Path, endings: str) -> str:
    """The ending of a file, if it is one of these."""
    kind = out.suffix.casefold()
    if len(kind) < 2 or kind not in endings.replace(",", "").split():
        raise Refused(f"Name a file that ends in {endings}.", "", "out")
    return kind[1:]


def _write(desk: Desk, options: argparse.Namespace, content: bytes) -> None:
    desk.files.check(options.out, force=options.force, digest=hashlib.sha256(content).hexdigest())
    desk.files.write(options.out, content)
