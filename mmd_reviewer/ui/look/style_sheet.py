"""The one style sheet, made from a theme."""

from __future__ import annotations

from typing import Protocol

SHEET = """
*[ground="window"] {{ background-color: {window}; }}
*[ground="surface"] {{ background-color: {surface}; }}
QLabel[tone="muted"] {{ color: {muted}; }}
QLabel[tone="accent"] {{ color: {accent}; }}
QLabel[tone="good"] {{ color: {good}; }}
QLabel[tone="attention"] {{ color: {attention}; }}
QLabel[tone="broken"] {{ color: {broken}; }}
QLineEdit, QPlainTextEdit, QTextBrowser {{
  color: {text}; placeholder-text-color: {muted}; background-color: {surface};
  selection-background-color: {accent}; selection-color: {on_accent};
  border: 1px solid {field_edge}; border-radius: 6px; }}
QLineEdit {{ padding: 0 10px; min-height: 30px; }}
QLineEdit:focus {{ border: 2px solid {accent}; padding: 0 9px; min-height: 28px; }}
QLineEdit:read-only, QLineEdit:disabled {{ color: {muted}; border-color: {edge}; }}
QLineEdit[bare="true"], QLineEdit[bare="true"]:focus {{
  border: none; padding: 0; background: transparent;
}}
QComboBox {{
  color: {text}; background-color: {surface};
  border: 1px solid {field_edge}; border-radius: 6px; padding: 0 20px 0 10px; }}
QComboBox:focus {{ border: 2px solid {accent}; padding: 0 19px 0 9px; }}
QComboBox::drop-down {{ border: none; width: 0; }}
QComboBox QAbstractItemView {{
  color: {text}; background-color: {surface}; border: 1px solid {field_edge};
  padding: 4px; outline: none;
  selection-background-color: {selection}; selection-color: {text}; }}
QPlainTextEdit {{ padding: 4px 6px; }}
QPlainTextEdit:focus {{ border: 2px solid {accent}; padding: 3px 5px; }}
QTextBrowser {{ padding: 12px 16px; border: none; border-radius: 0; }}
QListView {{ border: none; background-color: {surface}; outline: none; }}
QListView[framed="true"] {{ border: 1px solid {field_edge}; border-radius: 6px; }}
QListView[framed="true"]:focus {{ border: 2px solid {accent}; }}
QScrollArea {{ border: none; background: transparent; }}
QScrollBar:vertical {{ width: 10px; margin: 0; background: transparent; }}
QScrollBar:horizontal {{ height: 10px; margin: 0; background: transparent; }}
QScrollBar::handle {{ background: {edge}; border-radius: 3px; margin: 2px; }}
QScrollBar::handle:vertical {{ min-height: 32px; }}
QScrollBar::handle:horizontal {{ min-width: 32px; }}
QScrollBar::handle:hover {{ background: {field_edge}; }}
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {{
  background: none; border: none; width: 0; height: 0; }}
QSplitter::handle {{ background: {hairline}; }}
QSplitter::handle:focus {{ background: {accent}; }}
QMenuBar {{ background: transparent; border: none; padding: 0; spacing: 0; }}
QMenuBar::item {{ background: transparent; padding: 5px 12px; border-radius: 6px; color: {text}; }}
QMenuBar::item:selected, QMenuBar::item:pressed {{ background: {selection}; }}
QMenu {{ background: {surface}; color: {text}; border: 1px solid {field_edge}; padding: 4px; }}
QMenu::item {{ padding: 6px 28px 6px 12px; border-radius: 5px; min-height: 20px; }}
QMenu::item:selected {{ background: {selection}; }}
QMenu::item:disabled {{ color: {muted}; }}
QMenu::icon {{ padding-left: 10px; }}
QMenu::separator {{ height: 1px; background: {hairline}; margin: 4px 8px; }}
QMenu::indicator {{ width: 16px; height: 16px; margin-left: 8px; }}
QToolTip {{
  color: {text}; background: {surface}; border: 1px solid {field_edge}; padding: 4px 6px;
}}
QDialog {{ background: {surface}; }}
QProgressBar {{
  border: 1px solid {edge}; border-radius: 4px; background: {surface}; max-height: 8px;
}}
QProgressBar::chunk {{ background: {accent}; border-radius: 3px; }}
QCheckBox {{ spacing: 8px; color: {text}; }}
"""


class Palette(Protocol):
    """What the sheet needs of a theme."""

    def hex(self, tone: str) -> str:
        """The colour of a tone."""


TONES = (
    "window",
    "surface",
    "selection",
    "text",
    "muted",
    "accent",
    "on_accent",
    "good",
    "attention",
    "broken",
    "hairline",
    "edge",
    "field_edge",
)


def style_sheet(theme: Palette) -> str:
    """The sheet filled with the colours of a theme."""
    return SHEET.format(**{tone: theme.hex(tone) for tone in TONES})
