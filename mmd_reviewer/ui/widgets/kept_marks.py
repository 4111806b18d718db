"""Marks of a list whose rows are read again: by what a row is, not by where it stood."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence

from mmd_reviewer.ui.widgets.two_line_list import TwoLineList


class KeptMarks:
    """`keys` gives what the rows shown are, in their order."""

    def __init__(self, rows: TwoLineList, keys: Callable[[], Sequence[Hashable]]) -> None:
        self._list, self._keys = rows, keys
        self._marked = frozenset[Hashable]()
        self._marking = False

    def remember(self) -> None:
        """Other rows are about to be shown."""
        view, keys = self._list.view, self._keys()
        rows = self._list.selected_rows if view.marked else []
        self._marked, self._marking = frozenset(keys[row] for row in rows), view.marking

    def forget(self) -> None:
        """They are rows of another filter: marks end with the one before."""
        self._marked = frozenset()

    def restore(self) -> None:
        """What was marked and is still there is marked again."""
        marked, self._marked = self._marked, frozenset()
        if not marked:
            return  # without marks a million rows are not looked through
        places = [place for place, key in enumerate(self._keys()) if key in marked]
        if places:
            self._list.mark(places, one_by_one=self._marking)
