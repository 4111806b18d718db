"""How a person left the queue, as one text among the settings: sort, columns, splitter, filter."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import NamedTuple


class QueueLook(NamedTuple):
    """`sort` is the column of the store, descending; `splitter` is Qt's own, in base 64."""

    sort: tuple[str, bool]
    hidden: frozenset[str]
    splitter: str
    filter: Mapping[str, str]

    def to_text(self) -> str:
        """For `look_from`."""
        return json.dumps({**self._asdict(), "hidden": sorted(self.hidden)})


def look_from(text: str) -> QueueLook | None:
    """What `to_text` gave; None for what is not understood."""
    try:
        kept = json.loads(text)
        key, descending = kept["sort"]
        return QueueLook(
            (str(key), bool(descending)),
            frozenset(kept["hidden"]),
            str(kept["splitter"]),
            {str(name): str(value) for name, value in dict(kept["filter"]).items()},
        )
    except (ValueError, KeyError, TypeError):
        return None
