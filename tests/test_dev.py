"""dev.py can be read by an old Python and leaves nothing half-made;
the locks pin all and name no address.
"""

import ast
import os
import re
import subprocess
import sys
import threading
import tomllib
from pathlib import Path

import pytest

import dev

ROOT = Path(dev.__file__).parent
TESTS, IMPORT = ROOT / "tests", "from tests.long import"
LOCKS = [ROOT / "requirements.txt", ROOT / "requirements-dev.txt"]


def _pins(lock: Path) -> dict[str, str]:
    lines = lock.read_text(encoding="utf-8").splitlines()
    found = (re.match(r"([\w.-]+)(?:\[[^]]*\])?==(\S+)", line) for line in lines)
    return {row[1]: row[2] for row in found if row is not None}


def test_it_is_short_and_an_old_python_can_read_it() -> None:
    source = (ROOT / "dev.py").read_text(encoding="utf-8")
    assert len(source.splitlines()) <= 200
    ast.parse(source, feature_version=(3, 5))


def test_it_needs_the_standard_library_only() -> None:
    tree = ast.parse((ROOT / "dev.py").read_text(encoding="utf-8"))
    imported = {
        alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.Import)
        for alias in node.names
    }
    imported |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {name.split(".")[0] for name in imported} <= sys.stdlib_module_names


def test_an_old_python_is_told_which_one_is_needed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 9, 2))
    monkeypatch.setattr(sys, "version", "3.9.2 (default)")
    assert dev.main(["demo"]) == 3
    assert capsys.readouterr().err == "Python 3.11 or later is needed; this is 3.9.2.\n"


def test_without_a_command_it_says_what_there_is(capsys: pytest.CaptureFixture[str]) -> None:
    assert dev.main([]) == 2
    assert "dev.py demo" in capsys.readouterr().out


@pytest.mark.skipif("MMD_TRACE" in os.environ, reason="dev.py long traces everything once")
def test_tests_that_are_not_the_rules_own_are_not_traced() -> None:
    """Here nor in the threads they start; tracing would make them three times as slow."""
    tracers = (sys.gettrace(), threading.gettrace())
    assert [one for one in tracers if "coverage" in f"{one!r}".lower()] == []


def test_every_library_has_a_package() -> None:
    for library, package in {**dev.LIBRARIES, **dev.BENCH_LIBRARIES}.items():
        assert re.fullmatch(r"lib[\w-]+(\.\d+)*\.so\.\d+", library)
        assert re.fullmatch(r"lib[a-z0-9.+-]+", package)
    assert {"libEGL.so.1", "libxcb-cursor.so.0", "libxkbcommon-x11.so.0"} <= dev.LIBRARIES.keys()


def test_newer_releases_call_some_packages_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda name: name)
    monkeypatch.setattr(dev, "output", lambda *_: "libcups2t64\nlibgl1\n")
    assert dev.on_this_release(["libgl1", "libcups2"]) == ["libcups2t64", "libgl1"]


@pytest.mark.parametrize("required", [True, False])
def test_who_may_not_install_is_given_the_line_to_run(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], required: bool
) -> None:
    monkeypatch.setattr("shutil.which", lambda _: None)
    if required:
        with pytest.raises(SystemExit):
            dev.install(["libegl1"], required)
    else:
        dev.install(["libegl1"], required)
    line = capsys.readouterr().err
    assert "sudo apt-get update && sudo apt-get " in line
    assert line.endswith("--no-install-recommends libegl1\n")


def test_a_failed_set_up_leaves_nothing_behind(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def fail(command: list[str]) -> None:
        Path(command[-1]).mkdir()
        raise subprocess.CalledProcessError(1, command)

    (tmp_path / "lock").write_text("", encoding="utf-8")
    for name, value in {
        "ROOT": tmp_path,
        "LOCK": tmp_path / "lock",
        "VENV": tmp_path / ".venv",
    }.items():
        monkeypatch.setattr(dev, name, value)
    monkeypatch.setattr("subprocess.check_call", fail)
    with pytest.raises(SystemExit, match="could not be made"):
        dev.make_venv()
    assert [entry.name for entry in tmp_path.iterdir()] == ["lock"]


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="there is always a display")
def test_without_a_display_the_demo_writes_files_and_says_so_in_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    called: list[tuple[str, ...]] = []

    def call(*command: str) -> int:
        called.append(command)
        return 0

    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.setattr(dev, "make_venv", lambda: "python")
    monkeypatch.setattr(dev, "install", lambda *_, **__: None)
    monkeypatch.setattr(dev, "call", call)
    assert dev.main(["demo"]) == 0
    assert called == [("python", "-m", "mmd_reviewer", "demo", "--headless", "build/demo")]
    assert len(capsys.readouterr().out.splitlines()) == 1


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_a_lock_pins_with_hashes_and_names_no_address(lock: Path) -> None:
    text = lock.read_text(encoding="utf-8")
    assert not re.search("https?://", text)
    assert "file:" not in text
    packages = re.split(r"\n(?=\w)", text[text.index("\n", text.rindex("# ")) :])[1:]
    assert packages
    assert not [package for package in packages if "--hash=sha256:" not in package]


def test_tests_run_on_the_versions_that_users_get() -> None:
    users, ours = (_pins(lock) for lock in LOCKS)
    assert users.items() <= ours.items()


def test_the_build_backend_is_the_one_in_the_lock() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert project["build-system"]["requires"] == [f"hatchling=={_pins(LOCKS[1])['hatchling']}"]


def test_the_long_command_runs_whatever_has_a_long_form() -> None:
    """Who asks `tests.long` how much to draw is marked for `dev.py long`."""
    asking = [file for file in TESTS.glob("*/test_*.py") if IMPORT in file.read_text("utf-8")]
    assert len(asking) > 10
    assert [file.name for file in asking if "mark.long_form" not in file.read_text("utf-8")] == []
