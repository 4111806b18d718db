"""What a dispatched letter changes: who was told what, and what takes effect by it (rules C9, D7).

Three things wait for the dispatch of their letter: a shortened deadline, a worse decision in place
of a told approval, and an edition (`edition_announced.py`).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TypeVar

from mmd_reviewer.domain.case import Case, Letter, Told
from mmd_reviewer.domain.case_changed import with_revocation, with_void
from mmd_reviewer.domain.cover import lost_since, without_cover
from mmd_reviewer.domain.device import Device
from mmd_reviewer.domain.fact import DispatchCorrected
from mmd_reviewer.domain.letter_facts import LetterRecord
from mmd_reviewer.domain.revocation import FIRST, Move, Retiming, Revocation, notice_of
from mmd_reviewer.domain.shortening import shortening_taken_back, shortening_told
from mmd_reviewer.domain.source import Source

Change = TypeVar("Change", Retiming, Move)  # of a deadline
RETIMED = "retimed"
NAMES_THE_DEADLINE = (RETIMED, "appeal_received", "appeal_outcome", "cover_ended")
DECISION_KINDS: Mapping[str, tuple[str, ...]] = {  # letter kinds by the outcomes that they tell
    "approved": ("approve",),
    "migration": ("approve_migration",),
    "declined": ("decline",),
    "returned": ("return",),
    "no_exemption": ("no_exemption_needed",),
    "closed": ("closed_unanswered",),
}


def cover_lost(key: str, since: date) -> str:
    """What the end of cover of one device is called among things told: `cover 2027-02-21 5cg1`."""
    return f"cover {since.isoformat()} {key.replace(chr(0), '/')}"


def end_of_cover(name: str) -> date | None:
    """The day that something told of the end of cover names, lost or kept; None for all else."""
    said = name.removeprefix("kept ").removeprefix("cover ")
    return None if said == name else date.fromisoformat(said.split(" ")[0])


@dataclass(frozen=True, slots=True)
class Kept:
    """A device of which a letter said that it is without cover `since`,
    and which was removed in time (D9).
    """

    device: Device
    since: date
    removed: date
    told: Told

    @property
    def name(self) -> str:
        """What its letter tells: `kept cover 2027-02-21 5cg1`."""
        return f"kept {cover_lost(self.device.key, self.since)}"


def cover_kept(case: Case) -> tuple[Kept, ...]:
    """Devices told to be without cover whose removal on or
    before that deadline was recorded afterwards (D9).
    """
    deadlines = {lapse.since for one in case.revocations for lapse in one.all_lapses()}
    found = []
    for device in case.devices:
        lost = {row.since for row in without_cover(case, device.key)}
        for since in deadlines - lost:
            told = case.told.get(cover_lost(device.key, since))
            ends = [
                span.until
                for span in case.spans.get(device.key, ())
                if span.until and span.until <= since
            ]
            if told is not None and ends:
                found.append(Kept(device, since, max(ends), told))
    return tuple(sorted(found, key=lambda row: row.since))


def after_dispatch(case: Case, letter: Letter, source: Source) -> Case:
    """The case after the customer was told what `letter` tells, on the day of its dispatch."""
    on, number = letter.dispatched, letter.record.number
    assert on is not None
    told = Told(number, on, letter.reference, letter.record.kind)
    case = replace(case, told={**case.told, **dict.fromkeys(letter.tells, told)})
    case = _decision_told(case, letter, on)
    for place, one in enumerate(case.revocations):
        if not is_about(one, letter):
            continue
        after = _retimings_told(one, letter)
        shortening = one.shortening
        if shortening is not None and shortening.fact in letter.tells:
            after = shortening_told(after, number, on, source)
        names_it = letter.record.kind in NAMES_THE_DEADLINE or notice_of(letter.record.kind)
        if letter.record.deadline is not None and names_it:
            after = replace(after, told=letter.record.deadline)
        case = with_revocation(case, place, after)
    return case


def is_about(one: Revocation, letter: Letter) -> bool:
    """Does the letter belong to this revocation? Letters of the course name what happened in it."""
    if notice_of(letter.record.kind):
        sent = (*one.sent.values(), *one.earlier_finals)
        return one.dates is not None and letter.record.number in {row.letter for row in sent}
    names = {row.fact for row in one.retimings} | {row.source.fact for row in one.moves}
    names |= {row.fact for appeal in one.appeals for row in appeal.sources}
    names |= {appeal.outcome.fact for appeal in one.appeals if appeal.outcome is not None}
    names |= {one.shortening.fact} if one.shortening is not None else set()
    lost = any(name.startswith("cover ") for name in letter.tells)
    return bool(names & set(letter.tells)) or (lost and one.dates is not None and one.open)


def _retimings_told(one: Revocation, letter: Letter) -> Revocation:
    """Each change of the deadline keeps what the customer knew
    before the letter that told it (C9).
    """
    one = _with_old(one, letter.tells, one.told)
    waiting = one.shortening
    if waiting is not None and waiting.fact in letter.tells:
        waiting = replace(waiting, told_old=one.told)
    return replace(one, shortening=waiting)


def _with_old(one: Revocation, facts: Collection[str], old: date | None) -> Revocation:
    """The changes that these facts are with the deadline known before their letter, where none
    told them yet; None: that letter was never sent.
    """

    def known(row: Change) -> Change:
        changes = row.fact in facts and (old is None or row.told_old is None)
        return replace(row, told_old=old) if changes else row

    return replace(
        one, retimings=tuple(map(known, one.retimings)), moves=tuple(map(known, one.moves))
    )


def _decision_told(case: Case, letter: Letter, on: date) -> Case:
    """A worse decision holds from the dispatch of its letter (C9)."""
    if case.before is None or case.decision is None or case.decision.fact not in letter.tells:
        return case
    kept = case.before.decided.fact
    told = replace(case, before=replace(case.before, until=on))
    return with_void(told, lambda row: kept in row.tells)


def after_correction(case: Case, letter: Letter, body: DispatchCorrected, source: Source) -> Case:
    """The case after the dispatch of a letter that is no notice was corrected,
    or taken back (D11, D7).
    """
    number = letter.record.number
    if body.taken_back:
        case = replace(case, told=_without(case, number))
        before = case.before
        if before is not None and case.decision is not None and case.decision.fact in letter.tells:
            case = replace(case, before=replace(before, until=None))
        for place, one in enumerate(case.revocations):
            back = _deadline_untold(case, shortening_taken_back(one, number), letter)
            case = with_revocation(case, place, _told_all_the_same(one, back, source))
        return case
    rest = {name: told for name, told in case.told.items() if told.letter != number}
    told = Told(number, body.on, body.reference, letter.record.kind)
    case = replace(case, told={**rest, **dict.fromkeys(letter.tells, told)})
    if case.before is not None and case.decision is not None and case.decision.fact in letter.tells:
        case = replace(case, before=replace(case.before, until=body.on))
    for place, one in enumerate(case.revocations):
        case = with_revocation(case, place, _shortening_corrected(one, number, body.on, source))
    return case


def _told_all_the_same(before: Revocation, after: Revocation, source: Source) -> Revocation:
    """A shortening was taken back, but another letter names its deadline:
    that the old one holds is told (D11).
    """
    old, new = before.dates, after.dates
    if old is None or new is None or old.deadline == new.deadline or after.told != old.deadline:
        return after
    return replace(after, moves=(*after.moves, Move(source, old.deadline, new.deadline)))


def _deadline_untold(case: Case, one: Revocation, letter: Letter) -> Revocation:
    """The deadline told last is again that of the newest letter that did go out (C9, D11)."""
    if (
        letter.record.deadline is None
        or letter.record.kind not in NAMES_THE_DEADLINE
        or not is_about(one, letter)
    ):
        return one
    before = [
        row.told_old
        for row in one.retimings
        if row.fact in letter.tells and row.told_old is not None
    ]
    return replace(_with_old(one, letter.tells, None), told=_told_last(case, one, before))


def _told_last(case: Case, one: Revocation, before: Sequence[date]) -> date | None:
    """The deadline that the customer was told last, by the letters that did go out and by what was
    told elsewhere; else the one known `before`.
    """
    found = [
        (row.dispatched, place, row.record.deadline)
        for place, row in enumerate(case.letters)
        if row.dispatched is not None and row.record.deadline is not None and is_about(one, row)
    ]
    changes = [(row.fact, row.body.new) for row in one.retimings]
    changes += [(row.source.fact, row.new) for row in one.moves]
    changes += [(row.source.fact, row.new) for row in one.granted]
    for place, (fact, new) in enumerate(changes, len(case.letters)):
        told = case.told.get(fact)
        if told is not None and not told.letter:
            found.append((told.on, place, new))
    first = one.sent.get(FIRST)
    if first is not None and not first.letter:  # a first notice that was sent elsewhere
        on = first.corrected[0][0] if first.corrected else first.on
        found.append((on, -1, one.if_first(on).deadline))
    return max(found)[2] if found else before[0] if before else one.told


def without_notice(case: Case, number: str, place: int) -> Case:
    """The case after the dispatch of a notice of that revocation was taken back:
    what it told was not told (C9, D11).
    """
    known, one = case.told, case.revocations[place]
    case = replace(case, told=_without(case, number))
    changes: tuple[Retiming | Move, ...] = (*one.retimings, *one.moves)
    gone = {row.fact for row in changes if row.fact in known and row.fact not in case.told}
    before = [
        row.told_old for row in one.retimings if row.fact in gone and row.told_old is not None
    ]
    told = _told_last(case, one, before) if one.dates is not None else None
    return with_revocation(case, place, replace(_with_old(one, gone, None), told=told))


def _without(case: Case, number: str) -> dict[str, Told]:
    """What is told without a letter whose dispatch was taken back; what an earlier one told stays
    told.
    """
    rest = {name: told for name, told in case.told.items() if told.letter != number}
    for row in case.letters:
        if row.dispatched is not None and row.record.number != number:
            told = Told(row.record.number, row.dispatched, row.reference, row.record.kind)
            rest = {**dict.fromkeys(row.tells, told), **rest}
    return rest


def _shortening_corrected(one: Revocation, letter: str, on: date, source: Source) -> Revocation:
    """A shortening dispatched on another day keeps eight days;
    on or after the old deadline it never held.
    """
    kept = one.shortened
    if kept is None or kept.letter != letter or one.dates is None:
        return one
    back = shortening_taken_back(one, letter)
    if on >= kept.deadline:
        return replace(back, shortening=None)
    earliest = on + timedelta(days=one.plan.shortest)
    if earliest <= one.dates.deadline:
        return one
    return shortening_told(back, letter, on, source)


def told_by_earlier(case: Case, record: LetterRecord) -> tuple[str, ...]:
    """What a letter of a version without `tells` can only have told, when it was issued."""
    one = case.revocations[-1] if case.revocations else None
    decided = case.decision
    if decided is not None and decided.made.outcome in DECISION_KINDS.get(record.kind, ()):
        return (decided.fact,)
    if record.kind == "cover_ended" and one is not None:
        return tuple(cover_lost(key, since) for key, since in lost_since(case, record.day))
    if record.kind == "appeal_outcome" and one is not None and one.appeals:
        rows = [row for row in one.appeals if row.outcome and row.outcome.fact == record.about]
        return (record.about, *(source.fact for row in rows for source in row.sources))
    if record.kind == "reinstated":
        return tuple(row.source.fact for row in case.reinstatements)
    if record.kind == "appeal_received" and one is not None and one.appeals:
        return tuple(source.fact for source in one.appeals[-1].sources)
    if record.kind == RETIMED and one is not None:
        return tuple(row.fact for row in one.retimings)
    return (record.about,) if record.about else ()
