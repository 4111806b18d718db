"""Editions of the key conditions: announced, told to customers by letter, published;
their impact (rule B8).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from mmd_reviewer.domain import fact as kinds
from mmd_reviewer.domain.case import Letter
from mmd_reviewer.domain.case_state import OPEN_STATES, state
from mmd_reviewer.domain.deed import Document, Job
from mmd_reviewer.domain.desk_standing import Standing
from mmd_reviewer.domain.edition import Edition, edition_data, edition_from, known_edition
from mmd_reviewer.domain.edition_announced import (
    Announced,
    check_announced,
    check_announcement,
    check_publication,
)
from mmd_reviewer.domain.edition_check import check_code, check_edition
from mmd_reviewer.domain.edition_impact import ACTIVE_STATES, Impact, impact_of
from mmd_reviewer.domain.edition_replay import REPLAYED, Replayed, replayed
from mmd_reviewer.domain.identity import plain
from mmd_reviewer.domain.letter_facts import PRESS, Block, LetterRecord
from mmd_reviewer.domain.letters.kinds import EDITION
from mmd_reviewer.domain.letters.owed import announcement, written_for
from mmd_reviewer.domain.period import FIRST_DAY, LAST_DAY
from mmd_reviewer.domain.request_queue import QueueFilter, QueueRow
from mmd_reviewer.services import letter
from mmd_reviewer.services.assessment import judged_by
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.services.edition_news import cannot_be_kept, told_days
from mmd_reviewer.services.revocation_calendar import MOST

ANNOUNCED, COMING, IN_FORCE, OVER = "announced", "coming", "in_force", "over"


@dataclass(frozen=True, slots=True)
class Known:
    """An edition of this store: when it takes effect,
    when customers were told, and where it stands today.
    """

    code: str
    name: str
    effective: date
    announced: date | None
    standing: str


def known(desk: Desk) -> tuple[Known, ...]:
    """The store's editions, by the day they take effect."""
    today, standing = desk.today(), desk.standing()
    now = desk.edition(today).code
    told = {
        fact.body.code: fact.body.announced
        for fact in standing.facts
        if isinstance(fact.body, kinds.EditionPublished)
    }
    found = []
    for effective, code in standing.editions:
        place = IN_FORCE if code == now else COMING if effective > today else OVER
        found.append(Known(code, desk.edition_name(code), effective, told[code], place))
    for row in standing.announced:
        code = row.body.code
        if code not in told:
            found.append(Known(code, desk.edition_name(code), row.body.effective, None, ANNOUNCED))
    return tuple(sorted(found, key=lambda one: (one.effective, one.code)))


def read_edition(desk: Desk, content: bytes, name: str) -> Edition:
    """The edition of a file; refuses one with a hole, or whose code belongs to another edition.

    The file of one that was kept without words of its own may bring them: the rules, by their
    digest, are the same.
    """
    data = edition_data(content, name)
    edition = edition_from(data)
    other = desk.editions.get(edition.code)
    if other is not None and other == edition:
        return other  # kept already, also from before rows carried their own words
    check_edition(edition)
    check_code(edition, other)
    _check_printable(desk, edition, data)
    return edition


def _check_printable(desk: Desk, edition: Edition, data: Mapping[str, Any]) -> None:
    """Refuse an edition with a character that no letter could print:
    whatever is accepted can be printed (B8).
    """
    blocks = tuple(
        Block("text", text, source=name) for name, value in data.items() for text in _texts(value)
    )
    sender = desk.standing().sender
    sheet = LetterRecord(
        "", EDITION, edition.since, "", "", sender, (), "", blocks, edition.code, "", press=PRESS
    )
    desk.press.draw(sheet, draft=True)


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _texts(inner)


def announce(desk: Desk, content: bytes, name: str, effective: date) -> Edition:
    """Keep the edition, the day it is to take effect, and
    who must be told, so that letters are owed (B8).

    Announced again with a later day when the day before can no longer be kept.
    """
    edition = read_edition(desk, content, name)
    today = desk.today()
    standing = desk.standing()
    before = announced_row(desk, edition.code)
    told = told_days(desk, before) if before is not None else {}
    others = {
        desk.edition_name(row.body.code): row.body.effective
        for row in _waiting(standing, edition.code)
    }
    check_announcement(edition, effective, today, standing.editions, before, told, others)
    document = Document.of(content, "application/json")
    body = kinds.EditionAnnounced(
        edition.code, edition.digest, effective, document.id, recipients(desk)
    )
    desk.record_on_desk(body, [document])
    return edition


