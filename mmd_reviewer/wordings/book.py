"""All wordings: those of the program, and sentences of the user's own that stand in their place."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.domain.letters.words import DayFound, Value
from mmd_reviewer.wordings.wording_file import WordingFile, faults, parsed, read_wording

if TYPE_CHECKING:
    from mmd_reviewer.wordings.language import Language

STANDARD = "en"
EVERY = "every"  # a file of one's own for letters of every kind


@dataclass(frozen=True, slots=True)
class Sentences:
    """The words of one kind of letter, as `domain.letters.words.Words` wants them."""

    spoken: Language
    version: str
    texts: Mapping[str, str]

    @property
    def language(self) -> str:
        return self.spoken.tag

    def __call__(self, name: str, /, **values: Value) -> str:
        return self.spoken.fill(parsed(self.texts[name]), values)

    def day(self, day: date) -> str:
        return self.spoken.day(day)

    def days_in(self, text: str) -> Iterator[DayFound]:
        return self.spoken.days_in(text)


@dataclass(frozen=True, slots=True)
class Book:
    """The wordings in a folder, a file a language, with sentences of the user's own.

    Own sentences stand in files of the folder `own`: `de/declined.toml` for a kind of letter,
    `de/2022-12/declined.toml` for it under an edition, `every` in place of a kind for all of them.
    The more particular file has the last word. A file is read again when it has changed.
    """

    folder: Path
    own: Path | None = None
    _read: dict[Path, tuple[tuple[int, int], WordingFile]] = field(default_factory=dict)
    _spoken: dict[Path, Sentences] = field(default_factory=dict)

    def languages(self) -> tuple[str, ...]:
        """English, which the others are measured by, then the others."""
        return _languages(self.folder)

    def __call__(self, language: str, kind: str, edition: str) -> Sentences:
        """The sentences of a kind of letter under an edition; refuses a fault in a file of one's
        own, with its place: the kinds that it is not about go on.
        """
        code = language.partition("-")[0]
        if code not in self.languages():
            known = ", ".join(self.languages())
            raise Refused(f"Letters are not written in “{language}”: {known}.", "C3", "language")
        spoken = self.standard(code)
        own = [self._file(path) for path in self._own(code, kind, edition)]
        if not own:
            return spoken
        wrong = [fault for file in own for fault in faults(file, self._english)]
        if wrong:
            raise Refused(str(wrong[0]), "C3", "kind")
        texts = dict(spoken.texts)
        for file in own:
            texts |= file.sentences
        marks = [f"{self._name(file.path)} {file.sha256}" for file in own]
        return Sentences(spoken.spoken, " + ".join((spoken.version, *marks)), texts)

    def standard(self, language: str) -> Sentences:
        """The program's own sentences in a language, whatever stands in their place."""
        path = self.folder / f"{language.partition('-')[0]}.toml"
        if path not in self._spoken:
            # what knows the languages of the world is loaded with the first letter, not before
            from mmd_reviewer.wordings.language import Language

            file = read_wording(path)
            spoken = Language(file.head["language"], file.head)
            self._spoken[path] = Sentences(spoken, file.head["version"], file.sentences)
        return self._spoken[path]

    def own_files(self, kinds: Collection[str], editions: Collection[str]) -> dict[str, str]:
        """The user's own files, each with its first fault, "" where it has none: in a sentence, or
        a name that is no kind of letter, language or edition.
        """
        found = {}
        files = self.own.rglob("*.toml") if self.own is not None else ()
        for path in sorted(path for path in files if path.is_file()):
            wrong = self._misplaced(path, kinds, editions)
            rows = (
                [wrong] if wrong else [str(row) for row in faults(self._file(path), self._english)]
            )
            found[str(path)] = next(iter(rows), "")
        return found

    def _misplaced(self, path: Path, kinds: Collection[str], editions: Collection[str]) -> str:
        """Why a file is never read, or ""."""
        *folders, name = self._name(path).removesuffix(".toml").split("/")
        if not folders:
            return f"{path}: it stands in no folder of a language: {', '.join(self.languages())}."
        language, *edition = folders
        if language not in self.languages():
            return f"{path}: “{language}” is no language: {', '.join(self.languages())}."
        if len(edition) > 1 or not set(edition) <= set(editions):
            return f"{path}: “{'/'.join(edition)}” is no edition: {', '.join(editions)}."
        if name not in (EVERY, *kinds):
            return f"{path}: “{name}” is no kind of letter: {', '.join((EVERY, *kinds))}."
        return ""

    @property
    def _english(self) -> WordingFile:
        return self._file(self.folder / f"{STANDARD}.toml")

    def _own(self, code: str, kind: str, edition: str) -> list[Path]:
        if self.own is None:
            return []
        folder = self.own / code
        places = [folder, folder / edition] if edition else [folder]
        files = [place / f"{name}.toml" for place in places for name in (EVERY, kind)]
        return [file for file in files if file.is_file()]

    def _name(self, path: Path) -> str:
        assert self.own is not None  # only files of one's own are named
        return path.relative_to(self.own).as_posix()

    def _file(self, path: Path) -> WordingFile:
        now = path.stat()
        stamp = (now.st_mtime_ns, now.st_size)
        if path not in self._read or self._read[path][0] != stamp:
            self._read[path] = (stamp, read_wording(path))
        return self._read[path][1]


@cache
def _languages(folder: Path) -> tuple[str, ...]:
    names = sorted(file.stem for file in folder.glob("??.toml"))
    return (STANDARD, *(name for name in names if name != STANDARD))
