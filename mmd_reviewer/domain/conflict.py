"""Two people changed one case: for each field the value before,
theirs and mine, so that a person can choose.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.decision import outcome_in_words
from mmd_reviewer.domain.request import DETAIL_NAMES
from mmd_reviewer.domain.revocation import Revocation

NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Both:
    """A field that changed: what the person saw, what somebody else recorded since,
    what this deed would record.

    `mine` equals `theirs` where the deed leaves the field as it is.
    """

    field: str
    before: str
    theirs: str
    mine: str

    @property
    def differs(self) -> bool:
        """Would the deed put another value in the place of theirs?"""
        return self.mine != self.theirs

    @property
    def sentence(self) -> str:
        """`Key condition security: theirs holds, yours broken.`"""
        return (
            f"{self.field}: theirs {self.theirs or NOTHING}, yours {self.mine or NOTHING}".rstrip(
                "."
            )
            + "."
        )


@dataclass(frozen=True, slots=True)
class Conflict:
    """What stands against a deed: the case, who did what since (sentences),
    and the values by field.
    """

    number: str
    who: str
    rows: tuple[Both, ...] = ()


def both_values(seen: Case, now: Case, mine: Case) -> tuple[Both, ...]:
    """The fields that somebody else or this deed changed; those with two new values first.

    `seen` is the case as the person saw it, `now` as the store has it, `mine` as the deed would
    leave it.
    """
    before, theirs, wanted = dict(values(seen)), dict(values(now)), dict(values(mine))
    names = list(dict.fromkeys([*wanted, *theirs, *before]))
    rows = [
        Both(name, before.get(name, ""), theirs.get(name, ""), wanted.get(name, ""))
        for name in names
    ]
    changed = [row for row in rows if row.differs or row.before != row.theirs]
    return tuple(sorted(changed, key=lambda row: (not row.differs, row.before == row.theirs)))


def values(case: Case) -> Iterator[tuple[str, str]]:
    """Every field of a case that a deed can change, by the name a person calls it."""
    request = case.assessed
    yield "Customer", request.customer
    yield "Title", request.title
    yield "Exemption type", request.type.replace("_", " ")
    yield "Requirement", request.requirement
    yield "Proposal", request.proposal
    yield "Timeline", request.timeline.in_short()
    for detail, why in case.judged.items():
        name = DETAIL_NAMES.get(detail, detail).capitalize()
        yield f"{name}, as judged", f"not sufficient: {why}"
    yield "Reviewer", case.reviewer
    yield "Parked", f"until {case.parked.until}: {case.parked.reason}" if case.parked else ""
    yield "Newest note", case.notes[-1].text if case.notes else ""
    yield "Linked to", ", ".join(link.other for link in case.links)
    yield from _assessed(case)
    yield from _decided(case)
    for one in case.revocations[-1:]:
        yield from _revoked(one)
    yield "Devices with the exemption", str(len(case.carrying(case.as_of))) if case.deployed else ""


def _assessed(case: Case) -> Iterator[tuple[str, str]]:
    given = case.answers
    for code, answer in given.factors.items():
        yield f"Factor {code.replace('_', ' ')}", answer
    for code, finding in given.findings.items():
        yield f"Key condition {code.replace('_', ' ')}", finding
    for code, text in given.notes.items():
        yield f"Note on {code.replace('_', ' ')}", text
    yield "Technology", given.technology
    yield "Scope", given.scope
    yield "Months", str(given.months or "")
    yield "App-requirements ticks", ", ".join(given.ticks)


def _decided(case: Case) -> Iterator[tuple[str, str]]:
    if case.decision is not None:
        made = case.decision.made
        end = f" until {made.until}" if made.until else " open-ended" if made.open_ended else ""
        yield "Decision", f"{outcome_in_words(made.outcome)}{end}"
        yield "Reason of the decision", made.reason
    for letter in case.letters:
        told = f", dispatched {letter.dispatched} ({letter.reference})" if letter.dispatched else ""
        void = ", void" if letter.void else ""
        yield f"Letter {letter.record.number}", f"{letter.record.title}{told}{void}"


def _revoked(one: Revocation) -> Iterator[tuple[str, str]]:
    deadline = one.dates.deadline if one.dates else one.planned
    waiting = f", {one.shortening.body.new} once its letter is dispatched" if one.shortening else ""
    yield (
        "Revocation",
        f"{one.how_ended} on {one.ended}" if one.ended else f"open, prepared {one.prepared_on}",
    )
    yield "Why it is revoked", one.prepared.why
    yield "Actions advised", one.changes[-1].actions if one.changes else one.prepared.actions
    yield "Deadline", f"{deadline or f'day {one.plan.length}'}{waiting}"
    for notice, sent in one.sent.items():
        yield f"{notice.capitalize()} notice", f"dispatched {sent.on} ({sent.reference})"
    for place, appeal in enumerate(one.appeals, 1):
        outcome = appeal.decided.outcome.replace("_", " ") if appeal.decided else "open"
        yield f"Appeal {place}", f"{outcome}, received {appeal.received}"
