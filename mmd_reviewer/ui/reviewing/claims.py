"""Who else has which case open: looked up where a team works, claimed while a case is shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from mmd_reviewer.domain.claim import LASTS, Claim
from mmd_reviewer.services.desk import Desk

OF_A_CASE = ("assessment", "case", "letter", "amendment", "second")  # views
EVERY = LASTS * 60_000 // 3  # milliseconds: a sign of life
Read = Callable[
    [str, Callable[[], tuple[Claim, ...]], Callable[[tuple[Claim, ...]], object]], object
]


class Desks(Protocol):
    """Who reads at the desk, off the GUI thread."""

    @property
    def desk(self) -> Desk:
        """The desk."""

    @property
    def read_only(self) -> bool:
        """Can the store only be read?"""


class Claims(QObject):
    """`of_others` by case number; `moved` tells that there are others than before."""

    moved = Signal()

    def __init__(self, desks: Desks, read: Read, parent: QObject) -> None:
        super().__init__(parent)
        self._desks, self._read = desks, read
        self.of_others: Mapping[str, Claim] = {}
        self._shown = self._held = ""  # held: by the store, known on the worker only
        self._timer = QTimer(self, interval=EVERY)
        self._timer.timeout.connect(lambda: self.show(self._shown))

    def show(self, number: str) -> None:
        """This case is open from now on, and no other; "" for none."""
        self._shown = number
        if not self._desks.desk.store.is_shared:
            return
        self._timer.start()
        desk, may = self._desks.desk, not self._desks.read_only

        def change() -> tuple[Claim, ...]:
            if may and self._held not in ("", number):
                desk.store.release(self._held, desk.reviewer)
            if may and number:
                desk.store.claim(number, desk.reviewer)
            self._held = number
            return desk.store.claims()

        self._read("claiming", change, self._take)

    def saw(self, number: str, view: str) -> None:
        """A case was read for a view."""
        if view in OF_A_CASE and number != self._shown:
            self.show(number)

    def left_for(self, view: str) -> None:
        """Another view is shown."""
        if view not in OF_A_CASE and self._shown:
            self.show("")

    def put_away(self, deed: Callable[[Callable[[object], object]], object]) -> None:
        """Before the window closes: nothing is claimed any more."""
        self._timer.stop()
        desk, held = self._desks.desk, self._held
        if held:
            deed(lambda job: desk.store.release(held, desk.reviewer))

    def look_up(self) -> None:
        """Another may have opened a case, or left it."""
        if self._desks.desk.store.is_shared:
            self._read("claims", self._desks.desk.store.claims, self._take)

    def words(self, number: str) -> str:
        """Who else has it open, and since when; "" for nobody."""
        claim = self.of_others.get(number)
        return claim.words if claim is not None else ""

    def _take(self, found: tuple[Claim, ...]) -> None:
        me = self._desks.desk.reviewer
        others = {claim.number: claim for claim in found if claim.by != me}
        if others != self.of_others:
            self.of_others = others
            self.moved.emit()
