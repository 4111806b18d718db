"""Keys, clicks and wheel at random over every view and dialog:
nothing fails, nothing is recorded unannounced.
"""

import random
import shutil
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import shiboken6
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QToolButton, QWidget

from mmd_reviewer.store.sql_store import SqlStore
from mmd_reviewer.ui.assessment.assessment_view import AssessmentView
from mmd_reviewer.ui.assessment.drafts import DraftKeeper
from mmd_reviewer.ui.commands.registry import ActionRegistry
from mmd_reviewer.ui.commands.table import all_commands
from mmd_reviewer.ui.commands.type_ahead import TypeAhead
from mmd_reviewer.ui.customers.spelling_tag import SpellingTag
from mmd_reviewer.ui.forms.dialogs import FormDialog
from mmd_reviewer.ui.shell.crash import CrashHandler
from mmd_reviewer.ui.widgets.answers import AnswerButton
from mmd_reviewer.ui.widgets.buttons import PushButton
from mmd_reviewer.ui.widgets.tick import Tick
from tests.long import long_or
from tests.ui.running import Running, running

EVENTS, SEEDS = long_or(250_000, 5_000), (20261123, 1, 5, 7)  # apart, so that workers share them
# Events before what was recorded is looked at, and turns before another place is gone to
TURN, PLACES = (20, 6)
K, NO = Qt.Key, Qt.KeyboardModifier.NoModifier
LETTERS = [Qt.Key(code) for code in range(K.Key_A, K.Key_Z + 1)]
MOVING = [
    K.Key_Tab,
    K.Key_Backtab,
    K.Key_Up,
    K.Key_Down,
    K.Key_Left,
    K.Key_Right,
    K.Key_Space,
    K.Key_Return,
]
OTHER = [
    K.Key_Enter,
    K.Key_Escape,
    K.Key_Delete,
    K.Key_Home,
    K.Key_End,
    K.Key_1,
    K.Key_2,
    K.Key_3,
    K.Key_Slash,
]
LEFT = Qt.MouseButton.LeftButton
RECORDING = {spec.id for spec in all_commands() if spec.records or spec.id == "edit.redo"}
ELSEWHERE = {
    "file.quit",
    "file.print",
    "help.print_keys",
    "file.backup",
    "file.go_back",
    "file.sample",
    "view.full_screen",
}
pytestmark = [
    pytest.mark.long_form,
    pytest.mark.qt_log_ignore("This plugin does not support", "keyToAscii"),
    pytest.mark.filterwarnings("ignore"),
]


class Player:
    """Plays events on the program and keeps what could have been meant by each."""

    def __init__(self, window: Running, seed: int) -> None:
        self.window, self.at = window, random.Random(seed)
        self.kinds: Counter[str] = Counter()
        self.pressed: list[QWidget] = []
        self.played: list[str] = []
        self.turns = 0
        self.gathered: tuple[QWidget | None, list[QWidget]] = (None, [])
        self.commands = [
            spec.id for spec in window.program.registry.bound() if spec.id not in ELSEWHERE
        ]

    def top(self) -> QWidget:
        return (
            QApplication.activePopupWidget()
            or QApplication.activeModalWidget()
            or self.window.program.window
        )

    def key(self) -> None:
        keys = self.at.choice((LETTERS, MOVING, OTHER))
        chord = self.at.random() < 0.08
        modifier = Qt.KeyboardModifier.ControlModifier if chord else NO
        key = self.at.choice(keys)
        if chord and key in (K.Key_Q, K.Key_P, K.Key_S):  # quitting and the system's dialogs
            return
        focus = QApplication.focusWidget()
        if (
            focus is not None and not focus.isVisible()
        ):  # off screen a menu that was closed keeps it
            self.top().activateWindow()
            self.top().setFocus()
        self.press(self.focus())
        self.played[-1] += f": {'Ctrl+' * chord}{key.name}"
        own = self.window.program.window
        at_work = self.top() is own and QApplication.activeWindow() is own
        by_the_system = at_work and self.at.random() < 0.5
        keyboard = own.windowHandle() if by_the_system else self.focus()
        QTest.keyClick(keyboard, key, modifier)

    def focus(self) -> QWidget:
        """Also while the window is not active: off screen nobody makes it so after a dialog."""
        return QApplication.focusWidget() or self.top().focusWidget() or self.top()

    def press(self, target: QWidget) -> None:
        """A button that is seen announces what it does;
        whether this event sets it off does not matter.
        """
        self.played[-1] += f" on {type(target).__name__} {target.objectName()}"
        says = isinstance(target, (AnswerButton, Tick, PushButton, SpellingTag))
        if (
            (says or target.objectName() == "changeDecision")  # a link that takes a decision back
            and target.isVisible()
            and target.isEnabled()
        ):
            self.pressed.append(target)

    def press_kept(self) -> None:
        """A key that waited for what opens is pressed now, which may be what the system shows."""
        self.close_the_systems()
        self.press(self.focus())

    def seen(self) -> list[QWidget]:
        """What is seen of the window or dialog on top; of a child that is gone already the toolkit
        may hand out what its wrapper was. They are gathered once a turn, which takes its time.
        """
        top = self.top()
        if self.gathered[0] is not top:
            self.gathered = (top, top.findChildren(QWidget))
        return [one for one in self.gathered[1] if shiboken6.isValid(one) and one.isVisible()]

    def click(self) -> None:
        """Not on the toolkit's own button for menus that find no room: its menu waits in a loop."""
        widgets = [
            one for one in self.seen() if one.isEnabled() and not isinstance(one, QToolButton)
        ]
        target = self.at.choice(widgets) if widgets else self.top()
        self.press(target)
        QTest.mouseClick(target, LEFT, pos=target.rect().center())

    def wheel(self) -> None:
        target = self.at.choice(self.seen() or [self.top()])
        middle = QPointF(target.rect().center())
        QApplication.sendEvent(
            target,
            QWheelEvent(
                middle,
                target.mapToGlobal(middle),
                QPoint(),
                QPoint(0, self.at.choice((120, -120))),
                Qt.MouseButton.NoButton,
                NO,
                Qt.ScrollPhase.NoScrollPhase,
                False,
            ),
        )

    def play(self, events: int) -> None:
        self.turns += 1
        self.played.clear()
        self.gathered = (None, [])
        for _ in range(events):
            kind = self.at.choices(("key", "click", "wheel"), (8, 1, 1))[0]
            self.kinds[kind] += 1
            self.played.append(kind)
            self.close_the_systems()
            getattr(self, kind)()
        self.close_the_systems()
        QApplication.processEvents()

    def close_the_systems(self) -> None:
        """The system's dialogs are not ours to try,
        and the print dialog's own waits in a loop of its own.
        """
        for _ in range(3):  # the one of a letter may lie above the one of the register
            box = QApplication.activeModalWidget()
            if isinstance(box, (QFileDialog, QPrintDialog)):
                box.close()

    def go_elsewhere(self) -> None:
        """Close what is open, come to rest, and open another view or dialog by its command."""
        for _ in range(6):
            box = QApplication.activePopupWidget() or QApplication.activeModalWidget()
            if box is None:
                break
            box.close()
            QApplication.processEvents()
        self.window.settle()
        self.window.program.registry.run(self.at.choice(self.commands))
        self.window.settle()


