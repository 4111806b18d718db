"""Requests that were returned: when an answer is awaited,
and when they may be closed (rules A1, C1, C9).
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from mmd_reviewer import bootstrap
from mmd_reviewer.domain.age import age_of
from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.decision import Proposal
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.domain.letters.compose import as_text
from mmd_reviewer.domain.letters.dispatch import Dispatch
from mmd_reviewer.domain.period import in_words
from mmd_reviewer.domain.request_queue import QueueFilter
from mmd_reviewer.services import decision, letter, request_queue, revocation_calendar
from mmd_reviewer.services.desk import Desk
from tests.making import FACTOR_4, QuickPress, assessed, day, new_desk, refused

On = Callable[[int], Desk]
CLOSE = Proposal("closed_unanswered")


@pytest.fixture
def on(tmp_path: Path) -> On:
    """The desk so many days after the day of the tests."""
    desk = replace(new_desk(tmp_path), press=QuickPress())
    return lambda days: replace(desk, clock=bootstrap.MachineClock(day(days)))


def returned(desk: Desk, case: Case, question: str) -> Case:
    """Returned with a question, and not told yet."""
    return decision.make(desk, case, Proposal("return", question))


def told_by_telephone(desk: Desk, case: Case) -> Case:
    """The customer was told on the desk's day, by no letter."""
    wish = Dispatch(desk.today(), "TEL-1")
    return letter.told_elsewhere(desk, [case], "returned", wish, "Petra Novak")[0]


def next_date(desk: Desk) -> date | None:
    """What the queue shows as the next date of the only case."""
    return desk.store.page(QueueFilter(), desk.today(), 9)[0].next_date


def test_c1_c9_a_return_told_elsewhere_is_closed_when_its_answer_is_overdue(on: On) -> None:
    """C1, C9: the days count from the day it was told, whichever way."""
    case = told_by_telephone(on(4), returned(on(0), assessed(on(0), FACTOR_4), "Which version?"))
    assert refused(lambda: decision.make(on(33), case, CLOSE)) == ("C1", "outcome")
    closed = decision.make(on(34), case, CLOSE)
    text = as_text(letter.issue(on(34), closed)[1].record)
    assert f"We returned the request to you on {in_words(day(4))} and asked" in text


def test_c1_what_was_answered_is_not_closed_unanswered(on: On) -> None:
    """C1, A5: the answer makes it new again, however long ago the return was told."""
    case = told_by_telephone(on(0), returned(on(0), assessed(on(0), FACTOR_4), "Which version?"))
    assert decision.make(on(30), case, CLOSE).decision is not None
    (case,) = request_queue.undo(on(30), on(30).case(case.number))
    case = request_queue.amend(on(31), case, "mail", proposal="Deploy version 4.10.")
    with pytest.raises(Refused, match="is not returned") as refusal:
        decision.make(on(90), case, CLOSE)
    assert (refusal.value.rule, refusal.value.field) == ("C1", "outcome")


def test_c1_the_age_of_a_case_stands_still_while_its_customer_owes_an_answer(on: On) -> None:
    """C1, A6: from the day on which the return was told until it was answered."""
    asked = returned(on(2), assessed(on(0), FACTOR_4), "Which version?")
    assert age_of(asked, day(34)) == 34, "nobody owes an answer to what was not asked"
    told = told_by_telephone(on(4), asked)
    assert age_of(told, day(34)) == 4
    answered = request_queue.amend(on(20), told, "mail", proposal="Deploy version 4.10.")
    assert age_of(answered, day(34)) == 34 - 16


