"""Who of a team has a case open: a courtesy, told in a sentence."""

from datetime import UTC, datetime

from mmd_reviewer.domain.claim import Claim


def test_who_has_a_case_open_is_told_by_the_clock_of_the_machine() -> None:
    since = datetime(2026, 11, 23, 10, 2).astimezone()
    for moment in (since, since.astimezone(UTC)):
        assert Claim("A-0001", "Jonas Weber", moment).words == "Jonas Weber has it open since 10:02"
