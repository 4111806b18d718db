"""What reaches a terminal: customers' words may hold what moves its cursor,
names its window or turns its text.
"""

from __future__ import annotations

import json
import re
import sys
from typing import Any, TextIO

# Controls but tab and line end, C1, direction marks and isolates, line and paragraph separators,
# half characters.
_ACTING = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)


def harmless(text: str) -> str:
    """Each such character as a person reads it: `[U+001B]`."""
    return _ACTING.sub(lambda found: f"[U+{ord(found[0]):04X}]", text)


def as_json(data: Any) -> str:
    """JSON that says the same to a program, with such characters as escapes."""
    text = json.dumps(data, ensure_ascii=False, indent=2)
    return _ACTING.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def say(text: str, to: TextIO | None = None) -> None:
    """A text for the person, on standard output unless told otherwise."""
    print(harmless(text), file=to or sys.stdout)


def say_json(data: Any) -> None:
    """The answer for a program."""
    print(as_json(data))
