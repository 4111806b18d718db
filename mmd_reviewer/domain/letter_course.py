"""What the letters of the course say beside its notices: retiming, appeal, withdrawal, day 90, reinstatement, edition
(contents list of section C; rules B8, D7 to D9)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from mmd_reviewer.domain.appeal import VARIED, WITHDRAWN
from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.cover import NOT_COVERED, cover
from mmd_reviewer.domain.device import Device
from mmd_reviewer.domain.edition import Edition
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.domain.fact import Block
from mmd_reviewer.domain.letter_words import Words
from mmd_reviewer.domain.period import count, in_words
from mmd_reviewer.domain.revocation import EARLY_DAYS, ENDED_WITHDRAWN, NOTICES, Retiming, Revocation

RETIMED, APPEAL_RECEIVED, APPEAL_OUTCOME = "retimed", "appeal_received", "appeal_outcome"
REVOCATION_WITHDRAWN, COVER_ENDED, REINSTATED, EDITION = "revocation_withdrawn", "cover_ended", "reinstated", "edition"
COURSE_KINDS = (RETIMED, APPEAL_RECEIVED, APPEAL_OUTCOME, REVOCATION_WITHDRAWN, COVER_ENDED, REINSTATED)


@dataclass(frozen=True, slots=True)
class News:
    """A coming edition, the one before it, and the day from which it is in force (B8)."""

    edition: Edition
    before: Edition
    effective: date


def subject(kind: str, case: Case, day: date) -> str:
    """The fact, or for day 90 the deadline, that a letter of this kind would tell of; "" if there is none."""
    one = case.revocations[-1] if case.revocations else None
    if one is None or not one.notified:
        return ""
    decided = [appeal for appeal in one.appeals if not appeal.open]
    if kind == RETIMED:
        return one.retimings[-1].fact if one.retimings and one.retimings[-1].body.old is not None else ""
    if kind == APPEAL_RECEIVED:
        return one.appeals[-1].fact if one.appeals else ""
    if kind == APPEAL_OUTCOME:
        return decided[-1].decided_fact if decided else ""
    if kind == REVOCATION_WITHDRAWN:
        by_appeal = {appeal.decided_fact for appeal in decided}
        return one.end_fact if one.how_ended == ENDED_WITHDRAWN and one.end_fact not in by_appeal else ""
    if kind == COVER_ENDED:
        lost = any(row.state == NOT_COVERED for row in cover(case, day))
        return one.dates.deadline.isoformat() if one.dates is not None and one.lapsed_on(day) and lost else ""
    return case.reinstatements[-1][1] if kind == REINSTATED and case.reinstatements else ""


def called_for(case: Case, day: date) -> tuple[str, ...]:
    """Letters of the course that are to be issued now: notices due, and what happened and has no letter yet."""
    found = []
    one = case.revocation
    if one is not None and case.under_revocation(day):
        notice = one.next_notice(day)
        due = one.dates.due(notice) if one.dates is not None and notice in NOTICES[1:] else None
        near = due is None or (due - day).days <= EARLY_DAYS
        if notice and near and (one.dates is None or day < one.dates.deadline):
            found.append(f"notice_{notice}")
    for kind in COURSE_KINDS:
        about = subject(kind, case, day)
        told = any(row.record.kind == kind and row.record.about == about and not row.void for row in case.letters)
        over = kind == APPEAL_RECEIVED and not case.revocations[-1].appeals[-1].open if about else False
        if about and not told and not over:
            found.append(kind)
    return tuple(found)


def course_blocks(kind: str, case: Case, day: date, words: Words) -> list[Block]:
    """The body of one of COURSE_KINDS; refuses a kind that nothing in the case calls for."""
    if not subject(kind, case, day):
        raise Refused(words(f"{kind}.none"), "C3", "kind")
    one = case.revocations[-1]
    blocks = [Block("text", words("course.intro", heading=case.request.heading(), first=_first(one)))]
    made = {
        RETIMED: _retimed, APPEAL_RECEIVED: _appeal_received, APPEAL_OUTCOME: _appeal_outcome,
        REVOCATION_WITHDRAWN: _withdrawn, COVER_ENDED: _cover_ended, REINSTATED: _reinstated,
    }[kind](case, one, day, words)  # fmt: skip
    return blocks + made


def _first(one: Revocation) -> str:
    assert one.dates is not None
    return in_words(one.dates.first)


def retiming_blocks(retiming: Retiming, words: Words, usual: date | None = None) -> list[Block]:
    """Old and new deadline, the kind and reason, the incident (D7).

    `usual` is the deadline of the usual course, for one that was shortened before the first notice.
    """
    body = retiming.body
    rows = [(words("retimed.old"), in_words(body.old))] if body.old is not None else []
    rows += [(words("notice.usual"), in_words(usual))] if usual is not None else []
    rows.append((words("retimed.new"), in_words(body.new)))
    rows.append((words("retimed.kind"), words(f"retimed.kinds.{body.kind}")))
    if body.incident:
        rows.append((words("retimed.incident"), body.incident))
    return [
        Block("rows", rows=tuple(rows), content="old_deadline new_deadline incident"),
        Block("text", body.reason, content="reason", source="reason"),
    ]


def _retimed(case: Case, one: Revocation, day: date, words: Words) -> list[Block]:
    retiming = one.retimings[-1]
    assert retiming.body.old is not None
    earlier = retiming.body.new < retiming.body.old
    return [
        Block("heading", words("headings_notice.deadline")),
        Block("text", words("retimed.shortened" if earlier else "retimed.lengthened")),
        *retiming_blocks(retiming, words),
        *_notices_to_come(one, day, words),
        *_standing_rules(case, words),
    ]


def _notices_to_come(one: Revocation, day: date, words: Words) -> list[Block]:
    """What is still ahead on the day of the letter; a day that is past is nothing to come (D4)."""
    rows = tuple((words(f"notice.{notice}"), in_words(due)) for notice, due in one.pending() if due >= day)
    if not rows:
        return []
    return [Block("heading", words("headings_notice.to_come")), Block("rows", rows=rows)]


def _standing_rules(case: Case, words: Words) -> list[Block]:
    reference = case.request.ticket or case.number
    return [
        Block("heading", words("headings_notice.appeal")),
        Block("text", words("notice.appeal", reference=reference), content="appeal"),
        Block("text", words("notice.consent"), content="consent"),
    ]


def _appeal_received(case: Case, one: Revocation, day: date, words: Words) -> list[Block]:
    appeal = one.appeals[-1]
    blocks = [Block("heading", words("headings_notice.received"))]
    for raised in appeal.raised:
        grounds = words(f"appeal_received.grounds.{raised.grounds}")
        blocks.append(Block("text", words("appeal_received.came", day=in_words(raised.received), grounds=grounds)))
        blocks.append(Block("text", raised.text, content="received", source="text"))
    assert one.dates is not None
    deadline = in_words(one.dates.deadline)
    stayed = any(row.body.kind == "stay" and row.day >= appeal.received for row in one.retimings)
    passed = one.lapsed_on(day)
    text = words("appeal_received.passed" if passed else "appeal_received.runs_on", deadline=deadline)
    if stayed and not passed:
        text = words("appeal_received.stay", deadline=deadline)
    if not one.open:
        text = words("appeal_received.over")
    blocks += [Block("heading", words("headings.next")), Block("text", text, content="schedule")]
    return [*blocks, *_notices_to_come(one, day, words), Block("text", words("appeal_received.next"))]


def _appeal_outcome(case: Case, one: Revocation, day: date, words: Words) -> list[Block]:
    appeal = next(row for row in reversed(one.appeals) if not row.open)
    decided, on = appeal.decided, appeal.decided_on
    assert decided is not None
    assert on is not None
    assert one.dates is not None
    blocks = [
        Block("text", words(f"appeal_outcome.outcomes.{decided.outcome}", received=in_words(appeal.received)),
              content="outcome"),
        Block("heading", words("headings.why")),
        Block("text", decided.reason, content="reason", source="reason"),
        Block("heading", words("headings_notice.effect")),
    ]  # fmt: skip
    if decided.outcome == WITHDRAWN:
        blocks += _in_force_again(case, one, day, decided.terms, words)
        return blocks
    if decided.outcome == VARIED:
        blocks += _varied(case, one, decided.actions, decided.deadline, decided.released, words)
    name = "appeal_outcome.passed" if one.lapsed_on(day) else "appeal_outcome.deadline"
    name = name if one.open else "appeal_outcome.over"
    blocks.append(Block("text", words(name, deadline=in_words(one.dates.deadline)), content="effect"))
    return [*blocks, *_notices_to_come(one, day, words), *_standing_rules(case, words)]


def _varied(
    case: Case, one: Revocation, actions: str, deadline: date | None, released: Iterable[str], words: Words
) -> list[Block]:
    blocks = []
    if deadline is not None:
        blocks.append(Block("text", words("appeal_outcome.new_deadline", deadline=in_words(deadline))))
        gap = one.lapses[-1] if one.lapses else None
        if gap is not None and gap.back is not None and one.dates is not None and one.dates.deadline == deadline:
            text = words("appeal_outcome.gap", since=in_words(gap.since), back=in_words(gap.back))
            blocks.append(Block("text", text))
    if actions:
        blocks += [Block("text", words("appeal_outcome.new_actions")), Block("text", actions, source="actions")]
    keys = set(released)
    devices = [device for device in case.devices if device.key in keys]
    if devices:
        blocks += [Block("text", words("appeal_outcome.released")), device_table(devices, words)]
    return blocks


def _in_force_again(case: Case, one: Revocation, day: date, terms: str, words: Words) -> list[Block]:
    made = case.decision.made if case.decision else None
    ended = made is not None and made.until is not None and made.until < day
    nowhere = bool(case.spans) and not case.carrying(day)
    effect = words("revocation_withdrawn.over" if ended or nowhere else "revocation_withdrawn.effect")
    blocks = [Block("text", effect, content="effect")]
    if nowhere:
        blocks.append(Block("text", words("revocation_withdrawn.removed")))
    gap = next((lapse for lapse in one.lapses[::-1] if lapse.back is not None), None)
    if gap is not None and gap.back is not None:
        text = words("appeal_outcome.gap", since=in_words(gap.since), back=in_words(gap.back))
        blocks.append(Block("text", text))
    if made is not None and made.until is not None:
        name = "revocation_withdrawn.ended" if ended else "revocation_withdrawn.until"
        blocks.append(Block("text", words(name, until=in_words(made.until))))
    blocks.append(Block("heading", words("headings.terms")))
    blocks.append(Block("text", terms or words("revocation_withdrawn.no_terms"), content="terms", source="terms"))
    return blocks


def _withdrawn(case: Case, one: Revocation, day: date, words: Words) -> list[Block]:
    fact = next(row for row in case.counting if row.id == one.end_fact)
    reason, terms = getattr(fact.body, "reason", ""), getattr(fact.body, "terms", "")
    return [
        Block("heading", words("headings.why")),
        Block("text", reason, content="reason", source="reason"),
        Block("heading", words("headings_notice.effect")),
        *_in_force_again(case, one, day, terms, words),
    ]


def _cover_ended(case: Case, one: Revocation, day: date, words: Words) -> list[Block]:
    lost = [row for row in cover(case, day) if row.state == NOT_COVERED]
    assert one.dates is not None
    rows = [(words("notice.serial"), words("notice.device"), words("cover_ended.since"))]
    rows += [(row.device.serial, _model(row.device), in_words(row.since) if row.since else "") for row in lost]
    blocks = [
        Block("heading", words("headings_notice.cover")),
        Block(
            "text",
            words("cover_ended.text", deadline=in_words(one.dates.deadline), devices=count(len(lost), "device")),
            content="since",
        ),
    ]
    missed = [name for name in NOTICES if name in one.not_sent or (name, one.dates.due(name)) in one.pending()]
    if missed:
        names = ", ".join(words(f"notice.{name}").lower() for name in missed)
        blocks.append(Block("text", words("cover_ended.not_sent", names=names)))
    reference = case.request.ticket or case.number
    blocks += [
        Block("text", words("cover_ended.back")),
        Block("heading", words("headings_notice.appeal")),
        Block("text", words("cover_ended.challenge", reference=reference), content="challenge"),
        Block("text", words("notice.consent"), content="consent"),
        Block("heading", words("headings_notice.not_covered")),
        Block("table", rows=tuple(rows), content="devices"),
    ]
    return blocks


def _reinstated(case: Case, one: Revocation, day: date, words: Words) -> list[Block]:
    body, _ = case.reinstatements[-1]
    keys = set(body.devices)
    devices = [device for device in case.devices if device.key in keys]
    text = words("reinstated.text", devices=count(len(devices), "device"), since=in_words(body.on))
    return [
        Block("heading", words("headings_notice.effect")),
        Block("text", text, content="since"),
        Block("text", body.reason, content="reason", source="reason"),
        Block("heading", words("headings_notice.reinstated")),
        device_table(devices, words),
    ]


def device_table(devices: Iterable[Device], words: Words) -> Block:
    """Serial number, manufacturer and model, and whether it is in the Test group; it may run over pages."""
    rows = [(words("notice.serial"), words("notice.device"), words("notice.remark"))]
    rows += [
        (device.serial, _model(device), words("notice.test") if device.in_test_group else "") for device in devices
    ]
    return Block("table", rows=tuple(rows), content="devices" if len(rows) > 1 else "")


def _model(device: Device) -> str:
    return " ".join(part for part in (device.manufacturer, device.model) if part) or "–"


def edition_blocks(news: News, words: Words) -> list[Block]:
    """What changes, from when (B8)."""
    old = {row.code: row for row in news.before.conditions}
    new = {row.code: row for row in news.edition.conditions}
    added = [row.text for code, row in new.items() if code not in old]
    gone = [row.text for code, row in old.items() if code not in new]
    changed = [row.text for code, row in new.items() if code in old and row.text != old[code].text]
    names = {row.code: row.name for row in news.before.types}
    types = [name for code, name in names.items() if news.edition.type(code) is None]
    new_types = [row.name for row in news.edition.types if row.code not in names]
    blocks = [
        Block("text", words("edition.intro", name=news.edition.name, effective=in_words(news.effective)),
              content="effective"),
    ]  # fmt: skip
    parts = {"added": added, "changed": changed, "gone": gone, "types": types, "new_types": new_types}
    for name, rows in parts.items():
        if rows:
            blocks.append(Block("heading", words(f"edition.headings.{name}")))
            lead = words(f"edition.{name}")
            blocks.append(Block("list", lead, tuple((row,) for row in rows), "changes"))
    if not any(parts.values()):
        blocks.append(Block("text", words("edition.wording"), content="changes"))
    blocks.append(Block("heading", words("headings_notice.effect")))
    blocks.append(Block("text", words("edition.effect")))
    return blocks
