"""The register against an inventory: its commands, and the deeds that each difference offers
(rules D6, D9; mock-up 19).
"""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from mmd_reviewer.services.read import comparison_words as words
from mmd_reviewer.ui.compare.compare_deeds import CompareDeeds
from mmd_reviewer.ui.compare.compare_list import CompareList
from mmd_reviewer.ui.compare.compare_pane import COMMANDS
from mmd_reviewer.ui.reviewing.reviewing import Reviewing
from mmd_reviewer.ui.reviewing.say import DEED


class CompareView(CompareList):
    """Stands under the register."""

    def __init__(self, reviewing: Reviewing) -> None:
        super().__init__(reviewing)
        self.deeds = CompareDeeds(reviewing, self, self.mark_done)
        self._connect()
        self._bind()

    def _connect(self) -> None:
        for name, tab in self.tabs.items():
            tab.clicked.connect(partial(self.show_tab, name))
        self.choose_button.clicked.connect(self.choose)
        self.export_button.clicked.connect(self.export)
        self.apply_button.clicked.connect(self.compare_again)
        self.customer.returnPressed.connect(self.compare_again)
        self.view.opened.connect(lambda _row: self.do_offered())
        self.view.offer_clicked.connect(lambda _row: self.do_offered())
        self.view.row_changed.connect(lambda _row: self.show_line())
        self.pane.deed_wanted.connect(self._ask)

    def _bind(self) -> None:
        registry = self.reviewing.registry
        registry.attach_single_keys("compare", self.view)
        registry.bind_all(
            "compare",
            {
                "open": self.do_offered,
                "case": self.open_case,
                "export": self.export,
                "choose": self.choose,
                "customer": self.customer.setFocus,
                "next": partial(self.view.step, 1),
                "previous": partial(self.view.step, -1),
                "back": self._go_back,
                **{name: partial(self._run, name) for name in set(COMMANDS.values())},
            },
        )

    def panes(self) -> list[QWidget]:
        """Counters, differences, what the row rests on."""
        return [self.tabs[words.ALL], self.view, self.pane, self.export_button]

    def choose(self) -> None:
        """Ask for an inventory without blocking."""
        self.deeds.choose(self.open_files)

    def do_offered(self) -> None:
        """Open the dialog of the deed on offer."""
        line = self.current()
        offers = words.offers(line.row) if line is not None and not line.done else []
        if offers:
            self._ask(offers[0].deed)

    def _run(self, command: str) -> None:
        """The deed of a key, if the row offers it."""
        line = self.current()
        offers = words.offers(line.row) if line is not None and not line.done else []
        fitting = [offer.deed for offer in offers if COMMANDS[offer.deed] == command]
        if fitting:
            self._ask(fitting[0])
        else:
            self.reviewing.say.show_message(DEED, "This row does not offer that deed.", "info")

    def _ask(self, deed: str) -> None:
        line = self.current()
        if line is not None and self.found is not None and not self.reviewing.read_only:
            self.deeds.ask(self.found, line.row, deed)

    def open_case(self) -> None:
        """Open the case of the current row."""
        if self.current_number():
            self.reviewing.case_wanted.emit("case", self.current_number())

    def export(self) -> None:
        """A file of the differences shown."""
        if self.found is not None:
            self.deeds.export(self.found, self.open_rows(self.tab))

    def _go_back(self) -> None:
        self.reviewing.say.show_view("register")
