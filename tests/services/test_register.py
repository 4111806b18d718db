"""The register of a day on a real store: by all facts known now, and as it stood (rules E1, E3)."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mmd_reviewer import bootstrap
from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.case_fold import fold
from mmd_reviewer.domain.decision import Proposal
from mmd_reviewer.domain.deed import Job
from mmd_reviewer.domain.device import Device
from mmd_reviewer.domain.errors import Cancelled, Refused
from mmd_reviewer.domain.fact import RequestReceived
from mmd_reviewer.domain.register import Register, by_customer, heads, row_on
from mmd_reviewer.domain.register_filter import DecidedFilter, RegisterFilter
from mmd_reviewer.services import assessment, customers, decision, register, removal, request_queue
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.services.read.register_file import PDF, make_file
from mmd_reviewer.services.read.register_rows import arrange
from mmd_reviewer.settings import Choices
from tests.long import long_or
from tests.making import DAY, FACTOR_3, FACTOR_4, assessed, day, new_desk, put_in_force, receive

On = Callable[[int], Desk]
DEVICES = tuple(Device(f"S{place}", "HP", "Elite") for place in range(3))


@pytest.fixture
def on(tmp_path: Path) -> On:
    """A desk on the n-th day, on a store of its own."""
    new_desk(tmp_path)
    return lambda days: bootstrap.open_desk(
        Choices(tmp_path / "s.sqlite", day(days), "Ines Moreau")
    )


def deployed(
    on: On, at: int, *, recorded: int | None = None, ticket: str = "MMD-1-A", **given: str
) -> Case:
    """An approval decided on a day, deployed the same day, recorded then or later."""
    desk = on(at)
    case = assessment.answer(
        desk, receive(desk, timeline="6 months", ticket=ticket, **given), FACTOR_4
    )
    case = decision.make(desk, case, Proposal("approve"))
    return put_in_force(on(at if recorded is None else recorded), case, day(at), DEVICES)


def states(found: Register) -> list[tuple[str, str, int]]:
    return [(row.number, row.state, row.devices) for row in found.rows]


def test_e3_a_deployment_recorded_late_is_on_d_and_not_as_it_stood_on_d(on: On) -> None:
    """E3: "On D" = true on D by all facts known now;
    "as it stood on D" = only facts whose day is not after D.
    """
    deployed(on, 0, recorded=10)
    desk = on(10)
    assert states(register.register_on(desk, day(5))) == [("A-0001", "in_force", 3)]
    assert states(register.register_on(desk, day(5), day(5))) == []
    assert states(register.register_on(desk, day(10), day(10))) == [("A-0001", "in_force", 3)]
    assert states(register.register_on(desk, day(5), day(10))) == [("A-0001", "in_force", 3)]
    assert (
        register.register_on(desk, day(-1)).rows
        == register.register_on(desk, day(0), day(-1)).rows
        == ()
    )


def test_e3_what_was_undone_later_stood_then(on: On) -> None:
    """E3: an undo recorded after D does not count for the register as it stood on D."""
    case = deployed(on, 0)
    request_queue.undo(on(4), case)
    desk = on(5)
    assert states(register.register_on(desk, day(2))) == []
    assert states(register.register_on(desk, day(2), day(2))) == [("A-0001", "in_force", 3)]
    assert states(register.register_on(desk, day(2), day(4))) == []


def test_e1_an_approval_that_lapsed_stays_while_devices_carry_it(on: On) -> None:
    """E1, E3: expired the day after its end, in the register until the last device lost it."""
    case = deployed(on, 0)
    until = case.decision.made.until if case.decision else None
    assert until is not None
    desk = on((until - DAY).days + 5)
    assert states(register.register_on(desk, until)) == [("A-0001", "in_force", 3)]
    assert states(register.register_on(desk, until + timedelta(days=1))) == [
        ("A-0001", "expired", 3)
    ]
    removal.confirm_removal(desk, case, [], desk.today(), "Jana Hofer")
    assert states(register.register_on(desk, desk.today())) == []
    assert states(register.register_on(desk, desk.today() - timedelta(days=1))) == [
        ("A-0001", "expired", 3)
    ]


def test_the_book_holds_rows_decisions_names_and_figures(on: On) -> None:
    """E3: per customer and over all; decisions of the last twelve months by all facts known now."""
    deployed(on, 0, ticket="MMD-1-A", customer="Fabrikam")
    deployed(on, 1, ticket="MMD-2-B", customer="Adatum")
    desk = on(3)
    declined = assessment.answer(desk, receive(desk, ticket="MMD-3-C"), {"non_negotiable": "yes"})
    decision.make(desk, declined, Proposal("decline"))
    book = register.book(desk, day(3))
    assert [row.customer for row in book.register.rows] == ["Adatum", "Fabrikam"]
    assert [(one.number, one.outcome, one.customer) for one in book.decisions] == [
        ("A-0001", "approve", "Fabrikam"),
        ("A-0002", "approve", "Adatum"),
        ("A-0003", "decline", "Fabrikam"),
    ]
    assert book.names.type("drivers") == "Hardware or software drivers"
    assert book.names.edition("2019-11") == "Edition 1"
    assert sum(bar.number for bar in book.figures.decided.bars) == 3
    unfiltered = arrange(
        book, RegisterFilter(), ("number", False), DecidedFilter(), ("number", False)
    )
    assert [one.number for one in unfiltered.decisions or ()] == ["A-0001", "A-0002", "A-0003"]
    with pytest.raises(Refused, match="clear the filter to print the register"):
        make_file(desk, book, unfiltered, PDF, Job())
    stood = register.book(desk, day(0), day(0))
    assert [row.customer for row in stood.register.rows] == ["Fabrikam"]


@pytest.mark.parametrize(
    ("wanted", "name"),
    [("FABRIKAM", "Fabrikam"), ("Fabrikam Ltd", "Fabrikam"), ("Nobody", "Nobody")],
)
def test_a5_a_customer_of_the_register_is_found_by_every_spelling(
    on: On, wanted: str, name: str
) -> None:
    """A5: in other letters or joined; one that is not there stays as it was asked for."""
    deployed(on, 0, ticket="MMD-1-A", customer="Adatum")
    deployed(on, 0, ticket="MMD-2-B", customer="Fabrikam")
    customers.join(on(1), "Fabrikam Ltd", "Fabrikam")
    assert register.named(on(1), register.book(on(1), day(1)), wanted) == name


def test_reading_as_it_stood_tells_how_far_and_can_be_cancelled(
    on: On, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Long work: progress, and a Cancel that stops between two portions."""
    monkeypatch.setattr(register, "AT_ONCE", 1)
    for place in range(3):
        deployed(on, 0, ticket=f"MMD-{place}-A")
    told: list[tuple[int, int]] = []
    register.register_on(
        on(1), day(1), day(1), Job(progress=lambda done, total: told.append((done, total)))
    )
    assert told == [(0, 3), (1, 3), (2, 3), (3, 3)]
    with pytest.raises(Cancelled):
        register.register_on(on(1), day(1), day(1), Job(cancelled=lambda: len(told) >= 4))


