"""What letters say of days without cover, when several deeds came
together (rules C9, D7, D8, D9, D11).
"""

import pytest

from mmd_reviewer.domain.letters.compose import as_text
from mmd_reviewer.domain.period import in_words
from mmd_reviewer.services import appeal, letter, removal, revocation
from mmd_reviewer.services.letter_words import spoken_in
from tests.making import LAPTOP, TESTER, Course, day
from tests.services.appeal_steps import granted, raised, released
from tests.services.course_steps import lengthen, shorten, tell

WITHOUT_A_BREAK = "The service level agreements have applied without a break"


def test_d9_a_released_device_of_the_test_group_never_had_cover(course: Course) -> None:
    """D9: it is outside service levels anyway: it neither lost cover nor has it again."""
    released(course, 95, TESTER)
    text = tell(course, 95, "appeal_outcome")
    assert f"{TESTER.serial}: –: Outside, Test group" in text
    assert "covered again" not in text
    assert "without cover until" not in text


def test_d9_a_gap_names_no_release_of_a_device_of_the_test_group(course: Course) -> None:
    """D9, D8: "to one released in the meantime only until its release" is of devices with cover."""
    released(course, 92, TESTER)
    tell(course, 92, "appeal_outcome")
    granted(course, 94, 130)
    assert "released in the meantime" not in tell(course, 94, "appeal_outcome")


def test_d8_the_gap_is_told_though_the_deadline_was_changed_since(course: Course) -> None:
    """D8, C9: the outcome gave cover back from its day; no other letter says so."""
    granted(course, 95, 150)
    shorten(course, 96, 120)
    tell(course, 96, "retimed")
    gap = (
        f"From {in_words(day(90))} on the service level agreements did not apply to any device "
        f"that still had the exemption; from {in_words(day(95))} on they apply again."
    )
    text = tell(course, 97, "appeal_outcome")
    assert gap in text
    assert f"The deadline is {in_words(day(120))}. From that day" in text


def test_d8_two_outcomes_in_one_letter_each_tell_their_gap(course: Course) -> None:
    """D8, C9: cover came back twice, and the gap of each stays."""
    granted(course, 95, 110)
    granted(course, 115, 150)
    text = tell(course, 115, "appeal_outcome")
    for since, back in ((90, 95), (110, 115)):
        said = f"From {in_words(day(since))} on the service level agreements did not apply"
        assert text.count(said) == 1
        assert f"from {in_words(day(back))} on they apply again." in text


@pytest.mark.parametrize("by_appeal", [False, True])
def test_c9_d8_a_withdrawal_after_the_day_that_was_told_says_that_cover_went_on(
    course: Course, by_appeal: bool
) -> None:
    """C9, D8: of the later deadline the customer knows nothing; the notice said that cover ends
    on a day that is past, and no other letter takes that back.
    """
    lengthen(course, 80, 120)
    if by_appeal:
        raised(course, 100)
        appeal.decide_appeal(course.on(100), course.case(), "withdrawn", "You are right.")
    else:
        revocation.withdraw(course.on(100), course.case(), "A fixed driver.")
    kind = "appeal_outcome" if by_appeal else "revocation_withdrawn"
    assert WITHOUT_A_BREAK in tell(course, 100, kind)


@pytest.mark.parametrize(("on", "said"), [(89, False), (90, True)])
def test_c9_a_later_deadline_told_after_the_earlier_says_that_cover_went_on(
    course: Course, on: int, said: bool
) -> None:
    """C9, D7: on the day that was told the customer believes that cover has ended."""
    lengthen(course, 80, 120)
    assert (WITHOUT_A_BREAK in tell(course, on, "retimed")) is said


@pytest.mark.parametrize(("on", "said"), [(89, False), (90, True)])
def test_d8_of_a_withdrawal_in_time_that_is_told_late(course: Course, on: int, said: bool) -> None:
    """D8, C9: no deadline ran any more when the day came on which cover was said to end."""
    revocation.withdraw(course.on(80), course.case(), "A fixed driver.")
    assert (WITHOUT_A_BREAK in tell(course, on, "revocation_withdrawn")) is said


