"""The letters owed in words (rules C9, C10, D7)."""

from dataclasses import replace
from datetime import date, timedelta

from mmd_reviewer.domain.waiting import OwedRow
from mmd_reviewer.services.read.owed_list import OwedItem, until_dispatched
from mmd_reviewer.services.read.owing import Waiting
from mmd_reviewer.services.read.owing_words import waiting_words
from tests.making import DAY

SHORT = date(2026, 12, 18)


def test_after_the_last_day_the_letter_must_name_another_deadline() -> None:
    waiting = Waiting(DAY, SHORT - timedelta(days=8), SHORT, 8)
    assert "can no longer name this deadline" in waiting_words(
        waiting, date(2026, 12, 11), "Litware"
    )
    assert waiting_words(waiting, date(2026, 12, 10), "Litware").startswith(
        "Dispatched today, Litware has 8 days."
    )


def item(effect: str, **given: object) -> OwedItem:
    row = OwedRow("A-0001", "Litware", "VPN", "MMD-1", "declined", DAY, False, False, effect)
    return OwedItem(replace(row, **given), "Decision")  # type: ignore[arg-type]


def test_what_is_true_until_the_dispatch_has_a_shape_and_words() -> None:
    """C9."""
    refused_approval = "Does not hold: the approval of 2026-01-19 does"
    for effect, given, icon, tone, text, more in (
        (
            refused_approval,
            {"waits": True},
            "lock",
            "broken",
            "Does not hold",
            "old approval 2026-01-19",
        ),
        (
            refused_approval,
            {"waits": True, "letter": "A-0001-L2"},
            "lock",
            "broken",
            "Does not hold",
            "A-0001-L2 is not dispatched",
        ),
        (
            "Not in force before every customer is told",
            {"waits": True},
            "lock",
            "broken",
            "Not in force",
            "before every customer is told",
        ),
        (
            "Not to be deployed before it is issued",
            {},
            "lock",
            "attention",
            "Not to be deployed",
            "before it is issued",
        ),
        (
            "Not told; may be deployed",
            {"letter": "A-0001-L1"},
            "file-text",
            "muted",
            "Written, not dispatched",
            "not told, may be deployed",
        ),
        (
            "The customer is not told",
            {},
            "diamond",
            "attention",
            "Holds already",
            "the customer is not told",
        ),
        (
            "The customer waits for the answer",
            {},
            "diamond",
            "attention",
            "Not answered",
            "the customer waits for the answer",
        ),
        (
            "The customer is not told",
            {"settle": True},
            "history",
            "muted",
            "To be settled",
            "recorded before letters were owed",
        ),
    ):
        assert until_dispatched(item(effect, **given).row) == (icon, tone, text, more)
