"""The register as a file: what is shown, as XLSX, CSV or PDF."""

from __future__ import annotations

from mmd_reviewer.domain.decision import outcome_in_words
from mmd_reviewer.domain.deed import Job
from mmd_reviewer.domain.register import (
    COLUMNS,
    Decided,
    Value,
    about,
    refuse_decisions_on_paper,
    values,
)
from mmd_reviewer.domain.register_figures import figures
from mmd_reviewer.domain.register_filter import in_words
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.services.read.register_rows import Arranged
from mmd_reviewer.services.register import RegisterBook

XLSX, CSV, PDF = "xlsx", "csv", "pdf"
FORMATS = {
    XLSX: "Excel workbook (*.xlsx)",
    CSV: "Comma-separated values (*.csv)",
    PDF: "PDF (*.pdf)",
}
DECIDED = (
    "Customer",
    "Exemption",
    "Outcome",
    "Received",
    "First look",
    "Decided",
    "Days",
    "As recommended",
    "Case",
)


def make_file(desk: Desk, book: RegisterBook, shown: Arranged, kind: str, job: Job) -> bytes:
    """What is shown, as XLSX, CSV or PDF; decisions only as a table."""
    rows, today = shown.rows, desk.today()
    words = in_words(shown.wish, book.names)
    job.step(0, len(rows))
    if shown.decisions is not None:
        if kind == PDF:
            refuse_decisions_on_paper()
        columns: tuple[str, ...] = DECIDED
        cells: list[tuple[Value, ...]] = [decided_values(one) for one in shown.decisions]
        notes: tuple[tuple[str, Value], ...] = (
            ("Decisions", "By all facts known now"),
            ("Rows", len(cells)),
        )
    else:
        columns, cells = COLUMNS, [values(row, book.names) for row in rows]
        notes = about(book.register, rows, words, today)
    if desk.standing().desk_set.sample:
        notes = (("Sample", "Made-up cases"), *notes)
    if kind == CSV:
        return desk.files.csv(columns, cells)
    if kind == XLSX:
        return desk.files.xlsx(
            "Register" if shown.decisions is None else "Decisions", columns, cells, notes, today
        )
    drawn = figures(rows, book.decisions, book.register.day, book.names)
    return desk.press.register(
        book.register, rows, drawn, book.names, words, today, job, agreement=book.agreement.line
    )


def decided_values(one: Decided) -> tuple[Value, ...]:
    """A decision under DECIDED."""
    return (
        one.customer,
        one.title,
        outcome_in_words(one.outcome),
        one.received,
        one.looked or "",
        one.decided,
        one.days,
        "no" if one.departs else "yes",
        one.number,
    )
