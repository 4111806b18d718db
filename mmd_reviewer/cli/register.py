"""`register`: what deviates, as a table, as JSON, or as a file (rule E3)."""

from __future__ import annotations

import argparse
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from mmd_reviewer.cli.answers import Answer
from mmd_reviewer.cli.command import FORCE, arg, command, day, ending_of, write_out
from mmd_reviewer.domain.decision import outcome_in_words
from mmd_reviewer.domain.deed import Job
from mmd_reviewer.domain.register import (
    UNKNOWN,
    Decided,
    Names,
    RegisterRow,
    amount,
    heads,
    state_words,
)
from mmd_reviewer.domain.register_figures import measures, median_words
from mmd_reviewer.domain.register_filter import (
    ENDS,
    STATES,
    DecidedFilter,
    RegisterFilter,
    check,
    chosen,
    chosen_decisions,
    month_code,
)
from mmd_reviewer.domain.second_assessment import Agreement
from mmd_reviewer.services import register as registers
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.services.read.register_file import make_file
from mmd_reviewer.services.read.register_rows import Arranged


@command(
    "register",
    "every deviation from the standard template on a day",
    "register --on 2026-11-23 --out register.xlsx",
    arg("--on", type=day, default=None, metavar="D", help="that day; else today"),
    arg(
        "--as-known",
        type=day,
        default=None,
        metavar="D",
        help="by the facts recorded until D (rule E3); sets --on too",
    ),
    arg("--out", type=Path, default=None, metavar="FILE", help="a .xlsx, .csv or .pdf file"),
    arg("--customer", default="", metavar="C"),
    arg("--state", default="", choices=("", *STATES), metavar="S", help=", ".join(STATES)),
    arg("--type", default="", metavar="T", help="an exemption type's code"),
    arg("--ends", default="", metavar="E", help=", ".join(ENDS) + ", or a month as 2027-03"),
    arg("--search", default="", metavar="WORDS"),
    arg(
        "--decisions",
        default="",
        choices=("all", "departing", "drawn"),
        help="the decisions of twelve months instead, with their measures; drawn: ten of them, to "
        "be looked at again",
    ),
    arg(
        "--agreement",
        action="store_true",
        help="how far second assessments of the last 12 months agreed with the first, by factor",
    ),
    FORCE,
)
def register(options: argparse.Namespace, desk: Desk) -> Answer:
    """The register on a day; to a file with --out."""
    day = options.on or options.as_known or desk.today()
    wish = RegisterFilter(
        options.search, options.customer, options.state, options.type, ends=options.ends
    )
    check(wish, day)
    book = registers.book(desk, day, options.as_known)
    wish = replace(wish, customer=registers.named(desk, book, options.customer))
    if options.decisions:
        return _decisions(options, desk, book)
    rows = chosen(book.register.rows, wish, day)
    if options.agreement:
        return _agreement(book.agreement)
    head = f"{amount(len(rows), 'deviation')}, {heads(rows).words}. On {book.register.words}."
    if options.out is not None:
        kind = ending_of(options.out, ".xlsx, .csv or .pdf")
        write_out(desk, options, make_file(desk, book, Arranged(wish, rows), kind, Job()))
        return Answer([row_json(row) for row in rows], f"{head}\n→ {options.out}")
    lines = [_register_line(row, book.names) for row in rows]
    return Answer([row_json(row) for row in rows], "\n".join([*lines, head]))


def _decisions(options: argparse.Namespace, desk: Desk, book: registers.RegisterBook) -> Answer:
    """Decisions of the last twelve months and what they measure."""
    month = month_code(book.register.day) if options.decisions == "drawn" else ""
    wish = DecidedFilter(departs=options.decisions == "departing", sample=month)
    found = chosen_decisions(book.decisions, wish)
    measured = measures(found)
    head = f"{amount(measured.decisions, 'decision')}, {measured.departing} otherwise than "
    head += f"recommended. {median_words(found).capitalize() or 'None to measure'}."
    if options.out is not None:
        kind = ending_of(options.out, ".xlsx or .csv")
        shown = Arranged(RegisterFilter(), (), found)
        write_out(desk, options, make_file(desk, book, shown, kind, Job()))
        head += f"\n→ {options.out}"
    lines = [
        f"{one.number:<8}  {one.decided}  {one.days:>4} d  {outcome_in_words(one.outcome)[:26]:<26}"
        f"  {'departs' if one.departs else '':<7}  {one.customer[:20]:<20}  {one.title[:40]}"
        for one in found
    ]
    data = {**asdict(measured), "rows": [_decision_json(one) for one in found]}
    return Answer(data, "\n".join([*lines, head]))


def _decision_json(one: Decided) -> dict[str, Any]:
    return {
        "number": one.number,
        "customer": one.customer,
        "title": one.title,
        "outcome": one.outcome,
        "received": one.received.isoformat(),
        "first_look": one.looked.isoformat() if one.looked else None,
        "decided": one.decided.isoformat(),
        "days": one.days,
        "departs": one.departs,
    }


def _agreement(found: Agreement) -> Answer:
    data = {
        "assessed_twice": found.twice,
        "agreed": found.agreed,
        "by_factor": [
            {"name": name, "agreed": agreed, "both_answered": both}
            for name, agreed, both in found.rows
        ],
    }
    lines = [f"{name:<36} {agreed:,} of {both:,}" for name, agreed, both in found.rows]
    return Answer(data, "\n".join([*lines, found.words or "No case was assessed twice."]))


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
        f"{row.number:<8}  {row.customer[:24]:<24}  {names.type(row.type)[:28]:<28}  "
        f"{row.title[:40]:<40}  {devices:>7}  {row.since}  {until:<10}  {state_words(row.state)}"
    )


COMMANDS = (register,)
