"""The one registry of commands: actions, menus, shortcuts,
rows of the key sheet and of the palette.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import NamedTuple

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QApplication, QWidget

from mmd_reviewer.ui.commands.action_spec import typing
from mmd_reviewer.ui.commands.holding import Holding
from mmd_reviewer.ui.commands.row_menu import offer_row_menu
from mmd_reviewer.ui.commands.table import SCOPE_TITLES, ActionSpec, all_commands
from mmd_reviewer.ui.widgets.tips import set_tip

RUSSIAN = str.maketrans("qwertyuiopasdfghjklzxcvbnm", "йцукенгшщзфывапролдячсмить")
NATIVE = QKeySequence.SequenceFormat.NativeText


class SheetRow(NamedTuple):
    """A line of the key sheet."""

    scope: str
    text: str
    keys: str


class CommandEntry(NamedTuple):
    """A command as the palette shows it."""

    id: str
    text: str
    hint: str
    icon: str
    key: str
    enabled: bool
    help: str


def key_text(keys: Iterable[str]) -> str:
    """Keys as people read them."""
    words = (QKeySequence(key).toString(NATIVE) for key in keys if key)
    return " or ".join(word.replace("Return", "Enter") for word in words)


def sequences(keys: Iterable[str]) -> list[QKeySequence]:
    """What answers to these keys: the Enter of the number pad too,
    and a letter where a Russian keyboard has it.
    """
    return [sequence for key in keys for sequence in _sequences_of(key)]


@cache  # many commands share a key, and every window asks for all of them
def _sequences_of(key: str) -> tuple[QKeySequence, ...]:
    twins = (
        key,
        key.replace("Return", "Enter"),
        key.lower().translate(RUSSIAN).upper() if len(key) == 1 else key,
    )
    return tuple(QKeySequence(twin) for twin in dict.fromkeys(twins))


def clashes(specs: Iterable[ActionSpec]) -> list[tuple[str, str, str]]:
    """(key, id, id) of commands that would answer the same key at the same place."""
    seen: dict[tuple[str, str], str] = {}
    found = []
    ordered = sorted(specs, key=lambda spec: spec.scope != "global")
    for spec in ordered:
        for key in (*spec.keys, *spec.native):
            name = QKeySequence(key).toString().replace("Return", "Enter")
            other = seen.get(("global", name)) or seen.get((spec.scope, name))
            if other and other != spec.id:  # its own key, given twice, is one
                found.append((name, other, spec.id))
            seen[(spec.scope, name)] = spec.id
    return found


def _action_of(spec: ActionSpec, parent: QObject) -> QAction:
    """Hidden and off until a function is bound to it."""
    action = QAction(spec.text.replace("&", "&&"), parent)
    action.setObjectName(spec.id)
    action.setVisible(False)
    action.setEnabled(False)
    action.setAutoRepeat(
        spec.id in ("queue.next", "queue.previous", "letter.page_up", "letter.page_down")
    )
    wide = spec.scope == "global"
    context = Qt.ShortcutContext
    action.setShortcutContext(
        context.WindowShortcut if wide else context.WidgetWithChildrenShortcut
    )
    action.setShortcuts(sequences(spec.keys))  # last: what changes after it lists the keys anew
    return action


class ActionRegistry(QObject):
    """Holds one QAction per command;
    a command without a function bound to it is not shown anywhere.
    """

    changed = Signal()

    def __init__(
        self, specs: tuple[ActionSpec, ...] | None = None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._specs = {spec.id: spec for spec in specs or all_commands()}
        self._keys = {spec.id: spec.keys for spec in self._specs.values()}
        self._runs: dict[str, Callable[[], object]] = {}
        self._reasons: dict[str, str] = {}
        self._single_on = True
        self._locked = ""
        self.holding = Holding(self)
        self._actions = {spec.id: self._make(spec) for spec in self._specs.values()}

    def _make(self, spec: ActionSpec) -> QAction:
        action = _action_of(spec, self)
        action.triggered.connect(lambda _checked=False, name=spec.id: self._on_triggered(name))
        return action

    def spec(self, name: str) -> ActionSpec:
        """The command of an id."""
        return self._specs[name]

    def action(self, name: str) -> QAction:
        """The QAction of an id."""
        return self._actions[name]

    def bind(self, name: str, run: Callable[[], object]) -> None:
        """Give a command its function; from now on it is shown and live."""
        self.bind_all("", {name: run})

    def bind_all(self, place: str, runs: Mapping[str, Callable[[], object]]) -> None:
        """Give several commands their functions;
        a place's name stands before theirs, if one is given.
        """
        for short, run in runs.items():
            name = f"{place}.{short}" if place else short
            self._runs[name] = run
            self._actions[name].setVisible(True)
            self._show_enabled(name)
        self.changed.emit()

    def enable(self, name: str, on: bool, reason: str = "") -> None:
        """Switch a command on or off; the reason is shown in tooltip and palette."""
        self._reasons[name] = "" if on else reason or "Not possible now"
        self._show_enabled(name)
        self.changed.emit()

    def lock(self, reason: str) -> None:
        """From now on whatever records is off, and says why."""
        self._locked = reason
        for spec in self._specs.values():
            self._show_enabled(spec.id)
        self.changed.emit()

    @property
    def locked(self) -> str:
        """Why nothing can be recorded; "" if it can."""
        return self._locked

    def _show_enabled(self, name: str) -> None:
        action, reason = self._actions[name], self.reason(name)
        action.setEnabled(name in self._runs and not reason)
        set_tip(action, reason or self._specs[name].text)
        action.setStatusTip(reason)

    def reason(self, name: str) -> str:
        """Why a command is off; empty when it is on."""
        return (self._locked if self._specs[name].records else "") or self._reasons.get(name, "")

    def set_text(self, name: str, text: str) -> None:
        """Name what the command would do now: *Undo park A-0147*."""
        self._actions[name].setText(text.replace("&", "&&"))

    def text(self, name: str) -> str:
        """The words of a command at present."""
        return self._actions[name].text().replace("&&", "&")

    def _on_triggered(self, name: str) -> None:
        if not (self.holding.on and self._specs[name].single_key) and not self._is_behind(name):
            self.run(name)

    def _is_behind(self, name: str) -> bool:
        """Is there a dialog before it? A window manager gives that the keyboard a moment later."""
        before = QApplication.activeModalWidget()
        places = self._actions[name].associatedObjects() if before is not None else []
        return before is not None and not any(
            isinstance(place, QWidget) and place.window() is before for place in places
        )

    def run(self, name: str) -> None:
        """Run a command if it is bound and enabled."""
        if name in self._runs and self._actions[name].isEnabled():
            self._runs[name]()

    def attach(self, scope: str, widget: QWidget) -> None:
        """Make the keys of a scope live while the focus is in a widget;
        single letters are left out.
        """
        for spec in self._specs.values():
            if spec.scope == scope and not spec.single_key:
                widget.addAction(self._actions[spec.id])

    def attach_single_keys(self, scope: str, widget: QWidget) -> None:
        """Make the single letters of a scope live while its list or checklist has the focus;
        a list gets the menu of its rows.
        """
        own = [spec for spec in self._specs.values() if spec.scope == scope]
        for spec in own:
            if spec.single_key:
                widget.addAction(self._actions[spec.id])
        if isinstance(widget, QAbstractItemView):
            offer_row_menu(widget, scope, [self._actions[spec.id] for spec in own])

    def set_single_keys(self, on: bool) -> None:
        """Switch all single-letter keys on or off; menus and palette keep the commands."""
        self._single_on = on
        for spec in self._specs.values():
            if spec.single_key:
                self._set_shortcuts(spec.id)
        self.changed.emit()

    def reset_keys(self) -> None:
        """Give every command the keys of the table."""
        for spec in self._specs.values():
            if self._keys[spec.id] != spec.keys:
                self._keys[spec.id] = spec.keys
                self._set_shortcuts(spec.id)
        self.changed.emit()

    def set_keys(self, name: str, keys: tuple[str, ...]) -> list[tuple[str, str, str]]:
        """Give a command other keys; returns the clashes and changes nothing if there are any."""
        wanted = [
            spec._replace(keys=keys if spec.id == name else self._keys[spec.id])
            for spec in self._specs.values()
        ]
        found = clashes(wanted)
        if not found:
            self._keys[name] = keys
            self._set_shortcuts(name)
            self.changed.emit()
        return found

    def _set_shortcuts(self, name: str) -> None:
        self._actions[name].setShortcuts(sequences(self._live(name)))

    def _live(self, name: str) -> tuple[str, ...]:
        return tuple(key for key in self._keys[name] if self._single_on or not typing(key))

    def keys_of(self, name: str) -> tuple[str, ...]:
        """The keys that a command has, live or not."""
        return self._keys[name]

    def all_specs(self) -> list[ActionSpec]:
        """Every command, in the order of the table."""
        return [*self._specs.values()]

    def keys(self, name: str) -> str:
        """The live keys of a command, for hints on buttons."""
        spec = self._specs[name]
        return key_text((*self._live(name), *spec.native))

    def key(self, name: str) -> str:
        """The first live key of a command."""
        return self.keys(name).split(" or ")[0]

    def bound(self) -> list[ActionSpec]:
        """Commands that have a function, in the order of the table."""
        return [spec for spec in self._specs.values() if spec.id in self._runs]

    def sheet_rows(self) -> list[SheetRow]:
        """Lines of the key sheet: every bound command that has a key, by scope."""
        rows = []
        for scope, title in SCOPE_TITLES:
            for spec in self.bound():
                if spec.scope == scope and self.keys(spec.id):
                    rows.append(SheetRow(title, spec.text, self.keys(spec.id)))
        return rows

    def palette_entries(self, scopes: Iterable[str]) -> list[CommandEntry]:
        """Commands of the scopes that are open now;
        those of the place come before the global ones.
        """
        order = [scope for scope in scopes if scope != "global"] + ["global"]
        found = [spec for scope in order for spec in self.bound() if spec.scope == scope]
        return [self._entry(spec) for spec in found if spec.id != "view.palette"]

    def _entry(self, spec: ActionSpec) -> CommandEntry:
        reason = self.reason(spec.id)
        name = self.text(spec.id).rstrip("…")
        return CommandEntry(
            spec.id, name, reason or spec.hint, spec.icon, self.key(spec.id), not reason, spec.help
        )
