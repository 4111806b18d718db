"""Disposal: words go, hashes stay; a case that is over,
whose retention has run out and that nothing holds (C11).
"""

from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

import pytest

from mmd_reviewer import bootstrap
from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.case_state import flags
from mmd_reviewer.domain.decision import Proposal
from mmd_reviewer.domain.deed import Draft
from mmd_reviewer.domain.fact import DESK_KEY
from mmd_reviewer.domain.period import add_months
from mmd_reviewer.domain.request_queue import QueueFilter
from mmd_reviewer.services import (
    decision,
    deployment,
    disposal,
    evidence,
    intake,
    letter,
    removal,
    request_queue,
)
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.settings import Choices
from tests.making import (
    DAY,
    FACTOR_4,
    LAPTOP,
    Course,
    QuickPress,
    assessed,
    day,
    new_desk,
    receive,
    refused,
)
from tests.services.test_intake import as_file

SECOND = "Petra Novak"
LATER = add_months(DAY, 24)
NOW = datetime(2028, 11, 23, 13, 30, tzinfo=UTC)


def on(desk: Desk, when: date) -> Desk:
    return replace(desk, clock=bootstrap.MachineClock(when))


def declined(desk: Desk) -> Case:
    """A case that is over: declined, told, with an attached file."""
    case = assessed(desk, FACTOR_4, timeline="permanent")
    case = evidence.attach(desk, case, "figures.txt", b"Xylophone figures")
    case, issued = letter.issue(
        desk, decision.make(desk, case, Proposal("decline", "A Xylophone driver is broken."))
    )
    return letter.dispatched(desk, case, issued.record.number, DAY, "MMD-1465058-R5V8P")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """One case that is over, one that is open, and declined cases kept for two years."""
    desk = replace(new_desk(tmp_path), press=QuickPress())
    declined(desk)
    receive(desk, ticket="MMD-2-B", title="Zebra label printers", proposal="Deploy them.")
    disposal.set_retention(desk, {"declined": 2})
    return desk


def test_c11_a_case_that_is_over_is_disposed_of_when_its_retention_has_run_out(desk: Desk) -> None:
    case = desk.case("A-0001")
    assert disposal.kept_until(desk, case) == LATER
    early = on(desk, date(2028, 11, 22))
    assert refused(lambda: disposal.dispose(early, case, "Retention is over.", SECOND)) == (
        "C11",
        "number",
    )
    body, left = disposal.dispose(on(desk, LATER), case, "Retention is over.", SECOND)
    assert (body.number, body.state, body.over, len(body.facts)) == (
        "A-0001",
        "declined",
        DAY,
        len(case.facts),
    )
    assert left == ()
    assert [row.number for row in desk.store.page(QueueFilter(state=""), LATER, 9)] == ["A-0002"]
    assert desk.store.page(QueueFilter(state="", words="AnyConnect"), LATER, 9) == []
    assert all(desk.store.document(id) is None for id in body.documents)
    assert refused(lambda: desk.case("A-0001")) == ("C11", "number")
    assert refused(lambda: desk.case(case.request.ticket)) == ("", "number")
    assert desk.store.verify().findings == ()


def test_c11_cases_are_due_for_disposal_from_the_day_on_which_their_retention_has_run_out(
    desk: Desk,
) -> None:
    """C11: the first to run out first; what is held, kept for ever or not over is not among them.

    The case of the fixture is kept for two years, one that was withdrawn for one.
    """
    early = on(desk, add_months(DAY, 12))
    withdrawn = receive(desk, ticket="MMD-3-C")
    decision.make(desk, withdrawn, Proposal("withdrawn", "Not needed."))

    def due(of: Desk) -> list[tuple[str, date]]:
        return [(case.number, since) for case, since in disposal.due(of)]

    assert due(on(desk, LATER)) == [("A-0001", LATER)], "the withdrawn one is kept for ever"
    disposal.set_retention(desk, {"withdrawn": 1})
    assert due(early) == [(withdrawn.number, early.today())]
    assert due(on(desk, LATER)) == [(withdrawn.number, early.today()), ("A-0001", LATER)]
    disposal.hold(desk, desk.case("A-0001"), "An audit.")
    assert due(on(desk, LATER)) == [(withdrawn.number, early.today())]


