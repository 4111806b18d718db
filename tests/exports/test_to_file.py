"""Files that leave the program: whole or not at all,
never over the store (quality, "Nothing lost").
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from mmd_reviewer.domain.errors import Refused, StoreError
from mmd_reviewer.exports.to_file import OutFiles


@pytest.fixture
def files(tmp_path: Path) -> OutFiles:
    """Beside a store with a log, as while a window is open."""
    for name in ("s.sqlite", "s.sqlite-wal", "s.sqlite-shm"):
        (tmp_path / name).write_bytes(b"kept")
    return OutFiles(tmp_path / "s.sqlite")


def test_the_store_and_what_belongs_to_it_is_no_target(files: OutFiles, tmp_path: Path) -> None:
    """Neither by its name, nor by another way to it."""
    (tmp_path / "hard.pdf").hardlink_to(tmp_path / "s.sqlite")
    (tmp_path / "soft.pdf").symlink_to(tmp_path / "s.sqlite")
    (tmp_path / "sub").mkdir()
    names = (
        "s.sqlite",
        "s.sqlite-wal",
        "s.sqlite-shm",
        "s.sqlite-journal",
        "hard.pdf",
        "soft.pdf",
        "sub/../s.sqlite",
    )
    for name in names:
        for act in (files.check, lambda target: files.write(target, b"x")):
            with pytest.raises(Refused, match="belongs to the store"):
                act(tmp_path / name)
    assert (tmp_path / "s.sqlite").read_bytes() == b"kept"


def test_a_device_a_pipe_and_a_folder_are_no_target(files: OutFiles, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for target in (Path("/dev/null"), tmp_path / "pipe"):
        with pytest.raises(Refused, match="no ordinary file"):
            files.write(target, b"x")
    with pytest.raises(Refused, match="is a folder"):
        files.write(tmp_path, b"x")
    with pytest.raises(Refused, match="does not exist"):
        files.write(tmp_path / "none" / "x.pdf", b"x")
    assert Path("/dev/null").is_char_device()


def test_a_file_has_the_rights_that_the_persons_files_have(files: OutFiles, tmp_path: Path) -> None:
    for umask, mode in ((0o022, 0o644), (0o077, 0o600), (0o002, 0o664)):
        before = os.umask(umask)
        try:
            files.write(tmp_path / "a.pdf", b"x")
        finally:
            os.umask(before)
        assert (tmp_path / "a.pdf").stat().st_mode & 0o777 == mode


def test_a_failure_names_the_file_and_leaves_nothing(
    files: OutFiles, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not the piece beside it, of which nobody has heard; what was there before stays."""
    (tmp_path / "a.pdf").write_bytes(b"old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("mmd_reviewer.exports.to_file.os.fsync", full)
    with pytest.raises(
        StoreError, match=r"^\S+a\.pdf could not be written: No space left on device\.$"
    ):
        files.write(tmp_path / "a.pdf", b"new")
    assert (tmp_path / "a.pdf").read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_files_take_their_names_together(files: OutFiles, tmp_path: Path) -> None:
    with files.pieces() as pieces:
        pieces.add(tmp_path / "a.pdf", b"a")
        pieces.add(tmp_path / "b.pdf", b"b")
        assert not (tmp_path / "a.pdf").exists()
        pieces.keep()
    assert [(tmp_path / name).read_bytes() for name in ("a.pdf", "b.pdf")] == [b"a", b"b"]


KILLED = """
import os, sys
from pathlib import Path
from mmd_reviewer.exports.to_file import OutFiles
folder = Path(sys.argv[1])
with OutFiles(folder / "s.sqlite").pieces() as pieces:
    pieces.add(folder / "a.pdf", b"half")
    os.kill(os.getpid(), 9)
"""


def test_what_a_killed_export_left_is_cleared_and_what_another_writes_is_not(
    files: OutFiles, tmp_path: Path
) -> None:
    subprocess.run([sys.executable, "-c", KILLED, str(tmp_path)], check=False)
    left = [path for path in tmp_path.iterdir() if path.name.startswith(".mmd-reviewer-")]
    assert len(left) == 1
    with files.pieces() as pieces:
        pieces.add(tmp_path / "b.pdf", b"b")
        files.write(tmp_path / "c.pdf", b"c")
        pieces.keep()
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []
    assert (tmp_path / "b.pdf").read_bytes() == b"b"
