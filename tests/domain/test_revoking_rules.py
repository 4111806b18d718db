"""A revocation prepared, added to, retimed, withdrawn: recorded or refused (D1 to D7)."""

from collections.abc import Callable
from datetime import date

import pytest

from mmd_reviewer.domain import fact as kinds
from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.letters.dispatch import Dispatch
from mmd_reviewer.domain.revoking import (
    corrected_elsewhere,
    edition_of,
    ground,
    prepared,
    retimed,
    sent_elsewhere,
    withdrawn,
)
from tests.domain.letter_cases import APPEAL, GROUNDS, IN_FORCE, notified
from tests.domain.refusing import refusal
from tests.domain.test_decision import try_to
from tests.making import DAY, FACTOR_4, case, day, edition

APPROVED = case(try_to("approve", FACTOR_4))
FORCE = case(IN_FORCE[0], IN_FORCE[1])
PREPARED = case(*IN_FORCE)
NOTIFIED = notified(10)
APPEALED = notified(10, APPEAL)
OVER = notified(100)
WITHDRAWN = notified(10, kinds.RevocationWithdrawn("Fixed.", ""))
ELSEWHERE = case(*IN_FORCE, kinds.NoticeSentElsewhere("first", DAY, "MMD-1", "Jonas Weber", ""))
WORDS = {"why": "61 stop errors", "actions": "Remove it", "not_evident": "It came later"}
Refusals = list[tuple[Callable[[], object], str, str, str]]


def prepare(of: Case, **given: str) -> kinds.RevocationPrepared:
    return prepared(of, DAY, edition(), ["stability"], **{**WORDS, **given})


def add(of: Case, in_force: str = "2019-11", **given: str) -> kinds.GroundAdded:
    words = {"why": "CVE", "not_evident": "New", **given}
    return ground(of, DAY, edition(), in_force, ["security"], **words)


PREPARING: Refusals = [
    (
        lambda: prepare(NOTIFIED),
        "D1",
        "number",
        "A revocation is open already, one at a time; a ground found later is added to it.",
    ),
    (
        lambda: prepare(APPROVED),
        "D1",
        "number",
        "Only an approved and deployed exemption can be revoked.",
    ),
    (lambda: prepare(FORCE, why=" "), "D1", "why", "“why” is empty; every notice says it."),
    (
        lambda: prepare(FORCE, not_evident=""),
        "D1",
        "not_evident",
        "“not evident” is empty; every notice says it.",
    ),
    (
        lambda: edition_of([edition()], ["beauty"]),
        "D1",
        "conditions",
        "Name the key condition(s) that are broken: security, cost, stability, operations.",
    ),
    (
        lambda: edition_of([edition()], []),
        "D1",
        "conditions",
        "Name the key condition(s) that are broken: security, cost, stability, operations.",
    ),
    (
        lambda: add(FORCE),
        "D1",
        "number",
        "A-0001 has no open revocation: prepare one first.",
    ),
    (
        lambda: add(PREPARED),
        "D1",
        "why",
        "The first notice is not dispatched: prepare it again with every ground.",
    ),
    (
        lambda: add(OVER),
        "D1",
        "number",
        "No notice is to come that could tell of it: lengthen the deadline first.",
    ),
    (
        lambda: add(NOTIFIED, "2022-12"),
        "D1",
        "conditions",
        "Edition 1 of November 2019 is not in force yet: a ground from it is notified once it is.",
    ),
    (lambda: add(NOTIFIED, why=""), "D1", "why", "“why” is empty; every notice says it."),
]


def elsewhere(
    of: Case, notice: str = "first", on: int = 0, second: str = "Jonas Weber", **given: str
) -> kinds.NoticeSentElsewhere:
    wish = Dispatch(day(on), given.pop("reference", "MMD-1"), **given)
    return sent_elsewhere(of, DAY, notice, wish, second, "Ines")


