"""Words of one version in which what differs is struck through or underlined:
shape and colour (mock-up 16).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import (
    QColor,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from mmd_reviewer.domain.amendment import Part
from mmd_reviewer.services.read.case_facts import breakable
from mmd_reviewer.ui.look.theme import MEDIUM, Theme, current_theme, font

LINE, TINT = 22, 28
Side = Literal["before", "after"]


class MarkedWords(QWidget):
    """Plain text that wraps; data is never read as markup."""

    def __init__(
        self, name: str, title: str, parts: Sequence[Part], side: Side, which: str
    ) -> None:
        super().__init__()
        self.setObjectName(name)
        self._runs = [run for part in parts for run in _runs(part)]
        self._text = "".join(text for text, _ in self._runs)
        self._side = side
        self._differs = any(part.changed for part in parts)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(f"{title}, {which}: {self.speech()}")

    def speech(self) -> str:
        """The words, what differs between marks, as a screen reader says it."""
        sign = "removed" if self._side == "before" else "added"
        said = [f"[{sign}: {text}]" if changed else text for text, changed in self._runs]
        return "".join(said).replace("\u200b", "") or "not given"

    def hasHeightForWidth(self) -> bool:
        """As high as its lines."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of the wrapped words."""
        return len(self._laid_out(width)) * LINE + 2

    def sizeHint(self) -> QSize:
        """At a usual width."""
        return QSize(300, self.heightForWidth(300))

    def minimumSizeHint(self) -> QSize:
        """Narrow is allowed; at the width it has nothing is cut."""
        return QSize(120, self.heightForWidth(max(self.width(), 120)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width, other lines."""
        super().resizeEvent(event)
        self.updateGeometry()

    def _laid_out(self, width: int, theme: Theme | None = None) -> list[QTextLayout]:
        """One laid-out text a line, so that all lines stand equally far apart."""
        whole = self._layout(self._text, theme, 0)
        whole.beginLayout()
        cuts = []
        while (line := whole.createLine()).isValid():
            line.setLineWidth(max(width, 40))
            cuts.append((line.textStart(), line.textLength()))
        whole.endLayout()
        if theme is None:
            return [whole] * len(cuts)
        made = []
        for start, length in cuts:
            layout = self._layout(self._text[start : start + length], theme, start)
            layout.beginLayout()
            layout.createLine().setLineWidth(100_000)
            layout.endLayout()
            made.append(layout)
        return made

    def _layout(self, text: str, theme: Theme | None, start: int) -> QTextLayout:
        layout = QTextLayout(text, font(13))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        formats = []
        at = -start
        for words, changed in self._runs:
            left, right = max(at, 0), min(at + len(words), len(text))
            if changed and right > left:
                made = QTextLayout.FormatRange()
                made.start, made.length = left, right - left
                made.format = self._format(theme)
                formats.append(made)
            at += len(words)
        layout.setFormats(formats)
        return layout

    def _format(self, theme: Theme | None) -> QTextCharFormat:
        made = QTextCharFormat()
        made.setFont(font(13, MEDIUM))
        before = self._side == "before"
        made.setFontStrikeOut(before)
        made.setFontUnderline(not before)
        if theme is not None:
            tone = theme.color("broken" if before else "good")
            made.setForeground(tone)
            ground = QColor(tone)
            ground.setAlpha(TINT)
            made.setBackground(ground)
        return made

    def paintEvent(self, event: QPaintEvent) -> None:
        """Line by line."""
        theme, painter = current_theme(), QPainter(self)
        painter.setPen(theme.color("" if self._differs else "muted"))
        for place, layout in enumerate(self._laid_out(self.width(), theme)):
            layout.draw(painter, QPointF(0, place * LINE + 1))
        painter.end()


def _runs(part: Part) -> list[tuple[str, bool]]:
    """The words of a part; blanks at its end are not marked."""
    text = breakable(part.text)
    words = text.rstrip()
    runs = [(words, part.changed), (text[len(words) :], False)]
    return [(run.replace("\n", "\u2028"), changed) for run, changed in runs if run]
