"""How each state of a case looks: one shape, one word,
one colour role (the codes are those of rule A6).
"""

from __future__ import annotations

from typing import NamedTuple


class StateLook(NamedTuple):
    """Icon name, word and tone of a state."""

    icon: str
    word: str
    tone: str


UNKNOWN = StateLook("circle-question-mark", "Unknown", "muted")
STATES: tuple[tuple[str, StateLook], ...] = (
    ("new", StateLook("circle", "New", "muted")),
    ("in_assessment", StateLook("circle-dot", "In assessment", "accent")),
    ("incomplete", StateLook("circle-dashed", "Incomplete", "attention")),
    ("returned", StateLook("hourglass", "Returned", "muted")),
    ("parked", StateLook("circle-pause", "Parked", "muted")),
    ("approved", StateLook("check", "Approved", "good")),
    ("in_force", StateLook("circle-check", "In force", "good")),
    ("ends_soon", StateLook("hourglass", "In force", "attention")),
    ("expired", StateLook("circle-x", "Expired", "muted")),
    ("in_revocation", StateLook("triangle-alert", "In revocation", "attention")),
    ("cover_ended", StateLook("circle-x", "Cover ended", "broken")),
    ("removed", StateLook("minus", "Removed", "muted")),
    ("declined", StateLook("x", "Declined", "muted")),
    ("withdrawn", StateLook("rotate-ccw", "Withdrawn", "muted")),
    ("no_exemption_needed", StateLook("check", "No exemption needed", "muted")),
    ("closed_unanswered", StateLook("minus", "Closed unanswered", "muted")),
)
MARKS: tuple[tuple[str, StateLook], ...] = (
    ("unknown", StateLook("diamond", "Unknown", "attention")),
    ("to_confirm", StateLook("diamond", "To be confirmed", "attention")),
    ("flagged", StateLook("flag", "Flagged", "attention")),
    ("second_wanted", StateLook("eye", "Second look", "attention")),
)

# What the next date of a case in a state is for.
MEANINGS = {
    "parked": "Returns",
    "approved": "Ends",
    "in_force": "Ends",
    "expired": "Ended",
    "cover_ended": "Since",
}


def state_look(code: str) -> StateLook:
    """The look of a state code; an unknown code says so rather than failing."""
    return dict(STATES + MARKS).get(code, UNKNOWN)