ELSEWHERES: Refusals = [
    (
        lambda: elsewhere(PREPARED, "fifth"),
        "D2",
        "notice",
        '"fifth" is no notice; it can be first, second, third, final.',
    ),
    (
        lambda: elsewhere(NOTIFIED),
        "D5",
        "notice",
        "The first notice is recorded already; it is dispatched once only.",
    ),
    (
        lambda: elsewhere(PREPARED, "second"),
        "D3",
        "notice",
        "The first notice is not dispatched yet: all days count from it.",
    ),
    (
        lambda: elsewhere(PREPARED, on=1),
        "D3",
        "for",
        "2026-11-24 lies in the future: it is recorded when it has happened.",
    ),
    (lambda: elsewhere(PREPARED, on=-1), "D3", "for", "2026-11-22 is before the deployment."),
    (
        lambda: elsewhere(PREPARED, reference=" "),
        "C4",
        "reference",
        "Give the portal's reference of the dispatch.",
    ),
    (
        lambda: elsewhere(PREPARED, other_case="A-0007"),
        "D3",
        "reference",
        "MMD-1 is the ticket of A-0007: give this case's own, or write the reason why it is right.",
    ),
    (
        lambda: elsewhere(case(IN_FORCE[0], kinds.Deployed(DAY, ()), GROUNDS)),
        "D1",
        "devices",
        "The list of devices is missing: deploy with devices first.",
    ),
    *(
        (
            lambda name=name: elsewhere(PREPARED, second=name),
            "D3",
            "second-person",
            "A second person, of another name, confirms a notice that was sent elsewhere.",
        )
        for name in ("", "  ines ", "INES")
    ),
]


def correct(
    of: Case, notice: str = "first", on: int = 0, reference: str = "MMD-2", reason: str = "x"
) -> object:
    return corrected_elsewhere(of, DAY, notice, day(on), reference, reason)


CORRECTIONS: Refusals = [
    (
        lambda: correct(NOTIFIED),
        "D11",
        "notice",
        'No notice "first" is recorded as sent elsewhere that could be corrected.',
    ),
    (
        lambda: correct(ELSEWHERE, "second"),
        "D11",
        "notice",
        'No notice "second" is recorded as sent elsewhere that could be corrected.',
    ),
    (
        lambda: correct(ELSEWHERE, reason=" "),
        "D11",
        "correct",
        "Write why the dispatch is corrected.",
    ),
    (
        lambda: correct(ELSEWHERE, reference=" MMD-1 "),
        "D11",
        "for",
        "The dispatch is recorded so already.",
    ),
    (
        lambda: correct(ELSEWHERE, on=1),
        "D3",
        "for",
        "2026-11-24 lies in the future: it is recorded when it has happened.",
    ),
]


def change(of: Case, kind: str, to: int, reason: str = "It spreads", **given: str) -> kinds.Retimed:
    words = {"incident": "I-7", "approved_by": "Petra Novak", "by": "Ines", **given}
    return retimed(of, DAY, kind, day(to), reason, **words)


CHANGES: Refusals = [
    (
        lambda: change(FORCE, "stay", 200),
        "D1",
        "number",
        "A-0001 has no open revocation: prepare one first.",
    ),
    (
        lambda: change(NOTIFIED, "whim", 200),
        "D7",
        "kind",
        "Choose the kind of the change: Severe incident, Severe threat, Late notice, Stay, Appeal, "
        "Agreement.",
    ),
    (
        lambda: change(NOTIFIED, "stay", 200, " "),
        "D7",
        "reason",
        "Write why the deadline is changed; the customer is told.",
    ),
    (
        lambda: change(OVER, "stay", 200),
        "D7",
        "deadline",
        "The deadline of 2026-11-13 has passed; a passed deadline is not retimed.",
    ),
    (
        lambda: change(NOTIFIED, "stay", 80),
        "D7",
        "deadline",
        "2027-02-11 is the deadline already.",
    ),
    (
        lambda: change(NOTIFIED, "agreement", 79),
        "D7",
        "deadline",
        "2027-02-10 is earlier than 2027-02-11: only a severe incident or threat shortens a "
        "deadline.",
    ),
    (
        lambda: change(NOTIFIED, "severe_threat", 7),
        "D7",
        "deadline",
        "A deadline is shortened to 8 days from today at the least, 2026-12-01.",
    ),
    (
        lambda: change(NOTIFIED, "severe_threat", 8, incident=" "),
        "D7",
        "incident",
        "A shortening names the incident: give its reference.",
    ),
    (
        lambda: change(NOTIFIED, "severe_threat", 8, approved_by="INES"),
        "D7",
        "approved-by",
        "A shortening is approved by a second person, not by Ines alone.",
    ),
    (
        lambda: withdrawn(FORCE, "Fixed", ""),
        "D1",
        "number",
        "A-0001 has no open revocation: prepare one first.",
    ),
    (
        lambda: withdrawn(APPEALED, "Fixed", ""),
        "D8",
        "number",
        "An appeal is open: record its outcome, “withdrawn”, instead.",
    ),
    (
        lambda: withdrawn(NOTIFIED, " ", ""),
        "D8",
        "reason",
        "Write why the revocation is withdrawn.",
    ),
]


