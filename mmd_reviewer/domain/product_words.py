"""Is a program that an inventory lists the product of a proposal, and in the version approved?

By whole words: versions, what every name holds, and the vendor are set aside. Never a guess: what
only resembles is told apart from what is meant (D6, D9).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from mmd_reviewer.domain.request import fold

Likeness = Literal["", "perhaps", "sure"]
SURE: Likeness = "sure"
PERHAPS: Likeness = "perhaps"
NEITHER: Likeness = ""
_WORD = re.compile(r"[^\W_]+")
_STOP = re.compile(
    r"[,;:(–—/]|\.(?!\d)|\b(?:for|in|on|by|with|without|until|from|beside|beyond|to|at|für|auf|mit|"
    r"von|bis|pour|sur|avec|par|dans|jusqu)\b",
    re.IGNORECASE,
)
_VERSION = re.compile(r"\bv?(\d+(?:\.\d+)+|\d{1,4})(?![\w.]*[^\W\d_])\b", re.IGNORECASE)
_BARE = re.compile(r"v?\d[\d.]*")
_YEAR = 1000  # from here on a single number is a year or a year and month: 2024, 2402
# Words of every name: they tell nothing of what a program is, nor does our own platform.
_NOISE = frozenset(
    _WORD.findall(
        "a an and the of und et der die das le la les de des du version edition release app apps "
        "application x64 x86 amd64 arm64 64bit 32bit bit 64 32 en us microsoft windows win for "
        "deploy install allow use approval extend new please"
    )
)
_LEGAL = frozenset(
    _WORD.findall(
        "inc incorporated corp corporation company co gmbh ltd limited ag sa bv llc plc srl oy ab "
        "as pty group holdings international technologies technology software systems networks "
        "solutions labs"
    )
)
# Words that many programs share: alone they mean none of them.
_COMMON = frozenset(
    _WORD.findall(
        "driver drivers treiber pilote client agent software package packages suite tool tools "
        "service services server desktop update updater runtime setup installer plugin add in "
        "enterprise pro professional standard connector sensor endpoint security vpn print printer "
        "printers manager management system remote support workstation helper module component "
        "components label signed roaming platform"
    )
)


def _words(text: str) -> list[str]:
    return [word for word in _WORD.findall(fold(text)) if not _BARE.fullmatch(word)]


def _telling(words: Iterable[str]) -> frozenset[str]:
    return frozenset(words) - _NOISE


def _phrase(text: str) -> str:
    """What stands before the first word that leads on: `Wacom driver 6.4` of “Wacom driver 6.4,
    signed, by Intune”.
    """
    found = _STOP.search(text)
    return text[: found.start()] if found else text


@dataclass(frozen=True)
class Product:
    """The product of a proposal: the words of its title and of the proposal's first phrase;
    `version` as the proposal names it, "" where it names none or several.
    """

    title: str
    proposal: str

    @cached_property
    def words(self) -> frozenset[str]:
        """Both phrases, or the whole title where they say nothing of their own."""
        found = _telling(_words(_phrase(self.title)) + _words(_phrase(self.proposal)))
        return found if found - _COMMON else _telling(_words(self.title))

    @property
    def telling(self) -> frozenset[str]:
        """Those that few programs share: without one of them in common nothing is like it."""
        return self.words - _COMMON

    @cached_property
    def names(self) -> tuple[frozenset[str], ...]:
        """What title and proposal call it, each by more than one telling word."""
        phrases = (_telling(_words(_phrase(text))) for text in (self.title, self.proposal))
        return tuple(one for one in (words - _COMMON for words in phrases) if len(one) > 1)

    @cached_property
    def title_words(self) -> frozenset[str]:
        """Those of the title alone."""
        return _telling(_words(_phrase(self.title)))

    @cached_property
    def version(self) -> str:
        """The one version named behind the product's words."""
        for text in (self.proposal, self.title):
            named = {
                found[1]
                for found in _VERSION.finditer(_phrase(text))
                if _words(text[: found.start()])
            }
            if named:
                return named.pop() if len(named) == 1 else ""
        return ""


@dataclass(frozen=True)
class Program:
    """A program as an inventory names it."""

    name: str
    publisher: str = ""

    @cached_property
    def words(self) -> frozenset[str]:
        """Those of its name."""
        return _telling(_words(self.name))

    @cached_property
    def vendor(self) -> frozenset[str]:
        """Those of its publisher."""
        return _telling(_words(self.publisher)) - _LEGAL

    @property
    def telling(self) -> frozenset[str]:
        """Those of either that few programs share."""
        return (self.words | self.vendor) - _COMMON


def likeness(product: Product, program: Program) -> Likeness:
    """How like a program's name is to a product (vendor and version aside)."""
    named, vendor, there = program.words, program.vendor, product.words
    own = named - _COMMON
    if not own or not named & there:
        return _by_vendor(named, vendor, there)
    core = own - vendor or own
    if named <= there or any(one <= named | vendor for one in product.names):
        return SURE
    if core <= there:
        known = bool(vendor & there) or len(core) > 1 or core <= product.title_words
        return SURE if known else PERHAPS
    if len(core & there) * 2 >= len(core) > 1:
        return PERHAPS
    return _by_vendor(named, vendor, there)


def _by_vendor(named: frozenset[str], vendor: frozenset[str], there: frozenset[str]) -> Likeness:
    """The vendor is named, and the kind of program: `SysTrack Agent` of Lakeside."""
    brand = vendor & there - _COMMON
    return PERHAPS if brand and (named - vendor) & there else NEITHER


def _numbers(version: str) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", version)]


def same_version(approved: str, installed: str, name: str = "") -> Likeness:
    """Is the version installed the one approved, as far as both are given? SURE of 6.4 and 6.4.5;
    PERHAPS where the one is a year and the other is not.
    """
    if not approved or not installed:
        return SURE
    wanted, there = _numbers(approved), _numbers(installed)
    if not there or not wanted or wanted == there[: len(wanted)] or there == wanted[: len(there)]:
        return SURE
    if re.search(rf"(?<![\w.]){re.escape(approved)}(?![\w.])", name):
        return SURE  # QuarkXPress 2024, version 20.1
    if len(wanted) == 1 and wanted[0] >= _YEAR > there[0]:
        return PERHAPS
    return NEITHER
