"""The period that the rules suggest, and the sentences that ask for one (A1, B6, C1, C5, E2)."""

from dataclasses import replace
from datetime import date

import pytest

from mmd_reviewer.domain import period
from mmd_reviewer.domain.assessment import Answers, patch_from
from mmd_reviewer.domain.decision import Proposal, decide
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.domain.recommendation import recommend
from mmd_reviewer.domain.suggested_period import asked_period, migration_period
from mmd_reviewer.domain.timeline import Timeline
from mmd_reviewer.domain.timeline_reading import read_timeline
from tests.domain.test_decision import refused, try_to
from tests.making import DAY, FACTOR_3, FACTOR_4, case, edition, request

BAND = (3, 12)


@pytest.mark.parametrize(
    ("asked", "months", "length", "until"),
    [
        ("24 months", 24, "24 months", date(2028, 11, 23)),
        ("six weeks", 1, "6 weeks", date(2027, 1, 4)),
        ("10 days", None, "10 days", date(2026, 12, 3)),
        ("until 30 June 2027", 7, "", date(2027, 6, 30)),
        ("until 23 May 2027", 6, "6 months", date(2027, 5, 23)),
        ("until 24 November 2026", None, "", date(2026, 11, 24)),
        ("until 31 December 2199", 2077, "", date(2199, 12, 31)),
    ],
)
def test_b6_a_period_is_never_said_by_months_it_does_not_have(
    asked: str, months: int | None, length: str, until: date
) -> None:
    """B6: six weeks are six weeks, not one month; an end date is said by its day."""
    found = asked_period(read_timeline(asked), DAY)
    assert (found.months, found.length, found.until, found.lack) == (months, length, until, "")


def test_b6_what_was_asked_is_named_in_the_words_of_the_wish() -> None:
    """B6: sixty weeks are not said as a date nobody named."""
    found = migration_period(read_timeline("60 weeks"), None, BAND, DAY)
    assert [reason.text for reason in found.because] == [
        "60 weeks asked for, 12 months the longest."
    ]
    found = migration_period(read_timeline("until 31 March 2028"), None, BAND, DAY)
    assert found.because[0].text == "Until 2028-03-31 was asked for, 12 months the longest."


@pytest.mark.parametrize(
    ("asked", "given", "words"),
    [
        ("permanent", None, "No end was asked for, 12 months the longest."),
        ("2 months", None, "The period is under 3 months: kept, needs a reason."),
        ("9 months", 14, "The period is over 12 months: needs a reason."),
        ("24 months", 9, "24 months asked for, 12 months the longest."),
    ],
)
def test_b6_a_flag_names_the_months_that_were_left(
    asked: str, given: int | None, words: str
) -> None:
    """B6: 3 to 12 months; the end that is out of them is the one named."""
    found = migration_period(read_timeline(asked), given, BAND, DAY)
    assert [(reason.rule, reason.text) for reason in found.because] == [("B6", words)]


@pytest.mark.parametrize(
    ("timeline", "words", "rule"),
    [
        (read_timeline("when it suits"), "The timeline “when it suits” was not understood", "A1"),
        (
            read_timeline("until 1 October 2026"),
            "The end asked for, 2026-10-01, is not after the start",
            "C1",
        ),
        (
            read_timeline("until 23 November 2026"),
            "The end asked for, 2026-11-23, is not after the start",
            "C1",
        ),
        (
            Timeline("until 9999-12-31", until=date(9999, 12, 31)),
            "would end after 2199-12-31",
            "C1",
        ),
    ],
)
def test_a1_c1_why_no_period_is_suggested_is_true_of_what_was_asked(
    timeline: Timeline, words: str, rule: str
) -> None:
    """A1, C1: an end that has passed was understood;
    recommendation and refusal say the same sentence.
    """
    asked = replace(request(), timeline=timeline)
    for answers, outcome in ((FACTOR_3, "approve_migration"), (FACTOR_4, "approve")):
        of = case(patch_from(answers, edition(), asked), asked=asked)
        found = recommend(edition(), asked, of.answers, DAY)
        assert found.outcome == outcome
        assert (found.until, found.open_ended) == (None, False)
        assert "period_needed" in found.flags
        assert words in found.because[-2].text
        with pytest.raises(Refused, match=words) as refusal:
            decide(of, edition(), found, Proposal(outcome), DAY)
        assert (refusal.value.rule, refusal.value.field) == (rule, "period")
    passed = asked_period(timeline, DAY).flags
    assert ("end_passed" in passed) == ("not after" in words)


