"""What the letters need of a wording: sentences by name, filled in, and days in words."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from mmd_reviewer.domain.timeline import Timeline

Value = str | int | date | Sequence[str]


@dataclass(frozen=True, slots=True)
class DayFound:
    """A day in words as it stands in a text; `true` is None where no such day exists."""

    words: str
    true: date | None
    weekday_right: bool


class Words(Protocol):
    """The sentences of one kind of letter in one language.

    `words("declined.title")` gives a sentence; keyword arguments fill its places: days and numbers
    are written as the language writes them.
    """

    @property
    def language(self) -> str:
        """The BCP 47 tag, `en-GB`."""

    @property
    def version(self) -> str:
        """Which wording it is, as letters record it; an override by its SHA-256 too."""

    def __call__(self, name: str, /, **values: Value) -> str: ...

    def day(self, day: date) -> str:
        """The day with weekday and month in words (C6)."""

    def days_in(self, text: str) -> Iterator[DayFound]:
        """The days in words that stand in a text."""


class Wordings(Protocol):
    """The wordings that letters are written in."""

    def __call__(self, language: str, kind: str, edition: str) -> Words:
        """The sentences of a kind of letter under an edition, in a language by its tag (`de`,
        `de-DE`); refuses one that there is not, and an override that has a fault.
        """

    def standard(self, language: str) -> Words:
        """The program's own sentences in a language, whatever stands in their place."""

    def languages(self) -> tuple[str, ...]:
        """The languages that letters can be written in, by their two letters, English first."""


class OwnWordings(Wordings, Protocol):
    """Wordings of which a user may have sentences of their own."""

    def own_files(self, kinds: Collection[str], editions: Collection[str]) -> dict[str, str]:
        """The user's own files, each with its first fault, "" where it has none."""


@dataclass(frozen=True, slots=True)
class StandardWordings:
    """Of wordings the program's own sentences alone: what a letter states hangs on no others."""

    of: Wordings

    def __call__(self, language: str, kind: str, edition: str) -> Words:
        return self.of.standard(language)

    def standard(self, language: str) -> Words:
        """The same."""
        return self.of.standard(language)

    def languages(self) -> tuple[str, ...]:
        """The languages that letters can be written in."""
        return self.of.languages()


class Statements:
    """In place of each sentence its name and what is filled in:
    what a letter states, in no wording and no language.

    Two letters state the same facts if they are the same in these words, however sentences were
    reworded between them (C2).
    """

    language = ""
    version = ""

    def __call__(self, name: str, /, **values: Value) -> str:
        filled = "".join(f" {key}={value}" for key, value in sorted(values.items()))
        return f"<{name}{filled}>"

    def day(self, day: date) -> str:
        """The day in digits."""
        return day.isoformat()

    def days_in(self, text: str) -> Iterator[DayFound]:
        """None: statements are no sentences."""
        return iter(())


def months_values(band: tuple[int, int]) -> dict[str, Value]:
    """Least and most months as the places of a sentence; of the same twice it names one."""
    least, most = band
    return {"kind": "one" if least == most else "range", "least": least, "most": most}


def timeline_cell(words: Words, wish: Timeline) -> str:
    """`24 months`, `Until Wednesday 30 June 2027`, `Open-ended`; otherwise the customer's words."""
    name, values = _of_timeline(wish)
    return words(f"timeline.{name}", **values) if name != "words" else wish.text.strip()


def period_asked(words: Words, wish: Timeline) -> str:
    """A sentence that says for how long the customer asked."""
    name, values = _of_timeline(wish)
    return words(f"migration.asked.{name}", **values)


def period_granted(words: Words, granted: Timeline) -> str:
    """A sentence that says for how long a migration is granted: months, weeks, days or an end."""
    name, values = _of_timeline(granted)
    return words(f"migration.granted.{name}", **values)


def _of_timeline(wish: Timeline) -> tuple[str, dict[str, Value]]:
    """The name of the sentence that says it, and what is filled in."""
    if wish.open_ended:
        return "open_ended", {}
    if wish.months is not None:
        return "months", {"months": wish.months}
    if wish.days is not None:
        weeks, rest = divmod(wish.days, 7)
        return ("days", {"days": wish.days}) if rest else ("weeks", {"weeks": weeks})
    if wish.until is not None:
        return "until", {"until": wish.until}
    said = wish.text.strip()
    return ("words", {"words": said}) if said else ("not_stated", {})