@pytest.mark.parametrize(
    ("act", "rule", "field", "message"),
    [*PREPARING, *ELSEWHERES, *CORRECTIONS, *CHANGES],
)
def test_what_cannot_be_recorded_is_refused_in_one_sentence(
    act: Callable[[], object], rule: str, field: str, message: str
) -> None:
    assert refusal(act) == (rule, field, message)


def test_a_revocation_is_prepared_with_the_words_of_its_edition() -> None:
    made = prepared(
        FORCE,
        DAY,
        edition(),
        ["stability", "security", "stability"],
        **{name: f" {text}\n" for name, text in WORDS.items()},
    )
    assert made.conditions == ("stability", "security")
    assert (made.why, made.actions, made.not_evident) == tuple(WORDS.values())
    assert (made.edition, made.edition_name) == ("2019-11", "Edition 1 of November 2019")
    assert set(made.wording) == {"stability", "security"}
    assert made.plan == edition().course


def test_before_its_first_notice_it_can_be_prepared_again() -> None:
    assert prepare(PREPARED, why="Better words").why == "Better words"


def test_conditions_are_of_the_edition_in_force_or_of_a_coming_one() -> None:
    now, coming = edition(), edition("2022-12")
    assert edition_of([now, coming], ["stability"]) == now
    assert edition_of([coming, now], ["stability"]) == coming


def test_a_ground_is_added_with_the_words_of_its_edition() -> None:
    made = add(NOTIFIED, why=" CVE-2026-1 ")
    assert (made.conditions, made.why, made.edition) == (("security",), "CVE-2026-1", "2019-11")
    assert set(made.wording) == {"security"}


def test_a_notice_given_elsewhere_has_its_reference_and_second_person() -> None:
    made = elsewhere(PREPARED, second=" Jonas\nWeber ", reference=" MMD-1 ", reason=" by mail ")
    assert made == kinds.NoticeSentElsewhere("first", DAY, "MMD-1", "Jonas Weber", "by mail")


def test_a_correction_of_it_names_the_notice_and_both_stay() -> None:
    made = correct(ELSEWHERE, reference=" MMD-2 ", reason=" Misread ")
    assert made == kinds.DispatchCorrected("", DAY, "MMD-2", "Misread", "first")


@pytest.mark.parametrize(
    ("kind", "to", "old"), [("stay", 120, day(80)), ("severe_threat", 8, day(80))]
)
def test_a_change_says_the_old_day_and_the_new_one(kind: str, to: int, old: date) -> None:
    made = change(NOTIFIED, kind, to, " It spreads ", incident=" I-7 ")
    assert (made.kind, made.old, made.new) == (kind, old, day(to))
    assert (made.reason, made.incident, made.approved_by) == ("It spreads", "I-7", "Petra Novak")


def test_before_the_first_notice_a_change_has_no_old_day() -> None:
    assert change(PREPARED, "stay", 200).old is None


def test_a_withdrawal_has_its_reason_and_terms() -> None:
    assert withdrawn(NOTIFIED, " Fixed ", " 6.1 only ") == kinds.RevocationWithdrawn(
        "Fixed", "6.1 only"
    )
