"""What the window watches by itself, without its views: counts in the rail, the day worked under,
what waits too long, what was changed elsewhere, the deeds to take back (C9, F1 to F3).
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Signal
from pytestqt.qtbot import QtBot

from mmd_reviewer import bootstrap
from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.decision import Proposal
from mmd_reviewer.domain.request_queue import HANDED, QueueFilter
from mmd_reviewer.domain.waiting import Concern
from mmd_reviewer.services import decision, letter, request_queue
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.ui.queue.saved_filters import Saved
from mmd_reviewer.ui.reviewing.changes import Changes
from mmd_reviewer.ui.shell.date_watch import DateWatch
from mmd_reviewer.ui.shell.elsewhere_watch import ELSEWHERE, ElsewhereWatch
from mmd_reviewer.ui.shell.health import HealthCheck, show_concerns
from mmd_reviewer.ui.shell.main_window import MainWindow
from mmd_reviewer.ui.shell.message_bar import HEALTH
from mmd_reviewer.ui.shell.rail_counts import RailCounts
from mmd_reviewer.ui.shell.undo_dialog import show_deeds
from mmd_reviewer.ui.widgets.columns import row_speech
from tests.making import DAY, FACTOR_4, QuickPress, assessed, day, new_desk, receive
from tests.prepared import Prepared
from tests.ui.alone import Alone, texts

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
ME, PETRA = "Ines Moreau", "Petra Novak"


class Clock:
    """One that can be set."""

    def __init__(self) -> None:
        self.day = DAY

    def today(self, zone: str) -> date:
        return self.day

    def now(self) -> str:
        return bootstrap.MachineClock().now()


def _fill(folder: Path) -> None:
    """Three open requests, one of them mine, one incomplete; a letter that waits for dispatch."""
    desk = replace(new_desk(folder), press=QuickPress())
    approved = decision.make(desk, assessed(desk, FACTOR_4), Proposal("approve"))
    letter.issue(desk, approved)
    for n in (2, 3, 4):
        receive(desk, ticket=f"MMD-{n}-T", requirement="" if n == 4 else "Needed.")
    request_queue.assign(desk, [desk.case("A-0002")], ME)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def desk(prepared: Prepared, tmp_path: Path, clock: Clock) -> Desk:
    prepared(_fill, tmp_path)
    return replace(new_desk(tmp_path), clock=clock, day_confirmed=False)


@pytest.fixture
def window(it: Alone, qtbot: QtBot) -> MainWindow:
    made = MainWindow(it.registry)
    qtbot.addWidget(made)
    return made


# Counts


class Own(QObject):
    """Filters of one's own."""

    changed = Signal()

    def __init__(self, *saved: Saved) -> None:
        super().__init__()
        self.saved, self.shown = list(saved), list[str]()

    def all(self, on: date) -> list[Saved]:
        return self.saved

    def show(self, name: str) -> None:
        self.shown.append(name)


def counted(it: Alone, window: MainWindow, own: Own) -> RailCounts:
    made = RailCounts(it.reviewing, window, own)  # type: ignore[arg-type]
    made.look()
    it.rest()
    return made


def lines(window: MainWindow) -> list[str]:
    return [row.accessibleName() for row in window.rail.lines()]


def test_each_list_of_the_rail_tells_how_many_and_what_is_seldom_is_hidden_while_none(
    it: Alone, window: MainWindow
) -> None:
    counted(it, window, Own())
    assert lines(window) == [
        "My open, 1",
        "Awaiting reply, 0",
        "Incomplete, 1",
        "Parked, 0",
        "Owed, 0",
        "To print, 1",
        "To dispatch, 1",
    ]


def test_counts_follow_every_deed(it: Alone, window: MainWindow) -> None:
    _kept = counted(it, window, Own())
    desk = it.reviewing.desk
    it.reviewing.deed(
        lambda: request_queue.park(desk, [desk.case("A-0003")], day(7), "Vendor replies.")
    )
    it.rest()
    assert "Parked, 1" in lines(window)


