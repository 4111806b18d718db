"""The marks of a course."""

from datetime import date

from mmd_reviewer.domain.calendar_entry import Entry
from mmd_reviewer.services.read.course_marks import course_name

FIRST = date(2026, 8, 31)


def test_only_entries_of_a_revocation_have_a_course() -> None:
    entry = Entry(FIRST, "E", "planned", "A-0001", "Contoso", "Collector", "A-0001-E", first=FIRST)
    assert course_name(entry) == ""
    course = Entry(
        FIRST, "A", "open", "A-0001", "Contoso", "Collector", "A-0001-R2-A1", offset=3, first=FIRST
    )
    assert course_name(course) == "A-0001-R2"
