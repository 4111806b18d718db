"""The head and paper of letters as data: facts of the desk, frozen with each letter (rule C2)."""

from __future__ import annotations

import re

from mmd_reviewer.domain.errors import Refused

PNG, SVG = "image/png", "image/svg+xml"
PNG_BEGINS = b"\x89PNG\r\n\x1a\n"
PAPERS = ("A4", "Letter")  # which letters are laid out for, by the names of printers
BIGGEST_LOGO = 1024 * 1024
MOST_LINES = 6  # of an address, so that the head stays a head
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
_ACTIVE = re.compile(
    rb"<script|<foreignObject|<image|<!ENTITY|<!DOCTYPE|\son\w+\s*=|href\s*=\s*[\"'](?!#)|url\((?!#)"
    rb"|@import",
    re.IGNORECASE,
)


def address_lines(text: str) -> tuple[str, ...]:
    """The lines of an address, which stand with semicolons between; refuses too many."""
    lines = tuple(line.strip() for line in text.split(";") if line.strip())
    if len(lines) > MOST_LINES:
        raise Refused(f"An address has at most {MOST_LINES} lines.", "C3", "address")
    return lines


def check_paper(text: str) -> str:
    """One of `PAPERS`; refuses another."""
    if text not in PAPERS:
        raise Refused(f"“{text}” is none of {', '.join(PAPERS)}.", "C2", "paper")
    return text


def check_accent(text: str) -> str:
    """`#0F6CBD`, or "" for none; refuses what is no colour."""
    if text and not _COLOUR.fullmatch(text):
        raise Refused(f"“{text}” is no colour: write it as #0F6CBD.", "C3", "accent")
    return text.upper()


def is_legible(accent: str) -> bool:
    """Whether words in this colour can be read on white: a contrast of 4.5 or more (WCAG 2)."""
    parts = [int(accent[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05) >= 4.5


def logo_media(name: str, content: bytes) -> str:
    """The media type of a logo's file: PNG, or SVG that shows itself alone.

    Refuses another kind of file, one that is huge, and an SVG that runs or fetches something: a
    letter reaches for nothing outside.
    """
    if len(content) > BIGGEST_LOGO:
        raise Refused(f"{name} is larger than 1 MB: take a smaller logo.", "C3", "logo")
    if content.startswith(PNG_BEGINS):
        return PNG
    start = content.lstrip(b"\xef\xbb\xbf \t\r\n")
    if not start.startswith((b"<svg", b"<?xml", b"<!--")) or b"<svg" not in content:
        raise Refused(f"{name} is neither a PNG nor an SVG file.", "C3", "logo")
    found = _ACTIVE.search(content)
    if found is not None:
        words = found.group().decode("ascii", "replace").strip()
        raise Refused(
            f"{name} runs or fetches something (“{words}”): a logo shows itself alone.",
            "C3",
            "logo",
        )
    return SVG


def no_such_file(path: str, why: str) -> Refused:
    """The refusal of a logo that cannot be read."""
    return Refused(f"{path} cannot be read: {why}.", "C3", "logo")


def cannot_be_drawn(why: str) -> Refused:
    """The refusal of a logo that letters could not show as it is."""
    return Refused(
        f"The logo cannot be drawn: {why}. Save it as plain shapes in plain colours, or as a PNG.",
        "C3",
        "logo",
    )
