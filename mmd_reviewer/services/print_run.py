"""Letters to a printer, one job each: begun, gone on with after a stop, and said to be printed.

How far a run came is kept with the drafts, so that a crash loses nothing of it and no letter is
printed twice unasked (C4; ux, "Print batch").
"""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import replace

from mmd_reviewer.domain.deed import Draft, Job
from mmd_reviewer.domain.fact import DESK_KEY
from mmd_reviewer.domain.fact_text import from_json, to_json
from mmd_reviewer.domain.print_batch import Batch, check_any
from mmd_reviewer.domain.print_run import (
    HandedRow,
    NotTaken,
    PrintRun,
    PrintWish,
    check_none_waits,
    check_settled,
    run_of,
)
from mmd_reviewer.services import print_batch
from mmd_reviewer.services.desk import Desk

FIELD = "print run"


def waiting(desk: Desk) -> PrintRun | None:
    """The run that this reviewer did not finish, without what was recorded as printed since."""
    found = [row for row in desk.store.drafts(DESK_KEY, desk.reviewer) if row.field == FIELD]
    if not found:
        return None
    run = from_json(PrintRun, json.loads(found[0].text))
    run = run.without(row.letter for row in run.handed if _is_recorded(desk, row))
    return run if run.rows else None


def _is_recorded(desk: Desk, row: HandedRow) -> bool:
    issued = desk.case(row.row.number).letter(row.letter)
    return row.row.printed is None and issued is not None and issued.printed is not None


def begin(desk: Desk, batch: Batch, wish: PrintWish, job: Job | None = None) -> PrintRun:
    """Issue what the batch issues, and keep the run; nothing is handed over yet."""
    check_any(batch.rows)
    check_none_waits(waiting(desk))
    run = run_of(wish, print_batch.prepare(desk, batch, job))
    _keep(desk, run)
    return run


def go_on(desk: Desk, run: PrintRun, job: Job | None = None) -> PrintRun:
    """Hand over what is left, until all is or a letter is not taken: the rest keeps its order.

    A letter is marked before it goes over and again after it went, each time kept: a stop in
    between leaves it in doubt, never forgotten.
    """
    check_settled(run)
    job = job or Job()
    for row in run.left:
        job.step(len(run.handed), len(run.rows))
        _keep(desk, run.with_row(replace(row, begun=True, problem="")))
        after = _handed(desk, run.wish, row)
        run = run.with_row(after)
        _keep(desk, run)
        if after.problem:
            return run
    job.step(len(run.rows), len(run.rows))
    return run


def _handed(desk: Desk, wish: PrintWish, row: HandedRow) -> HandedRow:
    content = print_batch.stored(desk, row.row)
    try:
        name = desk.printers.hand_over(content, row.letter, wish)
    except NotTaken as error:
        return replace(row, begun=False, job="", problem=str(error))
    return replace(row, begun=True, job=name, problem="")


def put(desk: Desk, run: PrintRun) -> PrintRun:
    """Keep a run as a person changed it: other printer, printed again from a letter, a doubt
    answered.
    """
    _keep(desk, run)
    return run


def printed(desk: Desk, run: PrintRun, letters: Collection[str]) -> PrintRun | None:
    """The reviewer checked that these came out right: recorded as printed, and out of the run.

    None when nothing is left of it.
    """
    rows = [row.row for row in run.handed if row.letter in letters]
    check_any(rows)
    print_batch.mark_printed(desk, rows)
    run = run.without(row.letter for row in rows)
    _keep(desk, run)
    return run if run.rows else None


def _keep(desk: Desk, run: PrintRun) -> None:
    text = json.dumps(to_json(run), ensure_ascii=False) if run.rows else ""
    desk.store.save_draft(Draft(DESK_KEY, FIELD, desk.reviewer, text))
