"""Small files named by a person: what may never end is not read."""

import os
from pathlib import Path

import pytest

from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.readers.bounded import read_bounded


def test_a_pipe_a_device_a_folder_and_a_huge_file_are_refused_before_reading(
    tmp_path: Path,
) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "huge").touch()
    os.truncate(tmp_path / "huge", 3 * 1024 * 1024)
    for path in (tmp_path / "pipe", Path("/dev/zero"), tmp_path):
        with pytest.raises(Refused, match="no ordinary file"):
            read_bounded(path)
    with pytest.raises(Refused, match="over 2 MB"):
        read_bounded(tmp_path / "huge", 2 * 1024 * 1024)
    with pytest.raises(Refused, match="cannot be read: No such file"):
        read_bounded(tmp_path / "none")
    (tmp_path / "a.json").write_bytes(b"{}")
    assert read_bounded(tmp_path / "a.json") == b"{}"
