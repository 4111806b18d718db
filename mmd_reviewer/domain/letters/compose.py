"""A letter's words, composed from the facts and then frozen (rules C2, C3, C6)."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from mmd_reviewer.domain.case import Case, Letter
from mmd_reviewer.domain.customers import Customers
from mmd_reviewer.domain.edition import Edition
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.domain.fact_text import canonical, to_json
from mmd_reviewer.domain.letter_facts import PRESS, Block, LetterRecord, next_number
from mmd_reviewer.domain.letterhead import PAPERS
from mmd_reviewer.domain.letters.course_parts import change_of, place_of
from mmd_reviewer.domain.letters.frame import frame, frame_of
from mmd_reviewer.domain.letters.kind import (
    COURSE,
    DECISION,
    REQUEST,
    LetterKind,
    News,
    Telling,
    Writing,
)
from mmd_reviewer.domain.letters.kinds import ALWAYS, DECISIONS, KINDS, kind_of, name_of
from mmd_reviewer.domain.letters.notice import check_open, dates_for, telling_of
from mmd_reviewer.domain.letters.sentence import says
from mmd_reviewer.domain.letters.words import Statements, Wordings, Words
from mmd_reviewer.domain.listing import in_a_row
from mmd_reviewer.domain.request import Request
from mmd_reviewer.domain.revocation import notice_of

CONTENT_NAMES: Mapping[str, str] = {
    "factor": "the deciding factor or key condition",
    "facts": "the facts (undo the decision, then give a reason, or a note beside the condition)",
    "technology": "the Microsoft technology, by name",
    "scope": "the scope of the project in words (why these months)",
    "details_needed": "which details are needed and why",
    "route": "the route to take instead",
    "period": "the period",
    "which": "which notice it is",
    "first_date": "the date of the first notice",
    "appeal": "how to appeal",
    "devices": "the devices",
}


@dataclass(frozen=True, slots=True)
class Issuer:
    """What every letter needs beside its case: the edition in force, the sender, the wordings.

    `news` is the announced edition that an edition's letter tells of; `customers` the names chosen
    for joined spellings, which new letters print (A5). `signature` is the line of who issues it, ""
    for none: who it is states nothing of the case. `sample`: the cases are made up. `paper` is what
    letters are laid out for. `editions` are all known ones by code: of theirs the translations are
    used. `station` is the one that numbers the letter; "": that of the case.
    """

    edition: Edition
    sender: Mapping[str, str]
    wordings: Wordings
    news: News | None = None
    customers: Customers = field(default_factory=Customers)
    signature: str = ""
    sample: bool = False
    paper: str = PAPERS[0]
    editions: Mapping[str, Edition] = field(default_factory=dict)
    station: str = ""


@dataclass(frozen=True, slots=True)
class Why:
    """Why a letter is replaced: what a person wrote, or where nobody did the `cause`.

    A cause is a sentence of the wording; `day` is what it tells, if it tells one.
    """

    written: str = ""
    cause: str = ""
    day: date | None = None

    def __bool__(self) -> bool:
        return bool(self.written or self.cause)

    def said(self, words: Words) -> str:
        """The reason as the letter says it."""
        told = {"day": self.day} if self.day is not None else {}
        return self.written or words(f"replaced.{self.cause}", **told)


@dataclass(frozen=True, slots=True)
class Replacement:
    """The letter that a new one replaces, and why (C2)."""

    letter: Letter
    why: Why


def compose(
    case: Case,
    telling: Telling,
    issuer: Issuer,
    day: date,
    *,
    others: Sequence[Case] = (),
    replacement: Replacement | None = None,
    also: str = "",
) -> LetterRecord:
    """The letter that tells `telling`, as it would be frozen on `day`.

    It is written in the customer's language. `others` are other cases with the same devices (D9);
    `also` is a language in which a courtesy translation stands behind the letter. Refuses what the
    case does not call for.
    """
    kind = kind_of(telling.kind)
    if notice_of(kind.code):
        check_open(case.revocation)
    stated = Writing(case, day, Statements(), issuer.edition, telling, issuer.news, tuple(others))
    request = _request(stated, kind)
    edition = _edition_code(stated)
    words = issuer.wordings(issuer.customers.language(request.customer), kind.code, edition)
    writing = _spoken(stated, words, issuer, edition)
    blocks = _blocks(kind, writing, issuer)
    replaced = ""
    if replacement is not None:
        blocks = [_replaces(replacement, blocks, words), *blocks]
        replaced = replacement.letter.record.number
    if also:
        second = issuer.wordings(also, kind.code, edition)
        again = _spoken(stated, second, issuer, edition)
        blocks += _courtesy(words, again, kind, issuer, replacement)
    return LetterRecord(
        number=next_number(
            case.number,
            issuer.station,
            (row.record.number for row in case.letters),
            case.letters_used,
        ),
        kind=kind.code,
        day=day,
        case=case.number,
        ticket=request.ticket,
        sender=dict(issuer.sender),
        addressee=tuple(
            line
            for line in (issuer.customers.name(request.customer), request.contact)
            if line.strip()
        ),
        title=words(f"{kind.code}.title{kind.variant(writing)}"),
        blocks=tuple(blocks),
        edition=edition,
        wording=words.version,
        replaces=replaced,
        deadline=_deadline(writing),
        language=words.language,
        about=telling.about,
        tells=telling.tells,
        promises=kind.promises(writing),
        stated=_digest(_blocks(kind, stated, replace(issuer, signature=""))),
        sample=issuer.sample,
        frame=frame(words, day),
        press=PRESS,
        paper=issuer.paper,
    )


def _spoken(stated: Writing, words: Words, issuer: Issuer, code: str) -> Writing:
    """The same letter in these words, and in the edition's translation where there is one (B8)."""
    here = issuer.editions.get(code, issuer.edition).in_language(words.language)
    return replace(stated, words=words, edition=here if here.translation else stated.edition)


