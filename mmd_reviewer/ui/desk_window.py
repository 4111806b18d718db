"""The window on an open store: its views, and how one leads to the next."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject

from mmd_reviewer.domain.request_queue import QueueFilter
from mmd_reviewer.services.read.customer_list import find_customers, find_devices
from mmd_reviewer.services.read.customer_words import device_words
from mmd_reviewer.services.read.states import state_look
from mmd_reviewer.settings import Choices, Place, Server, Settings
from mmd_reviewer.store.dialects.library import passphrase
from mmd_reviewer.ui.case.case_parts import CaseParts
from mmd_reviewer.ui.commands.palette_list import Hit, PaletteCase, PaletteCustomer, PaletteDevice
from mmd_reviewer.ui.packs.pack_dialogs import ask_checkout
from mmd_reviewer.ui.queue.queue_export import QueueExport
from mmd_reviewer.ui.queue.queue_view import QueueView
from mmd_reviewer.ui.queue.saved_filters import SavedFilters
from mmd_reviewer.ui.reviewing.reviewing import READ_ONLY, Reviewing
from mmd_reviewer.ui.shell.absence_dialogs import ask_absence, ask_end
from mmd_reviewer.ui.shell.case_commands import CaseCommands
from mmd_reviewer.ui.shell.date_watch import DateWatch
from mmd_reviewer.ui.shell.due_strip import DueStrip
from mmd_reviewer.ui.shell.elsewhere_watch import ElsewhereWatch
from mmd_reviewer.ui.shell.health import HealthCheck
from mmd_reviewer.ui.shell.keys_dialog import bind_key_commands
from mmd_reviewer.ui.shell.main_window import MainWindow
from mmd_reviewer.ui.shell.onward import Onward
from mmd_reviewer.ui.shell.opening import LETTER_LISTS, Opening
from mmd_reviewer.ui.shell.rail_counts import RailCounts
from mmd_reviewer.ui.shell.rooms import Rooms
from mmd_reviewer.ui.shell.settings_dialog import ask_settings
from mmd_reviewer.ui.shell.undo_dialog import show_deeds

PALETTE_CASES, PALETTE_OTHERS = 8, 4
CASE_ROOMS = ("assessment", "case", "amendment", "second", "letter")
MOST_STORES = 20  # whose filters are remembered


class Keeper(Protocol):
    """Who remembers how the window looks."""

    settings: Settings
    choices: Choices

    @property
    def filter_key(self) -> str:
        """Under which name the filter of this store is kept."""

    def keep(self, settings: Settings) -> None:
        """Remember these."""

    def open_again(self) -> None:
        """Close this window and open another on the store."""


class DeskWindow(QObject):
    """Puts the views beside the queue, which is shown already, and leads from one to the next."""

    def __init__(self, queue: QueueView, window: MainWindow, store: Place, program: Keeper) -> None:
        reviewing = queue.reviewing
        super().__init__(window)
        self.queue, self.program, self.reviewing = queue, program, reviewing
        self.window, self.registry = window, reviewing.registry
        self._worked_in = ""  # the room of a case that was shown last
        rooms = self.rooms = Rooms(queue, window)
        opening = self.opening = Opening(rooms, queue, window)
        self.open_case, self.open_letter = opening.open_case, opening.open_letter
        self.due = DueStrip(self.reviewing, window)
        self.health = HealthCheck(self.reviewing, window)
        QueueExport(queue)
        self.filters = SavedFilters(queue, program, bool(passphrase()))
        self.counts = RailCounts(self.reviewing, window, self.filters)
        self.date = DateWatch(self.reviewing, window)
        self.elsewhere = ElsewhereWatch(
            self.reviewing,
            window,
            self._number,
            lambda number: self.queue.places.position(number) is not None,
        )
        self.parts = CaseParts(self.reviewing, lambda: rooms.case, self._number)
        self.onward = Onward(queue.places, opening, window, lambda: program.settings.after_decision)
        window.set_store(store.stem, where_is(store), self.reviewing.read_only)
        window.top_bar.set_reviewer(self.reviewing.desk.reviewer)
        window.status_bar.set_idle()
        self.date.show_day()
        self._connect()
        self._bind()
        self.reviewing.days_off.look_up()
        self.reviewing.whereabouts.look_up()
        self.reviewing.typed.look_up()
        self.due.look()
        self.health.look()
        self.counts.look()
        self.date.start()
        self.elsewhere.start()

    def _connect(self) -> None:
        window = self.window
        self.reviewing.case_wanted.connect(self.open_case)
        self.reviewing.letter_wanted.connect(self.open_letter)
        self.reviewing.customer_wanted.connect(self.open_customer)
        self.rooms.made.connect(self._on_rooms_made)
        self.queue.deeds.bulk_wanted.connect(lambda *wanted: self.rooms.bulk.start(*wanted))
        self.queue.sample_wanted.connect(lambda: self.registry.run("file.sample"))
        window.files_dropped.connect(self.open_files)
        window.case_chosen.connect(lambda number: self.open_case("case", number))
        window.customer_chosen.connect(self.open_customer)
        window.device_chosen.connect(lambda device: self.rooms.customers.open_device(device))
        self.counts.chosen.connect(self._on_counts_chosen)
        window.set_case_search(partial(search_cases, self.reviewing))

    def _on_rooms_made(self, view: str) -> None:
        """What leads from a view to another one."""
        rooms = self.rooms
        if view == "assessment":
            rooms.assessment.decided.connect(self.onward.after_decision)
            rooms.assessment.step_wanted.connect(self.onward.step)
            rooms.assessment.tabs.wanted.connect(self.parts.show)
            self.opening.tell_place(view)
        elif view == "case":
            rooms.case.step_wanted.connect(self.onward.step)
            rooms.case.tabs.wanted.connect(self.parts.show)
            self.opening.tell_place(view)
        elif view == "letter":
            rooms.letter.done.connect(self.onward.after_letter)
        elif view == "import":
            rooms.imports.columns_kept.connect(
                lambda kept: self.program.keep(replace(self.program.settings, columns=kept))
            )

    def _bind(self) -> None:
        rooms = self.rooms
        self.registry.bind_all(
            "",
            {
                "edit.undo": lambda: self.reviewing.undoing.undo(),
                "edit.redo": lambda: self.reviewing.undoing.redo(),
                "edit.deeds": lambda: show_deeds(self.reviewing, self.window),
                "file.import": lambda: rooms.imports.choose_files(),
                "letter.back": lambda: self.onward.leave_letter(rooms.letter.number),
                "file.save_copy": lambda: rooms.letter.deeds.save_copy(),
                "register.compare": lambda: rooms.compare.choose(),
                "file.print": partial(print_here, self),
                "file.new": partial(new_here, self),
                "file.settings": lambda: ask_settings(
                    self.reviewing, self.window, self.program.settings, self._on_settings_given
                ),
                "file.checkout": partial(check_out_here, self),
                "file.absence": lambda: ask_absence(self.reviewing, self.window),
                "file.end_absence": lambda: ask_end(self.reviewing, self.window),
                "view.find": partial(find_here, self),
                "view.look_again": self.elsewhere.look_again,
                "view.zoom_in": lambda: rooms.letter.pages.zoom_by(1),
                "view.zoom_out": lambda: rooms.letter.pages.zoom_by(-1),
                "view.zoom_reset": lambda: rooms.letter.pages.set_mode("page"),
            },
        )
        self.window.menus.shown = self._number
        self.reviewing.sentences.secret = bool(passphrase())
        self.reviewing.sentences.keep = lambda kept: self.program.keep(
            replace(self.program.settings, sentences=kept)
        )
        bind_key_commands(
            self.reviewing,
            self.window,
            lambda keys: self.program.keep(replace(self.program.settings, keys=keys)),
        )
        CaseCommands(self.reviewing, self.window, self._number)
        rooms.stand_in()
        if self.reviewing.read_only:
            self.lock()
        self.window.view_shown.connect(self._on_window_view_shown)
        self._on_window_view_shown("queue")

    def _on_window_view_shown(self, view: str) -> None:
        self.parts.on_view(view)
        self._worked_in = view if view in CASE_ROOMS else self._worked_in
        for name in (
            "file.save_copy",
            "file.print",
            "view.zoom_in",
            "view.zoom_out",
            "view.zoom_reset",
        ):
            self.registry.enable(name, view == "letter", "Open a letter first")
        if view in ("register", "customers") or (
            view in LETTER_LISTS and not self.reviewing.read_only
        ):
            self.registry.enable("file.print", True)

    def lock(self) -> None:
        """A store that can only be read: every deed is off, and says why."""
        self.registry.lock(READ_ONLY)
        said = f"{READ_ONLY}: look at everything, nothing can be recorded."
        self.window.show_message("store", self.program.choices.held or said, "amber")

    def _number(self) -> str:
        view, rooms = self.window.view_id, self.rooms
        here = self.queue.current_number() if view == "queue" else rooms.number_in(view)
        if here or view in CASE_ROOMS:
            return here
        return rooms.number_in(self._worked_in)  # with nothing chosen, the case worked on last

    def open_customer(self, name: str) -> None:
        """Show the page of a customer."""
        self.rooms.customers.open_customer(name)
        self.window.show_view("customers")

    def open_files(self, names: list[str]) -> None:
        """Preview files before anything of them is stored."""
        self.window.show_view("import")
        self.rooms.imports.open_files(names)

    def _on_counts_chosen(self, values: dict[str, str]) -> None:
        self.window.show_view("queue")
        self.queue.bar.set_filter(values)

    def _on_settings_given(self, settings: Settings) -> None:
        size = self.program.settings.size
        self.program.keep(settings)
        self.registry.set_single_keys(settings.single_keys)
        if settings.size != size:
            self.program.open_again()

    def put_away(self) -> None:
        """Before the window closes: drafts and the queue's look are kept."""
        self.elsewhere.stop()
        self.reviewing.claims.put_away(  # it ends by itself where that fails
            lambda release: self.reviewing.work.deed(release, lambda _: None, lambda _: None)
        )
        self.rooms.put_away()
        if self.rooms.is_made("assessment"):
            self.rooms.assessment.keep_drafts()
        own = "" if passphrase() else self.queue.state()  # it may be a customer's name
        window = with_look_of_queue(self.program.settings.window, self.program.filter_key, own)
        self.program.keep(replace(self.program.settings, window=window))


