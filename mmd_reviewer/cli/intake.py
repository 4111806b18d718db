"""Requests that come in: `import`, `new`."""

from __future__ import annotations

import argparse
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

from mmd_reviewer.bootstrap import open_desk, open_for_intake
from mmd_reviewer.cli import answers
from mmd_reviewer.cli.answers import Answer
from mmd_reviewer.cli.case_lines import case_answer
from mmd_reviewer.cli.command import READING, arg, day, job_of, without_desk
from mmd_reviewer.cli.reading_words import reading_json, reading_lines
from mmd_reviewer.cli.windows import Windows
from mmd_reviewer.domain.errors import CaseChangedElsewhere
from mmd_reviewer.domain.intake import FAILED, SKIPPED, Imported, ReadWish
from mmd_reviewer.domain.period import count
from mmd_reviewer.readers import read_file
from mmd_reviewer.services import intake
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.services.related import related
from mmd_reviewer.settings import Choices, exists

WORDS = ("type", "title", "requirement", "proposal", "timeline", "ticket", "contact", "email")


@without_desk(
    "import",
    "requests from files into cases",
    "import tickets.json requests.csv --dry-run",
    arg("files", nargs="+", type=Path, metavar="FILE"),
    arg("--customer", default="", metavar="NAME", help="the customer where a row names none"),
    *READING,
    arg("--dry-run", action="store_true", help="say what would happen; store nothing"),
)
def import_files(options: argparse.Namespace, choices: Choices, windows: Windows) -> Answer:
    """Requests from files; what was assumed of each file is said."""
    if options.dry_run and not exists(choices.store):
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            return _import_into(
                options,
                open_desk(replace(choices, store=Path(folder) / "none.sqlite"), create=True),
            )
    desk, said = open_for_intake(choices)
    answer = _import_into(options, desk)
    return replace(answer, warnings=(*said, *answer.warnings))


def _import_into(options: argparse.Namespace, desk: Desk) -> Answer:
    job = job_of(options, "Reading")
    zone = desk.standing().zone
    wish = ReadWish(options.encoding, options.sheet)
    files = [read_file(path, zone, job, wish) for path in options.files]
    plan = intake.plan_import(desk, files, options.customer, job)
    like = related(desk, plan) if options.dry_run else {}
    if options.dry_run:
        counts = plan.counts
        done = Imported(
            len(plan.rows),
            counts["new"],
            counts["amended"],
            counts["skipped"],
            counts[FAILED],
            plan.problems,
            (),
        )
    else:
        try:
            done = intake.carry_out(desk, plan, job_of(options, "Storing"))
        except CaseChangedElsewhere:  # another import was first: what it brought is known now
            plan = intake.plan_import(desk, files, options.customer, job)
            done = intake.carry_out(desk, plan, job_of(options, "Storing"))
    words = "would be" if options.dry_run else "were"
    text = (
        f"{count(done.rows, 'row')}: {done.imported} {words} imported, {done.amended} amended, "
        f"{done.skipped} skipped, {done.failed} refused."
    )
    lines = [line for file in files for line in reading_lines(file.file, file.reading)] + [text]
    lines += [
        f"  {letter.words()} dispatch {letter.letter} --on {letter.on} --reference "
        f"{letter.reference}"
        for letter in plan.dispatches
    ]
    shown = plan.rows if options.dry_run else [row for row in plan.rows if row.result == SKIPPED]
    for place, row in enumerate(shown[:200]):
        why = "; ".join(
            part for part in (row.why, like[place].words if place in like else "") if part
        )
        lines.append(f"  {row.file} row {row.row}: {row.result}{f' ({why})' if why else ''}")
    lines += [f"  and {len(shown) - 200} more"] if len(shown) > 200 else []
    problems = tuple(_problem_words(problem) for problem in done.problems)
    refused = bool(done.problems) and done.rows == done.failed
    data = {
        **answers.imported_json(done),
        **answers.plan_json(plan),
        "related": [
            {"file": plan.rows[place].file, "row": plan.rows[place].row, **one._asdict()}
            for place, one in like.items()
        ],
        "read_as": [reading_json(file.file, file.reading, file.rows) for file in files],
    }
    return Answer(data, "\n".join(lines), 2 if refused else int(bool(done.problems)), problems)


def _problem_words(problem: Any) -> str:
    row = f", row {problem.row}" if problem.row else ""
    column = f", column {problem.column}" if problem.column else ""
    return f"{problem.file}{row}{column}: {problem.message}"


@without_desk(
    "new",
    "a request typed in",
    'new --customer Fabrikam --type "Drivers" --title "Zebra driver" --requirement "Label '
    'printing" '
    '--proposal "Vendor package by Intune" --timeline permanent',
    arg("--customer", required=True),
    *(arg(f"--{name}", default="") for name in WORDS),
    arg("--submitted", type=day, default=None, metavar="YYYY-MM-DD"),
)
def new(options: argparse.Namespace, choices: Choices, windows: Windows) -> Answer:
    """A request typed in is a case."""
    desk, said = open_for_intake(choices)
    case = intake.receive(
        desk,
        customer=options.customer,
        type_words=options.type,
        title=options.title,
        requirement=options.requirement,
        proposal=options.proposal,
        timeline=options.timeline,
        ticket=options.ticket,
        contact=options.contact,
        email=options.email,
        submitted=options.submitted,
    )
    return replace(case_answer(desk, case), warnings=said)


COMMANDS = (import_files, new)
