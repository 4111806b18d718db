"""The window on a team's store: what others do is seen within a second, who has a case open, and
what became of a deed whose connection went away.
"""

import time
from collections.abc import Callable, Iterator

import psycopg
import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from mmd_reviewer.domain.deed import Newer
from mmd_reviewer.domain.errors import ConnectionLost
from mmd_reviewer.services import assessment, request_queue
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.settings import BY_SERVER, Server
from mmd_reviewer.store import team_store
from mmd_reviewer.ui.queue.queue_cells import COLUMNS
from mmd_reviewer.ui.reviewing.failures import CONNECTION
from tests.making import receive
from tests.team.conftest import team_desk
from tests.ui.running import Running, child, running, words

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
STATE = [column.key for column in COLUMNS].index("state")


@pytest.fixture
def other(place: Server) -> Desk:
    """A colleague at the same store, with three cases."""
    desk = team_desk(place, "Jonas Weber")
    for n in range(3):
        receive(desk, ticket=f"MMD-{n}-T", title=f"Request {n}", timeline="9 months")
    return desk


@pytest.fixture
def window(other: Desk, place: Server, qtbot: QtBot) -> Iterator[Running]:
    with running(place) as it:
        it.desk_window.elsewhere.start()
        it.settle()
        yield it


def within(window: Running, seconds: float, happened: Callable[[], object]) -> bool:
    """Does it happen within that time?"""
    until = time.monotonic() + seconds
    while not happened() and time.monotonic() < until:
        window.settle()
    return bool(happened())


def second_line(window: Running, number: str) -> str:
    """What stands below the state of a case in the list."""
    model = window.desk_window.queue.model
    return str(model.cell(model.place(number), STATE).secondary)


def test_what_another_recorded_is_on_the_screen_within_a_second(
    window: Running, other: Desk
) -> None:
    window.desk_window.open_case("assessment", "A-0001")
    window.settle()
    bar = window.program.window.conflict_bar
    assessment.answer(other, other.case("A-0001"), {"non_negotiable": "yes"})
    assert within(window, 1, bar.isVisible)
    assert "Jonas Weber" in bar.accessibleName()
    assert child(window, "factor1Yes").isChecked()


def test_who_has_a_case_open_is_seen_in_the_list_and_at_its_head(
    window: Running, other: Desk
) -> None:
    other.store.claim("A-0002", "Jonas Weber")
    said = "Jonas Weber has it open since"
    assert within(window, 1, lambda: said in second_line(window, "A-0002"))
    window.desk_window.open_case("assessment", "A-0002")
    window.settle()
    header = window.desk_window.rooms.assessment.header
    assert any(said in label.text() and label.isVisible() for label in header.findChildren(QLabel))
    assert request_queue.note(other, other.case("A-0002"), "Saved all the same.").notes
    other.store.release("A-0002", "Jonas Weber")
    labels = header.findChildren(QLabel)
    assert within(window, 2, lambda: not any(said in label.text() for label in labels))


def test_a_case_is_claimed_as_long_as_it_is_shown(window: Running, other: Desk) -> None:
    def claimed() -> list[tuple[str, str]]:
        return [(claim.number, claim.by) for claim in other.store.claims()]

    window.desk_window.open_case("assessment", "A-0001")
    assert within(window, 2, lambda: claimed() == [("A-0001", "Ines Moreau")])
    window.desk_window.open_case("case", "A-0003")
    assert within(window, 2, lambda: claimed() == [("A-0003", "Ines Moreau")])
    window.program.window.show_view("queue")
    assert within(window, 2, lambda: claimed() == [])
    window.desk_window.open_case("assessment", "A-0001")
    assert within(window, 2, lambda: claimed() == [("A-0001", "Ines Moreau")])
    window.program.window.close()
    assert claimed() == []


def test_what_is_a_files_alone_is_off_and_says_why(window: Running) -> None:
    for name in ("file.backup", "file.go_back", "file.recover"):
        assert window.program.registry.reason(name) == BY_SERVER
    assert "on the team's server" in child(window, "statusStore").label.text()
    assert window.program.keeping is None


def test_a_server_that_goes_away_is_said_and_work_goes_on_afterwards(
    window: Running, place: Server, other: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever it was doing, the connections are ended; the next deed makes new ones."""
    monkeypatch.setattr(team_store, "PATIENCE", 1)
    end_all(place)
    window.desk_window.open_case("assessment", "A-0001")
    window.settle()
    assert window.desk_window.rooms.assessment.number == "A-0001"
    end_all(place)
    request_queue.note(other, other.case("A-0001"), "After that.")
    assert within(window, 5, window.program.window.conflict_bar.isVisible), "listens again"
    assert words(window) == ""


def test_that_the_server_does_not_answer_is_said_until_it_does(
    window: Running, other: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A sentence that is true no longer does not stay."""

    def lost(place: int, most: int) -> Newer:
        raise ConnectionLost("desk.example does not answer: check the network.")

    with monkeypatch.context() as gone:
        gone.setattr(type(other.store), "newer", lambda _, place, most: lost(place, most))
        window.desk_window.elsewhere.look()
        assert within(window, 5, lambda: words(window, CONNECTION))
    request_queue.note(other, other.case("A-0001"), "It is there again.")
    assert within(window, 5, lambda: not words(window, CONNECTION))


def end_all(place: Server) -> None:
    """As a server that is started anew."""
    with psycopg.connect(place.url, autocommit=True) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() "
            "AND application_name = 'mmd-reviewer'"
        )
