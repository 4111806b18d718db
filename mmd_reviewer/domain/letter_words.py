"""The wording file, looked up by dotted name and filled in; data is never interpreted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


class Words:
    """`words("declined.title")` gives a sentence; keyword arguments fill its {names}."""

    def __init__(self, wording: Mapping[str, Any]) -> None:
        self._wording = wording

    def __call__(self, name: str, /, **values: object) -> str:
        found: Any = self._wording
        for part in name.split("."):
            found = found[part]
        return str(found).format_map(values) if values else str(found)
