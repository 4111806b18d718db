"""The checklist of letters to dispatch: what counts, what is in the way, what stays (C4, D3)."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from mmd_reviewer.domain.waiting import WaitingLetter
from mmd_reviewer.services.dispatch import Objection
from mmd_reviewer.services.read.dispatch_rows import (
    OPEN,
    REASON,
    USE,
    Counts,
    DeskRows,
    Given,
    recorded_words,
    title,
)
from tests.making import DAY, day

QUESTION = Objection("…", "D3", "reference", "Whose?", "Yours.", by_reason=True)
LATE = Objection("It is in the future.", "C4", "on")


def letters(*tickets: str) -> tuple[WaitingLetter, ...]:
    return tuple(
        WaitingLetter(f"A-{n}-L1", f"A-{n}", "declined", DAY, None, "Litware", 1, ticket, "Jana")
        for n, ticket in enumerate(tickets, 1)
    )


def rows(*tickets: str, **kept: dict[str, Any]) -> DeskRows:
    made = DeskRows(DAY)
    made.show(letters(*tickets), lambda row: kept.get(row.letter.replace("-", ""), {}))
    return made


def test_a_row_follows_ticket_and_common_day_until_it_has_its_own() -> None:
    desk = rows("MMD-1", "MMD-2")
    desk.common = day(-1)
    desk.give("A-2-L1", reference="INC-7", on=day(-2), reason="Late")
    desk.give("A-9-L1", reference="nobody")
    assert [(row.reference, row.day) for row in map(desk.row, (0, 1))] == [
        ("MMD-1", "2026-11-22"),
        ("INC-7", "2026-11-21"),
    ]
    wish = desk.row(1).sending.wish
    assert (wish.on, wish.reference, wish.to, wish.reason) == (day(-2), "INC-7", "Jana", "Late")
    assert desk.row(1).given.typed() == {"reference": "INC-7", "on": "2026-11-21", "reason": "Late"}
    desk.common = None
    desk.today = day(1)
    assert desk.row(0).day == "2026-11-24", "the day of the window, when it changes"


def test_only_marked_rows_with_nothing_in_their_way_count() -> None:
    """C4: what would be refused is not recorded, the others are."""
    desk = rows("MMD-1", "MMD-2", "MMD-3", "")
    desk.mark(lambda given: True)
    assert desk.counts() == Counts(4, 4, 0, 0), "what the rules were not asked about counts"
    said = {desk.row(0).sending: None, desk.row(1).sending: QUESTION, desk.row(2).sending: LATE}
    assert desk.learn(said)
    assert not desk.learn(said)
    assert desk.counts() == Counts(4, 2, 1, 1)
    assert [one.letter for one in desk.to_record()] == ["A-1-L1", "A-4-L1"]
    assert len(desk.marked()) == 4
    assert [desk.next_problem(after) for after in (0, 1, 2, 3)] == [1, 2, 1, 1]
    desk.give("A-2-L1", reference="MMD-2x")
    assert desk.row(1).counts, "other words: the rules have not spoken of them"
    desk.give("A-2-L1", unread="soon", fault="Give the day.")
    assert desk.row(1).objection == Objection("Give the day.", field="on")
    assert desk.row(1).day == "soon"
    assert rows("MMD-1").next_problem(0) == -1
    assert rows().next_problem(0) == -1


def test_a_case_without_a_ticket_is_no_trouble_until_it_is_touched() -> None:
    desk = rows("")
    empty = Objection("Give the portal's reference.", "C4", "reference")
    void = Objection("It is void.", "C2", "letter")
    desk.learn({desk.row(0).sending: empty})
    assert desk.row(0).objection is None
    desk.learn({desk.row(0).sending: void})
    assert desk.row(0).objection == void
    desk.learn({desk.row(0).sending: empty})
    desk.give("A-1-L1", marked=True)
    assert desk.row(0).objection == empty


def test_the_rules_are_asked_in_turns_and_again_after_a_change() -> None:
    desk = rows("MMD-1", "MMD-2", "MMD-3")
    assert [one.letter for one in desk.to_check(1, 2)] == ["A-2-L1", "A-3-L1"]
    desk.learn(dict.fromkeys(desk.to_check(-1, 9)))
    assert desk.to_check(0, 9) == []
    desk.learn({desk.row(2).sending: LATE})
    desk.doubt(lambda number: number == "A-2")
    assert (desk.doubts, [one.letter for one in desk.to_check(0, 9)]) == (1, ["A-2-L1"])
    assert desk.row(2).objection == LATE, "what was said stands until it is said anew"
    desk.mark(lambda given: True)
    assert [one.letter for one in desk.to_check(0, 9)] == ["A-2-L1", "A-3-L1"]


def test_while_a_row_is_typed_into_nothing_of_it_moves() -> None:
    desk = rows("MMD-1")
    desk.learn({desk.row(0).sending: QUESTION})
    desk.hold("A-1-L1")
    desk.give("A-1-L1", reason="Both in one message.")
    assert desk.row(0).objection == QUESTION
    desk.hold("")
    assert desk.row(0).objection is None


def test_what_was_given_stays_while_a_letter_waits_and_comes_back_after_a_restart() -> None:
    kept = {"reference": "INC-1", "on": "2026-11-20", "reason": "Late", "more": 3}
    desk = rows("MMD-1", "MMD-2", A1L1=kept, A2L1={"on": "soon"})
    assert desk.row(0).given == Given(reference="INC-1", on=date(2026, 11, 20), reason="Late")
    assert desk.row(1).given == Given()
    desk.give("A-2-L1", marked=True)
    desk.learn({desk.row(0).sending: LATE, desk.row(1).sending: None})
    newer = letters("MMD-1", "MMD-2", "MMD-3")[1:]
    desk.show((newer[1], newer[0]), lambda row: {})
    assert (desk.place("A-2-L1"), desk.place("A-1-L1")) == (1, -1)
    assert desk.row(1).given.marked
    assert [one.letter for one in desk.to_check(0, 9)] == ["A-3-L1"]
    desk.show(letters("MMD-1"), lambda row: {})
    assert desk.row(0).given == Given(), "gone and come again it is a new row"


@pytest.mark.parametrize(
    ("why", "given", "ticket", "offers"),
    [
        (None, Given(), "MMD-1", []),
        (None, Given(reason="Late"), "MMD-1", [(REASON, "Change the reason")]),
        (QUESTION, Given(), "MMD-1", [(USE, "Use MMD-1"), (REASON, "Keep it, with a reason")]),
        (QUESTION, Given(), "", [(REASON, "Keep it, with a reason")]),
        (replace(LATE, by_reason=True), Given(), "MMD-1", [(REASON, "Give the reason")]),
        (LATE, Given(), "MMD-1", []),
        (Objection("Void.", "C2", "letter"), Given(), "MMD-1", [(OPEN, "Open the letter")]),
    ],
)
def test_d3_what_is_offered_for_what_stands_in_the_way(
    why: Objection | None, given: Given, ticket: str, offers: list[tuple[str, str]]
) -> None:
    """D3: the own ticket, or the other one with a reason; a void letter is looked at."""
    row = rows(ticket).row(0)._replace(given=given, objection=why)
    assert [offer[:2] for offer in row.offers()] == offers


@pytest.mark.parametrize(
    ("counts", "long", "short"),
    [
        (Counts(3, 1, 0, 0), "", ""),
        (Counts(3, 1, 1, 0), "1 reference questioned", "1 questioned"),
        (
            Counts(3, 1, 2, 1),
            "2 references questioned, 1 would be refused",
            "2 questioned, 1 refused",
        ),
        (Counts(3, 1, 0, 2), "2 would be refused", "2 refused"),
    ],
)
def test_trouble_in_words(counts: Counts, long: str, short: str) -> None:
    assert (counts.trouble(), counts.trouble(short=True)) == (long, short)


def test_counts_in_words() -> None:
    assert title(1) == "1 letter issued, not dispatched"
    assert recorded_words(12, 0) == "12 dispatches recorded."
    assert recorded_words(1, 1) == (
        "1 dispatch recorded. 1 was refused and stays; its row says why."
    )
    assert recorded_words(0, 2) == (
        "0 dispatches recorded. 2 were refused and stay; their rows say why."
    )