def test_own_filters_stand_below_with_their_counts_and_are_shown_by_name(
    it: Alone, window: MainWindow
) -> None:
    own = Own(Saved("Fabrikam", "", QueueFilter(state="", customer="Fabrikam")))
    counts = counted(it, window, own)
    assert lines(window)[4] == "Fabrikam, 4"
    wanted: list[object] = []
    counts.chosen.connect(wanted.append)
    window.rail.lines()[4].click()
    assert (own.shown, wanted) == (["Fabrikam"], [])
    own.saved.clear()
    own.changed.emit()
    it.rest()
    assert "Fabrikam, 4" not in lines(window)


@pytest.mark.parametrize(
    ("place", "values"),
    [
        (0, {"state": "open", "reviewer": "me"}),
        (2, {"state": "incomplete", "reviewer": ""}),
        (3, {"state": "parked", "reviewer": ""}),
    ],
)
def test_a_line_of_the_rail_sets_the_filter_it_counted(
    it: Alone, window: MainWindow, place: int, values: dict[str, str]
) -> None:
    counts = counted(it, window, Own())
    wanted: list[object] = []
    counts.chosen.connect(wanted.append)
    window.rail.lines()[place].click()
    assert wanted == [values]
    assert HANDED not in window.rail.entries("saved")


@pytest.mark.parametrize(
    ("name", "command"),
    [("owed", "letters.owed"), ("print", "letters.batch"), ("dispatch", "letters.waiting")],
)
def test_a_line_of_letters_runs_its_command(
    it: Alone, window: MainWindow, name: str, command: str
) -> None:
    ran: list[str] = []
    it.registry.bind(command, lambda: ran.append(command))
    _kept = counted(it, window, Own())
    window.entry_chosen.emit("letters", name)
    assert ran == [command]


# The day


def test_f1_another_day_is_told_to_every_view_and_stands_above_them(
    it: Alone, window: MainWindow, clock: Clock
) -> None:
    told: list[Changes] = []
    it.reviewing.changed.connect(told.append)
    watch = DateWatch(it.reviewing, window)
    watch.show_day()
    assert "Mon 2026-11-23" in texts(window.top_bar)
    watch._on_timer_timeout()
    it.rest()
    assert told == []
    clock.day = day(1)
    watch._on_timer_timeout()
    it.rest()
    assert "Tue 2026-11-24" in texts(window.top_bar)
    assert it.reviewing.day == day(1)
    assert [changes.many for changes in told] == [True]


@pytest.mark.parametrize("days", [-1, 46])
def test_f3_a_clock_that_looks_wrong_is_asked_about_until_the_person_says_it_is_right(
    it: Alone, window: MainWindow, clock: Clock, days: int
) -> None:
    watch = DateWatch(it.reviewing, window)
    watch.start()
    it.rest()
    assert "date" not in window.message_bar.messages()
    clock.day = day(days)
    watch._on_timer_timeout()
    it.rest()
    assert window.message_bar.messages()["date"].startswith("Look at the clock. ")
    watch._confirm()
    it.rest()
    assert "date" not in window.message_bar.messages()
    it.desk.check_date()


@pytest.mark.parametrize("days", [0, 45])
def test_f3_up_to_45_days_later_nothing_is_asked(
    it: Alone, window: MainWindow, clock: Clock, days: int
) -> None:
    clock.day = day(days)
    DateWatch(it.reviewing, window).start()
    it.rest()
    assert "date" not in window.message_bar.messages()


# What waits too long

CONCERNS = (
    Concern("A-0001", "Fabrikam", "Its letter waits for dispatch", day(-20)),
    Concern("A-0002", "Contoso", "Nobody looked at it", day(-9)),
)


def test_what_waits_is_counted_and_gone_when_it_is_over(it: Alone, window: MainWindow) -> None:
    check = HealthCheck(it.reviewing, window)
    check._take(CONCERNS)
    assert window.message_bar.messages()[HEALTH] == "2 things wait longer than they should"
    check._take(CONCERNS[:1])
    assert window.message_bar.messages()[HEALTH] == "1 thing waits longer than it should"
    check._take(())
    assert HEALTH not in window.message_bar.messages()


