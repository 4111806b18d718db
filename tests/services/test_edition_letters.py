"""Letters that tell of an edition: to whom, of which,
and what overtakes them (rules B8, C2, D2).
"""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from mmd_reviewer import paths
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.domain.letters.compose import as_text
from mmd_reviewer.domain.period import in_words
from mmd_reviewer.services import edition, letter, owed
from tests.making import DAY, Course, day, receive
from tests.services.edition_store import FIFTH, made, on, refused, told_elsewhere, with_an_approval


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return with_an_approval(tmp_path)


def test_b8_publishing_without_letters_of_this_program(folder: Path) -> None:
    """B8: announced, and told elsewhere with a second person; 30 days are needed all the same."""
    desk = on(folder, 0)
    assert refused(lambda: edition.publish(desk, made(), "e.json", DAY, day(31))) == "announced"
    edition.announce(desk, made(), "e.json", day(30))
    told_elsewhere(folder, 1)
    desk = on(folder, 1)
    assert refused(lambda: edition.publish(desk, made(), "e.json", day(1), day(30))) == "effective"
    # Too late for day 30: announced again for a later day
    edition.announce(desk, made(), "e.json", day(31))
    assert (
        refused(lambda: edition.publish(on(folder, 1), made(), "e.json", day(1), day(31)))
        == "announced"
    )
    told_elsewhere(folder, 1)
    edition.publish(on(folder, 1), made(), "e.json", day(1), day(31))
    assert on(folder, 31).edition(day(31)).code == "2027-01"
    assert on(folder, 30).edition(day(30)).code == "2019-11"


def test_b8_a_newer_request_hides_no_letter(folder: Path) -> None:
    """B8: told is the dispatch of the *last* letter, also of one
    that hangs on a case no longer the newest.
    """
    first = on(folder, 0)
    case, before = letter.issue(first, first.case("A-0003"), "acknowledgement")
    letter.dispatched(first, case, before.record.number, day(0), "R")
    edition.announce(on(folder, 0), made(), "e.json", day(40))
    letters = edition.issue_letters(on(folder, 1))
    receive(on(folder, 2), ticket="MMD-4-X")
    receive(on(folder, 2), ticket="MMD-5-X", customer="Contoso")
    assert edition.issue_letters(on(folder, 2)) == letters

    def act(told: int) -> None:
        edition.publish(on(folder, 9), made(), "e.json", day(told), day(40))

    assert refused(lambda: act(1)) == "announced"
    desk = on(folder, 9)
    for row in letters:
        letter.dispatched(desk, desk.case(row.record.case), row.record.number, day(9), "R")
    assert edition.known(desk)[-1].standing == "announced"
    told = [row.record.number for row in edition.issue_letters(desk)]
    assert told == [row.record.number for row in letters], "given again, and no other letter"
    act(9)
    assert (edition.known(desk)[-1].standing, edition.known(desk)[-1].announced) == (
        "coming",
        day(9),
    )


def test_b8_a_new_type_is_told(folder: Path) -> None:
    """B8: the letter says what changes: also a type that is added."""
    types = [
        *json.loads(FIFTH)["types"],
        {"code": "printers", "name": "Printers", "description": "Printing."},
    ]
    edition.announce(on(folder, 0), made(types=types), "e.json", day(40))
    text = as_text(edition.issue_letters(on(folder, 1))[0].record)
    assert "This exemption type is new:\n- Printers" in text


FIRST_EDITION = (paths.resources() / "editions" / "2019-11.json").read_bytes()
COURSE = {"second": 20, "third": 40, "length": 60, "last_week": 7}


def telling(folder: Path, **changes: Any) -> str:
    """What the letter of an edition says that differs from the one in force only so far;
    an acknowledgement after the announcement says the same.
    """
    name = {"code": "2027-01", "name": "Edition of January 2027"}
    content = json.dumps({**json.loads(FIRST_EDITION), **name, **changes}).encode()
    edition.announce(on(folder, 0), content, "e.json", day(40))
    text = as_text(edition.issue_letters(on(folder, 0))[0].record)
    told = text.partition("This letter tells you what changes.")[2].partition("Contact: ")[0]
    later = receive(on(folder, 0), ticket="MMD-7777777-ABCDE", customer="Northwind")
    assert told in as_text(letter.issue(on(folder, 0), later, "acknowledgement")[1].record)
    return told.partition("What this means")[0]