def announced_row(desk: Desk, code: str) -> Announced | None:
    """The newest announcement of an edition."""
    return next((row for row in desk.standing().announced if row.body.code == code), None)


def _waiting(standing: Standing, code: str) -> list[Announced]:
    """Other editions that are announced and not published."""
    return [row for row in standing.announced if row.body.code not in (*standing.codes, code)]


def recipients(desk: Desk) -> tuple[str, ...]:
    """One case for each customer who must be told:
    the newest that is undecided, approved or in force (B8).
    """
    newest: dict[str, str] = {}
    customers = desk.standing().customers
    for row in sorted(_concerned(desk), key=lambda row: (row.received, row.number)):
        newest[plain(customers.name(row.customer))] = row.number
    return tuple(sorted(newest.values()))


def issue_letters(desk: Desk) -> tuple[Letter, ...]:
    """The announcement letter to every customer who was not told;
    those issued already are given again.
    """
    today = desk.today()
    coming = desk.standing().to_be_told(today)
    check_announced(coming)
    found = []
    for row in coming:
        for number in row.body.tell:
            case = desk.case(number)
            if row.told_as in case.told:
                found += [
                    one for one in case.letters if row.told_as in one.tells and one.dispatched
                ]
                continue
            written = written_for(case, announcement(row))
            found.append(written if written is not None else letter.issue(desk, case, EDITION)[1])
    return tuple(found)


def _concerned(desk: Desk) -> list[QueueRow]:
    """Undecided requests, approvals, exemptions in force or under revocation (B8).

    By their state: a decided case is open work while its letter is owed, and still decided.
    """
    day = desk.today()
    wanted = (*OPEN_STATES, *(state for state in ACTIVE_STATES if state != "expired"))
    return [row for state in wanted for row in desk.store.page(QueueFilter(state=state), day, MOST)]


def publish(desk: Desk, content: bytes, name: str, announced: date, effective: date) -> Edition:
    """Put an edition into force from `effective`, 30 days or more
    after `announced`, the last letter's dispatch.
    """
    edition = read_edition(desk, content, name)
    today = desk.today()
    standing = desk.standing()
    row = announced_row(desk, edition.code)
    told = told_days(desk, row) if row is not None else {}
    somebody = bool(row is None and recipients(desk))
    earlier = {
        desk.edition_name(row.body.code): row.body.effective
        for row in _waiting(standing, edition.code)
        if not cannot_be_kept(desk, row, standing.codes, today)
    }
    check_publication(
        edition, announced, effective, today, standing.editions, row, told, somebody, earlier
    )
    if row is None:  # there was nobody to tell
        document = Document.of(content, "application/json")
        desk.record_on_desk(
            kinds.EditionAnnounced(edition.code, edition.digest, effective, document.id), [document]
        )
    types = tuple(row.code for row in edition.types)
    desk.record_on_desk(
        kinds.EditionPublished(edition.code, edition.digest, effective, announced, types)
    )
    # from its first day on, open requests have a type that is gone and answers in doubt
    desk.store.rebuild()
    return edition


def impact(desk: Desk, code: str) -> tuple[Impact, ...]:
    """The active exemptions that would break an edition,
    or have to be judged by it; known ones first.
    """
    edition = known_edition(desk.editions, code)
    day = desk.today()
    found: list[Impact] = []
    for wanted in ACTIVE_STATES:
        for row in desk.store.page(QueueFilter(state=wanted), day, MOST):
            case = desk.case(row.number)
            found += impact_of(case, state(case, day), edition)
    return tuple(sorted(found, key=lambda row: (row.verdict, row.customer, row.number)))


def replay(desk: Desk, content: bytes, name: str, job: Job | None = None) -> tuple[Replayed, ...]:
    """Which past decisions the edition of a file would change,
    oldest first; nothing is recorded (B8).
    """
    draft, job = read_edition(desk, content, name), job or Job()
    decisions = [row for row in desk.store.decided(FIRST_DAY, LAST_DAY) if row.outcome in REPLAYED]
    found = []
    for place, row in enumerate(decisions):
        job.step(place, len(decisions))
        case = desk.case(row.number)
        old = judged_by(desk, case)
        changed = replayed(case, old, draft, desk.linked(case)) if old is not None else None
        found += [changed] if changed is not None else []
    job.step(len(decisions), len(decisions))
    return tuple(found)
