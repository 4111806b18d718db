"""A day beyond 2199 is a slip of the keyboard, whoever asks:
window, terminal or script (rules B8, C1, D6 to D8).
"""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from mmd_reviewer.services import appeal, edition, removal, revocation
from tests.making import Course, day, new_desk, refused
from tests.services.edition_files import WHOLE

NEW = json.dumps(WHOLE).encode()
FAR = (date(1899, 12, 31), date(2200, 1, 1), date.max)
DEEDS: dict[str, tuple[Callable[[Course, date], object], tuple[str, str]]] = {
    "retime": (
        lambda course, far: revocation.retime(course.on(5), course.case(), "agreement", far, "x"),
        ("D7", "deadline"),
    ),
    "outcome": (
        lambda course, far: appeal.decide_appeal(
            course.on(5), course.case(), "varied", "x", deadline=far
        ),
        ("D8", "deadline"),
    ),
    "consent": (
        lambda course, far: removal.record_consent(
            course.on(5), course.case(), "Jana", far, "Yes."
        ),
        ("D6", "on"),
    ),
    "announce": (
        lambda course, far: edition.announce(course.on(5), NEW, "e.json", far),
        ("B8", "effective"),
    ),
}


@pytest.mark.parametrize("name", DEEDS)
@pytest.mark.parametrize("far", FAR)
def test_c1_d7_d8_a_day_out_of_range_is_refused_by_the_rule_of_the_deed(
    tmp_path: Path, name: str, far: date
) -> None:
    """C1, D7, D8: nothing is recorded, and the sentence names the days that can be given."""
    course = Course(tmp_path)
    course.notified()
    appeal.raise_appeal(course.on(5), course.case(), day(5), "upgrade", "Version 6.1.")
    deed, refusal = DEEDS[name]
    before = len(course.case().facts)
    assert refused(lambda: deed(course, far)) == refusal
    assert len(course.case().facts) == before


@pytest.mark.parametrize("far", FAR)
def test_b8_an_edition_is_not_published_for_such_a_day(tmp_path: Path, far: date) -> None:
    """B8: also where nobody has to be told of it."""
    desk = new_desk(tmp_path)
    assert refused(lambda: edition.publish(desk, NEW, "e.json", day(0), far)) == ("B8", "effective")
