"""What is checked before a letter is issued: red blocks,
amber asks for a look (ux, "Letter preview").
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from mmd_reviewer.domain.fact import DecisionMade
from mmd_reviewer.domain.letter_facts import LetterRecord
from mmd_reviewer.domain.letters.compose import as_text, content_name, lacking
from mmd_reviewer.domain.letters.course_parts import WHICH
from mmd_reviewer.domain.letters.drawn import LEFTWARDS
from mmd_reviewer.domain.letters.kinds import KINDS
from mmd_reviewer.domain.letters.signs import written_out
from mmd_reviewer.domain.letters.words import Words
from mmd_reviewer.domain.period import count
from mmd_reviewer.domain.revocation import notice_of

PASSED, CONFIRM, FAILED = "passed", "confirm", "failed"
_DIGITS_DATE = re.compile(
    r"(?<![\w./-])(?:\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d{2})|\d{4}-\d{1,2}-\d{1,2})(?![\w/-])"
)
_PLACE_LEFT = re.compile(r"\{\w+\}|\[\s*(?:\.\.\.|…|_+)?\s*\]|\b(?:TODO|TBD|XXX+)\b|_{3,}|\?{3,}")
_HYPHENS = dict.fromkeys(map(ord, "-\u00ad\u2010\u2011"))
# What a reader of a file makes of signs between words that are read leftwards.
_AS_READ = str.maketrans("‘’“”⁄\u0338®℞℟℣℧", "((((//RRRVƱ")
_WRITTEN_HERE = {
    "reason",
    "terms",
    "technology",
    "replace",
    "period",
    "missing",
    "route",
    "why",
    "actions",
    "ground",
    "text",
}


@dataclass(frozen=True, slots=True)
class Check:
    """One check: its words, how it went, what was seen, the field to go to."""

    words: str
    result: str
    detail: str = ""
    source: str = ""


def check_letter(
    record: LetterRecord,
    made: DecisionMade | None,
    pages: Sequence[str],
    annotations: int,
    words: Words,
) -> tuple[Check, ...]:
    """All checks of a letter that could be drawn; `pages` are the words read back from its PDF,
    `words` those of its language.
    """
    checks = [
        _signs(record),
        _complete(record),
        _places(record, words),
        _dates(record, made, words),
        _digits(record),
        _identified(record, pages),
        _read_back(record, pages),
        Check(
            "No link, no active content",
            FAILED if annotations else PASSED,
            f"{annotations} found" if annotations else "",
        ),
    ]
    order = {FAILED: 0, CONFIRM: 1, PASSED: 2}
    return tuple(sorted(checks, key=lambda check: order[check.result]))


def _signs(record: LetterRecord) -> Check:
    found = written_out(record)
    if found is None:
        return Check("Every character can be printed", PASSED)
    detail = (
        f"{found[0]} in the {found[1].replace('_', ' ')} stands for what these letters cannot show."
    )
    return Check("Characters are written out as numbers", CONFIRM, detail)


def _complete(record: LetterRecord) -> Check:
    holes = lacking(record)
    if not holes:
        return Check("Every required content is there", PASSED)
    names = "; ".join(map(content_name, holes))
    return Check("A required content is missing", FAILED, f"It lacks {names} (rule C3).", holes[0])


def _places(record: LetterRecord, words: Words) -> Check:
    """Left in the program's own words, or in what a reviewer wrote; the customer's are quoted."""
    judged = {block.text for block in record.blocks if block.source}
    asked_for = _type_as_written(record, words)
    for block in record.blocks:
        if block.source and block.source not in _WRITTEN_HERE:
            continue
        if not block.source and block.text in judged:  # again, beside a courtesy translation
            continue
        text = block.text
        if asked_for and (block.language or "type" in block.content.split()):
            text = text.replace(asked_for, "")
        found = _PLACE_LEFT.search(text)
        if found:
            state = CONFIRM if block.source else FAILED
            return Check(
                "A place may be left empty",
                state,
                f"“{found.group()}” stands in the text.",
                block.source,
            )
    return Check("No empty place left", PASSED)


def _type_as_written(record: LetterRecord, words: Words) -> str:
    """What the subject quotes of the customer where that is no known type, "" for nothing."""
    by, reference = ("ticket", record.ticket) if record.ticket else ("case", record.case)
    said = words("common.subject", known="words", type="\0", by=by, reference=reference)
    before, _, behind = said.partition("\0")
    for block in record.blocks:
        text = block.text
        if "type" in block.content.split() and text.startswith(before) and text.endswith(behind):
            return text[len(before) : len(text) - len(behind)]
    return ""


def _dates(record: LetterRecord, made: DecisionMade | None, words: Words) -> Check:
    text = as_text(record)
    for found in words.days_in(text):
        if found.true is None:
            return Check("A date does not exist", FAILED, found.words)
        if not found.weekday_right:
            right = words.day(found.true)
            source = _source_of(record, found.words)
            return Check("A weekday is wrong", FAILED, f"“{found.words}” is {right}.", source)
    last = made.until if made is not None and "period" in KINDS[record.kind].required else None
    if last is not None and words.day(last) not in text:
        detail = f"It should be {words.day(last)} (rule C5)."
        return Check("The last day is not the decision’s", FAILED, detail)
    if notice_of(record.kind) and record.deadline is not None:
        left = (record.deadline - record.day).days
        said = " ".join(
            block.text for block in record.blocks if "days_left" in block.content.split()
        )
        if not _says_days_left(record, said, left, words):
            detail = f"It should be {count(left, 'day')} (rule D2)."
            return Check("The days left do not agree with the deadline", FAILED, detail)
        return Check("Dates and days left agree with the schedule", PASSED)
    return Check("Dates agree with the decision", PASSED)


def _says_days_left(record: LetterRecord, said: str, left: int, words: Words) -> bool:
    """Is it the sentence of the wording, with these days and this deadline? Of a letter in an
    earlier wording: does it name both?
    """
    assert record.deadline is not None  # only notices that name one are asked
    if record.wording != words.version:
        return words.day(record.deadline) in said and bool(re.search(rf"\b{left}\b", said))
    return any(
        said == words("notice.left", left=left, deadline=record.deadline, which=which)
        for which in WHICH
    )


def _digits(record: LetterRecord) -> Check:
    for block in record.blocks:
        found = _DIGITS_DATE.search(block.text) if block.source in _WRITTEN_HERE else None
        if found:
            return Check(
                "A date has digits only",
                CONFIRM,
                f"“{found.group()}”: letters have weekday and month in words (rule C6).",
                block.source,
            )
    return Check("Dates have the month in words", PASSED)


def _identified(record: LetterRecord, pages: Sequence[str]) -> Check:
    name = _as_read(_squeezed(record.addressee[0]))[:20] if record.addressee else ""
    for place, text in enumerate(pages, 1):
        if record.case not in text or name not in _as_read(_squeezed(text)):
            return Check(
                "A page does not say whose it is",
                FAILED,
                f"Page {place} lacks the case or the customer.",
            )
    return Check(f"Case and customer on {'every page' if len(pages) > 1 else 'the page'}", PASSED)


def _read_back(record: LetterRecord, pages: Sequence[str]) -> Check:
    """Every line whole, over the end of a page as well. Pages of the first press do not tell their
    words from head and foot: of a line of theirs, begin and end.
    """
    whole = len(pages) == 1 or all("\f" in page for page in pages)
    printed = _squeezed(" ".join(page.rpartition("\f")[2] for page in pages))
    as_read = _as_read(printed)
    for block in record.blocks:
        for line in block.text.splitlines():
            words, found = _squeezed(line), printed
            if LEFTWARDS.search(line):
                words, found = _as_read(words), as_read
            if any(
                part not in found for part in ((words,) if whole else (words[:60], words[-60:]))
            ):
                return Check(
                    "A sentence is not on the page", FAILED, f"“{line[:60]}”", block.source
                )
        for row in block.rows if block.kind == "table" else ():
            if _as_read(_squeezed(row[0])) not in as_read:
                return Check(
                    "A line of the annex is not on the page", FAILED, f"“{row[0]}”", "devices"
                )
    return Check("The pages say what is recorded", PASSED)


def _squeezed(text: str) -> str:
    """Without blanks and hyphens; a ligature or another form of a letter is that letter."""
    return "".join(unicodedata.normalize("NFKD", text).split()).translate(_HYPHENS)


def _as_read(text: str) -> str:
    """Text beside words that are read leftwards: readers turn brackets and comparisons round, not
    all of them the same, and write numbers in circles with digits.
    """
    return "".join(map(_sign_as_read, text.translate(_AS_READ)))


def _sign_as_read(sign: str) -> str:
    if unicodedata.mirrored(sign):
        return "("
    return str(int(unicodedata.numeric(sign))) if unicodedata.category(sign) == "No" else sign


def _source_of(record: LetterRecord, words: str) -> str:
    return next((block.source for block in record.blocks if words in block.text), "")
