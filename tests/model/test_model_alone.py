"""The model against the vectors and sections A to C, E of the rule book."""

from __future__ import annotations

from datetime import date

import pytest

from tests.model.facts import add_months
from tests.model.rules_model import Wish
from tests.model.scenes import (
    D0,
    FOURTH,
    HOLDS,
    THIRD,
    A,
    B,
    approved,
    codes,
    kinds,
    new,
    on,
    prepare,
    refused,
    revoked,
    send,
)


@pytest.mark.parametrize(
    "days",
    [
        ("2019-11-22", "2019-12-22", "2020-01-21", "2020-02-13", "2020-02-20"),
        ("2020-01-31", "2020-03-01", "2020-03-31", "2020-04-23", "2020-04-30"),
        ("2027-12-01", "2027-12-31", "2028-01-30", "2028-02-22", "2028-02-29"),
    ],
)
def test_schedule_vectors(days: tuple[str, ...]) -> None:
    """D2, F vectors."""
    first, second, third, final, ends = map(date.fromisoformat, days)
    schedule = revoked(A, first=first).schedule(first)
    assert schedule is not None
    assert (schedule.second, schedule.third, schedule.final) == (second, third, final)
    assert schedule.deadline == ends
    assert not schedule.planned


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        ("2019-11-30", 3, "2020-02-29"),
        ("2020-02-29", 12, "2021-02-28"),
        ("2020-01-31", 2, "2020-03-31"),
    ],
)
def test_months_vectors(start: str, months: int, end: str) -> None:
    """C5, F vectors."""
    assert add_months(date.fromisoformat(start), months) == date.fromisoformat(end)


@pytest.mark.parametrize(
    ("patch", "outcome", "factor", "still_open"),
    [
        ({"non_negotiable": "yes"}, "decline", "non_negotiable", ()),
        ({}, "undetermined", None, ("non_negotiable",)),
        ({"non_negotiable": "no"}, "undetermined", None, ("restricted_productivity",)),
        ({**FOURTH, "restricted_productivity": "yes"}, "approve", "restricted_productivity", ()),
        (
            {**THIRD, "restricted_productivity": "no"},
            "approve_migration",
            "microsoft_technology",
            (),
        ),
        ({**FOURTH, "restricted_productivity": "no"}, "approve", "cannot", ()),
        (
            {
                "non_negotiable": "no",
                "restricted_productivity": "yes",
                "conditions": {**HOLDS, "cost": "broken", "security": "unknown"},
            },
            "decline",
            "restricted_productivity",
            (),
        ),
        (
            {
                "non_negotiable": "no",
                "restricted_productivity": "yes",
                "conditions": {**HOLDS, "cost": "unknown"},
            },
            "undetermined",
            "restricted_productivity",
            ("cost",),
        ),
        (
            {"non_negotiable": "no", "conditions": {"cost": "broken"}},
            "undetermined",
            None,
            ("restricted_productivity",),
        ),
    ],
)
def test_factors(
    patch: dict[str, object], outcome: str, factor: str | None, still_open: tuple[str, ...]
) -> None:
    """B1, B2, B4."""
    model = new(kind="productivity_software")
    model.assess(D0, patch)
    advice = model.recommendation(D0)
    assert (advice.outcome, advice.factor, advice.open) == (outcome, factor, still_open)


def test_second_factor_does_not_apply() -> None:
    """B7: other types count as no, and yes is refused; drivers only when linked."""
    model = new()
    model.assess(D0, FOURTH)
    assert model.recommendation(D0).outcome == "approve"
    refused("B7", model, "assess", D0, {"restricted_productivity": "yes"})
    refused("B7", new(kind="drivers"), "assess", D0, {"restricted_productivity": "yes"})
    new(kind="drivers", linked_software=True).assess(D0, {"restricted_productivity": "yes"})


@pytest.mark.parametrize(
    ("wish", "given", "suggested", "until", "flags"),
    [
        (Wish(months=24), None, 12, None, ("capped",)),
        (Wish(open_ended=True), None, 12, None, ("capped",)),
        (Wish(months=2), None, 2, None, ("under_three",)),
        (Wish(months=24), 9, 9, None, ()),
        (Wish(days=42), None, 2, date(2020, 2, 12), ("under_three",)),
        (Wish(days=20), None, None, date(2020, 1, 21), ("under_three",)),
        (Wish(until=date(2020, 7, 1)), None, 6, date(2020, 7, 1), ()),
        (Wish(until=date(2021, 1, 2)), None, 12, None, ("capped",)),
    ],
)
def test_migration_period(
    wish: Wish, given: int | None, suggested: int | None, until: date | None, flags: tuple[str, ...]
) -> None:
    """B6."""
    model = new(wish=wish)
    model.assess(D0, THIRD if given is None else {**THIRD, "months": given})
    advice = model.recommendation(D0)
    assert (advice.suggested, advice.until, advice.flags) == (suggested, until, flags)