@pytest.mark.model
@pytest.mark.long_form
@settings(
    max_examples=long_or(500, 12),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    steps=st.lists(
        st.tuples(st.sampled_from(["deploy", "remove", "undo", "redo"]), st.integers(0, 6)),
        max_size=8,
    ),
    at=st.integers(-2, 40),
    known=st.integers(-2, 40),
)
def test_e3_as_it_stood_is_the_fold_of_the_facts_of_that_day(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, int]], at: int, known: int
) -> None:
    """E3: for any course of deeds, the register as known on
    K equals what the fold of the facts until K says.
    """
    folder = tmp_path_factory.mktemp("stood")
    new_desk(folder)

    def on(days: int) -> Desk:
        return bootstrap.open_desk(Choices(folder / "s.sqlite", day(days), "Ines Moreau"))

    desk = on(0)
    case = assessment.answer(desk, receive(desk, timeline="permanent"), FACTOR_3)
    case = decision.make(desk, case, Proposal("approve_migration", months=3))
    now, place = 0, 0
    for what, later in steps:
        now += later
        try:
            if what == "deploy":
                place += 1
                case = put_in_force(on(now), case, day(now), [Device(f"D{place}", "HP", "Elite")])
            elif what == "remove":
                case = removal.confirm_removal(on(now), case, [], day(now), "Jana Hofer")
            else:
                deed = request_queue.undo if what == "undo" else request_queue.redo
                case = deed(on(now), case)[0]
        except Refused:
            continue
    desk = on(now)
    found = register.register_on(desk, day(at), day(known))
    facts = [fact for fact in desk.store.facts(case.key) if fact.day <= day(known)]
    received = any(isinstance(fact.body, RequestReceived) for fact in facts)
    expected = row_on(fold(facts), day(at)) if received else None
    assert found.rows == ((expected,) if expected is not None else ())
    if known >= now:
        assert found.rows == register.register_on(desk, day(at)).rows


def test_a5_e3_joined_spellings_are_one_customer_in_the_register(tmp_path: Path) -> None:
    """A5, E3: every count is that of the union; a name that differs in capitals is the same."""
    desk = new_desk(tmp_path)
    for n, name in enumerate(("Contoso", "Contoso Ltd", "CONTOSO", "Fabrikam")):
        case = assessed(desk, FACTOR_4, customer=name, ticket=f"MMD-{n}-T")
        case = decision.make(desk, case, Proposal("approve"))
        put_in_force(desk, case, DAY, (Device(f"S{n}"),))
    before = register.book(desk, DAY)
    assert heads(before.register.rows).customers == 3
    customers.join(desk, "Contoso Ltd", "Contoso")
    for known in (None, DAY):
        book = register.book(desk, DAY, known)
        found = by_customer(book.register.rows)
        assert {name: len(rows) for name, rows in found.items()} == {"Contoso": 3, "Fabrikam": 1}
        assert (heads(book.register.rows).customers, heads(book.register.rows).devices) == (2, 4)
        assert {one.customer for one in book.decisions} == {"Contoso", "Fabrikam"}
