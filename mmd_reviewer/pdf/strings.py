"""Values as they are written in a PDF file."""

from __future__ import annotations

from functools import cache


def number(value: float) -> str:
    """A number with at most two decimals, without needless noughts."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def text(value: str) -> str:
    """Any text, in UTF-16."""
    return f"<FEFF{value.encode('utf-16-be').hex().upper()}>"


@cache
def colour(value: str) -> str:
    """The three parts of `#RRGGBB`, each from 0 to 1."""
    parts = (int(value[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return " ".join(f"{part:.3f}".rstrip("0").rstrip(".") or "0" for part in parts)