def test_changed_answer_and_amendment() -> None:
    """B2, A5: later answers are kept, to be confirmed; a key left out keeps its value."""
    model = new()
    model.assess(D0, THIRD)
    model.assess(D0, {"non_negotiable": "yes"})
    model.assess(D0, {"non_negotiable": "no"})
    assert model.recommendation(D0).open == ("microsoft_technology",)
    model.assess(D0, {"microsoft_technology": "yes"})
    assert model.recommendation(D0).outcome == "approve_migration"
    model.amend(D0)
    assert model.recommendation(D0).open == ("non_negotiable",)


def test_departing_needs_a_reason() -> None:
    """B4, B5, B6."""
    model = new(wish=Wish(months=6))
    model.assess(D0, THIRD)
    refused("B5", model, "decide", D0, "approve", open_ended=True)
    refused("B5", model, "decide", D0, "approve_migration", months=7)
    refused("B5", model, "decide", D0, "approve_migration", months=2)
    refused("B5", model, "decide", D0, "return")
    refused("B6", model, "decide", D0, "approve_migration", "why", open_ended=True)
    model.assess(D0, {"conditions": {"cost": "unknown"}})
    refused("B4", model, "decide", D0, "approve_migration", "why", months=6)
    model.assess(D0, {"conditions": {"cost": "broken"}})
    model.decide(D0, "approve_migration", "worth it", months=6)


def test_missing_details() -> None:
    """A1, B5: never approved or declined; returned without a reason; A6 incomplete."""
    model = new()
    model.assess(D0, FOURTH)
    model.mark(D0, ["requirement"])
    assert model.state(D0) == "incomplete"
    refused("A1", model, "decide", D0, "decline", "no")
    model.decide(D0, "return")
    assert model.state(D0) == "returned"
    assert "details_missing" in model.flags(D0)
    model.amend(on(1), ["requirement"])
    assert model.state(on(1)) == "new"  # A5
    assert model.owed(on(1)) == []


def test_closed_unanswered_opens_again() -> None:
    """C1: returned, no answer within the days; an amendment opens it again."""
    model = new(answer_days=10)
    model.mark(D0, ["proposal"])
    model.decide(D0, "return")
    refused("C1", model, "decide", on(10), "closed_unanswered", "silence")
    model.decide(on(11), "closed_unanswered", "silence")
    assert model.state(on(11)) == "closed_unanswered"
    assert kinds(model, on(11)) == ["closed"]
    model.amend(on(12), ["proposal"])
    assert model.state(on(12)) == "new"


def test_withdrawn_owes_nothing() -> None:
    """C9: never of `withdrawn`."""
    model = new()
    model.decide(D0, "withdrawn", "by the customer")
    assert model.state(D0) == "withdrawn"
    assert model.owed(D0) == []
    assert model.next_letter(D0) is None


def test_expiry() -> None:
    """C5, E1: in force on the end date, expired the day after."""
    model = new()
    model.assess(D0, FOURTH)
    model.decide(D0, "approve", months=3)
    model.issue(D0, "approved")
    model.deploy(D0, D0, [A])
    assert model.state(date(2020, 4, 1)) == "in_force"
    assert model.state(date(2020, 4, 2)) == "expired"
    assert codes(model, date(2020, 5, 1)) == {"A": "covered"}
    row = model.register(date(2020, 5, 1))
    assert row is not None
    assert (row.state, row.until, row.devices) == ("expired", date(2020, 4, 1), ("A",))


def test_deployment_needs_letter_and_start() -> None:
    """C1, C9, D1."""
    model = new()
    model.assess(D0, FOURTH)
    model.decide(D0, "approve", months=1, start=on(5), devices=["A"])
    refused("C1", model, "deploy", on(4), on(4), [A])
    refused("C9", model, "deploy", on(6), on(6), [A])
    model.issue(on(7), "approved")
    refused("C1", model, "deploy", on(7), on(6), [B])
    model.deploy(on(7), on(6), [A])  # before the letter's date
    assert model.state(on(5)) == "approved"
    assert model.state(on(6)) == "in_force"
    refused("C7", model, "decide", on(8), "decline", "no")
    refused("C1", model, "decide", on(8), "withdrawn", "no")


def test_decision_undone_until_its_letter() -> None:
    """C7."""
    model = new()
    model.assess(D0, FOURTH)
    model.decide(D0, "approve", open_ended=True)
    model.undo_decision(D0)
    assert model.state(D0) == "in_assessment"
    model.decide(D0, "approve", open_ended=True)
    model.issue(D0, "approved")
    refused("C7", model, "undo_decision", D0)
    refused("C7", model, "decide", D0, "approve", open_ended=True)


