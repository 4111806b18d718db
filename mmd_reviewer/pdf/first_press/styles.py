"""The letters' typography: one sans family, wide margins, hairlines."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

PAGE = A4
LEFT = RIGHT = 25 * mm
TOP, BOTTOM = 39 * mm, 25 * mm
LATER_TOP = 32 * mm
WIDTH = PAGE[0] - LEFT - RIGHT
INK, MUTED, HAIRLINE = HexColor("#1B1F24"), HexColor("#57606A"), HexColor("#C9CFD6")
DRAFT_INK = HexColor("#E9ECF0")
REGULAR, STRONG = "LetterSans", "LetterSans-SemiBold"


@cache
def register_fonts(fonts: Path) -> None:
    """Make the bundled fonts known; they are embedded in every letter."""
    pdfmetrics.registerFont(TTFont(REGULAR, str(fonts / "NotoSans-Regular.ttf")))
    pdfmetrics.registerFont(TTFont(STRONG, str(fonts / "NotoSans-SemiBold.ttf")))
    pdfmetrics.registerFontFamily(
        REGULAR, normal=REGULAR, bold=STRONG, italic=REGULAR, boldItalic=STRONG
    )


@cache
def styles() -> dict[str, ParagraphStyle]:
    """Paragraph styles by name."""
    body = ParagraphStyle(
        "body",
        fontName=REGULAR,
        fontSize=9.5,
        leading=13.5,
        textColor=INK,
        spaceAfter=5,
        allowWidows=0,
        allowOrphans=0,
        splitLongWords=1,
        bulletFontName=REGULAR,  # ReportLab's own default would slip in unembedded
    )
    return {
        "body": body,
        "title": ParagraphStyle(
            "title", body, fontName=STRONG, fontSize=15, leading=20, spaceBefore=10, spaceAfter=9
        ),
        "heading": ParagraphStyle(
            "heading", body, fontName=STRONG, fontSize=10, spaceBefore=9, spaceAfter=2
        ),
        "addressee": ParagraphStyle("addressee", body, spaceAfter=0),
        "label": ParagraphStyle("label", body, textColor=MUTED, spaceAfter=0),
        "value": ParagraphStyle("value", body, spaceAfter=0),
        "item": ParagraphStyle("item", body, leftIndent=12, bulletIndent=1, spaceAfter=3),
        "signature": ParagraphStyle("signature", body, fontName=STRONG, spaceAfter=0),
        "small": ParagraphStyle("small", body, textColor=MUTED, spaceAfter=0),
    }
