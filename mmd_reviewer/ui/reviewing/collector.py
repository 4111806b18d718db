"""Garbage is collected on the GUI thread, and on no other."""

import gc

from PySide6.QtCore import QObject, QTimer

EVERY = 1_000  # milliseconds between two looks


class Collector(QObject):
    """Python's collector, led by a timer of the GUI thread.

    Left alone, Python looks for cycles in whichever thread happens to make the next object. A
    worker of `Work` that came upon the model or timer of a closed dialog would destroy it from
    its own thread, and Qt would die of that, seldom and anywhere. The thresholds stay Python's.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        timer = QTimer(self, interval=EVERY)
        timer.timeout.connect(self.look)
        timer.start()
        self._spared = False

    def spare_what_stays(self) -> None:
        """The first window's modules stay: to look through them for garbage held the window."""
        if not self._spared:  # a second time would spare the garbage of the windows between, too
            self._spared = True
            gc.freeze()

    def look(self) -> None:
        """Collect the oldest generation that is due, as the automatic collector would."""
        counts, limits = gc.get_count(), gc.get_threshold()
        due = [
            generation
            for generation, (count, limit) in enumerate(zip(counts, limits, strict=True))
            if count > limit
        ]
        if due:
            gc.collect(due[-1])
