"""Keys pressed while something opens wait for it, and are pressed again when it is there: a fast
hand on a slow machine means what is about to come, not what still stands on the screen.
"""

from __future__ import annotations

import unicodedata
from collections import deque
from collections.abc import Callable, Iterator
from typing import NamedTuple

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QKeyCombination, QObject, Qt, QTimer
from PySide6.QtGui import QAction, QGuiApplication, QKeyEvent, QKeySequence, QWindow
from PySide6.QtWidgets import QApplication, QWidget

from mmd_reviewer.ui.commands.holding import Holding

LONGEST = 20_000  # milliseconds that keys wait: later nobody knows any more what they meant
LOST = "It takes long to open; the keys pressed meanwhile did nothing."
OVERRIDE, PRESS, RELEASE = (
    QEvent.Type.ShortcutOverride,
    QEvent.Type.KeyPress,
    QEvent.Type.KeyRelease,
)
DEAD = dict(
    zip(
        range(Qt.Key.Key_Dead_Grave, Qt.Key.Key_Dead_Ogonek + 1),
        "\u0300\u0301\u0302\u0303\u0304\u0306\u0307\u0308\u030a\u030b\u030c\u0327\u0328",
        strict=True,
    )
)  # what each puts on the next letter
MODIFIERS = (
    Qt.Key.Key_Shift,
    Qt.Key.Key_Control,
    Qt.Key.Key_Alt,
    Qt.Key.Key_Meta,
    Qt.Key.Key_AltGr,
)


class Pressed(NamedTuple):
    """A key, what was held with it, and what it types."""

    key: int
    modifiers: Qt.KeyboardModifier
    text: str

    def event(self, kind: QEvent.Type) -> QKeyEvent:
        """The same key once more."""
        return QKeyEvent(kind, self.key, self.modifiers, self.text)

    def sequences(self) -> tuple[QKeySequence, QKeySequence]:
        """As a command's shortcut is compared; Shift may only have been needed for the sign."""
        plain = self.modifiers & ~Qt.KeyboardModifier.KeypadModifier
        bare = plain & ~Qt.KeyboardModifier.ShiftModifier
        key = Qt.Key(self.key)
        return QKeySequence(QKeyCombination(plain, key)), QKeySequence(QKeyCombination(bare, key))


class TypeAhead(QObject):
    """One per window; it listens only while something opens, to the keys of that window and of the
    dialog that leads there.

    Escape lets go of what waits, stays where one is, and does what it does there. What waits for
    something that does not come is let go of, too: it was not meant for what is shown. `say` is
    told when something did not open in time.
    """

    def __init__(self, holding: Holding, window: QWidget, say: Callable[[str], object]) -> None:
        super().__init__(window)
        self._holding, self._window, self._say = holding, window, say
        self._waiting: deque[Pressed] = deque()
        self._listened: list[QWindow] = []
        self._pressing = False
        self._mark = ""  # of a dead key: it stands on the next letter
        self._longest = QTimer(self, singleShot=True, interval=LONGEST)
        self._longest.timeout.connect(self.let_go)
        holding.changed.connect(self._on_holding_changed)
        holding.lost.connect(self._waiting.clear)

    def _on_holding_changed(self, on: bool) -> None:
        if on:
            self._listen(True)
            self._longest.start()
        else:
            self._longest.stop()
            # what was read is shown first, and takes the keyboard
            QTimer.singleShot(0, self, self._go_on)

    def _listen(self, on: bool) -> None:
        for keyboard in self._listened:
            if shiboken6.isValid(keyboard):  # a dialog may have closed
                keyboard.removeEventFilter(self)
        asked = {self._window.windowHandle(), QGuiApplication.focusWindow()} if on else set()
        self._listened = [keyboard for keyboard in asked if keyboard is not None]
        for keyboard in self._listened:
            keyboard.installEventFilter(self)

    def _go_on(self) -> None:
        """Press what waits, in order, until one of it opens something that is waited for again."""
        if self._pressing:  # a key pressed again led here
            return
        self._pressing = True
        try:
            while self._waiting and not self._holding.on:
                self._press(self._waiting.popleft())
        finally:
            self._pressing = False
        if not self._holding.on:
            self._listen(False)

    def let_go(self) -> None:
        """It takes too long: what waits is forgotten, and said so; keys act where they are."""
        if self._waiting:
            self._waiting.clear()
            self._say(LOST)
        self._holding.forget()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep a key that was meant for what opens."""
        kind = event.type()
        if kind not in (OVERRIDE, PRESS, RELEASE) or not isinstance(event, QKeyEvent):
            return False
        if event.key() in MODIFIERS:
            return False
        if event.key() == Qt.Key.Key_Escape:
            self._waiting.clear()
            self._holding.give_up()
            return False
        if kind == PRESS and event.key() in DEAD:
            self._mark = DEAD[event.key()]
        elif kind == PRESS and not event.isAutoRepeat():
            text = unicodedata.normalize("NFC", event.text() + self._mark)
            self._waiting.append(Pressed(event.key(), event.modifiers(), text))
            self._mark = ""
        event.accept()
        return True

    def _press(self, pressed: Pressed) -> None:
        """As the toolkit does: who types takes the key, then a command, then who has the focus."""
        shown = QApplication.activePopupWidget() or QApplication.activeModalWidget() or self._window
        target = shown.focusWidget() or shown
        asked = pressed.event(OVERRIDE)
        asked.ignore()
        QCoreApplication.sendEvent(target, asked)
        action = None if asked.isAccepted() else _command(target, pressed)
        if action is not None:
            action.trigger()
            return
        for kind in (PRESS, RELEASE):
            QCoreApplication.sendEvent(target, pressed.event(kind))


def _command(target: QWidget, pressed: Pressed) -> QAction | None:
    """The command that the key is in the place that has the focus, or around it."""
    for sequence in pressed.sequences():
        for place in _around(target):
            for action in place.actions():
                if action.isEnabled() and sequence in action.shortcuts():
                    return action
    return None


def _around(target: QWidget) -> Iterator[QWidget]:
    place: QWidget | None = target
    while place is not None:
        yield place
        place = None if place.isWindow() else place.parentWidget()