def where_is(store: Place) -> str:
    """Beside the store's name."""
    return "on the team's server" if isinstance(store, Server) else "on this computer"


def print_here(desk_window: DeskWindow) -> None:
    """Print what the view shows: the batch of the letters owed, a register, a page, a letter."""
    view = desk_window.window.view_id
    if view in LETTER_LISTS:
        desk_window.registry.run("letters.batch")
    elif view == "customers":
        desk_window.rooms.customers.deeds.print()
    else:
        rooms = desk_window.rooms
        (rooms.register if view == "register" else rooms.letter).deeds.print()


def new_here(desk_window: DeskWindow) -> None:
    """Type a request in; from a customer's page that customer is filled in."""
    if desk_window.window.view_id != "customers":
        desk_window.queue.deeds.new_request("")
        return
    customers = desk_window.rooms.customers
    dialog = desk_window.queue.deeds.new_request(customers.name)
    dialog.submitted.connect(customers.pane.wait_for)


def check_out_here(desk_window: DeskWindow) -> None:
    """Take along the cases that are marked in the queue, else the one shown."""
    chosen = desk_window.queue.chosen() if desk_window.window.view_id == "queue" else None
    ids: tuple[int, ...] = chosen.ids if chosen is not None else ()
    words = chosen.words if chosen is not None else ""
    ask_checkout(desk_window.reviewing, desk_window.window, ids, words)


