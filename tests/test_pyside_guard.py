"""The fault that keeps PySide6 below 6.12: on CPython 3.11 each emit lost a reference to True.

After some 570 emits the process aborted. From Python 3.12 on True is immortal: its count does not
move, this test cannot fail there, and the fault cannot harm.
"""

import sys

from PySide6.QtCore import QObject, Signal

EMITS = 100


class _Source(QObject):
    happened = Signal()


def test_a_signal_gives_back_every_reference_to_true() -> None:
    seen: list[int] = []
    source = _Source()
    source.happened.connect(lambda: seen.append(1))
    source.happened.emit()
    before = sys.getrefcount(True)
    for _ in range(EMITS):
        source.happened.emit()
    lost = before - sys.getrefcount(True)
    assert len(seen) == EMITS + 1
    assert abs(lost) < EMITS // 10
