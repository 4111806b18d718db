"""Kills a child at the n-th statement of issuing and of dispatching a notice,
for every n, and looks at what is left.

Run as a process of its own: `python -m tests.store.notice_kill_worker FOLDER`; prints one JSON
line.
"""

import json
import os
import shutil
import signal
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

from mmd_reviewer import bootstrap
from mmd_reviewer.services import letter
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.settings import Choices
from mmd_reviewer.store.connection import driver
from mmd_reviewer.store.sql_store import SqlStore
from tests.making import DAY, Course

DUE = DAY + timedelta(days=30)


def open_at(folder: Path) -> Desk:
    """The desk on the day the second notice is due."""
    return bootstrap.open_desk(Choices(folder / "s.sqlite", DUE, "Ines Moreau"))


def issue(desk: Desk) -> None:
    """Issue the second notice."""
    letter.issue(desk, desk.case("A-0001"), "notice_second")


def dispatch(desk: Desk) -> None:
    """Record the dispatch of the second notice."""
    case = desk.case("A-0001")
    letter.dispatched(desk, case, case.letters[-1].record.number, DUE, "R")


def killed_at(folder: Path, deed: Any, place: int) -> bool:
    """Do the deed in a child that dies at its n-th statement; False when it got through."""
    child = os.fork()
    if child:
        _, status = os.waitpid(child, 0)
        return os.WIFSIGNALED(status)
    desk = open_at(folder)
    store = desk.store
    assert isinstance(store, SqlStore)
    seen = [0]

    def count(*_: object) -> None:
        seen[0] += 1
        if seen[0] == place:
            os.kill(os.getpid(), signal.SIGKILL)

    with store._engine.connect() as connection:  # the one that the deed takes again from the pool
        driver(connection).connection.set_trace_callback(count)
    deed(desk)
    os._exit(0)


def standing(folder: Path) -> tuple[int, int, list[str]]:
    """Letters issued, notices sent, and what verify finds."""
    desk = open_at(folder)
    case = desk.case("A-0001")
    assert case.revocation is not None
    findings = [f"{row.where} {row.message}" for row in desk.store.verify().findings]
    desk.store.close()
    return len(case.letters), len(case.revocation.sent), findings


def main(folder: Path) -> dict[str, object]:
    """For each deed: how many places were killed at, and every state that was left behind."""
    start = folder / "start"
    start.mkdir()
    course = Course(start)
    course.notified()
    course._desk.store.close()
    found: dict[str, object] = {}
    for deed in (issue, dispatch):
        places, left, findings = 0, set(), list[str]()
        while True:
            places += 1
            work = folder / f"{deed.__name__}{places}"
            shutil.copytree(start, work)
            died = killed_at(work, deed, places)
            letters, sent, wrong = standing(work)
            left.add((letters, sent))
            findings += wrong
            if not died:
                break
        found[deed.__name__] = {"places": places - 1, "left": sorted(left), "findings": findings}
        start = work  # the notice is issued there: the next deed dispatches it
    return found


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]))))
