"""What a folder consists of: the seal of its files, and traces of the machine that made it."""

from __future__ import annotations

import getpass
import hashlib
import socket
import stat
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

from PyInstaller.archive.readers import CArchiveReader, ZlibArchiveReader

EVERYWHERE = {"/usr/", "/root/"}  # as where the makers of wheels build them
SHORTEST_NAME = 5  # letters; a shorter name of a machine or account stands in any file by chance


def files_below(folder: Path) -> list[Path]:
    """Every file and link, by name; what Python keeps for itself is none."""
    found = (path for path in folder.rglob("*") if "__pycache__" not in path.parts)
    return sorted(path for path in found if path.is_symlink() or path.is_file())


def seal(folder: Path, files: list[Path]) -> str:
    """The SHA-256 over the names below the folder, contents and links of these files."""
    lines = []
    for path in files:
        content = str(path.readlink()).encode() if path.is_symlink() else path.read_bytes()
        name = path.relative_to(folder).as_posix()
        lines.append(f"{hashlib.sha256(content).hexdigest()} {name}\n")
    return hashlib.sha256("".join(sorted(lines)).encode()).hexdigest()


def names_of_this_machine(root: Path) -> set[bytes]:
    """Words by which a file would tell where it was made."""
    found = {f"{folder}/" for folder in (root, Path.home(), Path(sys.base_prefix))}
    found |= {name for name in (socket.gethostname(), getpass.getuser()) if name}
    return {word.encode() for word in found - EVERYWHERE if len(word) >= SHORTEST_NAME}


def traces(folder: Path, words: set[bytes]) -> list[str]:
    """Where a file below the folder names one of the words; archives are opened."""
    found = []
    for path in files_below(folder):
        for name, content in _parts(path):
            hits = sorted(word.decode() for word in words if word in content)
            found += [f"{path.relative_to(folder)}{name}: {word}" for word in hits]
    return found


def _parts(path: Path) -> Iterator[tuple[str, bytes]]:
    """The file, and what lies packed in it."""
    yield "", path.read_bytes()
    if path.suffix == ".zip":
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                yield f" > {name}", archive.read(name)
    elif path.stat().st_mode & stat.S_IXUSR and path.name.startswith("mmd-reviewer"):
        yield from _of_program(path)


def _of_program(path: Path) -> Iterator[tuple[str, bytes]]:
    program = CArchiveReader(str(path))
    for name in program.toc:
        if name.endswith(".pyz"):
            yield from _of_modules(program.open_embedded_archive(name))
        else:
            yield f" > {name}", program.extract(name)


def _of_modules(archive: ZlibArchiveReader) -> Iterator[tuple[str, bytes]]:
    for name in archive.toc:
        yield f" > {name}", archive.extract(name, raw=True) or b""
