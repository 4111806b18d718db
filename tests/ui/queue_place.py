"""A window with a queue over a store of its own."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from mmd_reviewer.bootstrap import open_desk
from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.errors import Refused, StoreError
from mmd_reviewer.services import intake, letter
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.settings import Choices, Settings
from mmd_reviewer.ui.commands.registry import ActionRegistry
from mmd_reviewer.ui.queue.queue_view import QueueView
from mmd_reviewer.ui.reviewing.changes import Changes
from mmd_reviewer.ui.reviewing.reviewing import Reviewing
from mmd_reviewer.ui.reviewing.say import DEED
from mmd_reviewer.ui.reviewing.work import Work
from mmd_reviewer.ui.shell.main_window import MainWindow
from tests.making import QuickPress

W = TypeVar("W", bound=QWidget)


KEY = Qt.Key


CONTROL = Qt.KeyboardModifier.ControlModifier


DAY = date(2026, 11, 23)


ME_NAME = "Ines Moreau"


ROWS = (
    (34, "Contoso", "Drivers", "Zebra printer driver", "12 months"),
    (27, "Adatum", "Policies", "Longer screen lock", "permanent"),
    (21, "Fabrikam", "Security agents & VPNs", "Cisco AnyConnect for the ERP", "24 months"),
    (12, "Contoso", "Productivity software", "Docker Desktop for developers", "6 weeks"),
    (3, "Proseware", "", "We need Adobe", "until 2028-03-31"),
)


@dataclass
class Place:
    """A window with a queue over a store of its own."""

    desk: Desk
    window: MainWindow
    reviewing: Reviewing
    view: QueueView
    bot: QtBot

    @property
    def titles(self) -> list[str]:
        model = self.view.model
        return [model.cell(row, 1).primary for row in range(model.rowCount())]

    def press(
        self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        if QApplication.activeWindow() is None:
            self.window.activateWindow()  # off screen nobody does it when a dialog closes
        self.until(self.view.list.view.hasFocus)
        QTest.keyClick(self.view.list.view, key, modifier)

    def until(self, check: Callable[[], object]) -> None:
        self.bot.waitUntil(lambda: bool(check()))

    def go(self, number: str) -> None:
        self.until(lambda: self.view.model.place(number) >= 0)
        self.view.list.set_current_row(self.view.model.place(number))

    def dialog(self) -> QDialog:
        self.until(lambda: isinstance(QApplication.activeModalWidget(), QDialog))
        made = QApplication.activeModalWidget()
        assert isinstance(made, QDialog)
        return made

    def case(self, number: str) -> Case:
        return self.desk.case(number)


def receive(
    desk: Desk, age: int, customer: str, type_words: str, title: str, timeline: str
) -> Case:
    return intake.receive(
        desk,
        customer=customer,
        type_words=type_words,
        title=title,
        requirement="Needed for the work.",
        proposal=f"Deploy it: {title}.",
        timeline=timeline,
        submitted=DAY - timedelta(days=age),
        ticket=f"MMD-{1465000 + age}-R5V8P",
        contact="Jana Hofer",
    )


def make_place(
    bot: QtBot,
    registry: ActionRegistry,
    folder: Path,
    rows: tuple[tuple[int, str, str, str, str], ...],
) -> Place:
    desk = open_desk(Choices(store=folder / "s.sqlite", day=DAY, reviewer=ME_NAME), create=True)
    for row in rows:
        receive(desk, *row)
    window = MainWindow(registry)
    bot.addWidget(window)
    work = Work((Refused, StoreError, OSError), parent=window)
    reviewing = Reviewing(desk, DAY, desk.edition(DAY), work, window, registry, Settings(), window)
    view = QueueView(reviewing)
    window.add_view("queue", view, "Queue")
    window.add_view("assessment", QWidget(), "Assessment")
    window.resize(1440, 900)
    window.show()
    bot.waitExposed(window)
    window.activateWindow()
    bot.waitUntil(lambda: QApplication.activeWindow() is window)
    window.show_view("queue")
    return Place(desk, window, reviewing, view, bot)


def child(dialog: QWidget, kind: type[W], name: str) -> W:
    found = dialog.findChild(kind, name)
    assert isinstance(found, kind), name
    return found


def written(place: Place, number: str) -> None:
    """The letter of the decision is issued; the queue is told."""
    letter.issue(replace(place.desk, press=QuickPress()), place.case(number))
    place.reviewing.changed.emit(changes_of(number))


def changes_of(*numbers: str) -> Changes:
    return Changes(frozenset(numbers))


def said_in(place: Place, words: str) -> bool:
    return words in place.window.message_bar.messages().get(DEED, "")