def test_b6_a_migration_against_the_recommendation_has_its_own_period() -> None:
    """B5, B6: the reviewer's months, else what was asked within 3 to 12 months;
    outside needs a reason as well.
    """
    why = "The plant moves next year."
    assert try_to("approve_migration", FACTOR_4, reason=why).until == date(2027, 11, 23)
    nine = {**FACTOR_4, "months": 9}
    assert try_to("approve_migration", nine, reason=why).until == date(2027, 8, 23)
    early = {"non_negotiable": "yes", "months": 6}
    assert try_to("approve_migration", early, reason=why).until == date(2027, 5, 23)
    asked = request(timeline="permanent")
    assert try_to("approve_migration", FACTOR_4, reason=why, asked=asked).months == 12
    assert refused("approve_migration", {**FACTOR_4, "months": 14}) == ("B5", "reason")
    with pytest.raises(Refused, match="outside 3 to 12 months"):
        try_to("approve_migration", {**FACTOR_4, "months": 14})


def test_e2_a_migration_that_goes_on_beyond_its_months_is_flagged_first() -> None:
    """E2: six and twelve months are eighteen;
    the recommendation says so before the decision is refused.
    """
    asked, since = request(timeline="12 months"), date(2026, 5, 23)
    of = case(patch_from(FACTOR_3, edition(), asked), asked=asked)
    found = recommend(edition(), asked, of.answers, DAY, since=since)
    assert found.flags == ("beyond_migration",)
    assert [reason.text for reason in found.because if reason.rule == "E2"] == [
        "With the approval before, the migration is longer than 12 months in all: needs a reason."
    ]
    assert recommend(edition(), asked, of.answers, DAY, since=date(2026, 11, 23)).flags == ()
    before = recommend(edition(), asked, of.answers, DAY, since=date(2026, 11, 22))
    assert before.flags == ("beyond_migration",)


@pytest.mark.parametrize("day", [date(9999, 12, 31), date(2200, 1, 1), date(1899, 12, 31)])
def test_c1_a_day_out_of_range_is_refused_by_one_sentence(day: date) -> None:
    """C1: no period to the end of the calendar."""
    with pytest.raises(Refused, match=f"{day} is out of range") as refusal:
        try_to("approve", FACTOR_4, until=day)
    assert (refusal.value.rule, refusal.value.field) == ("C1", "until")
    words = f"until {day}"
    assert read_timeline(words) == Timeline(words)
    assert not period.sensible(day)


def test_b6_an_open_factor_has_no_period() -> None:
    """B6: nothing is suggested before a factor leads to an approval;
    a migration would have its own.
    """
    found = recommend(edition(), request(), Answers(), DAY)
    assert (found.until, found.suggested, found.months, found.open_ended) == (
        None,
        None,
        None,
        False,
    )
    assert found.migration is not None
    assert found.migration.until == date(2027, 11, 23)


def test_numbers_in_words() -> None:
    """Any count is said in words, from a hundred on in digits."""
    numbers = (0, 5, 12, 19, 20, 21, 99, 100)
    said = ["zero", "five", "twelve", "nineteen", "twenty", "twenty-one", "ninety-nine", "100"]
    assert [period.spelled(number) for number in numbers] == said