@pytest.mark.parametrize("seed", SEEDS)
def test_random_events_fail_nowhere_and_record_nothing_unannounced(
    calendar_file: Path, tmp_path: Path, qtbot: object, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    """No fact where no recording command ran, no dialog was accepted,
    no button pressed, no answer or note left.
    """
    crashed: list[BaseException] = []
    recorded: list[object] = []
    announced: Counter[str] = Counter()
    # Words that are recorded when their field is left, maybe some turns later
    typed: Counter[str] = Counter()

    def keep(_handler: CrashHandler, error: BaseException) -> None:
        if "PDFium" not in str(
            error
        ):  # some letters of this store were drawn by no press, to be quick
            crashed.append(error)

    def watch(kind: type, name: str, note: Callable[..., object]) -> None:
        before = getattr(kind, name)

        def watched(self: Any, *args: Any, **kwargs: Any) -> object:
            note(self, *args)
            return before(self, *args, **kwargs)

        monkeypatch.setattr(kind, name, watched)

    monkeypatch.setattr(CrashHandler, "handle", keep)
    own = Path(shutil.copy(calendar_file, tmp_path / "s.sqlite"))

    def note(store: SqlStore, changes: object, *_: object) -> None:
        """Of this store: the palette may have made the samples, which have one of their own."""
        if store.path == own:
            recorded.append(changes)

    watch(SqlStore, "record", note)
    watch(
        ActionRegistry,
        "run",
        lambda registry, name: announced.update([name] if name in RECORDING else []),
    )
    watch(FormDialog, "_on_accept_clicked", lambda dialog: announced.update([dialog.objectName()]))
    watch(
        AssessmentView,
        "_on_checklist_patched",
        lambda view, data: announced.update(["answer"] * view.isVisible()),
    )
    watch(DraftKeeper, "typed", lambda *_: typed.update(["words"]))
    players: list[Player] = []
    watch(TypeAhead, "_press", lambda *_: players[0].press_kept())
    started = time.process_time()
    with running(own) as window:
        # What ends the program, or opens another window in its place, would end the events.
        window.program.registry.bind("file.quit", lambda: None)
        monkeypatch.setattr(window.program, "open_again", lambda *_: None)
        player, quiet, deeds = Player(window, seed), 0, 0
        players.append(player)
        while sum(player.kinds.values()) < EVENTS:
            if not player.turns % PLACES:
                player.go_elsewhere()
            recorded.clear()
            announced.clear()
            player.pressed.clear()
            waiting = Counter(typed)  # words of earlier turns, in fields that were not left
            typed.clear()
            player.play(TURN)
            window.settle()
            deeds += len(recorded)
            words = typed or waiting
            if not (announced or player.pressed or (recorded and words)):
                quiet += 1
                assert recorded == [], (
                    f"facts that nothing visible announced, after {player.played}"
                )
            if not (typed or recorded):
                typed.update(waiting)
            if crashed:
                raise crashed[0]
    assert quiet > 0
    assert deeds > 0
    spent = time.process_time() - started
    print(
        f"{dict(player.kinds)}, {quiet} of {player.turns} turns quiet, {spent:.0f} s of processor "
        f"time"
    )
