"""A new user by real keys: the archive unpacked, three questions, the first decision letter; then
an update over it (long form).
"""

import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from mmd_reviewer import bootstrap
from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.errors import Refused, StoreError
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.settings import Choices, load
from tests.journeys import aloud
from tests.journeys.screen import Screen
from tests.long import LONG
from tests.release.conftest import built, copied_sources

pytestmark = [
    pytest.mark.long_form,
    pytest.mark.skipif(not LONG, reason="builds the program: dev.py long"),
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="keys on a virtual screen"),
]
MOST = 600  # seconds from unpacking to the first letter
TICKET, WORD = "MMD-1464790-B6W2Y", "spectrometer"  # of the portal's sample file
NEWER = "99.0.0"


class Home:
    """A person's home on one machine, with what is unpacked in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.store = folder / "xdg_data_home" / "mmd-reviewer" / "reviewer.sqlite"
        self.settings = folder / "xdg_config_home" / "mmd-reviewer" / "settings.toml"

    def start(self, program: Path) -> Screen:
        """The program as the menu starts it."""
        return Screen([], self.folder, aloud=True, command=[str(program / "mmd-reviewer")])

    def desk(self) -> Desk:
        """The store, opened by somebody else."""
        return bootstrap.open_desk(Choices(self.store, reviewer="Somebody else"))

    def case(self) -> Case | None:
        """The case of the ticket, or None while it is not there."""
        try:
            return self.desk().case(TICKET)
        except (Refused, StoreError):
            return None

    def letters(self) -> int:
        case = self.case()
        return len(case.letters) if case is not None else 0


def leave(screen: Screen) -> None:
    """Ctrl+Q, and nothing went wrong."""
    screen.press("ctrl+q")
    assert screen.close() == 0, screen.log()
    assert "Traceback" not in screen.log()


def first_letter(home: Home, program: Path, saved: Path) -> None:
    """Three questions, the portal's file, one case assessed, decided and told."""
    screen = home.start(program)
    try:
        screen.focus_newest()
        screen.picture("1-questions")
        screen.press("Tab", "Tab", "ctrl+a")  # from *Begin* over the folder, which stays
        screen.type("Europe/Brussels")
        screen.press("Tab", "ctrl+a")
        screen.type("exemptions@contoso.example")
        screen.press("Return")
        screen.wait(home.store.exists, "making the store")
        screen.focus_main()
        screen.picture("2-empty")
        screen.press("ctrl+i")
        screen.focus_newest()
        screen.type(str(program / "_internal" / "resources" / "samples" / "portal-tickets.json"))
        screen.press("Return")
        screen.focus_main()
        screen.picture("3-preview")
        screen.press("ctrl+Return")
        screen.wait(home.case, "the import")
        screen.press("ctrl+f")
        screen.type(WORD)
        screen.press("Return")
        screen.picture("4-queue")
        screen.press("Return")
        screen.picture("5-assessment")
        screen.press("n", "n", "y", "y", "y", "y")
        screen.picture("6-answers")
        screen.press("ctrl+Return")
        screen.picture("7-letter")
        screen.press("ctrl+Return")
        screen.wait(lambda: home.letters() == 1, "issuing")
        screen.press("ctrl+s")
        screen.focus_newest()
        screen.press("ctrl+a")
        screen.type(str(saved))
        screen.press("Return")
        screen.wait(saved.exists, "saving the letter")
        screen.focus_main()
        screen.picture("8-saved")
        leave(screen)
    finally:
        screen.close()


def words_of(home: Home, program: Path, picture: str) -> str:
    """What the window says of itself once the list is there; left again."""
    screen = home.start(program)
    try:
        screen.wait(lambda: screen.title().startswith("reviewer "), "opening the store")
        screen.wait(lambda: WORD in "\n".join(screen.words()), "the list")
        screen.focus_main()
        screen.picture(picture)
        found = "\n".join(screen.words())
        leave(screen)
    finally:
        screen.close()
    return found


def test_from_the_archive_to_the_first_letter_and_over_an_update(
    program: Path, tmp_path: Path
) -> None:
    aloud.check_tools()
    home, saved = Home(tmp_path), tmp_path / "first-letter.pdf"
    begun = time.monotonic()
    subprocess.run(["sha256sum", "-c", "SHA256SUMS"], cwd=program.parent, check=True)
    subprocess.run(["tar", "xf", f"{program}.tar.xz", "-C", str(tmp_path)], check=True)
    mine = tmp_path / program.name
    subprocess.run([mine / "install"], env={"HOME": str(tmp_path)}, check=True)
    first_letter(home, mine, saved)
    spent = time.monotonic() - begun
    print(f"From the archive to the first letter: {spent / 60:.1f} minutes.")
    assert spent < MOST
    desk = home.desk()
    assert saved.read_bytes().startswith(b"%PDF")
    assert desk.standing().zone == "Europe/Brussels"
    assert desk.standing().sender["contact"] == "exemptions@contoso.example"
    assert desk.store.verify().findings == ()
    letters, before = saved.read_bytes(), desk.store.seal()
    settings, _ = load(home.settings)

    newer = built(copied_sources(tmp_path / "sources", NEWER), tmp_path / "dist", "--no-archive")
    said = f"This is version {NEWER} of MMD Reviewer."
    assert said in words_of(home, newer, "9-updated")
    assert said not in words_of(home, newer, "10-again")
    after = home.desk()
    case = home.case()
    assert case is not None
    assert after.store.seal() == before
    assert after.store.document(case.letters[0].sha256) is not None
    assert saved.read_bytes() == letters
    now, unknown = load(home.settings)
    assert (now.version, unknown) == (NEWER, [])
    assert replace(now, version="", geometry="", window={}) == replace(
        settings, version="", geometry="", window={}
    )