def test_worse_decision_waits() -> None:
    """C9: in place of a told approval, until its letter is dispatched."""
    model = approved()
    model.decide(on(0), "decline", "found a hole")
    assert model.state(on(3)) == "approved"
    assert "decision_waiting" in model.flags(on(3))
    assert model.owed(on(3)) == [("declined", on(0), True)]
    assert model.next_letter(on(3)) == "declined"
    send(model, 4, "declined")
    assert (model.state(on(3)), model.state(on(4))) == ("approved", "declined")
    refused("C7", model, "decide", on(5), "approve", open_ended=True)
    model.deploy(on(5), on(3), [A])  # dated before that dispatch: it counts
    assert model.state(on(5)) == "in_force"
    refused("C7", model, "decide", on(5), "decline", "no")


def test_worse_decision_outrun() -> None:
    """C9: a deployment, and then only a revocation takes it back; the letter is void."""
    model = approved()
    model.decide(on(0), "decline", "found a hole")
    letter = model.issue(on(0), "declined")
    model.deploy(on(1), on(1), [A])
    assert model.state(on(1)) == "in_force"
    assert model.owed(on(1)) == []
    refused("C2", model, "dispatch", on(2), letter, on(2), "P")


def test_untold_or_better_holds_at_once() -> None:
    """C9."""
    model = new()
    model.assess(D0, FOURTH)
    model.decide(D0, "approve", until=on(50))
    letter = model.issue(D0, "approved")
    model.decide(D0, "decline", "no")
    assert model.state(D0) == "declined"
    refused("C2", model, "dispatch", D0, letter, D0, "P")
    told = approved(terms="only here")
    told.decide(D0, "approve", "more", open_ended=True)
    assert told.flags(D0) == frozenset()
    told.decide(D0, "approve", "less", until=on(10))
    assert told.flags(D0) == frozenset()  # the better one was not told


def test_amendment_after_decision() -> None:
    """C8: only flags; let rest; after a dispatched decline no new decision."""
    model = new()
    model.assess(D0, {"non_negotiable": "yes"})
    model.decide(D0, "decline")
    send(model, 0, "declined")
    model.amend(on(1))
    assert model.state(on(1)) == "declined"
    assert model.flags(on(1)) == {"amended"}
    refused("C8", model, "decide", on(1), "approve", "why", open_ended=True)
    model.amendment_rest(on(2), "nothing new")
    assert model.flags(on(2)) == frozenset()
    refused("C8", model, "amendment_rest", on(2), "again")


def test_migration_letter_contents() -> None:
    """C3: the Microsoft technology, and the scope of the project in words."""
    model = new(wish=Wish(months=6))
    model.assess(D0, {**THIRD, "scope": ""})
    model.decide(D0, "approve_migration", months=6)
    refused("C3", model, "issue", D0, "migration")
    model.assess(D0, {"scope": "two sites"})
    assert model.issue(D0, "migration") == model.issue(D0, "migration")


def test_revocation_outranks_expiry() -> None:
    """E1: an open revocation outranks and outlives expiry."""
    model = new()
    model.assess(D0, FOURTH)
    model.decide(D0, "approve", until=on(20))
    model.issue(D0, "approved")
    model.deploy(D0, D0, [A])
    prepare(model, on(10))
    assert model.state(on(21)) == "expired"
    send(model, 21, "notice_first")
    assert model.state(on(22)) == "in_revocation"


def test_as_it_stood() -> None:
    """E3: "as it stood on D" = only facts whose day is not after D."""
    model = revoked(A)
    model.removal(on(20), ["A"], on(10), "customer")
    assert model.state(on(15)) == "removed"
    assert model.as_known(on(15)).state(on(15)) == "in_revocation"


def test_extension() -> None:
    """E2: starts the day after the old end; not approved while a revocation is open."""
    old = new()
    old.assess(D0, THIRD)
    old.decide(D0, "approve_migration", "as agreed", months=6)
    later = new(extends=old)
    later.assess(on(9), THIRD)
    refused("E2", later, "decide", on(9), "approve_migration", months=12)
    old.issue(on(9), "migration")
    old.deploy(on(9), on(9), [A])
    prepare(old, on(9))
    refused("E2", later, "decide", on(9), "approve_migration", "why", months=3)
    old.withdraw_revocation(on(10), "fixed")
    later.decide(on(10), "approve_migration", months=3)
    later.issue(on(10), "migration")
    refused("C1", later, "deploy", date(2020, 7, 1), date(2020, 7, 1), [A])
    later.deploy(date(2020, 7, 2), date(2020, 7, 2), [A])
