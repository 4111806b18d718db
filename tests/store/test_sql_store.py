"""The store: its contract, its guards, and the words for its surroundings' failures."""

import hashlib
import os
import sqlite3
import stat
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import exc
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateTable

from mmd_reviewer.domain.decision import Proposal
from mmd_reviewer.domain.deed import Job
from mmd_reviewer.domain.errors import StoreError
from mmd_reviewer.domain.request_queue import QueueFilter
from mmd_reviewer.services import assessment, decision, letter, request_queue
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.store.dialects import sqlite_file
from mmd_reviewer.store.dialects.sqlite import in_words, match_of
from mmd_reviewer.store.projections import COURSE
from mmd_reviewer.store.rows.queue import QUEUE
from mmd_reviewer.store.sql_store import SqlStore
from mmd_reviewer.store.tables import PROJECTION_VERSION
from tests.making import DAY, FACTOR_4, new_desk, receive
from tests.store.test_contract import filled


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return new_desk(tmp_path)


def test_words_become_phrases_and_beginnings() -> None:
    """Marks inside a word make a phrase; lone marks are left out."""
    assert match_of('A-0142 vpn - "x') == '"A-0142"* "vpn"* "x"*'


def test_facts_and_documents_are_never_changed(desk: Desk) -> None:
    """The database itself refuses UPDATE, DELETE and REPLACE."""
    case = assessment.answer(desk, receive(desk), FACTOR_4)
    letter.issue(desk, decision.make(desk, case, Proposal("approve")))
    store = desk.store
    assert isinstance(store, SqlStore)
    for statement in (
        "UPDATE fact SET kind = 'x'",
        "DELETE FROM fact",
        "INSERT OR REPLACE INTO fact SELECT * FROM fact LIMIT 1",
        "UPDATE document SET media = 'x'",
        "DELETE FROM document",
    ):
        with (
            store._engine.connect() as connection,
            pytest.raises(exc.IntegrityError, match="never changed"),
        ):
            connection.exec_driver_sql(statement)
    assert not store.verify().findings


def test_other_columns_are_another_version() -> None:
    """A field added to a value is a column more:
    an older store is made anew only where the version says so.
    """
    made = [
        str(CreateTable(row.table).compile(dialect=sqlite.dialect())) for row in (QUEUE, *COURSE)
    ]
    digest = hashlib.sha256("".join(made).encode()).hexdigest()[:12]
    assert (PROJECTION_VERSION, digest) == ("14", "9eb47d9e421a")


def test_rebuild_gives_the_same_projections(desk: Desk) -> None:
    """Droppable and rebuilt to equality;
    a store whose projections are of another version says so.
    """
    filled(desk)
    store = desk.store
    assert isinstance(store, SqlStore)
    before = store.page(QueueFilter(state=""), DAY, 99)
    with store._engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM case_row")
        connection.exec_driver_sql("DELETE FROM search")
        connection.exec_driver_sql("UPDATE meta SET value = '0' WHERE key = 'projections'")
    assert not store.projections_current()
    assert "another version" in store.verify().findings[0].message
    told: list[tuple[int, int]] = []
    assert store.rebuild(Job(lambda done, total: told.append((done, total)))) == 5
    assert store.projections_current()
    assert store.page(QueueFilter(state=""), DAY, 99) == before
    assert not store.verify().findings
    assert told[-1] == (5, 5)


