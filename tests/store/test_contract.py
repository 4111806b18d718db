"""What every store does, asked of those on SQLite and PostgreSQL and of the one in memory."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from mmd_reviewer.domain import fact as kinds
from mmd_reviewer.domain.case_fold import fold
from mmd_reviewer.domain.case_state import state
from mmd_reviewer.domain.decision import Proposal
from mmd_reviewer.domain.deed import Change, Document, Draft, Job, Written
from mmd_reviewer.domain.errors import Cancelled, CaseChangedElsewhere
from mmd_reviewer.domain.fact import DESK_KEY, Author, NoteAdded, read_fact, write_fact
from mmd_reviewer.domain.request_queue import HANDED, SORTS, QueueFilter
from mmd_reviewer.domain.second_assessment import WANTED
from mmd_reviewer.domain.seen import ChangedSince
from mmd_reviewer.domain.sides import TWO_SIDES
from mmd_reviewer.services import (
    assessment,
    decision,
    desk_settings,
    letter,
    owed,
    packs,
    request_queue,
)
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.services.recording import chain, new_deed
from mmd_reviewer.store.sql_store import SqlStore
from tests.making import DAY, FACTOR_3, Course, QuickPress, new_desk, receive
from tests.memory_store import in_memory
from tests.on_server import on_server


@pytest.fixture(params=["sqlite", "memory", "postgresql"])
def engine(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param == "memory":
        in_memory(monkeypatch)
    if request.param == "postgresql":
        on_server(request.getfixturevalue("team_server"), monkeypatch)


@pytest.fixture
def desk(tmp_path: Path, engine: None) -> Desk:
    return new_desk(tmp_path)


def filled(desk: Desk) -> list[str]:
    """Cases in several states; their numbers."""
    customers = ("Fabrikam", "Žižkov Strojírny", "Ζευς Ναυτιλιακή", "Contoso", "Adatum")
    numbers = [
        receive(
            desk,
            customer=name,
            ticket=f"MMD-{n}-T",
            title=f"Request {n}",
            timeline=f"{n + 3} months",
        ).number
        for n, name in enumerate(customers)
    ]
    request_queue.park(desk, [desk.case(numbers[0])], DAY + timedelta(days=14), "Study")
    request_queue.assign(desk, [desk.case(numbers[1])], "Ines Moreau")
    approved = assessment.answer(desk, desk.case(numbers[2]), FACTOR_3)
    decision.make(desk, approved, Proposal("approve_migration"))
    decision.make(desk, desk.case(numbers[3]), Proposal("return", "Which devices?"))
    return numbers


def test_a6_rows_say_the_state_of_every_day(desk: Desk) -> None:
    """A6: the projection needs no refresh:
    rows equal `state` on every day, whatever day it is asked for.
    """
    numbers = filled(desk)
    for step in range(-2, 420, 7):
        day = DAY + timedelta(days=step)
        rows = {row.number: row.state for row in desk.store.page(QueueFilter(state=""), day, 99)}
        assert rows == {number: state(desk.case(number), day) for number in numbers}
        tally: dict[str, int] = {}
        for name in rows.values():
            tally[name] = tally.get(name, 0) + 1
        assert desk.store.state_counts(day) == tally


def test_every_column_sorts_and_pages_agree_with_ids(desk: Desk) -> None:
    """The first page, the ids and the rows by id tell the same order."""
    filled(desk)
    for sort in SORTS:
        for wish in (
            QueueFilter(sort=sort),
            QueueFilter(sort=sort, descending=True),
            QueueFilter(state="", sort=sort, words="request"),
        ):
            page = desk.store.page(wish, DAY, 99)
            ids = desk.store.row_ids(wish, DAY)
            assert list(ids) == [row.id for row in page], wish
            assert desk.store.rows(ids) == page, wish
            assert desk.store.count(wish, DAY, 99) == len(page), wish
            values = [getattr(row, sort) for row in page if getattr(row, sort) is not None]
            assert values == sorted(values, reverse=wish.descending), wish


FILTERS: tuple[tuple[QueueFilter, list[int]], ...] = (
    (QueueFilter(), [0, 1, 2, 3, 4]),  # decided, and its letter not yet written: open work
    (QueueFilter(state="parked"), [0]),
    (QueueFilter(state="", customer="Adatum"), [4]),
    (QueueFilter(state="", customer="Adatum", spelled=("Contoso",)), [3, 4]),
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
)


def test_filters_and_words(desk: Desk) -> None:
    """Words match beginnings in any field, diacritics folded;
    what is typed is never a query language.
    """
    numbers = filled(desk)
    for wish, found in FILTERS:
        page = desk.store.page(wish, DAY, 99)
        assert [row.number for row in page] == [numbers[n] for n in found], wish
        counted = desk.store.count(wish, DAY, 99)
        assert len(desk.store.row_ids(wish, DAY)) == counted == len(found), wish


SAID: tuple[tuple[str, list[int]], ...] = (
    ("Jonas", [0]),
    ("medical clearance", [0]),
    ("medical-clear", [0]),
    ("2026-12-07", [0]),
    ("which devic", [3]),
    ("Always On VPN by Intune", []),
    ("A-0003-L1", [2]),
    ("A-0003", [2]),
    ("pilot first", [2]),
    ("2027-08", [2]),
    ("2026-11-23", [0, 1, 2, 3]),
    ("Study fabri", [0]),
)


def test_cases_are_found_by_what_was_said_of_them(desk: Desk) -> None:
    """Reasons, terms, notes, letter numbers, reviewers, days (`words_said`); of a request to which
    nothing happened only its own words.
    """
    numbers = filled(desk)
    other = replace(desk, reviewer="Jonas Weber", press=QuickPress())
    request_queue.note(other, desk.case(numbers[0]), "Needs medical clearance.")
    case = desk.case(numbers[2])
    decision.make(
        desk, case, Proposal("approve_migration", "Two plants.", months=9, terms="A pilot first.")
    )
    letter.issue(replace(desk, press=QuickPress()), desk.case(numbers[2]))
    for words, found in SAID:
        rows = desk.store.page(QueueFilter(words=words, state="", sort="number"), DAY, 9)
        assert [row.number for row in rows] == [numbers[place] for place in found], words
    assert not desk.store.verify().findings


def test_c9_a_decided_case_is_open_work_until_its_letter_is_written(desk: Desk) -> None:
    """C9: after the decision it stays in the open queue
    until the letter is written, dispatched or not.
    """
    case = decision.make(desk, receive(desk), Proposal("decline", "No driver is allowed there."))
    rows = desk.store.page(QueueFilter(), DAY, 9)
    assert [(row.number, row.state) for row in rows] == [(case.number, "declined")]
    letter.issue(replace(desk, press=QuickPress()), case, "declined")
    assert desk.store.page(QueueFilter(), DAY, 9) == []
    assert [row.kind for row in owed.owed_list(desk)] == ["declined"]


def test_what_was_handed_over_is_found_until_its_reviewer_takes_it_up(desk: Desk) -> None:
    """Given to somebody by another: until a first deed of the one who has it; never one's own."""
    handed = QueueFilter(state=HANDED, reviewer="Petra Novak")
    mine, other = receive(desk, ticket="MMD-1-T"), receive(desk, ticket="MMD-2-T")
    request_queue.assign(desk, [mine], "Ines Moreau")
    (given,) = request_queue.assign(desk, [other], "Petra Novak")
    assert [row.number for row in desk.store.page(handed, DAY, 9)] == [given.number]
    assert desk.store.count(handed, DAY, 9) == len(desk.store.row_ids(handed, DAY)) == 1
    assert desk.store.count(QueueFilter(state=HANDED), DAY, 9) == 1
    request_queue.note(replace(desk, reviewer="Petra Novak"), given, "I look at it.")
    assert desk.store.count(handed, DAY, 9) == 0


