"""Intake on a real store: new, amended, skipped, refused; nothing dropped, nothing doubled."""

import gc
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mmd_reviewer.domain.case_state import state
from mmd_reviewer.domain.decision import Proposal
from mmd_reviewer.domain.deed import Job, collector_at_rest
from mmd_reviewer.domain.errors import Cancelled, CaseChangedElsewhere, Refused
from mmd_reviewer.domain.intake import Imported, Problem, ReadFile, Reading, ReadRow
from mmd_reviewer.domain.request import Request
from mmd_reviewer.domain.request_queue import QueueFilter
from mmd_reviewer.services import assessment, decision, intake, request_queue
from mmd_reviewer.services.desk import Desk
from tests.making import DAY, FACTOR_3, FACTOR_4, new_desk, receive, refused, request


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return new_desk(tmp_path)


def as_file(*requests: Request | None, name: str = "tickets.json") -> ReadFile:
    """A file of these rows; None is a row passed over."""
    rows = [ReadRow(n, one, "" if one else "An incident") for n, one in enumerate(requests, 1)]
    return ReadFile(name, Reading("portal"), tuple(rows))


def bring(desk: Desk, *requests: Request | None, customer: str = "") -> Imported:
    """Plan and carry out."""
    return intake.carry_out(desk, intake.plan_import(desk, [as_file(*requests)], customer))


def counts(done: Imported) -> tuple[int, int, int, int]:
    """imported, amended, skipped, failed."""
    assert done.rows == done.imported + done.amended + done.skipped + done.failed
    return done.imported, done.amended, done.skipped, done.failed


def test_a5_the_same_request_twice_is_one_case(desk: Desk) -> None:
    """A5: equal text is skipped, with case, blanks and Unicode form folded;
    changed text is an amendment.
    """
    first = request(proposal="Deploy Café  VPN")
    assert counts(bring(desk, first)) == (1, 0, 0, 0)
    assert counts(bring(desk, request(proposal="deploy  CAFE\u0301 vpn"))) == (0, 0, 1, 0)
    assert counts(bring(desk, request(proposal="Deploy another VPN"))) == (0, 1, 0, 0)
    assert counts(bring(desk, first)) == (0, 0, 1, 0), "equal to a version already known"
    case = desk.case(first.ticket)
    assert [version.request.proposal for version in case.versions] == [
        "Deploy Café  VPN",
        "Deploy another VPN",
    ]


def test_a5_a_ticket_that_names_no_customer_is_that_of_the_customer_given_before(
    desk: Desk,
) -> None:
    """A5: a partner's ticket is asked about once."""
    nameless = request(customer="")
    assert counts(bring(desk, nameless)) == (0, 0, 0, 1)
    assert counts(bring(desk, nameless, customer="Contoso")) == (1, 0, 0, 0)
    assert counts(bring(desk, nameless)) == (0, 0, 1, 0)
    assert counts(bring(desk, request(customer="", timeline="6 months"))) == (0, 1, 0, 0)
    assert desk.case(nameless.ticket).request.customer == "Contoso"


def test_a5_within_one_file(desk: Desk) -> None:
    """A5: rows of one file meet one another; an incident is passed over; counts add up."""
    done = bring(
        desk, request(), request(), request(timeline="6 months"), None, request(ticket="MMD-2-B")
    )
    assert counts(done) == (2, 1, 2, 0)
    assert done.cases == ("A-0001", "A-0002")
    assert len(desk.case("A-0001").versions) == 2


def test_a5_c8_the_preview_names_the_case_or_the_row_above(desk: Desk) -> None:
    """A5, C8: the same twice is skipped, other words are an amendment, another person is told."""
    rows = (
        request(),
        request(),
        request(timeline="6 months"),
        request(timeline="6 months", contact="Marek Dvorak"),
        request(timeline="6 months", contact="Marek Dvorak"),
        request(customer="Contoso"),
    )

    def why(*asked: Request) -> list[tuple[str, str]]:
        plan = intake.plan_import(desk, [as_file(*asked)])
        return [(row.result, row.why.partition(":")[0]) for row in plan.rows]

    assert why(*rows) == [
        ("new", ""),
        ("skipped", "a row above, nothing changed"),
        ("amended", "a row above, timeline changed"),
        ("amended", "a row above, contact changed"),
        ("skipped", "a row above, nothing changed"),
        ("failed", "a row above is a case of Fabrikam, this row says Contoso"),
    ]
    bring(desk, rows[0])
    assert why(*rows[1:]) == [
        ("skipped", "A-0001, nothing changed"),
        ("amended", "A-0001, timeline changed"),
        ("amended", "A-0001, contact changed"),
        ("skipped", "A-0001, nothing changed"),
        ("failed", "A-0001 is a case of Fabrikam, this row says Contoso"),
    ]


