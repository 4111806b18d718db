"""Reading the register on the worker: what is shown, in order, and the files made of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mmd_reviewer import paths
from mmd_reviewer.domain.decision import outcome_in_words
from mmd_reviewer.domain.deed import Job
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.domain.register import COLUMNS, Decided, RegisterRow, Value, about, values
from mmd_reviewer.domain.register_figures import figures
from mmd_reviewer.domain.register_filter import DecidedFilter, RegisterFilter, chosen, chosen_decisions, in_words
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.services.register import RegisterBook
from mmd_reviewer.ui.register.register_cells import decisions_in_order, in_order

XLSX, CSV, PDF = "xlsx", "csv", "pdf"
FORMATS = {XLSX: "Excel workbook (*.xlsx)", CSV: "Comma-separated values (*.csv)", PDF: "PDF (*.pdf)"}
DECIDED = ("Customer", "Exemption", "Outcome", "Received", "Decided", "Days", "Case")
Sort = tuple[str, bool]


@dataclass(frozen=True, slots=True)
class Arranged:
    """What the list shows: rows of the register that fit `wish`, or the decisions behind a figure."""

    wish: RegisterFilter
    rows: Sequence[RegisterRow]
    decisions: Sequence[Decided] | None = None


def arrange(
    book: RegisterBook, wish: RegisterFilter, sort: Sort, decisions: DecidedFilter | None, decided_sort: Sort
) -> Arranged:
    """Filter and sort."""
    if decisions is not None:
        found = decisions_in_order(chosen_decisions(book.decisions, decisions), *decided_sort)
        return Arranged(wish, (), found)
    return Arranged(wish, in_order(chosen(book.register.rows, wish, book.register.day), *sort, book.names))


def make_file(desk: Desk, book: RegisterBook, shown: Arranged, kind: str, job: Job) -> bytes:
    """What is shown, as XLSX, CSV or PDF; decisions only as a table."""
    rows, today = shown.rows, desk.today()
    words = in_words(shown.wish, book.names)
    job.step(0, len(rows))
    if shown.decisions is not None:
        if kind == PDF:
            raise Refused("Decisions are exported as .xlsx or .csv: clear the filter to print the register.")
        columns: tuple[str, ...] = DECIDED
        cells: list[tuple[Value, ...]] = [decided_values(one) for one in shown.decisions]
        notes: tuple[tuple[str, Value], ...] = (("Decisions", "By all facts known now"), ("Rows", len(cells)))
    else:
        columns, cells = COLUMNS, [values(row, book.names) for row in rows]
        notes = about(book.register, rows, words, today)
    if kind == CSV:
        from mmd_reviewer.exports.tables import write_csv

        return write_csv(columns, cells)
    if kind == XLSX:
        from mmd_reviewer.exports.tables import write_xlsx

        return write_xlsx("Register" if shown.decisions is None else "Decisions", columns, cells, notes, today)
    from mmd_reviewer.pdf.register_pdf import draw_register

    drawn = figures(rows, book.decisions, book.register.day, book.names)
    fonts = paths.resources() / "fonts"
    return draw_register(book.register, rows, drawn, book.names, words, today, fonts, job)


def decided_values(one: Decided) -> tuple[Value, ...]:
    """A decision under DECIDED."""
    return (one.customer, one.title, outcome_in_words(one.outcome), one.received, one.decided, one.days, one.number)
