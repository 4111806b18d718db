"""Signs that the letters' fonts do not have: known ones have an equivalent,
others are written out by leave (C3).

A letter must never be impossible because of a sign in the customer's own words, and never lose one
of them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import groupby

from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.domain.letter_facts import Block, LetterRecord
from mmd_reviewer.domain.letters.words import Words

_UNSEEN = (
    "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060"
    "\u2066\u2067\u2068\u2069\ufeff\u180b\u180c\u180d\u180f"
)
# They choose how the sign before them looks, such as a coloured one, and are not seen themselves.
_SELECTORS = (range(0xFE00, 0xFE10), range(0xE0100, 0xE01F0))
_LINE_ENDS = "\u2028\u2029\x0b\x0c\x85"
_ONE_LINE_END = re.compile(f"[{_LINE_ENDS}]")
_KEYCAP = re.compile("([0-9#*])\ufe0f?\u20e3")
# In these scripts they say whether two letters are joined, which can make another word of them.
_JOINER = re.compile("(?<=[\u0600-\u08ff\u0900-\u0dff])[\u200c\u200d]")
_BULLETS = (
    "\u2023\u2043\u2219\u25aa\u25ab\u25a0\u25a1\u25cb\u25cf\u25e6\u27a2\u2756"
    "\uf0a7\uf0b7\uf0d8\uf076\uf02d"
)
EQUIVALENTS: Mapping[str, str] = {
    **dict.fromkeys(_UNSEEN, ""),
    **dict.fromkeys(_LINE_ENDS, "\n"),
    **dict.fromkeys(_BULLETS, "•"),  # Word's and others'
    **dict.fromkeys("\u2010\u2011\u2212", "-"),
    "≤": "<=",
    "≥": ">=",
    "≠": "not equal to",
    "≈": "about",
    "∞": "without limit",
    "→": "->",
    "⇒": "=>",
    "➔": "->",
    "\uf0e0": "->",
    "←": "<-",
    "⇐": "<=",
    "↔": "<->",
    "⇔": "<=>",
    "✓": "[yes]",
    "✔": "[yes]",
    "☑": "[yes]",
    "✅": "[yes]",
    "\uf0fc": "[yes]",
    "✗": "[no]",
    "✘": "[no]",
    "☒": "[no]",
    "❌": "[no]",
    "☐": "[not ticked]",
    "\uf06f": "[not ticked]",
    "′": "'",
    "″": '"',
    "⁄": "/",
    "⚠": "[warning]",
}
_NOT_NAMED = {"", " ", "\n", "-", "•", "'", '"', "/"}  # nobody would take them for another sign
_WRITTEN = re.compile(r"\[U\+[0-9A-F]{4,6}(?: U\+[0-9A-F]{4,6})*\]")
_PLAIN = re.compile("[\x20-\x7e\n\xa0-\xac\xae-\xff]*")


def texts(record: LetterRecord) -> Iterator[tuple[str, str]]:
    """Every text of a letter with the name of the field it comes from."""
    yield "number", record.number
    yield "title", record.title
    for line in record.addressee:
        yield "addressee", line
    for name, value in record.sender.items():
        yield name, value
    for block in record.blocks:
        name = block.source or block.content or "letter"
        yield name, block.text
        for row in block.rows:
            for cell in row:
                yield name, cell


def uncommon(found: Iterable[str]) -> str:
    """The signs of these texts that the fonts may lack;
    "" for most, of which no font need be asked.
    """
    apart = (text for text in found if not _PLAIN.fullmatch(text))
    return "".join(dict.fromkeys(unicodedata.normalize("NFC", "".join(apart))))


def said_of(signs: str, lacking: Collection[str]) -> str:
    """How letters will write signs that the customer used, told
    before anything is decided; "" where there is none.
    """
    known, others = [], []
    for sign in signs:
        other = equivalent(sign, lacking) if sign in lacking else sign
        if other is None:
            others.append(sign)
        elif other != sign and other not in _NOT_NAMED:
            known.append(f"{sign if sign.isprintable() else _name(sign)} as {other}")
    said = [f"Letters write {', '.join(known)}."] if known else []
    if others:
        said.append(
            f"Letters cannot show {''.join(others)}: with your leave they write the numbers of the "
            f"signs."
        )
    return " ".join(said)


def equivalent(sign: str, lacking: Collection[str]) -> str | None:
    """How a sign that the fonts lack is written instead; None: there is no way but its number."""
    if sign in EQUIVALENTS:
        return EQUIVALENTS[sign]
    if is_selector(sign):
        return ""
    if unicodedata.category(sign) == "Zs":
        return " "
    # Such as a ligature, a full-width letter, a circled number
    plain = unicodedata.normalize("NFKC", sign)
    return (
        plain if plain != sign and not set(plain) & set(lacking) and plain.isprintable() else None
    )


def is_selector(sign: str) -> bool:
    """Does it only choose how the sign before it looks?"""
    return any(ord(sign) in span for span in _SELECTORS)


def legible(
    record: LetterRecord, lacking: Collection[str], words: Words, *, leave: bool
) -> LetterRecord:
    """The letter in signs that its fonts have, with a sentence
    that says what was written otherwise.

    `lacking` are the signs of it that the fonts do not have. What has no equivalent is written out
    as its number in Unicode with the reviewer's `leave`, and refused without.
    """
    record = _each_text(record, prepared)
    if not lacking:
        return record
    if not leave:
        _check_known(record, lacking)
    replaced: dict[str, str] = {}

    def as_printed(text: str) -> str:
        return _text(unicodedata.normalize("NFC", text), lacking, replaced)

    done = _each_text(record, as_printed)
    blocks = list(done.blocks)
    end = next(
        (place for place, block in enumerate(blocks) if block.kind == "signature"), len(blocks)
    )
    blocks[end:end] = _said(replaced, words)
    return replace(done, blocks=tuple(blocks))


def _each_text(record: LetterRecord, changed: Callable[[str], str]) -> LetterRecord:
    """The letter with every text of it changed; the same one where none is."""
    done = replace(
        record,
        title=changed(record.title),
        sender={name: changed(value) for name, value in record.sender.items()},
        addressee=tuple(map(changed, record.addressee)),
        blocks=tuple(
            replace(
                block,
                text=changed(block.text),
                rows=tuple(tuple(map(changed, row)) for row in block.rows),
            )
            for block in record.blocks
        ),
    )
    return record if done == record else done


def prepared(text: str) -> str:
    """Every sign that ends a line as one and the same; the numeral of a key for the key."""
    if _PLAIN.fullmatch(text):
        return text
    return _KEYCAP.sub(r"\1", _ONE_LINE_END.sub("\n", text))


def _text(text: str, lacking: Collection[str], replaced: dict[str, str]) -> str:
    """`replaced` grows by what was written otherwise;
    "" as the sign stands for numbers of Unicode.
    """
    if not set(text) & set(lacking):
        return text

    def instead(sign: str) -> str | None:
        other = sign if sign not in lacking else equivalent(sign, lacking)
        if other is None:
            replaced.setdefault("", _number(sign))
        elif other != sign and other not in _NOT_NAMED:
            replaced[sign] = other
        return other

    return numbered(text, instead)


def numbered(text: str, instead: Callable[[str], str | None]) -> str:
    """The text with every sign as `instead` has it;
    a run of those it has nothing for stands as `[U+4E2D U+570B]`.
    """
    parts: list[str] = []
    written: list[tuple[str, str | None]] = []
    joiners = joiners_in(text)
    for place, sign in enumerate(text):
        kept = place in joiners and written[-1][0] == written[-1][1]
        written.append((sign, sign if kept else instead(sign)))
    for known, run in groupby(written, lambda pair: pair[1] is not None):
        if known:
            parts.extend(other or "" for _, other in run)
        else:
            parts.append(f"[{' '.join(_number(sign) for sign, _ in run)}]")
    return "".join(parts)


def joiners_in(text: str) -> frozenset[int]:
    """The places of unseen signs that letters keep: fonts need not show them, but obey them."""
    return frozenset(found.start() for found in _JOINER.finditer(text))


def _number(sign: str) -> str:
    return f"U+{ord(sign):04X}"


def _said(replaced: Mapping[str, str], words: Words) -> Iterator[Block]:
    signs = [
        words("common.sign", written=other, name=_name(sign))
        for sign, other in replaced.items()
        if sign
    ]
    if signs:
        yield Block("text", words("common.signs", signs="; ".join(signs)), content="signs")
    if "" in replaced:
        yield Block("text", words("common.numbers", number=replaced[""]), content="signs")


def _name(sign: str) -> str:
    return unicodedata.name(sign, f"the sign {ord(sign):04X}").lower()


def _check_known(record: LetterRecord, lacking: Collection[str]) -> None:
    for name, text in texts(record):
        for sign in unicodedata.normalize("NFC", text):
            if sign in lacking and equivalent(sign, lacking) is None:
                leave = f", or issue with --write-out: it stands as [{_number(sign)}] then"
                raise cannot_be_printed(sign, name, leave)


def cannot_be_printed(sign: str, field: str, or_else: str = "") -> Refused:
    """The refusal of a letter for a sign in one of its fields (C3);
    `or_else` adds another way out.
    """
    shown = sign if sign.isprintable() else " "
    return Refused(
        f"The character “{shown}” ({_number(sign)}, {_name(sign)}) in the "
        f"{field.replace('_', ' ')} cannot be printed: "
        f"the letters' fonts do not have it. Write it otherwise{or_else}.",
        "C3",
        field,
    )


def written_out(record: LetterRecord) -> tuple[str, str] | None:
    """The first place where signs are written out as numbers,
    and its field; None: there is none.
    """
    for name, text in texts(record):
        found = _WRITTEN.search(text)
        if found and name != "signs":
            return found.group(), name
    return None
