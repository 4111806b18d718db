"""Which backups are kept: hourly for a day, daily for two weeks,
weekly for two months, monthly for two years.
"""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mmd_reviewer.domain.kept_backups import kept

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def ago(**given: float) -> datetime:
    return NOW - timedelta(**given)


def test_one_an_hour_of_today_one_a_day_of_two_weeks() -> None:
    """The newest of each span stays."""
    every_half_hour = [ago(minutes=30 * n) for n in range(48 * 30)]
    found = kept(every_half_hour, NOW)
    assert sum(moment >= ago(days=1) for moment in found) == 25
    assert sum(ago(days=14) <= moment < ago(days=1) for moment in found) in (13, 14)
    assert NOW in found


def test_of_old_ones_one_a_month_and_the_newest_in_any_case() -> None:
    yearly = [ago(days=day) for day in range(0, 1500, 3)]
    found = kept(yearly, NOW)
    assert 22 <= sum(moment < ago(weeks=8) for moment in found) <= 24
    assert kept([ago(days=3000), ago(days=4000)], NOW) == {ago(days=3000)}
    assert kept([], NOW) == frozenset()


@pytest.mark.model
@given(st.lists(st.integers(0, 2_000_000), max_size=60), st.integers(0, 100_000))
def test_what_is_kept_was_there_and_thinning_twice_changes_nothing(
    minutes: list[int], later: int
) -> None:
    """The newest always stays; what was thinned once is not missed by a later thinning."""
    moments = [ago(minutes=n) for n in minutes]
    found = kept(moments, NOW)
    assert found <= set(moments)
    assert not moments or max(moments) in found
    assert kept(found, NOW) == found
    assert kept(found, NOW + timedelta(minutes=later)) <= found
