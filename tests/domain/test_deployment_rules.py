"""What may be deployed, where and when; promises and reviews of an approval (C1, C9, D1)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from mmd_reviewer.domain import fact as kinds
from mmd_reviewer.domain.calendar_entry import CANCELLED, DONE, PLANNED
from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.deployment import approval_on, check_deployment
from mmd_reviewer.domain.device import Device
from mmd_reviewer.domain.promise import (
    ASKED_BEFORE,
    next_review,
    promise_entries,
    promised,
    review_due,
    reviewed,
    settled,
)
from tests.domain.letter_cases import CASES, IN_FORCE, notified, told_of
from tests.domain.refusing import refusal
from tests.domain.test_decision import try_to
from tests.making import DAY, FACTOR_4, case, day, request

ONE, TWO = Device("S1", "HP", "E"), Device("S2", "HP", "E")
NEW = case()
UNTOLD = case(try_to("approve", FACTOR_4))
PERMANENT = request(timeline="permanent")
FOR_EVER = case(try_to("approve", FACTOR_4, asked=PERMANENT), asked=PERMANENT)
TOLD = told_of(UNTOLD, "approved")
LATE_START = told_of(case(try_to("approve", FACTOR_4, start=day(10))), "approved")
LIMITED = told_of(CASES["approved"], "approved")
SENT = [fact.body for fact in TOLD.facts[1:]]
DEPLOYED = case(*SENT, kinds.Deployed(DAY, (ONE, TWO)))
CLEAN = case(
    *SENT,
    kinds.Deployed(DAY, (ONE,)),
    kinds.RemovalConfirmed((ONE.key,), day(0), "Jana"),
)
Refusals = list[tuple[Callable[[], object], str, str, str]]


def deploy(
    of: Case, on: int = 0, *devices: Device, old: Case | None = None, today: int = 400
) -> None:
    check_deployment(of, day(on), devices, day(today), old)


REFUSALS: Refusals = [
    (
        lambda: deploy(NEW),
        "D1",
        "number",
        "Only an approved exemption is deployed: decide it first.",
    ),
    (
        lambda: deploy(CASES["declined"]),
        "D1",
        "number",
        "Only an approved exemption is deployed: decide it first.",
    ),
    (
        lambda: deploy(UNTOLD),
        "C9",
        "number",
        "The letter of the approval is not issued: issue it first, then record the deployment.",
    ),
    (
        lambda: deploy(TOLD, 1, today=0),
        "D1",
        "on",
        "2026-11-24 lies in the future: record a deployment when it has happened.",
    ),
    (
        lambda: deploy(TOLD, -1),
        "D1",
        "on",
        "2026-11-22 is before the approval starts, 2026-11-23.",
    ),
    (
        lambda: deploy(LATE_START, 9),
        "D1",
        "on",
        "2026-12-02 is before the approval starts, 2026-12-03.",
    ),
    (
        lambda: deploy(TOLD, 732, today=800),
        "D1",
        "on",
        "2028-11-24 is after the approval's last day, 2028-11-23.",
    ),
    (
        lambda: deploy(notified(5), 0, ONE),
        "C9",
        "number",
        "The letter of the approval is not issued: issue it first, then record the deployment.",
    ),
    (
        lambda: deploy(CLEAN),
        "D1",
        "devices",
        "It was removed from every device: give the list of those that carry it now.",
    ),
    (
        lambda: deploy(TOLD, 0, Device(" ")),
        "D1",
        "devices",
        "A device has no serial number.",
    ),
    (
        lambda: deploy(TOLD, 0, ONE, ONE),
        "D1",
        "devices",
        "Named twice, or in force there already: S1.",
    ),
    (
        lambda: deploy(DEPLOYED, 5, TWO),
        "D1",
        "devices",
        "Named twice, or in force there already: S2.",
    ),
    (
        lambda: deploy(LIMITED, 0, ONE),
        "C1",
        "devices",
        "The approval is limited to named devices, and these are not among them: S1.",
    ),
    (
        lambda: deploy(LIMITED),
        "C1",
        "devices",
        "The approval is limited to named devices: give the list.",
    ),
    (
        lambda: deploy(TOLD, 0, ONE, old=replace(notified(5), number="A-0007")),
        "D1",
        "number",
        "A revocation of A-0007 is open: its extension is not deployed before that is over.",
    ),
]


def promise(of: Case, text: str = "Version 6.1", due: int = 90) -> kinds.PromiseMade:
    return promised(of, text, day(due), DAY)


WITH_PROMISE = case(*SENT, kinds.PromiseMade("Version 6.1", day(90)))
KEPT = case(
    *[fact.body for fact in WITH_PROMISE.facts[1:]],
    kinds.PromiseSettled(WITH_PROMISE.promises[0].fact, True, "Seen in the inventory."),
)
PROMISES: Refusals = [
    (
        lambda: promise(NEW),
        "C1",
        "number",
        "A-0001 has no approval that a promise could be about.",
    ),
    (
        lambda: promise(TOLD, due=0),
        "C1",
        "due",
        "A promise is due on a day after today, 2026-11-23; 2026-11-23 is not.",
    ),
    (lambda: promise(TOLD, " "), "C1", "text", "Write what the customer is to do."),
    (
        lambda: settled(WITH_PROMISE, 2, True, "Seen"),
        "C1",
        "promise",
        "A-0001 has no promise 2: it has 1.",
    ),
    (
        lambda: settled(WITH_PROMISE, 0, True, "Seen"),
        "C1",
        "promise",
        "A-0001 has no promise 0: it has 1.",
    ),
    (lambda: settled(WITH_PROMISE, 1, True, ""), "C1", "text", "Write what shows it."),
    (
        lambda: settled(KEPT, 1, False, "Not so"),
        "C1",
        "promise",
        "Promise 1 is recorded as kept on Mon 2026-11-23.",
    ),
    (
        lambda: reviewed(CASES["declined"], "All hold.", DAY),
        "C1",
        "number",
        "A-0001 has no approval that a review could be about.",
    ),
    (lambda: reviewed(TOLD, " ", DAY), "C1", "text", "Write what was found."),
]


@pytest.mark.parametrize(("act", "rule", "field", "message"), [*REFUSALS, *PROMISES])
def test_what_cannot_be_recorded_is_refused_in_one_sentence(
    act: Callable[[], object], rule: str, field: str, message: str
) -> None:
    assert refusal(act) == (rule, field, message)


def test_a_told_approval_is_deployed_within_its_days_with_or_without_a_list() -> None:
    deploy(TOLD)
    deploy(TOLD, 731, ONE, today=800)
    deploy(LATE_START, 10, ONE)
    deploy(DEPLOYED, 5, Device("S3"))
    deploy(CLEAN, 5, ONE)
    deploy(TOLD, 0, old=UNTOLD)


def test_a_letter_that_is_issued_is_enough() -> None:
    issued = case(*SENT[:-1])
    assert issued.decision is not None
    assert issued.decision.fact not in issued.told
    deploy(issued)


def test_under_an_approval_limited_to_devices_those_are_deployed_in_any_case() -> None:
    deploy(LIMITED, 0, Device("5cg1234"))


def test_the_approval_that_counts_is_the_one_that_holds() -> None:
    assert approval_on(NEW, DAY) is None
    assert approval_on(CASES["declined"], DAY) is None
    assert approval_on(UNTOLD, DAY) is UNTOLD.decision


def test_during_a_revocation_nothing_is_deployed() -> None:
    bodies = [*SENT, kinds.Deployed(DAY, (ONE,)), IN_FORCE[2]]
    found = refusal(lambda: deploy(case(*bodies), 5, TWO))
    assert found == ("D1", "number", "A revocation is open: there is no further deployment.")


def test_a_promise_is_made_and_settled_with_its_words() -> None:
    assert promise(TOLD, " Version 6.1 ") == kinds.PromiseMade("Version 6.1", day(90))
    made = settled(WITH_PROMISE, 1, False, " Still 6.0 ")
    assert made == kinds.PromiseSettled(WITH_PROMISE.promises[0].fact, False, "Still 6.0")
    assert reviewed(TOLD, " All hold. ", DAY) == kinds.ReviewDone("All hold.")


@pytest.mark.parametrize(
    ("of", "due"),
    [(NEW, None), (CASES["declined"], None), (UNTOLD, None), (FOR_EVER, date(2027, 11, 23))],
    ids=["new", "declined", "with an end", "without an end"],
)
def test_an_approval_without_an_end_is_looked_at_every_twelve_months(
    of: Case, due: date | None
) -> None:
    assert review_due(of) == due


def test_a_review_that_was_done_puts_the_next_one_off_and_stays() -> None:
    bodies = [fact.body for fact in FOR_EVER.facts[1:]]
    once = case(*bodies, kinds.ReviewDone("All hold."), asked=PERMANENT)
    assert review_due(once) == date(2027, 11, 23), "counted from the day it was done"
    assert [(row.uid, row.status) for row in promise_entries(once)] == [
        ("A-0001-V1", DONE),
        ("A-0001-V2", PLANNED),
    ]
    assert next_review(once) == "A-0001-V2"
    assert next_review(FOR_EVER) == "A-0001-V1"


def test_the_proof_of_a_promise_is_asked_for_thirty_days_ahead() -> None:
    (entry,) = promise_entries(WITH_PROMISE)
    assert (entry.day, entry.first) == (day(90 - ASKED_BEFORE), day(90))
    assert (entry.status, entry.uid) == (PLANNED, "A-0001-T1")
    assert entry.note == "Version 6.1, due Sun 2027-02-21"
    (done,) = promise_entries(KEPT)
    assert (done.status, done.done_on) == (DONE, DAY)


def test_a_promise_of_soon_is_asked_for_from_the_day_it_was_made() -> None:
    soon = case(*SENT, kinds.PromiseMade("Version 6.1", day(10)))
    assert promise_entries(soon)[0].day == DAY


def test_a_promise_falls_away_with_its_approval() -> None:
    bodies = [fact.body for fact in WITH_PROMISE.facts[1:]]
    withdrawn = case(*bodies, try_to("withdrawn", FACTOR_4, reason="By mail."))
    assert [row.status for row in promise_entries(withdrawn)] == [CANCELLED]


def test_no_review_is_due_while_a_revocation_runs_or_on_no_device() -> None:
    bodies = [fact.body for fact in FOR_EVER.facts[1:]]
    running = case(*bodies, kinds.Deployed(DAY, (ONE,)), IN_FORCE[2], asked=PERMANENT)
    gone = case(
        *bodies,
        kinds.Deployed(DAY, (ONE,)),
        kinds.RemovalConfirmed((ONE.key,), DAY, "Jana"),
        asked=PERMANENT,
    )
    for of in (running, gone):
        assert [row.status for row in promise_entries(of)] == [CANCELLED]
