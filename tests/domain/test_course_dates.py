"""All start days of 2019 to 2040 in every time zone:
the machine's zone changes no date (rules D2, D3, F1).
"""

import os
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest

from mmd_reviewer import bootstrap
from mmd_reviewer.domain.period import in_words
from mmd_reviewer.domain.revocation import NOTICES, schedule
from tests.long import long_or

FIRST, LAST = date(2019, 1, 1), date(2040, 12, 31)
DAYS = [FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1)]


def dates_of(day: date) -> tuple[int, ...]:
    """The course as ordinals: four notices and the deadline."""
    dates = schedule(day)
    return (*(dates.due(notice).toordinal() for notice in NOTICES), dates.deadline.toordinal())


@pytest.fixture
def machine_zone() -> Iterator[None]:
    """Whatever the test does to the machine's zone is taken back."""
    before = os.environ.get("TZ")
    yield
    if before is None:
        os.environ.pop("TZ", None)
    else:
        os.environ["TZ"] = before
    time.tzset()


@pytest.mark.model
@pytest.mark.long_form
def test_d2_every_start_day_in_every_zone(machine_zone: None) -> None:
    """D2, F1: day 30, 60, 83 and 90 as plain counting gives them,
    8,036 days in each zone (each fortieth, or all).
    """
    wanted = [
        (n, n + 30, n + 60, n + 83, n + 90) for n in range(FIRST.toordinal(), LAST.toordinal() + 1)
    ]
    zones = sorted(available_timezones())
    assert len(zones) > 400
    for zone in zones[:: long_or(1, 80)]:
        os.environ["TZ"] = zone
        time.tzset()
        assert [dates_of(day) for day in DAYS] == wanted, zone


def test_f1_today_is_the_civil_day_of_the_service_zone(monkeypatch: pytest.MonkeyPatch) -> None:
    """F1, F2: around midnight, in every zone, on days on which clocks are changed."""
    for year in (2026, 2027):
        for month, day in ((3, 28), (3, 29), (10, 25), (11, 1), (12, 31), (1, 1)):
            for hour in (0, 1, 11, 12, 23):
                moment = datetime(year, month, day, hour, 30, tzinfo=UTC)

                class Clock(datetime):
                    @classmethod
                    def now(cls, tz: object = None) -> datetime:  # type: ignore[override]
                        return moment.astimezone(tz)  # type: ignore[arg-type]  # noqa: B023

                monkeypatch.setattr(bootstrap, "datetime", Clock)
                for zone in (
                    "Pacific/Kiritimati",
                    "Pacific/Pago_Pago",
                    "Europe/Brussels",
                    "America/New_York",
                    "UTC",
                ):
                    assert (
                        bootstrap.MachineClock().today(zone)
                        == moment.astimezone(ZoneInfo(zone)).date()
                    )


def test_c6_weekdays_in_words_for_every_day() -> None:
    """C6: the weekday of every day from 2019 to 2041, by counting from a known Monday."""
    names = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
    monday = date(2018, 12, 31).toordinal()
    for day in DAYS:
        assert in_words(day).startswith(f"{names[(day.toordinal() - monday) % 7]} {day.day} ")


def test_a_course_at_the_end_of_time_has_days_all_the_same() -> None:
    """F1: whole days; past year 9999 the last day, never a crash."""
    course = schedule(date(9999, 12, 20))
    assert [course.due(notice) for notice in ("second", "third")] == [date.max, date.max]