def test_what_wants_a_second_assessment_is_found_and_follows_the_settings(desk: Desk) -> None:
    """By the flag of open work; the cases that have one by the kind of their fact."""
    wanted = QueueFilter(state=WANTED)
    case = decision.make(desk, receive(desk), Proposal("decline", "No driver is allowed there."))
    assert desk.store.page(wanted, DAY, 9) == []
    desk_settings.change(desk, {"second_types": case.request.type})
    assert [row.number for row in desk.store.page(wanted, DAY, 9)] == [case.number]
    assert desk.store.count(wanted, DAY, 9) == len(desk.store.row_ids(wanted, DAY)) == 1
    assert desk.store.with_kind("DecisionMade") == (case.key,)
    assert desk.store.with_kind("SecondAssessed") == ()
    desk_settings.change(desk, {"second_types": ""})
    assert desk.store.page(wanted, DAY, 9) == []
    assert not desk.store.verify().findings


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


def test_drafts_are_overwritten_and_taken_away(desk: Desk) -> None:
    """The only table that is overwritten: by case, field and person."""
    case = receive(desk)
    for text in ("a", "ab"):
        desk.store.save_draft(Draft(case.key, "reason", "Ines", text))
    desk.store.save_draft(Draft(case.key, "reason", "Tom", "x"))
    assert desk.store.drafts(case.key, "Ines") == (Draft(case.key, "reason", "Ines", "ab"),)
    assert desk.store.drafts_by("Ines") == desk.store.drafts(case.key, "Ines")
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


def test_a_change_that_follows_nothing_known_is_refused(desk: Desk) -> None:
    """A new case whose identity is in the store already: somebody else imported it."""
    case = receive(desk)
    author = Author("x", "A", date(2026, 11, 23), "2026-11-23T10:00:00Z")
    fact, content = write_fact(
        case.key, [], "d", author, kinds.RequestReceived("A-0077", case.request, "f")
    )
    with pytest.raises(CaseChangedElsewhere):
        desk.store.record([Change((), (Written(fact, content),))])


