"""Which backups are kept: many of today, fewer of the weeks before,
one of each month for two years.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

OLD_AFTER = timedelta(days=1)  # then the newest backup is too old to be trusted with a day's work
# Of each span the newest backup is kept, back to so long ago.
SPANS = (
    ("%Y-%m-%d %H", timedelta(days=1)),
    ("%Y-%m-%d", timedelta(days=14)),
    ("%G-%V", timedelta(weeks=8)),
    ("%Y-%m", timedelta(days=730)),
)


@dataclass(frozen=True, slots=True)
class Backup:
    """A verified copy of a store: where it lies, when it was made (UTC),
    how many facts, what they hash to, bytes; how many facts a recovery could not read before.
    """

    path: Path
    made: datetime
    facts: int
    seal: str
    size: int
    missing: int = 0


def kept(moments: Iterable[datetime], now: datetime) -> frozenset[datetime]:
    """Those of the moments whose backup is kept at `now`; the newest always is."""
    newest_first = sorted(moments, reverse=True)
    found = set(newest_first[:1])
    for form, back in SPANS:
        spans: set[str] = set()
        for moment in newest_first:
            if moment >= now - back and moment.strftime(form) not in spans:
                spans.add(moment.strftime(form))
                found.add(moment)
    return frozenset(found)
