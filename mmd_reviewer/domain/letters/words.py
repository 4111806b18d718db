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


class Statements(Words):
    """In place of each sentence its name and what is filled in:
    what a letter states, in no wording.

    Two letters state the same facts if they are the same in these words, however sentences were
    reworded between them (C2).
    """

    def __init__(self) -> None:
        super().__init__({})

    def __call__(self, name: str, /, **values: object) -> str:
        filled = "".join(f" {key}={value}" for key, value in sorted(values.items()))
        return f"<{name}{filled}>"