def test_nothing_follows_facts_that_the_store_does_not_hold(desk: Desk) -> None:
    """A window may hold a case as it was before the store went back: more facts, others, or all of
    a case that is not there any more.
    """
    case, other = receive(desk), receive(desk, ticket="MMD-2-B")
    more = request_queue.note(desk, case, "recorded").facts
    strange = replace(more[-1], id="ab" * 32)
    author = Author("Bob", "A", DAY, "2026-11-23T10:00:00Z")
    for seen in ((*more, strange), (*more[:-1], strange), more[:-1]):
        written = chain(case.key, (seen[-1].id,), new_deed(), author, [NoteAdded("late")])
        with pytest.raises(CaseChangedElsewhere):
            desk.store.record([Change(seen, written)])
    gone = [replace(fact, case="cd" * 16) for fact in other.facts]
    written = chain("cd" * 16, (gone[-1].id,), new_deed(), author, [NoteAdded("late")])
    with pytest.raises(CaseChangedElsewhere):
        desk.store.record([Change(tuple(gone), written)])
    assert desk.case("A-0001").facts == more
    assert desk.store.verify().findings == ()


@pytest.mark.usefixtures("engine")
def test_two_windows_dispatch_one_notice_once(tmp_path: Path) -> None:
    """D5: once only, enforced in the store:
    who comes second is told that the case was changed elsewhere.
    """
    course = Course(tmp_path)
    course.revoke()
    case, issued = letter.issue(course.on(0), course.case(), "notice_first")
    letter.dispatched(course.on(0), case, issued.record.number, DAY, "MMD-1-R")
    with pytest.raises(ChangedSince, match="MMD-1-R"):
        letter.dispatched(course.on(0, "Somebody else"), case, issued.record.number, DAY, "MMD-2-R")
    after = course.case()
    assert after.revocation is not None
    assert after.revocation.sent["first"].reference == "MMD-1-R"


def test_find_by_number_before_ticket_and_by_no_blank(desk: Desk) -> None:
    """A number names one case; a ticket may name several, and none of those without one."""
    one, _two = receive(desk, ticket=""), receive(desk, ticket="A-0001", title="Another")
    assert desk.store.find(" A-0001 ") == (one.key,)
    assert desk.store.find("") == desk.store.find("A-0009") == ()


def test_a_cancelled_deed_leaves_nothing(desk: Desk) -> None:
    case = receive(desk)
    author = Author("x", "A", DAY, "2026-11-23T10:00:00Z")
    fact, content = write_fact(case.key, case.heads, "d", author, kinds.NoteAdded("x"))
    with pytest.raises(Cancelled):
        desk.store.record(
            [Change(case.facts, (Written(fact, content),))], (), Job(cancelled=lambda: True)
        )
    assert desk.store.facts(case.key) == case.facts


def test_what_was_recorded_apart_is_united_on_every_engine(desk: Desk, tmp_path: Path) -> None:
    """A pack on a file, merged: the facts, the conflict, both numbers of one request, once only."""
    case = receive(desk)
    away = SqlStore(tmp_path / "train.mmdpack", create=True)
    packed = packs.pack_up(desk, [case], "Kim", away, whole=False)
    packs.taken(desk, packed)
    pack = replace(desk, store=away, reviewer="Kim")
    assert (pack.standing().station, desk.store.pack(), len(away.case_keys())) == ("A1", "", 2)
    for at, finding in ((pack, "broken"), (desk, "holds")):
        assessment.answer(at, at.case(case.number), {"conditions": {"security": finding}})
        receive(at, ticket="MMD-1465099-R5V8P", title="Met twice")
    done = packs.merge(desk, away)
    assert (done.merged, done.conflicts) == (("A-0001", "A1-0001"), ("A-0001",))
    assert desk.store.find("A-0002") == desk.store.find("A1-0001") != ()
    assert [row.number for row in desk.store.page(QueueFilter(state=TWO_SIDES), DAY, 9)] == [
        "A-0001"
    ]
    assert not packs.merge(desk, away).facts
    assert desk.store.verify().findings == ()
    assert receive(desk, ticket="MMD-1465100-R5V8P").number == "A-0003"
    away.close()


def test_a_store_is_the_pack_that_it_was_made_for_ever(desk: Desk) -> None:
    """What it is stands beside the facts, and a rebuild leaves it there."""
    receive(desk)
    desk.store.be_pack("ab" * 32)
    desk.store.rebuild()
    assert desk.store.pack() == "ab" * 32


def test_rows_are_made_by_settings_that_come_in_the_same_deed(desk: Desk, tmp_path: Path) -> None:
    """B8: whoever takes over the desk's facts together with its cases gets the rows that they say,
    in whatever order they are handed over.
    """
    desk_settings.change(desk, {"second_types": "security_agents_vpns"})
    case = assessment.answer(desk, receive(desk), FACTOR_3)
    case = decision.make(desk, case, Proposal("approve_migration"))
    other = SqlStore(tmp_path / "other.sqlite", create=True)
    other.record(
        [
            Change((), tuple(Written(read_fact(one), one) for one in desk.store.contents(key)))
            for key in (case.key, DESK_KEY)
        ]
    )
    assert [row.number for row in other.page(QueueFilter(state=WANTED), DAY, 9)] == [case.number]
    assert other.verify().findings == ()
    other.close()
