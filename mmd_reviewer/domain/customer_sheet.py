"""A customer's page on paper: what is said above, and tables below."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class SheetTable:
    """A part of the page: `columns` are headings with their share of the width, of 100."""

    title: str
    columns: tuple[tuple[str, int], ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class CustomerSheet:
    """`headline` is the answer that is asked for most, `lines` stand around it."""

    name: str
    day: date
    headline: str
    lines: tuple[str, ...]
    tables: tuple[SheetTable, ...]
