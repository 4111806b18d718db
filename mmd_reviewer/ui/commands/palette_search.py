"""What the palette finds for what is typed: commands and help at once, what the store has later."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from mmd_reviewer.ui.commands.palette_list import (
    HELP_KEY,
    HelpEntry,
    Hit,
    Row,
    matches,
    rank,
    row_of_hit,
)
from mmd_reviewer.ui.commands.registry import CommandEntry

PREFIXES = {  # and what is still to be typed behind them
    ">": "",
    "@": "Type a customer, or the number of a device",
    "#": "Type the number of a case, or words of it",
    "?": "",
}
CaseSearch = Callable[[str, Callable[[Sequence[Hit]], object]], object]


class Found(NamedTuple):
    """The lines with their headings, and how many there are without them."""

    rows: list[Row]
    many: int


class PaletteSearch:
    """`searching` while the store is still asked for the words typed; what it had for fewer
    letters stands until then.
    """

    def __init__(
        self,
        commands: Callable[[], list[CommandEntry]],
        help_pages: Callable[[], Sequence[HelpEntry]],
    ) -> None:
        self._commands, self.help_pages = commands, help_pages
        self.cases: CaseSearch | None = None
        self.searching = False
        self.words: list[str] = []
        self._prefix = ""
        self._hits: list[Row] = []
        self._asked = 0

    def ask(self, text: str, came: Callable[[], object]) -> None:
        """Look for a text; `came` when the store has answered, unless another was asked since."""
        folded = text.strip().casefold()
        self._prefix = folded[:1] if folded[:1] in PREFIXES else ""
        self.words = folded.removeprefix(self._prefix).split()
        self.forget()
        asked = self._asked

        def take(hits: Sequence[Hit]) -> None:
            if asked == self._asked:
                self.searching = False
                self._hits = [row_of_hit(hit) for hit in hits]
                came()

        if self.cases is None or self._prefix in (">", "?") or not self.words:
            self._hits = []
        else:
            self.searching = True
            self.cases(" ".join(self.words), take)

    def forget(self) -> None:
        """What the store still answers is not wanted any more."""
        self._asked += 1
        self.searching = False

    def found(self) -> Found:
        """As far as it is known now, in groups; a name that was typed comes before commands."""
        prefix, words = self._prefix, self.words
        commands = self._command_rows() if prefix in ("", ">") else []
        groups = [
            ("Commands", commands),
            ("Customers", self._hit_rows("customer") if prefix in ("", "@") else []),
            ("Cases", self._hit_rows("case") if prefix in ("", "#") else []),
            ("Devices", self._hit_rows("device") if prefix in ("", "@") else []),
            ("Help", self._help_rows(commands) if prefix == "?" or (not prefix and words) else []),
        ]
        if self._begin(groups[1][1]) and not self._begin(commands):
            groups[:2] = groups[1::-1]
        rows: list[Row] = []
        for title, group in groups:
            rows += [Row("heading", "", title), *group] if group else []
        return Found(rows, sum(len(group) for _title, group in groups))

    def why_nothing(self) -> str:
        """What stands in place of lines where there are none."""
        if self.searching:
            return "Looking…"
        if not self.words and self._prefix:
            return PREFIXES[self._prefix]
        return "Nothing found: try fewer letters"

    def may_come_before(self, row: Row | None) -> bool:
        """May what the store is still asked for stand before this line?"""
        return self.searching and not (
            row is not None and row.kind == "command" and self._begin([row])
        )

    def _begin(self, rows: list[Row]) -> bool:
        """Does the first of them begin with what was typed?"""
        return bool(rows) and rank(rows[0].text, self.words) == 0

    def _hit_rows(self, kind: str) -> list[Row]:
        return [row for row in self._hits if row.kind == kind]

    def _command_rows(self) -> list[Row]:
        found = [c for c in self._commands() if matches(c.text, self.words)]
        found.sort(key=lambda c: rank(c.text, self.words))
        return [
            Row("command", c.id, c.text, c.hint, c.icon, c.key, enabled=c.enabled) for c in found
        ]

    def _help_rows(self, commands: list[Row]) -> list[Row]:
        taken = any(row.key == HELP_KEY for row in commands)  # the help of the place, as everywhere
        found = [h for h in self.help_pages() if matches(f"{h.title} {h.hint}", self.words)]
        return [
            Row("help", h.page, h.title, h.hint, "info", HELP_KEY if n == 0 and not taken else "")
            for n, h in enumerate(found)
        ]
