"""Promises and reviews: what is asked of an approval while it runs (rules C1, D1).

A term of an approval may have a day: its proof is asked for 30 days ahead. An approval without an
end is looked at as often as the settings say. Neither ends an approval: a revocation needs a key
condition broken.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from mmd_reviewer.domain.calendar_entry import CANCELLED, DONE, PLANNED, PROMISE, REVIEW, Entry
from mmd_reviewer.domain.case import Case, Promise
from mmd_reviewer.domain.case_state import state
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.domain.period import add_months, check_day, on_screen
from mmd_reviewer.domain.promise_facts import PromiseMade, PromiseSettled, ReviewDone
from mmd_reviewer.domain.request import check_words

ASKED_BEFORE = 30  # days
RUNNING = ("approved", "in_force", "in_revocation", "expired")


def promised(case: Case, text: str, due: date, day: date) -> PromiseMade:
    """Refuses what no approval rests on, no words, a day that is not ahead (C1)."""
    _check_running(case, day, "a promise")
    check_day(due, "due", "C1")
    if due <= day:
        raise Refused(f"A promise is due on a day after today, {day}; {due} is not.", "C1", "due")
    return PromiseMade(_words(text, "Write what the customer is to do."), due)


def settled(case: Case, place: int, kept: bool, text: str) -> PromiseSettled:
    """`place` counts the promises of the case from 1; refuses one that is settled already (C1)."""
    if not 1 <= place <= len(case.promises):
        raise Refused(
            f"{case.number} has no promise {place}: it has {len(case.promises)}.", "C1", "promise"
        )
    promise = case.promises[place - 1]
    if promise.settled is not None:
        word = "kept" if promise.kept else "broken"
        raise Refused(
            f"Promise {place} is recorded as {word} on {on_screen(promise.settled)}.",
            "C1",
            "promise",
        )
    return PromiseSettled(promise.fact, kept, _words(text, "Write what shows it."))


def reviewed(case: Case, text: str, day: date) -> ReviewDone:
    """Refuses a case that no approval runs in, and no words (D1)."""
    _check_running(case, day, "a review")
    return ReviewDone(_words(text, "Write what was found."))


def review_due(case: Case) -> date | None:
    """When an approval without an end is to be looked at next; None for any other case."""
    decided = case.holding
    if decided is None or case.reopened or not decided.approves or decided.made.until is not None:
        return None
    last = max((decided.made.start, *case.reviews))
    return add_months(last, case.rules.review_months)


def promise_entries(case: Case) -> Sequence[Entry]:
    """What promises and reviews put on the calendar; both stay due until they are recorded."""
    found = [_asked(case, place, row) for place, row in enumerate(case.promises, 1)]
    found += [_looked_at(case, place) for place in range(len(case.reviews))]
    due = review_due(case)
    if due is not None:
        gone = bool(case.spans) and not case.carrying(due)
        status = CANCELLED if gone or case.revocation is not None else PLANNED
        found.append(_review(case, len(case.reviews), due, status))
    return found


def _looked_at(case: Case, place: int) -> Entry:
    """A review that was done stays where it was due, as a promise does."""
    done = case.reviews[place]
    start = case.holding.made.start if case.holding is not None else done
    due = add_months(max((start, *case.reviews[:place])), case.rules.review_months)
    return _review(case, place, due, DONE, done)


def _review(case: Case, place: int, day: date, status: str, done: date | None = None) -> Entry:
    first = case.holding.made.start if case.holding is not None else None
    return _entry(case, day, REVIEW, status, _of_review(case, place), "", first, done)


def next_review(case: Case) -> str:
    """The name of the entry of the review that comes next."""
    return _of_review(case, len(case.reviews))


def _of_review(case: Case, place: int) -> str:
    return f"{case.number}-V{place + 1}"


def _asked(case: Case, place: int, row: Promise) -> Entry:
    day = max(row.due - timedelta(days=ASKED_BEFORE), row.made)
    status = PLANNED if row.settled is None else DONE
    approves = case.holding is not None and case.holding.approves and not case.reopened
    if row.settled is None and not approves:
        status = CANCELLED
    note = f"{row.text}, due {on_screen(row.due)}"
    return _entry(case, day, PROMISE, status, f"{case.number}-T{place}", note, row.due, row.settled)


def _entry(
    case: Case,
    day: date,
    code: str,
    status: str,
    uid: str,
    note: str,
    first: date | None,
    done: date | None,
) -> Entry:
    request = case.request
    return Entry(
        day,
        code,
        status,
        case.number,
        request.customer,
        request.heading(),
        uid,
        first=first,
        done_on=done,
        note=note,
    )


def _check_running(case: Case, day: date, what: str) -> None:
    decided = case.holding
    running = decided is not None and decided.approves and state(case, day) in RUNNING
    if not running:
        raise Refused(f"{case.number} has no approval that {what} could be about.", "C1", "number")


def _words(text: str, asked: str) -> str:
    if not text.strip():
        raise Refused(asked, "C1", "text")
    check_words(text, "text")
    return text.strip()