class TestEnvironment:
    """Failures of the surroundings are sentences that say what, where and what to do."""

    def test_no_store(self, tmp_path: Path) -> None:
        """A store that does not exist is made only where a command may make one."""
        with pytest.raises(StoreError, match="There is no store"):
            SqlStore(tmp_path / "none.sqlite")

    @pytest.mark.skipif(os.name != "posix", reason="another system has no such modes")
    def test_a_new_store_is_its_owner_s_alone(self, tmp_path: Path) -> None:
        """Neither the file nor its log can be read by others of the machine."""
        store = SqlStore(tmp_path / "s.sqlite", create=True)
        receive(new_desk(tmp_path))
        for file in tmp_path.iterdir():
            assert stat.S_IMODE(file.stat().st_mode) == 0o600, file.name
        store.close()

    def test_a_folder_and_a_file_in_the_way(self, tmp_path: Path) -> None:
        """A path that cannot be a store."""
        with pytest.raises(StoreError, match="is a folder"):
            SqlStore(tmp_path, create=True)
        (tmp_path / "file").write_text("x")
        with pytest.raises(StoreError, match="cannot be made"):
            SqlStore(tmp_path / "file" / "s.sqlite", create=True)

    def test_not_a_store(self, tmp_path: Path) -> None:
        """Another file, another program's database: left untouched."""
        text = tmp_path / "text.sqlite"
        text.write_bytes(b"This is no database at all. " * 400)
        with pytest.raises(StoreError, match="not a store"):
            SqlStore(text)
        for version in (0, 1, 2, 99):
            other = tmp_path / f"other{version}.sqlite"
            with sqlite3.connect(other) as connection:
                connection.execute("CREATE TABLE t (a)")
                connection.execute(f"PRAGMA user_version={version}")
            connection.close()
            before = other.read_bytes()
            for create in (False, True):
                with pytest.raises(StoreError, match="another program"):
                    SqlStore(other, create=create)
            assert other.read_bytes() == before
        with pytest.raises(StoreError, match="A store is a file"):
            SqlStore(Path(":memory:"), create=True)

    def test_an_empty_file_is_not_taken_for_a_new_store(self, tmp_path: Path) -> None:
        """It may have been the store: the person is asked, and the file stays as it is."""
        empty = tmp_path / "s.sqlite"
        empty.touch()
        os.utime(empty, (0, 0))  # nobody is making it this moment
        with pytest.raises(StoreError, match="is empty: was this your store"):
            SqlStore(empty, create=True)
        assert empty.stat().st_size == 0

    def test_what_is_read_is_what_was_written(self, desk: Desk) -> None:
        """C2: a fact or a file that is not what was written is said,
        and nothing of it leaves the program.
        """
        case = assessment.answer(desk, receive(desk), FACTOR_4)
        case, _issued = letter.issue(desk, decision.make(desk, case, Proposal("approve")))
        store = desk.store
        assert isinstance(store, SqlStore)
        store.close()
        with sqlite3.connect(store.path) as connection:
            for table in ("fact", "document"):
                connection.execute(f"DROP TRIGGER {table}_no_update")
            connection.execute("UPDATE document SET content = x'00'")
        connection.close()
        with pytest.raises(StoreError, match="nothing of it is shown, saved or printed"):
            letter.stored(desk, case.letters[0])
        with sqlite3.connect(store.path) as connection:
            connection.execute(
                "UPDATE fact SET content = CAST(content AS TEXT) WHERE case_no = 2 AND n = 1"
            )
        connection.close()
        with pytest.raises(StoreError, match="not what was written"):
            desk.case(case.number)
        with pytest.raises(StoreError, match="do not verify"):
            store.rebuild()

    def test_newer_store(self, desk: Desk) -> None:
        """Refused with words that say which version to get; nothing changed."""
        store = desk.store
        assert isinstance(store, SqlStore)
        with store._engine.begin() as connection:
            connection.exec_driver_sql("PRAGMA user_version=99")
            connection.exec_driver_sql("UPDATE meta SET value='7.1.0' WHERE key='program'")
        with pytest.raises(StoreError, match=r"newer version of this program: get version 7\.1\.0"):
            SqlStore(store.path)

    def test_another_window_closes_just_now(
        self, desk: Desk, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Looked at once more: between two windows the file is nobody's for a moment."""
        looked, tries = sqlite_file._look_at, list[Path]()

        def at_first_in_between(path: Path) -> object:
            tries.append(path)
            if len(tries) == 1:
                error = sqlite3.OperationalError("locking protocol")
                error.sqlite_errorname = "SQLITE_PROTOCOL"
                raise error
            return looked(path)

        monkeypatch.setattr(sqlite_file, "_look_at", at_first_in_between)
        assert isinstance(desk.store, SqlStore)
        SqlStore(desk.store.path).close()
        assert len(tries) == 2

    def test_locked(self, desk: Desk) -> None:
        """Another window writes: wait, then repeat."""
        case = receive(desk)
        store = desk.store
        assert isinstance(store, SqlStore)
        blocker = sqlite3.connect(store.path, isolation_level=None)
        blocker.execute("BEGIN IMMEDIATE")
        with store._engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA busy_timeout=10")
        with pytest.raises(StoreError, match="another window"):
            request_queue.note(desk, case, "x")
        blocker.execute("ROLLBACK")
        blocker.close()
        assert request_queue.note(desk, case, "x").notes

    def test_disk_full(self, desk: Desk) -> None:
        """Old state, one clear sentence, and a retry works after space is freed."""
        case = receive(desk)
        store = desk.store
        assert isinstance(store, SqlStore)
        with store._engine.connect() as connection:
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
            connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")
        with pytest.raises(StoreError, match="is full"):
            _note_until_it_fails(desk, case.number)
        with store._engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA max_page_count=1000000")
        assert not store.verify().findings
        assert request_queue.note(desk, desk.case(case.number), "after").notes[-1].text == "after"

    def test_read_only(self, desk: Desk) -> None:
        """Reading goes on; writing says why not."""
        case = receive(desk)
        store = desk.store
        assert isinstance(store, SqlStore)
        assert store.writable()
        with store._engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA query_only=ON")
        assert not store.writable()
        with pytest.raises(StoreError, match="read-only"):
            request_queue.note(desk, case, "x")

    def test_a_file_that_may_only_be_read(
        self, desk: Desk, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """It opens, everything can be seen, recording is refused with words,
        and nothing is written beside it.
        """
        case = receive(desk)
        store = desk.store
        assert isinstance(store, SqlStore)
        store.close()
        monkeypatch.setattr("os.access", lambda path, mode: False)
        locked = SqlStore(store.path)
        assert locked.read_only
        assert not locked.writable()
        assert locked.page(QueueFilter(), DAY, 9)[0].number == case.number
        assert not locked.verify().findings
        with pytest.raises(StoreError, match="read-only"):
            request_queue.note(replace(desk, store=locked), case, "x")
        locked.close()
        assert [file.name for file in store.path.parent.iterdir()] == [store.path.name]
        monkeypatch.undo()
        with_journal = SqlStore(store.path)
        request_queue.note(replace(desk, store=with_journal), case, "in the journal")
        monkeypatch.setattr("os.access", lambda path, mode: False)
        assert len(SqlStore(store.path).facts(case.key)) == 2

    def test_a_copy_of_the_file_is_the_store_after_a_quiet_minute(
        self, desk: Desk, tmp_path: Path
    ) -> None:
        """What stands in the log is folded into the file;
        until then `verify` says that a log lies beside it.
        """
        case = receive(desk)
        store = desk.store
        assert isinstance(store, SqlStore)
        assert store.log_left() > 0
        assert store.fold_log()
        assert store.log_left() == 0
        copy = tmp_path / "copy.sqlite"
        copy.write_bytes(store.path.read_bytes())
        assert len(SqlStore(copy).facts(case.key)) == 1
        request_queue.note(desk, case, "x")
        reader = sqlite3.connect(store.path, isolation_level=None)
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM fact").fetchone()
        with store._engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA busy_timeout=10")
        assert not store.fold_log(), "somebody reads"
        reader.close()
        store.close()
        assert store.log_left() == 0

    def test_our_own_mistakes_pass_as_they_are(self, tmp_path: Path) -> None:
        """A bug is not an environment error."""
        assert in_words(ValueError("x"), tmp_path) is None
        assert in_words(sqlite3.OperationalError("no such table"), tmp_path) is None

    def test_closing_gives_the_file_back(self, tmp_path: Path) -> None:
        """The file can be moved after closing."""
        store = SqlStore(tmp_path / "a.sqlite", create=True)
        store.close()
        (tmp_path / "a.sqlite").rename(tmp_path / "b.sqlite")
        assert SqlStore(tmp_path / "b.sqlite").newest_day() is None


def _note_until_it_fails(desk: Desk, number: str) -> None:
    for n in range(200):
        request_queue.note(desk, desk.case(number), f"{n} " + "x" * 9000)
