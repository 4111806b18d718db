"""Sentences of letters after an appeal: what it changed,
released and left as it was (rules C9, D2, D4, D7 to D9).
"""

from pathlib import Path

import pytest

from mmd_reviewer.domain.device import Device
from mmd_reviewer.domain.letters.compose import as_text
from mmd_reviewer.domain.letters.owed import letters_owed
from mmd_reviewer.domain.period import in_words
from mmd_reviewer.services import appeal, letter, revocation
from tests.making import LAPTOP, TABLET, Course, day
from tests.services.appeal_steps import raised, released
from tests.services.course_steps import tell


def test_d2_a_notice_names_the_change_that_holds(course: Course) -> None:
    """D2: a retimed deadline differs;
    one that an appeal has changed since is not told as the newest.
    """
    revocation.retime(course.on(10), course.case(), "agreement", day(100), "More time was agreed.")
    raised(course, 15)
    appeal.decide_appeal(course.on(20), course.case(), "varied", "A pilot.", deadline=day(120))
    text = as_text(course.send(30, "second").letters[-1].record)
    assert "New deadline" not in text
    assert "The deadline was changed on Sunday 13 December 2026, after your appeal." in text


def test_d4_a_letter_names_no_past_day_as_one_to_come(course: Course) -> None:
    """D4: after the deadline no notice is due any more, so none is to come;
    an overdue one has no day ahead.
    """
    raised(course, 35)
    text = as_text(letter.issue(course.on(35), course.case(), "appeal_received")[1].record)
    assert "Third notice: Friday 22 January 2027" in text
    assert "Second notice" not in text
    raised(course, 95)
    text = as_text(letter.issue(course.on(95), course.case(), "appeal_received")[1].record)
    assert "Notices to come" not in text


def test_d8_c9_the_outcome_of_an_earlier_appeal_is_told_while_another_is_open(
    course: Course,
) -> None:
    """D8, C9: each outcome has its letter;
    that of the first says nothing of what came in the second.
    """
    raised(course, 5)
    appeal.decide_appeal(course.on(6), course.case(), "stands", "It hangs all the same.")
    appeal.raise_appeal(
        course.on(7), course.case(), day(7), "software", "Another client is used now."
    )
    text = as_text(letter.issue(course.on(7), course.case(), "appeal_outcome")[1].record)
    assert "It hangs all the same." in text
    assert "Another client is used now." not in text
    assert "Another client is used now." in as_text(
        letter.issue(course.on(7), course.case(), "appeal_received")[1].record
    )


def test_c9_two_outcomes_in_one_letter_are_both_told(course: Course) -> None:
    """C9, D8: what the first released and why is not lost in the letter of the second."""
    raised(course, 5)
    appeal.decide_appeal(
        course.on(5), course.case(), "varied", "The first reason.", released=[TABLET.serial]
    )
    raised(course, 8)
    appeal.decide_appeal(course.on(8), course.case(), "stands", "The second reason.")
    case, issued = letter.issue(course.on(8), course.case(), "appeal_outcome")
    text = as_text(issued.record)
    assert (
        text.index("The second reason.")
        < text.index("An earlier appeal")
        < text.index("The first reason.")
    )
    assert "may keep the exemption" in text
    assert TABLET.serial in text
    case = letter.dispatched(course.on(8), case, issued.record.number, day(8), "MMD-8-R")
    assert [row.kind for row in letters_owed(case, day(8))] == []


@pytest.mark.parametrize("outcome", ["stands", "taken_back"])
def test_d8_a_schedule_that_something_else_changed_is_not_called_unchanged(
    course: Course, outcome: str
) -> None:
    """D8, D7: a stay that was not told yet stands in the same letter as another deadline."""
    raised(course, 5)
    revocation.retime(course.on(5), course.case(), "stay", day(120), "It is looked at.")
    appeal.decide_appeal(course.on(5), course.case(), outcome, "As before.")
    text = as_text(letter.issue(course.on(5), course.case(), "appeal_outcome")[1].record)
    assert "its schedule is unchanged" not in text
    assert "Tuesday 23 March 2027" in text


