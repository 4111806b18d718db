"""Qt's data of ICU without what the program never asks for: 32 MB of languages become 3.

Kept: properties and order of characters, what is no language's, and the languages of the letters.
The file is a shared library of one symbol: a header, a table of names and places, the items.
"""

from __future__ import annotations

import re
import struct
import subprocess
from pathlib import Path

KEPT = re.compile(
    r"[^/]+\.(icu|nrm|cfu)"
    r"|(coll/)?ucadata\.icu"
    r"|((coll|curr|lang|region|unit|zone)/)?(root|pool|res_index|supplementalData|(en|de|fr|es)(_\w+)?)\.res"
    r"|(?![a-z]{2,3}(_\w+)?\.res)\w+\.res"
)
_MAGIC = b"\xda\x27"  # of ICU, behind the two bytes of its header's length
_ALIGNED = 16


def slim(library: Path) -> None:
    """Write the library again with the items that are kept."""
    content = library.read_bytes()
    start = content.rindex(_MAGIC, 0, content.index(b"CmnD")) - 2
    header = content[start : start + struct.unpack_from("<H", content, start)[0]]
    kept = {name: data for name, data in _items(content, start + len(header)) if _is_kept(name)}
    version = library.name.rpartition(".")[2]
    symbol = f"icudt{version}_dat"
    _link(library, header + _packed(kept), symbol)


def _is_kept(name: str) -> bool:
    return KEPT.fullmatch(name.partition("/")[2]) is not None


def _items(content: bytes, table: int) -> list[tuple[str, bytes]]:
    (count,) = struct.unpack_from("<I", content, table)
    places = [struct.unpack_from("<II", content, table + 4 + 8 * n) for n in range(count)]
    ends = [place[1] for place in places[1:]] + [len(content) - table]
    found = []
    for (name, data), end in zip(places, ends, strict=True):
        letters = content[table + name : content.index(b"\0", table + name)]
        found.append((letters.decode(), content[table + data : table + end]))
    return found


def _packed(items: dict[str, bytes]) -> bytes:
    """The table, sorted by name as it was, the names, the items."""
    names = b"".join(name.encode() + b"\0" for name in items)
    place = 4 + 8 * len(items)
    data = -(-(place + len(names)) // _ALIGNED) * _ALIGNED
    table, body = [struct.pack("<I", len(items))], b""
    for name, content in items.items():
        content += bytes(-len(content) % _ALIGNED)
        table.append(struct.pack("<II", place, data + len(body)))
        place += len(name) + 1
        body += content
    head = b"".join(table) + names
    return head + bytes(data - len(head)) + body


def _link(library: Path, content: bytes, symbol: str) -> None:
    """A shared library of one symbol, by the linker (binutils)."""
    raw, linked = library.with_name("icu.bin"), library.with_name("icu.o")
    raw.write_bytes(content)
    folder = library.parent
    subprocess.run(
        ["ld", "-r", "-b", "binary", "-o", linked.name, raw.name], cwd=folder, check=True
    )
    names = [
        "--redefine-sym",
        f"_binary_icu_bin_start={symbol}",
        "--strip-symbol=_binary_icu_bin_end",
    ]
    names += ["--strip-symbol=_binary_icu_bin_size", f"--set-section-alignment=.data={_ALIGNED}"]
    names += ["--rename-section", ".data=.rodata,alloc,load,readonly,data,contents"]
    subprocess.run(["objcopy", *names, linked.name], cwd=folder, check=True)
    made = ["ld", "-shared", "-z", "noexecstack", "-soname", library.name, "-o", library.name]
    subprocess.run([*made, linked.name], cwd=folder, check=True)
    raw.unlink()
    linked.unlink()
