"""Whether a text of a letter says a sentence: as a whole, not somewhere within another one."""

from __future__ import annotations

import re

_FULL = "。！？"  # no blank follows them
_STOPS = f".!?…؟۔।{_FULL}"
_BEGINS = rf"(?:\A\s*|\n\s*|[{_STOPS}][\"”»’)\]]*\s+|[{_FULL}])"
_PART_ENDS = rf"(?:(?<=[{_FULL}])|(?=\s|\Z))"
_STOPPED = rf"(?:[{_STOPS}]+{_PART_ENDS}|(?=\s*(?:\n|\Z)))"


def says(text: str, sentence: str) -> bool:
    """Does the sentence stand in the text for itself, or as a paragraph of it?

    A short one such as `a` stands in nearly every text by chance.
    """
    said = sentence.strip()
    if not said:
        return False
    ends = _PART_ENDS if said[-1] in _STOPS else _STOPPED
    return re.search(_BEGINS + re.escape(said) + ends, text) is not None
