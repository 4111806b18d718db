"""The looks of what is printed: one sans family, wide margins, hairlines."""

from __future__ import annotations

from mmd_reviewer.pdf.canvas import Size
from mmd_reviewer.pdf.flow import Frame, Look

MM = 72 / 25.4
A4: Size = (210 * MM, 297 * MM)
PAPERS: dict[str, Size] = {"A4": A4, "Letter": (612.0, 792.0)}
INK, MUTED, HAIRLINE = "#1B1F24", "#57606A", "#C9CFD6"
DRAFT_INK = "#E9ECF0"
REGULAR, STRONG = False, True  # the weights
LEFT = RIGHT = 25 * MM

BODY = Look(9.5, 13.5, INK)
LABEL = BODY._replace(ink=MUTED)
TITLE = Look(15, 20, INK, strong=True)
HEADING = Look(10, 13.5, INK, strong=True)
SIGNATURE = BODY._replace(strong=True)
CELL, CELL_HEAD = Look(9, 12, INK), Look(9, 12, INK, strong=True)


def frame(paper: str) -> Frame:
    """A letter's margins on a paper: laid out for it, never scaled."""
    return Frame(PAPERS[paper], LEFT, RIGHT, first_top=39 * MM, later_top=32 * MM, bottom=25 * MM)
