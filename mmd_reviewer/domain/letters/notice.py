"""The four notices of a revocation: the same four contents,
those of the first word for word (rule D2).
"""

from __future__ import annotations

from datetime import date
from functools import partial

from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.domain.letter_facts import Block
from mmd_reviewer.domain.letters.course_parts import (
    change_blocks,
    change_of,
    changes_of,
    cover_goes_on,
    kind_rows,
    new_deadline,
    still_has,
)
from mmd_reviewer.domain.letters.devices import denied_elsewhere, device_table
from mmd_reviewer.domain.letters.grounds import condition_text
from mmd_reviewer.domain.letters.kind import LetterKind, Promises, Telling, Writing
from mmd_reviewer.domain.revocation import (
    FIRST,
    NOTICES,
    Move,
    Retiming,
    Revocation,
    Schedule,
    schedule,
)

CONTENTS = (
    "which",
    "first_date",
    "why",
    "actions",
    "deadline",
    "appeal",
    "days_left",
    "conditions",
    "consent",
    "devices",
)


def code_of(notice: str) -> str:
    """`notice_second` for the second notice."""
    return f"notice_{notice}"


def dates_for(one: Revocation, notice: str, day: date) -> Schedule:
    """The course that a notice dated `day` tells of:
    a first notice starts it on its own day (D3).
    """
    if notice == FIRST or one.dates is None:
        return one.if_first(day)
    return one.dates


def telling_of(one: Revocation, notice: str, day: date, told: set[str], place: int) -> Telling:
    """What a notice tells beside itself:
    changes of the deadline that hold and that no letter told (C9).
    """
    changes = () if notice == FIRST else _holding(one)
    if one.dates is None or not changes or new_deadline(changes[-1]) != one.dates.deadline:
        changes = ()  # an appeal's outcome has changed it since, and has a letter of its own
    facts = tuple(row.fact for row in changes if row.fact not in told)
    return Telling(code_of(notice), "", day, facts, place=place)


def _holding(one: Revocation) -> tuple[Retiming | Move, ...]:
    """The changes of the deadline that hold: all but a shortening that waits for its letter."""
    return tuple(row for row in changes_of(one) if row is not one.shortening)


def blocks(notice: str, writing: Writing) -> list[Block]:
    """Which notice, why, what is advised, the deadline,
    how to appeal, days left, consent, devices.
    """
    words, one, case = writing.words, writing.one, writing.case
    dates = dates_for(one, notice, writing.day)
    carrying = case.under_revocation(writing.day)
    decided = case.holding
    intro = words(
        "notice.intro",
        heading=writing.request.heading(),
        approved=decided.day if decided else "",
        devices=len(carrying),
    )
    prepared = one.prepared
    why = [prepared.why]
    why += [_breaks(writing, code, prepared.wording[code]) for code in prepared.conditions]
    why.append(words("notice.not_evident", text=prepared.not_evident))
    later = notice != FIRST
    days = dates.days_left(writing.day)
    left = words("notice.left", left=days, deadline=dates.deadline, which=still_has(writing))
    return [
        Block("text", intro, content="which first_date"),
        Block("heading", words("headings_notice.why")),
        Block("text", "\n".join(why), content="why conditions", source="why"),
        *_own_language(writing),
        *(_added(writing) if later else ()),
        Block("heading", words("headings_notice.actions")),
        Block("text", prepared.actions, content="actions", source="actions"),
        *(_changed(writing) if later else ()),
        Block("text", words("notice.consent"), content="consent"),
        Block("heading", words("headings_notice.dates")),
        Block("text", words("notice.count")),
        Block("rows", rows=_date_rows(notice, writing, dates), content="deadline"),
        Block("text", left, content="days_left"),
        *_moved(notice, writing, dates),
        Block("heading", words("headings_notice.appeal")),
        Block("text", words("notice.appeal", reference=writing.reference), content="appeal"),
        Block("heading", words("headings_notice.devices")),
        device_table(carrying, words, denied_elsewhere(writing, carrying)),
    ]


def _own_language(writing: Writing) -> list[Block]:
    """That the key conditions stand in the edition's own language, where no translation is."""
    words, spoken = writing.words, writing.edition.language
    if not words.language or spoken == words.language.partition("-")[0]:
        return []
    name = writing.one.prepared.edition_name
    return [Block("text", words("common.own_language", edition=name))]


def _breaks(writing: Writing, code: str, recorded: str) -> str:
    """Which key condition is broken, in the edition's translation where there is one (B8, D2)."""
    text = condition_text(writing.edition, code, recorded)
    return writing.words("notice.broken", text=text)