def test_a5_without_a_ticket_the_digest_is_the_identity(desk: Desk) -> None:
    """A5: customer, title and the four details."""
    bare = request(ticket="")
    assert counts(bring(desk, bare, request(ticket="", customer=" FABRIKAM "))) == (1, 0, 1, 0)
    assert counts(bring(desk, request(ticket="", timeline="9 months"))) == (1, 0, 0, 0)


def test_a5_an_amendment_marks_answers_to_be_confirmed(desk: Desk) -> None:
    """A5, B2: before the decision; the recommendation waits until they are confirmed."""
    bring(desk, request())
    case = assessment.answer(desk, desk.case("A-0001"), FACTOR_3)
    assert assessment.recommendation(desk, case).outcome == "approve_migration"
    bring(desk, request(timeline="9 months"))
    case = desk.case("A-0001")
    assert case.answers.unconfirmed == {*case.answers.factors, *case.answers.findings}
    assert assessment.recommendation(desk, case).outcome == "undetermined"
    with pytest.raises(Refused):
        decision.make(desk, case, Proposal("approve_migration", reason="no matter"))


def test_a5_after_returned_it_is_new_again_and_after_other_decisions_only_flagged(
    desk: Desk,
) -> None:
    """A5: an answer to a return reopens the case; other decisions stand."""
    bring(desk, request())
    decision.make(desk, desk.case("A-0001"), Proposal("return", "Which devices?"))
    assert state(desk.case("A-0001"), DAY) == "returned"
    bring(desk, request(requirement="40 planners."))
    assert state(desk.case("A-0001"), DAY) == "new"
    assessment.answer(desk, desk.case("A-0001"), FACTOR_3)
    decision.make(desk, desk.case("A-0001"), Proposal("approve_migration"))
    bring(desk, request(requirement="50 planners."))
    case = desk.case("A-0001")
    assert (state(case, DAY), case.amended) == ("approved", True)


def test_a1_a2_incomplete_and_unrecognised(desk: Desk) -> None:
    """A1, A2: stored, seen, marked; an unrecognised type is missing, not `other`."""
    plan = intake.plan_import(desk, [as_file(request(type_words="Toys", proposal=" "))])
    assert plan.rows[0].missing == ("type", "proposal")
    assert plan.rows[0].why == "Exemption type and proposal missing"
    intake.carry_out(desk, plan)
    case = desk.case("A-0001")
    assert (state(case, DAY), case.missing, case.request.type) == (
        "incomplete",
        ("type", "proposal"),
        "",
    )
    row = desk.store.page(QueueFilter(state="incomplete"), DAY, 5)[0]
    assert (row.missing, row.flags) == (("type", "proposal"), ("details_missing",))


def test_refused_rows_name_file_row_and_column_and_the_good_ones_come_in(desk: Desk) -> None:
    """A5: good rows are imported, nothing is dropped silently."""
    bad = Problem("tickets.json", 3, "Submitted", "“soon” is not a date.")
    file = ReadFile(
        "requests.csv",
        Reading("csv", mapping=(("Company", "Customer"), ("Need", "Requirement"))),
        (
            ReadRow(2, request()),
            ReadRow(3, None, problem=bad),
            ReadRow(4, request(ticket="MMD-3-C", customer=" ")),
            ReadRow(5, request(ticket="MMD-4-D", requirement="x" * 33000)),
            ReadRow(6, request(ticket="MMD-5-E", title="a\0b")),
            ReadRow(7, request(ticket="MMD-6-F", proposal="a\ud800b")),
        ),
        (Problem("other.csv", None, "", "The file is empty."),),
    )
    done = intake.carry_out(desk, intake.plan_import(desk, [file]))
    assert counts(done) == (1, 0, 0, 5)
    where = [(problem.row, problem.column) for problem in done.problems]
    assert where == [
        (None, ""),
        (3, "Submitted"),
        (4, "Company"),
        (5, "Need"),
        (6, "Title"),
        (7, "Proposal"),
    ]
    assert counts(bring(desk, request(ticket="MMD-7-G", customer=""), customer="Contoso")) == (
        1,
        0,
        0,
        0,
    )
    assert desk.case("MMD-7-G").request.customer == "Contoso"


