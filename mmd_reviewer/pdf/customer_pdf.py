"""A customer's page on paper: the answer asked for most, then every case, device and letter."""

from __future__ import annotations

from pathlib import Path

from mmd_reviewer.domain.customer_sheet import CustomerSheet, SheetTable
from mmd_reviewer.domain.period import on_screen
from mmd_reviewer.pdf import styles as s
from mmd_reviewer.pdf.sheet import EDGE, PORTRAIT, Sheet, Table

SIZE, LINE, GAP, KEPT = 8, 12.5, 10.0, 3  # so many lines stay with the heading above them


def draw_customer(found: CustomerSheet, fonts: Path, *, sample: bool = False) -> bytes:
    """A4 upright; a table that is longer than a page goes on under its heading."""
    day = on_screen(found.day)
    sheet = Sheet(fonts, title=found.name, printed=found.day, as_of=day, sample=sample)
    y = _head(sheet, found)
    for line in (part for text in found.lines for part in _lines(sheet, text)):
        sheet.words(EDGE, y, line, 9, colour=s.MUTED)
        y -= 13
    for table in found.tables:
        y = _table(sheet, found, table, y - GAP)
    return sheet.stored()


def _lines(sheet: Sheet, text: str) -> list[str]:
    return sheet.wrapped(text, s.REGULAR, 9, sheet.right - EDGE)


def _head(sheet: Sheet, found: CustomerSheet, more: str = "") -> float:
    """The name; on the first page the headline too, later what goes on."""
    sheet.new_page(PORTRAIT)
    y, room = sheet.top - 14, sheet.right - EDGE
    name = sheet.at_a_word(found.name, s.STRONG, 15, room)
    sheet.words(EDGE, y, name, 15, s.STRONG, node=None if more else "H1")
    y -= 20
    words = more or found.headline
    size, font = (SIZE, s.REGULAR) if more else (11.0, s.STRONG)
    sheet.words(
        EDGE, y, words, size, font, colour=s.MUTED if more else s.INK, node=None if more else "P"
    )
    return y - 16


def _table(sheet: Sheet, found: CustomerSheet, table: SheetTable, y: float) -> float:
    if y - LINE * (KEPT + 2) < sheet.bottom:
        y = _head(sheet, found, "continued") - GAP
    nodes = Table(sheet.root, len(table.columns))
    sheet.words(EDGE, y, table.title, 10, s.STRONG, node="H2")
    y = _headings(sheet, table, y, nodes)
    for row in table.rows:
        if y < sheet.bottom:
            y = _head(sheet, found, "continued") - GAP
            sheet.words(EDGE, y, f"{table.title}, continued", 10, s.STRONG, node=None)
            y = _headings(sheet, table, y, nodes)
        cells = zip(_places(sheet, table), row, nodes.row(), strict=True)
        for (x, room), text, node in cells:
            if not row[0] and text:  # a sentence below a row runs over the whole line
                room = sheet.right - x
            colour = s.INK if row[0] else s.MUTED
            shown = sheet.at_a_word(text, s.REGULAR, SIZE, room)
            sheet.words(x, y, shown, SIZE, colour=colour, node=node)
        y -= LINE
    return y


def _headings(sheet: Sheet, table: SheetTable, y: float, nodes: Table) -> float:
    y -= 14
    heads = zip(_places(sheet, table), table.columns, nodes.heads(), strict=True)
    for (x, room), (name, _), node in heads:
        shown = sheet.at_a_word(name, s.REGULAR, SIZE, room)
        sheet.words(x, y, shown, SIZE, colour=s.MUTED, node=node)
    sheet.hairline(EDGE, sheet.right, y - 4)
    return y - LINE - 3


def _places(sheet: Sheet, table: SheetTable) -> list[tuple[float, float]]:
    """Left edge and room of each column, a gap between them."""
    found, x, whole = [], EDGE, sheet.right - EDGE
    for _, share in table.columns:
        width = whole * share / 100
        found.append((x, width - 6))
        x += width
    return found
