"""The register of 10,000 deviations as a workbook against
xlsxwriter alone writing the same cells.
"""

from __future__ import annotations

import gc
import hashlib
import io
from datetime import date, datetime
from pathlib import Path

from tests.benchmarks.course_material import register_store
from tests.benchmarks.harness import Row, Side, compared, pairs, side, timed
from tests.benchmarks.material import DAY, REVIEWER

ROWS = 10_000
QUICK_ROWS = 2_000


def measure(quick: bool) -> list[Row]:
    """The line of the table."""
    rows = QUICK_ROWS if quick else ROWS
    sides = pairs(__name__, "ours", "baseline", str(register_store(rows)))
    job = f"register of {rows:,} deviations to XLSX"
    return [
        compared(job, sides, 2.0, note="raw: xlsxwriter alone, the same cells made before"),
        compared(
            f"the same, {rows:,} as it stood",
            sides,
            0,
            "stood",
            note="for the record; every case folded anew",
        ),
        compared(f"the same, {rows:,} to PDF", sides, 0, "pdf", note="for the record"),
    ]


def ours(path: str) -> Side:
    """Read from the store, rows made, written with the sheet About."""
    from mmd_reviewer import bootstrap, paths
    from mmd_reviewer.domain.register import COLUMNS, Register, about, values
    from mmd_reviewer.exports.tables import write_xlsx
    from mmd_reviewer.pdf.register_pdf import draw_register
    from mmd_reviewer.services import register
    from mmd_reviewer.settings import Choices

    desk = bootstrap.open_desk(Choices(Path(path), DAY, REVIEWER))
    names = register.names(desk, DAY)
    import xlsxwriter  # noqa: F401

    def work() -> bytes:
        book: Register = register.register_on(desk, DAY)
        cells = (values(row, names) for row in book.rows)
        return write_xlsx("Register", COLUMNS, cells, about(book, book.rows, "", DAY), DAY)

    gc.collect()
    seconds, content = timed(work)
    stood, _ = timed(lambda: register.register_on(desk, DAY, DAY))
    book = register.book(desk, DAY)
    fonts = paths.resources() / "fonts"
    pdf, _ = timed(
        lambda: draw_register(
            book.register, book.register.rows, book.figures, book.names, "", DAY, fonts
        )
    )
    return side(seconds, _answer(content), stood=stood, pdf=pdf)


def baseline(path: str) -> Side:
    """The plain way: `write` for each cell, days with a format."""
    import xlsxwriter

    from mmd_reviewer import bootstrap
    from mmd_reviewer.domain.register import COLUMNS, values
    from mmd_reviewer.services import register
    from mmd_reviewer.settings import Choices

    desk = bootstrap.open_desk(Choices(Path(path), DAY, REVIEWER))
    names = register.names(desk, DAY)
    cells = [values(row, names) for row in register.register_on(desk, DAY).rows]

    def work() -> bytes:
        file = io.BytesIO()
        book = xlsxwriter.Workbook(file, {"in_memory": True})
        sheet = book.add_worksheet("Register")
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.write_row(0, 0, COLUMNS)
        for line, row in enumerate(cells, 1):
            for place, value in enumerate(row):
                if isinstance(value, date):
                    sheet.write_datetime(
                        line, place, datetime(value.year, value.month, value.day), day
                    )
                else:
                    sheet.write(line, place, value)
        book.close()
        return file.getvalue()

    gc.collect()
    seconds, content = timed(work)
    return side(seconds, _answer(content), stood=seconds, pdf=seconds)


def _answer(content: bytes) -> list[object]:
    from python_calamine import CalamineWorkbook

    rows = (
        CalamineWorkbook.from_filelike(io.BytesIO(content))
        .get_sheet_by_name("Register")
        .to_python()
    )
    return [len(rows), hashlib.sha256(repr(rows).encode()).hexdigest()]