def test_c1_the_letter_of_a_closing_names_the_return_that_stands(on: On) -> None:
    """C1: of two returns the second was told by telephone;
    the day of the first one's letter is not named.
    """
    case, issued = letter.issue(on(0), returned(on(0), assessed(on(0), FACTOR_4), "Which version?"))
    case = letter.dispatched(on(0), case, issued.record.number, day(0), "MMD-1465058-R5V8P")
    case = request_queue.amend(
        on(5), case, "mail", proposal="Deploy Cisco AnyConnect 4.10 in two sites."
    )
    case = told_by_telephone(on(12), returned(on(10), case, "Which sites?"))
    assert refused(lambda: decision.make(on(41), case, CLOSE)) == ("C1", "outcome")
    text = as_text(letter.issue(on(42), decision.make(on(42), case, CLOSE))[1].record)
    assert f"We returned the request to you on {in_words(day(12))} and asked" in text


def test_c1_queue_and_health_wait_for_an_answer_as_long_as_the_rule_does(on: On) -> None:
    """C1: nobody waits for an answer to what was not asked;
    from then on queue, health and closing name one day.
    """
    case, issued = letter.issue(on(0), returned(on(0), assessed(on(0), FACTOR_4), "Which version?"))
    assert next_date(on(31)) is None
    letter.dispatched(on(3), case, issued.record.number, day(3), "MMD-1465058-R5V8P")
    assert next_date(on(3)) == day(33)
    waiting = "Returned without an answer for 30 days"
    assert waiting not in [row.what for row in revocation_calendar.health(on(32))]
    assert {row.what: row.since for row in revocation_calendar.health(on(33))}[waiting] == day(3)


def ages(desk: Desk) -> tuple[int, date | None]:
    """The age that the queue shows of the only case, and since when it stands still."""
    (row,) = desk.store.page(QueueFilter(state=""), desk.today(), 9)
    return row.age_days(desk.today()), row.waits_since


def test_c1_the_age_stands_still_while_the_customer_owes_an_answer(on: On) -> None:
    """C1: from the day on which the return was told until the answer, and again for another."""
    case = returned(on(0), assessed(on(0), FACTOR_4), "Which version?")
    assert ages(on(4)) == (4, None), "not told: nobody can answer"
    case = told_by_telephone(on(4), case)
    assert ages(on(9)) == (4, day(4))
    case = request_queue.amend(
        on(10), case, "mail", proposal="Deploy AnyConnect 4.10 in two sites."
    )
    assert ages(on(12)) == (6, None)
    assert case.waited == 6
    case = told_by_telephone(on(13), returned(on(12), case, "Which sites?"))
    assert ages(on(20)) == (7, day(13))
    closed = decision.make(on(43), case, CLOSE)
    assert (closed.waited, ages(on(50))[0]) == (36, 14)


def test_c1_a_queue_by_age_counts_the_days_that_are_ours(on: On) -> None:
    """C1: of two cases the older stands last, as it waited for its customer."""
    first = told_by_telephone(on(0), returned(on(0), assessed(on(0), FACTOR_4), "Which version?"))
    assessed(on(5), FACTOR_4, ticket="MMD-2-B")
    request_queue.amend(on(9), first, "mail", proposal="Deploy AnyConnect 4.10 in two sites.")
    rows = on(9).store.page(QueueFilter(), day(9), 9)
    assert [(row.number, row.age_days(day(9))) for row in rows] == [("A-0002", 4), ("A-0001", 0)]


def test_a1_c7_details_that_do_not_suffice_and_their_return_are_one_deed(on: On) -> None:
    """A1, C7: one undo takes back both; a return that is refused leaves no detail marked."""
    case = assessed(on(0), FACTOR_4)
    why = {"proposal": "Name the version."}
    made = decision.make_return(on(0), case, why)
    assert (made.decision and made.decision.made.outcome, dict(made.judged)) == ("return", why)
    (case,) = request_queue.undo(on(0), made)
    assert (case.decision, dict(case.judged)) == (None, {})
    with pytest.raises(Refused):
        decision.make_return(on(0), case, {"proposal": "", "timeline": ""})
    assert not on(0).case(case.number).judged
    made = decision.make_return(on(0), case, {}, "Which version?")
    assert made.decision
    assert made.decision.made.reason == "Which version?"
