"""What runs on one system alone stands in one module; the machine's zone is known on each."""

import ast
import os
import re
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfoNotFoundError

import pytest

from mmd_reviewer import this_system
from mmd_reviewer.__main__ import main
from mmd_reviewer.bootstrap import machine_zone
from tests.syntax import nodes_of, texts

pytestmark = pytest.mark.tree
HERE = Path(this_system.__file__).name
NOT_EVERYWHERE = {
    "fcntl", "pwd", "grp", "termios", "tty", "pty", "resource", "posix", "syslog", "winreg",
    "msvcrt", "winsound", "_winapi", "nt",
}  # fmt: skip
CALLS = re.compile(
    r"os\.(fork\w*|exec\w+|spawn\w+|wait\w*|kill\w*|get[eu]?[ug]id|getpg\w*|set\w*id|uname|chown|lchown"
    r"|fchmod|fchown|mkfifo|mknod|nice|statvfs|startfile|sync|getloadavg|O_NOFOLLOW|O_DIRECTORY"
    r"|O_NONBLOCK|O_SYNC|WNOHANG)|time\.tzset|locale\.nl_langinfo|socket\.AF_UNIX"
    r"|signal\.(SIGKILL|SIGHUP|SIGUSR\d|SIGCHLD|alarm|setitimer|pause)"
)
PLACES = re.compile(r"^/(tmp|proc|etc|dev|usr|var|home)(/|$)|^[A-Z]:\\\\")


def _of_one_system(module: str) -> Iterator[str]:
    for node in nodes_of(module):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in NOT_EVERYWHERE)
        elif isinstance(node, ast.ImportFrom) and node.module in NOT_EVERYWHERE:
            yield node.module or ""
        elif isinstance(node, ast.Attribute) and CALLS.fullmatch(ast.unparse(node)):
            yield ast.unparse(node)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield from (found[0] for found in [PLACES.match(node.value)] if found)


def test_one_module_knows_that_systems_differ() -> None:
    found = {
        f"{module}: {what}"
        for module in texts()
        if module != HERE and not module.startswith("release/")  # it runs on our machines
        for what in _of_one_system(module)
    }
    assert found == set()
    assert {"fcntl", "os.kill", "os.execve"} <= {*_of_one_system(HERE)}


@pytest.mark.parametrize(
    ("told", "zone"),
    [("Europe/Vienna", "Europe/Vienna"), ("", "UTC"), (None, "UTC"), ("No/Where", "UTC")],
)
def test_the_zone_is_the_machines(
    told: str | None, zone: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tzlocal.get_localzone_name", lambda: told)
    assert machine_zone() == zone


def test_a_machine_that_names_two_zones_is_in_neither(monkeypatch: pytest.MonkeyPatch) -> None:
    def two() -> str:
        warnings.warn("two zones", stacklevel=1)
        raise ZoneInfoNotFoundError("Multiple conflicting time zone configurations")

    monkeypatch.setattr("tzlocal.get_localzone_name", two)
    assert machine_zone() == "UTC"


def test_a_file_is_held_for_as_long_as_it_is_open(tmp_path: Path) -> None:
    file = tmp_path / "piece"
    with file.open("xb") as piece:
        this_system.hold(piece)
        assert this_system.is_held(file) or this_system.WINDOWS
    assert not this_system.is_held(file)
    this_system.flush(file)


def test_a_library_that_the_system_lacks_is_named_in_a_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """A bare machine has no libEGL: no traceback, no crash file."""
    said = "libEGL.so.1: cannot open shared object file: No such file or directory"
    assert "libEGL.so.1" in this_system.lacking_library(ImportError(said))
    assert this_system.lacking_library(ImportError("No module named 'x'")) == ""

    class Nothing:
        def find_spec(self, name: str, *_: object) -> None:
            if name.startswith("mmd_reviewer.ui.app"):
                raise ImportError(said)

    monkeypatch.delitem(sys.modules, "mmd_reviewer.ui.app", raising=False)
    monkeypatch.setattr(sys, "meta_path", [Nothing(), *sys.meta_path])
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    assert main(["--store", str(tmp_path / "s.sqlite")]) == 3
    told = capsys.readouterr().err
    assert told.count("\n") == 1
    assert told.startswith("The window needs the library libEGL.so.1")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="others have both")
def test_a_system_without_locale_or_fonts_is_given_both(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("locale.nl_langinfo", lambda _: "ANSI_X3.4-1968")
    monkeypatch.setattr(Path, "exists", lambda path: path.name != "fonts.conf")
    monkeypatch.delenv("FONTCONFIG_FILE", raising=False)
    monkeypatch.setenv("LC_ALL", "C")
    this_system.before_qt(tmp_path)
    assert os.environ["LC_ALL"] == "C.UTF-8"
    assert os.environ["FONTCONFIG_FILE"] == str(tmp_path / "fonts.conf")
