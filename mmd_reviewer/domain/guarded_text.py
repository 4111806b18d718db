"""Cells that no spreadsheet takes for a formula, and back:
written by exports, read by readers (quality.md).
"""

from __future__ import annotations

import re

# What a spreadsheet puts into a cell whose formula fails.
ERRORS = frozenset(
    {"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!"}
)
_SIGNS = "=+\\-@\uff1d\uff0b\uff0d\uff20"  # and their full-width forms
_BEGINS = f"[\\s\u200b\u2060\ufeff']*[{_SIGNS}]"
# Where a program takes another character than the comma for the end of a cell, one begins after it.
_PLACE = f"(?:\\A(?={_BEGINS}|'*[\t\r\n])|(?<=[;\t\r\n|])(?={_BEGINS}))"
_GUARD = re.compile(_PLACE)
_GUARDED = re.compile(_PLACE + "'")
_FIGURES = re.compile(r"'+(?=[^'\s]*\d[^'\s]*\Z)")  # '00123, as a spreadsheet keeps the zeros


def guarded(text: str) -> str:
    """An apostrophe before what would begin a formula,
    at the start and after `;`, `|`, tab and line end.

    What begins so after an apostrophe of its own gets one too, so that `unguarded` gives back the
    same.
    """
    return f"'{text}" if _FIGURES.match(text) else _GUARD.sub("'", text)


def unguarded(text: str) -> str:
    """The text that `guarded` was given;
    one that a person wrote like that in a spreadsheet is meant so too.
    """
    return text[1:] if text[:2] == "''" and _FIGURES.match(text) else _GUARDED.sub("", text)


def quoted_error(text: str) -> str:
    """A text that is word for word what a failed formula shows,
    with an apostrophe: it is meant so.
    """
    return f"'{text}" if text.strip().lstrip("'") in ERRORS else text


def kept(text: str) -> str:
    """For a cell that is text anyway:
    guarded only where a reader would take signs away that are meant.
    """
    lost = text[:2] == '="' or _FIGURES.match(text) or unguarded(text) != text
    return guarded(text) if lost else text
