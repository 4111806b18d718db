"""A run of letters to a printer: how far it came, and where it goes on (C4)."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.fact import LetterIssued, LetterPrinted
from mmd_reviewer.domain.print_batch import (
    Batch,
    BatchRow,
    check_any,
    check_not_printed_since,
)
from mmd_reviewer.domain.print_run import (
    PrintRun,
    PrintWish,
    check_none_waits,
    check_settled,
    run_of,
)
from tests.domain.letter_cases import CASES, write
from tests.domain.refusing import refusal
from tests.making import DAY, case

WISH = PrintWish("Desk")


def row(place: int, **given: Any) -> BatchRow:
    made = BatchRow(f"A-{place:04d}", "approved", f"A-{place:04d}-L1", "Contoso", "MMD-1", DAY, 1)
    return replace(made, **given)


def run(*states: str) -> PrintRun:
    """A run of letters: "" not begun, "?" in doubt, "job" taken, "!" not taken."""
    made = run_of(WISH, [row(n) for n in range(1, len(states) + 1)])
    for one, now in zip(made.rows, states, strict=True):
        changed = replace(
            one,
            begun=now != "",
            job="42" if now == "job" else "",
            problem="Out of paper." if now == "!" else "",
        )
        made = made.with_row(changed)
    return made


def letters(rows: tuple[Any, ...]) -> list[str]:
    return [one.letter for one in rows]


def test_a_run_that_has_not_begun_has_everything_left() -> None:
    made = run("", "")
    assert (letters(made.handed), letters(made.in_doubt)) == ([], [])
    assert letters(made.left) == ["A-0001-L1", "A-0002-L1"]


def test_what_was_taken_what_is_left_and_what_is_in_doubt_are_told_apart() -> None:
    made = run("job", "!", "?", "")
    assert letters(made.handed) == ["A-0001-L1"]
    assert letters(made.left) == ["A-0002-L1", "A-0003-L1", "A-0004-L1"]
    assert letters(made.in_doubt) == ["A-0003-L1"]


@pytest.mark.parametrize(
    ("came", "handed", "left"),
    [
        (True, ["A-0001-L1", "A-0002-L1"], ["A-0003-L1"]),
        (False, ["A-0001-L1"], ["A-0002-L1", "A-0003-L1"]),
    ],
)
def test_a_person_says_whether_what_was_in_doubt_came_there(
    came: bool, handed: list[str], left: list[str]
) -> None:
    made = run("job", "?", "").answered(came=came)
    assert (letters(made.handed), letters(made.left), letters(made.in_doubt)) == (handed, left, [])


def test_from_a_letter_on_all_are_handed_over_again() -> None:
    made = run("job", "job", "!", "job").again_from("A-0002-L1")
    assert letters(made.handed) == ["A-0001-L1"]
    assert [one.problem for one in made.rows] == [""] * 4
    assert refusal(lambda: made.again_from("A-0009-L1")) == (
        "",
        "letter",
        "A-0009-L1 is not in this run.",
    )


def test_letters_that_are_done_with_leave_the_run_and_others_keep_their_order() -> None:
    made = run("job", "", "job")
    assert letters(made.without(["A-0002-L1", "A-0099-L1"]).rows) == ["A-0001-L1", "A-0003-L1"]
    assert made.without([]) == made


def test_a_run_can_go_on_at_another_printer() -> None:
    made = run("job", "").to(PrintWish("Hall", "Letter"))
    assert made.wish.printer == "Hall"
    assert letters(made.handed) == ["A-0001-L1"]


def test_nothing_is_handed_over_twice_unasked() -> None:
    check_settled(run("job", "!", ""))
    found = refusal(lambda: check_settled(run("job", "?", "")))
    assert found == (
        "C4",
        "letter",
        "A-0002-L1 was being handed to Desk when the program stopped: say first whether it came "
        "there.",
    )


@pytest.mark.parametrize(
    ("states", "letters_of", "left"),
    [
        (("job", "", ""), "3 letters", "2 are"),
        (("job", ""), "2 letters", "1 is"),
        (("",), "1 letter", "1 is"),
    ],
)
def test_a_second_run_waits_for_the_first(
    states: tuple[str, ...], letters_of: str, left: str
) -> None:
    check_none_waits(None)
    found = refusal(lambda: check_none_waits(run(*states)))
    assert found == (
        "C4",
        "batch",
        f"A run of {letters_of} to Desk is not finished: {left} not handed over. Finish it or give "
        "it up first.",
    )


@given(st.lists(st.sampled_from(["", "?", "job", "!"]), max_size=8))
def test_every_letter_is_either_taken_or_left(states: list[str]) -> None:
    made = run(*states)
    assert sorted(letters(made.handed) + letters(made.left)) == letters(made.rows)
    assert set(made.in_doubt) <= set(made.left)
    for came in (True, False):
        assert made.answered(came=came).in_doubt == ()


def test_a_batch_says_how_many_notices_it_issues_and_prints_something() -> None:
    rows = (row(1), row(2, letter=""), row(3, letter=""))
    assert Batch((), rows).to_issue == 2
    check_any(rows)
    assert refusal(lambda: check_any([])) == ("", "batch", "There is nothing to print.")


APPROVED = CASES["approved"]
ISSUED = LetterIssued(write(APPROVED), "ab", 1)


def with_letter(*more: LetterPrinted) -> Case:
    return case(*(fact.body for fact in APPROVED.facts[1:]), ISSUED, *more)


def test_what_was_printed_since_the_batch_was_put_together_is_not_printed_again() -> None:
    mine = row(1)
    check_not_printed_since(with_letter(), [mine])
    printed = with_letter(LetterPrinted("A-0001-L1"))
    found = refusal(lambda: check_not_printed_since(printed, [mine]))
    assert found == (
        "C4",
        "batch",
        "A-0001-L1 was printed by Ines since this batch was put together: look at it again.",
    )
    check_not_printed_since(printed, [replace(mine, printed=DAY)])  # a reprint knows of it
    other = replace(with_letter().letters[0], void=True)
    overtaken = replace(with_letter(), letters=(other,))
    assert refusal(lambda: check_not_printed_since(overtaken, [mine])) == (
        "C2",
        "batch",
        "A-0001-L1 was overtaken since this batch was put together: look at it again.",
    )
