"""Promises of customers and reviews of approvals that run (rules C1, D1)."""

from __future__ import annotations

from datetime import date

from mmd_reviewer.domain import promise
from mmd_reviewer.domain.case import Case
from mmd_reviewer.services.desk import Desk


def make(desk: Desk, case: Case, text: str, due: date) -> Case:
    """Record what the customer is to do by a day."""
    return desk.do(case, lambda now: [promise.promised(case, text, due, now.day)])


def settle(desk: Desk, case: Case, place: int, text: str, *, kept: bool) -> Case:
    """Record that a promise was kept or broken, and what shows it."""
    return desk.do(case, lambda now: [promise.settled(case, place, kept, text)])


def review(desk: Desk, case: Case, text: str) -> Case:
    """Record a look at the key conditions while the approval runs."""
    return desk.do(case, lambda now: [promise.reviewed(case, text, now.day)])
