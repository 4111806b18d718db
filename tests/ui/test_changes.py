"""What a deed changed is said by case and by list;
whoever says it to the person need not be a window.
"""

import shutil
from contextlib import suppress
from pathlib import Path

from pytestqt.qtbot import QtBot

from mmd_reviewer import bootstrap
from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.errors import Refused, StoreError
from mmd_reviewer.domain.register import register_rows
from mmd_reviewer.domain.request_queue import QueueFilter
from mmd_reviewer.domain.revocation_calendar import entries
from mmd_reviewer.domain.waiting import owed_rows
from mmd_reviewer.services import assessment, request_queue
from mmd_reviewer.settings import Choices, Settings
from mmd_reviewer.store.rows.letters import waiting
from mmd_reviewer.ui.commands.registry import ActionRegistry
from mmd_reviewer.ui.reviewing.changes import LETTERS, LISTS, QUEUE, Changes
from mmd_reviewer.ui.reviewing.reviewing import Reviewing
from mmd_reviewer.ui.reviewing.say import DEED
from mmd_reviewer.ui.reviewing.work import Work
from tests.making import DAY, new_desk, receive
from tests.ui.heard import Heard


def other_lists(case: Case) -> tuple[object, ...]:
    """What calendar, register and letters keep of a case."""
    return entries(case), register_rows(case), tuple(waiting(case)), tuple(owed_rows(case))


def test_a_note_an_answer_and_an_assignment_change_the_queue_only(
    calendar_file: Path, tmp_path: Path
) -> None:
    """Also at every stage of a course: `Changes` says so, and the facts bear it out."""
    store = shutil.copy(calendar_file, tmp_path / "s.sqlite")
    desk = bootstrap.open_desk(Choices(Path(store), DAY, "Ines Moreau", "Europe/Brussels"))
    receive(desk, ticket="MMD-1-NEW")
    answered = 0
    for number in [row.number for row in desk.store.page(QueueFilter(state=""), desk.today(), 500)]:
        before = desk.case(number)
        after = request_queue.note(desk, before, "Vendor asked for crash data")
        (after,) = request_queue.assign(desk, [after], "Ada")
        assert Changes.of([after]) == Changes(frozenset({number}), lists=frozenset({QUEUE}))
        with suppress(Refused):
            after = assessment.answer(desk, after, {"non_negotiable": "no"})
            assert Changes.of([after]).lists == {QUEUE}
            answered += 1
        assert other_lists(after) == other_lists(before)
        (undone,) = request_queue.undo(desk, after)
        assert Changes.of([undone]).lists == LISTS
    assert answered


def test_what_a_deed_changed_is_told_to_whoever_says_it(qtbot: QtBot, tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    number = receive(desk).number
    heard, work = Heard(), Work((Refused, StoreError, OSError))
    reviewing = Reviewing(desk, DAY, desk.edition(DAY), work, heard, ActionRegistry(), Settings())
    told: list[Changes] = []
    reviewing.changed.connect(told.append)
    reviewing.deed(lambda: request_queue.note(desk, desk.case(number), "A note"), said="Noted.")
    qtbot.waitUntil(lambda: bool(told))
    assert (heard.messages[DEED], told[0].touches(number), told[0].moves(LETTERS)) == (
        "Noted.",
        True,
        False,
    )
    reviewing.deed(lambda: request_queue.unpark(desk, [desk.case(number)]))
    qtbot.waitUntil(lambda: heard.messages.get(DEED) != "Noted.")
    assert (len(told), heard.messages[DEED]) == (1, "None of these cases is parked (rule A6).")
    work.shutdown()
