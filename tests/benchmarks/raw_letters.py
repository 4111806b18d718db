"""One letter's words put on pages by a bare ReportLab canvas,
by WeasyPrint and by fpdf2: the same text and fonts.
"""

from __future__ import annotations

import html
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from mmd_reviewer.domain.letter_facts import Block, LetterRecord
from mmd_reviewer.domain.period import in_words

MM = 72 / 25.4
LEFT, TOP, LATER, BOTTOM, PAGE = 25 * MM, 42 * MM, 32 * MM, 30 * MM, (595.2756, 841.8898)
WIDTH = PAGE[0] - 2 * LEFT
INK, MUTED, HAIRLINE = (27, 31, 36), (87, 96, 106), (201, 207, 214)
PAGES = 2
Draw = Callable[[LetterRecord, Path], None]


def heads(record: LetterRecord, number: int) -> tuple[tuple[str, str], ...]:
    """What stands above the text, left and right."""
    if number == 1:
        return (
            (record.sender["service"], record.number),
            (record.sender["unit"], in_words(record.day)),
        )
    return ((record.sender["service"], f"{record.number}, {in_words(record.day)}"),)


def foot(record: LetterRecord) -> str:
    """What stands below the text on the left."""
    return f"{record.case} · {record.addressee[0]}"


def by_canvas(fonts: Path) -> tuple[Draw, Callable[[Iterable[LetterRecord], Path], None]]:
    """ReportLab without its layout: every line is broken and placed here.

    For one letter to its file, and for many to one.
    """
    from reportlab.lib.utils import simpleSplit
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

    for name, file in (("Text", "NotoSans-Regular.ttf"), ("Strong", "NotoSans-SemiBold.ttf")):
        pdfmetrics.registerFont(TTFont(name, str(fonts / file)))

    def colour(rgb: tuple[int, int, int]) -> tuple[float, ...]:
        return tuple(part / 255 for part in rgb)

    class Sheet:
        def __init__(self, record: LetterRecord, canvas: Any) -> None:
            self.record, self.page = record, 1
            self.canvas = canvas
            self.y = PAGE[1] - TOP
            self.frame()

        def frame(self) -> None:
            canvas, y = self.canvas, PAGE[1] - (24 if self.page == 1 else 22) * MM
            canvas.setStrokeColorRGB(*colour(HAIRLINE))
            for left, right in heads(self.record, self.page):
                strong = self.page == 1 and left == self.record.sender["service"]
                canvas.setFont("Strong" if strong else "Text", 11 if strong else 8)
                canvas.setFillColorRGB(*colour(INK if strong else MUTED))
                canvas.drawString(LEFT, y, left)
                canvas.drawRightString(PAGE[0] - LEFT, y, right)
                y -= 13
            canvas.line(LEFT, y, PAGE[0] - LEFT, y)
            canvas.line(LEFT, 17 * MM + 11, PAGE[0] - LEFT, 17 * MM + 11)
            canvas.setFont("Text", 8)
            canvas.drawString(LEFT, 17 * MM, foot(self.record))
            canvas.drawRightString(PAGE[0] - LEFT, 17 * MM, f"Page {self.page} of {PAGES}")

        def need(self, height: float) -> None:
            if self.y - height < BOTTOM:
                self.canvas.showPage()
                self.page += 1
                self.y = PAGE[1] - LATER
                self.frame()

        def lines(
            self,
            text: str,
            font: str = "Text",
            size: float = 9.5,
            left: float = 0,
            after: float = 5,
        ) -> None:
            for line in simpleSplit(text, font, size, WIDTH - left):
                self.need(14)
                self.y -= size + 4.5
                self.canvas.setFont(font, size)
                self.canvas.setFillColorRGB(*colour(INK))
                self.canvas.drawString(LEFT + left, self.y, line)
            self.y -= after

        def rows(self, block: Block) -> None:
            for label, *values in block.rows:
                parts = [
                    part
                    for value in values
                    for part in simpleSplit(value, "Text", 9.5, WIDTH - 42 * MM)
                ]
                self.need(14 * len(parts) + 7)
                self.canvas.line(LEFT, self.y, PAGE[0] - LEFT, self.y)
                self.canvas.setFont("Text", 9.5)
                self.canvas.setFillColorRGB(*colour(MUTED))
                self.canvas.drawString(LEFT, self.y - 13, label)
                self.canvas.setFillColorRGB(*colour(INK))
                for part in parts:
                    self.y -= 14
                    self.canvas.drawString(LEFT + 42 * MM, self.y, part)
                self.y -= 7
            self.canvas.line(LEFT, self.y, PAGE[0] - LEFT, self.y)
            self.y -= 7

    def draw(record: LetterRecord, file: Path) -> None:
        together([record], file)

    def together(records: Iterable[LetterRecord], file: Path) -> None:
        canvas = Canvas(str(file), pagesize=PAGE, pageCompression=1, initialFontName="Text")
        for record in records:
            one(record, canvas)
            canvas.showPage()
        canvas.save()

    def one(record: LetterRecord, canvas: Any) -> None:
        sheet = Sheet(record, canvas)
        for line in record.addressee:
            sheet.lines(line, after=0)
        sheet.lines(record.title, "Strong", 15, after=9)
        for block in record.blocks:
            if block.kind == "rows":
                sheet.rows(block)
                continue
            if block.kind == "heading":
                sheet.need(62)
            strong = block.kind == "heading"
            sheet.lines(block.text, "Strong" if strong else "Text", 10 if strong else 9.5)
            for row in block.rows:
                sheet.lines(
                    f"– {row[0]}" if block.kind == "list" else row[0],
                    left=12 if block.kind == "list" else 0,
                )

    return draw, together


