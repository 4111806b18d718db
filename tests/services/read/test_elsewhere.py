"""What others recorded meanwhile, as the bar above a case says it (rule C7)."""

from dataclasses import replace
from pathlib import Path

import pytest

from mmd_reviewer.services import assessment, desk_settings, request_queue
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.services.read.elsewhere import (
    MOST_CASES,
    ChangedCase,
    Elsewhere,
    changed_elsewhere,
)
from tests.making import FACTOR_4, new_desk, receive


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A desk with one case; another one works on the same store."""
    made = new_desk(tmp_path)
    receive(made)
    return made


@pytest.fixture
def other(desk: Desk, tmp_path: Path) -> Desk:
    return new_desk(tmp_path, reviewer="Kim")


def newest(desk: Desk) -> int:
    return changed_elsewhere(desk, 0).place


def only(found: Elsewhere) -> ChangedCase:
    (one,) = found.cases
    return one


def test_nothing_newer_is_nothing(desk: Desk) -> None:
    place = newest(desk)
    assert changed_elsewhere(desk, place) == Elsewhere(place)


def test_a_change_of_a_colleague_names_who_and_the_values_before_and_now(
    desk: Desk, other: Desk
) -> None:
    place = newest(desk)
    request_queue.assign(other, [other.case("A-0001")], "Petra Novak")
    one = only(changed_elsewhere(desk, place))
    assert one.case.number == "A-0001"
    assert one.who.startswith("Kim, ")
    assert one.who.endswith("Assigned to Petra Novak.")
    assert (one.before, one.state) == ("new", "new")
    assert [(row.field, row.before, row.theirs) for row in one.rows] == [
        ("Reviewer", "", "Petra Novak")
    ]


def test_a_change_of_state_is_told(desk: Desk, other: Desk) -> None:
    place = newest(desk)
    assessment.answer(other, other.case("A-0001"), FACTOR_4)
    one = only(changed_elsewhere(desk, place))
    assert (one.before, one.state) == ("new", "in_assessment")
    assert one.rows


def test_ones_own_deeds_are_not_told(desk: Desk) -> None:
    place = newest(desk)
    request_queue.note(desk, desk.case("A-0001"), "mine")
    assert changed_elsewhere(desk, place).cases == ()


def test_of_own_and_others_deeds_on_a_case_those_of_others_are_told(
    desk: Desk, other: Desk
) -> None:
    place = newest(desk)
    request_queue.note(desk, desk.case("A-0001"), "mine")
    request_queue.assign(other, [other.case("A-0001")], "Petra Novak")
    one = only(changed_elsewhere(desk, place))
    assert [row.field for row in one.rows] == ["Reviewer"]
    assert "mine" not in one.who


def test_a_case_that_is_new_has_nothing_before(desk: Desk, other: Desk) -> None:
    place = newest(desk)
    receive(other, ticket="MMD-2-X", customer="Contoso")
    one = only(changed_elsewhere(desk, place))
    assert (one.case.number, one.before, one.state, one.rows) == ("A-0002", "", "new", ())


def test_each_case_is_told_once_with_its_newest_values(desk: Desk, other: Desk) -> None:
    place = newest(desk)
    for name in ("Petra Novak", "Jonas Weber"):
        request_queue.assign(other, [other.case("A-0001")], name)
    one = only(changed_elsewhere(desk, place))
    assert [(row.before, row.theirs) for row in one.rows] == [("", "Jonas Weber")]


def test_after_it_was_looked_at_only_what_is_newer_is_told(desk: Desk, other: Desk) -> None:
    request_queue.note(other, other.case("A-0001"), "first")
    place = newest(desk)
    request_queue.note(other, other.case("A-0001"), "second")
    found = changed_elsewhere(desk, place)
    assert found.place > place
    assert "second" in only(found).who
    assert "first" not in only(found).who


def test_what_concerns_the_desk_or_too_many_cases_is_looked_at_as_a_whole(
    desk: Desk, other: Desk
) -> None:
    place = newest(desk)
    for n in range(MOST_CASES + 1):
        receive(other, ticket=f"MMD-{n}-Z", customer="Contoso")
    many = changed_elsewhere(desk, place)
    assert (many.many, many.cases) == (True, ())
    place = many.place
    desk_settings.change(other, {"answer_days": "14"})
    assert changed_elsewhere(desk, place).many


def test_so_many_cases_are_still_named(desk: Desk, other: Desk) -> None:
    place = newest(desk)
    for n in range(MOST_CASES):
        receive(other, ticket=f"MMD-{n}-Z", customer="Contoso")
    found = changed_elsewhere(desk, place)
    assert (found.many, len(found.cases)) == (False, MOST_CASES)


def test_another_person_at_the_same_window_is_another(desk: Desk) -> None:
    """What counts as own is what this window recorded, whoever sat there."""
    place = newest(desk)
    kim = replace(desk, reviewer="Kim")
    request_queue.note(kim, kim.case("A-0001"), "at the same desk")
    assert changed_elsewhere(desk, place).cases == ()
