"""The next date of the queue is that of the calendar (D2, C9)."""

from mmd_reviewer.domain.request_queue import QueueFilter
from mmd_reviewer.services import letter
from tests.making import Course, day


def test_c9_after_the_deadline_it_stays_until_the_end_of_cover_is_told(course: Course) -> None:
    """D2, C9: the deadline is due in the calendar until its letter is dispatched."""
    wish = QueueFilter(state="cover_ended")
    desk = course.on(91)
    assert [row.next_date for row in desk.store.page(wish, day(91), 9)] == [day(90)]
    case, issued = letter.issue(desk, course.case(), "cover_ended")
    assert [row.next_date for row in desk.store.page(wish, day(91), 9)] == [day(90)]
    letter.dispatched(desk, case, issued.record.number, day(91), "MMD-91-R")
    assert [row.next_date for row in desk.store.page(wish, day(91), 9)] == [None]
