"""Timelines: what words mean, and that what is unclear is kept
as words and never guessed (A1, A3).
"""

import random
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mmd_reviewer.domain.date_reading import read_date
from mmd_reviewer.domain.period import LAST_SENSIBLE, add_months
from mmd_reviewer.domain.timeline import NOT_STATED, Timeline
from mmd_reviewer.domain.timeline_reading import read_timeline
from tests.domain.timeline_grammar import Meant, phrase
from tests.domain.timeline_table import UNCLEAR, UNDERSTOOD
from tests.long import long_or


@pytest.mark.parametrize("words", UNDERSTOOD)
def test_a_timeline_is_months_weeks_days_an_end_date_or_open_ended(words: str) -> None:
    """A3: and the customer's own words are kept."""
    timeline = read_timeline(words)
    assert timeline.in_short() == UNDERSTOOD[words]
    assert timeline.text == words
    assert timeline.understood


@pytest.mark.parametrize("words", UNCLEAR)
def test_what_is_unclear_is_given_and_not_understood(words: str) -> None:
    """A1: a timeline that was not understood is present; A3: its words are kept."""
    timeline = read_timeline(words)
    assert timeline == Timeline(words)
    assert (timeline.given, timeline.understood) == (True, False)
    assert timeline.in_short() == words


@pytest.mark.parametrize("words", ["", "  ", "\n"])
def test_blanks_are_no_timeline(words: str) -> None:
    """A1."""
    assert not read_timeline(words).given
    assert not NOT_STATED.given
    assert NOT_STATED.in_short() == "Not stated"


@pytest.mark.parametrize(
    ("words", "end"),
    [
        ("3 months", "2020-02-29"),
        ("six weeks", "2020-01-11"),
        ("90 days", "2020-02-28"),
        ("until 30 June 2027", "2027-06-30"),
        ("permanent", "None"),
        ("soon", "None"),
        ("1200 months", "2119-11-30"),
    ],
)
def test_the_end_counts_from_the_start_of_the_period(words: str, end: str) -> None:
    """C5: months from the original start, weeks of 7 days."""
    assert str(read_timeline(words).end(date(2019, 11, 30))) == end


DATES = {
    "2026-11-20": "2026-11-20",
    "20 November 2026": "2026-11-20",
    "20th of November 2026": "2026-11-20",
    "Nov. 20, 2026": "2026-11-20",
    "20 Sept 2026": "2026-09-20",
    "20.11.2026": "2026-11-20",
    "20/11/2026": "2026-11-20",
    "11/20/2026": "2026-11-20",
    "5/5/2026": "2026-05-05",
    "3/4/2026": "None",
    "2026-02-30": "None",
    "20/20/2026": "None",
    "November 2026": "None",
    "until 2026-11-20": "None",
    "0000-01-01": "None",
    "": "None",
}


@pytest.mark.parametrize("words", DATES)
def test_a_date_is_read_only_where_it_leaves_no_doubt(words: str) -> None:
    assert str(read_date(words)) == DATES[words]


@given(
    st.integers(1, 1200),
    st.sampled_from(["{} months", "for {} months", "{}-month", "({} calendar months)"]),
)
def test_any_number_of_months_is_understood(months: int, form: str) -> None:
    """A3."""
    timeline = read_timeline(form.format(months))
    assert timeline.months == months
    assert timeline.end(date(2026, 11, 23)) == add_months(date(2026, 11, 23), months)


@given(
    st.dates(date(2000, 1, 1), LAST_SENSIBLE),
    st.sampled_from(["%Y-%m-%d", "{d} %B %Y", "%B {d}, %Y", "{d}.%m.%Y"]),
)
def test_any_end_date_is_understood(day: date, form: str) -> None:
    """A3."""
    words = day.strftime(form).replace("{d}", str(day.day))
    assert read_timeline(f"until {words}").until == day


WORDS = st.sampled_from(
    [
        "6",
        "six",
        "a",
        "months",
        "weeks",
        "years",
        "until",
        "2027-06-30",
        "permanent",
        "to",
        "and",
        "-",
    ]
)


@pytest.mark.model
@given(st.one_of(st.text(max_size=80), st.lists(WORDS, max_size=8).map(" ".join)))
def test_no_words_stop_it_and_at_most_one_meaning_is_set(words: str) -> None:
    """A3: whatever is read, the words are kept."""
    timeline = read_timeline(words)
    assert timeline.text == words
    assert (
        sum(
            (
                timeline.months is not None,
                timeline.days is not None,
                bool(timeline.until),
                timeline.open_ended,
            )
        )
        <= 1
    )
    timeline.end(date(2026, 11, 23))


@pytest.mark.model
@pytest.mark.parametrize(
    "flood", ["9", "1 ", "a ", "twenty ", "1/", "1-", "month", "until ", "permanent ", "(", " "]
)
def test_a_flood_of_signs_is_read_in_a_moment(flood: str) -> None:
    """Digits without end took 16 seconds before."""
    assert read_timeline(flood * (30_000 // len(flood))).text


@pytest.mark.parametrize(
    ("words", "start"),
    [
        ("from 1 March 2027", "2027-03-01"),
        ("ab 1. März 2027", "2027-03-01"),
        ("as of 2027-03-01", "2027-03-01"),
        ("effective March 1, 2027", "2027-03-01"),
        ("go-live 1 March 2027", "2027-03-01"),
        ("from 1 Jan 2027 for 6 months", "2027-01-01"),
        ("starting 1 January 2027, 6 months", "2027-01-01"),
    ],
)
def test_a_start_is_kept_and_the_period_stays_not_understood(words: str, start: str) -> None:
    """A3: alone or before a period; the reviewer gives the period."""
    timeline = read_timeline(words)
    assert (str(timeline.start), timeline.understood, timeline.text) == (start, False, words)


def test_a_start_before_an_end_date_is_kept_beside_it() -> None:
    """A3: the end date is understood."""
    timeline = read_timeline("from 1 March 2027 until 31 August 2027")
    assert (str(timeline.start), str(timeline.until)) == ("2027-03-01", "2027-08-31")
    assert not read_timeline("from 1 March 2027 until 1 February 2027").understood


@pytest.mark.model
@pytest.mark.long_form
def test_generated_timelines_are_read_rightly_or_not_at_all() -> None:
    """A3: over phrases made with their meaning no reading is wrong,
    and 98 % of the clear ones are read.
    """
    rng = random.Random(20261123)
    clear = read = 0
    wrong = []
    for _ in range(long_or(200_000, 4_000)):
        words, meant = phrase(rng)
        found = read_timeline(words)
        told = Meant(found.months, found.days, found.until, found.open_ended)
        clear += meant != Meant()
        read += meant == told != Meant()
        if told not in (meant, Meant()):
            wrong.append((words, told))
    assert wrong == []
    assert read >= 0.98 * clear, f"{read} of {clear}"