def _replaces(replacement: Replacement, blocks: Sequence[Block], words: Words) -> Block:
    """A reason that the letter gives anyway is not printed twice."""
    old, reason = replacement.letter.record, replacement.why.said(words)
    below = any(says(block.text, reason) for block in blocks if block.kind != "heading")
    name = "common.replaces_below" if below else "common.replaces"
    text = words(name, number=old.number, day=old.day, reason=reason)
    return Block("text", text, content="replaces", source="replace")


def _request(writing: Writing, kind: LetterKind) -> Request:
    """The request in the version that the letter is about (C8)."""
    return writing.as_decided.request if kind.about == DECISION else writing.request


def _blocks(kind: LetterKind, writing: Writing, issuer: Issuer) -> list[Block]:
    """Subject, body, signature; a table at the end is the annex and stands behind the signature."""
    words, case = writing.words, writing.case
    request = _request(writing, kind)
    blocks = [_subject(writing, request)]
    if kind.about in (DECISION, REQUEST):
        intro = f"{kind.code}.intro{kind.variant(writing)}"
        blocks.append(Block("text", words(intro, received=case.received_on)))
    if kind.about == DECISION:
        blocks += _approval_ends(writing)
    blocks += kind.blocks(writing)
    made = case.decision.made if case.decision and not case.reopened else None
    if made is not None and kind.names_edition:
        name = writing.edition.name if writing.edition.translation else made.edition_name
        blocks.append(Block("text", words("common.edition", edition=name)))
    annex = blocks[-2:] if blocks[-1].kind == "table" else []
    blocks = blocks[: len(blocks) - len(annex)]
    contact = words(
        "common.contact", contact=issuer.sender["contact"], reference=request.ticket or case.number
    )
    line = ((issuer.signature,),) if issuer.signature else ()
    signature = (*line, (issuer.sender["unit"],), (issuer.sender["service"],))
    blocks.append(Block("signature", contact, signature, "contact", "sender"))
    return [*blocks, *annex]


def _subject(writing: Writing, request: Request) -> Block:
    """Exemption type and ticket; what the customer wrote where that is no known type."""
    words, named = writing.words, writing.edition.in_language(writing.words.language)
    known, name = "", ""
    if request.type:
        known, name = "named", named.type_name(request.type)
    elif request.type_words:
        known, name = "words", request.type_words
    by, reference = "ticket", request.ticket
    if not request.ticket:
        by, reference = "case", writing.case.number
    text = words("common.subject", known=known, type=name, by=by, reference=reference)
    return Block("text", text, content="ticket type")


def _courtesy(
    first: Words, writing: Writing, kind: LetterKind, issuer: Issuer, why: Replacement | None
) -> list[Block]:
    """The letter once more in the words of `writing`, marked as the translation that it is.

    It has no signature and repeats no annex, and nothing of it counts as a content (C3).
    """
    words = writing.words
    if words.language == first.language:
        what = f"The letter is written in “{words.language.partition('-')[0]}” already."
        raise Refused(what, "C3", "also")
    blocks = _blocks(kind, writing, issuer)
    signed = next(place for place, block in enumerate(blocks) if block.kind == "signature")
    blocks = blocks[:signed]
    said = [_replaces(why, blocks, words), *blocks] if why is not None else blocks
    head = words("common.courtesy", letter=first.language.partition("-")[0])
    title = words(f"{kind.code}.title{kind.variant(writing)}")
    return [
        replace(block, content="", source="", language=words.language)
        for block in (Block("heading", head), Block("heading", title), *said)
    ]


