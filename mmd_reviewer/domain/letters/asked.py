"""Asking for a letter: which one is meant, what it would tell,
which stored one is given again (rules C2, C3, C9).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from mmd_reviewer.domain.case import Case, Letter
from mmd_reviewer.domain.edition_announced import Announced
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.domain.letters.compose import Replacement, Why, subject_of
from mmd_reviewer.domain.letters.kind import Telling, never
from mmd_reviewer.domain.letters.kinds import KINDS, name_of
from mmd_reviewer.domain.letters.owed import letters_next, letters_owed, next_letter, written_for
from mmd_reviewer.domain.letters.replaced import FACTS_CHANGED
from mmd_reviewer.domain.request import check_words
from mmd_reviewer.domain.revocation import notice_of

Coming = Sequence[Announced]


def wanted(case: Case, day: date, coming: Coming) -> str:
    """The letter to look at or to write now:
    the kind of the next one, else the number of the newest.

    Refuses a case that has no letter and calls for none (C3).
    """
    following = next_letter(case, day, coming)
    if following is not None:
        return following.kind
    valid = [row for row in case.letters if not row.void] or case.letters
    if not valid:
        raise Refused("This case calls for no letter; a withdrawn request gets none.", "C3", "kind")
    return valid[-1].record.number


def wanted_kind(case: Case, day: date, coming: Coming) -> str:
    """The kind of the letter that `wanted` names."""
    name = wanted(case, day, coming)
    letter = case.letter(name)
    return letter.record.kind if letter is not None else name


def choices(case: Case, day: date, coming: Coming) -> tuple[str, ...]:
    """The kinds that could be written now and are not, the most pressing first."""
    rows = letters_next(case, day, coming)
    return tuple(dict.fromkeys(row.kind for row in rows if written_for(case, row.telling) is None))


def subject(case: Case, kind: str, today: date, dated: date, coming: Coming) -> Telling:
    """What a letter of this kind, dated `dated`, would tell now: first what is not written yet."""
    rows = letters_owed(case, max(dated, today), coming)
    owed = [row.telling for row in sorted(rows, key=lambda row: row.written is not None)]
    return subject_of(case, kind, dated, owed)


def given_before(case: Case, telling: Telling) -> Letter | None:
    """The letter that asking for this gives again instead of a new one (C2).

    One that waits for its dispatch; where all was told already, the newest that told it.
    """
    waiting = written_for(case, telling)
    if waiting is not None or notice_of(telling.kind):
        return waiting
    told = [name for name in telling.tells if name in case.told]
    if len(told) < len(telling.tells):
        return None
    rows = [row for row in case.letters if row.record.kind == telling.kind and not row.void]
    rows = [row for row in rows if set(telling.tells) <= set(row.tells)]
    return rows[-1] if rows else None


def sent_notice(case: Case, notice: str) -> Letter | None:
    """The notice that was dispatched: of the open revocation, where there is one (D1, C2).

    Where none is open, that of the newest which dispatched it; then nothing else can be meant.
    """
    for one in [case.revocation] if case.revocation else reversed(case.revocations):
        sent = one.sent.get(notice)
        if sent is not None:
            return case.letter(sent.letter)
    return None


def nothing_owed(case: Case, telling: Telling, day: date, coming: Coming) -> bool:
    """Is this kind owed when something happened, and is nothing of it owed now (C9)?"""
    if KINDS[telling.kind].owed is never:
        return False
    rows = letters_owed(case, day, coming)
    return not any(
        row.kind == telling.kind and set(row.telling.tells) & set(telling.tells) for row in rows
    )


def to_tell_elsewhere(case: Case, kind: str, day: date, coming: Coming) -> list[Telling]:
    """What the case owes, of that kind or ("") of all;
    refuses a case that owes nothing of it (C9).
    """
    owed = [row.telling for row in letters_owed(case, day, coming)]
    rows = [row for row in owed if kind in ("", row.kind)]
    if not rows:
        what = f"no letter “{name_of(kind)}”" if kind else "no letter"
        raise Refused(f"{case.number} owes {what} that could have been told.", "C9", "kind")
    return rows


def check_replaceable(before: Replacement | None, reason: str) -> None:
    """Refuse to replace a letter where none is issued (C2)."""
    if reason.strip() and before is None:
        raise Refused("There is no issued letter to replace.", "C2", "replace")


def check_courtesy(before: Letter, also: str) -> None:
    """Refuse a courtesy translation behind a letter that is issued without it (C2)."""
    have = {block.language.partition("-")[0] for block in before.record.blocks}
    if also and also not in have:
        number = before.record.number
        raise Refused(
            f"{number} is issued without that translation: give the reason of a new letter.",
            "C2",
            "replace",
        )


def check_why(why: str) -> None:
    """Refuse a correction without its reason: the new letter says it (C2)."""
    if not why.strip():
        raise Refused("Write why the letter is corrected.", "C2", "why")
    check_words(why, "why")


def nothing_to_tell(kind: str) -> Refused:
    """The refusal of a letter that would tell nothing (C3)."""
    return Refused(f"There is nothing to tell by a letter “{name_of(kind)}” now.", "C3", "kind")


def check_not_past(dated: date, today: date) -> None:
    """Refuse a letter dated before today (D3)."""
    if dated < today:
        raise Refused(f"A letter bears the day it is dispatched on; {dated} is past.", "D3", "for")


def shortens(case: Case, telling: Telling) -> bool:
    """Does the letter shorten a deadline? Then its days count from the day it bears (D7)."""
    return any(
        one.shortening is not None and one.shortening.fact in telling.tells
        for one in case.revocations
    )


def why_again(before: Letter, dated: date) -> Why:
    """Why a letter is made again that nobody asked to replace (C2)."""
    if before.record.day != dated:
        return Why(cause="other_day", day=dated)
    return FACTS_CHANGED


def waiting_notice(case: Case, kind: str) -> Letter | None:
    """The notice of that kind that is issued, valid and not dispatched."""
    rows = [row for row in case.letters if row.record.kind == kind and not row.void]
    return rows[-1] if rows and rows[-1].dispatched is None else None