def test_c11_nothing_that_is_not_over_is_disposed_of(tmp_path: Path) -> None:
    """C11: owed, open, in force, without cover, amended: each of them keeps a case."""
    course = Course(tmp_path)
    disposal.set_retention(course.on(0), {"removed": 1, "declined": 1, "expired": 1})
    late = course.on(800)

    def dispose() -> tuple[str, str]:
        return refused(lambda: disposal.dispose(late, late.case("A-0001"), "Over.", SECOND))

    assert dispose() == ("C11", "number"), "in force"
    course.notified()
    assert dispose() == ("C11", "number"), "cover has ended"
    removal.confirm_removal(course.on(95), course.case(), [], day(95), "Jana")
    assert dispose() == ("C11", "number"), (
        "removed, but devices are without cover and a letter is owed"
    )
    removal.reinstate(course.on(96), course.case(), [], "Clean.")
    case, issued = letter.issue(course.on(96), course.case(), "reinstated")
    letter.dispatched(course.on(96), case, issued.record.number, day(96), "R")
    assert disposal.kept_until(late, late.case("A-0001")) == add_months(day(96), 12)
    disposal.dispose(late, late.case("A-0001"), "Over.", SECOND)


def test_c11_a_device_without_cover_keeps_its_case(tmp_path: Path) -> None:
    """C11, D9: nothing is owed and no device carries it,
    yet one is without cover until it is given back.
    """
    course = Course(tmp_path)
    course.notified()
    case, issued = letter.issue(course.on(91), course.case(), "cover_ended")
    letter.dispatched(course.on(91), case, issued.record.number, day(91), "R")
    removal.confirm_removal(course.on(95), course.case(), [], day(95), "Jana")
    disposal.set_retention(course.on(95), {"removed": 1})
    assert disposal.kept_until(course.on(800), course.case()) is None


def test_c11_an_approval_that_lapsed_counts_from_its_end(tmp_path: Path) -> None:
    desk = replace(new_desk(tmp_path), press=QuickPress())
    case = decision.make(desk, assessed(desk, FACTOR_4, timeline="6 months"), Proposal("approve"))
    case, issued = letter.issue(desk, case)
    letter.dispatched(desk, case, issued.record.number, DAY, "R")
    disposal.set_retention(desk, {"expired": 1})
    late = on(desk, add_months(DAY, 30))
    assert disposal.kept_until(late, late.case("A-0001")) == add_months(DAY, 18)
    deployment.deploy(desk, desk.case("A-0001"), DAY, (LAPTOP,))
    assert disposal.kept_until(late, late.case("A-0001")) is None, "expired, still on a device"


def test_c11_a_hold_stops_it_until_it_is_lifted(desk: Desk) -> None:
    late = on(desk, LATER)
    case = disposal.hold(late, late.case("A-0001"), "A lawsuit runs.")
    assert flags(case, LATER) == ("held",)
    assert refused(lambda: disposal.hold(late, case, "Once more.")) == ("C11", "number")
    assert refused(lambda: disposal.dispose(late, case, "Over.", SECOND)) == ("C11", "number")
    case = disposal.lift(late, case, "It ended.")
    assert refused(lambda: disposal.lift(late, case, "Again.")) == ("C11", "number")
    assert refused(lambda: disposal.hold(late, case, " ")) == ("C11", "reason")
    assert disposal.kept_until(late, case) == add_months(LATER, 24), (
        "the newest fact begins its retention anew"
    )


def test_c11_a_second_person_a_reason_and_a_retention_are_needed(desk: Desk) -> None:
    late = on(desk, LATER)
    case = late.case("A-0001")
    for person in ("", "ines moreau"):
        assert refused(lambda: disposal.dispose(late, case, "Over.", person)) == (  # noqa: B023
            "C11",
            "second-person",
        )
    assert refused(lambda: disposal.dispose(late, case, "", SECOND)) == ("C11", "reason")
    assert disposal.set_retention(desk, {"declined": 0}) == {}
    assert refused(lambda: disposal.dispose(late, case, "Over.", SECOND)) == ("C11", "years")
    assert refused(lambda: disposal.set_retention(desk, {"declined": 0})) == ("C11", "years")
    assert refused(lambda: disposal.set_retention(desk, {"new": 2})) == ("C11", "years")
    assert refused(lambda: disposal.set_retention(desk, {"declined": 101})) == ("C11", "years")


def test_c11_an_export_that_still_lists_it_brings_nothing_back(desk: Desk) -> None:
    """C11, A5: skipped, with the reason; its number is never given again."""
    case = desk.case("A-0001")
    late = on(desk, LATER)
    disposal.dispose(late, case, "Over.", SECOND)
    assert refused(lambda: receive(late)) == ("C11", "title")
    (row,) = intake.plan_import(late, [as_file(case.request)]).rows
    assert (row.result, row.why) == (
        "skipped",
        "A-0001 was disposed of on 2028-11-23 by Ines Moreau with Petra Novak: "
        "its words are gone, its hashes stay.",
    )
    intake.carry_out(late, intake.plan_import(late, [as_file(case.request)]))
    assert len(late.store.page(QueueFilter(state=""), LATER, 9)) == 1
    assert receive(late, ticket="MMD-3-C", title="Another").number == "A-0003"


