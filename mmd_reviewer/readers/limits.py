"""How much a file may hold, and the one way in which a reader says
that it cannot read a file at all.
"""

from __future__ import annotations

from mmd_reviewer.domain.intake import Reading

MEGABYTE = 1024 * 1024
LARGEST = {"CSV": 200 * MEGABYTE, "JSON": 50 * MEGABYTE, "XLSX": 50 * MEGABYTE}
MOST_ROWS = 200_000
INFLATED = 500 * MEGABYTE
RATIO = 200
RATIO_FROM = 64 * 1024  # bytes inflated: a smaller member harms nobody, however well it packs
MOST_MEMBERS = 5_000
MOST_CELLS = 10_000_000  # a sheet is held as a rectangle from its first cell to its last
STEP = 1000  # rows between two words to the job
HEADING_ROWS = 20  # the headings stand within these


class Unreadable(Exception):
    """The file as a whole cannot be read;
    the message is one sentence or two for the person who chose it.

    `reading`: what is known of the file all the same, where a person can choose what is meant.
    """

    def __init__(self, message: str, kind: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.kind = kind
        self.reading: Reading | None = None


def check_size(size: int, kind: str) -> None:
    """Refuse a file over its limit; `size` in bytes."""
    most = LARGEST[kind]
    if size > most:
        raise Unreadable(
            f"The file has {size / MEGABYTE:,.1f} MB and {most // MEGABYTE} MB is the most for "
            f"{kind}. Split it into smaller files.",
            kind,
        )


def check_rows(count: int, kind: str) -> None:
    """Refuse more data rows than the program takes at once."""
    if count > MOST_ROWS:
        raise Unreadable(
            f"The file has more than {MOST_ROWS:,} rows, which is the most. Split it into smaller "
            f"files.",
            kind,
        )
