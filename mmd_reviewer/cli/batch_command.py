"""`print-batch`: due notices issued, letters in one file or one each, marked printed and never dispatched (C4, D5)."""

from __future__ import annotations

import argparse
import hashlib
from pathlib import Path

from mmd_reviewer.bootstrap import open_desk
from mmd_reviewer.cli.answers import Answer
from mmd_reviewer.cli.letter_command import check_out, check_writable, write_out
from mmd_reviewer.cli.windows import Windows
from mmd_reviewer.domain.period import count
from mmd_reviewer.domain.print_batch import Batch, BatchRow
from mmd_reviewer.services import print_batch
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.settings import Choices


def batch(options: argparse.Namespace, choices: Choices, windows: Windows) -> Answer:
    """Write the file, then record what was printed; a second run prints nothing unless reprint is asked."""
    desk = open_desk(choices)
    plan = print_batch.plan(desk, options.due_by, reprint=options.reprint)
    left_out = tuple(f"{row.letter or row.number}: left out. {row.problem}" for row in plan.left_out)
    if not plan.rows:
        data = {"letters": [], "pages": 0, "left_out": _left_out(plan)}
        return Answer(data, "There is nothing to print.", 1 if left_out else 0, left_out)
    folder = options.out.is_dir()
    if folder:
        check_writable(options.out)
    else:
        check_out(options.out, options.force or not plan.to_issue, "")  # before a notice is issued for nothing
    rows = print_batch.prepare(desk, plan)
    pages = _one_each(desk, rows, options.out) if folder else _one_file(desk, rows, options)
    print_batch.mark_printed(desk, rows)
    lines = [f"{row.letter}  {row.kind:<20}  {row.addressee}" for row in rows]
    letters = [row.letter for row in rows]
    text = f"{count(len(rows), 'letter')} on {count(pages, 'page')} → {options.out}. Printed; nothing was dispatched."
    data = {"letters": letters, "pages": pages, "left_out": _left_out(plan)}
    return Answer(data, "\n".join([text, *lines]), 1 if left_out else 0, left_out)


def _left_out(plan: Batch) -> list[dict[str, str]]:
    return [{"case": row.number, "letter": row.letter, "kind": row.kind, "why": row.problem} for row in plan.left_out]


def _one_file(desk: Desk, rows: tuple[BatchRow, ...], options: argparse.Namespace) -> int:
    content, pages = print_batch.compose(desk, rows)
    check_out(options.out, options.force, hashlib.sha256(content).hexdigest())
    write_out(options.out, content)
    return pages


def _one_each(desk: Desk, rows: tuple[BatchRow, ...], folder: Path) -> int:
    """A file for each letter; a name that is taken by other bytes gets a number, nothing is overwritten."""
    for row in rows:
        content = print_batch.stored(desk, row)
        write_out(print_batch.free_name(folder, print_batch.file_name(row), content), content)
    return sum(row.pages for row in rows)

