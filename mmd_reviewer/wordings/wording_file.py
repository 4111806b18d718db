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

_SECTION = re.compile(r"\s*\[([\w.-]+)\]")
_KEY = re.compile(r"\s*([\w-]+)\s*=\s*(\"\"\"|\"|'''|')?")
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
        text = content.decode("utf-8").replace("\r\n", "\n")
        data = tomllib.loads(text)
    except UnicodeDecodeError as error:
        before = content[: error.start]
        column = error.start - before.rfind(b"\n")
        words = "a character is no UTF-8: save the file as UTF-8"
        fault = Fault(path, before.count(b"\n") + 1, column, words)
        return WordingFile(path, {}, {}, "", digest, fault)
    except tomllib.TOMLDecodeError as error:
        fault = _toml_fault(path, text, str(error))
        return WordingFile(path, {}, {}, text, digest, fault)
    head = {name: value for name, value in data.items() if not isinstance(value, dict)}
    return WordingFile(path, head, dict(_flat("", data)), text, digest)


def _toml_fault(path: Path, text: str, said: str) -> Fault:
    where = _TOML_PLACE.search(said)
    line, column = len(text.splitlines()) or 1, 1
    if where is not None and where.group(1):
        line, column = int(where.group(1)), int(where.group(2))
    words = _TOML_PLACE.sub("", said).rstrip(".")
    return Fault(path, line, column, f"{words[:1].lower()}{words[1:]}")


def _flat(before: str, data: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for name, value in data.items():
        if isinstance(value, dict):
            yield from _flat(f"{before}{name}.", value)
        elif before:
            yield f"{before}{name}", value


def faults(file: WordingFile, standard: WordingFile) -> list[Fault]:
    """What is wrong with the sentences of a file: it does not read, the standard wording (English)
    has no such sentence, or has other places in it.
    """
    if file.fault is not None:
        return [file.fault]
    found = []
    for name, value in file.sentences.items():
        wrong = _wrong(value, standard.sentences.get(name))
        if wrong is not None:
            found.append(Fault(file.path, *_where(file.text, name, wrong.at), wrong.words))
    return found


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


def _where(text: str, name: str, at: int) -> tuple[int, int]:
    """Line and column, from 1, of a character of a sentence; of its name where `at` is -1."""
    section, lines = "", text.split("\n")
    for number, line in enumerate(lines, 1):
        head, key = _SECTION.match(line), _KEY.match(line)
        if head is not None:
            section = f"{head.group(1)}."
        elif key is not None and section + key.group(1) == name:
            if at < 0:
                return number, key.start(1) + 1
            if key.group(2) in ('"""', "'''"):
                return _in_long(lines, number, key.end(), at)
            return number, key.end() + at + 1
    return 1, 1


def _in_long(lines: list[str], number: int, start: int, at: int) -> tuple[int, int]:
    """Likewise of a text over several lines, whose first begins behind its quotation marks."""
    if not lines[number - 1][start:]:
        number, start = number + 1, 0
    while at > len(lines[number - 1]) - start and number < len(lines):
        at -= len(lines[number - 1]) - start + 1
        number, start = number + 1, 0
    return number, start + at + 1
