"""Which facts of a revocation may be recorded: prepared, ground,
sent elsewhere, retimed, withdrawn (D1 to D11).

Each function gives the fact to record, or refuses, naming rule and field.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from mmd_reviewer.domain import fact as kinds
from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.case_state import state
from mmd_reviewer.domain.edition import Edition
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.domain.letters.dispatch import Dispatch, check_reference
from mmd_reviewer.domain.notice import (
    NAMES,
    check_first,
    check_later,
    check_not_early,
    check_not_over,
    open_revocation,
)
from mmd_reviewer.domain.request import check_words, fold, one_line
from mmd_reviewer.domain.retiming import check_retiming
from mmd_reviewer.domain.revocation import FIRST, NOTICES


def prepared(
    case: Case,
    today: date,
    edition: Edition,
    conditions: Sequence[str],
    *,
    why: str,
    actions: str,
    not_evident: str,
) -> kinds.RevocationPrepared:
    """Prepare a revocation; no clock runs before the first notice is dispatched (D1, D3).

    Until then it can be prepared again: the newer words replace the older.
    """
    if case.revocation is not None and case.revocation.notified:
        raise Refused(
            "A revocation is open already, one at a time; a ground found later is added to it.",
            "D1",
            "number",
        )
    if not case.deployed or state(case, today) not in ("in_force", "expired"):
        raise Refused("Only an approved and deployed exemption can be revoked.", "D1", "number")
    for name, text in (("why", why), ("actions", actions), ("not_evident", not_evident)):
        _check_given(name, text)
    return kinds.RevocationPrepared(
        conditions=tuple(dict.fromkeys(conditions)),
        why=why.strip(),
        actions=actions.strip(),
        not_evident=not_evident.strip(),
        edition=edition.code,
        edition_name=edition.name,
        wording={row.code: row.text for row in edition.conditions if row.code in conditions},
        plan=edition.course,
    )


def edition_of(known: Sequence[Edition], conditions: Sequence[str]) -> Edition:
    """The edition whose key conditions are named: the one in force,
    the first of `known`, or a coming one (B8, D1).
    """
    for edition in known:
        if conditions and all(edition.condition(code) for code in conditions):
            return edition
    names = ", ".join(row.code for row in known[0].conditions)
    raise Refused(f"Name the key condition(s) that are broken: {names}.", "D1", "conditions")


def _check_given(name: str, text: str) -> None:
    if not text.strip():
        raise Refused(f"“{name.replace('_', ' ')}” is empty; every notice says it.", "D1", name)
    check_words(text, name)


def ground(
    case: Case,
    today: date,
    edition: Edition,
    in_force: str,
    conditions: Sequence[str],
    *,
    why: str,
    not_evident: str,
) -> kinds.GroundAdded:
    """A ground found later: the next notice carries it, marked; no date moves (D1)."""
    one = open_revocation(case)
    if not one.notified:
        raise Refused(
            "The first notice is not dispatched: prepare it again with every ground.", "D1", "why"
        )
    if not one.pending() or (one.dates is not None and today >= one.dates.deadline):
        raise Refused(
            "No notice is to come that could tell of it: lengthen the deadline first.",
            "D1",
            "number",
        )
    if edition.code != in_force:
        raise Refused(
            f"{edition.name} is not in force yet: a ground from it is notified once it is.",
            "D1",
            "conditions",
        )
    for name, text in (("why", why), ("not_evident", not_evident)):
        _check_given(name, text)
    return kinds.GroundAdded(
        conditions=tuple(dict.fromkeys(conditions)),
        why=why.strip(),
        not_evident=not_evident.strip(),
        edition=edition.code,
        edition_name=edition.name,
        wording={row.code: row.text for row in edition.conditions if row.code in conditions},
    )


def sent_elsewhere(
    case: Case, today: date, notice: str, wish: Dispatch, second_person: str, by: str
) -> kinds.NoticeSentElsewhere:
    """A notice that was given before this program was used,
    with its reference and a second person (D3).
    """
    on = wish.on
    one = open_revocation(case)
    if notice not in NOTICES:
        raise Refused(f'"{notice}" is no notice; it can be {", ".join(NOTICES)}.', "D2", "notice")
    if one.was_sent(notice):
        raise Refused(
            f"The {NAMES[notice]} is recorded already; it is dispatched once only.", "D5", "notice"
        )
    if notice != FIRST:
        check_later(one, notice, on, on)
    _check_elsewhere(case, today, wish)
    if not case.under_revocation(on):
        raise Refused("The list of devices is missing: deploy with devices first.", "D1", "devices")
    if not second_person.strip() or fold(second_person) == fold(by):
        raise Refused(
            "A second person, of another name, confirms a notice that was sent elsewhere.",
            "D3",
            "second-person",
        )
    check_words(second_person, "second-person")
    return kinds.NoticeSentElsewhere(
        notice, on, one_line(wish.reference), one_line(second_person), wish.reason.strip()
    )


def corrected_elsewhere(
    case: Case, today: date, notice: str, on: date, reference: str, reason: str
) -> kinds.DispatchCorrected:
    """Correct the day or the reference of a notice recorded as sent elsewhere;
    both stay visible (D11).
    """
    one = open_revocation(case)
    sent = one.sent.get(notice)
    if sent is None or sent.letter:
        raise Refused(
            f'No notice "{notice}" is recorded as sent elsewhere that could be corrected.',
            "D11",
            "notice",
        )
    if not reason.strip():
        raise Refused("Write why the dispatch is corrected.", "D11", "correct")
    check_words(reason, "correct")
    _check_elsewhere(case, today, Dispatch(on, reference, reason=reason))
    if (on, one_line(reference)) == (sent.on, sent.reference):
        raise Refused("The dispatch is recorded so already.", "D11", "for")
    if notice == FIRST:
        check_first(one, on)
    else:
        assert one.dates is not None  # others follow the first
        check_not_over(one.dates, on)
        check_not_early(one.dates, notice, on)
    return kinds.DispatchCorrected("", on, one_line(reference), reason.strip(), notice)


def _check_elsewhere(case: Case, today: date, wish: Dispatch) -> None:
    on = wish.on
    if on > today:
        raise Refused(f"{on} lies in the future: it is recorded when it has happened.", "D3", "for")
    if on < min((wave.on for wave in case.waves), default=on):
        raise Refused(f"{on} is before the deployment.", "D3", "for")
    check_reference(wish)


def retimed(
    case: Case,
    today: date,
    kind: str,
    deadline: date,
    reason: str,
    *,
    incident: str,
    approved_by: str,
    by: str,
) -> kinds.Retimed:
    """Change the deadline; notices that wait with the old one are void (D7)."""
    one = open_revocation(case)
    check_retiming(
        one, kind, deadline, today, reason=reason, incident=incident, approved_by=approved_by, by=by
    )
    for name, text in (("reason", reason), ("incident", incident), ("approved-by", approved_by)):
        check_words(text, name)
    old = one.dates.deadline if one.dates is not None else None
    return kinds.Retimed(
        kind, old, deadline, reason.strip(), one_line(incident), one_line(approved_by)
    )


def withdrawn(case: Case, reason: str, terms: str) -> kinds.RevocationWithdrawn:
    """Take the revocation back: open notices are cancelled,
    the exemption is in force again (D8).
    """
    one = open_revocation(case)
    if one.appeal is not None:
        raise Refused(
            "An appeal is open: record its outcome, “withdrawn”, instead.", "D8", "number"
        )
    if not reason.strip():
        raise Refused("Write why the revocation is withdrawn.", "D8", "reason")
    check_words(reason, "reason")
    check_words(terms, "terms")
    return kinds.RevocationWithdrawn(reason.strip(), terms.strip())
