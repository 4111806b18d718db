"""The Chinese, Japanese and Korean fonts lie in the folder of fonts, or in a file beside it."""

import shutil
import sys
import zipfile
from pathlib import Path

import pytest

from mmd_reviewer import paths
from mmd_reviewer.domain.errors import Refused, StoreError
from mmd_reviewer.pdf.faces import HAN, Faces
from mmd_reviewer.pdf.letter_pdf import draw_letter
from tests.pdf.printed import FONTS, letters


@pytest.fixture
def without(tmp_path: Path) -> Path:
    """A folder of fonts that lacks them."""
    folder = tmp_path / "fonts"
    shutil.copytree(FONTS, folder)
    for family in HAN:
        for file in (folder / "press").glob(f"{family}-*"):
            file.unlink()
    return folder


def test_letters_are_the_same_with_the_file_beside(
    without: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """C2: a program without these fonts in its folder finds them in the file beside."""
    beside = tmp_path / paths.HAN_FONTS
    with zipfile.ZipFile(beside, "w") as archive:
        for family in HAN:
            for file in (FONTS / "press").glob(f"{family}-*"):
                archive.write(file, file.name)
    program = tmp_path / "mmd-reviewer-1.0" / "mmd-reviewer"
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(program))
    record = letters()["every script"]
    assert draw_letter(record, without).pdf == draw_letter(record, FONTS).pdf


def test_without_them_their_signs_are_named_and_all_else_is_drawn(without: Path) -> None:
    """C3: a sign that no font has is refused with its field; other scripts need no such file."""
    with pytest.raises(Refused) as refusal:
        draw_letter(letters()["every script"], without)
    assert (refusal.value.rule, refusal.value.field) == ("C3", "addressee")
    plain = letters()["approved"]
    assert draw_letter(plain, without).pdf == draw_letter(plain, FONTS).pdf
    assert not Faces(without).shows("王")


def test_letters_that_have_them_already_say_which_file_is_missing(without: Path) -> None:
    """As when they are put into one file for printing."""
    with pytest.raises(StoreError, match=paths.HAN_FONTS):
        Faces(without).face(HAN[0], strong=False)
