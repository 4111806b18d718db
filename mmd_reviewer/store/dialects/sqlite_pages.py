"""Rows of a damaged SQLite file, read from its pages one by one,
without the tree that leads to them.

The format is SQLite's own (sqlite.org, "Database File Format"): a page of kind 13 is a leaf of a
table; its cells hold records, long ones go on in overflow pages. Nothing that is read here counts
before a hash proves it.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from mmd_reviewer.store.dialects.sqlite import PAGE_SIZE

Value = int | float | str | bytes | None
BLOCK = 4096  # bytes that a failing disk is asked for at once
LEAF, HEADER, WAL_HEADER, FRAME = 13, 100, 32, 24
SIZES = (PAGE_SIZE, 4096, 16384, 2048, 1024, 512, 32768, 65536)  # ours before the others
FIXED_BYTES = b"\x40\x20\x20"  # of every header, behind the size and what pages keep free
_FIXED = {0: 0, 1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8, 7: 8, 8: 0, 9: 0}


class Pages:
    """The pages of a file and of the log beside it;
    of each the newest version, and the one in the file.
    """

    def __init__(self, file: Path) -> None:
        data, unread = _all_of(file)
        log = file.with_name(f"{file.name}-wal")
        frames, too = _all_of(log) if log.exists() else (b"", 0)
        self.unread = unread + too  # bytes that the disk does not give back
        sizes = [_said(data)] if _said(data) else _likely(len(data), frames)
        self._cut(data, frames, sizes[0])
        if len(sizes) > 1:  # by a wrong size most of the rows are not where they should be
            counted = {}
            for size in sizes:
                self._cut(data, frames, size)
                counted[size] = sum(1 for _ in self.records())
            self._cut(data, frames, max(sizes, key=counted.__getitem__))

    def _cut(self, data: bytes, log: bytes, size: int) -> None:
        """Into pages of that size; a header that is destroyed says of no page what it keeps
        free, and our own keep nothing free.
        """
        self.size = size
        self.usable = size - (data[20] if _said(data) and data[20] < size - 480 else 0)
        self.old = {n + 1: data[n * size : (n + 1) * size] for n in range(len(data) // size)}
        self.new = dict(self.old)
        self.all = [*self.old.items()]
        frames = log[WAL_HEADER:]
        step = FRAME + size
        for start in range(0, len(frames) - step + 1, step):
            number = int.from_bytes(frames[start : start + 4], "big")
            page = frames[start + FRAME : start + step]
            self.new[number] = page
            self.all.append((number, page))

    def records(self) -> Iterator[list[Value]]:
        """Every record of every leaf; where overflow pages have two versions, one for each."""
        for number, page in self.all:
            start = HEADER if number == 1 else 0
            if len(page) < start + 8 or page[start] != LEAF:
                continue
            cells = int.from_bytes(page[start + 3 : start + 5], "big")
            for place in range(min(cells, (self.size - start - 8) // 2)):
                at = int.from_bytes(page[start + 8 + 2 * place : start + 10 + 2 * place], "big")
                for pages in (self.new, self.old):
                    try:
                        yield _values(self._payload(page, at, pages))
                    except (IndexError, ValueError, OverflowError):
                        continue

    def _payload(self, page: bytes, at: int, pages: dict[int, bytes]) -> bytes:
        length, at = _varint(page, at)
        _, at = _varint(page, at)  # the row's number
        most = self.usable - 35
        if length <= most:
            return _part(page, at, length)
        least = (self.usable - 12) * 32 // 255 - 23
        here = least + (length - least) % (self.usable - 4)
        here = here if here <= most else least
        parts, left = [_part(page, at, here)], length - here
        following = int.from_bytes(_part(page, at + here, 4), "big")
        while left > 0:
            over = pages.get(following, b"")
            part = _part(over, 4, min(left, self.usable - 4))
            following = int.from_bytes(over[:4], "big")
            parts.append(part)
            left -= len(part)
        return b"".join(parts)


def _all_of(file: Path) -> tuple[bytes, int]:
    """What the disk still gives of a file, nought for what it does not, and how much that is."""
    with suppress(OSError):
        return file.read_bytes(), 0
    parts, unread = [], 0
    with file.open("rb", buffering=0) as raw:
        size = raw.seek(0, io.SEEK_END)
        for at in range(0, size, BLOCK):
            part = b""
            with suppress(OSError):
                raw.seek(at)
                part = raw.read(min(BLOCK, size - at))
            parts.append(part.ljust(min(BLOCK, size - at), b"\0"))
            unread += len(parts[-1]) - len(part)
    return b"".join(parts), unread


def _said(data: bytes) -> int:
    """The size of a page by the header; 0 where it is among what was destroyed."""
    said = int.from_bytes(data[16:18], "big")
    size = 65536 if said == 1 else said
    whole = size >= 512 and not size & (size - 1) and data[21:24] == FIXED_BYTES
    return size if whole else 0


def _likely(length: int, log: bytes) -> list[int]:
    """The sizes that pages may have: what the log says, else those that fit the file's length;
    all of them where its end is cut off.
    """
    by_log = int.from_bytes(log[8:12], "big")
    if by_log in SIZES:
        return [by_log]
    return [size for size in SIZES if length % size == 0] or list(SIZES)


def _part(page: bytes, at: int, length: int) -> bytes:
    part = page[at : at + length]
    if len(part) != length or length < 0:
        raise ValueError("cut off")
    return part


def _varint(data: bytes, at: int) -> tuple[int, int]:
    """SQLite's integer of one to nine bytes, and where the next thing begins."""
    value = 0
    for place in range(9):
        byte = data[at]
        at += 1
        if place == 8:
            return value << 8 | byte, at
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            break
    return value, at


def _values(payload: bytes) -> list[Value]:
    """The columns of a record."""
    end, at = _varint(payload, 0)
    kinds = []
    while at < end:
        kind, at = _varint(payload, at)
        kinds.append(kind)
    values: list[Value] = []
    at = end
    for kind in kinds:
        length = _FIXED[kind] if kind in _FIXED else (kind - 12) // 2
        part = _part(payload, at, length)
        at += length
        if kind in (8, 9):
            values.append(kind - 8)
        elif kind in _FIXED:
            values.append(int.from_bytes(part, "big", signed=True) if kind else None)
        elif kind >= 12:
            values.append(part if kind % 2 == 0 else part.decode())
        else:
            raise ValueError("no such kind")
    return values
