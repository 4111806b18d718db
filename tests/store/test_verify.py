"""`verify` finds any byte changed, any row deleted, moved or put in."""

import random
import shutil
import sqlite3
from pathlib import Path

import pytest

from mmd_reviewer.domain.decision import Proposal
from mmd_reviewer.domain.device import Device
from mmd_reviewer.services import assessment, decision, letter, request_queue
from mmd_reviewer.store.dialects.sqlite import extras
from mmd_reviewer.store.sql_store import SqlStore
from tests.making import FACTOR_3, new_desk, put_in_force, receive


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with three cases, a letter and a note, closed."""
    folder = tmp_path_factory.mktemp("sound")
    desk = new_desk(folder)
    for n in range(3):
        case = assessment.answer(desk, receive(desk, ticket=f"MMD-{n}-T"), FACTOR_3)
        case = decision.make(desk, request_queue.note(desk, case, f"note {n}"), Proposal("approve_migration"))
        case, _ = letter.issue(desk, case)
    put_in_force(desk, case, desk.today(), (Device("5CG1"),))
    store = desk.store
    assert isinstance(store, SqlStore)
    store.close()
    with sqlite3.connect(folder / "s.sqlite") as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    return folder / "s.sqlite"


def findings(sound: Path, tmp_path: Path, *statements: tuple[str, tuple[object, ...]]) -> list[str]:
    """What verify says of a copy on which these statements were run, its guards taken away."""
    path = tmp_path / "copy.sqlite"
    shutil.copyfile(sound, path)
    with sqlite3.connect(path) as connection:
        for table in ("fact", "document"):
            for action in ("update", "delete"):
                connection.execute(f"DROP TRIGGER {table}_no_{action}")
        for statement, values in statements:
            connection.execute(statement, values)
        for statement in extras():  # what guards against change stands there again, as if untouched
            connection.execute(statement)
    connection.close()
    store = SqlStore(path)
    found = [f"{row.where}: {row.message}" for row in store.verify().findings]
    store.close()
    return found


def test_a_sound_store_has_no_findings(sound: Path, tmp_path: Path) -> None:
    """Nothing is reported where nothing was done."""
    assert findings(sound, tmp_path) == []


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("DELETE FROM fact WHERE n = 1 AND case_no = 2", "missing"),
        ("UPDATE fact SET kind = 'NoteAdded' WHERE n = 0 AND case_no = 2", "filed as"),
        ("UPDATE fact SET n = 99 WHERE n = 1 AND case_no = 2", "missing"),
        ("UPDATE fact SET case_no = 3, n = 9 WHERE n = 4 AND case_no = 2", "another case"),
        ("UPDATE fact SET content = x'7b7d' WHERE n = 1 AND case_no = 2", "hash"),
        ("UPDATE fact SET id = zeroblob(32) WHERE n = 1 AND case_no = 2", "hash"),
        ("UPDATE document SET content = x'00' WHERE rowid = 1", "hash"),
        ("DELETE FROM document WHERE rowid = 1", "not in the store"),
        ("UPDATE case_row SET state = 'new' WHERE rowid = 512", "queue rows differ"),
        ("DELETE FROM case_row WHERE id = 512", "queue rows differ"),
        ("INSERT INTO case_row SELECT id + 64000, case_no + 250, since, until, state, number, ticket, customer, type, "
         "title, asked, received, next_date, reviewer, missing, flags, decided, outcome, owed, open FROM case_row "
         "WHERE id = 512",
         "no case"),
        ("UPDATE calendar_entry SET day = '2026-01-01' WHERE case_no = 2", "calendar"),
        ("DELETE FROM letter_row WHERE case_no = 2", "letters differ"),
        ("UPDATE register_row SET devices = 9 WHERE case_no = 4", "register"),
        ("UPDATE device_row SET serial = 'x' WHERE case_no = 4", "devices"),
        ("INSERT INTO device_row (device_key, case_no, serial) VALUES ('k', 99, 'x')", "belong to no case"),
        ("UPDATE search SET title = 'x' WHERE rowid = 2", "search words differ"),
        ("DELETE FROM search WHERE rowid = 2", "search words differ"),
        ("INSERT INTO search (rowid, number) VALUES (99, 'A-0099')", "no case"),
        ("UPDATE fact SET content = CAST(content AS TEXT) WHERE n = 1 AND case_no = 2", "hash"),
        ("UPDATE document SET content = CAST(content AS TEXT) WHERE rowid = 1", "hash"),
        ("CREATE VIEW due AS SELECT 1", "a view “due” that this program did not make"),
        ("CREATE TRIGGER t AFTER INSERT ON draft BEGIN DELETE FROM draft; END", "a trigger “t” that"),
        ("CREATE TABLE planted (a)", "a table “planted” that"),
        ("DROP INDEX q_state", "its index “q_state” is missing"),
        ("DELETE FROM meta", "made by another version"),
        ("DELETE FROM meta WHERE key = 'newest_day'", "the newest day: none is kept"),
        ("UPDATE meta SET value = '2030-01-01' WHERE key = 'newest_day'", "2030-01-01 is kept"),
        ("UPDATE meta SET value = '000000000001' WHERE key = 'highest A'", "number 3 is given"),
        ("DELETE FROM fact WHERE case_no = 3", "of the store are missing"),
        ("DELETE FROM case_id WHERE case_no = 3", "in places 3 to 3 are missing"),
        ("UPDATE case_id SET number = 'A-0999' WHERE case_no = 2", "A-0001: it is listed as A-0999"),
        ("UPDATE search_data SET block = zeroblob(length(block)) WHERE id > 10", "the search index: it does not"),
    ],
)  # fmt: skip
def test_changes_are_found_and_named(sound: Path, tmp_path: Path, statement: str, words: str) -> None:
    """Each finding says where and what."""
    found = findings(sound, tmp_path, ("PRAGMA foreign_keys=OFF", ()), (statement, ()))
    assert any(words in line for line in found), found


def test_any_byte_of_a_fact_or_document_is_found(sound: Path, tmp_path: Path) -> None:
    """Two hundred single bytes, chosen by chance with a fixed seed, all found."""
    chance = random.Random(20261123)
    with sqlite3.connect(sound) as connection:
        rows = [("fact", seq, content) for seq, content in connection.execute("SELECT seq, content FROM fact")]
        rows += [("document", n, content) for n, content in connection.execute("SELECT rowid, content FROM document")]
    connection.close()
    for _ in range(200):
        table, row, content = chance.choice(rows)
        place = chance.randrange(len(content))
        changed = bytearray(content)
        changed[place] ^= 1 << chance.randrange(8)
        statement = f"UPDATE {table} SET content = ? WHERE rowid = ?"
        assert findings(sound, tmp_path, (statement, (bytes(changed), row))), (table, row, place)


def test_a_forged_fact_that_follows_nothing_is_found(sound: Path, tmp_path: Path) -> None:
    """A fact with a right hash but without its place in the chain."""
    from mmd_reviewer.domain.fact import Author, NoteAdded, write_fact
    from tests.making import DAY

    with sqlite3.connect(sound) as connection:
        key = connection.execute("SELECT case_key FROM case_id WHERE case_no = 2").fetchone()[0].hex()
        last = connection.execute("SELECT max(n) FROM fact WHERE case_no = 2").fetchone()[0]
    connection.close()
    for parents, words in (((), "follows nothing"), (("ab" * 32,), "not in the case")):
        author = Author("x", "A", DAY, "2026-11-23T10:00:00Z")
        fact, content = write_fact(key, parents, "d", author, NoteAdded("forged"))
        values = (bytes.fromhex(fact.id), last + 1, content)
        statement = "INSERT INTO fact (id, case_no, n, kind, content) VALUES (?, 2, ?, 'NoteAdded', ?)"
        assert any(words in line for line in findings(sound, tmp_path, (statement, values)))
