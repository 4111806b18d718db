"""What is searched of a case, whatever index holds it."""

from __future__ import annotations

from dataclasses import dataclass

from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.search_words import words_said


@dataclass(frozen=True, slots=True)
class Searched:
    """What is searched: every version's words, so that a case is found by what it once said;
    `said`: what was said of it since, by whom and when.
    """

    number: str
    ticket: str
    customer: str
    title: str
    requirement: str
    proposal: str
    said: str


OF_REQUEST = ("title", "requirement", "proposal")  # where precedents are looked for


def searched(case: Case) -> Searched:
    """The words of a case."""
    newest, versions = case.newest, [version.request for version in case.versions]
    return Searched(
        case.number,
        newest.ticket,
        newest.customer,
        newest.title,
        "\n".join(request.requirement for request in versions),
        "\n".join(request.proposal for request in versions),
        words_said(case),
    )
