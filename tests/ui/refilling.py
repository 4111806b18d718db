"""Parts of the window are filled again and again, as while a person goes from case to case; run as
a process of its own, which Qt would end where a part lets go of widgets in the wrong order.
"""

import gc
import os

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from mmd_reviewer.ui.look.theme import LIGHT, apply_theme
from mmd_reviewer.ui.shell.rail import Rail, RailEntry
from mmd_reviewer.ui.widgets.buttons import PushButton
from mmd_reviewer.ui.widgets.empty_state import EmptyState
from mmd_reviewer.ui.widgets.labels import KeyValue

ROUNDS = 400


def fill(values: KeyValue, empty: EmptyState, rail: Rail, n: int) -> None:
    """Other words in each, and other lines."""
    rows = [(f"Key {row}", f"Value {row} {n}", "note" * (row % 2)) for row in range(6)]
    values.set_rows(rows[: 2 + n % 5])
    empty.set_buttons([PushButton(f"Button {n}", f"button{n}") for _ in range(n % 3)])
    entries = [RailEntry(f"{row}", "user", f"Line {row}", n) for row in range(8) if (row + n) % 3]
    rail.set_group("saved", "Saved filters", entries)


def main() -> None:
    """Fill, let events run, collect; over and over."""
    app = QApplication([])
    apply_theme(app, LIGHT)
    values, empty, rail = KeyValue(), EmptyState("Nothing here"), Rail()
    for part in (values, empty, rail):
        part.show()
    for n in range(ROUNDS):
        fill(values, empty, rail, n)
        other = [bytearray(n % 600) for _ in range(500)]  # what was let go is written over
        if n % 3 == 0:
            loop = QEventLoop()
            QTimer.singleShot(1, loop.quit)
            loop.exec()
        if n % 40 == 0:
            gc.collect()
        del other
    print("still there")


if __name__ == "__main__":
    main()