def find_here(desk_window: DeskWindow) -> None:
    """Go to the filter of the list shown, else to that of the queue."""
    view = desk_window.window.view_id
    if view in ("register", "owed", "customers", "letter"):
        getattr(desk_window.rooms, view).go_to_filter()
        return
    desk_window.window.show_view("queue")
    desk_window.queue.go_to_filter()


def with_look_of_queue(window: Mapping[str, str], store: str, own: str) -> dict[str, str]:
    """The look of the queue over one store becomes the newest remembered; "" forgets it."""
    kept = {name: value for name, value in window.items() if name != store}
    older = [name for name in kept if name.startswith("queue")][: 1 - MOST_STORES]
    kept = {name: value for name, value in kept.items() if name not in older}
    return {**kept, store: own} if own else kept


def search_cases(
    reviewing: Reviewing, words: str, found: Callable[[Sequence[Hit]], object]
) -> None:
    """What the palette finds in the store: customers, cases, devices."""
    desk, day = reviewing.desk, reviewing.day
    wish = QueueFilter(words=words, state="")

    def read() -> list[Hit]:
        customers = [
            PaletteCustomer(line.name, line.words)
            for line in find_customers(desk, words, PALETTE_OTHERS)
        ]
        cases = [
            PaletteCase(row.number, row.title, row.customer, state_look(row.state_shown).word)
            for row in desk.store.page(wish, day, PALETTE_CASES)
        ]
        devices = [
            PaletteDevice(device.serial, device.name, device_words(device))
            for device in find_devices(desk, words, PALETTE_OTHERS)
        ]
        return [*customers, *cases, *devices]

    reviewing.read("palette", read, found, failed=lambda: found(()))
