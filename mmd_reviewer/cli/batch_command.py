"""`print-batch`: due notices issued, letters in one file or one each, marked printed and never dispatched (C4, D5)."""

from __future__ import annotations

import argparse

from mmd_reviewer.bootstrap import open_desk
from mmd_reviewer.cli.answers import Answer
from mmd_reviewer.cli.windows import Windows
from mmd_reviewer.domain.period import count
from mmd_reviewer.domain.print_batch import Batch
from mmd_reviewer.services import print_batch
from mmd_reviewer.settings import Choices


def batch(options: argparse.Namespace, choices: Choices, windows: Windows) -> Answer:
    """Write the file, then record what was printed; a second run prints nothing unless reprint is asked."""
    desk = open_desk(choices)
    plan = print_batch.plan(desk, options.due_by, reprint=options.reprint)
    left_out = tuple(f"{row.letter or row.number}: left out. {row.problem}" for row in plan.left_out)
    if not plan.rows:
        data = {"letters": [], "pages": 0, "left_out": _left_out(plan)}
        return Answer(data, "There is nothing to print.", 1 if left_out else 0, left_out)
    if options.out.is_dir():
        desk.files.check_writable(options.out)
    else:  # before a notice is issued for nothing
        desk.files.check(options.out, force=options.force or not plan.to_issue)
    rows, pages = print_batch.carry_out(desk, plan, options.out, force=options.force)
    lines = [f"{row.letter}  {row.kind:<20}  {row.addressee}" for row in rows]
    letters = [row.letter for row in rows]
    text = f"{count(len(rows), 'letter')} on {count(pages, 'page')} → {options.out}. Printed; nothing was dispatched."
    data = {"letters": letters, "pages": pages, "left_out": _left_out(plan)}
    return Answer(data, "\n".join([text, *lines]), 1 if left_out else 0, left_out)


def _left_out(plan: Batch) -> list[dict[str, str]]:
    return [{"case": row.number, "letter": row.letter, "kind": row.kind, "why": row.problem} for row in plan.left_out]
