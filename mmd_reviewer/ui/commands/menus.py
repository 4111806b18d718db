"""The menu bar, made from the table of commands."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QMenuBar

from mmd_reviewer.ui.commands.registry import ActionRegistry
from mmd_reviewer.ui.commands.table import MENUS
from mmd_reviewer.ui.look.icons import icon

ON_A_CASE = ("Case", "Letters")  # whose commands work on the case shown, which stands above them


class Menus(QObject):
    """Empty menus stay hidden until a command of theirs is bound; `shown` tells the case shown."""

    def __init__(self, registry: ActionRegistry, bar: QMenuBar) -> None:
        super().__init__(bar)
        self._registry = registry
        self._menus: list[QMenu] = []
        self.shown: Callable[[], str] = lambda: ""
        self._fill(bar)
        for widget in (bar, *self._menus):
            widget.installEventFilter(self)
        registry.changed.connect(self._show)

    def _fill(self, bar: QMenuBar) -> None:
        for name, title in MENUS:
            menu = bar.addMenu(title)
            menu.setObjectName(f"menu{name}")
            menu.setToolTipsVisible(True)
            if name in ON_A_CASE:
                self._head(menu)
            scope = ""
            for spec in (spec for spec in self._registry.all_specs() if spec.menu == name):
                if scope and scope != spec.scope:
                    menu.addSeparator()
                scope = spec.scope
                menu.addAction(self._registry.action(spec.id))
            menu.aboutToShow.connect(partial(self._draw_icons, name))
            self._menus.append(menu)
        self._show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """While bar or menu has the keyboard its letters choose from it:
        no shortcut of a view answers to them.
        """
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().eventFilter(watched, event)

    def _head(self, menu: QMenu) -> None:
        head = menu.addAction("")
        head.setEnabled(False)
        head.setVisible(False)
        menu.addSeparator()
        menu.aboutToShow.connect(lambda: self._show_case(head))

    def _show_case(self, head: QAction) -> None:
        number = self.shown()
        head.setText(f"On the case shown: {number}")
        head.setVisible(bool(number))

    def _draw_icons(self, name: str) -> None:
        """In the colours of the theme; at the start nobody waits for those of closed menus."""
        for spec in self._registry.all_specs():
            if spec.icon and spec.menu == name:
                self._registry.action(spec.id).setIcon(icon(spec.icon))

    def _show(self) -> None:
        for menu in self._menus:
            menu.menuAction().setVisible(
                any(a.isVisible() and not a.isSeparator() for a in menu.actions())
            )
