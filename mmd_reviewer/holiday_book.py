"""Public holidays by region, from the library `holidays`;
it is imported when the first one is asked for.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache


class HolidayBook:
    """`services.surroundings.Holidays`."""

    def name(self, region: str, day: date) -> str:
        """The name of a holiday in `BE` or `US-WA`, "" for another day or an unknown region."""
        return _holidays(region, day.year).get(day, "") if region else ""

    def knows(self, region: str) -> bool:
        """Is it a region, or none at all?"""
        return not region or known_region(region)


def known_region(region: str) -> bool:
    """Does the library know the country, and its part if one is named?"""
    import holidays

    country, _, part = region.partition("-")
    known = holidays.list_supported_countries(include_aliases=False)
    return country in known and (not part or part in known[country])


@cache
def _holidays(region: str, year: int) -> Mapping[date, str]:
    import holidays

    if not known_region(region):
        return {}
    country, _, part = region.partition("-")
    found = holidays.country_holidays(country, subdiv=part or None, years=year, language="en_US")
    return dict(found.items())
