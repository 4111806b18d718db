"""The views of the window by their ids: those that stand, and those that are made when shown."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QStackedWidget, QWidget


class ViewStack(QStackedWidget):
    """One view is shown; a hidden one must not hold the window wide, so all may be small."""

    def __init__(self) -> None:
        super().__init__()
        self._views: dict[str, QWidget] = {}
        self._expected: dict[str, Callable[[], QWidget]] = {}
        self.setMinimumSize(1, 1)

    def expect(self, view_id: str, make: Callable[[], QWidget]) -> None:
        """`make` makes the view when it is wanted first, and gives it to `stand`."""
        self._expected[view_id] = make

    def stand(self, view_id: str, view: QWidget) -> None:
        """Give a view its place."""
        self._views[view_id] = view
        self.addWidget(view)

    def view(self, view_id: str) -> QWidget:
        """A view, made by now."""
        return self._views[view_id] if view_id in self._views else self._expected[view_id]()

    @property
    def view_id(self) -> str:
        """The view shown; empty before the first stands."""
        shown = self.currentWidget()
        return next((key for key, view in self._views.items() if view is shown), "")
