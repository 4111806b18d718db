"""What runs on one system alone stands in one module; the machine's zone is known on each."""

import ast
import re
import warnings
from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfoNotFoundError

import pytest

from mmd_reviewer import this_system
from mmd_reviewer.bootstrap import machine_zone
from tests.test_architecture import MODULES, _name, _nodes

HERE = Path(this_system.__file__)
NOT_EVERYWHERE = {
    "fcntl", "pwd", "grp", "termios", "tty", "pty", "resource", "posix", "syslog", "winreg",
    "msvcrt", "winsound", "_winapi", "nt",
}  # fmt: skip
CALLS = re.compile(
    r"os\.(fork\w*|exec\w+|spawn\w+|wait\w*|kill\w*|get[eu]?[ug]id|getpg\w*|set\w*id|uname|chown|lchown"
    r"|fchmod|fchown|mkfifo|mknod|nice|statvfs|startfile|sync|getloadavg|O_NOFOLLOW|O_DIRECTORY"
    r"|O_NONBLOCK|O_SYNC|WNOHANG)|time\.tzset|socket\.AF_UNIX"
    r"|signal\.(SIGKILL|SIGHUP|SIGUSR\d|SIGCHLD|alarm|setitimer|pause)"
)
PLACES = re.compile(r"^/(tmp|proc|etc|dev|usr|var|home)(/|$)|^[A-Z]:\\\\")


def _of_one_system(module: Path) -> Iterator[str]:
    for node in _nodes(module):
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
        f"{_name(module)}: {what}"
        for module in MODULES
        if module != HERE
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
