"""Off screen unless told otherwise; the theme is applied once per test."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from mmd_reviewer.domain.case import Case
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.ui.commands.registry import ActionRegistry
from mmd_reviewer.ui.look.theme import LIGHT, apply_theme
from mmd_reviewer.ui.shell.main_window import MainWindow
from mmd_reviewer.ui.widgets.columns import Cell, CellModel, Column
from mmd_reviewer.ui.widgets.fields import Field
from mmd_reviewer.ui.widgets.two_line_list import TwoLineList
from tests.making import new_desk
from tests.prepared import Prepared
from tests.ui import dispatch_store
from tests.ui.alone import Alone, alone
from tests.ui.calendar_store import fill
from tests.ui.queue_place import ROWS as REQUESTS
from tests.ui.queue_place import Place, make_place
from tests.ui.running import Running, running
from tests.ui.shown_letters import fill_approved, fill_revoked

PATIENCE = 60_000  # milliseconds: a busy machine is given time, and only a test that fails takes it
for wait in (QtBot.waitUntil, QtBot.waitSignal, QtBot.waitSignals, QtBot.waitExposed):
    wait.__kwdefaults__ = {**(wait.__kwdefaults__ or {}), "timeout": PATIENCE}

COLUMNS = (
    Column("age", "Age", 60, "right", descending_first=True, hideable=False),
    Column("title", "Proposal"),
    Column("state", "State", 124),
)


class Rows(CellModel):
    """Five rows of sample data."""

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else 5

    def cell(self, row: int, column: int) -> Cell:
        if column == 0:
            return Cell(str(30 - row), unit="d", strong=row < 2)
        if column == 1:
            return Cell(
                f"Proposal {row}", ("Contoso", "Productivity software", f"A-000{row}"), elide=1
            )
        return Cell("New", "You", "circle", "muted")


class ListView(QWidget):
    """A view with a field and a list, as the frame wants it."""

    def __init__(self, view_id: str = "queue") -> None:
        super().__init__()
        self.view_id = view_id
        self.setObjectName(f"{view_id}View")
        self.field = Field(f"{view_id}Field", "Filter")
        self.list = TwoLineList(COLUMNS, f"{view_id}Table", "Requests")
        self.list.set_model(Rows(COLUMNS, self.list))
        box = QVBoxLayout(self)
        box.addWidget(self.field)
        box.addWidget(self.list)

    def activate(self) -> None:
        self.list.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def panes(self) -> list[QWidget]:
        return [self.field, self.list.view]


@pytest.fixture(scope="session")
def calendar_file(prepared: Prepared, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with revocations at every stage; to be copied."""
    return prepared(_revocations, tmp_path_factory.mktemp("calendar")) / "s.sqlite"


def _revocations(folder: Path) -> None:
    fill(folder / "s.sqlite")


@pytest.fixture(scope="session")
def waiting_file(prepared: Prepared, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store in which letters wait for their dispatch; to be copied."""
    return prepared(dispatch_store.fill, tmp_path_factory.mktemp("waiting")) / "s.sqlite"


@pytest.fixture(scope="session")
def approved(prepared: Prepared, tmp_path_factory: pytest.TempPathFactory) -> Case:
    """An approval whose letter is to be written."""
    folder = prepared(fill_approved, tmp_path_factory.mktemp("approved"))
    return new_desk(folder).case("A-0001")


@pytest.fixture(scope="session")
def revoked(prepared: Prepared, tmp_path_factory: pytest.TempPathFactory) -> Case:
    """A revocation is prepared, its first notice is to be written."""
    folder = prepared(fill_revoked, tmp_path_factory.mktemp("revoked"))
    return new_desk(folder).case("A-0001")


@pytest.fixture(autouse=True)
def _no_window_stays() -> Iterator[None]:
    """What a test leaves on the screen goes: the next one's theme would polish it too."""
    yield
    for top in QApplication.topLevelWidgets():
        top.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def app(qapp: QApplication) -> QApplication:
    apply_theme(qapp, LIGHT)
    return qapp


@pytest.fixture
def registry(app: QApplication) -> Iterator[ActionRegistry]:
    """Taken away after the test: each key of an action is looked for among all there are."""
    made = ActionRegistry(parent=app)
    yield made
    made.deleteLater()


@pytest.fixture
def parent(app: QApplication, qtbot: QtBot) -> QWidget:
    """A bare window that dialogs stand on."""
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(1024, 700)
    made.show()
    return made


@pytest.fixture
def window(desk: Desk, tmp_path: Path, qtbot: QtBot) -> Iterator[Running]:
    """The program on the store of the module's own `desk`."""
    with running(tmp_path / "s.sqlite") as it:
        yield it


@pytest.fixture
def it(desk: Desk, qtbot: QtBot) -> Iterator[Alone]:
    """A desk at work without a window around it."""
    with alone(desk) as made:
        yield made


@pytest.fixture
def frame(qtbot: QtBot, registry: ActionRegistry) -> MainWindow:
    """The frame alone, around two views of five rows."""
    made = MainWindow(registry)
    qtbot.addWidget(made)
    view = ListView()
    made.add_view("queue", view, "Queue")
    made.add_view("assessment", ListView("assessment"), "Assessment")
    registry.attach_single_keys("queue", view.list.view)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is made)
    made.show_view("queue")
    return made


@pytest.fixture
def place(qtbot: QtBot, registry: ActionRegistry, tmp_path: Path) -> Iterator[Place]:
    """The queue alone over five requests."""
    made = make_place(qtbot, registry, tmp_path, REQUESTS)
    made.until(lambda: made.view.model.rowCount() == 5)
    made.until(lambda: made.view.preview.number)
    yield made
    made.reviewing.work.shutdown()


def shown_list(frame: MainWindow) -> TwoLineList:
    view = frame.stack.currentWidget()
    assert isinstance(view, ListView)
    return view.list
