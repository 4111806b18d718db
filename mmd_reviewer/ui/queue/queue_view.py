"""The queue: what came in, filtered, sorted, triaged at the keyboard (mock-up 01)."""

from __future__ import annotations

from functools import partial

from mmd_reviewer.ui.queue.queue_list import QueueList
from mmd_reviewer.ui.queue.queue_places import QueuePlaces
from mmd_reviewer.ui.queue.triage import Triage
from mmd_reviewer.ui.reviewing.changes import Changes
from mmd_reviewer.ui.reviewing.reviewing import Reviewing

ON_CHOSEN = {"assign": "Assign {} to me", "park": "Park {}…", "unpark": "Take {} out of parking"}
ON_SHOWN = {
    "open": "Assess {}",
    "ask": "Ask for details of {}…",
    "close": "Close {} as no exemption needed…",
    "note": "Add a note to {}…",
    "link": "Link {} to another case…",
}


ON_SEVERAL = ("ask", "close")  # of several rows marked these look ahead at all of them


class QueueView(QueueList):
    """What the frame and other views ask of the queue, and its commands."""

    view_id = "queue"

    def __init__(self, reviewing: Reviewing) -> None:
        super().__init__(reviewing)
        self.places = QueuePlaces(self.loader, self)
        self.deeds = Triage(reviewing, self, self)
        self._connect()
        self._bind()

    def _connect(self) -> None:
        self.activated.connect(self._on_self_activated)
        self.list.marks_changed.connect(self._name_deeds)
        self.model.dataChanged.connect(self._name_deeds)
        self.loader.loaded.connect(self._name_deeds)
        self.list.opened.connect(self.open_current)
        self.preview.case_wanted.connect(partial(self.reviewing.case_wanted.emit, "case"))
        self.reviewing.changed.connect(self._on_reviewing_changed)
        self.reviewing.case_wanted.connect(self._on_reviewing_case_wanted)

    def _bind(self) -> None:
        registry = self.reviewing.registry
        registry.attach_single_keys("queue", self.list.view)
        registry.bind_all(
            "queue",
            {
                "open": self.open_current,
                "filter": self.go_to_filter,
                "select": self.list.toggle_selected,
                "select_all": self.list.select_all,
                "next": partial(self.list.step, 1),
                "previous": partial(self.list.step, -1),
                "preview_page": self.preview.page,
            },
        )

    def _name_deeds(self) -> None:
        """What a deed will touch is said in menu, palette and on the buttons:
        the rows marked, or the one shown.
        """
        chosen, number, registry = self.chosen(), self.current_number(), self.reviewing.registry
        several = chosen.words if chosen and len(chosen.ids) > 1 else ""
        for texts, words in ((ON_CHOSEN, chosen.words if chosen else ""), (ON_SHOWN, number)):
            for name, text in texts.items():
                command = f"queue.{name}"
                whom = several if several and name in ON_SEVERAL else words
                registry.set_text(
                    command, text.format(whom) if whom else registry.spec(command).text
                )
        marked = chosen.words if chosen and self.list.view.marked else ""
        self.preview.name_deeds(marked, number, several or number)

    def open_current(self, _row: int = -1) -> None:
        """Assess the current case."""
        number = self.current_number()
        if number:
            self.reviewing.case_wanted.emit("case", number)

    def _on_self_activated(self) -> None:
        """Back from a case that was stepped to: its row is the current one."""
        place = self.model.place(self.loader.keep)
        if place >= 0 and place != self.list.current_row:
            self.list.set_current_row(place)

    def _on_reviewing_changed(self, changes: Changes) -> None:
        stays = self.deeds.is_own(changes) or changes.elsewhere  # the row under the hands
        for number in changes.cases:
            self.places.remember(number)
        if not self.isVisible():
            self._stale = True
            self.loader.count()
            return
        if not stays and len(changes.cases) == 1:
            self.loader.keep = next(iter(changes.cases))
        elif not stays and changes.cases and self.current_number() not in changes.cases:
            self.loader.keep = min(changes.cases)
        self.refresh()

    def _on_reviewing_case_wanted(self, view: str, number: str) -> None:
        self.places.remember(number)
        if view in ("case", "assessment"):
            self.loader.keep = number
