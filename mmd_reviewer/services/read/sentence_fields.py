"""Fields of a reusable sentence, such as {proposal}: filled in from the case when it is taken."""

from __future__ import annotations

import re
from collections.abc import Mapping

from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.period import in_words
from mmd_reviewer.services.desk import Desk

NAMES = ("customer", "title", "requirement", "proposal", "timeline", "ticket", "until", "deadline")
_FIELD = re.compile(r"\{(\w+)\}")


def read_fields(desk: Desk, number: str) -> dict[str, str]:
    """The fields of a case by its number; none without one."""
    return fields_of(desk.case(number)) if number else {}


def fields_of(case: Case) -> dict[str, str]:
    """Each of NAMES that the case has words for; dates as letters write them (C6)."""
    asked, decided = case.assessed, case.holding
    until = decided.made.until if decided is not None else None
    one = case.revocation
    deadline = one.dates.deadline if one is not None and one.dates is not None else None
    words = {
        "customer": asked.customer,
        "title": asked.heading(),
        "requirement": asked.requirement,
        "proposal": asked.proposal,
        "timeline": asked.timeline.in_short() if asked.timeline.given else "",
        "ticket": asked.ticket,
        "until": in_words(until) if until is not None else "",
        "deadline": in_words(deadline) if deadline is not None else "",
    }
    return {name: " ".join(text.split()).rstrip(".") for name, text in words.items() if text}


def filled(text: str, fields: Mapping[str, str]) -> str:
    """The sentence with its fields filled in; what the case does not have stays in braces, so that
    it is seen and written by hand.
    """
    return _FIELD.sub(lambda found: fields.get(found[1], found[0]), text)