def _date_rows(notice: str, writing: Writing, dates: Schedule) -> tuple[tuple[str, ...], ...]:
    """For each notice its planned day and its true one, or that it was not sent (D4, D5)."""
    words, one = writing.words, writing.one
    missed = {*one.not_sent, *one.missed_before(notice)}
    rows = [
        (
            sent.on,
            (words("notice.earlier_final"), words.day(sent.on), _day(writing, dates, sent.on)),
        )
        for sent in one.earlier_finals
    ]
    for name in NOTICES:
        given = one.sent.get(name)
        on = writing.day if name == notice else given.on if given is not None else None
        if on is None and dates.falls_away(name):
            continue
        due = dates.due(name)
        said, number = words.day(due), _day(writing, dates, on or due)
        if on is not None:
            said = _true_day(writing, due, on)
        elif name in missed:
            said, number = words("notice.unsent", due=due), ""
        rows.append((on or due, (words(f"notice.{name}"), said, number)))
    end = dates.deadline
    rows.append((end, (words("notice.deadline"), words.day(end), _day(writing, dates, end))))
    return tuple(row for _, row in sorted(rows, key=lambda row: row[0]))


def _true_day(writing: Writing, due: date, on: date) -> str:
    if on == due:
        return writing.words.day(on)
    return writing.words("notice.instead", on=on, due=due)


def _day(writing: Writing, dates: Schedule, day: date) -> str:
    return writing.words("notice.day", number=dates.offset(day))


def _moved(notice: str, writing: Writing, dates: Schedule) -> list[Block]:
    """Why the deadline is not that of the usual course,
    as long as that change holds (D2, D7, D8).
    """
    words, one = writing.words, writing.one
    early = [row for row in one.retimings if row.body.old is None]
    if (
        early and early[-1].body.new == dates.deadline
    ):  # changed before the first notice, perhaps more than once
        usual = schedule(dates.first, None, one.plan).deadline
        rows = [
            (words("notice.usual"), words.day(usual)),
            (words("retimed.new"), words.day(dates.deadline)),
        ]
        for row in early:
            rows += kind_rows(row, words, several=len(early) > 1)
        name = "shortened" if dates.deadline < usual else "lengthened"
        return [
            Block("text", words(f"notice.{name}")),
            Block("rows", rows=tuple(rows), content="old_deadline new_deadline incident"),
            *(Block("text", row.body.reason, content="reason", source="reason") for row in early),
        ]
    if notice == FIRST:
        return []
    holding = _holding(one)
    untold = [row.fact for row in holding if row.fact not in writing.case.told]
    change = change_of(one, untold or [row.fact for row in holding[-1:]])
    if change is not None and new_deadline(holding[-1]) == dates.deadline:
        goes_on = cover_goes_on(writing) if untold else []
        return [Block("text", words("notice.retimed")), *change_blocks(writing, change), *goes_on]
    days = [
        row.decided_on for row in one.appeals if row.decided_on and row.deadline == dates.deadline
    ]
    if not days:
        return []
    return [Block("text", words("notice.appealed", day=days[-1]))]


def _added(writing: Writing) -> list[Block]:
    """Grounds found later, marked with their day (D1)."""
    words = writing.words
    found = []
    for ground in writing.one.grounds:
        body = ground.body
        lines = [words("notice.added", day=ground.day), body.why]
        lines += [_breaks(writing, code, body.wording[code]) for code in body.conditions]
        lines.append(words("notice.not_evident", text=body.not_evident))
        found.append(Block("text", "\n".join(lines), source="ground"))
    return found


def _changed(writing: Writing) -> list[Block]:
    """Actions changed by an appeal's outcome, marked with its day (D2, D8)."""
    return [
        Block(
            "text",
            f"{writing.words('notice.changed', day=change.day)}\n{change.actions}",
            source="actions",
        )
        for change in writing.one.changes
    ]


def promises(notice: str, writing: Writing) -> Promises:
    """The deadline and every notice still to come after this one (C10)."""
    one = writing.one
    dates = dates_for(one, notice, writing.day)
    rows = [("revocation", "in notice"), ("deadline", dates.deadline.isoformat())]
    for name in NOTICES[NOTICES.index(notice) + 1 :]:
        if not dates.falls_away(name) and not one.was_sent(name):
            rows.append((code_of(name), dates.due(name).isoformat()))
    return tuple(rows)


def _kind(notice: str) -> LetterKind:
    return LetterKind(
        code_of(notice),
        f"{notice.capitalize()} notice",
        required=CONTENTS,
        blocks=partial(blocks, notice),
        promises=partial(promises, notice),
    )


KINDS = tuple(map(_kind, NOTICES))


def check_open(one: Revocation | None) -> None:
    """Refuse a notice without an open revocation (D1)."""
    if one is None:
        raise Refused("There is no open revocation that a notice could tell of.", "D1", "kind")
