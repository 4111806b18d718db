"""The four details in a customer's free text, found by their labels,
and where they stand in it (rule A1).

A label begins a line, or the cell of a table; inside a line labels count only where the whole line
is made of them. Whatever is not taken stays text for the reviewer to read: nothing is guessed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, pairwise, zip_longest

from mmd_reviewer.domain.detail_labels import (
    OTHER,
    Label,
    label_of_cell,
    label_of_line,
    labels_inside,
)
from mmd_reviewer.domain.detail_words import BULLETS, FOUR, RULE, Details, details_of
from mmd_reviewer.domain.own_words import own_words
from mmd_reviewer.domain.timeline_reading import read_timeline


def read_details(text: str, contact: str = "") -> Details:
    """The details by their labels: any order, layout and punctuation,
    in English, German and French.

    Quoted mail, signatures and struck-out words are not read. A detail named twice keeps both
    texts.
    """
    own = own_words(text, contact)
    lines = _lines(own)
    found: list[tuple[str, int, int]] = []
    labels = _chosen(own, _labels(list(_tables(lines, found))))
    for label, following in zip_longest(labels, labels[1:]):
        end = following.start if following else len(own)
        inside = [start for _, start, _ in found if label.end <= start < end]
        found.append((label.detail, label.end, min([end, *inside])))
    return details_of(own, sorted(found, key=lambda row: row[1]))


@dataclass(frozen=True, slots=True)
class _Line:
    """A line, where it begins, and the words of the line above."""

    text: str
    at: int
    above: str


def _lines(text: str) -> list[_Line]:
    rows: list[_Line] = []
    at = 0
    above = ""
    for line in text.split("\n"):
        rows.append(_Line(line, at, above))
        at += len(line) + 1
        above = line.strip()
    return rows


# Tables whose head names the details


def _tables(lines: Sequence[_Line], found: list[tuple[str, int, int]]) -> Iterator[_Line]:
    """Take the tables with a head; yields the lines that belong to none."""
    at = 0
    while at < len(lines):
        for sign in "|\t;,":
            size = _table(lines[at:], sign, found) if sign in lines[at].text else 0
            if size:
                at += size
                break
        else:
            yield lines[at]
            at += 1


def _table(lines: Sequence[_Line], sign: str, found: list[tuple[str, int, int]]) -> int:
    """How many lines the table takes that begins here; 0 if none does."""
    head = _cells(lines[0], sign)
    names = [label_of_cell(cell) for cell, _ in head]
    beside = any(one in FOUR and other in FOUR for one, other in pairwise(names))
    twice = any(count > 1 for name, count in Counter(names).items() if name in FOUR)
    if not beside or twice or (sign in ";," and not set(names) <= set(FOUR)):
        return 0
    rows: list[list[tuple[str, int]]] = []
    size = 1
    for count, line in enumerate(lines[1:], 2):
        if not line.text.strip():
            continue
        cells = _cells(line, sign)
        if set(line.text) - set("|-=:+ \t"):  # no rule below the head
            if len(cells) != len(head) or sign not in line.text:
                break
            rows.append(cells)
            size = count
    if not rows:
        return 0
    for name, column in zip(names, zip(*rows, strict=True), strict=True):
        if name in FOUR:
            found.extend((name, place, place + len(cell)) for cell, place in column)
    return size


def _cells(line: _Line, sign: str) -> list[tuple[str, int]]:
    """The cells of a row and where each begins; outer bars count for nothing."""
    cells = []
    at = line.at
    for cell in line.text.split(sign):
        cells.append((cell, at))
        at += len(cell) + 1
    if sign == "|":
        cells = cells[not cells[0][0].strip() :]
        cells = cells[: len(cells) - (len(cells) > 1 and not cells[-1][0].strip())]
    return cells


# Labels

ENOUGH = 3  # so many details with no more than a comma or bold type behind their names are a layout


def _labels(lines: Sequence[_Line]) -> list[Label]:
    """Every label that counts: those that begin lines or cells,
    and those of lines made of labels.
    """
    first = [(line, label) for line in lines if (label := label_of_line(line.text, line.at))]
    faint = {label.detail for _, label in first if label.sign == "faint"} - {OTHER}
    if len(faint) < ENOUGH:
        first = [row for row in first if row[1].sign != "faint"]
    details = [(line, label) for line, label in first if label.detail != OTHER]
    lower = len({label.detail for _, label in details}) > 1 and not any(
        _is_upper(*row) for row in details
    )
    alone = {label.detail for _, label in details if label.sign == "alone"}
    counts = Counter(label.detail for _, label in details)
    once = {name for name in counts if counts[name] == 1} | {OTHER} if len(counts) > 2 else set()
    starts = [
        label
        for line, label in first
        if _begins(line, label, lower, len(alone) > 1, len(details) > 1, once)
    ]
    cells = [label for line in lines for label in _cell_labels(line)]
    places = {label.words for label in starts}
    starts += [label for label in cells if label.words not in places]
    places |= {label.words for label in cells}
    inside = [list(labels_inside(line.text, line.at)) for line in lines]
    runs = [label for pair in zip(lines, inside, strict=True) for label in _run_on_line(*pair)]
    runs = [label for label in runs if label.words not in places] or _run_on_text(lines, starts)
    strict = Counter(label.detail for label in chain(*inside) if label.strict)
    runs = runs or [
        label
        for pair in zip(lines, inside, strict=True)
        for label in _in_order(*pair, places, strict)
    ]
    return sorted([*starts, *runs], key=lambda label: label.words)


def _is_upper(line: _Line, label: Label) -> bool:
    return line.text[label.words - line.at].isupper()


def _begins(
    line: _Line, label: Label, lower: bool, alike: bool, several: bool, once: set[str]
) -> bool:
    """Is the label at the line's beginning one, or a word of a sentence that was broken there?

    `lower`: all labels are in small letters; `alike`: others stand alone on their lines too;
    `once`: details that three or more labels name no other time.
    """
    if label.sign == "alone" and label.detail == OTHER:  # `Devices` is a type too
        return False
    if label.mark:
        return True
    if label.sign == "alone":
        return alike or (not line.above and several)
    if lower or line.above[-1:] in ".!?:;|":  # nothing or a whole sentence above
        return True
    likely = label.detail in once or _is_upper(line, label)
    return (likely and not _GOES_ON_BELOW.search(line.above)) or (
        label.strict and _is_upper(line, label)
    )


def _cell_labels(line: _Line) -> Iterator[Label]:
    """`Label | text` and `Label | text | Label | text`: each label fills a cell."""
    if "|" not in line.text:
        return
    cells = _cells(line, "|")
    numbered = len(cells) > 2 and len(cells[0][0].strip()) < 5 and not label_of_cell(cells[0][0])
    for at, ((cell, place), (following, end)) in enumerate(pairwise(cells)):
        name = label_of_cell(cell)
        if name and label_of_cell(following) not in FOUR:
            yield Label(name, True, line.at if at <= numbered else place, place, end, "|", "strong")


_GOES_ON_BELOW = re.compile(
    r"(?<![^\W_])(?:an?|the|this|that|no|any|our|your|their|its|my|of|for|to|with|without|and|or|"
    r"in|on|by|is|are|has|every|each|"
    r"have|need|needs|from|d(?:er|ie|as|e[nms])|(?:k?ein|unser|[ms]ein|ihr|dies|jed)(?:e[rnms]?)?|"
    r"und|oder|für|mit|von|zu[mr]?|"
    r"ohne|ist|l[ae]s?|une?|d[eu]s?|cette?|nos|notre|leurs?|et|ou|pour|avec|sans|par|est|chaque|"
    r"[ld]['’])$"
)
_NUMBER = r"\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})\.?\)|\d{1,2}\."
_SEPARATED = re.compile(
    rf"(?P<enum>(?:^|(?<=[\s.,;|/]))(?<!\d[.,])(?:{_NUMBER})[ \t]*$)|(?P<pipe>\|[ \t]*$)|"
    rf"(?P<dot>[.!?][ \t]*$)|"
    rf"(?P<bullet>(?:^|(?<=\s))[{re.escape(BULLETS)}][ \t]*$)|(?P<comma>,[ \t]*$)|(?P<semi>;[ "
    rf"\t]*$)|"
    r"(?P<slash>[/~]+[ \t]*$)|(?P<none>(?:^|(?<=\S))[ \t]*$)",
    re.IGNORECASE,
)
_OWN_SIGNS = {"bullet", "enum", "pipe", "bold"}


def _separated(text: str, label: Label, offset: int) -> tuple[str, int]:
    """What stands before a label inside a line, and where it begins."""
    before = text[max(0, label.start - offset - 12) : label.start - offset].replace("\n", " ")
    match = _SEPARATED.search(before)
    kind = (
        next((name for name, found in match.groupdict().items() if found is not None), "")
        if match
        else ""
    )
    start = label.start - (len(before) - match.start()) if match else label.start
    return ("bold" if label.bold and kind in ("none", "dot") else kind), start


def _in_order(
    line: _Line, inside: Sequence[Label], places: set[int], strict: Counter[str]
) -> list[Label]:
    """`Requirement: … Proposal: …` on a line that begins with a label: names of the service plan,
    capitalised, in its order, each once in the whole text, and none where a sentence needs such a
    word.
    """
    names = [label.detail for label in inside]
    if (
        len(inside) < 2
        or inside[0].words not in places
        or names != [name for name in FOUR if name in names]
    ):
        return []
    found = []
    for label in inside[1:]:
        kind, start = _separated(line.text, label, line.at)
        broken = _GOES_ON_BELOW.search(line.text[: label.words - line.at].rstrip())
        if broken or not (
            kind and label.strict and strict[label.detail] == 1 and _is_upper(line, label)
        ):
            return []
        found.append(replace(label, start=start))
    return found


def _run_on_line(line: _Line, inside: Sequence[Label]) -> list[Label]:
    """`* Exemption type: … * Requirement: …`:
    every label behind the same kind of mark, none of them twice.
    """
    group = []
    for label in inside:
        kind, start = _separated(line.text, label, line.at)
        if kind in _OWN_SIGNS or not line.text[: label.start - line.at].strip():
            group.append((kind, replace(label, start=start)))
    if len(group) < 2 or line.text[: group[0][1].start - line.at].strip():
        return []
    kinds = {kind for kind, _ in group[1:]}
    names = Counter(label.detail for _, label in group if label.detail != OTHER)
    alike = len(kinds) == 1 and (group[0][0] in kinds or kinds == {"pipe"})
    return (
        [label for _, label in group]
        if alike and all(count == 1 for count in names.values())
        else []
    )


def _run_on_text(lines: Sequence[_Line], starts: Sequence[Label]) -> list[Label]:
    """All four details in one paragraph, one after the other: `Type: a. Requirement: b.

    Proposal: c. Timeline: d`.
    """
    paragraphs: list[list[_Line]] = []
    for line in lines:
        if not line.above or not paragraphs:
            paragraphs.append([])
        paragraphs[-1].append(line)
    for paragraph in paragraphs:
        group = _weak_group(paragraph)
        if group and {label.words for label in starts if label.detail != OTHER} <= {
            label.words for label in group
        }:
            return [
                label for label in group if label.words not in {start.words for start in starts}
            ]
    return []


def _weak_group(paragraph: Sequence[_Line]) -> list[Label]:
    offset = paragraph[0].at
    text = "\n".join(line.text for line in paragraph)
    group = []
    for label in labels_inside(text, offset):
        kind, start = _separated(text, label, offset)
        if label.detail != OTHER and kind:
            group.append((kind, replace(label, start=start)))
    kinds = {kind for kind, _ in group[1:]}
    names = [label.detail for _, label in group]
    three = len(names) > 2 and "none" not in kinds and all(label.strict for _, label in group)
    if len(set(names)) != len(names) or not (len(names) == len(FOUR) or three):
        return []
    begins = {line.at + len(line.text) - len(line.text.lstrip()) for line in paragraph}
    inner = [label for _, label in group[1:] if label.words not in begins]
    opens = not text[: group[0][1].start - offset].strip() or group[0][0] in kinds - {"none"}
    one_line = len({text.count("\n", 0, label.words - offset) for _, label in group}) == 1
    sure = len(inner) > 1 and (
        one_line or (len(names) == len(FOUR) and all(label.strict for label in inner))
    )
    return [label for _, label in group] if len(kinds) == 1 and opens and sure else []


def _chosen(text: str, labels: Sequence[Label]) -> list[Label]:
    """Where a detail has its own name and a looser one, the looser is text;
    unless two timelines contradict.

    Nor is a word before a dash a label where one with a colon names the same.
    """
    strict = {label.detail for label in labels if label.strict}
    signed = {label.detail for label in labels if label.sign == "strong"}
    labels = [label for label in labels if label.sign != "dash" or label.detail not in signed]
    chosen: list[Label] = []
    for label in labels:
        loose = label.detail in strict and not label.strict
        line = text[label.end :].partition("\n")[0] if loose and label.detail == "timeline" else ""
        above = chosen[-1] if chosen else None
        again = (
            above and above.detail == label.detail and RULE.fullmatch(text, above.end, label.start)
        )
        if not again and (not loose or read_timeline(line).understood):
            chosen.append(label)
    return chosen