def test_cancel_leaves_nothing_behind(desk: Desk) -> None:
    """A cancelled import stored nothing, at whichever step it was cancelled."""
    requests = [request(ticket=f"MMD-{n}-X") for n in range(30)]
    for stop_after in range(4):
        calls = [0]

        def cancelled(calls: list[int] = calls, stop_after: int = stop_after) -> bool:
            calls[0] += 1
            return calls[0] > stop_after

        with pytest.raises(Cancelled):
            _import_with(desk, requests, Job(cancelled=cancelled))
    assert desk.store.count(QueueFilter(state=""), DAY, 99) == 0
    assert not desk.store.verify().findings


def _import_with(desk: Desk, requests: list[Request], job: Job) -> None:
    intake.carry_out(desk, intake.plan_import(desk, [as_file(*requests)], job=job), job)


def test_progress_runs_to_its_end(desk: Desk) -> None:
    """Long work tells how far it is."""
    told: list[tuple[int, int]] = []
    plan = intake.plan_import(desk, [as_file(*(request(ticket=f"MMD-{n}-X") for n in range(5)))])
    intake.carry_out(desk, plan, Job(lambda done, total: told.append((done, total))))
    assert told[-1] == (10, 10)
    assert intake.carry_out(desk, intake.plan_import(desk, [as_file()])).rows == 0


def test_a_number_taken_meanwhile_is_not_taken_twice(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another window imported at the same time:
    the import is made again with fresh numbers, once.
    """
    plan = intake.plan_import(desk, [as_file(request(ticket="MMD-9-Z"))])
    real = type(desk.store).highest_number
    receive(desk)
    monkeypatch.setattr(type(desk.store), "highest_number", _once(0, real))
    assert intake.carry_out(desk, plan).cases == ("A-0002",)
    monkeypatch.setattr(type(desk.store), "highest_number", lambda self, station: 0)
    with pytest.raises(CaseChangedElsewhere):
        intake.carry_out(desk, intake.plan_import(desk, [as_file(request(ticket="MMD-8-Y"))]))


def _once(first: int, real: object) -> object:
    """A stand-in that answers `first` once, then as the real one."""
    used: list[bool] = []

    def answer(self: object, station: str) -> int:
        if not used:
            used.append(True)
            return first
        return real(self, station)  # type: ignore[operator,no-any-return]

    return answer


def test_the_collector_is_left_as_it_was() -> None:
    """Work on many rows rests it and gives it back, running or not."""
    before = gc.isenabled()
    for running in (True, False):
        (gc.enable if running else gc.disable)()
        with collector_at_rest():
            assert not gc.isenabled()
        assert gc.isenabled() is running
    (gc.enable if before else gc.disable)()


def test_a_request_typed_in(desk: Desk) -> None:
    """A1 to A3: the same rules as for files; the same request twice is refused by its number."""
    case = receive(desk, timeline="six weeks", ticket="")
    assert (case.request.timeline.days, case.request.type) == (42, "security_agents_vpns")
    with pytest.raises(Refused, match=case.number):
        receive(desk, timeline="six weeks", ticket="")
    with pytest.raises(Refused) as refusal:
        receive(desk, customer=" ")
    assert refusal.value.field == "customer"


def test_received_day_and_age(desk: Desk) -> None:
    """A5: the portal's day counts; a day in the future does not make a case younger than today."""
    bring(
        desk,
        request(submitted=date(2026, 11, 11)),
        request(ticket="MMD-2-B", submitted=date(2027, 1, 1)),
    )
    ages = {row.number: row.age_days(DAY) for row in desk.store.page(QueueFilter(), DAY, 9)}
    assert ages == {"A-0001": 12, "A-0002": 0}


@pytest.mark.model
@given(
    st.lists(
        st.tuples(st.integers(0, 3), st.sampled_from(["6 months", "9 months", "permanent"])),
        max_size=8,
    )
)
def test_a5_any_order_of_imports_keeps_the_sum(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[int, str]]
) -> None:
    """A5: rows = imported + amended + skipped + failed,
    one case for each ticket, whatever comes.
    """
    here = new_desk(tmp_path_factory.mktemp("store"))
    requests = [request(ticket=f"MMD-{ticket}-T", timeline=timeline) for ticket, timeline in rows]
    half = len(requests) // 2
    for part in (requests[:half], requests[half:], requests):
        done = bring(here, *part)
        assert counts(done)[3] == 0
    tickets = {one.ticket for one in requests}
    assert here.store.count(QueueFilter(state=""), DAY, 99) == len(tickets)
    for ticket in tickets:
        wishes = [one.timeline.text for one in requests if one.ticket == ticket]
        assert {version.request.timeline.text for version in here.case(ticket).versions} == set(
            wishes
        )


