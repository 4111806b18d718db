"""What is built, as a person gets it (long form): the same twice, at work on a bare machine."""

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from mmd_reviewer.paths import HAN_FONTS
from mmd_reviewer.release.contents import files_below, seal
from mmd_reviewer.signing import key_of_a_day
from tests.long import LONG
from tests.release.conftest import built, copied_sources
from tests.team_server import MISSING, QUICK, TeamServer, own_folder, owner
from tests.test_dev import ROOT

pytestmark = [
    pytest.mark.long_form,
    pytest.mark.skipif(not LONG, reason="builds the program: dev.py long"),
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="a bare Linux is made"),
]


def test_other_hands_build_the_same(program: Path, tmp_path: Path) -> None:
    """From another folder the same sources give the same content."""
    there = copied_sources(tmp_path / "elsewhere")
    again = built(there, tmp_path / "dist", "--no-archive")
    assert seal(again, files_below(again)) == seal(program, files_below(program))


@pytest.mark.skipif(bool(MISSING), reason=MISSING)
def test_it_keeps_a_store_on_a_server_by_an_encrypted_connection(
    program: Path, tmp_path: Path
) -> None:
    """With the libraries it brings, whatever this machine has besides."""
    known = {"HOME": str(tmp_path), "PATH": "/usr/bin:/bin", "PSYCOPG_IMPL": "binary"}
    samples = program / "_internal" / "resources" / "samples"

    def say(*words: str) -> str:
        command = [str(program / "mmd-reviewer"), "--store", *words]
        done = subprocess.run(command, env=known, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout

    file = str(tmp_path / "s.sqlite")
    say(file, "import", str(samples / "requests.csv"))
    with own_folder() as folder:
        pair = {"ssl_key_file": folder / "key.pem", "ssl_cert_file": folder / "certificate.pem"}
        made = key_of_a_day("localhost")
        for path, content in zip(pair.values(), (made.key, made.certificate), strict=True):
            path.write_bytes(content)
            path.chmod(0o600)
            shutil.chown(path, owner() or os.getuid())
        asked = (f"{name}={path}" for name, path in pair.items())
        server = TeamServer(folder, settings=(*QUICK, "ssl=on", *asked))
        server.make()
        server.start()
        try:
            url = server.url(more="sslmode=require")
            assert "both content seals are" in say(file, "copy-store", file, url)
            assert say(url, "list") == say(file, "list")
            say(url, "verify")
        finally:
            server.stop()


@pytest.fixture(scope="module")
def bare(program: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh Debian with nothing of a desktop, and the program in it."""
    if os.geteuid() != 0 or shutil.which("debootstrap") is None:
        pytest.skip("a bare machine is made by root with debootstrap")
    root = tmp_path_factory.mktemp("bare") / "root"
    subprocess.run(["debootstrap", "--variant=minbase", "bookworm", str(root)], check=True)
    for name in ("etc/resolv.conf", "etc/apt/apt.conf.d"):
        source = Path("/", name)
        if source.is_dir():
            shutil.copytree(source, root / name, dirs_exist_ok=True)
        elif source.exists():
            shutil.copy(source, root / name)
    shutil.copytree(program, root / "opt" / "mmd", symlinks=True)
    shutil.copy(program.parent / HAN_FONTS, root / "opt")
    return root


def said(
    root: Path, *arguments: str, home: str = "/root", **environment: str
) -> tuple[int, str, str]:
    """Exit code, output and complaints of the program in the bare machine."""
    given = {"PATH": "/usr/bin:/bin", **({"HOME": home} if home else {}), **environment}
    pairs = [f"{name}={value}" for name, value in given.items()]
    done = subprocess.run(
        ["chroot", str(root), "env", "-i", *pairs, "/opt/mmd/mmd-reviewer", *arguments],
        capture_output=True, text=True, timeout=600, check=False,
    )  # fmt: skip
    return done.returncode, done.stdout, done.stderr


def test_without_a_desktop_it_says_in_a_sentence_what_is_missing(bare: Path) -> None:
    assert said(bare, "--version")[0] == 0
    code, _, complaint = said(bare)
    assert (code, complaint.count("\n")) == (3, 1)
    assert complaint.startswith("There is no display")
    for asked in ({"QT_QPA_PLATFORM": "offscreen"}, {"WAYLAND_DISPLAY": "none", "DISPLAY": ":99"}):
        code, _, complaint = said(bare, **asked)
        assert (code, complaint.count("\n")) == (3, 1)
    code, _, complaint = said(bare, "--self-test")
    assert (code, complaint.count("\n")) == (3, 1)
    assert re.match(r"The window needs the library lib\w+\.so", complaint)


def test_with_the_packages_that_the_help_names_it_works(bare: Path) -> None:
    """Offscreen, without fonts, without a locale, in a home that cannot be written, on a screen."""
    page = (ROOT / "resources" / "help" / "install.md").read_text("utf-8")
    line = re.search(r"^    apt-get install (.+)$", page, re.MULTILINE)
    assert line is not None
    command = f"apt-get -qq update && apt-get install -y -qq --no-install-recommends {line[1]}"
    subprocess.run(
        ["chroot", str(bare), "env", "DEBIAN_FRONTEND=noninteractive", "sh", "-c", command],
        check=True,
    )
    code, words, complaint = said(bare, "--self-test")
    assert (code, complaint) == (0, "")
    assert "Self-test passed" in words
    code, _, complaint = said(bare, "list", home="/proc/none")
    assert (code, complaint.count("\n")) == (3, 1)
    code, _, complaint = said(bare, "--store", "/tmp/s.sqlite", "list", home="")
    assert (code, complaint.count("\n")) == (3, 1)


@pytest.fixture
def processes(bare: Path) -> Iterator[None]:
    """As on any machine there is /proc, where the program looks whether a display is there."""
    place = str(bare / "proc")
    mounted = subprocess.run(["mount", "-t", "proc", "proc", place], check=False).returncode == 0
    if not mounted:
        pytest.skip("nothing can be mounted here")
    yield
    subprocess.run(["umount", place], check=True)


@pytest.mark.skipif(not shutil.which("xdotool"), reason="xdotool is not installed")
def test_its_window_is_seen_on_a_screen(bare: Path, processes: None) -> None:
    display = ":83"
    screen = subprocess.Popen(["Xvfb", display, "-screen", "0", "1440x900x24", "-nolisten", "tcp"])
    command = ["chroot", str(bare), "env", "-i", "PATH=/usr/bin:/bin", "HOME=/root"]
    command += [f"DISPLAY={display}", "/opt/mmd/mmd-reviewer", "demo"]
    time.sleep(1)
    window = subprocess.Popen(command)
    try:
        found = ""
        until = time.monotonic() + 120
        while not found and time.monotonic() < until:
            time.sleep(1)
            look = ["xdotool", "search", "--onlyvisible", "--name", "MMD Reviewer"]
            known = {**os.environ, "DISPLAY": display}
            found = subprocess.run(
                look, env=known, capture_output=True, text=True, check=False
            ).stdout
        assert found
        assert window.poll() is None
    finally:
        window.terminate()
        window.wait(30)
        screen.terminate()
        screen.wait(30)