@pytest.mark.parametrize(("on", "said"), [(89, False), (90, True)])
def test_c9_a_letter_of_an_appeal_that_tells_a_later_deadline_first_says_so_too(
    course: Course, on: int, said: bool
) -> None:
    """C9, D8: after it the letter of the change has nothing to take back."""
    lengthen(course, 80, 120)
    raised(course, on)
    assert (WITHOUT_A_BREAK in tell(course, on, "appeal_received")) is said
    assert WITHOUT_A_BREAK not in tell(course, on, "retimed")


def test_d8_an_outcome_told_after_the_day_that_was_told_says_that_cover_went_on(
    course: Course,
) -> None:
    """D8, C9: more time was given before the deadline, and the letter went out after it."""
    granted(course, 85, 150)
    assert WITHOUT_A_BREAK in tell(course, 95, "appeal_outcome")


def test_d11_that_cover_went_on_is_told_once(course: Course) -> None:
    """D11, C9: what the letter of the moved deadline took back is no news in those that follow."""
    number = course.case().letters[-1].record.number
    tell(course, 91, "cover_ended")
    letter.correct_dispatch(course.on(100), course.case(), number, day(88), "R", "It was later.")
    assert WITHOUT_A_BREAK in tell(course, 100, "retimed")
    lengthen(course, 101, 200)
    assert WITHOUT_A_BREAK not in tell(course, 101, "retimed")
    revocation.withdraw(course.on(102), course.case(), "A fixed driver.")
    assert WITHOUT_A_BREAK not in tell(course, 102, "revocation_withdrawn")


@pytest.mark.parametrize(
    ("outcome", "said"),
    [
        ("stands", "was that the revocation stands. It has been withdrawn since."),
        ("taken_back", "taken back your appeal of {day}. The revocation has been withdrawn since."),
    ],
)
@pytest.mark.parametrize("language", ["en", "de", "fr"])
def test_d8_a_revocation_that_was_withdrawn_since_does_not_stand(
    course: Course, outcome: str, said: str, language: str
) -> None:
    """D8, C2: the outcome is told after the withdrawal; in force again, nothing *stands*."""
    raised(course, 5)
    appeal.decide_appeal(course.on(6), course.case(), outcome, "It hangs all the same.")
    revocation.withdraw(course.on(7), course.case(), "A fixed driver.")
    case, issued = letter.issue(course.on(7), course.case(), "appeal_outcome")
    if language == "en":
        assert said.format(day=in_words(day(5))) in as_text(issued.record)
        return
    spoken = as_text(spoken_in(course.on(7), case, issued, language))
    assert {"de": "seither zurückgenommen", "fr": "depuis été retirée"}[language] in spoken


def test_d8_after_the_last_removal_the_revocation_stood_and_has_ended(course: Course) -> None:
    """D8, D10: closed by removals it was not taken back."""
    raised(course, 5)
    appeal.decide_appeal(course.on(6), course.case(), "stands", "It hangs all the same.")
    removal.confirm_removal(course.on(7), course.case(), [], day(7), "Jana")
    text = tell(course, 7, "appeal_outcome")
    assert "The revocation stands." in text
    assert LAPTOP.serial not in text


@pytest.mark.parametrize("notified", [False, True])
@pytest.mark.parametrize("in_time", [False, True])
def test_d9_what_ended_cover_is_named_by_its_own_first_notice(
    course: Course, notified: bool, in_time: bool
) -> None:
    """D9, D1: cover is back, or never ended, by the first revocation; the exemption is revoked
    anew, or about to be.
    """
    tell(course, 91, "cover_ended")
    on = day(89 if in_time else 94)
    removal.confirm_removal(course.on(94), course.case(), [LAPTOP.serial], on, "Jana")
    if not in_time:
        removal.reinstate(course.on(95), course.case(), [LAPTOP.serial], "Clean since.")
    revocation.withdraw(course.on(96), course.case(), "A fixed driver.")
    course.revoke(97)
    if notified:
        course.send(97, "first")
    first = f"whose revocation was first notified on {in_words(day(0))}."
    assert first in tell(course, 98, "reinstated")
    _, issued = letter.issue(course.on(98), course.case(), "reinstated", "A name was misspelt.")
    assert first in as_text(issued.record)
