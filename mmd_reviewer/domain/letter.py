"""Letters: the words, composed from the case and the wording file and then frozen (rules C2, C3, C6)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from mmd_reviewer.domain.case import Case, Letter
from mmd_reviewer.domain.edition import Edition
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.domain.fact import Block, DecisionMade, LetterRecord
from mmd_reviewer.domain.letter_course import COURSE_KINDS, EDITION, News, course_blocks, edition_blocks, subject
from mmd_reviewer.domain.letter_decision import (
    approval_blocks,
    closed_blocks,
    decline_blocks,
    return_blocks,
    route_blocks,
)
from mmd_reviewer.domain.letter_notice import dates_for, notice_blocks
from mmd_reviewer.domain.letter_words import Words
from mmd_reviewer.domain.period import in_words, spelled
from mmd_reviewer.domain.request import DETAIL_NAMES
from mmd_reviewer.domain.revocation import NOTICES

ACKNOWLEDGEMENT = "acknowledgement"
LETTER_OF: Mapping[str, str] = {
    "approve": "approved",
    "approve_migration": "migration",
    "decline": "declined",
    "return": "returned",
    "no_exemption_needed": "no_exemption",
    "closed_unanswered": "closed",
}
KIND_NAMES: Mapping[str, str] = {
    ACKNOWLEDGEMENT: "Acknowledgement",
    "returned": "Return for details",
    "approved": "Approval",
    "migration": "Approval for migration",
    "declined": "Decline",
    "no_exemption": "No exemption needed",
    "closed": "Closed unanswered",
    "notice_first": "First notice",
    "notice_second": "Second notice",
    "notice_third": "Third notice",
    "notice_final": "Final notice",
    "retimed": "Change of the deadline",
    "appeal_received": "Appeal received",
    "appeal_outcome": "Outcome of the appeal",
    "revocation_withdrawn": "Revocation withdrawn",
    "cover_ended": "End of cover",
    "reinstated": "Cover given back",
    EDITION: "New edition",
}
NOTICE_CONTENTS = (
    "which", "first_date", "why", "actions", "deadline", "appeal", "days_left", "conditions", "consent", "devices",
)  # fmt: skip
_ALWAYS = ("number", "date", "addressee", "ticket", "type", "contact")
REQUIRED: Mapping[str, tuple[str, ...]] = {
    ACKNOWLEDGEMENT: ("requirement", "proposal", "timeline", "missing", "next"),
    "returned": ("details_needed",),
    "approved": ("requirement", "proposal", "factor", "period", "terms", "revocation"),
    "migration": (
        "requirement",
        "proposal",
        "factor",
        "technology",
        "months",
        "period",
        "end_date",
        "terms",
        "revocation",
    ),
    "declined": ("requirement", "proposal", "factor", "facts", "change", "new_request"),
    "no_exemption": ("route",),
    "closed": ("no_answer", "missing", "reopens"),
    **{f"notice_{name}": NOTICE_CONTENTS for name in NOTICES},
    "retimed": ("old_deadline", "new_deadline", "reason", "incident"),
    "appeal_received": ("received", "schedule"),
    "appeal_outcome": ("outcome", "reason", "effect"),
    "revocation_withdrawn": ("reason", "effect", "terms"),
    "cover_ended": ("devices", "since", "challenge"),
    "reinstated": ("devices", "since"),
    EDITION: ("changes", "effective"),
}
CONTENT_NAMES: Mapping[str, str] = {
    "factor": "the deciding factor or key condition",
    "facts": "the facts (write a reason, or a note beside the broken condition)",
    "technology": "the Microsoft technology, by name",
    "details_needed": "which details are needed and why",
    "route": "the route to take instead",
    "period": "the period",
    "which": "which notice it is",
    "first_date": "the date of the first notice",
    "appeal": "how to appeal",
    "devices": "the devices",
}


@dataclass(frozen=True, slots=True)
class Replacement:
    """The letter that a new one replaces, and why (C2)."""

    letter: Letter
    reason: str


def kind_for(case: Case) -> str:
    """The letter that the case calls for now: the decision's, before that the acknowledgement."""
    if case.decision is None or case.reopened:
        return ACKNOWLEDGEMENT
    kind = LETTER_OF.get(case.decision.made.outcome)
    if kind is None:
        raise Refused("A request withdrawn by the customer gets no letter.", "C3", "kind")
    return kind


