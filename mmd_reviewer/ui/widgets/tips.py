"""Tooltips: always plain text.

Qt takes a tip that looks like markup for markup, and would open what it names.
"""

from __future__ import annotations

import html

from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QToolTip, QWidget


def plain_tip(text: str) -> str:
    """The text, so written that a tooltip shows exactly it."""
    if "<" not in text and "&lt" not in text:  # what makes Qt take a text for markup
        return text
    return f'<p style="white-space:pre-wrap">{html.escape(text)}</p>'


def set_tip(widget: QWidget | QAction, text: str) -> None:
    """Give a widget or a command its tooltip."""
    widget.setToolTip(plain_tip(text))


def show_tip(place: QPoint, text: str, widget: QWidget) -> None:
    """Show a tooltip now; an empty text hides it."""
    QToolTip.showText(place, plain_tip(text), widget)
