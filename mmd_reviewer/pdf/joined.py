"""Letters joined into one file for printing: pages with their contents, and one font for all.

Files of this press name glyphs by the numbers of the face itself, so that one font with the glyphs
of all letters serves every page; glyphs that a letter made for itself come with its own font.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from mmd_reviewer.pdf.archive import About, colours, describe
from mmd_reviewer.pdf.canvas import Used
from mmd_reviewer.pdf.embedding import NAME, embed
from mmd_reviewer.pdf.faces import Faces
from mmd_reviewer.pdf.pdf_file import PdfFile

_REFERENCE = re.compile(rb"(\d+) 0 R\b")
_KIDS = re.compile(rb"/Kids\s*\[([^\]]*)\]")
_PART = re.compile(rb"/(Resources|Contents|MediaBox)\s*(\d+ 0 R|<<.*?>>|\[[^\]]*\])", re.DOTALL)
_BASE = re.compile(rb"/BaseFont/[A-Z]{6}\+" + NAME.encode() + rb"-(\w+)-(\w+)")
_TOLD = re.compile(rb"/ToUnicode (\d+) 0 R")
_MEANING = re.compile(rb"<([0-9A-F]{4})><([0-9A-F]*)>\n")
_ARCHIVED = b"<pdfaid:part>2</pdfaid:part>"


class _Source:
    """A finished file: its objects by number, as ReportLab writes them."""

    def __init__(self, pdf: bytes) -> None:
        table = pdf[int(pdf[pdf.rindex(b"startxref") + 9 :].split(None, 1)[0]) :].split(b"\n")
        entries = table[2 : 2 + int(table[1].split()[1])]
        offsets = {place: int(row[:10]) for place, row in enumerate(entries) if row[17:18] == b"n"}
        ends = dict(pairwise([*sorted(offsets.values()), len(pdf)]))
        self._pdf, self._ends, self._offsets = pdf, ends, offsets

    def __getitem__(self, number: int) -> bytes:
        start = self._offsets[number]
        whole = self._pdf[start : self._ends[start]]
        return whole[whole.index(b"obj") + 4 : whole.rindex(b"endobj")].strip()

    def pages(self) -> Iterator[dict[bytes, bytes]]:
        """Resources, contents and size of each page."""
        trailer = self._pdf[self._pdf.rindex(b"trailer") :]
        catalog = self[_number(b"/Root", trailer)]
        kids = _KIDS.search(self[_number(b"/Pages", catalog)])
        for found in _REFERENCE.finditer(kids[1] if kids else b""):
            yield dict(_PART.findall(self[int(found[1])]))


class Joined:
    """Takes letters one by one; each begins on a front page."""

    def __init__(self, fonts: Path) -> None:
        self._file = PdfFile()
        self._tree = self._file.reserve()
        self._faces = Faces(fonts)
        self._shared: dict[tuple[bytes, bytes], tuple[int, Used]] = {}
        self._alike: dict[bytes, int] = {}
        self._kids: list[int] = []
        self._archived = True

    def add(self, pdf: bytes) -> None:
        """The pages of a file, and an empty one as large where the last of them is a front page."""
        source, taken = _Source(pdf), dict[int, int]()
        self._archived &= _ARCHIVED in pdf
        size = b""
        for page in source.pages():
            size = page[b"MediaBox"]
            parts = b"".join(
                b"/%b %b" % (name, self._moved(value, source, taken))
                for name, value in page.items()
            )
            self._page(parts)
        if len(self._kids) % 2:
            self._page(b"/MediaBox %b/Resources<<>>" % size)

    def finished(self, about: About) -> tuple[bytes, int]:
        """The file and its number of pages. It says that it is for the archive where all letters
        do; those of the first press do not.
        """
        file = self._file
        for own, used in self._shared.values():
            file.copy(embed(file, used), own)
        kids = " ".join(f"{own} 0 R" for own in self._kids)
        file.put(self._tree, f"<</Type/Pages/Count {len(self._kids)}/Kids[{kids}]>>")
        metadata, info = describe(file, about, archived=self._archived)
        intent = colours(file, self._faces.folder)
        catalog = file.add(
            f"<</Type/Catalog/Pages {self._tree} 0 R/Lang({about.language})/Metadata {metadata} 0 "
            f"R/OutputIntents[{intent} 0 R]/ViewerPreferences<</DisplayDocTitle true>>>>"
        )
        return file.finished(catalog, info), len(self._kids)

    def _page(self, parts: bytes) -> None:
        head = f"<</Type/Page/Parent {self._tree} 0 R".encode()
        self._kids.append(self._file.add(b"%b%b>>" % (head, parts)))

    def _moved(self, content: bytes, source: _Source, taken: dict[int, int]) -> bytes:
        """The content of an object with the numbers that its references have here."""
        head, stream, body = content.partition(b"stream\n")
        moved = _REFERENCE.sub(
            lambda found: b"%d 0 R" % self._taken(int(found[1]), source, taken), head
        )
        return b"".join((moved, stream, body))

    def _taken(self, own: int, source: _Source, taken: dict[int, int]) -> int:
        if own not in taken:
            content = source[own]
            shared = self._as_shared(content, source)
            taken[own] = shared or self._copied(self._moved(content, source, taken))
        return taken[own]

    def _copied(self, content: bytes) -> int:
        if len(content) > _SHORT and b"/Type/XObject" not in content[:_SHORT]:
            return self._file.add(content)
        if content not in self._alike:
            self._alike[content] = self._file.add(content)
        return self._alike[content]

    def _as_shared(self, content: bytes, source: _Source) -> int:
        """The number of the font for all letters, 0 where one needs its own."""
        base, told = _BASE.search(content), _TOLD.search(content)
        if base is None or told is None:
            return 0
        stream = source[int(told[1])].partition(b"stream\n")[2].rpartition(b"\nendstream")[0]
        meaning = {
            int(code, 16): bytes.fromhex(said.decode()).decode("utf-16-be")
            for code, said in _MEANING.findall(zlib.decompress(stream))
        }
        key = (base[1], base[2])
        if key not in self._shared:
            face = self._faces.face(base[1].decode(), strong=base[2] == b"SemiBold")
            self._shared[key] = (self._file.reserve(), Used(face, ""))
        number, used = self._shared[key]
        known = used.meaning
        if max(meaning, default=0) >= used.face.glyphs:
            return 0
        if any(known.get(code, said) != said for code, said in meaning.items()):
            return 0
        known.update(meaning)
        return number


# bytes of what may well occur again, such as the names of the fonts of a page; a logo does, too
_SHORT = 400


def _number(name: bytes, content: bytes) -> int:
    found = re.search(name + rb"\s+(\d+) 0 R", content)
    assert found is not None, "every file of ours has one"
    return int(found[1])
