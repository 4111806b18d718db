"""The rail's counts and saved filters, read on the worker after every deed."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Signal

from mmd_reviewer.domain.absence import with_stood_in
from mmd_reviewer.domain.request_queue import HANDED, OPEN, QueueFilter
from mmd_reviewer.domain.second_assessment import DIFFERS, WANTED
from mmd_reviewer.domain.sides import TWO_SIDES
from mmd_reviewer.services.owed import OwedCounts, owed_list
from mmd_reviewer.services.owed import counts as owed_counts
from mmd_reviewer.ui.queue.filter_bar import ME
from mmd_reviewer.ui.queue.saved_filters import Saved, SavedFilters
from mmd_reviewer.ui.reviewing.reviewing import Reviewing
from mmd_reviewer.ui.shell.main_window import MainWindow
from mmd_reviewer.ui.shell.rail import RailEntry

SAVED: tuple[tuple[str, str, str, QueueFilter], ...] = (
    ("mine", "user", "My open", QueueFilter()),
    ("handed", "user", "Handed to me", QueueFilter(state=HANDED)),
    ("second", "eye", "Second look", QueueFilter(state=WANTED)),
    ("differs", "eye", "Answers differ", QueueFilter(state=DIFFERS)),
    ("sides", "layers", "Two sides", QueueFilter(state=TWO_SIDES)),
    ("returned", "hourglass", "Awaiting reply", QueueFilter(state="returned")),
    ("incomplete", "circle-dashed", "Incomplete", QueueFilter(state="incomplete")),
    ("parked", "circle-pause", "Parked", QueueFilter(state="parked")),
)
OWN_WORK = ("mine", "handed")
SELDOM = ("handed", "second", "differs", "sides")  # shown while there are any
LETTERS = {"owed": "letters.owed", "print": "letters.batch", "dispatch": "letters.waiting"}
OWN = "own "  # before the name of a filter of one's own
MOST = 100_000  # a count beyond it is shown as it stands


class RailCounts(QObject):
    """`chosen(values)`, as the queue's filter takes them, when one of SAVED is clicked;
    `own` are the filters that a person saved.
    """

    chosen = Signal(object)

    def __init__(self, reviewing: Reviewing, window: MainWindow, own: SavedFilters) -> None:
        super().__init__(window)
        self._reviewing, self._window, self._own = reviewing, window, own
        own.changed.connect(self.look)
        mine = reviewing.desk.reviewer
        self._saved = [
            (key, icon, words, replace(wish, reviewer=mine) if key in OWN_WORK else wish)
            for key, icon, words, wish in SAVED
        ]
        reviewing.changed.connect(lambda changes: self.look())
        window.entry_chosen.connect(self._on_window_entry_chosen)
        window.view_shown.connect(self._on_window_view_shown)

    def look(self) -> None:
        """Count again."""
        desk, day = self._reviewing.desk, self._reviewing.day
        own = self._own.all(day)
        wishes = [QueueFilter(state=OPEN), *(wish for *_, wish in self._saved)]
        wishes += [saved.wish for saved in own]
        away = self._reviewing.whereabouts.away
        wishes = [with_stood_in(wish, away, day) for wish in wishes]

        def read() -> tuple[list[int], tuple[int, int], OwedCounts]:
            found = [desk.store.count(wish, day, MOST) for wish in wishes]
            return found, desk.store.waiting_counts(), owed_counts(owed_list(desk, day))

        self._reviewing.read("counts", read, partial(self._show, own))

    def _show(self, own: list[Saved], found: tuple[list[int], tuple[int, int], OwedCounts]) -> None:
        counts, (to_print, to_dispatch), owed = found
        window = self._window
        window.set_counts({"queue": counts[0]})
        entries = [
            RailEntry(key, icon, words, count)
            for (key, icon, words, _), count in zip(self._saved, counts[1:], strict=False)
            if count or key not in SELDOM
        ]
        entries += [
            RailEntry(f"{OWN}{saved.name}", "funnel", saved.name, count)
            for saved, count in zip(own, counts[1 + len(self._saved) :], strict=True)
        ]
        window.rail.set_group("saved", "Saved filters", entries)
        waiting = [
            RailEntry("owed", "mail-warning", "Owed", owed.unwritten),
            RailEntry("print", "printer", "To print", to_print),
            RailEntry("dispatch", "file-text", "To dispatch", to_dispatch),
        ]
        window.rail.set_group("letters", "Letters", waiting if to_dispatch or owed.owed else [])
        self._on_window_view_shown(window.view_id)

    def _on_window_view_shown(self, view: str) -> None:
        rail = self._window.rail
        if view in rail.entries("letters"):
            rail.set_current("")
            rail.set_current_entry("letters", view)

    def _on_window_entry_chosen(self, group: str, name: str) -> None:
        if group == "saved" and name.startswith(OWN):
            self._own.show(name.removeprefix(OWN))
        for key, _, _, wish in self._saved:
            if group == "saved" and key == name:
                self.chosen.emit({"state": wish.state, "reviewer": ME if key in OWN_WORK else ""})
        if group == "letters":
            self._reviewing.registry.run(LETTERS[name])
