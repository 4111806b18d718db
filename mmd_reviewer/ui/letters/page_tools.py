"""The bar above the letter's pages: how they are fitted, zoom, page;
in a narrow window also the fields.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QWidget

from mmd_reviewer.ui.look.theme import set_ground
from mmd_reviewer.ui.widgets.buttons import IconButton, PushButton
from mmd_reviewer.ui.widgets.labels import Label, row_of

MODES = (
    ("page", "Fit page", "Page", "Ctrl+0"),
    ("width", "Fit width", "Width", ""),
    ("two", "Two pages", "", ""),
)


class PageTools(QWidget):
    """`mode_wanted`, `zoom_wanted(steps)`, `turn_wanted(pages)`;
    `fields` is a toggle shown when narrow.
    """

    mode_wanted = Signal(str)
    zoom_wanted = Signal(int)
    turn_wanted = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.fields = PushButton("Fields", "fieldsToggle")
        self.modes: dict[str, PushButton] = {}
        self._group = QButtonGroup(self)
        self._zoom, self._page = Label("", "body"), Label("", "body")
        self._narrow = False
        self._at = (0, 0)
        self._build()

    def _build(self) -> None:
        self.setObjectName("letterTools")
        set_ground(self, "surface")
        self.setFixedHeight(44)
        self.fields.setCheckable(True)
        self.fields.hide()
        for mode, words, _, key in MODES:
            button = PushButton(words, f"fit_{mode}", kind="flat", key=key)
            button.setCheckable(True)
            button.clicked.connect(lambda _=False, mode=mode: self.mode_wanted.emit(mode))
            self._group.addButton(button)
            self.modes[mode] = button
        smaller, larger = (
            IconButton("minus", "Zoom out", "zoomOut"),
            IconButton("plus", "Zoom in", "zoomIn"),
        )
        before = IconButton("chevron-left", "Previous page", "pageBefore")
        after = IconButton("chevron-right", "Next page", "pageAfter")
        smaller.clicked.connect(lambda: self.zoom_wanted.emit(-1))
        larger.clicked.connect(lambda: self.zoom_wanted.emit(1))
        before.clicked.connect(lambda: self.turn_wanted.emit(-1))
        after.clicked.connect(lambda: self.turn_wanted.emit(1))
        row_of(
            self.fields,
            *self.modes.values(),
            -1,
            smaller,
            self._zoom,
            larger,
            before,
            self._page,
            after,
            margins=(16, 6, 16, 6),
            inside=self,
        )

    def set_narrow(self, narrow: bool) -> None:
        """In a narrow window words are shorter, two pages have no room,
        and the fields have a toggle.
        """
        self._narrow = narrow
        self.fields.setVisible(narrow)
        for mode, words, short, key in MODES:
            self.modes[mode].set_label(short if narrow and short else words)
            self.modes[mode].setAccessibleName(words)
            self.modes[mode].set_key("" if narrow else key)
            self.modes[mode].setVisible(bool(short) or not narrow)
        self._show_page()

    def show_state(self, mode: str, zoom: int, page: int, total: int) -> None:
        """The fit that is on, if any, the zoom, and the page (from 0) of how many."""
        self._group.setExclusive(False)
        for name, button in self.modes.items():
            button.setChecked(name == mode)
        self._group.setExclusive(mode in self.modes)
        self._zoom.setText(f"{zoom} %")
        self._at = (page, total)
        self._show_page()

    def _show_page(self) -> None:
        page, total = self._at
        word = "" if self._narrow else "Page "
        self._page.setText(f"{word}{page + 1} of {total}" if total else "No page")