def compose(
    kind: str,
    case: Case,
    edition: Edition,
    sender: Mapping[str, str],
    wording: Mapping[str, Any],
    day: date,
    replacement: Replacement | None = None,
    news: News | None = None,
) -> LetterRecord:
    """The letter as it would be frozen on `day`. Refuses a kind that the case does not call for."""
    words = Words(wording)
    number = f"{case.number}-L{len(case.letters) + 1}"
    made = case.decision.made if case.decision and not case.reopened else None
    if kind not in KIND_NAMES:
        raise Refused(f'"{kind}" is no letter of this case; it can be {", ".join(KIND_NAMES)}.', "C3", "kind")
    notice = kind.removeprefix("notice_") if kind.startswith("notice_") else ""
    if notice and case.revocation is None:
        raise Refused("There is no open revocation that a notice could tell of.", "D1", "kind")
    if kind in LETTER_OF.values() and (made is None or LETTER_OF.get(made.outcome) != kind):
        raise Refused(f"The case has no decision that a letter “{KIND_NAMES[kind]}” could tell of.", "C3", "kind")
    request = case.request
    ticket = words("common.no_ticket", case=case.number)
    if request.ticket:
        ticket = words("common.ticket", ticket=request.ticket)
    blocks: list[Block] = []
    if replacement is not None:
        old = replacement.letter.record
        text = words("common.replaces", number=old.number, day=in_words(old.day), reason=replacement.reason)
        blocks.append(Block("text", text, content="replaces", source="replace"))
    type_name = edition.type_name(request.type) if request.type else request.type_words or words("common.not_stated")
    blocks.append(Block("text", words("common.subject", type=type_name, ticket=ticket), content="ticket type"))
    deadline, about = None, ""
    if notice and case.revocation is not None:
        deadline = dates_for(case.revocation, notice, day).deadline
        blocks += notice_blocks(case, case.revocation, notice, day, words)
    elif kind in COURSE_KINDS:
        blocks += course_blocks(kind, case, day, words)
        about = subject(kind, case, day)
        dates = case.revocations[-1].dates
        deadline = dates.deadline if dates is not None else None
    elif kind == EDITION:
        if news is None:
            raise Refused("No edition is announced that a letter could tell of.", "B8", "kind")
        blocks += edition_blocks(news, words)
        about = news.edition.code
    else:
        blocks.append(Block("text", words(f"{kind}.intro", received=in_words(case.received_on))))
        blocks += _body(kind, case, made, edition, words)
    if made is not None and kind in ("approved", "migration", "declined"):
        blocks.append(Block("text", words("common.edition", edition=made.edition_name)))
    reference = request.ticket or case.number
    annex = blocks[-2:] if blocks[-1].kind == "table" else []  # behind the signature, on as many pages as it needs
    blocks = blocks[: len(blocks) - len(annex)]
    blocks.append(
        Block(
            "signature",
            words("common.contact", contact=sender["contact"], reference=reference),
            ((words("common.signature", unit=sender["unit"]),), (words("common.service", service=sender["service"]),)),
            "contact",
            "sender",
        )
    )
    blocks += annex
    return LetterRecord(
        number=number,
        kind=kind,
        day=day,
        case=case.number,
        ticket=request.ticket,
        sender=dict(sender),
        addressee=tuple(line for line in (request.customer, request.contact) if line.strip()),
        title=words(f"{kind}.title"),
        blocks=tuple(blocks),
        edition=_edition_code(case, made, edition, notice),
        wording=words("version"),
        replaces=replacement.letter.record.number if replacement else "",
        deadline=deadline,
        language=words("language"),
        about=about,
    )


