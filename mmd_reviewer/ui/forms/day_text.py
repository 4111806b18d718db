"""Days as they are typed and shown."""

from __future__ import annotations

import re
from datetime import date, timedelta

from mmd_reviewer.domain.period import not_sensible, sensible

AHEAD = re.compile(r"\+\s*(\d{1,4})\s*([dw]?)", re.IGNORECASE)
A_DAY = "Give the day as 2026-12-01, +7 or +2w."


def parse_day(text: str, today: date) -> date | None:
    """A day typed as 2026-12-01, +7, +7d or +2w; none when it cannot be read or is out of range."""
    found = _read(text.strip(), today)
    return found if found is not None and sensible(found) else None


def day_fault(text: str, today: date, unread: str = A_DAY) -> str:
    """Why `parse_day` gave none: out of range, or else `unread`."""
    found = _read(text.strip(), today)
    return unread if found is None else not_sensible(found)


def _read(words: str, today: date) -> date | None:
    ahead = AHEAD.fullmatch(words)
    try:
        if ahead is not None:
            count = int(ahead[1]) * (7 if ahead[2].lower() == "w" else 1)
            return today + timedelta(days=count)
        return (
            date.fromisoformat(words)
            if re.fullmatch(r"\d{4}-\d{2}-\d{2}", words, re.ASCII)
            else None
        )
    except (ValueError, OverflowError):
        return None
