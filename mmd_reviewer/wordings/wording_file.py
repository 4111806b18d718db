"""A wording file as it was read: sentences by dotted name, where each stands, and its faults."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from mmd_reviewer.wordings.message import (
    PLURAL,
    SELECT,
    SPELLED,
    Forms,
    Message,
    MessageFault,
    parse,
    places,
)
from mmd_reviewer.wordings.standing import Standing, line_and_column, place_in, standing

_HEAD = {"version", "language", "date", "date_first", "grouping", "spelled"}  # of the program's own
_TOML_PLACE = re.compile(r" \(at line (\d+), column (\d+)\)| \(at end of document\)")
parsed = lru_cache(maxsize=4096)(parse)


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in a wording file: its path, line and column from 1, and words."""

    file: Path
    line: int
    column: int
    words: str

    def __str__(self) -> str:
        return f"{self.file}, line {self.line}, column {self.column}: {self.words}."


@dataclass(frozen=True, slots=True)
class WordingFile:
    """`head` is what stands before the sections, `sentences` the rest by dotted name; `fault` says
    why the file is no TOML. `sha256` is that of its bytes.
    """

    path: Path
    head: Mapping[str, Any]
    sentences: Mapping[str, Any]
    text: str
    sha256: str
    fault: Fault | None = None


def read_wording(path: Path) -> WordingFile:
    """Read a wording file; one that is no TOML has a fault and no sentences."""
    content = path.read_bytes()
    digest = hashlib.sha256(content).hexdigest()
    try:
        text = content.decode("utf-8-sig").replace("\r\n", "\n")  # editors write a BOM
        data = tomllib.loads(text)
    except UnicodeDecodeError as error:
        before = error.object[: error.start].decode("utf-8")
        words = "a character is no UTF-8: save the file as UTF-8"
        fault = Fault(path, *line_and_column(before, len(before)), words)
        return WordingFile(path, {}, {}, "", digest, fault)
    except tomllib.TOMLDecodeError as error:
        fault = _toml_fault(path, text, str(error))
        return WordingFile(path, {}, {}, text, digest, fault)
    except RecursionError:
        fault = Fault(path, *_deepest(text), "its brackets are too deep in one another")
        return WordingFile(path, {}, {}, text, digest, fault)
    head = {name: value for name, value in data.items() if not isinstance(value, dict)}
    return WordingFile(path, head, dict(_flat(data)), text, digest)


def _toml_fault(path: Path, text: str, said: str) -> Fault:
    where = _TOML_PLACE.search(said)
    line, column = len(text.splitlines()) or 1, 1
    if where is not None and where.group(1):
        line, column = int(where.group(1)), int(where.group(2))
    words = _TOML_PLACE.sub("", said).rstrip(".")
    return Fault(path, line, column, f"{words[:1].lower()}{words[1:]}")


def _deepest(text: str) -> tuple[int, int]:
    """Line and column of the line with the most brackets."""
    lines = text.split("\n")
    most = max(lines, key=lambda line: line.count("[") + line.count("{"))
    return lines.index(most) + 1, 1


def _flat(data: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """What stands in sections, by dotted name; they may be any number deep in one another."""
    sections = {name: value for name, value in data.items() if isinstance(value, dict)}
    left: list[tuple[str, Any]] = [*reversed(sections.items())]
    while left:
        name, value = left.pop()
        if isinstance(value, dict):
            left += [(f"{name}.{inner}", one) for inner, one in reversed(value.items())]
        else:
            yield name, value


def faults(file: WordingFile, standard: WordingFile) -> list[Fault]:
    """What is wrong with the sentences of a file: it does not read, the standard wording (English)
    has no such sentence, or has other places in it.
    """
    if file.fault is not None:
        return [file.fault]
    wrong = {name: _outside(name, value) for name, value in file.head.items() if name not in _HEAD}
    for name, value in file.sentences.items():
        fault = _wrong(value, standard.sentences.get(name))
        if fault is not None:
            wrong[name] = fault
    if not wrong:
        return []
    stands, found = standing(file.text), []
    for name, fault in wrong.items():
        here = stands.get(name, Standing(0, 0))
        place = here.name if fault.at < 0 else place_in(file.text, here.value, fault.at)
        found.append(Fault(file.path, *line_and_column(file.text, place), fault.words))
    return found


def _outside(name: str, value: object) -> MessageFault:
    """What stands in no section is read by nobody."""
    if isinstance(value, list) and any(isinstance(row, dict) for row in value):
        return MessageFault(f"a section stands in one bracket, not two: [{name}]", -1)
    return MessageFault(f"“{name}” stands in no section, such as [declined]", -1)


def _wrong(value: object, standard: str | None) -> MessageFault | None:
    if standard is None:
        return MessageFault("the letters have no sentence of that name", -1)
    if not isinstance(value, str):
        return MessageFault("a sentence stands in quotation marks", 0)
    if not value.strip():
        return MessageFault("the sentence is empty", 0)
    try:
        message = parsed(value)
    except MessageFault as fault:
        return fault
    return _other_places(message, parsed(standard))


def _other_places(message: Message, standard: Message) -> MessageFault | None:
    """Every place of the standard sentence stands in it, no other one, and each can be filled."""
    known = {place.name for place in places(standard)}
    numbers = {place.name for place in places(standard) if _counts(place)}
    for place in places(message):
        if place.name not in known:
            listed = ", ".join(sorted(known)) or "none"
            return MessageFault(f"“{place.name}” is filled in nowhere; known: {listed}", place.at)
        if _counts(place) and place.name not in numbers:
            return MessageFault(f"“{place.name}” is no number", place.at)
        odd = _odd_choice(place, standard)
        if odd:
            return MessageFault(f"“{place.name}” is never “{odd}”", place.at)
    lacking = sorted(known - {place.name for place in places(message)})
    return MessageFault(f"the place “{lacking[0]}” is missing", 0) if lacking else None


def _counts(place: object) -> bool:
    return getattr(place, "form", "") in (PLURAL, "selectordinal", SPELLED)


def _odd_choice(place: object, standard: Message) -> str:
    """A form that `select` never meets; the standard wording names them all."""
    if not isinstance(place, Forms) or place.form != SELECT:
        return ""
    met = {
        case
        for one in places(standard)
        if isinstance(one, Forms) and one.name == place.name
        for case in one.cases
    }
    return next((case for case in place.cases if case not in met), "")
