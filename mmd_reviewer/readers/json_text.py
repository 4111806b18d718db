"""JSON as people have it: one document, several one after the other or one a line;
refused with line and column.
"""

from __future__ import annotations

import json
from typing import Any

from mmd_reviewer.readers.limits import Unreadable

TWICE = "\0twice"


def documents_in(raw: bytes, encoding: str, kind: str) -> Any:
    """The document, or a list of those that follow one another;
    keys are folded, outer blanks taken away.
    """
    try:
        text = raw.decode(encoding, "surrogatepass" if encoding.startswith("utf") else "strict")
        return _documents(text)
    except UnicodeDecodeError as error:
        before = raw[: error.start]
        line, column = before.count(b"\n") + 1, error.start - before.rfind(b"\n")
        raise Unreadable(
            f"The file is not {encoding.upper()} text at byte {error.start + 1:,} (line {line:,}, "
            f"byte {column:,} of it). JSON is written in UTF-8: export it again, save it anew as "
            "UTF-8, or name the encoding (--encoding).",
            kind,
        ) from None
    except LookupError:
        raise Unreadable(
            f"“{encoding[:40]}” is no encoding that is known. Name another.", kind
        ) from None
    except json.JSONDecodeError as error:
        raise Unreadable(_syntax(error), kind) from None
    except RecursionError:
        raise Unreadable(
            "The JSON is nested too deeply to be a ticket export. Export it again.", kind
        ) from None
    except ValueError:
        raise Unreadable(
            "The JSON holds a number too long to be one. Export it again from the portal.", kind
        ) from None


def _documents(text: str) -> Any:
    decoder = json.JSONDecoder(object_pairs_hook=_folded)
    found: list[Any] = []
    at = _next(text, 0)
    while at < len(text) or not found:
        document, at = decoder.raw_decode(text, at)
        found.append(document)
        at = _next(text, at)
    if len(found) == 1:
        return found[0]
    return [
        entry
        for document in found
        for entry in (document if isinstance(document, list) else [document])
    ]


def _next(text: str, at: int) -> int:
    while at < len(text) and text[at] in " \t\r\n\ufeff":
        at += 1
    return at


def _syntax(error: json.JSONDecodeError) -> str:
    where = f"line {error.lineno:,}, column {error.colno:,}"
    if error.pos >= len(error.doc.rstrip()) or error.msg.startswith("Unterminated"):
        return (
            f"The JSON breaks off: what begins in {where} has no end. Export it again from the "
            f"portal."
        )
    at = _comma(error.doc, error.pos)
    if at is not None:
        line, column = error.doc.count("\n", 0, at) + 1, at - error.doc.rfind("\n", 0, at)
        return (
            f"The JSON is not valid: a comma too many stands in line {line:,}, column {column:,}. "
            "Take it away, or export the file again from the portal."
        )
    return f"The JSON is not valid in {where} ({error.msg}). Export it again from the portal."


def _comma(text: str, at: int) -> int | None:
    """Where a comma stands that nothing follows or precedes,
    if that is what is wrong at a place.
    """
    before = len(text[:at].rstrip()) - 1
    if text[at] in "]},":
        return (
            before
            if text[before] == ","
            else at
            if text[at] == "," and text[before] in "[{"
            else None
        )
    return None


def _folded(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Keys without regard to case, outer blanks of texts taken away;
    a key that stands twice is remembered.
    """
    found: dict[str, Any] = {}
    for key, value in pairs:
        name = key.strip().casefold()
        value = value.strip() if isinstance(value, str) else value
        if name in found and found[name] != value:
            found.setdefault(TWICE, key.strip() or "(without a name)")
        found[name] = value
    return found