def test_b8_c3_a_changed_course_is_told_day_by_day(folder: Path) -> None:
    """C3, B8, D2: an edition that shortens the course says so; only wording is not what changes."""
    told = telling(folder, course=COURSE)
    assert "Second notice: day 20, until now day 30\n" in told
    assert "Third notice: day 40, until now day 60\n" in told
    assert "Final notice: day 53, until now day 83\n" in told
    assert "Deadline: service levels no longer apply: day 60, until now day 90\n" in told
    assert "First notice" not in told.replace("the first notice", "")
    assert "keeps the days that its notices name" in told
    assert "other wording changes" not in told


def test_b8_c3_changed_months_of_migration_are_told(folder: Path) -> None:
    """C3, B8, B6: the months of a migration period, the new ones beside the old."""
    factors = json.loads(FIRST_EDITION)["factors"]
    factors[2]["months"] = [3, 6]
    told = telling(folder, factors=factors)
    assert f"- {factors[2]['question']} 3 to 6 months, until now 3 to 12 months.\n" in told
    assert "wording changes" not in told


def test_b8_c3_new_changed_and_ended_factors_are_told(folder: Path) -> None:
    """C3, B8, B1: factors are asked in their order; new ones, others and ended ones are named."""
    first, second, third, last = json.loads(FIRST_EDITION)["factors"]
    pilot = {**third, "code": "pilot", "question": "Is it a pilot?", "months": [1, 4]}
    wider = {**second, "types": ["productivity_software", "devices"]}
    told = telling(folder, factors=[first, pilot, wider, {**last, "if_yes": "decline"}])
    assert (
        "The assessment also asks:\n- Is it a pilot? If so, we are likely to approve the exemption "
        "for a migration period of 1 to 4 months.\n"
    ) in told
    assert (
        "The assessment now asks:\n"
        f"- {second['question']} If so, we are likely to approve the exemption. This is asked for "
        "Productivity software and Devices only. It is also asked for Hardware or software drivers "
        "that belong to such a request.\n"
        f"- {last['question']}. Then we decline the request.\n"
    ) in told
    assert f"The assessment no longer asks:\n- {third['question']}\n" in told
    order = [row["question"] for row in (first, pilot, second, last)]
    assert "in this order:\n- " + "\n- ".join(order) + "\n" in told


def test_b8_c3_factors_in_another_order_are_told(folder: Path) -> None:
    """C3, B8, B1: the order decides, so another order is a change."""
    first, second, third, last = json.loads(FIRST_EDITION)["factors"]
    told = telling(folder, factors=[first, third, second, last])
    order = [row["question"] for row in (first, third, second, last)]
    assert "in this order:\n- " + "\n- ".join(order) + "\n" in told
    assert "asks:" not in told


def test_b8_a2_a_type_described_otherwise_is_told(folder: Path) -> None:
    """B8, A2: the description of a type is what a request goes by."""
    types = json.loads(FIRST_EDITION)["types"]
    types[0] = {**types[0], "name": "Office software", "description": "Software of the office."}
    told = telling(folder, types=types)
    assert "are now:\n- Office software: Software of the office.\n" in told
    assert "wording changes" not in told


def test_b8_c3_where_only_wording_changes_the_letter_says_so(folder: Path) -> None:
    """C3, B8: nothing that a decision or a course depends on is another one."""
    told = telling(folder, source="Service plan, January 2027")
    assert told.strip().partition("\n")[2].strip().startswith("The key conditions, the factors")


def test_b8_two_announced_editions_have_letters_of_their_own(folder: Path) -> None:
    """B8, C9: each customer is told each of them;
    what was told is owed no more and is given again as it is.
    """
    edition.announce(on(folder, 0), made(), "e.json", day(40))
    next_one = {"code": "2027-06", "name": "Edition of June 2027"}
    edition.announce(on(folder, 1), made(**next_one), "f.json", day(80))
    desk = on(folder, 1)
    letters = edition.issue_letters(desk)
    texts = [as_text(row.record) for row in letters]
    assert [
        ("Edition of January 2027" in text, "Edition of June 2027" in text) for text in texts
    ] == [(True, False), (True, False), (False, True), (False, True)]
    assert [row.letter for row in owed.owed_list(desk)] == [row.record.number for row in letters]
    assert owed.owed_list(desk, DAY)[0].age_days(day(3)) == 3
    assert len(owed.owed_list(desk, DAY)) == 2  # the second was not announced then
    for row in letters[:2]:
        letter.dispatched(desk, desk.case(row.record.case), row.record.number, day(1), "R")
    assert [row.letter for row in owed.owed_list(desk)] == [
        row.record.number for row in letters[2:]
    ]
    again = edition.issue_letters(desk)
    assert [row.record.number for row in again] == [row.record.number for row in letters]
    assert [row.dispatched for row in again] == [day(1), day(1), None, None]
    for row in letters[2:]:
        assert letter.condition(desk, desk.case(row.record.case), row) == "issued"


