"""Rows like a case of the same customer: said when it is found, linked where a person chose so."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from mmd_reviewer.domain.intake import Plan
from mmd_reviewer.services.read.case_facts import breakable
from mmd_reviewer.services.related import Related, related
from mmd_reviewer.ui.commands.registry import ActionRegistry
from mmd_reviewer.ui.reviewing.reviewing import Reviewing
from mmd_reviewer.ui.reviewing.say import DEED
from mmd_reviewer.ui.widgets.buttons import PushButton
from mmd_reviewer.ui.widgets.labels import Label, column_of, row_of

NONE_LIKE = "No case of this row’s customer is like it."


class RelatedRows(QObject):
    """By place in the plan: what each row is like, and which are to be linked.

    `changed`: there is another. They are looked for behind the preview, which waits for nothing.
    """

    changed = Signal()

    def __init__(self, reviewing: Reviewing, parent: QObject) -> None:
        super().__init__(parent)
        self._reviewing = reviewing
        self._plan = Plan((), ())
        self.found: Mapping[int, Related] = {}
        self._chosen: set[int] = set()

    def take_links(self) -> dict[int, str]:
        """The case that each row chosen is to be linked to; the import begins,
        and nothing is looked for beside it.
        """
        self._plan = Plan((), ())
        return self.links

    @property
    def links(self) -> dict[int, str]:
        """The case that each row chosen is to be linked to."""
        return {place: self.found[place].number for place in sorted(self._chosen)}

    def look(self, plan: Plan) -> None:
        """Look for those of another plan; what was chosen in the one before is over."""
        self._plan, self.found = plan, {}
        self._chosen.clear()
        desk = self._reviewing.desk
        if plan.rows:
            read = partial(related, desk, plan, lambda: plan is self._plan)
            self._reviewing.read("related", read, partial(self._take, plan), aside=True)

    def _take(self, plan: Plan, found: Mapping[int, Related]) -> None:
        if plan is self._plan and found:
            self.found = found
            self.changed.emit()

    def toggle(self, place: int) -> None:
        """Link the row when it is imported, or do not."""
        if place not in self.found:
            self._reviewing.say.show_message(DEED, NONE_LIKE, "info")
            return
        self._chosen ^= {place}
        self.changed.emit()

    def offer(self, place: int) -> Offer | None:
        """What stands beside the row, if a case is like it."""
        return Offer(self, place, self._reviewing.registry) if place in self.found else None

    def words(self, place: int) -> str:
        """`Like A-0042`, `Will be linked to A-0042`; "" where no case is like the row."""
        row = self.found.get(place)
        if row is None:
            return ""
        chosen = place in self._chosen
        return f"Will be linked to {row.number}" if chosen else f"Like {row.number}"


class Offer(QWidget):
    """Beside a row: what it is like, and the button that links it or lets it be."""

    def __init__(self, rows: RelatedRows, place: int, registry: ActionRegistry) -> None:
        super().__init__()
        row, words = rows.found[place], rows.words(place)
        chosen = place in rows.links
        said = f"{words}: {row.title}." if not chosen else f"{words} when it is imported."
        text = "Do not link" if chosen else f"Link to {row.number}"
        button = PushButton(text, "importLink", icon="link", key=registry.key("import.link"))
        button.setAccessibleDescription(said)
        button.clicked.connect(partial(registry.run, "import.link"))
        label = Label(breakable(said), wrap=True, tone="accent" if chosen else "")
        column_of(label, 6, row_of(button, -1), inside=self)
