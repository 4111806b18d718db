"""A sound store with three cases, their letters and notes, for tests that damage copies of it."""

import sqlite3
from pathlib import Path

from mmd_reviewer.domain.decision import Proposal
from mmd_reviewer.domain.device import Device
from mmd_reviewer.services import assessment, decision, letter, request_queue
from mmd_reviewer.store.sql_store import SqlStore
from tests.making import FACTOR_3, new_desk, put_in_force, receive


def sound_store(folder: Path) -> Path:
    """A store with three cases, a letter and a note, closed."""
    desk = new_desk(folder)
    for n in range(3):
        case = assessment.answer(desk, receive(desk, ticket=f"MMD-{n}-T"), FACTOR_3)
        case = decision.make(
            desk, request_queue.note(desk, case, f"note {n}"), Proposal("approve_migration")
        )
        case, _ = letter.issue(desk, case)
    put_in_force(desk, case, desk.today(), (Device("5CG1"),))
    store = desk.store
    assert isinstance(store, SqlStore)
    store.close()
    with sqlite3.connect(folder / "s.sqlite") as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    return folder / "s.sqlite"
