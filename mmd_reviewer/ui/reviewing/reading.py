"""Reads off the GUI thread, and what the keyboard waits for while they are made."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from mmd_reviewer.ui.commands.holding import Holding
from mmd_reviewer.ui.reviewing.still_there import if_still_there
from mmd_reviewer.ui.reviewing.work import Work

T = TypeVar("T")


class Reading:
    """`tell` says why a read failed."""

    def __init__(self, work: Work, holding: Holding, tell: Callable[[Exception], object]) -> None:
        self._work, self._holding, self._tell = work, holding, tell

    def read(
        self,
        view: str,
        fn: Callable[[], T],
        done: Callable[[T], object],
        *,
        aside: bool = False,
        opens: bool = False,
        fills: bool = False,
        failed: Callable[[], object] | None = None,
    ) -> None:
        """Read, then show; a newer read of the same view replaces a waiting one.

        `aside`: no other read waits for it. Where it `opens` another view or a dialog, or `fills`
        the one that is shown already, the keys pressed until then wait for it, and it waits for
        the deeds before it: what it shows would be older than they are. `failed` besides saying so.
        """

        def fail(error: Exception) -> None:
            self._tell(error)
            if failed is not None:
                failed()

        def begin(_before: None = None) -> None:
            if opens or fills:
                self._holding.hold(view, True, leads=opens)
            shown = self._holding.over(view, if_still_there(done))
            lost = self._holding.failed(view, fail)
            self._work.read(view, lambda job: fn(), shown, lost, aside=aside)

        if (opens or fills) and self._work.is_recording:
            deeds = f"deeds before {view}"  # a name of its own: an older read of the view may end
            self._holding.hold(deeds, True, leads=opens)
            told = self._holding.over(deeds, begin)
            self._work.deed(lambda job: None, told, self._tell, quick=True)
        else:
            begin()
