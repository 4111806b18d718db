"""The customer's text as it came: what was read as a detail is marked,
the rest stays in plain sight (rule A1).
"""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from PySide6.QtCore import QSize
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QPainter,
    QPaintEvent,
    QPalette,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextOption,
)
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from mmd_reviewer.domain.request import Request, words_taken
from mmd_reviewer.ui.look.theme import Theme, current_theme, font
from mmd_reviewer.ui.widgets.labels import Label

TITLE = "Customer’s text"
LEGEND = "Marked words were read as a detail."
NOTHING = "Nothing of it was read as a detail."


def add_customers_text(box: QVBoxLayout, request: Request) -> None:
    """The text with its marks at the end of a column, if there is one."""
    if not request.text:
        return
    marks = [(one.start, one.end) for one in words_taken(request)]
    box.addWidget(Label(TITLE, "muted"))
    box.addWidget(MarkedText(request.text, marks))
    box.addSpacing(2)
    box.addWidget(Label(LEGEND if marks else NOTHING, "muted", wrap=True))
    box.addSpacing(10)


class MarkedText(QWidget):
    """Plain text, never markup, in which some places are marked."""

    def __init__(self, text: str, marks: Sequence[tuple[int, int]]) -> None:
        super().__init__()
        self._text, self._marks = text, marks
        self._theme: Theme | None = None
        self._document = QTextDocument(self)
        self._document.setDocumentMargin(0)
        self._document.setDefaultFont(font(13))
        self._document.setDefaultTextOption(_wrapped())
        self._document.setPlainText(text)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(TITLE)
        self.setAccessibleDescription(text)

    def text(self) -> str:
        """The whole text."""
        return self._text

    def marked(self) -> list[str]:
        """The words that are marked."""
        return [self._text[start:end] for start, end in self._marks]

    def heightForWidth(self, width: int) -> int:
        """As many lines as it takes."""
        self._document.setTextWidth(width)
        return ceil(self._document.size().height())

    def sizeHint(self) -> QSize:
        """A column of the panes it stands in."""
        return QSize(260, self.heightForWidth(260))

    def minimumSizeHint(self) -> QSize:
        """Narrow is allowed: every run may be broken."""
        return QSize(24, 16)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the text in the colours of the theme."""
        theme = current_theme()
        if theme is not self._theme:
            self._theme = theme
            self._mark(theme)
        self._document.setTextWidth(self.width())
        context = QAbstractTextDocumentLayout.PaintContext()
        context.palette.setColor(QPalette.ColorRole.Text, theme.color("text"))
        painter = QPainter(self)
        self._document.documentLayout().draw(painter, context)
        painter.end()

    def _mark(self, theme: Theme) -> None:
        look = QTextCharFormat()
        look.setBackground(theme.color("selection"))
        # Colour alone tells not everybody
        look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
        look.setUnderlineColor(theme.color("accent"))
        cursor = QTextCursor(self._document)
        for start, end in self._marks:
            cursor.setPosition(_units(self._text[:start]))
            cursor.setPosition(_units(self._text[:end]), QTextCursor.MoveMode.KeepAnchor)
            cursor.mergeCharFormat(look)


def _units(text: str) -> int:
    """Qt counts UTF-16 units, Python characters."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _wrapped() -> QTextOption:
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    return option
