"""The head of letters as data: address, colour and logo are facts of the desk (rule C2)."""

from __future__ import annotations

import re

from mmd_reviewer.domain.errors import Refused

PNG, SVG = "image/png", "image/svg+xml"
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


def check_accent(text: str) -> str:
    """`#0F6CBD`, or "" for none; refuses what is no colour."""
    if text and not _COLOUR.fullmatch(text):
        raise Refused(f"“{text}” is no colour: write it as #0F6CBD.", "C3", "accent")
    return text.upper()


def logo_media(name: str, content: bytes) -> str:
    """The media type of a logo's file: PNG, or SVG that shows itself alone.

    Refuses another kind of file, one that is huge, and an SVG that runs or fetches something: a
    letter reaches for nothing outside.
    """
    if len(content) > BIGGEST_LOGO:
        raise Refused(f"{name} is larger than 1 MB: take a smaller logo.", "C3", "logo")
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
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
