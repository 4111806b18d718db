"""Signing from the letter: chosen key, wrong passphrase, what the panel says, the copy saved."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from mmd_reviewer.services import letter
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.ui.forms.remembered import kept, take_up
from mmd_reviewer.ui.widgets.labels import Label
from tests.signing.certificates import SECRET, as_p12, made
from tests.ui.dialogs import is_open
from tests.ui.letter_store import decided, opened, two_requests
from tests.ui.running import Running, child, click, words

K = Qt.Key
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    take_up({})
    return two_requests(tmp_path)


def key_file(folder: Path) -> Path:
    file = folder / "ines.p12"
    file.write_bytes(as_p12(made("Ines Moreau")))
    return file


def test_a_letter_is_signed_and_its_copy_saved(window: Running, desk: Desk, tmp_path: Path) -> None:
    decided(desk)
    view = opened(window)
    window.program.registry.run("letter.sign")
    assert words(window) == "Only an issued letter that is valid is signed."
    click(window, "issueButton")
    click(window, "signLetter")
    child(window, "signKey").setText(str(key_file(tmp_path)))
    child(window, "signPassphrase").setFocus()
    window.type("wrong")
    window.press(K.Key_Return)
    error = child(window, "dialogError", Label).text()
    assert error.startswith("The key does not open: the passphrase is wrong")
    child(window, "signPassphrase").selectAll()
    window.type(SECRET)
    window.press(K.Key_Return)
    assert not is_open("signDialog")
    assert words(window) == "A-0001-L1 is signed; nothing was sent."
    said = " ".join(label.text() for label in view.checks.findChildren(Label))
    assert "Signed by Ines Moreau on" in said
    assert "not a byte has changed since" in said
    out = tmp_path / "signed.pdf"
    click(window, "saveSigned")
    dialog = child(window, "saveSignedDialog", QFileDialog)
    dialog.fileSelected.emit(str(out))
    dialog.reject()
    window.settle()
    issued = desk.case("A-0001").letters[0]
    stored = letter.stored(desk, issued)
    assert out.read_bytes().startswith(stored)
    assert len(out.read_bytes()) > len(stored)
    assert kept()["sign key"] == str(tmp_path / "ines.p12")
    assert SECRET not in str(kept())
    assert all(SECRET not in row.text for row in desk.store.drafts_by("Ines Moreau"))


def test_a_file_that_is_not_there_is_said_in_the_dialog(
    window: Running, desk: Desk, tmp_path: Path
) -> None:
    decided(desk)
    opened(window)
    click(window, "issueButton")
    click(window, "signLetter")
    window.press(K.Key_Return)
    assert child(window, "dialogError", Label).text() == "Choose the file of your key."
    child(window, "signKey").setText(str(tmp_path / "none.p12"))
    window.press(K.Key_Return)
    assert "none.p12 cannot be read" in child(window, "dialogError", Label).text()
    assert is_open("signDialog")
