"""An appeal and how it ends: recorded or refused (D8)."""

from collections.abc import Callable
from typing import Any

import pytest

from mmd_reviewer.domain import fact as kinds
from mmd_reviewer.domain.appealing import decided, raised
from mmd_reviewer.domain.case import Case
from tests.domain.letter_cases import APPEAL, IN_FORCE, notified
from tests.domain.refusing import refusal
from tests.making import DAY, case, day

FORCE, PREPARED = case(IN_FORCE[0], IN_FORCE[1]), case(*IN_FORCE)
NOTIFIED, APPEALED, OVER = notified(10), notified(10, APPEAL), notified(100)
WITHDRAWN = notified(10, kinds.RevocationWithdrawn("Fixed.", ""))
Refusals = list[tuple[Callable[[], object], str, str, str]]


def appeal(
    of: Case, on: int = 0, grounds: str = "upgrade", text: str = "6.1", by: Any = None
) -> object:
    return raised(of, DAY, day(on), grounds, text, by)


def outcome(of: Case, how: str, reason: str = "Tested", **given: Any) -> kinds.AppealDecided:
    wish = {"deadline": None, "actions": "", "released": (), "terms": "", **given}
    return decided(of, DAY, how, reason, **wish)


NOT_NOTIFIED = "There is no revocation that the customer was notified of."
APPEALS: Refusals = [
    (lambda: appeal(FORCE), "D8", "number", NOT_NOTIFIED),
    (lambda: appeal(PREPARED), "D8", "number", NOT_NOTIFIED),
    (lambda: appeal(WITHDRAWN), "D8", "number", NOT_NOTIFIED),
    (
        lambda: appeal(NOTIFIED, grounds="mood"),
        "D8",
        "grounds",
        "Choose what the appeal rests on: an upgrade, a changed configuration, a change of "
        "software, other information.",
    ),
    (
        lambda: appeal(NOTIFIED, text=" "),
        "D8",
        "text",
        "The appeal says nothing: give the customer's additional information.",
    ),
    (lambda: appeal(NOTIFIED, 1), "D8", "received", "2026-11-24 lies in the future."),
    (
        lambda: appeal(NOTIFIED, -11),
        "D8",
        "received",
        "2026-11-12 is before the first notice of 2026-11-13; an appeal is possible from then on.",
    ),
    (
        lambda: appeal(NOTIFIED, by=day(-1)),
        "D8",
        "target",
        "An appeal is answered today, 2026-11-23, or later; 2026-11-22 is over.",
    ),
    (lambda: outcome(NOTIFIED, "stands"), "D8", "number", "A-0001 has no open appeal."),
    (
        lambda: outcome(APPEALED, "stands", " "),
        "D8",
        "reason",
        "Write the reason; the customer is told.",
    ),
    *(
        (
            lambda given=given: outcome(APPEALED, "stands", **given),
            "D8",
            "outcome",
            "Only “varied” changes the deadline, the actions or the devices.",
        )
        for given in ({"deadline": day(200)}, {"actions": "Update"}, {"released": ("5CG1",)})
    ),
    (
        lambda: outcome(APPEALED, "varied", actions="Update", terms="6.1"),
        "D8",
        "terms",
        "Terms go with a withdrawal only.",
    ),
    (
        lambda: outcome(APPEALED, "varied"),
        "D8",
        "outcome",
        "“Varied” changes something: a later deadline, the actions, or the devices.",
    ),
    (
        lambda: outcome(APPEALED, "varied", deadline=day(80)),
        "D8",
        "deadline",
        "2027-02-11 is not later than 2027-02-11: an appeal only lengthens.",
    ),
    (
        lambda: outcome(APPEALED, "varied", released=("S9",)),
        "D8",
        "devices",
        "No device with the exemption has the serial number S9.",
    ),
    (
        lambda: outcome(APPEALED, "varied", released=("5CG1", "016520771357")),
        "D8",
        "devices",
        "That releases every device: record “withdrawn” instead.",
    ),
]


@pytest.mark.parametrize(("act", "rule", "field", "message"), APPEALS)
def test_what_cannot_be_recorded_is_refused_in_one_sentence(
    act: Callable[[], object], rule: str, field: str, message: str
) -> None:
    assert refusal(act) == (rule, field, message)


def test_an_outcome_that_is_none_is_refused_with_those_there_are() -> None:
    found = refusal(lambda: outcome(APPEALED, "maybe"))
    assert (found.rule, found.field) == ("D8", "outcome")
    assert found.message.startswith("Choose the outcome of the appeal: ")


@pytest.mark.parametrize("of", [NOTIFIED, APPEALED, OVER], ids=["notified", "again", "over"])
def test_an_appeal_is_possible_at_any_time_and_joins_an_open_one(of: Case) -> None:
    assert appeal(of, text=" 6.1 ", by=day(7)) == kinds.AppealRaised(DAY, "upgrade", "6.1", day(7))


@pytest.mark.parametrize(
    ("how", "given"),
    [
        ("stands", {}),
        ("withdrawn", {"terms": " 6.1 only "}),
        ("varied", {"deadline": day(81)}),
        ("varied", {"actions": " Update "}),
        ("varied", {"released": ("5cg1",)}),
    ],
)
def test_an_outcome_says_what_changes(how: str, given: dict[str, Any]) -> None:
    made = outcome(APPEALED, how, **given)
    assert (made.outcome, made.reason) == (how, "Tested")
    assert made.deadline == given.get("deadline")
    assert made.actions == given.get("actions", "").strip()
    assert made.terms == given.get("terms", "").strip()
    assert len(made.released) == len(given.get("released", ()))
