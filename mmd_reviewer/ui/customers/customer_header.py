"""Above a customer's page: the name, how much there is, its spellings; and the one answer that
is asked for most, how many devices are out of service levels today (mock-up 13).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

from mmd_reviewer.domain.customers import language_name
from mmd_reviewer.services.read import customer_words as words
from mmd_reviewer.services.read.customer_page import CustomerPage
from mmd_reviewer.ui.commands.registry import ActionRegistry
from mmd_reviewer.ui.customers.spelling_tag import SpellingTag
from mmd_reviewer.ui.look.theme import set_ground
from mmd_reviewer.ui.widgets.buttons import LinkButton, PushButton
from mmd_reviewer.ui.widgets.labels import (
    ElidedLabel,
    Hairline,
    IconLabel,
    Label,
    Rest,
    column_of,
    flush_row,
    row_of,
)

MOST_TAGS = 4
NARROW = 1000  # below it the note stands under the headline


class CustomerHeader(QWidget):
    """`taken_back` gives a joined spelling whose cross was pressed, `more_wanted` asks for all."""

    taken_back = Signal(str)
    more_wanted = Signal()

    def __init__(self, registry: ActionRegistry) -> None:
        super().__init__()
        self._registry = registry
        self.title = ElidedLabel("", "title")
        self.subline = ElidedLabel("", "muted")
        self.print_button = PushButton(
            "Print page", "customerPrint", key=registry.key("file.print")
        )
        self.find_button = PushButton(
            "Find customer", "customerFind", key=registry.key("view.find")
        )
        self.new_button = PushButton("New request", "customerNew", key=registry.key("file.new"))
        self.join_link = LinkButton("Join a spelling", "customerJoin", size=12)
        self.language_link = LinkButton("Letters in English", "customerLanguage", size=12)
        self._tags = row_of(spacing=8)
        self._build()

    def _build(self) -> None:
        set_ground(self, "surface")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.title.setObjectName("customerTitle")
        self.subline.setObjectName("customerSubline")
        buttons = row_of(self.print_button, self.find_button, self.new_button)
        spelled = row_of(self._tags, flush_row(self.join_link), self.language_link, -1, spacing=8)
        first = row_of(Rest(self.title), 12, buttons)
        column_of(first, self.subline, 6, spelled, margins=(20, 12, 20, 8), inside=self)
        for button, name in (
            (self.print_button, "file.print"),
            (self.find_button, "view.find"),
            (self.new_button, "file.new"),
            (self.join_link, "customers.join"),
            (self.language_link, "customers.language"),
        ):
            button.clicked.connect(partial(self._registry.run, name))

    def show_page(self, page: CustomerPage, locked: str) -> None:
        """Say whose page it is; `locked`: why nothing can be recorded."""
        self.title.setText(page.name)
        self.subline.setText(words.subline(page))
        self.new_button.set_reason(locked)
        self.join_link.setEnabled(not locked)
        self.language_link.set_label(f"Letters in {language_name(page.language)}")
        self.language_link.setEnabled(not locked)
        while self._tags.count():
            item = self._tags.takeAt(0)
            old = item.widget() if item is not None else None
            if old is not None:
                old.hide()
                old.deleteLater()
        for part in self._spellings(page, locked):
            self._tags.addWidget(part)
            part.show()

    def _spellings(self, page: CustomerPage, locked: str) -> list[QWidget]:
        parts: list[QWidget] = []
        if page.joined or page.others:
            parts.append(Label("Also written", "muted"))
        for place, spelling in enumerate(page.joined[:MOST_TAGS]):
            tag = SpellingTag(spelling, place)
            tag.setEnabled(not locked)
            tag.clicked.connect(partial(self.taken_back.emit, spelling))
            parts.append(tag)
        more = len(page.joined) - MOST_TAGS
        if more > 0:
            link = LinkButton(f"and {more} more", "customerSpellings", size=12)
            link.clicked.connect(self.more_wanted)
            parts.append(link)
        if page.others:  # the same but for capitals and blanks: nothing to take back
            parts.append(Label(", ".join(page.others[:MOST_TAGS]), "small"))
        return parts


class OutBand(QWidget):
    """How many devices are out of service levels, by what, how many more from when (D9)."""

    def __init__(self, key: Callable[[str], str]) -> None:
        super().__init__()
        self._icon = IconLabel("laptop", size=20)
        self.title = Label("", "title")
        self.note = ElidedLabel("", tone="muted")
        self.copy_button = PushButton("Copy list", "customerCopy", key=key("customers.copy"))
        self._words = row_of(self.title, Rest(self.note), spacing=14)
        self._build()

    def _build(self) -> None:
        set_ground(self, "window")
        self.title.setObjectName("customerOut")
        self.note.setObjectName("customerOutNote")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        line = row_of(
            self._icon, Rest(self._words), self.copy_button, spacing=10, margins=(20, 11, 20, 11)
        )
        column_of(Hairline(), line, Hairline(), inside=self)

    def show_page(self, page: CustomerPage) -> None:
        """Say it; red where a revocation took cover away, green where none is out."""
        revoked, _ = page.out_by
        self._icon.set_icon("laptop", "broken" if revoked else "attention" if page.out else "good")
        self.title.setText(words.headline(page))
        self.title.set_tone("broken" if revoked else "")
        self.note.setText(words.headline_note(page))
        self.copy_button.set_reason("" if page.out else "No device to copy")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the note stands below."""
        super().resizeEvent(event)
        down, right = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        narrow = event.size().width() < NARROW
        self._words.setDirection(down if narrow else right)
        self._words.setSpacing(2 if narrow else 14)
