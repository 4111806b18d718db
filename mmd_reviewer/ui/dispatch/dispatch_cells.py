"""What a row of the dispatch desk says in each column (mock-up 12)."""

from __future__ import annotations

from mmd_reviewer.domain.letters.kinds import name_of
from mmd_reviewer.services.dispatch import Objection
from mmd_reviewer.services.read.dispatch_rows import DeskRow
from mmd_reviewer.ui.widgets.columns import Cell, Column

COLUMNS = tuple(
    Column(key, title, width, sortable=False, hideable=False, narrow=narrow)
    for key, title, width, narrow in (
        ("tick", "", 34, 0),
        ("letter", "Letter", 238, 168),
        ("customer", "Customer", 0, 0),
        ("reference", "Reference in the portal", 250, 184),
        ("on", "Dispatched on", 126, 112),
        ("text", "Text for the portal", 282, 134),
    )
)
MARKED, NOT_MARKED, LEFT_OUT = "marked", "not marked", "left out"


def against(why: Objection) -> str:
    """What stands in the way of a row, as it is said below it."""
    return f"{why.question} {why.more}" if why.question else why.sentence


def tone_of(why: Objection) -> str:
    """A question is amber, a refusal red."""
    return "attention" if why.question else "broken"


def cell_of(row: DeskRow, key: str) -> Cell:
    """The cell of a column; the reference says also what stands in the way of the row."""
    letter, given, why = row.letter, row.given, row.objection
    field = why.field if why else ""
    if key == "tick":
        return Cell(LEFT_OUT if why else MARKED if given.marked else NOT_MARKED)
    if key == "letter":
        return Cell(name_of(letter.kind), letter.letter, medium=True, secondary_tone="accent")
    if key == "customer":
        return Cell(letter.customer, letter.contact)
    if key == "reference":
        said = (against(why) if why else "", f"Reason: {given.reason}" if given.reason else "")
        tone = tone_of(why) if why and field == "reference" else ""
        return Cell(row.reference, tuple(part for part in said if part), text_tone=tone)
    if key == "on":
        follows = not (given.on or given.unread)
        return Cell(row.day, muted=follows, text_tone="broken" if field == "on" else "")
    return Cell(given.taken)