def _approval_ends(writing: Writing) -> list[Block]:
    """That the letter ends a told approval, which holds until it is dispatched (C9)."""
    before, decided = writing.case.before, writing.case.decision
    if before is None or decided is None or decided.approves:
        return []
    text = writing.words("common.approval_ends", day=before.decided.day)
    return [Block("text", text)]


def _deadline(writing: Writing) -> date | None:
    """The deadline that a letter of the course names."""
    code = writing.telling.kind
    notice = notice_of(code)
    if notice:
        return dates_for(writing.one, notice, writing.day).deadline
    if KINDS[code].about != COURSE:
        return None
    one = writing.one
    change = change_of(one, writing.telling.tells) if code == "retimed" else None
    if change is not None:
        return change.new
    return one.dates.deadline if one.dates is not None else None


def _edition_code(writing: Writing) -> str:
    """The edition whose wording it shows: a notice that of its revocation,
    else that of the decision (B8).
    """
    code, case = writing.telling.kind, writing.case
    if notice_of(code):
        return writing.one.prepared.edition
    made = case.decision.made if case.decision and not case.reopened else None
    return made.edition if made else writing.edition.code


def _digest(blocks: Sequence[Block]) -> str:
    return hashlib.sha256(canonical({"blocks": to_json(tuple(blocks))})).hexdigest()


def says_the_same(old: LetterRecord, again: LetterRecord) -> bool:
    """Does the letter, made again from today's facts, state what the old one states (C2)?

    One whose statements an earlier version wrote down in other terms is compared sentence by
    sentence; a replacing letter says so in its first block, which states nothing of the case.
    """
    if old.stated and set(old.tells) != set(again.tells):
        return False
    return (bool(old.stated) and old.stated == again.stated) or _said(old) == _said(again)


def _said(record: LetterRecord) -> list[Block]:
    """What a letter says of the case: not what it replaces, nor who signed it."""
    return [
        replace(block, rows=block.rows[-2:]) if block.kind == "signature" else block
        for block in record.blocks
        if block.content != "replaces"
    ]


def subject_of(case: Case, kind: str, day: date, owed: Sequence[Telling]) -> Telling:
    """What a letter of this kind would tell: what is owed, else what its newest letter told.

    Refuses a kind that nothing in the case calls for.
    """
    kind_of(kind)
    for telling in owed:
        if telling.kind == kind:
            return telling
    notice = notice_of(kind)
    if notice:
        check_open(case.revocation)
        assert case.revocation is not None
        return telling_of(case.revocation, notice, day, set(case.told), len(case.revocations) - 1)
    before = [row for row in case.letters if row.record.kind == kind]
    if before:
        last = before[-1]
        return Telling(kind, last.record.about, day, last.tells, place=place_of(case, last.tells))
    if kind in DECISIONS:
        what = f"The case has no decision that a letter “{name_of(kind)}” could tell of."
        raise Refused(what, "C3", "kind")
    return Telling(kind, "", day, (), place=len(case.revocations) - 1)


def lacking(record: LetterRecord) -> tuple[str, ...]:
    """Required contents that the letter does not have (C3)."""
    filled = [block for block in record.blocks if block.text.strip() or block.rows]
    here = {name for block in filled for name in block.content.split()}
    here |= {"number"} if record.number else set()
    here |= {"date"} if record.day else set()
    here |= {"addressee"} if record.addressee else set()
    return tuple(name for name in (*ALWAYS, *KINDS[record.kind].required) if name not in here)


def check_complete(record: LetterRecord) -> None:
    """Refuse to issue a letter whose kind requires a content that is missing (C3)."""
    holes = lacking(record)
    if holes:
        names = in_a_row(content_name(name) for name in holes)
        raise Refused(f"The letter cannot be issued yet: it lacks {names}.", "C3", holes[0])


def content_name(code: str) -> str:
    """What a required content is called."""
    return CONTENT_NAMES.get(code, f"the {code.replace('_', ' ')}")


def as_text(record: LetterRecord) -> str:
    """The plain-text twin: the same words in the same order, for the portal's reply box."""
    around = frame_of(record)
    lines = [
        *([around["sample"]] if record.sample else []),
        record.sender["service"],
        record.sender["unit"],
        *record.sender.get("address", "").splitlines(),
        "",
        record.number,
        around["date"],
        "",
    ]
    lines += [*record.addressee, "", record.title, ""]
    for block in record.blocks:
        if block.kind == "heading":
            lines.append(block.text)
            continue
        if block.text:
            lines.append(block.text)
        mark = "- " if block.kind == "list" else ""
        lines += [mark + around["colon"].join(row) for row in block.rows]
        lines.append("")
    return "\n".join(lines).rstrip() + "\n"
