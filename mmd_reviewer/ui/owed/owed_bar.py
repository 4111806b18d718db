"""Above the letters owed: the quick filter, Print and Told elsewhere,
the chips, how many are owed.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal

from mmd_reviewer.services.read.owed_list import EFFECTS, OwedWish
from mmd_reviewer.ui.commands.registry import ActionRegistry
from mmd_reviewer.ui.forms.choosing import choose
from mmd_reviewer.ui.queue.list_beside import FilteringBar
from mmd_reviewer.ui.widgets.buttons import PushButton
from mmd_reviewer.ui.widgets.chip import Chip
from mmd_reviewer.ui.widgets.filter_field import FilterField
from mmd_reviewer.ui.widgets.labels import Label, Rest, column_of, row_of


class OwedBar(FilteringBar):
    """`changed` tells a new wish, `entered` that the keyboard goes into the list,
    `left` that the queue is wanted.
    """

    changed = Signal()
    entered = Signal()
    left = Signal()
    customers_wanted = Signal()

    def __init__(self, registry: ActionRegistry) -> None:
        super().__init__()
        self._registry = registry
        self.search = FilterField("owedFilter", "Filter by customer, proposal or case number")
        self.print_button = PushButton(
            "Print", "owedPrint", icon="printer", key=registry.key("file.print")
        )
        self.elsewhere_button = PushButton(
            "Told elsewhere", "owedElsewhere", key=registry.key("owed.elsewhere")
        )
        self.letters = Chip("Letters", "chipLetters")
        self.effect = Chip("Effect", "chipEffect", list(EFFECTS))
        self.customer = Chip("Customer", "chipOwedCustomer")
        self.count = Label("", "muted")
        self._build()
        self._connect()

    def _build(self) -> None:
        self.count.setObjectName("owedCount")
        self.letters.set_value("owed", "Owed")
        first = row_of(Rest(self.search), self.print_button, self.elsewhere_button)
        chips = row_of(self.letters, self.effect, self.customer, -1, self.count, spacing=6)
        column_of(first, chips, spacing=10, margins=(20, 12, 20, 8), inside=self)

    def _connect(self) -> None:
        self.search.changed.connect(self.changed)
        self.search.entered.connect(self.entered)
        self.letters.cleared.connect(self._on_letters_cleared)
        self.letters.clicked.connect(self._on_letters_cleared)  # it offers nothing else
        for chip in (self.effect, self.customer):
            chip.activated.connect(self.changed)
            chip.cleared.connect(self.changed)
        self.customer.clicked.connect(self.customers_wanted)
        self.print_button.clicked.connect(partial(self._registry.run, "letters.batch"))
        self.elsewhere_button.clicked.connect(partial(self._registry.run, "owed.elsewhere"))

    def _on_letters_cleared(self) -> None:
        self.letters.set_value("owed", "Owed")  # without it this is the queue
        self.left.emit()

    @property
    def wish(self) -> OwedWish:
        """The filter as the person set it."""
        return OwedWish(self.search.words, self.effect.code, self.customer.code)

    def words(self) -> str:
        """The filter in words."""
        parts = [f"“{self.search.words}”"] if self.search.words else []
        parts += [
            f"{chip.label}: {chip.value}" for chip in (self.effect, self.customer) if chip.code
        ]
        return ", ".join(parts)

    def clear(self) -> None:
        """Show every letter owed."""
        self.search.set_words("")
        self.effect.set_value("")
        self.customer.set_value("")
        self.changed.emit()

    def choose_customer(self, names: list[str]) -> None:
        """Offer customers; the first is that of the current row."""
        choose(
            self.window(),
            "Customer",
            [(name, name) for name in names],
            self.set_customer,
            name="owedCustomer",
        )

    def set_customer(self, name: str) -> None:
        """Show one customer only."""
        self.customer.set_value(name, name)
        self.changed.emit()
