"""The page of a customer as it is printed: the parts of the window, every row of them."""

from __future__ import annotations

from collections.abc import Iterator

from mmd_reviewer.domain.customer_sheet import CustomerSheet, SheetTable
from mmd_reviewer.domain.letters.kinds import name_of
from mmd_reviewer.domain.period import on_screen
from mmd_reviewer.services.read import customer_words as words
from mmd_reviewer.services.read.customer_page import OVER, CaseRow, CustomerPage

CASES = (("Case", 8), ("Exemption", 30), ("Number", 11), ("State", 20), ("Last day", 31))
DEVICES = (("Serial number", 17), ("Name", 18), ("Device", 22), ("Case", 11), ("Why", 32))
LETTERS = (("Letter", 16), ("Kind", 36), ("Issued", 24), ("Dispatched", 24))
CONTACTS = (("Contact", 26), ("Address", 42), ("Requests", 32))


def customer_sheet(page: CustomerPage) -> CustomerSheet:
    """Everything that the page holds, as tables."""
    also = (*page.joined, *page.others)
    told = page.told
    lines = [
        words.headline_note(page),
        words.subline(page),
        f"Also written: {', '.join(also)}" if also else "",
        f"Told last: {words.told_sentence(told, page.day)} ({words.told_by(told)}) "
        f"{words.told_holds(page)[1]}."
        if told is not None
        else "",
        words.differing_words(page),
        ". ".join(", ".join(filter(None, line)) for line in words.decided_lines(page)),
    ]
    tables = tuple(table for table in _tables(page) if table.rows)
    return CustomerSheet(
        page.name, page.day, words.headline(page), tuple(filter(None, lines)), tables
    )


def _tables(page: CustomerPage) -> Iterator[SheetTable]:
    for title, part in words.PARTS:
        if part == OVER:
            yield SheetTable(
                "Out of service levels today",
                DEVICES,
                tuple(
                    (
                        one.device.serial,
                        one.device.name,
                        words.device_words(one.device),
                        words.cases_words(one),
                        f"{words.why_words(one)}, {words.since_words(one)}",
                    )
                    for one in page.out
                ),
            )
        rows = tuple(row for case in page.part(part) for row in _case(case, page))
        yield SheetTable(title, CASES, rows)
    letters = tuple(
        (
            row.record.number,
            name_of(row.record.kind),
            on_screen(row.record.day),
            words.letter_state(row),
        )
        for row in page.letters
    )
    yield SheetTable("Letters", LETTERS, letters)
    contacts = tuple((one.name, one.email, words.contact_note(one)) for one in page.contacts)
    yield SheetTable("Contacts", CONTACTS, contacts)


def _case(row: CaseRow, page: CustomerPage) -> Iterator[tuple[str, ...]]:
    """The case, and below it what runs in it."""
    end = ", ".join(part for part in words.end_words(row, page.day) if part)
    number = " ".join(words.amount_words(row, page.day)).strip()
    yield row.number, row.case.request.heading(), number, words.state_line(row), end
    said = words.course_words(row.case, page.day)
    if said:
        yield "", said, "", "", ""