def test_b8_who_comes_after_the_announcement_is_told_by_the_acknowledgement(folder: Path) -> None:
    """B8: the letter that confirms a request names the coming edition, its day and what changes."""
    case = receive(on(folder, 0), ticket="MMD-6666666-ABCDE")
    heading = "The rules for exemptions change"
    assert heading not in as_text(letter.issue(on(folder, 0), case, "acknowledgement")[1].record)
    edition.announce(on(folder, 0), made(), "e.json", day(40))
    later = receive(on(folder, 1), ticket="MMD-7777777-ABCDE", customer="Northwind")
    text = as_text(letter.issue(on(folder, 1), later, "acknowledgement")[1].record)
    assert heading in text
    assert in_words(day(40)) in text


def test_b8_a_second_announced_edition_is_told_beside_the_one_it_follows(folder: Path) -> None:
    """B8: a condition that the first adds and the second drops again is told as ending."""
    rows = json.loads(FIFTH)["conditions"]
    words = {
        "broken": "It slows the start of the device.",
        "open": "Would it slow the start of the device?",
    }
    added = {
        **rows[0],
        "code": "start",
        "name": "Start",
        "text": "slow the start of a device",
        "words": words,
    }
    edition.announce(on(folder, 0), made(conditions=[*rows, added]), "e.json", day(40))
    following = made(code="2027-06", name="Edition of June 2027")
    edition.announce(on(folder, 1), following, "f.json", day(80))
    texts = [as_text(row.record) for row in edition.issue_letters(on(folder, 1))]
    first = next(text for text in texts if "Edition of January 2027" in text)
    second = next(text for text in texts if "Edition of June 2027" in text)
    assert "slow the start of a device" in first
    gone = second.partition("This no longer applies. An exemption must not:")[2]
    assert "slow the start of a device" in gone


def test_b8_an_edition_whose_file_is_not_at_hand_is_no_news(folder: Path) -> None:
    """B8: of two announced, letters tell the next one
    that can be read, beside the one it follows.
    """
    edition.announce(on(folder, 0), made(), "e.json", day(40))
    now = on(folder, 0).moment()
    known = {code: one for code, one in now.editions.items() if code != "2027-01"}
    assert now.news() is not None
    assert replace(now, editions=known).news() is None


def test_b8_c2_an_edition_announced_for_a_later_day_has_a_letter_that_replaces_the_first(
    folder: Path,
) -> None:
    """B8, C2: the customer who was told the first day is told that this letter replaces it."""
    edition.announce(on(folder, 0), made(), "e.json", day(40))
    first = edition.issue_letters(on(folder, 0))
    case = on(folder, 12).case(first[0].record.case)
    case = letter.dispatched(on(folder, 12), case, first[0].record.number, day(12), "R")
    edition.announce(on(folder, 12), made(), "e.json", day(60))
    again = edition.issue_letters(on(folder, 12))
    assert [row.record.replaces for row in again] == [row.record.number for row in first]
    text = as_text(again[0].record)
    assert f"This letter replaces letter {first[0].record.number} of" in text
    assert "Friday 22 January 2027" in text
    assert letter.overtaken(on(folder, 12), on(folder, 12).case(first[1].record.case), first[1])
    assert edition.issue_letters(on(folder, 12)) == again


def test_b8_d2_a_first_notice_is_overtaken_by_an_edition_published_before_its_day(
    tmp_path: Path,
) -> None:
    """B8, D2: dated for a day on which another edition is in force,
    it is not dispatched under the old plan.
    """
    course = Course(tmp_path)
    edition.announce(course.on(0), made(), "e.json", day(31))
    numbers = edition.issue_letters(course.on(0))
    letter.dispatched(course.on(0), course.case(), numbers[0].record.number, day(0), "R")
    course.revoke(29)
    _, issued = letter.issue(course.on(29), course.case(), "notice_first", dated=day(31))
    edition.publish(course.on(30), made(), "e.json", day(0), day(31))
    assert "not in force" in letter.overtaken(course.on(31), course.on(31).case("A-0001"), issued)
    with pytest.raises(Refused):
        letter.dispatched(
            course.on(31), course.on(31).case("A-0001"), issued.record.number, day(31), "R"
        )