def test_c8_an_export_amends_only_what_differs_from_the_export_before_it(desk: Desk) -> None:
    """C8: what was said by telephone since is not undone by the next export,
    which still has the older words.
    """
    bring(desk, request(timeline="24 months"))
    spoken = {"requirement": "300 planners must reach the ERP."}
    receive(desk, **spoken)
    assert counts(bring(desk, request(proposal="Deploy version 5."))) == (0, 1, 0, 0)
    newest = desk.case("A-0001").newest
    assert (newest.requirement, newest.proposal) == (spoken["requirement"], "Deploy version 5.")
    receive(desk, **spoken, proposal="Deploy version 6.", type_words="Policies")
    assert desk.case("A-0001").newest.type == "policies"
    plan = intake.plan_import(desk, [as_file(request(proposal="Deploy version 6."))])
    assert [(row.result, row.why) for row in plan.rows] == [("skipped", "A-0001, nothing changed")]
    assert counts(bring(desk, request(proposal="Deploy version 6.", timeline="12 months"))) == (
        0,
        1,
        0,
        0,
    )
    newest = desk.case("A-0001").newest
    assert (newest.requirement, newest.type, newest.timeline.months) == (
        spoken["requirement"],
        "policies",
        12,
    )
    assert counts(bring(desk, request(proposal="Deploy version 6.", type_words="Drivers"))) == (
        0,
        1,
        0,
        0,
    )
    newest = desk.case("A-0001").newest
    assert (newest.requirement, newest.type, newest.timeline.months) == (
        spoken["requirement"],
        "drivers",
        24,
    )


def test_c8_a_contact_that_alone_changes_is_kept_and_asks_for_no_new_answer(desk: Desk) -> None:
    """C8: the contact is always the newest; it is no amendment of what is asked for."""
    asked = request(contact="Jana Hofer", email="jana@fabrikam.example")
    bring(desk, asked)
    case = assessment.answer(desk, desk.case("A-0001"), FACTOR_4)
    plan = intake.plan_import(desk, [as_file(replace(asked, contact="Petr Malý", email=""))])
    (row,) = plan.rows
    assert (row.result, row.why, row.changed) == (
        "amended",
        "A-0001, contact changed",
        ("contact",),
    )
    intake.carry_out(desk, plan)
    case = desk.case("A-0001")
    assert (case.newest.contact, case.newest.email) == ("Petr Malý", "")
    assert (case.answers.unconfirmed, case.amended, len(case.versions)) == (frozenset(), False, 1)
    case = decision.make(desk, case, Proposal("approve"))
    assert counts(bring(desk, asked)) == (0, 0, 1, 0), (
        "the contact of an older export does not come back"
    )
    case = request_queue.amend(desk, desk.case("A-0001"), "telephone", contact="Ida Roth")
    assert (case.request.contact, case.amended) == ("Ida Roth", False)
    assert refused(lambda: request_queue.amend(desk, case, "telephone", contact="Ida Roth")) == (
        "A5",
        "requirement",
    )
    assert desk.store.verify().findings == ()


def test_a5_a_title_is_whole_wherever_it_is_named(desk: Desk) -> None:
    """A5, C8: only words that stand in for a title are shortened."""
    title = "Cisco AnyConnect for the planners of " + " and ".join(f"plant {n}" for n in range(20))
    bring(desk, request(title=title))
    assert desk.store.page(QueueFilter(), DAY, 9)[0].title == title
    bring(desk, request(title="", proposal=title, ticket="MMD-1470000-AAAAA"))
    assert desk.case("A-0002").request.heading().endswith("…")
