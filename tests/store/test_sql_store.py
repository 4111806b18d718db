"""The store: its contract, its guards, and the words for its surroundings' failures."""

import os
import sqlite3
import stat
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import exc

from mmd_reviewer.domain import fact as kinds
from mmd_reviewer.domain.case import state
from mmd_reviewer.domain.case_fold import fold
from mmd_reviewer.domain.decision import Proposal
from mmd_reviewer.domain.deed import Change, Document, Draft, Job, Written
from mmd_reviewer.domain.errors import CaseChangedElsewhere, StoreError
from mmd_reviewer.domain.fact import Author, write_fact
from mmd_reviewer.domain.request_queue import SORTS, QueueFilter
from mmd_reviewer.domain.seen import ChangedSince
from mmd_reviewer.services import assessment, decision, letter, owed, request_queue
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.store.dialects.sqlite import in_words, match_of
from mmd_reviewer.store.sql_store import SqlStore
from tests.making import DAY, FACTOR_3, FACTOR_4, Course, QuickPress, new_desk, receive


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return new_desk(tmp_path)


def filled(desk: Desk) -> list[str]:
    """Cases in several states; their numbers."""
    customers = ("Fabrikam", "Žižkov Strojírny", "Ζευς Ναυτιλιακή", "Contoso", "Adatum")
    numbers = [
        receive(desk, customer=name, ticket=f"MMD-{n}-T", title=f"Request {n}", timeline=f"{n + 3} months").number
        for n, name in enumerate(customers)
    ]
    request_queue.park(desk, [desk.case(numbers[0])], DAY + timedelta(days=14), "Study")
    request_queue.assign(desk, [desk.case(numbers[1])], "Ines Moreau")
    approved = assessment.answer(desk, desk.case(numbers[2]), FACTOR_3)
    decision.make(desk, approved, Proposal("approve_migration"))
    decision.make(desk, desk.case(numbers[3]), Proposal("return", "Which devices?"))
    return numbers


def test_a6_rows_say_the_state_of_every_day(desk: Desk) -> None:
    """A6: the projection needs no refresh: rows equal `state` on every day, whatever day it is asked for."""
    numbers = filled(desk)
    for step in range(-2, 420, 7):
        day = DAY + timedelta(days=step)
        rows = {row.number: row.state for row in desk.store.page(QueueFilter(state=""), day, 99)}
        assert rows == {number: state(desk.case(number), day) for number in numbers}
        tally: dict[str, int] = {}
        for name in rows.values():
            tally[name] = tally.get(name, 0) + 1
        assert desk.store.state_counts(day) == tally


@pytest.mark.parametrize("sort", SORTS)
@pytest.mark.parametrize("descending", [False, True])
def test_every_column_sorts_and_pages_agree_with_ids(desk: Desk, sort: str, descending: bool) -> None:
    """The first page, the ids and the rows by id tell the same order."""
    filled(desk)
    for wish in (QueueFilter(sort=sort, descending=descending), QueueFilter(state="", sort=sort, words="request")):
        page = desk.store.page(wish, DAY, 99)
        ids = desk.store.row_ids(wish, DAY)
        assert list(ids) == [row.id for row in page]
        assert desk.store.rows(ids) == page
        assert desk.store.count(wish, DAY, 99) == len(page)
        values = [getattr(row, sort) for row in page if getattr(row, sort) is not None]
        assert values == sorted(values, reverse=wish.descending)


@pytest.mark.parametrize(
    ("wish", "found"),
    [
        (QueueFilter(), [0, 1, 2, 3, 4]),  # decided, and its letter not yet written: open work
        (QueueFilter(state="parked"), [0]),
        (QueueFilter(state="", customer="Adatum"), [4]),
        (QueueFilter(reviewer="Ines Moreau"), [1]),
        (QueueFilter(reviewer=""), [0, 2, 3, 4]),
        (QueueFilter(type="drivers"), []),
        (QueueFilter(state="", due_by=DAY + timedelta(days=20)), [0]),
        (QueueFilter(words="zizkov"), [1]),
        (QueueFilter(words="Ζευς", state=""), [2]),
        (QueueFilter(words="A-0002"), [1]),
        (QueueFilter(words="MMD-4-T"), [4]),
        (QueueFilter(words="erp fabri"), [0]),
        (QueueFilter(words="anyconn", state="", sort="customer"), [4, 3, 0, 1, 2]),
        (QueueFilter(words="nothinglikeit"), []),
        (QueueFilter(words="- \" '"), []),
        (QueueFilter(words='NEAR("a" OR b) NOT *'), []),
    ],
)
def test_filters_and_words(desk: Desk, wish: QueueFilter, found: list[int]) -> None:
    """Words match beginnings in any field, diacritics folded; what is typed is never a query language."""
    numbers = filled(desk)
    assert [row.number for row in desk.store.page(wish, DAY, 99)] == [numbers[n] for n in found]
    assert len(desk.store.row_ids(wish, DAY)) == desk.store.count(wish, DAY, 99) == len(found)


def test_c9_a_decided_case_is_open_work_until_its_letter_is_written(desk: Desk) -> None:
    """C9: after the decision it stays in the open queue until the letter is written, dispatched or not."""
    case = decision.make(desk, receive(desk), Proposal("decline", "No driver is allowed there."))
    rows = desk.store.page(QueueFilter(), DAY, 9)
    assert [(row.number, row.state) for row in rows] == [(case.number, "declined")]
    letter.issue(replace(desk, press=QuickPress()), case, "declined")
    assert desk.store.page(QueueFilter(), DAY, 9) == []
    assert [row.kind for row in owed.owed_list(desk)] == ["declined"]