@pytest.mark.sqlite
def test_c11_no_word_of_it_is_left_in_the_file(tmp_path: Path) -> None:
    """C11: neither in facts, letters, drafts, search, nor in pages that were used before;
    what others name stays.
    """
    desk = replace(new_desk(tmp_path), press=QuickPress())
    case = declined(desk)
    desk.store.save_draft(Draft(case.key, "reason", "Ines Moreau", "Xylophone typed"))
    other = receive(
        desk,
        ticket="MMD-2-B",
        title="Zebra label printers",
        requirement="Printers in every plant.",
        contact="Ida",
        proposal="Deploy them.",
        type_words="Devices",
    )
    shared = evidence.attach(desk, other, "same.txt", b"Shared by two cases")
    evidence.attach(desk, desk.case("A-0001"), "same.txt", b"Shared by two cases")
    for number in range(40):  # pages that are split and filled again
        request_queue.note(desk, desk.case("A-0001"), f"Xylophone note {number} " * 40)
    disposal.set_retention(desk, {"declined": 2})
    late = on(desk, LATER)
    disposal.dispose(late, late.case("A-0001"), "Retention is over.", SECOND)
    whole = (tmp_path / "s.sqlite").read_bytes() + (tmp_path / "s.sqlite-wal").read_bytes()
    for word in (
        b"Xylophone",
        b"xylophone",
        b"AnyConnect",
        b"anyconnect",
        b"Jana Hofer",
        b"214 planners",
    ):
        assert word not in whole, word
    assert b"Zebra label printers" in whole
    assert desk.store.document(shared.evidence[0].file.sha256) is not None
    assert desk.store.verify().findings == ()
    desk.store.rebuild()
    assert desk.store.verify().findings == ()
    assert desk.highest_number() == 2


@pytest.mark.sqlite
def test_c11_words_that_are_missing_without_a_disposal_are_a_finding(tmp_path: Path) -> None:
    import sqlite3

    desk = replace(new_desk(tmp_path), press=QuickPress())
    case = declined(desk)
    desk.store.close()
    with sqlite3.connect(tmp_path / "s.sqlite") as raw:
        raw.execute("DROP TRIGGER fact_no_update")
        raw.execute(
            "UPDATE fact SET content = x'' WHERE id = ?", (bytes.fromhex(case.facts[2].id),)
        )
        raw.execute(
            "CREATE TRIGGER fact_no_update BEFORE UPDATE ON fact "
            "BEGIN SELECT RAISE(ABORT, 'facts are never changed or deleted'); END"
        )
    (found, *_) = bootstrap.open_store(tmp_path / "s.sqlite", create=False).verify().findings
    assert (found.where, found.message) == (
        "A-0001, entry 3",
        "its words are missing, and no disposal names it",
    )


@pytest.mark.sqlite
def test_c11_neither_going_back_nor_recovery_brings_it_back(tmp_path: Path) -> None:
    """C11: backups that still hold it are named;
    a store restored or recovered from one disposes of it again.
    """
    desk = replace(new_desk(tmp_path), press=QuickPress())
    declined(desk)
    disposal.set_retention(desk, {"declined": 2})
    receive(desk, ticket="MMD-2-B", title="Zebra label printers")
    backup = desk.store.back_up(NOW)
    assert backup is not None
    late = on(desk, LATER)
    _, left = disposal.dispose(late, late.case("A-0001"), "Over.", SECOND)
    assert left == (backup.path,)
    restored = tmp_path / "restored.sqlite"
    bootstrap.restore_store(backup.path, restored, NOW, current=late)
    recovered = tmp_path / "recovered.sqlite"
    newer = desk.store.back_up(datetime(2028, 11, 24, 13, 30, tzinfo=UTC))
    assert newer is not None
    bootstrap.restore_store(newer.path, tmp_path / "newer.sqlite", NOW, current=late)
    found = bootstrap.recover_store(tmp_path / "s.sqlite", recovered, [backup.path])
    assert found.missing == ()
    for file in (restored, recovered):
        again = bootstrap.open_desk(Choices(file, LATER, "Ines Moreau"))
        assert refused(partial(again.case, "A-0001")) == ("C11", "number")
        assert again.case("A-0002").request.title == "Zebra label printers"
        assert again.store.verify().findings == ()
        assert receive(again, ticket="MMD-3-C", title="Another").number == "A-0003"
        again.store.close()
        assert b"Xylophone" not in file.read_bytes()
    assert any(fact.kind == "CaseDisposed" for fact in desk.store.facts(DESK_KEY))
