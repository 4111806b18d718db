"""Everything that is bundled is named with its terms, and its licence can be read whole."""

import re
import shutil
from pathlib import Path

import pytest

from mmd_reviewer import licences, paths
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.release.licences import locked, made_page, normal, take_copyrights
from tests.test_dev import LOCKS, _pins

LICENCE = re.compile(r"permi(t|ssion)|licen[cs]e", re.IGNORECASE)


def test_the_page_names_what_the_lock_names() -> None:
    """A package that comes into the lock, or changes its terms, is made known here:
    `python -m mmd_reviewer.release.licences`.
    """
    assert licences.page() == made_page()
    assert all(licences.bundled().values())
    elsewhere = {"async-timeout", "pywin32-ctypes"}  # asked for by other systems or Pythons alone
    named = {normal(name) for name in _pins(LOCKS[0])}
    assert named - elsewhere <= licences.bundled().keys() == locked() | {"fonts", "icons", "python"}


@pytest.mark.parametrize("name", sorted(licences.bundled()))
def test_every_licence_can_be_read_whole(name: str) -> None:
    text = licences.text_of(name)
    assert len(text) > 300
    assert LICENCE.search(text)


def test_a_built_program_reads_the_texts_it_carries() -> None:
    folder = paths.resources() / "licences"
    assert licences.text_of("pyside6-essentials").startswith(
        (folder / "LGPL-3.0.txt").read_text("utf-8").strip()
    )
    with pytest.raises(Refused, match="is not bundled"):
        licences.text_of("../../LICENSE")


@pytest.mark.skipif(not shutil.which("dpkg"), reason="Debian knows whose a library is")
def test_a_library_of_the_system_comes_with_its_copyright_file(tmp_path: Path) -> None:
    """And one that nobody knows is told."""
    for name in ("libc.so.6", "libpython3.11.so.1.0", "libnobody-0.so.7"):
        (tmp_path / name).write_bytes(b"")
    (tmp_path / "libwheel.so.1").symlink_to("wheel.libs/libwheel.so.1")
    assert take_copyrights(tmp_path) == ["libnobody-0.so.7"]
    (text,) = (tmp_path / "resources" / "licences" / "system").iterdir()
    assert text.name == "libc6.txt"
    assert LICENCE.search(text.read_text("utf-8"))
