"""The page of a case, made to be read from on the telephone: what holds, until when, why,
by whom, on which devices, what the customer was told and is owed (rules C8 to C10, D9).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from mmd_reviewer.domain.calendar_entry import (
    NOTICE_CODES,
    OVERDUE,
    PLANNED,
    TODAY,
    Entry,
    days_late,
    standing,
)
from mmd_reviewer.domain.case import Case, Letter
from mmd_reviewer.domain.case_state import state
from mmd_reviewer.domain.cover import IN_NOTICE, NOT_COVERED, OUTSIDE, Covered, cover
from mmd_reviewer.domain.edition import Edition
from mmd_reviewer.domain.letters.kinds import name_of
from mmd_reviewer.domain.letters.owed import Owed, letters_owed, next_letter, written_for
from mmd_reviewer.domain.letters.promised import ToldRow
from mmd_reviewer.domain.period import count, on_screen
from mmd_reviewer.domain.revocation import Revocation
from mmd_reviewer.domain.revocation_calendar import entries
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.services.letter import overtaken
from mmd_reviewer.services.owed import told
from mmd_reviewer.services.read.case_life import life_marks
from mmd_reviewer.services.read.course_marks import Mark
from mmd_reviewer.services.read.shown import Shown, shown_case
from mmd_reviewer.services.read.told_words import DECIDED, value_words

IN_COURSE = ("in_revocation", "cover_ended")


@dataclass(frozen=True, slots=True)
class Headline:
    """The largest words of the page: what the date is, the date, how far it is from today,
    and, where the customer was told another one, that.
    """

    label: str
    value: str
    more: str = ""
    differs: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """Words with a heading and who said them when; "" where there is none."""

    heading: str
    words: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class LetterLine:
    """A letter of the case: issued, owed and not written, or planned.

    `number` is "" of one that is not issued; `waits` says since or until when.
    """

    kind: str
    number: str = ""
    issued: date | None = None
    printed: date | None = None
    dispatched: date | None = None
    void: bool = False
    waits: str = ""
    owed: bool = False

    @property
    def name(self) -> str:
        """`First notice`."""
        return name_of(self.kind)


@dataclass(frozen=True, slots=True)
class CasePage:
    """Everything the page says, read at one moment on the worker.

    `out` are the devices out of service levels today; `later` how many more will be, and from when,
    if nothing is removed. `next_written` is the letter of `next_kind` that waits for its dispatch.
    """

    shown: Shown
    headline: Headline
    remark: str
    decision: Said | None
    why: tuple[Said, ...]
    life: tuple[Mark, ...]
    ledger: tuple[Covered, ...]
    out: tuple[Covered, ...]
    later: tuple[int, date] | None
    letters: tuple[LetterLine, ...]
    owed: tuple[Owed, ...]
    told: tuple[ToldRow, ...]
    next_kind: str
    next_written: Letter | None

    @property
    def case(self) -> Case:
        return self.shown.case


def to_assess(case: Case) -> bool:
    """Does the case open on its assessment: is it not decided, or to be decided again?"""
    return case.decision is None or case.reopened or case.again


def read_page(desk: Desk, number: str) -> CasePage:
    """Read a case and what its page says of it."""
    shown = shown_case(desk, number)
    case, day, now = shown.case, shown.day, desk.moment()
    ledger = cover(case, day)
    rows = told(desk, case)
    waiting = [row for row in case.letters if row.dispatched is None]
    void = {row.record.number for row in waiting if overtaken(desk, case, row)}
    owed = tuple(_as_written(row, void) for row in letters_owed(case, day, now.coming))
    following = next_letter(case, day, now.coming)
    written = written_for(case, following.telling) if following is not None else None
    return CasePage(
        shown,
        headline(case, day, rows),
        remark(case, shown.flags),
        _decision(case, desk),
        tuple(_why(case, desk)),
        life_marks(case, day),
        ledger,
        tuple(row for row in ledger if row.state in (NOT_COVERED, OUTSIDE)),
        _later(case, ledger, day),
        tuple(_letters(case, day, void)),
        owed,
        rows,
        following.kind if following is not None else "",
        written if written is not None and written.record.number not in void else None,
    )


def _as_written(row: Owed, void: Collection[str]) -> Owed:
    """A letter that would say something else today is made again:
    nobody is asked to dispatch it (C2, C9).
    """
    again = row.written is not None and row.written.record.number in void
    return replace(row, written=None) if again else row


def headline(case: Case, day: date, rows: tuple[ToldRow, ...]) -> Headline:
    """The date that matters most in the state of that day, and how far it is."""
    now, decided = state(case, day), case.holding
    one = case.revocations[-1] if case.revocations else None
    if now in IN_COURSE and one is not None and one.dates is not None:
        deadline = one.dates.deadline
        label = "Last day to act" if now == "in_revocation" else "Without cover since"
        return Headline(label, on_screen(deadline), _far(deadline, day), _told_of(rows, "deadline"))
    if decided is None or case.reopened:
        return Headline("Received", on_screen(case.received_on), _far(case.received_on, day))
    if decided.approves and now != "removed":
        return _approval(case, day, now, rows)
    if now == "removed":
        gone = [span.until for spans in case.spans.values() for span in spans if span.until]
        last = max((on for on in gone if on <= day), default=decided.day)
        return Headline("Removed from every device", on_screen(last), _far(last, day))
    if decided.made.outcome == "return":
        told = case.return_told or decided.day  # not told yet: the earliest that it can be
        asked = told + timedelta(days=decided.made.answer_days)
        more = f"{_far(decided.day, day)}; asked after from {on_screen(asked)}"
        return Headline("Returned to the customer", on_screen(decided.day), more)
    label = "Recorded" if decided.made.outcome == "withdrawn" else "Decided"
    return Headline(label, on_screen(decided.day), _far(decided.day, day))


def _approval(case: Case, day: date, now: str, rows: tuple[ToldRow, ...]) -> Headline:
    assert case.holding is not None
    made = case.holding.made
    if made.until is None:
        since = f"since {on_screen(made.start)}" if made.start <= day else ""
        return Headline("No end date", "Open-ended", since or f"from {on_screen(made.start)}")
    label = "Ended" if now == "expired" else "Last day"
    more = _far(made.until, day)
    if now == "expired":
        still = len(case.carrying(day))
        more += f", still on {count(still, 'device')}" if still else ""
    return Headline(label, on_screen(made.until), more, _told_of(rows, "last_day"))


def _far(on: date, day: date) -> str:
    """`in 35 days`, `12 days ago`, `today`."""
    days = (on - day).days
    if not days:
        return "today"
    return f"in {count(days, 'day')}" if days > 0 else f"{count(-days, 'day')} ago"


def _told_of(rows: tuple[ToldRow, ...], what: str) -> str:
    row = next((row for row in rows if row.what == what), None)
    if row is None or not row.differs:
        return ""
    if not row.told:
        return "The customer was not told this day yet"
    return f"The customer was told {value_words(what, row.told)}"


def remark(case: Case, flags: tuple[str, ...]) -> str:
    """What stands beside the state: an open appeal, a decision not told, a hold."""
    one = case.revocations[-1] if case.revocations else None
    found = []
    if one is not None and one.appeal is not None:
        found.append(f"appeal open since {on_screen(one.appeal.received)}")
    words = {
        "decision_untold": "the newer decision is not told yet",
        "shortening_untold": "the shorter deadline is not told yet",
        "revocation_prepared": "a revocation is prepared, its first notice not dispatched",
        "extended_twice": "extended twice",
        "second_wanted": "to be assessed a second time before its letter",
        "second_differs": "the second assessment differs: look at both",
        "promise_broken": "a promise was broken: look at the key conditions",
        "held": "on hold",
        "two_sides": "changed on two sides: settle which stands",
    }
    return "; ".join([*found, *(words[flag] for flag in flags if flag in words)])


def _decision(case: Case, desk: Desk) -> Said | None:
    decided = case.holding
    if decided is None:
        return None
    made = decided.made
    title = DECIDED.get(made.outcome, made.outcome)
    if made.until is not None:
        title += f", until {on_screen(made.until)}"
    elif decided.approves and made.open_ended:
        title += ", open-ended"
    place = 1 + next(
        (n for n, row in enumerate(case.versions) if row.fact == made.decides),
        len(case.versions) - 1,
    )
    version = f", on version {place} of the request" if len(case.versions) > 1 else ""
    said = [_factor(desk.editions.get(made.edition), made.factor), made.edition_name]
    note = " · ".join(part for part in said if part)
    return Said(title, f"{decided.by}, {on_screen(decided.day)}{version}", note)


def _factor(edition: Edition | None, code: str) -> str:
    """`Factor 2: Restricted productivity software`."""
    factor = edition.factor(code) if edition is not None else None
    if edition is None or factor is None:
        return ""
    return f"Factor {edition.number(code)}: {factor.words.name}"


def _why(case: Case, desk: Desk) -> Iterator[Said]:
    """Why it is revoked, what was appealed; without a revocation why it was decided so,
    and what was asked for.
    """
    if case.revocation is not None:
        yield from _why_revoked(case.revocation, desk)
        return
    for row in case.promises:
        ended = "kept" if row.kept else "broken"
        note = f"{ended}: {row.proof}" if row.settled is not None else ""
        yield Said(f"Promised by {on_screen(row.due)}", row.text, note)
    decided = case.holding
    if decided is not None:
        made = decided.made
        if made.reason:
            yield Said("Reason", made.reason)
        elif made.because:
            yield Said("Why", " ".join(row.text for row in made.because))
        broken = [made.condition_notes.get(code, "") for code in made.broken]
        if any(broken):
            yield Said("What was found", " ".join(row for row in broken if row))
        if made.terms:
            yield Said("Terms", made.terms)
    yield Said("Asked for", case.request.proposal or case.request.title)
    if case.request.requirement:
        yield Said("Because", case.request.requirement)


def _why_revoked(one: Revocation, desk: Desk) -> Iterator[Said]:
    body = one.prepared
    edition = desk.editions.get(body.edition)
    found = [edition.condition(code) if edition is not None else None for code in body.conditions]
    names = ", ".join(
        row.name if row is not None else code
        for row, code in zip(found, body.conditions, strict=True)
    )
    yield Said("Why it is revoked", f"{names}: {body.why}", f"Not evident: {body.not_evident}")
    yield Said("Advised", one.changes[-1].actions if one.changes else body.actions)
    for appeal in one.appeals[-1:]:
        ended = appeal.decided
        note = f"{ended.outcome.replace('_', ' ')}: {ended.reason}" if ended is not None else "open"
        if ended is None and appeal.target is not None:
            note = f"open, to be answered by {on_screen(appeal.target)}"
        yield Said(f"Appeal of {on_screen(appeal.received)}", appeal.raised[-1].text, note)


def _later(case: Case, ledger: tuple[Covered, ...], day: date) -> tuple[int, date] | None:
    one = case.revocation
    if one is None or one.dates is None or one.dates.deadline <= day:
        return None
    waiting = sum(row.state == IN_NOTICE for row in ledger)
    return (waiting, one.dates.deadline) if waiting else None


def _letters(case: Case, day: date, void: Collection[str]) -> Iterator[LetterLine]:
    """Planned notices, owed letters that are not written, then the issued ones, newest first;
    `void` are the numbers of those that are to be dispatched no more.
    """
    planned = [entry for entry in entries(case) if _is_to_come(entry, day)]
    for entry in reversed(planned):
        late = days_late(entry, day)
        words = f"due {on_screen(entry.day)}"
        words += f", {count(late, 'day')} late" if late else ""
        yield LetterLine(_kind_of(entry), waits=words, owed=bool(late))
    for row in reversed(letters_owed(case, day)):
        if _as_written(row, void).written is None:
            since = "today" if row.since == day else on_screen(row.since)
            yield LetterLine(row.kind, waits=f"owed since {since}", owed=True)
    for letter in reversed(case.letters):
        yield _issued(letter, void=letter.record.number in void)


def _is_to_come(entry: Entry, day: date) -> bool:
    """Is it a notice that is planned, due or overdue, and not written yet?"""
    waits = standing(entry, day) in (PLANNED, TODAY, OVERDUE)
    return entry.code in NOTICE_CODES and waits and not entry.drafted


def _kind_of(entry: Entry) -> str:
    names = ("first", "second", "third", "final")
    return f"notice_{names[NOTICE_CODES.index(entry.code)]}"


def _issued(letter: Letter, *, void: bool) -> LetterLine:
    record = letter.record
    void = void or letter.void
    return LetterLine(
        record.kind, record.number, record.day, letter.printed, letter.dispatched, void
    )
