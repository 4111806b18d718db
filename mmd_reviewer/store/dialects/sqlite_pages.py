"""Rows of a damaged SQLite file, read from its pages one by one,
without the tree that leads to them.

The format is SQLite's own (sqlite.org, "Database File Format"): a page of kind 13 is a leaf of a
table; its cells hold records, long ones go on in overflow pages. Nothing that is read here counts
before a hash proves it.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

Value = int | float | str | bytes | None
LEAF, HEADER, WAL_HEADER, FRAME = 13, 100, 32, 24
USUAL = 4096
_FIXED = {0: 0, 1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8, 7: 8, 8: 0, 9: 0}


class Pages:
    """The pages of a file and of the log beside it;
    of each the newest version, and the one in the file.
    """

    def __init__(self, file: Path) -> None:
        data = file.read_bytes()
        said = int.from_bytes(data[16:18], "big")
        self.size = 65536 if said == 1 else said
        if self.size < 512 or self.size & (self.size - 1):
            self.size = USUAL  # the header is among what was destroyed
        self.usable = self.size - (data[20] if len(data) > 20 and data[20] < self.size - 480 else 0)
        self.old = {
            n + 1: data[n * self.size : (n + 1) * self.size] for n in range(len(data) // self.size)
        }
        self.new = dict(self.old)
        self.all = [*self.old.items()]
        log = file.with_name(f"{file.name}-wal")
        frames = log.read_bytes()[WAL_HEADER:] if log.exists() else b""
        step = FRAME + self.size
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
