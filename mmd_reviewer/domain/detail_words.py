"""The words of a detail, from its label to the next, and where they stand in the text (rule A1)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from mmd_reviewer.domain.timeline_reading import UNTICKED

FOUR = ("type", "requirement", "proposal", "timeline")
BULLETS = "*•·▪▫◦‣⁃∙●○■□◆◇▶►▸➤➢❖✓✔☑☐§»+#–—-"


@dataclass(frozen=True, slots=True)
class Taken:
    """Words of the text that became a part of a detail:
    the characters from `start` to before `end`.
    """

    detail: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Details:
    """The words of each detail that was found,
    and every place they were taken from, in the text's order.
    """

    words: Mapping[str, str] = field(default_factory=dict)
    taken: tuple[Taken, ...] = ()


_BOX = re.compile(rf"{UNTICKED.pattern}|\[[x✓✔]\]|\(x\)|[☑☒✅]", re.IGNORECASE)
RULE = re.compile(r"[\s|:*_=~+`-]*")
_GOES_ON = re.compile(r"(?:and|or|und|oder|et|ou)\b|[&+/(,]|[a-zß-öø-ÿ]")
_ANSWER = re.compile(
    r"(?:(?:answer|antwort|réponse)[ \t]*\d{0,2}|a\d{1,2})[ \t]*[:.)][ \t]*(?=\S)", re.IGNORECASE
)
_LEFT = " \t\n|,;:：*_`"
_RIGHT = " \t\n|,;*_`#~/"


def details_of(text: str, found: Sequence[tuple[str, int, int]]) -> Details:
    """The words of each detail that was found, of one named twice both texts."""
    words: dict[str, str] = {}
    taken: list[Taken] = []
    for name, start, end in found:
        pieces = _pieces(text, name, start, end) if name in FOUR else []
        value = re.sub(r"\n{3,}", "\n\n", "\n".join(words_of for words_of, _ in pieces)).strip("\n")
        if not any(character.isalnum() for character in value):
            continue
        taken.extend(Taken(name, *span) for _, spans in pieces for span in spans)
        known = words.get(name, "").split("\n")
        if value not in (words.get(name), *known):
            words[name] = f"{words[name]}\n{value}" if name in words else value
    return Details(words, tuple(taken))


def _pieces(text: str, name: str, start: int, end: int) -> list[tuple[str, list[tuple[int, int]]]]:
    """The lines of a detail, blanks folded, each with its places;
    a type is one line, a timeline one paragraph.
    """
    while start < end and text[start] in _LEFT:
        start += 1
    if answer := _ANSWER.match(text, start, end):
        start = answer.end()
    while start < end and text[end - 1] in _RIGHT:
        end -= 1
    if name in ("type", "timeline"):
        start, end = _ticked(text, start, end)
    rows: list[tuple[str, list[tuple[int, int]]]] = []
    at = start
    for line in text[start:end].split("\n"):
        body = line.lstrip(BULLETS + " \t") if not rows and name in ("type", "timeline") else line
        begin = at + len(line) - len(body)
        at += len(line) + 1
        body = body.rstrip("| \t")
        words = " ".join(body.split())
        if RULE.fullmatch(body) and not any(row[0] for row in rows):
            continue
        ends = {"timeline": not words, "type": bool(rows) and not _continues(rows[-1][0], words)}
        if rows and ends.get(name):
            break
        spans = [
            (begin + run.start(), begin + run.end())
            for run in re.finditer(r"\S+(?:[ \t]\S+)*", body)
        ]
        rows.append(("", []) if RULE.fullmatch(body) else (words, spans))
    return rows


def _ticked(text: str, start: int, end: int) -> tuple[int, int]:
    """Of a choice by boxes the one that is ticked; nothing where none is, all where several are."""
    boxes = list(_BOX.finditer(text, start, end))
    if not boxes or boxes[0].start() > start:
        return start, end
    ends = [*(box.start() for box in boxes[1:]), end]
    chosen = [
        (box.end(), last)
        for box, last in zip(boxes, ends, strict=True)
        if not UNTICKED.fullmatch(box[0])
    ]
    if not chosen:
        return start, start
    first, last = chosen[0] if len(chosen) == 1 else (start, end)
    return first + len(text[first:last]) - len(text[first:last].lstrip()), first + len(
        text[first:last].rstrip()
    )


def _continues(above: str, words: str) -> bool:
    """Does a type go on in the next line?"""
    return bool(words) and (above[-1:] in "&,/+" or bool(_GOES_ON.match(words)))
