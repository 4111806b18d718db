"""Two sides of a case beside each other; a person chooses which stands, and says why."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from mmd_reviewer.domain.settling import BOTH, ONE, OTHER
from mmd_reviewer.services import packs
from mmd_reviewer.services.read.case_facts import breakable
from mmd_reviewer.services.read.merge_words import TwoSides, read_sides
from mmd_reviewer.ui.forms.deed_form import DeedForm, Prepared
from mmd_reviewer.ui.reviewing.reviewing import Reviewing
from mmd_reviewer.ui.widgets.labels import Label, Rest, column_of, holding, row_of

WIDE = 860
MOST = 12  # lines of a side that are shown; the history of the case has all
WORDS = {ONE: "The earlier", OTHER: "The later", BOTH: "Both"}


def ask_settle_sides(reviewing: Reviewing, parent: QWidget, number: str) -> None:
    """Both sides are read, then shown."""
    desk = reviewing.desk
    reviewing.read(
        "two sides",
        lambda: read_sides(desk, number),
        lambda found: SettleDialog(reviewing, parent, found).ask_which(),
        opens=True,
    )


class SettleDialog(DeedForm):
    """What each side recorded, side by side; below it which stands, and what follows."""

    def __init__(self, reviewing: Reviewing, parent: QWidget, found: TwoSides) -> None:
        reviewing.saw(found.case)
        super().__init__(
            reviewing,
            parent,
            found.case.number,
            f"Two sides of {found.case.number}",
            "Settle",
            sentence=found.about,
            name="settleSides",
        )
        self._found = found
        self._build_sides()
        self.keep = self.add_choice("keep", "Stands", list(WORDS.items()))
        self.follows = Label("", "body", tone="muted", wrap=True)
        self.form.addWidget(self.follows, self.form.rowCount(), 1)
        self.reason = self.add_text("reason", "Why", "Why it is that side that stands")
        self.keep.chosen.connect(self._on_keep_chosen)

    def _build_sides(self) -> None:
        self.setMinimumWidth(WIDE)
        self.setProperty("helpPage", "packs")
        sides = row_of(
            Rest(_side(WORDS[ONE], "settleOne", self._found.one)),
            24,
            Rest(_side(WORDS[OTHER], "settleOther", self._found.other)),
        )
        self.form.addLayout(sides, self.form.rowCount(), 0, 1, 3)
        if self._found.consequences:
            self.add_words("\n".join(self._found.consequences))

    def _on_keep_chosen(self, kept: str) -> None:
        self.follows.setText(self._found.follows(kept))
        self.fit()

    def ask_which(self) -> None:
        """Open; nothing is chosen beforehand."""
        self.ask_for(self._prepare, ["keep"], self.keep)

    def _prepare(self) -> Prepared:
        kept = self.keep.code
        said = f"{self.number} is settled: {WORDS[kept].lower()} stands."
        if kept == BOTH:
            said = f"{self.number} is settled: both stand."
        return self.deed(said, packs.settle, kept, self.reason.toPlainText())


def _side(title: str, name: str, lines: Sequence[str]) -> QWidget:
    more = [f"and {len(lines) - MOST} more: see the history"] if len(lines) > MOST else []
    words = Label(breakable("\n\n".join((*lines[:MOST], *more))), "body", wrap=True)
    side = holding(column_of(Label(title, "section"), words, -1, spacing=8))
    side.setObjectName(name)
    side.setAccessibleName(title)
    return side