def by_weasyprint(fonts: Path) -> Draw:
    """The letter as HTML with a style sheet."""
    import weasyprint
    from weasyprint.text.fonts import FontConfiguration

    def css(record: LetterRecord) -> str:
        first, later = heads(record, 1), heads(record, 2)
        quoted = {
            name: text.replace('"', '\\"')
            for name, text in (("foot", foot(record)), ("title", later[0][0]))
        }
        return f"""
        @font-face {{ font-family: T; src: url({(fonts / "NotoSans-Regular.ttf").as_uri()}); }}
        @font-face {{ font-family: T; font-weight: 600; src: url({(fonts / "NotoSans-SemiBold.ttf").as_uri()}); }}
        @page {{ size: A4; margin: 32mm 25mm 30mm;
          @top-left {{ content: "{quoted["title"]}"; font: 8pt T; }}
          @top-right {{ content: "{later[0][1]}"; font: 8pt T; }}
          @bottom-left {{ content: "{quoted["foot"]}"; font: 8pt T; border-top: .6pt solid #C9CFD6; }}
          @bottom-right {{ content: "Page " counter(page) " of " counter(pages); font: 8pt T; }} }}
        @page :first {{ margin-top: 42mm;
          @top-left {{ content: "{first[0][0]}\\A {first[1][0]}"; font: 9pt T; white-space: pre; }}
          @top-right {{ content: "{first[0][1]}\\A {first[1][1]}"; font: 9pt T; white-space: pre; }} }}
        body {{ font: 9.5pt/14pt T; color: #1B1F24; font-variant-ligatures: none; margin: 0; }}
        p, h1, h2, ul {{ margin: 0 0 5pt; }} h1 {{ font-size: 15pt; }}
        h2 {{ font-size: 10pt; page-break-after: avoid; }}
        table {{ width: 100%; border-collapse: collapse; }} td {{ border-top: .5pt solid #C9CFD6; padding: 3pt 0; }}
        """

    def block_html(block: Block) -> str:
        text = html.escape(block.text).replace("\n", "<br>")
        if block.kind == "rows":
            cells = ("".join(f"<td>{html.escape(cell)}</td>" for cell in row) for row in block.rows)
            return "<table>" + "".join(f"<tr>{row}</tr>" for row in cells) + "</table>"
        tag = "h2" if block.kind == "heading" else "p"
        dash = "– " if block.kind == "list" else ""
        rows = "".join(f"<p>{dash}{html.escape(row[0])}</p>" for row in block.rows)
        return f"<{tag}>{text}</{tag}>{rows}"

    def draw(record: LetterRecord, file: Path) -> None:
        known = FontConfiguration()
        sheet = weasyprint.CSS(string=css(record), font_config=known)
        head = "".join(f"<div>{html.escape(line)}</div>" for line in record.addressee)
        body = "".join(map(block_html, record.blocks))
        page = f"<html lang=en><body>{head}<h1>{html.escape(record.title)}</h1>{body}"
        weasyprint.HTML(string=page).write_pdf(file, stylesheets=[sheet], font_config=known)

    return draw


def by_fpdf2(fonts: Path) -> Draw:
    """The letter by fpdf2's cells."""
    from fpdf import FPDF

    class Sheet(FPDF):
        record: LetterRecord

        def header(self) -> None:
            self.set_font("T", size=8)
            self.set_y(22 * MM)
            for left, right in heads(self.record, self.page_no()):
                self.cell(WIDTH / 2, 13, left)
                self.cell(WIDTH / 2, 13, right, align="R", new_x="LMARGIN", new_y="NEXT")
            self.set_y(TOP if self.page_no() == 1 else LATER)

        def footer(self) -> None:
            self.set_font("T", size=8)
            self.set_y(-17 * MM)
            self.cell(WIDTH / 2, 10, foot(self.record))
            self.cell(WIDTH / 2, 10, f"Page {self.page_no()} of {{nb}}", align="R")

    def draw(record: LetterRecord, file: Path) -> None:
        sheet: Any = Sheet(unit="pt", format="A4")
        sheet.record = record
        sheet.set_margins(LEFT, TOP, LEFT)
        sheet.set_auto_page_break(True, BOTTOM)
        sheet.add_font("T", "", str(fonts / "NotoSans-Regular.ttf"))
        sheet.add_font("T", "B", str(fonts / "NotoSans-SemiBold.ttf"))
        sheet.add_page()

        def lines(text: str, style: str = "", size: float = 9.5) -> None:
            sheet.set_font("T", style, size)
            sheet.multi_cell(WIDTH, size + 4.5, text, new_x="LMARGIN", new_y="NEXT", align="L")
            sheet.ln(5)

        for line in record.addressee:
            lines(line)
        lines(record.title, "B", 15)
        for block in record.blocks:
            if block.kind == "rows":
                widths = (42 * MM, WIDTH - 42 * MM)
                with sheet.table(
                    block.rows, col_widths=widths, first_row_as_headings=False, line_height=18
                ):
                    pass
                continue
            lines(block.text, "B" if block.kind == "heading" else "")
            for row in block.rows:
                lines(f"– {row[0]}" if block.kind == "list" else row[0])
        sheet.output(str(file))

    return draw
