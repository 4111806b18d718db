"""Print batch: due notices issued, letters put into one file,
marked printed and never dispatched (rules C4, D5).
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from mmd_reviewer.domain import fact as kinds
from mmd_reviewer.domain.case import Case, Letter
from mmd_reviewer.domain.deed import Job
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.domain.letters.asked import waiting_notice
from mmd_reviewer.domain.letters.compose import check_complete
from mmd_reviewer.domain.letters.kinds import name_of
from mmd_reviewer.domain.print_batch import (
    Batch,
    BatchRow,
    CoverList,
    check_any,
    check_not_printed_since,
)
from mmd_reviewer.domain.revocation import notice_of
from mmd_reviewer.domain.second_assessment import check_letter
from mmd_reviewer.domain.waiting import WaitingLetter
from mmd_reviewer.services import letter
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.services.owed import owed_list, still_written
from mmd_reviewer.services.revocation_calendar import MOST


def plan(
    desk: Desk, due_by: date | None = None, *, reprint: bool = False, job: Job | None = None
) -> Batch:
    """What would be printed: issued letters not printed yet (`reprint`: also printed ones not
    dispatched), and the notices due by `due_by`, which are issued when the batch is carried out.
    Nothing is recorded.
    """
    job = job or Job()
    waiting = [row for row in desk.store.waiting_letters() if reprint or row.printed is None]
    wanted = _due_cases(desk, due_by) if due_by is not None else ()
    found: list[BatchRow] = _owed_rows(desk) if due_by is not None else []
    for done, row in enumerate(waiting):
        job.step(done, len(waiting) + len(wanted))
        found.append(_issued_row(desk, row))
    for done, number in enumerate(wanted):
        job.step(len(waiting) + done, len(waiting) + len(wanted))
        made = _notice_row(desk, desk.case(number))
        if made is not None:  # in place of one that no longer fits
            found = [row for row in found if (row.number, row.kind) != (number, made.kind)]
            found.append(made)
    found.sort(key=lambda row: (row.addressee, row.number, row.letter))
    return Batch(
        tuple(row for row in found if row.problem), tuple(row for row in found if not row.problem)
    )


def _due_cases(desk: Desk, due_by: date) -> tuple[str, ...]:
    """Cases with a notice due by that day."""
    today = desk.today()
    rows = [
        *desk.store.entries_overdue(today, MOST),
        *desk.store.entries_between(today, due_by, MOST),
    ]
    return tuple(
        dict.fromkeys(row.number for row in rows if row.is_notice and row.status == "planned")
    )


def _owed_rows(desk: Desk) -> list[BatchRow]:
    """Letters that customers are owed and that are not written:
    the batch issues them as well (C9).
    """
    today = desk.today()
    rows = [
        row
        for row in still_written(desk, owed_list(desk, today))
        if not row.letter and not row.settle
    ]
    return [_to_issue(desk, desk.case(row.number), row.kind, today) for row in rows]


def _to_issue(desk: Desk, case: Case, kind: str, dated: date) -> BatchRow:
    """A letter as the batch would issue it, or why it cannot."""
    problem, pages = "", 0
    try:
        record = letter.proposed(desk, case, kind, dated=dated, write_out=False)
        check_complete(record)
        check_letter(case, record.tells)
        pages = desk.press.draw(record)[1]
    except Refused as refusal:
        problem = refusal.message
    customer = case.request.customer
    return BatchRow(
        case.number, kind, "", customer, case.request.ticket or case.number, dated, pages, problem
    )


def _issued_row(desk: Desk, waiting: WaitingLetter) -> BatchRow:
    case = desk.case(waiting.number)
    issued = case.letter(waiting.letter)
    assert issued is not None
    return BatchRow(
        case.number,
        issued.record.kind,
        waiting.letter,
        waiting.customer,
        case.request.ticket or case.number,
        issued.record.day,
        issued.pages,
        _overtaken(desk, case, issued),
        issued.printed,
    )


def _overtaken(desk: Desk, case: Case, issued: Letter) -> str:
    """Why an issued letter is not to be printed any more, or ""."""
    record = issued.record
    if notice_of(record.kind) and record.day < desk.today():
        return f"It is dated {record.day}, which is past: make it again (rule D3)."
    why = letter.overtaken(desk, case, issued)
    return f"{why}: make it again (rule C2)." if why else ""


def _notice_row(desk: Desk, case: Case) -> BatchRow | None:
    """The notice that the case calls for and that is not issued,
    dated for its due day, or today if that is past.

    One at a time: what can still be given on its day is never passed over for a later one (D5).
    """
    one = case.revocation
    notice = one.next_notice(desk.today()) if one is not None else ""
    if one is None or one.dates is None or not notice:
        return None
    dated = max(one.dates.due(notice), desk.today())
    kind = f"notice_{notice}"
    waiting = waiting_notice(case, kind)
    if (
        waiting is not None
        and waiting.record.day >= desk.today()
        and not letter.overtaken(desk, case, waiting)
    ):
        return None  # issued already: printed or to be printed, not to be made a second time
    return _to_issue(desk, case, kind, dated)


def prepare(desk: Desk, batch: Batch, job: Job | None = None) -> tuple[BatchRow, ...]:
    """Issue the notices of the batch that have no letter yet; the rows, each with its letter.

    Stopped in between, what was issued stays issued and unprinted: the next run goes on from there.
    """
    job = job or Job()
    rows = []
    for done, row in enumerate(batch.rows):
        job.step(done, len(batch.rows))
        if row.letter:
            rows.append(row)
            continue
        case, issued = letter.issue(desk, desk.case(row.number), row.kind, dated=row.dated)
        rows.append(
            BatchRow(
                case.number,
                row.kind,
                issued.record.number,
                row.addressee,
                row.reference,
                issued.record.day,
                issued.pages,
            )
        )
    job.step(len(batch.rows), len(batch.rows))
    return tuple(rows)


def compose(desk: Desk, rows: Sequence[BatchRow], job: Job | None = None) -> tuple[bytes, int]:
    """One file that prints right on both sides: the cover list,
    then each letter from a front page on.
    """
    check_any(rows)
    standing = desk.standing()
    cover = CoverList(
        tuple(rows),
        desk.today(),
        desk.reviewer,
        standing.sender.get("service", ""),
        str(desk.store.seal()),
        standing.desk_set.paper,
    )
    return desk.press.batch(cover, (stored(desk, row) for row in rows), job or Job())


def stored(desk: Desk, row: BatchRow) -> bytes:
    """The stored bytes of a letter of the batch."""
    issued = desk.case(row.number).letter(row.letter)
    assert issued is not None
    return letter.stored(desk, issued)


def carry_out(
    desk: Desk, batch: Batch, out: Path, job: Job | None = None, *, force: bool = True
) -> tuple[tuple[BatchRow, ...], int]:
    """Issue what is due, write the files, record that they were printed;
    the letters and the pages written.

    `out` is the file for all of them, or a folder for one file each, in which nothing is
    overwritten. The files take their names when the record stands: of two batches at once one
    prints a letter, the other is told.
    """
    return desk.truly(lambda: _carried_out(desk, batch, out, job or Job(), force))


def _carried_out(
    desk: Desk, batch: Batch, out: Path, job: Job, force: bool
) -> tuple[tuple[BatchRow, ...], int]:
    rows = prepare(desk, batch, job)
    with desk.files.pieces() as pieces:
        if out.is_dir():
            pages = sum(row.pages for row in rows)
            for row in rows:
                content = stored(desk, row)
                pieces.add(free_name(out, file_name(row), content), content)
        else:
            content, pages = compose(desk, rows, job)
            desk.files.check(out, force=force, digest=hashlib.sha256(content).hexdigest())
            pieces.add(out, content)
        mark_printed(desk, rows)
        pieces.keep()
    return rows, pages


def mark_printed(desk: Desk, rows: Sequence[BatchRow]) -> tuple[Case, ...]:
    """Record, as one deed, that the letters were printed; nothing is said of a dispatch (C4)."""
    now = desk.moment()
    by_case: dict[str, list[BatchRow]] = {}
    for row in rows:
        by_case.setdefault(row.number, []).append(row)
    acts: list[tuple[Case, list[kinds.Body]]] = []
    for number, letters in by_case.items():
        case = desk.case(number)
        check_not_printed_since(case, letters)
        acts.append((case, [kinds.LetterPrinted(row.letter) for row in letters]))
    return desk.record(acts, now=now)


def file_name(row: BatchRow) -> str:
    """`A-0142_notice_final_2026-11-22.pdf`: safe on every system."""
    return f"{row.number}_{row.kind}_{row.dated.isoformat()}.pdf"


def kind_words(row: BatchRow) -> str:
    """The letter's kind in words."""
    return name_of(row.kind)


def free_name(folder: Path, name: str, content: bytes) -> Path:
    """The file itself, or with ` (2)` and so on where other bytes have that name."""
    wanted = folder / name
    number = 2
    while wanted.exists() and wanted.read_bytes() != content:
        wanted = folder / f"{Path(name).stem} ({number}){Path(name).suffix}"
        number += 1
    return wanted
