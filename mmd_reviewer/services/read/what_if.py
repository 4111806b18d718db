"""What stands beside a course that is thought of: the open dates of the customer's others."""

from __future__ import annotations

from mmd_reviewer.domain.calendar_entry import DEADLINE, PLANNED, Entry
from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.request_queue import QueueFilter
from mmd_reviewer.services.desk import Desk

RUNNING = "in_revocation"
MOST = 200  # cases of one customer in revocation at once


def other_courses(desk: Desk, case: Case) -> tuple[Entry, ...]:
    """Notices and deadlines to come of other cases of the same customer, by day;
    on the worker.
    """
    day, known = desk.today(), desk.standing().customers
    names = [
        name
        for name, state in desk.store.customers(day)
        if state == RUNNING and known.same(name, case.request.customer)
    ]
    numbers = [
        row.number
        for name in names
        for row in desk.store.page(QueueFilter(state=RUNNING, customer=name), day, MOST)
        if row.number != case.number
    ]
    found = [
        entry
        for number in numbers
        for entry in desk.store.entries_of(number)
        if entry.status == PLANNED and (entry.is_notice or entry.code == DEADLINE)
    ]
    return tuple(sorted(found, key=lambda entry: (entry.day, entry.number)))
