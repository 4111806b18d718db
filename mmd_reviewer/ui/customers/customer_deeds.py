"""What is done from a customer's page: spellings joined and taken back, all letters,
the page on paper (rule A5).
"""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from mmd_reviewer.domain.deed import Job
from mmd_reviewer.services.read.customer_sheet import customer_sheet
from mmd_reviewer.ui.customers.customer_dialogs import (
    choose_language,
    choose_take_back,
    join_spelling,
    take_back,
)
from mmd_reviewer.ui.customers.customer_letters import show_letters
from mmd_reviewer.ui.customers.customer_page import CustomerPane
from mmd_reviewer.ui.forms.print_sheets import SheetPrinting
from mmd_reviewer.ui.reviewing.reviewing import Reviewing
from mmd_reviewer.ui.reviewing.say import DEED

ON_A_PAGE = ("devices", "copy", "letters", "join", "part", "language")


class CustomerDeeds(QObject):
    """`name` is the customer whose page is shown, "" where none is."""

    def __init__(self, reviewing: Reviewing, pane: CustomerPane, widget: QWidget) -> None:
        super().__init__(widget)
        self._reviewing, self._pane, self._widget = reviewing, pane, widget
        self.name = ""
        pane.header.taken_back.connect(self.take_back)
        pane.header.more_wanted.connect(self.choose_take_back)
        pane.side.letter_wanted.connect(reviewing.letter_wanted)
        pane.side.all_wanted.connect(self.letters)
        reviewing.registry.bind_all(
            "customers",
            {
                "devices": pane.go_to_devices,
                "copy": pane.copy,
                "letters": self.letters,
                "join": self.join,
                "part": self.choose_take_back,
                "language": self.choose_language,
            },
        )

    def show_name(self, name: str) -> None:
        """Whose page is shown: without one its commands are off."""
        self.name = name
        for command in ON_A_PAGE:
            self._reviewing.registry.enable(
                f"customers.{command}", bool(name), "Open a customer first"
            )

    def letters(self) -> None:
        """Every letter of the customer."""
        if self._pane.page is not None:
            show_letters(self._reviewing, self._widget.window(), self._pane.page)

    def join(self) -> None:
        """Another spelling counts as this customer."""
        join_spelling(self._reviewing, self._widget.window(), self.name)

    def take_back(self, spelling: str) -> None:
        """A joined spelling is a customer of its own again."""
        take_back(self._reviewing, spelling)

    def choose_take_back(self) -> None:
        """The same, chosen among all of them."""
        if self._pane.page is not None:
            choose_take_back(self._reviewing, self._widget.window(), self._pane.page)

    def choose_language(self) -> None:
        """In which language new letters are written."""
        if self._pane.page is not None:
            choose_language(self._reviewing, self._widget.window(), self._pane.page)

    def print(self) -> None:
        """The page on paper."""
        page, press = self._pane.page, self._reviewing.desk.press
        if page is None or not self.name:
            self._reviewing.say.show_message(DEED, "Open a customer first.", "amber")
            return

        def make(job: Job) -> bytes:
            return press.customer(customer_sheet(page))

        self._reviewing.job("Preparing the pages", make, self._ask_printer)

    def _ask_printer(self, pdf: bytes) -> None:
        SheetPrinting(self._reviewing, pdf, "Customer", self._on_printed, self._widget).ask()

    def _on_printed(self, problem: str) -> None:
        words = f"did not go to the printer. {problem}" if problem else "was handed to the printer."
        self._reviewing.say.show_message("print", f"The page {words}", "red" if problem else "info")