def test_words_become_phrases_and_beginnings() -> None:
    """Marks inside a word make a phrase; lone marks are left out."""
    assert match_of("A-0142 vpn - \"x") == '"A-0142"* "vpn"* "x"*'


def test_row_ids_outlive_a_change(desk: Desk) -> None:
    """A deed on a case leaves its rows' ids, so that a list need not jump."""
    numbers = filled(desk)
    before = {row.number: row.id for row in desk.store.page(QueueFilter(state=""), DAY, 99)}
    request_queue.note(desk, desk.case(numbers[4]), "x")
    assert before == {row.number: row.id for row in desk.store.page(QueueFilter(state=""), DAY, 99)}
    assert desk.store.rows([10**9]) == []


def test_two_authors_cannot_follow_the_same_fact(desk: Desk) -> None:
    """The second is told that the case changed elsewhere; nothing of it is recorded."""
    case = receive(desk)
    request_queue.note(desk, case, "first")
    with pytest.raises(ChangedSince, match="changed since you looked at it"):
        request_queue.note(desk, case, "second")
    assert [note.text for note in desk.case(case.number).notes] == ["first"]


def test_a_deed_is_all_or_nothing(desk: Desk) -> None:
    """One stale case among several refuses the whole deed, documents included."""
    one, two = receive(desk), receive(desk, ticket="MMD-2-B")
    request_queue.note(desk, two, "elsewhere")
    document = Document.of(b"bytes", "text/plain")
    with pytest.raises(ChangedSince, match=two.number):
        desk.record([(one, [kinds.NoteAdded("a")]), (two, [kinds.NoteAdded("b")])], [document])
    assert desk.case(one.number).notes == ()
    assert desk.store.document(document.id) is None


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
        with store._engine.connect() as connection, pytest.raises(exc.IntegrityError, match="never changed"):
            connection.exec_driver_sql(statement)
    assert not store.verify().findings


def test_rebuild_gives_the_same_projections(desk: Desk) -> None:
    """Droppable and rebuilt to equality; a store whose projections are of another version says so."""
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


def test_drafts_are_overwritten_and_taken_away(desk: Desk) -> None:
    """The only table that is overwritten: by case, field and person."""
    case = receive(desk)
    for text in ("a", "ab"):
        desk.store.save_draft(Draft(case.key, "reason", "Ines", text))
    desk.store.save_draft(Draft(case.key, "reason", "Tom", "x"))
    assert desk.store.drafts(case.key, "Ines") == (Draft(case.key, "reason", "Ines", "ab"),)
    desk.store.save_draft(Draft(case.key, "reason", "Ines", ""))
    assert desk.store.drafts(case.key, "Ines") == ()


def test_newest_day_and_highest_number(desk: Desk) -> None:
    """F3 and numbering need no scan."""
    assert desk.store.newest_day() == DAY
    receive(desk)
    assert (desk.store.highest_number("A"), desk.store.highest_number("B")) == (1, 0)


def test_known_reads_many_at_once(desk: Desk) -> None:
    """More keys than one statement may name."""
    case = receive(desk)
    found = desk.store.known([*(f"{n:032x}" for n in range(2000)), case.key])
    assert {key: fold(facts).number for key, facts in found.items()} == {case.key: "A-0001"}


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
        with pytest.raises(StoreError, match="is empty: was this your store"):
            SqlStore(empty, create=True)
        assert empty.stat().st_size == 0

    def test_what_is_read_is_what_was_written(self, desk: Desk) -> None:
        """C2: a fact or a file that is not what was written is said, and nothing of it leaves the program."""
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
            connection.execute("UPDATE fact SET content = CAST(content AS TEXT) WHERE case_no = 2 AND n = 1")
        connection.close()
        with pytest.raises(StoreError, match="not what was written"):
            desk.case(case.number)
        with pytest.raises(StoreError, match="do not verify"):
            store.rebuild()

    def test_newer_store(self, desk: Desk) -> None:
        """Refused with words, nothing changed."""
        store = desk.store
        assert isinstance(store, SqlStore)
        with store._engine.begin() as connection:
            connection.exec_driver_sql("PRAGMA user_version=99")
        with pytest.raises(StoreError, match="newer version"):
            SqlStore(store.path)

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

    def test_a_file_that_may_only_be_read(self, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
        """It opens, everything can be seen, recording is refused with words, and nothing is written beside it."""
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

    def test_a_copy_of_the_file_is_the_store_after_a_quiet_minute(self, desk: Desk, tmp_path: Path) -> None:
        """What stands in the log is folded into the file; until then `verify` says that a log lies beside it."""
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


def test_a_change_that_follows_nothing_known_is_refused(desk: Desk) -> None:
    """A new case whose identity is in the store already: somebody else imported it."""
    case = receive(desk)
    author = Author("x", "A", date(2026, 11, 23), "2026-11-23T10:00:00Z")
    fact, content = write_fact(case.key, [], "d", author, kinds.RequestReceived("A-0077", case.request, "f"))
    with pytest.raises(CaseChangedElsewhere):
        desk.store.record([Change((), (Written(fact, content),))])


def test_two_windows_dispatch_one_notice_once(tmp_path: Path) -> None:
    """D5: once only, enforced in the store: who comes second is told that the case was changed elsewhere."""
    course = Course(tmp_path)
    course.revoke()
    case, issued = letter.issue(course.on(0), course.case(), "notice_first")
    letter.dispatched(course.on(0), case, issued.record.number, DAY, "MMD-1-R")
    with pytest.raises(ChangedSince, match="MMD-1-R"):
        letter.dispatched(course.on(0, "Somebody else"), case, issued.record.number, DAY, "MMD-2-R")
    after = course.case()
    assert after.revocation is not None
    assert after.revocation.sent["first"].reference == "MMD-1-R"
