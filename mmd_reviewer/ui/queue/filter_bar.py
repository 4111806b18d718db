"""Above the list: the quick filter, Import and New, the chips, how many rows fit."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import Signal

from mmd_reviewer.domain.case_state import OPEN_STATES, STATES
from mmd_reviewer.domain.edition import Edition
from mmd_reviewer.domain.request_queue import HANDED, OPEN, QueueFilter, QueueRow
from mmd_reviewer.domain.second_assessment import DIFFERS, WANTED
from mmd_reviewer.services.read.queue_order import COUNTED
from mmd_reviewer.services.read.states import state_look
from mmd_reviewer.ui.commands.registry import ActionRegistry
from mmd_reviewer.ui.queue.list_beside import FilteringBar
from mmd_reviewer.ui.widgets.buttons import PushButton
from mmd_reviewer.ui.widgets.chip import Chip
from mmd_reviewer.ui.widgets.filter_field import FilterField
from mmd_reviewer.ui.widgets.labels import Label, Rest, column_of, row_of

REACHED = (
    *reversed(OPEN_STATES),
    "approved",
    "declined",
    "no_exemption_needed",
    "closed_unanswered",
    "withdrawn",
    "expired",
)
DUE = (("0", "Today"), ("7", "Within 7 days"), ("30", "Within 30 days"))
ME, NOBODY, NAMED = "me", "nobody", "="
NO_TYPE = "-"


class FilterBar(FilteringBar):
    """`changed` tells a new wish, `entered` that the keyboard should go into the list,
    `left` that it goes back.
    """

    changed = Signal()
    entered = Signal()
    customers_wanted = Signal()

    def __init__(self, edition: Edition, reviewer: str, registry: ActionRegistry) -> None:
        super().__init__()
        self.edition, self.reviewer = edition, reviewer
        self.search = FilterField("quickFilter", "Filter by customer, proposal or case number")
        self.import_button = PushButton(
            "Import", "queueImport", icon="file-up", key=registry.key("file.import")
        )
        self.new_button = PushButton("New", "queueNew", icon="plus", key=registry.key("file.new"))
        self.state = Chip("State", "chipState")
        self.type = Chip("Type", "chipType")
        self.customer = Chip("Customer", "chipCustomer")
        self.reviewed_by = Chip("Reviewer", "chipReviewer")
        self.due = Chip("Due", "chipDue", list(DUE))
        self.chips = (self.state, self.type, self.customer, self.reviewed_by, self.due)
        self.count = Label("", "muted")
        self._build()
        self._connect(registry)

    def _build(self) -> None:
        self.count.setObjectName("queueCount")
        self.set_counts({})
        self.state.set_value(OPEN)
        self.type.set_choices(
            [*((t.code, t.name) for t in self.edition.types), (NO_TYPE, "Missing")]
        )
        self.set_known([])
        first = row_of(Rest(self.search), self.import_button, self.new_button)
        chips = row_of(*self.chips, -1, self.count, spacing=6)
        column_of(first, chips, spacing=10, margins=(20, 12, 20, 8), inside=self)

    def _connect(self, registry: ActionRegistry) -> None:
        self.import_button.clicked.connect(partial(registry.run, "file.import"))
        self.new_button.clicked.connect(partial(registry.run, "file.new"))
        self.search.changed.connect(self.changed)
        self.search.entered.connect(self.entered)
        for chip in self.chips:
            chip.activated.connect(self.changed)
            chip.cleared.connect(self.changed)
        self.customer.clicked.connect(self.customers_wanted)

    def wish(self, day: date) -> QueueFilter:
        """The filter as the person set it."""
        return wish_of(self.filter_values(), day, self.reviewer)

    def words(self) -> str:
        """The filter in words: `“cisco”, State: Open`."""
        typed = self.search.words
        parts = [f"“{typed}”"] if typed else []
        parts += [f"{chip.label}: {chip.value}" for chip in self.chips if chip.code]
        return ", ".join(parts)

    def clear(self) -> None:
        """Show everything."""
        self.set_filter({})

    def set_filter(self, values: Mapping[str, str]) -> None:
        """Set words and chips by name (`words state type customer reviewer due`);
        what is left out is cleared.
        """
        self.search.set_words(values.get("words", ""))
        names = ("state", "type", "customer", "reviewer", "due")
        for chip, name in zip(self.chips, names, strict=True):
            chip.set_value(values.get(name, ""), _value_words(name, values.get(name, "")))
        self.changed.emit()

    def filter_values(self) -> dict[str, str]:
        """What `set_filter` takes."""
        names = ("state", "type", "customer", "reviewer", "due")
        values = {name: chip.code for name, chip in zip(names, self.chips, strict=True)}
        return {"words": self.search.words, **values}

    def set_counts(self, counts: Mapping[str, int]) -> None:
        """Offer the states that can be reached now, and any other that the store holds."""
        offered = [*REACHED, *(s for s in STATES if s not in REACHED and counts.get(s))]
        choices = [(OPEN, "Open"), (HANDED, "Handed over")]
        choices += [(WANTED, "Wanting a second look"), (DIFFERS, "Answers differ")]
        choices += [(code, state_look(code).word) for code in offered]
        self.state.set_choices(choices)

    def set_known(self, rows: list[QueueRow]) -> None:
        """Offer the reviewers met in these rows."""
        others = sorted({row.reviewer for row in rows} - {"", self.reviewer})
        names = [(f"{NAMED}{name}", name) for name in others]
        self.reviewed_by.set_choices([(ME, "Me"), (NOBODY, "Nobody"), *names])

    def set_total(self, total: int, complete: bool, marked: int) -> None:
        """How many rows fit; while not all are read, up to a thousand are counted."""
        if complete or total <= COUNTED:
            words = "1 request" if total == 1 else f"{total:,} requests"
        else:
            words = f"{COUNTED:,}+ requests"
        self.count.setText(f"{marked:,} marked, Esc clears" if marked else words)

    def set_customer(self, name: str) -> None:
        """Show one customer only."""
        self.customer.set_value(name, name)
        self.changed.emit()


def wish_of(values: Mapping[str, str], day: date, me: str) -> QueueFilter:
    """What the words and chips mean on a day, by name as in `FilterBar.set_filter`."""
    due, kind = values.get("due", ""), values.get("type", "")
    return QueueFilter(
        words=values.get("words", ""),
        state=values.get("state", ""),
        type="" if kind == NO_TYPE else kind or None,
        customer=values.get("customer", ""),
        reviewer=_reviewer_meant(values.get("reviewer", ""), me),
        due_by=day + timedelta(days=int(due)) if due.isdecimal() else None,
    )


def _reviewer_meant(code: str, me: str) -> str | None:
    """Whom a code of the chip means: none for any, "" for nobody."""
    named = {"": None, ME: me, NOBODY: ""}
    return named[code] if code in named else code.removeprefix(NAMED)


def _value_words(name: str, code: str) -> str:
    """Words of a value that the chip's menu may not offer."""
    if name == "reviewer" and code.startswith(NAMED):
        return code.removeprefix(NAMED)
    return code if name == "customer" else ""
