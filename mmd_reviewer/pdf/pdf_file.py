"""A PDF file as ReportLab writes it: numbered objects, cross-reference table, trailer."""

from __future__ import annotations

import hashlib
import zlib
from typing import Any

from reportlab.pdfbase.pdfdoc import PDFDocument, PDFObject

VERSION = (1, 7)


class _Ready(PDFObject):  # type: ignore[misc]
    """An object whose bytes are ready, or will be before the file is written."""

    __RefOnly__ = 1

    def __init__(self, content: bytes = b"") -> None:
        self.content = content

    def format(self, document: Any) -> bytes:
        """As it is written."""
        return self.content

    def digest(self, signature: Any) -> None:
        """Nothing to add: the file's id is made from its contents."""

    def prepare(self, document: Any, canvas: Any) -> None:
        """There is no outline."""

    ready = 0


class PdfFile:
    """Collects objects; they are numbered in the order in which they are asked for."""

    def __init__(self) -> None:
        self._document = PDFDocument(invariant=1, pdfVersion=VERSION)
        self._document.outline = self._document.Outlines = _Ready()
        self._objects: list[_Ready] = []
        self._first = int(self._document.objectcounter) + 1

    def reserve(self) -> int:
        """The number of an object that is written later, by `put`."""
        made = _Ready()
        self._document.Reference(made)
        self._objects.append(made)
        return int(self._document.objectcounter)

    def put(self, number: int, content: str | bytes) -> None:
        """What a reserved object holds."""
        found = self._objects[number - self._first]
        found.content = content.encode("latin-1") if isinstance(content, str) else content

    def copy(self, number: int, to: int) -> None:
        """Let a reserved object hold what another does."""
        self.put(to, self._objects[number - self._first].content)

    def add(self, content: str | bytes) -> int:
        """A new object; its number."""
        number = self.reserve()
        self.put(number, content)
        return number

    def stream(self, content: bytes, entries: str = "", *, packed: bool = True) -> int:
        """A new stream; its number."""
        if packed:
            content, entries = zlib.compress(content), f"{entries}/Filter/FlateDecode"
        head = f"<<{entries}/Length {len(content)}>>\nstream\n".encode("latin-1")
        return self.add(b"".join((head, content, b"\nendstream")))

    def finished(self, catalog: int, info: int) -> bytes:
        """The whole file. Its id is made from its contents: the same words have the same one."""
        document = self._document
        document.Catalog = self._objects[catalog - self._first]
        document.info = self._objects[info - self._first]
        name = (
            hashlib.sha256(b"".join(row.content for row in self._objects)).hexdigest()[:32].upper()
        )
        document._ID = f"[<{name}><{name}>]".encode()
        return bytes(document.GetPDFData(None))
