"""Charts on paper: plain bars with their numbers printed on them,
told apart by words and not by colour.
"""

from __future__ import annotations

from mmd_reviewer.domain.register_figures import Chart, Figures
from mmd_reviewer.pdf import styles as s
from mmd_reviewer.pdf.sheet import ACCENT, DARK, EDGE, Sheet
from mmd_reviewer.pdf.structure import Node

TITLE, LINE, BAR = 15.0, 11.5, 6.0
SIZE = 7.5
GAP = 26.0


def draw_charts(sheet: Sheet, top: float, figures: Figures) -> float:
    """All charts in three columns; where the next thing may begin."""
    width = (sheet.right - EDGE - 2 * GAP) / 3
    lefts = [EDGE + place * (width + GAP) for place in range(3)]
    first = min(
        draw_bars(sheet, lefts[0], top, width, figures.by_type),
        draw_bars(sheet, lefts[2], top, width, figures.by_age),
        draw_bars(
            sheet,
            lefts[1],
            draw_bars(sheet, lefts[1], top, width, figures.by_factor) - 12,
            width,
            figures.by_state,
        ),
    )
    height = 96.0
    draw_columns(sheet, lefts[0], first - 16, width, height, figures.ends)
    draw_columns(sheet, lefts[1], first - 16, width, height, figures.decided)
    draw_bars(sheet, lefts[2], first - 16, width, figures.time)
    return first - 16 - height - 20


def _draw_title(sheet: Sheet, x: float, top: float, chart: Chart) -> None:
    sheet.words(x, top - 9, chart.title, 9, s.STRONG, node="H2")
    left = x + sheet.width_of(chart.title, s.STRONG, 9) + 6
    if chart.remark:
        sheet.words(left, top - 9, chart.remark, SIZE, colour=s.MUTED)


def _bar(bars: Node) -> Node:
    """Label and number of a bar are read as one."""
    return bars.add("LI").add("LBody")


def draw_bars(sheet: Sheet, x: float, top: float, width: float, chart: Chart) -> float:
    """Bars that lie, one a line; the line below the last."""
    _draw_title(sheet, x, top, chart)
    label = width * 0.46
    number = sheet.width_of(f"{chart.most:,}", s.STRONG, SIZE) + 4
    room = width - label - max(number, 26)
    y = top - TITLE - LINE + 2
    bars = sheet.root.add("L")
    for bar in chart.bars:
        said = _bar(bars)
        sheet.words(x, y, sheet.at_a_word(bar.label, s.REGULAR, SIZE, label - 6), SIZE, node=said)
        long = room * bar.number / chart.most
        sheet.canvas.box(x + label, y - 0.5, max(long, 0.4), BAR, fill=ACCENT)
        sheet.words(x + label + long + 4, y, f"{bar.number:,}", SIZE, s.STRONG, node=said)
        y -= LINE
    if not chart.bars:
        sheet.words(x, y, "None", SIZE, colour=s.MUTED)
        y -= LINE
    return y + LINE - 4


def draw_columns(
    sheet: Sheet, x: float, top: float, width: float, height: float, chart: Chart
) -> None:
    """Bars that stand, one a month."""
    _draw_title(sheet, x, top, chart)
    foot = top - height
    step = width / len(chart.bars)
    room = height - TITLE - 24
    bars = sheet.root.add("L")
    for place, bar in enumerate(chart.bars):
        said = _bar(bars)
        centre = x + (place + 0.5) * step
        high = room * bar.number / chart.most
        sheet.canvas.box(
            centre - step * 0.32,
            foot + 11,
            step * 0.64,
            max(high, 0.4),
            fill=ACCENT if bar.now else DARK,
        )
        font = s.STRONG if bar.now else s.REGULAR
        ink = s.INK if bar.now else s.MUTED
        if bar.number:
            y = foot + 14 + high
            sheet.words(centre, y, f"{bar.number:,}", SIZE, font, align="centre", node=said)
        sheet.words(centre, foot + 2, bar.label, 7, font, ink, "centre", said)
    sheet.hairline(x, x + width, foot + 10.7)
