"""Where in a TOML file each name and each value stands: for files that were read without fault."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from typing import NamedTuple

_BLANKS = re.compile(r"(?:[ \t\n]|#[^\n]*)*")
_PART = re.compile(r'[ \t]*(?:([\w-]+)|"((?:[^"\\\n]|\\.)*)"|\'([^\'\n]*)\')[ \t]*')
_LONG = re.compile(r'"""(?:[^\\]|\\.)*?"{3,5}(?!")|\'\'\'.*?\'{3,5}(?!\')', re.DOTALL)
_SHORT = re.compile(r'"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\'')
_PLAIN = re.compile(r"[^,\[\]{}#\n\"']*")
_SIGN = re.compile(r"\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8}|\\[^\s]|[^\\]", re.DOTALL)
_LINE_GOES_ON = re.compile(r"\\[ \t]*\n\s*")


class Standing(NamedTuple):
    """The place of a name and that of its value, from 0, of all characters of the file."""

    name: int
    value: int


def standing(text: str) -> Mapping[str, Standing]:
    """Every dotted name of a file, those of its sections too."""
    found: dict[str, Standing] = {}
    for name, place in _names(text):
        found.setdefault(name, place)
    return found


def place_in(text: str, value: int, at: int) -> int:
    """The place in the file of a character of a value: one may be written as several.

    `at` is which of its characters, from 0; the place of what is no text is its own.
    """
    quotes = next((one for one in ('"""', "'''", '"', "'") if text.startswith(one, value)), "")
    here = value + len(quotes)
    if len(quotes) == 3 and text.startswith("\n", here):
        here += 1
    if "'" in quotes or not quotes:
        return here + at
    here = _goes_on(text, here)
    for _ in range(at):
        sign = _SIGN.match(text, here)
        here = _goes_on(text, sign.end()) if sign else here
    return here


def line_and_column(text: str, place: int) -> tuple[int, int]:
    """From 1."""
    return text.count("\n", 0, place) + 1, place - text.rfind("\n", 0, place)


def _names(text: str) -> Iterator[tuple[str, Standing]]:
    section, here = "", _blanks(text, 0)
    while here < len(text):
        brackets = 2 if text.startswith("[[", here) else int(text[here] == "[")
        if brackets:
            name, end = _name(text, here + brackets)
            yield name, Standing(here, here)
            section, end = f"{name}.", end + brackets
        else:
            pairs, end = _pair(text, here, section)
            yield from pairs
        here = _blanks(text, end)


def _pair(text: str, here: int, before: str) -> tuple[list[tuple[str, Standing]], int]:
    """A name and its value, with the names in it; the place behind it."""
    name, end = _name(text, here)
    value = _blanks(text, end + 1)
    name = before + name
    found = [(name, Standing(here, value))]
    if not text.startswith("{", value):
        return found, _behind(text, value)
    end = _blanks(text, value + 1)
    while end < len(text) and text[end] != "}":
        inner, end = _pair(text, end, f"{name}.")
        found += inner
        end = _blanks(text, end)
        end = _blanks(text, end + 1) if text.startswith(",", end) else end
    return found, end + 1


def _name(text: str, here: int) -> tuple[str, int]:
    """A dotted name without its quotation marks; the place behind it."""
    parts = []
    while part := _PART.match(text, here):
        said = next(one for one in part.groups() if one is not None)
        escaped = part.group(2) is not None and "\\" in said
        parts.append(tomllib.loads(f'said = "{said}"')["said"] if escaped else said)
        here = part.end()
        if not text.startswith(".", here):
            break
        here += 1
    return ".".join(parts), here


def _behind(text: str, here: int) -> int:
    """The place behind a value that is no table in braces of its own."""
    depth = 0
    while here < len(text):
        quoted = _LONG.match(text, here) or _SHORT.match(text, here)
        if quoted:
            here = quoted.end()
        elif text[here] in "[{":
            here, depth = here + 1, depth + 1
        elif text[here] in "]}" and depth:
            here, depth = here + 1, depth - 1
        elif depth and text[here] == ",":
            here += 1
        else:
            plain = _PLAIN.match(text, here)
            here = plain.end() if plain else here
        if not depth:
            return here
        here = _blanks(text, here)
    return here


def _blanks(text: str, here: int) -> int:
    found = _BLANKS.match(text, here)
    return found.end() if found else here


def _goes_on(text: str, here: int) -> int:
    """The place behind line ends that do not count: a \\ stands before them."""
    while found := _LINE_GOES_ON.match(text, here):
        here = found.end()
    return here
