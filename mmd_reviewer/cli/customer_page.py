"""`customer`: one customer whole, or all of them in a line each (rules A5, C10, D9);
the language of its letters.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from mmd_reviewer.cli.answers import Answer, letter_json
from mmd_reviewer.cli.command import FORCE, arg, command, ending_of, write_out
from mmd_reviewer.domain.customers import language_name
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.domain.letters.kinds import name_of
from mmd_reviewer.domain.register import UNKNOWN
from mmd_reviewer.domain.uncovered import Machine
from mmd_reviewer.services import customers
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.services.read import customer_words as words
from mmd_reviewer.services.read.customer_list import CustomerLine, read_customers
from mmd_reviewer.services.read.customer_page import CaseRow, CustomerPage, read_customer
from mmd_reviewer.services.read.customer_sheet import customer_sheet


@command(
    "customer",
    "one customer whole: cases, devices out of service levels, letters; without NAME all of them",
    "customer Northwind",
    arg("name", metavar="NAME", nargs="?", default="", help="a spelling of it, or words of it"),
    arg("--out", type=Path, default=None, metavar="FILE", help="its page as a .pdf file"),
    arg("--language", default="", metavar="L", help="new letters to it in en, de or fr"),
    FORCE,
)
def customer(options: argparse.Namespace, desk: Desk) -> Answer:
    """The page of a customer, or the list of all."""
    if options.language:
        name = customers.set_language(desk, options.name, options.language)
        data = {"name": name, "language": options.language, "head": desk.standing().heads[-1]}
        spoken = language_name(options.language)
        return Answer(data, f"New letters to {name} are written in {spoken}; issued ones stay.")
    if not options.name.strip():
        if options.out is not None:
            raise Refused("Name the customer whose page is to be written.", "", "name")
        found = read_customers(desk)
        return Answer([line_json(line) for line in found], "\n".join(map(_line, found)))
    page = read_customer(desk, options.name)
    lines = [*_page_lines(page)]
    if options.out is not None:
        ending_of(options.out, ".pdf")
        write_out(desk, options, desk.press.customer(customer_sheet(page)))
        lines.append(f"→ {options.out}")
    return Answer(page_json(page), "\n".join(lines))


def line_json(line: CustomerLine) -> dict[str, Any]:
    """A customer in the list."""
    return {
        "name": line.name,
        "spellings": list(line.spellings),
        "open": line.open,
        "approved_or_in_force": line.in_force,
        "in_revocation": line.in_revocation,
        "over": line.over,
        "out_of_service_levels": {
            "devices": line.out,
            "by_revocation": line.revoked,
            "test_group": line.test,
        },
    }


def _line(line: CustomerLine) -> str:
    return (
        f"{line.name[:32]:<32}  {line.open:>3} open  {line.in_force:>3} in force  "
        f"{line.in_revocation:>3} in revocation  {line.out:>5} out of service levels"
    )


def page_json(page: CustomerPage) -> dict[str, Any]:
    """The whole page; `cases` by their part of it."""
    revoked, test = page.out_by
    last = page.told
    return {
        "name": page.name,
        "language": page.language,
        "day": page.day.isoformat(),
        "spellings": {"joined": list(page.joined), "same": list(page.others)},
        "exemptions": len(page.exemptions),
        "devices": page.devices,
        "cases": [case_json(row) for row in page.cases],
        "out_of_service_levels": {
            "devices": len(page.out),
            "by_revocation": revoked,
            "test_group": test,
            "list": [machine_json(one) for one in page.out],
        },
        "ahead": [{"day": one.day.isoformat(), "devices": one.devices} for one in page.ahead],
        "letters": [{"case": row.record.case, **letter_json(row)} for row in page.letters],
        "told_last": None
        if last is None
        else {
            "case": last.case.number,
            "what": last.row.what,
            "told": last.row.told,
            "holds": last.row.holds or None,
            "told_by": last.row.letter,
            "on": _day(last.row.on),
            "differs": last.differs,
        },
        "not_told_as_it_holds": list(page.differing),
        "contacts": [
            {
                "name": one.name,
                "email": one.email,
                "cases": list(one.cases),
                "last": one.last.isoformat(),
            }
            for one in page.contacts
        ],
        "decided": {
            "decided": page.decided.decided,
            "approved": page.decided.approved,
            "declined": page.decided.declined,
            "returned": page.decided.returned,
            "revoked": page.decided.revoked,
            "in_revocation": page.decided.in_revocation,
        },
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def case_json(row: CaseRow) -> dict[str, Any]:
    """A case; `devices` null where no list is known, `until` null for open-ended."""
    one = row.running
    dates = one.dates if one is not None else None
    return {
        "part": row.part,
        "number": row.number,
        "ticket": row.case.request.ticket,
        "customer": row.case.request.customer,
        "type": row.case.request.type,
        "title": row.case.request.heading(),
        "state": row.state,
        "devices": None if row.devices == UNKNOWN else row.devices,
        "until": _day(row.until),
        "deadline": _day(dates.deadline if dates is not None else None),
        "letter": row.letter,
    }


def machine_json(one: Machine) -> dict[str, Any]:
    """A device out of service levels."""
    return {
        "serial": one.device.serial,
        "name": one.device.name,
        "manufacturer": one.device.manufacturer,
        "model": one.device.model,
        "why": "by_revocation" if one.revoked else "test_group",
        "since": _day(one.since),
        "cases": list(dict.fromkeys(row.number for row in one.because)),
    }


def _page_lines(page: CustomerPage) -> Iterator[str]:
    yield page.name
    yield words.subline(page)
    also = (*page.joined, *page.others)
    if also:
        yield f"Also written: {', '.join(also)}"
    note = words.headline_note(page)
    yield f"{words.headline(page)}. {note}".rstrip()
    for title, part in words.PARTS:
        rows = page.part(part)
        if rows:
            yield f"{title}: {len(rows)}"
            yield from (line for row in rows for line in _case_lines(row, page))
    if page.out:
        yield f"Out of service levels today: {len(page.out)}"
        yield from (_machine_line(one) for one in page.out)
    yield from _word_lines(page)


def _case_lines(row: CaseRow, page: CustomerPage) -> Iterator[str]:
    number, unit = words.amount_words(row, page.day)
    end = ", ".join(part for part in words.end_words(row, page.day) if part)
    title = " ".join(row.case.request.heading().split())
    yield (
        f"  {row.number:<8}  {title[:40]:<40}  {f'{number} {unit}':>12}  "
        f"{words.state_line(row):<24}  {end}"
    ).rstrip()
    course = words.course_words(row.case, page.day)
    if course:
        yield f"            {course}"


def _machine_line(one: Machine) -> str:
    return (
        f"  {one.device.serial:<16}  {one.device.name:<20}  {words.device_words(one.device):<28}  "
        f"{words.cases_words(one):<12}  {words.why_words(one)}, {words.since_words(one)}"
    )


def _word_lines(page: CustomerPage) -> Iterator[str]:
    if page.letters:
        yield f"Letters: {len(page.letters)}"
    for letter in page.letters:
        record = letter.record
        yield f"  {record.number:<12}  {name_of(record.kind):<24}  {words.letter_state(letter)}"
    if page.told is not None:
        yield f"Told last: {words.told_sentence(page.told, page.day)} ({words.told_by(page.told)})"
        yield f"  {words.told_holds(page)[1]}."
    if page.differing:
        yield f"{words.differing_words(page)}."
    for one in page.contacts:
        who = " ".join(filter(None, (one.name, one.email)))
        yield f"Contact: {who}, {words.contact_note(one)}"
    yield from (", ".join(filter(None, line)) for line in words.decided_lines(page))


COMMANDS = (customer,)
