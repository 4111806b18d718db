"""What the preview says of a case: its age, what is given, where it is (rules A1, A6, C1)."""

from pathlib import Path

import pytest

from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.decision import Proposal
from mmd_reviewer.domain.letters.dispatch import Dispatch
from mmd_reviewer.domain.request_queue import QueueFilter
from mmd_reviewer.services import decision, letter, removal, request_queue
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.services.read.case_facts import (
    age_fact,
    age_words,
    came_by,
    detail_facts,
    look_fact,
    marks,
    outlook,
    who_line,
)
from mmd_reviewer.services.read.shown import shown_case
from tests.making import FACTOR_4, LAPTOP, TABLET, Course, assessed, day, edition, receive, request


@pytest.fixture
def course(tmp_path: Path) -> Course:
    return Course(tmp_path)


def returned(desk: Desk) -> Case:
    """A new request, returned and told on the desk's day."""
    asked = assessed(desk, FACTOR_4, ticket="MMD-3-T")
    case = decision.make(desk, asked, Proposal("return", "Which version?"))
    wish = Dispatch(desk.today(), "TEL-1")
    return letter.told_elsewhere(desk, [case], "returned", wish, "Petra Novak")[0]


def in_force(desk: Desk) -> list[str]:
    """The mark that tells on how many devices it is."""
    shown = shown_case(desk, "A-0001")
    return [mark.words for mark in marks(shown, "Ines Moreau") if mark.icon == "laptop"]


def removed(course: Course, on: int, *serials: str) -> None:
    """Confirmed by the customer on that day."""
    removal.confirm_removal(course.on(on), course.case(), serials, day(on), "Jana Hofer")


def test_a6_only_the_day_of_receipt_is_today(course: Course) -> None:
    """A6, C1: an age that stands still on its first day is no day of receipt."""
    case = receive(course.on(0), ticket="MMD-2-T")
    assert [age_words(case, day(after)) for after in (0, 1, 2)] == [
        "Received today",
        "1 day old",
        "2 days old",
    ]
    case = returned(course.on(0))
    assert age_words(case, day(0)) == "Received today"
    assert age_words(case, day(4)) == "0 days old, paused"
    case = request_queue.amend(course.on(4), case, "mail", proposal="Deploy version 4.10.")
    assert age_words(case, day(4)) == "0 days old"
    assert age_words(case, day(5)) == "1 day old"


def test_c1_an_age_that_stood_still_is_told_in_parts(course: Course) -> None:
    """C1: the parts add up; while an answer is owed it says since when."""
    case = returned(course.on(0))
    assert age_fact(case, day(0)) is None
    found = age_fact(case, day(1))
    assert found is not None
    assert found.words == "0 days: 1 day since received, 1 of them the customer’s"
    assert found.note == "Paused since Mon 2026-11-23: an answer is owed to us"


def test_a6_the_first_look_is_late_from_the_day_after_it_was_due(course: Course) -> None:
    """A6: on the day itself it is not late yet."""
    case = receive(course.on(0), ticket="MMD-2-T")
    found = [look_fact(case, day(after)) for after in (1, 2)]
    assert [(one.words, one.note) for one in found if one is not None] == [
        ("By Tue 2026-11-24", ""),
        ("1 day late", "Was due Tue 2026-11-24"),
    ]


def test_a6_d6_in_force_is_said_of_what_is_and_of_the_devices_that_carry_it(
    course: Course,
) -> None:
    """A6, D6: a removed device carries it no more; what is revoked is not in force."""
    assert in_force(course.on(0)) == ["In force since Mon 2026-11-23: 3 devices, 1 in Test"]
    removed(course, 1, LAPTOP.serial)
    assert in_force(course.on(1)) == ["In force since Mon 2026-11-23: 2 devices, 1 in Test"]
    course.revoke(1)
    course.send(1, "first")
    assert in_force(course.on(1)) == ["First deployed Mon 2026-11-23: 2 devices, 1 in Test"]
    removed(course, 1, TABLET.serial, "T1")
    assert in_force(course.on(1)) == ["First deployed Mon 2026-11-23: on no device"]


def timeline_of(desk: Desk, number: str) -> str:
    (found,) = [
        row.words for row in detail_facts(shown_case(desk, number)) if row.label == "Timeline"
    ]
    return found


def test_c1_the_end_of_a_wished_period_is_counted_from_its_start(course: Course) -> None:
    """C1, C5: from today while nothing is decided, then from the start of the approval."""
    case = assessed(course.on(0), FACTOR_4, ticket="MMD-2-T", timeline="3 months")
    assert timeline_of(course.on(1), case.number) == "3 months, until 2027-02-24"
    decision.make(course.on(1), case, Proposal("approve"))
    assert timeline_of(course.on(1), case.number) == "3 months, until 2027-02-24"
    assert timeline_of(course.on(40), case.number) == "3 months, until 2027-02-24"


def test_e2_the_end_of_a_wished_extension_is_counted_from_the_old_end(course: Course) -> None:
    """E2: it starts the day after the old end: 2027-02-24 and three months."""
    old = assessed(course.on(0), FACTOR_4, ticket="MMD-2-T", timeline="3 months")
    decision.make(course.on(0), old, Proposal("approve"))
    new = assessed(course.on(1), FACTOR_4, ticket="MMD-3-T", timeline="3 months")
    request_queue.link(course.on(1), new, course.on(1).case(old.number), extends=True)
    assert timeline_of(course.on(1), new.number) == "3 months, until 2027-05-24"


def test_d9_a_case_without_cover_has_no_next_day_in_the_past(course: Course) -> None:
    """A6, D9: its deadline is behind it: cover ended on that day."""
    course.notified()
    (row,) = course.on(95).store.page(QueueFilter(words="A-0001", state=""), day(95), 9)
    assert outlook(row) == "Cover ended, since 2027-02-21"
    (row,) = course.on(10).store.page(QueueFilter(words="A-0001", state=""), day(10), 9)
    assert outlook(row) == "In revocation, next 2026-12-23"


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("hand", "by hand"),
        ("telephone", "by telephone"),
        ("mail", "by mail"),
        ("Requests.JSON", "by portal"),
        ("requests.csv", "in requests.csv"),
    ],
)
def test_a1_what_was_said_came_by_its_source(source: str, words: str) -> None:
    """A1: what a customer says by telephone or mail is an amendment with its source."""
    assert came_by(source) == words


@pytest.mark.parametrize(
    ("devices", "words"),
    [
        ("1", "1 device"),
        ("2", "2 devices"),
        (" 214 ", "214 devices"),
        ("all of them", "all of them"),
    ],
)
def test_a_number_of_devices_is_said_with_its_noun(devices: str, words: str) -> None:
    assert who_line(request(devices=devices), edition()).split(" · ")[-1] == words
