"""The frame: top bar, rail, message bar, the view shown, status bar, palette."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QByteArray, Qt, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget

from mmd_reviewer.ui.commands.help_page import HelpWindow, help_pages
from mmd_reviewer.ui.commands.key_sheet import ShortcutSheet
from mmd_reviewer.ui.commands.menus import Menus
from mmd_reviewer.ui.commands.palette import Palette
from mmd_reviewer.ui.commands.palette_search import CaseSearch
from mmd_reviewer.ui.commands.registry import ActionRegistry, CommandEntry
from mmd_reviewer.ui.commands.type_ahead import TypeAhead
from mmd_reviewer.ui.look.theme import DARK, LIGHT, apply_theme, current_theme
from mmd_reviewer.ui.reviewing.say import DEED
from mmd_reviewer.ui.shell.frame import Frame

ICONS = {
    "queue": "inbox",
    "assessment": "clipboard-check",
    "calendar": "calendar-days",
    "register": "book-open",
    "customers": "building-2",
}


@runtime_checkable
class View(Protocol):
    """What the frame asks of a view."""

    view_id: str

    def activate(self) -> None:
        """Take the focus where work goes on."""

    def panes(self) -> list[QWidget]:
        """Parts that F6 walks, in order."""


class MainWindow(Frame):
    """Shows views and standing answers; knows nothing of cases.

    ``restore`` gives the bytes that ``save`` was given at the last close (geometry), or none.
    """

    closing = Signal()
    view_shown = Signal(str)
    entry_chosen = Signal(str, str)
    case_chosen = Signal(str)
    customer_chosen = Signal(str)
    device_chosen = Signal(str)
    files_dropped = Signal(list)
    cancel_requested = Signal()
    message_closed = Signal(str)

    def __init__(
        self,
        registry: ActionRegistry,
        *,
        restore: Callable[[], bytes | None] | None = None,
        save: Callable[[bytes], object] | None = None,
    ) -> None:
        super().__init__(registry.key("view.palette"), registry.key("help.keys"))
        self.registry = registry
        self._save = save
        self._under: dict[str, str] = {}
        self._help: HelpWindow | None = None
        self.palette_box = Palette(self, self._palette_commands, help_pages)
        self._connect()
        self._bind()
        state = restore() if restore is not None else None
        if state:
            self.restoreGeometry(QByteArray(state))

    def _connect(self) -> None:
        self.top_bar.palette_requested.connect(self.open_palette)
        self.rail.view_chosen.connect(self.show_view)
        self.rail.entry_chosen.connect(self.entry_chosen)
        self.status_bar.cancel_requested.connect(self.cancel_requested)
        self.status_bar.keys_requested.connect(self.show_keys)
        self.message_bar.cleared.connect(self.message_closed)
        self.conflict_bar.waits.connect(self._on_conflict_bar_waits)
        self.palette_box.command_chosen.connect(self._on_palette_command_chosen)
        self.palette_box.case_chosen.connect(self.case_chosen)
        self.palette_box.customer_chosen.connect(self.customer_chosen)
        self.palette_box.device_chosen.connect(self.device_chosen)
        self.palette_box.help_chosen.connect(self.show_help)
        self.palette_box.waits.connect(partial(self.registry.holding.hold, "palette"))
        TypeAhead(self.registry.holding, self, lambda said: self.show_message(DEED, said, "amber"))

    def _bind(self) -> None:
        self.menus = Menus(self.registry, self.top_bar.menu_bar)
        self.registry.attach("global", self)
        self.registry.bind_all(
            "",
            {
                "view.palette": self.open_palette,
                "view.next_pane": lambda: self.next_pane(1),
                "view.previous_pane": lambda: self.next_pane(-1),
                "view.full_screen": self.toggle_full_screen,
                "view.theme": toggle_theme,
                "help.page": self.show_help,
                "help.keys": self.show_keys,
                "help.licences": lambda: self.show_help("licences"),
                "help.about": partial(_show_about, self),
                "file.quit": self.close,
                "conflict.settle": self.conflict_bar.take_focus,
            },
        )
        self._on_conflict_bar_waits(False)

    def _on_conflict_bar_waits(self, on: bool) -> None:
        self.registry.enable("conflict.settle", on, "No case was changed elsewhere")

    def add_view(self, view_id: str, widget: QWidget, title: str, *, under: str = "") -> None:
        """Add a view that stands already."""
        self.expect_view(view_id, lambda: widget, title, under=under)
        self.stand(view_id, widget)
        if self.stack.count() == 1:
            self.rail.set_current(self._under[view_id])

    def expect_view(
        self, view_id: str, make: Callable[[], QWidget], title: str, *, under: str = ""
    ) -> None:
        """Add a view that `make` makes and gives to `stand`; with ``under`` it has no rail line of
        its own but fills that of another view.
        """
        self.stack.expect(view_id, make)
        self._under[view_id] = under or view_id
        if not under:
            self.rail.add_view(view_id, ICONS.get(view_id, "list"), title)
            self.registry.bind(f"view.{view_id}", lambda: self.show_view(view_id))

    def stand(self, view_id: str, widget: QWidget) -> None:
        """Give an expected view its place."""
        self.stack.stand(view_id, widget)
        self.registry.attach(view_id, widget)

    @property
    def view_id(self) -> str:
        """The view shown; empty before the first is added."""
        return self.stack.view_id

    def show_view(self, view_id: str) -> None:
        """Show a view and let it take the focus."""
        widget = self.stack.view(view_id)
        self.palette_box.close_palette()
        self.stack.setCurrentWidget(widget)
        self.rail.set_current(self._under[view_id])
        if isinstance(widget, View):
            widget.activate()
        else:
            widget.setFocus()
        self.view_shown.emit(view_id)

    def next_pane(self, step: int) -> None:
        """Move the focus to the next or previous pane; the rail is the last one."""
        shown = self.stack.currentWidget()
        if shown is None:
            return
        panes = [
            pane
            for pane in (shown.panes() if isinstance(shown, View) else [shown])
            if pane.isVisible()
        ]
        panes = [*panes, self.rail]
        focus = QApplication.focusWidget()
        inside = [
            n
            for n, p in enumerate(panes)
            if focus is not None and (p is focus or p.isAncestorOf(focus))
        ]
        target = panes[(inside[-1] + step) % len(panes)] if inside else panes[0]
        if target is self.rail:
            self.rail.focus_current()
        else:
            focus_first(target)

    def open_palette(self, text: str = "") -> None:
        """Open the palette."""
        self.palette_box.open(text)

    def set_case_search(self, search: CaseSearch) -> None:
        """How the palette finds cases: ``search(text, callback)``."""
        self.palette_box.search.cases = search

    def _palette_commands(self) -> list[CommandEntry]:
        return self.registry.palette_entries([self.view_id])

    def _on_palette_command_chosen(self, name: str) -> None:
        if any(spec.id == name for spec in self.registry.bound()):
            self.registry.run(name)
        else:
            self.entry_chosen.emit("command", name)

    def show_keys(self) -> None:
        """Show the sheet of every key."""
        sheet = ShortcutSheet(self.registry.sheet_rows(), self)
        sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        sheet.open()

    def show_help(self, page: str = "") -> None:
        """Show a help page, or the page of the focused place."""
        if self._help is None:
            self._help = HelpWindow(self)
        self._help.show_page(page or self._place_page())

    def _place_page(self) -> str:
        widget = QApplication.focusWidget()
        while widget is not None:
            page = widget.property("helpPage")
            if page:
                return str(page)
            widget = widget.parentWidget()
        return self.view_id

    def toggle_full_screen(self) -> None:
        """Full screen and back."""
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may be dropped."""
        if event.mimeData().hasUrls() and all(url.isLocalFile() for url in event.mimeData().urls()):
            # Whatever the other program wants: its files stay there
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        """Tell which files were dropped."""
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self.files_dropped.emit([url.toLocalFile() for url in event.mimeData().urls()])

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep the geometry, tell, close."""
        if self._save is not None:
            self._save(bytes(self.saveGeometry().data()))
        self.closing.emit()
        super().closeEvent(event)


def _show_about(window: QWidget) -> None:
    from mmd_reviewer.ui.shell.about import show_about  # seldom, so kept off the start

    show_about(window)


def toggle_theme() -> None:
    """From light to dark and back; listen to `ThemeHolder.changed` to keep the choice."""
    app = QApplication.instance()
    if isinstance(app, QApplication):
        apply_theme(app, LIGHT if current_theme().dark else DARK)


def focus_first(pane: QWidget) -> None:
    """Focus a pane, or the first widget in it that takes the keyboard."""
    if pane.focusPolicy() & Qt.FocusPolicy.TabFocus or pane.focusProxy() is not None:
        pane.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return
    for child in pane.findChildren(QWidget):
        if (
            child.focusPolicy() & Qt.FocusPolicy.TabFocus
            and child.isVisibleTo(pane)
            and child.isEnabled()
        ):
            child.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return