def _edition_code(case: Case, made: DecisionMade | None, edition: Edition, notice: str) -> str:
    """The edition whose wording the letter shows: a notice that of its revocation, else that of the decision (B8)."""
    if notice and case.revocation is not None:
        return case.revocation.prepared.edition
    return made.edition if made else edition.code


def _body(kind: str, case: Case, made: DecisionMade | None, edition: Edition, words: Words) -> list[Block]:
    if made is None or kind == ACKNOWLEDGEMENT:
        return _acknowledgement(case, edition, words)
    if kind in ("approved", "migration"):
        return approval_blocks(kind, case, made, edition, words)
    if kind == "declined":
        return decline_blocks(case, made, edition, words)
    if kind == "closed":
        return closed_blocks(case, edition, words)
    return return_blocks(case, made, edition, words) if kind == "returned" else route_blocks(made, edition, words)


def _acknowledgement(case: Case, edition: Edition, words: Words) -> list[Block]:
    request = case.request
    nothing = words("common.not_stated")
    wish = request.timeline
    rows = [
        (words("labels.type"), edition.type_name(request.type) if request.type else request.type_words or nothing),
        (words("labels.timeline"), wish.in_letter() if wish.given else nothing),
    ]
    if wish.text.strip() and wish.text.strip().casefold() != wish.in_short().casefold():
        rows.append((words("labels.words"), wish.text.strip()))
    return [
        Block("heading", words("headings.request")),
        Block("rows", rows=tuple(rows), content="timeline", source="timeline"),
        Block("heading", words("headings.requirement")),
        Block("text", request.requirement or nothing, content="requirement", source="requirement"),
        Block("heading", words("headings.proposal")),
        Block("text", request.proposal or nothing, content="proposal", source="proposal"),
        Block("heading", words("headings.missing")),
        Block(
            "text",
            _missing_words(case, words),
            content="missing",
        ),
        Block("heading", words("headings.next")),
        Block(
            "text",
            words("acknowledgement.next", factors=spelled(len(edition.factors))),
            content="next",
        ),
    ]


def _missing_words(case: Case, words: Words) -> str:
    names = ", ".join(DETAIL_NAMES[name] for name in case.missing)
    if not names:
        return words("acknowledgement.nothing_missing")
    many = len(case.missing) > 1
    return words("acknowledgement.missing" if many else "acknowledgement.missing_one", names=names)


def lacking(record: LetterRecord) -> tuple[str, ...]:
    """Required contents that the letter does not have (C3)."""
    here = {name for block in record.blocks if block.text.strip() or block.rows for name in block.content.split()}
    here |= {"number"} if record.number else set()
    here |= {"date"} if record.day else set()
    here |= {"addressee"} if record.addressee else set()
    return tuple(name for name in (*_ALWAYS, *REQUIRED[record.kind]) if name not in here)


def check_complete(record: LetterRecord) -> None:
    """Refuse to issue a letter whose kind requires a content that is missing (C3)."""
    holes = lacking(record)
    if holes:
        names = " and ".join(CONTENT_NAMES.get(name, f"the {name.replace('_', ' ')}") for name in holes)
        raise Refused(f"The letter cannot be issued yet: it lacks {names}.", "C3", holes[0])


def as_text(record: LetterRecord) -> str:
    """The plain-text twin: the same words in the same order, for the portal's reply box."""
    lines = [record.sender["service"], record.sender["unit"], "", record.number, in_words(record.day), ""]
    lines += [*record.addressee, "", record.title, ""]
    for block in record.blocks:
        if block.kind == "heading":
            lines.append(block.text)
            continue
        if block.text:
            lines.append(block.text)
        mark = "- " if block.kind == "list" else ""
        lines += [mark + ": ".join(row) for row in block.rows]
        lines.append("")
    return "\n".join(lines).rstrip() + "\n"
