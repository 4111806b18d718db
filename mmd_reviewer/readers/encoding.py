"""In which encoding a text file is written: by its BOM, by proof,
by its words, or by the person who is asked.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from mmd_reviewer.domain.deed import Job
from mmd_reviewer.domain.intake import ENCODINGS
from mmd_reviewer.readers.cells import is_untidy
from mmd_reviewer.readers.limits import MEGABYTE, Unreadable
from mmd_reviewer.readers.western import doubtful, words_beyond_ascii

HEAD = 64 * 1024
_NAMES = {
    "utf-8": "UTF-8",
    "utf-16-le": "UTF-16 LE",
    "utf-16-be": "UTF-16 BE",
    "utf-32-le": "UTF-32 LE",
    "utf-32-be": "UTF-32 BE",
    "cp1252": "Windows-1252",
}
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # begins as that of UTF-16 does
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_NO_TABLE = {
    "idna",
    "punycode",
    "undefined",
    "unicode_escape",
    "raw_unicode_escape",
    "mbcs",
    "oem",
    "utf-7",
}
_UTF8_PAIR = re.compile(rb"[\xc3-\xc5\xce-\xd1][\x80-\xbf]|\xe2[\x80-\x84][\x80-\xbf]")
# UTF-8 that was once taken for Windows-1252, as in MÃ¼ller, and letters lost for good
_TWICE = re.compile(r"(?:Ã[\xa0-\xbfŸ‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œž]|â€[\x80-\xbf™œ“”˜¦]|\ufffd)\w*")
_BETWEEN = (b",", b";", b"\t", b"\n", b"\r")
_TRUSTED = 50  # so many good words outweigh a doubtful one


@dataclass(frozen=True, slots=True)
class Encoding:
    """How bytes become text. `codec` is Python's; `bom`: bytes to pass; `said`: how it was found.

    `suspect`: NULs, half characters or bytes that are no character occur; `untidy`: cells need a
    closer look.
    """

    codec: str
    bom: bytes = b""
    suspect: bool = False
    untidy: bool = False
    said: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """As it is shown."""
        name = _NAMES.get(self.codec, self.codec)
        return f"{name} with BOM" if self.bom and self.codec == "utf-8" else name

    @property
    def errors(self) -> str:
        """What is no character passes here and is refused by row."""
        return "surrogatepass" if self.codec.startswith(("utf-16", "utf-32")) else "surrogateescape"


def guess_encoding(head: bytes) -> Encoding:
    """By its BOM, else by where the NULs of UTF-16 and UTF-32 would stand;
    UTF-8 until proved otherwise.
    """
    for bom, codec in _BOMS:
        if head.startswith(bom):
            return Encoding(codec, bom)
    quarter = [head[place::4].count(0) for place in range(4)]
    wide = len(head) // 4
    if wide >= 2 and quarter[2] == quarter[3] == wide and quarter[0] < wide * 0.1:
        return Encoding("utf-32-le")
    if wide >= 2 and quarter[0] == quarter[1] == wide and quarter[3] < wide * 0.1:
        return Encoding("utf-32-be")
    even, odd, half = quarter[0] + quarter[2], quarter[1] + quarter[3], len(head) // 2
    if half >= 2 and odd > half * 0.4 and even < half * 0.1:
        return Encoding("utf-16-le")
    if half >= 2 and even > half * 0.4 and odd < half * 0.1:
        return Encoding("utf-16-be")
    return Encoding("utf-8")


def named_encoding(name: str, kind: str = "") -> str:
    """Python's name of an encoding that a person chose; refuses what is none."""
    wanted = {"ansi": "cp1252", "mac": "mac-roman"}.get(name.strip().casefold(), name.strip())
    try:
        found = codecs.lookup(wanted)
        "".encode(found.name)
    except (LookupError, ValueError, TypeError):
        found = None
    if found is None or found.name in _NO_TABLE:
        raise Unreadable(f"“{name}” is no encoding. Choose one of {', '.join(ENCODINGS)}.", kind)
    return {"utf-8-sig": "utf-8", "utf-16": "utf-16-le", "utf-32": "utf-32-le"}.get(
        found.name, found.name
    )