def test_what_waits_is_listed_with_since_when_and_opens_its_case(it: Alone) -> None:
    wanted: list[str] = []
    it.reviewing.case_wanted.connect(lambda view, number: wanted.append(number))
    show_concerns(it.reviewing, it.under, CONCERNS)
    dialog = it.dialog("healthDialog")
    model = dialog.rows.view.model()
    said = [row_speech(model, row) for row in range(model.rowCount())]
    assert "Its letter waits for dispatch" in said[0]
    assert "Tue 2026-11-03" in said[0]
    assert "Contoso" in said[1]
    dialog.rows.set_current_row(1)
    it.accept(dialog)
    assert wanted == ["A-0002"]


# Changed elsewhere


@pytest.fixture
def elsewhere(it: Alone) -> Iterator[Callable[[], None]]:
    """Looks once more, after the first look."""
    watch = ElsewhereWatch(it.reviewing, it.under, lambda: "A-0002", lambda number: True)
    watch.look()
    it.rest()

    def look() -> None:
        watch.look()
        it.rest()

    yield look
    watch.stop()


def new_desk_of(it: Alone, reviewer: str) -> Desk:
    return replace(it.desk, reviewer=reviewer)


def test_a_case_of_the_list_that_somebody_else_ended_is_said(
    it: Alone, elsewhere: Callable[[], None]
) -> None:
    told: list[Changes] = []
    it.reviewing.changed.connect(told.append)
    other = new_desk_of(it, PETRA)
    decision.make(other, other.case("A-0003"), Proposal("withdrawn", "They wrote so."))
    elsewhere()
    assert it.heard.messages[ELSEWHERE].startswith("Changed elsewhere:A-0003 is withdrawn now. ")
    assert told[-1] == Changes(frozenset({"A-0003"}), elsewhere=True)
    elsewhere()
    assert len(told) == 1, "what was told once is not told again"


def test_the_case_that_is_shown_is_put_before_the_person(
    it: Alone, elsewhere: Callable[[], None]
) -> None:
    other = new_desk_of(it, PETRA)
    request_queue.note(other, other.case("A-0002"), "Not before Monday.")
    elsewhere()
    (seen,) = it.heard.conflicts
    assert (seen.conflict.number, seen.mine) == ("A-0002", None)
    assert ELSEWHERE not in it.heard.messages


def test_what_this_desk_did_is_nothing_new(it: Alone, elsewhere: Callable[[], None]) -> None:
    desk = it.reviewing.desk
    it.reviewing.deed(lambda: request_queue.note(desk, desk.case("A-0002"), "Mine."))
    it.rest()
    elsewhere()
    assert it.heard.conflicts == []


# To take back


def test_the_deeds_of_the_window_are_listed_with_what_stands_in_their_way(it: Alone) -> None:
    desk = it.reviewing.desk
    for words in ("One", "Two"):
        it.reviewing.deed(partial_note(desk, words))
    it.rest()
    show_deeds(it.reviewing, it.under)
    dialog = it.dialog("deedsDialog")
    model = dialog.rows.view.model()
    said = [row_speech(model, row) for row in range(model.rowCount())]
    assert "Two" in said[0]
    assert "Can be taken back" in said[0]
    assert "One" in said[1]
    assert "Can be taken back" not in said[1]
    it.accept(dialog)
    it.rest()
    assert [note.text for note in it.desk.case("A-0002").notes] == ["One"]


def partial_note(desk: Desk, words: str) -> Callable[[], Case]:
    return lambda: request_queue.note(desk, desk.case("A-0002"), words)


def test_a_window_in_which_nothing_was_done_says_so(it: Alone) -> None:
    show_deeds(it.reviewing, it.under)
    assert "In this window nothing was done yet." in texts(it.dialog("deedsDialog"))
