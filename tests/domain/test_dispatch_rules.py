"""When a dispatch, its correction, a print or a proof may be recorded (C2, C4, C9, D3, D7, D11)."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from mmd_reviewer.domain import fact as kinds
from mmd_reviewer.domain.case import Case, Letter
from mmd_reviewer.domain.letters.dispatch import (
    Dispatch,
    check_dispatch_correction,
    check_new_dispatch,
    check_not_overtaken,
    check_printed,
    check_proof,
    check_reference,
    check_told_elsewhere,
    letter_of,
)
from mmd_reviewer.domain.notice import (
    check_issue,
    check_later,
    check_not_early,
    check_not_over,
    open_revocation,
)
from mmd_reviewer.domain.revocation import FINAL, SECOND, THIRD
from tests.domain.letter_cases import APPEAL, CASES, GROUNDS, IN_FORCE, notified, write
from tests.domain.refusing import refusal
from tests.making import DAY, case, day

FORCE, PREPARED = case(IN_FORCE[0], IN_FORCE[1]), case(*IN_FORCE)
NOTIFIED, APPEALED = notified(10), notified(10, APPEAL)
APPROVED = CASES["approved"]
ISSUED = kinds.LetterIssued(write(APPROVED), "ab", 1)
SENT = kinds.LetterDispatched("A-0001-L1", DAY, "MMD-1", "")


def with_letter(*more: kinds.Body, of: kinds.LetterIssued = ISSUED) -> tuple[Case, Letter]:
    """The approved case with its letter issued, and what followed."""
    made = case(*(fact.body for fact in APPROVED.facts[1:]), of, *more)
    return made, letter_of(made, "A-0001-L1")


Refusals = list[tuple[Callable[[], object], str, str, str]]


def send(*more: kinds.Body, on: int = 0, reference: str = "MMD-1", **given: str) -> None:
    of, letter = with_letter(*more)
    check_new_dispatch(of, letter, Dispatch(day(on), reference, **given), DAY)


def correct(
    *more: kinds.Body,
    on: int = 0,
    reference: str = "MMD-2",
    reason: str = "Misread",
    back: bool = False,
) -> None:
    of, letter = with_letter(*more)
    wish = Dispatch(day(on), reference, reason=reason)
    check_dispatch_correction(of, letter, wish, DAY, taken_back=back)


DISPATCHES: Refusals = [
    (
        lambda: letter_of(APPROVED, "A-0001-L9"),
        "C4",
        "letter",
        'A-0001 has no issued letter "A-0001-L9".',
    ),
    (
        lambda: send(SENT),
        "C4",
        "letter",
        "The dispatch of A-0001-L1 on 2026-11-23 is already recorded.",
    ),
    (
        lambda: send(reference=" "),
        "C4",
        "reference",
        "Give the portal's reference of the dispatch.",
    ),
    (
        lambda: send(other_case="A-0007"),
        "D3",
        "reference",
        "MMD-1 is the ticket of A-0007: give this case's own, or write the reason why it is right.",
    ),
    (
        lambda: send(on=1),
        "C4",
        "on",
        "2026-11-24 lies in the future: record a dispatch when it has happened.",
    ),
    (
        lambda: send(on=-1),
        "C4",
        "on",
        "2026-11-22 is before the letter's date, 2026-11-23.",
    ),
    (
        lambda: check_not_overtaken("A-0001-L1", "The period was changed"),
        "C2",
        "letter",
        "A-0001-L1 is void and not to be dispatched. The period was changed. Issue it again.",
    ),
    (
        lambda: check_printed(with_letter(kinds.LetterPrinted("A-0001-L1"))[1]),
        "C4",
        "letter",
        "A-0001-L1 is already recorded as printed on 2026-11-23.",
    ),
    (
        lambda: check_proof(with_letter()[1]),
        "C4",
        "letter",
        "The dispatch of A-0001-L1 is not recorded yet: record it first.",
    ),
]
CORRECTIONS: Refusals = [
    (
        lambda: correct(),
        "D11",
        "letter",
        "No dispatch of A-0001-L1 is recorded that could be corrected.",
    ),
    (
        lambda: correct(SENT, reason=" "),
        "D11",
        "correct",
        "Write why the dispatch is corrected.",
    ),
    (
        lambda: correct(SENT, reference=""),
        "D11",
        "reference",
        "Give the portal's reference of the dispatch.",
    ),
    (
        lambda: correct(SENT, reference=" MMD-1 "),
        "D11",
        "on",
        "The dispatch is recorded so already.",
    ),
    (
        lambda: correct(SENT, on=1),
        "D11",
        "on",
        "2026-11-24 lies in the future: record a dispatch when it has happened.",
    ),
    (
        lambda: correct(SENT, on=-1),
        "D11",
        "on",
        "2026-11-22 is before the letter's date, 2026-11-23.",
    ),
]


def told(on: int = 0, reference: str = "MMD-1", second: str = "Jonas", since: int = -3) -> None:
    check_told_elsewhere(Dispatch(day(on), reference), second, "Ines", day(since), DAY)


SECOND_PERSON = "A second person, of another name, confirms what was told elsewhere."
TOLD: Refusals = [
    (
        lambda: told(reference=" "),
        "C4",
        "reference",
        "Give the portal's reference of the dispatch.",
    ),
    (
        lambda: told(1),
        "C9",
        "on",
        "2026-11-24 lies in the future: it is recorded when it has happened.",
    ),
    (
        lambda: told(-4),
        "C9",
        "on",
        "2026-11-19 is before what it tells happened, 2026-11-20.",
    ),
    (lambda: told(second=" "), "C9", "second-person", SECOND_PERSON),
    (lambda: told(second="ines"), "C9", "second-person", SECOND_PERSON),
]


def issue(of: Case, notice: str, dated: int = 0, edition: str = "2019-11") -> None:
    check_issue(of, notice, day(dated), DAY, edition)


NOTICES: Refusals = [
    (
        lambda: open_revocation(FORCE),
        "D1",
        "number",
        "A-0001 has no open revocation: prepare one first.",
    ),
    (
        lambda: issue(PREPARED, "first", -1),
        "D3",
        "for",
        "A notice bears the day it is dispatched on; 2026-11-22 is past.",
    ),
    (
        lambda: issue(case(IN_FORCE[0], kinds.Deployed(DAY, ()), GROUNDS), "first"),
        "D1",
        "devices",
        "The list of devices is missing: deploy with devices before the first notice.",
    ),
    (
        lambda: issue(NOTIFIED, "first"),
        "D5",
        "notice",
        "The first notice was dispatched already; it is dispatched once only.",
    ),
    (
        lambda: issue(PREPARED, "first", edition="2022-12"),
        "B8",
        "edition",
        "The revocation names key conditions of Edition 1, which is not in force on 2026-11-23: "
        "prepare it again, or date the notice for a day on which it is.",
    ),
    (
        lambda: issue(PREPARED, "second"),
        "D3",
        "notice",
        "The first notice is not dispatched yet: all days count from it.",
    ),
    (
        lambda: issue(NOTIFIED, "third"),
        "D5",
        "notice",
        "The third notice is not to be issued for 2026-11-23: the second notice is next.",
    ),
    (
        lambda: issue(NOTIFIED, "second"),
        "D5",
        "for",
        "The second notice is due on 2026-12-13 and may be dispatched from 2026-12-10 on.",
    ),
    (
        lambda: issue(notified(90), "final"),
        "D4",
        "for",
        "The deadline of 2026-11-23 has passed: no notice is due any more.",
    ),
    (
        lambda: issue(notified(10), "third", 50),
        "D5",
        "notice",
        "The second notice comes first: it is due on 2026-12-13.",
    ),
]


@pytest.mark.parametrize(
    ("act", "rule", "field", "message"), [*DISPATCHES, *CORRECTIONS, *TOLD, *NOTICES]
)
def test_what_cannot_be_recorded_is_refused_in_one_sentence(
    act: Callable[[], object], rule: str, field: str, message: str
) -> None:
    assert refusal(act) == (rule, field, message)


def test_a_letter_of_today_is_dispatched_today() -> None:
    send()
    send(kinds.LetterPrinted("A-0001-L1"))
    send(other_case="A-0007", reason="One ticket for both.")


def test_a_void_letter_is_never_dispatched() -> None:
    """C2: a decision made anew takes the place of the one that it tells."""
    of, letter = with_letter()
    overtaken = replace(letter, void=True)
    found = refusal(lambda: check_new_dispatch(of, overtaken, Dispatch(DAY, "MMD-1"), DAY))
    assert found == (
        "C2",
        "letter",
        "A-0001-L1 was overtaken by a newer letter or decision and is void.",
    )


def test_a_correction_changes_the_day_or_the_reference() -> None:
    correct(SENT)
    correct(SENT, back=True)
    correct(SENT, back=True, reference="")  # taken back it needs none


@pytest.mark.parametrize("reference", ["MMD-1", " P-77 "])
def test_any_reference_but_none_is_one(reference: str) -> None:
    check_reference(Dispatch(DAY, reference))
    check_reference(Dispatch(DAY, reference, reason="x", other_case="A-0007"))


def test_what_was_told_elsewhere_has_a_second_person_of_another_name() -> None:
    told()
    told(-3)
    told(second="Ines Moreau")


def test_what_reaches_a_letter_that_may_be_printed_and_proven() -> None:
    check_printed(with_letter()[1])
    check_proof(with_letter(SENT)[1])
    check_not_overtaken("A-0001-L1", "")


@pytest.mark.parametrize(
    ("days", "notice"),
    [(27, SECOND), (30, SECOND), (59, SECOND), (60, THIRD), (82, THIRD), (83, FINAL), (89, FINAL)],
)
def test_each_notice_may_be_issued_from_its_day_on_the_latest_of_several(
    days: int, notice: str
) -> None:
    """D5: a second one from three days before; of several that are missed the latest."""
    issue(notified(days), notice)


@pytest.mark.parametrize(("before", "refused"), [(3, False), (4, True)])
def test_three_days_before_its_day_is_not_too_early(before: int, refused: bool) -> None:
    dates = open_revocation(NOTIFIED).dates
    assert dates is not None
    on = dates.due(SECOND) - (day(before) - DAY)
    if refused:
        assert refusal(lambda: check_not_early(dates, SECOND, on)).rule == "D5"
    else:
        check_not_early(dates, SECOND, on)


def test_the_last_day_for_a_notice_is_the_one_before_the_deadline() -> None:
    dates = open_revocation(NOTIFIED).dates
    assert dates is not None
    check_not_over(dates, dates.deadline - (day(1) - DAY))
    assert refusal(lambda: check_not_over(dates, dates.deadline)).rule == "D4"


def test_a_first_notice_under_a_shortened_deadline_leaves_the_shortest_course() -> None:
    """D7: else it is retimed first."""
    short = kinds.Retimed("severe_threat", None, day(8), "It spreads", "I-7", "Petra")
    of = case(*IN_FORCE, short)
    issue(of, "first")
    later = refusal(lambda: check_issue(of, "first", day(1), DAY, "2019-11"))
    assert later == (
        "D7",
        "deadline",
        "The shortened deadline of 2026-12-01 would leave less than 8 days: retime it first.",
    )


def test_later_notices_may_be_given_for_a_day_in_the_past_where_they_were_missed() -> None:
    of = notified(70)
    one = open_revocation(of)
    check_later(one, THIRD, DAY, DAY)
    refused: Any = refusal(lambda: check_later(one, SECOND, DAY, DAY))
    assert refused.message == (
        "The second notice is not to be issued for 2026-11-23: the third notice is next."
    )