def find_encoding(path: Path, job: Job, chosen: str = "", kind: str = "") -> Encoding:
    """The encoding, tried on every byte;
    raises `Unreadable` where the evidence does not tell it.
    """
    with path.open("rb") as file:
        guess = guess_encoding(file.read(HEAD))
    codec = guess.codec
    said: tuple[str, ...] = ()
    if chosen:
        codec = named_encoding(chosen, kind)
        if guess.bom and codec != guess.codec:
            codec, said = (
                guess.codec,
                (f"The file says of itself that it is {guess.name}; {chosen} was not used.",),
            )
    wide, settled = codec.startswith(("utf-16", "utf-32")), bool(guess.bom or chosen)
    suspect, untidy, last, twice = False, False, "", ""
    decoder = codecs.getincrementaldecoder(codec)("strict")
    for chunk in _chunks(path, len(guess.bom), job):
        try:
            text = decoder.decode(chunk)
        except UnicodeDecodeError:
            if wide:
                return Encoding(codec, guess.bom, suspect=True, untidy=True, said=said)
            if not settled:
                return _by_its_words(path, job, kind)
            return Encoding(codec, guess.bom, suspect=True, untidy=True, said=said)
        if "\x1b$" in text and not settled:
            raise Unreadable(
                "The file is written in ISO-2022, two bytes a letter. Save it as UTF-8, or name "
                "the encoding, in the terminal with --encoding iso2022_jp.",
                kind,
            )
        if not twice and not text.isascii() and (found := _TWICE.search(text)):
            twice = re.split(r"[\s,;|\"]", text[max(0, found.start() - 20) : found.end()])[-1]
        suspect = suspect or "\0" in text
        untidy = untidy or is_untidy(text) or is_untidy(last + text[:8])
        last = text[-8:]
    if not wide and not _complete(decoder):
        if not settled:
            return _by_its_words(path, job, kind)
        suspect = True
    if twice:
        said += (
            f"Look at “{twice}”: letters of it were damaged before the file was saved. Take them "
            f"from where the file was made.",
        )
    return Encoding(codec, guess.bom, suspect, untidy, said)


def _chunks(path: Path, start: int, job: Job) -> Iterator[bytes]:
    with path.open("rb") as file:
        file.seek(start)
        while chunk := file.read(4 * MEGABYTE):
            job.step(0, 1)
            yield chunk


def _complete(decoder: codecs.IncrementalDecoder) -> bool:
    """False when the last bytes begin a character and do not end it."""
    try:
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _by_its_words(path: Path, job: Job, kind: str) -> Encoding:
    """Windows-1252 if the words read well in it; else a person is asked."""
    words: set[str] = set()
    tail, utf8, nul = b"", False, False
    for chunk in _chunks(path, 0, job):
        whole, line, rest = (tail + chunk).rpartition(b"\n")
        whole, tail = (whole + line, rest) if line else (b"", rest)
        utf8 = utf8 or _UTF8_PAIR.search(whole) is not None
        nul = nul or b"\0" in whole
        words |= words_beyond_ascii(whole.decode("cp1252", "surrogateescape"))
    utf8 = utf8 or _UTF8_PAIR.search(tail) is not None
    words |= words_beyond_ascii(tail.decode("cp1252", "surrogateescape"))
    odd = sorted(word for word in words if doubtful(word))
    impossible = [word for word in odd if not word.isprintable()]
    if utf8 or impossible or len(odd) * _TRUSTED > len(words):
        word = max(odd or words, key=lambda word: sum(sign > "\x7f" for sign in word))
        raise _asked(_cell_of(word.encode("cp1252", "surrogateescape"), path, job), utf8, kind)
    said = ["The file is not UTF-8; its words read well as Windows-1252 (Western European)."]
    if odd:
        said.append(
            f"Look at {', '.join(f'“{word[:40]}”' for word in odd[:3])}: few words read oddly in "
            f"Windows-1252."
        )
    return Encoding("cp1252", suspect=nul or b"\0" in tail, untidy=True, said=tuple(said))


def _cell_of(word: bytes, path: Path, job: Job) -> bytes:
    """The cell in which a word stands, as a sample."""
    for chunk in _chunks(path, 0, job):
        at = chunk.find(word)
        if at >= 0:
            start = max(chunk.rfind(sign, 0, at) for sign in _BETWEEN) + 1
            ends = [end for sign in _BETWEEN if (end := chunk.find(sign, at + len(word))) >= 0]
            return chunk[start : min(ends, default=len(chunk))].strip(b' "\r')[:60]
    return word


def _asked(sample: bytes, utf8: bool, kind: str) -> Unreadable:
    """The refusal that names the candidates, each with a text of the file as it would read."""
    readings = []
    for codec in ENCODINGS[0 if utf8 else 1 :]:
        try:
            text = sample.decode(codec)
        except UnicodeDecodeError:
            if codec != "utf-8":
                continue
            text = sample.decode(codec, "replace")
        shown = "".join(sign if sign.isprintable() else "\ufffd" for sign in text)
        readings.append(f"{codec} reads “{shown}”")
    why = (
        "Some of the file is UTF-8 and some is not"
        if utf8
        else "The file is not UTF-8 and not clearly Windows-1252"
    )
    return Unreadable(
        f"{why}, so its encoding cannot be told. Choose it, in the terminal with --encoding: "
        f"{'; '.join(readings)}. Or save the file as UTF-8.",
        kind,
    )