def test_d8_a_deadline_stands_once_in_its_letter_and_is_the_one_that_holds(course: Course) -> None:
    """D8, D7: retimed once more before the letter, the letter names the newest only."""
    raised(course, 5)
    appeal.decide_appeal(course.on(5), course.case(), "varied", "More time.", deadline=day(120))
    text = as_text(letter.issue(course.on(5), course.case(), "appeal_outcome")[1].record)
    assert text.count("The deadline is") == 1
    assert "The deadline is now Tuesday 23 March 2027. From that day" in text
    revocation.retime(course.on(6), course.case(), "agreement", day(150), "Agreed.")
    text = as_text(letter.issue(course.on(6), course.case(), "appeal_outcome")[1].record)
    assert "23 March" not in text
    assert "The deadline is Thursday 22 April 2027." in text


def test_d8_one_released_device_is_one(course: Course) -> None:
    """D8: the letter speaks of the device, not of devices."""
    appeal.raise_appeal(course.on(12), course.case(), day(12), "upgrade", "Version 6.1.")
    released = [TABLET.serial]
    appeal.decide_appeal(course.on(12), course.case(), "varied", "A pilot.", released=released)
    text = tell(course, 12, "appeal_outcome")
    assert "no longer concerns the device in the annex, which may keep" in text


SPARE, LAST = Device("5CG7", "HP", "Elite"), Device("5CG8", "HP", "Elite")


HAD = "the service level agreements did not apply to any device that still had the exemption"
HAS = "the service level agreements no longer apply to any device that still has the exemption"
IN_BETWEEN = " (to one released in the meantime only until its release)"
ALREADY = ", other than those that could already keep it"
KEEPS = ", other than those that may keep it"


@pytest.mark.parametrize(
    ("early", "between", "said"),
    [
        (False, False, HAD),
        (True, False, HAD + ALREADY),
        (False, True, HAD + IN_BETWEEN),
        (True, True, HAD + ALREADY + IN_BETWEEN),
    ],
)
def test_d8_a_device_released_after_the_deadline_had_the_gap_too(
    tmp_path: Path, early: bool, between: bool, said: str
) -> None:
    """D8: the gap stays: who was released when cover came back is no exception to it,
    who was released before the deadline is.
    """
    course = Course(tmp_path, (LAPTOP, TABLET, SPARE, LAST))
    course.notified()
    if early:
        released(course, 50, TABLET)
    if between:
        released(course, 92, SPARE)
        tell(course, 92, "appeal_outcome")
    released(course, 94, LAPTOP, deadline=130)
    text = tell(course, 94, "appeal_outcome")
    gap = f"From {in_words(day(90))} on {said}; from {in_words(day(94))} on they apply again."
    assert gap in text
    assert f"Microsoft Surface Laptop: Without cover from {in_words(day(90))}, covered" in text
    assert f"The deadline is now {in_words(day(130))}. From that day {HAS}{KEEPS}." in text


@pytest.mark.parametrize(
    ("early", "said"),
    [
        (False, f"{HAS}{KEEPS}, which were without cover until their release."),
        (
            True,
            f"{HAS}{KEEPS}, of which those released after that day were without cover until their "
            "release.",
        ),
    ],
)
def test_d8_after_the_deadline_a_released_device_is_not_said_to_have_kept_its_cover(
    course: Course, early: bool, said: str
) -> None:
    """D8, D9: without a new deadline the letter says the same of the gap as its annex."""
    if early:
        released(course, 50, TABLET)
    released(course, 96, LAPTOP)
    text = tell(course, 96, "appeal_outcome")
    assert f"Since {in_words(day(90))} {said}" in text


def received(course: Course, on: int) -> str:
    """The letter that tells of an appeal of that day."""
    raised(course, on)
    return as_text(letter.issue(course.on(on), course.case(), "appeal_received")[1].record)


def test_c9_a_deadline_that_is_told_here_first_does_not_remain(course: Course) -> None:
    """C9: of a lengthening whose letter is still owed the customer knows nothing yet."""
    ahead = "The appeal does not stop the course"
    assert f"{ahead}: the notices go on, and the deadline remains" in received(course, 5)
    revocation.retime(course.on(6), course.case(), "agreement", day(150), "Agreed.")
    moved = received(course, 6)
    assert f"{ahead}. The deadline is now {in_words(day(150))}." in moved
    assert "remains" not in moved
    tell(course, 7, "retimed")
    assert f"and the deadline remains {in_words(day(150))}." in received(course, 8)


def test_d8_after_the_final_notice_none_goes_on(course: Course) -> None:
    """D8: nothing is promised that does not come."""
    for on, notice in ((30, "second"), (60, "third"), (83, "final")):
        course.send(on, notice)
    text = received(course, 85)
    assert f"stop the course: the deadline remains {in_words(day(90))}." in text
    assert "notices go on" not in text
