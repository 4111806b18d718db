"""The users' lock can be installed on Windows and macOS: each wheel is there, with its hash."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from tests.long import LONG
from tests.test_dev import ROOT

MACS = [
    f"macosx_{version}_0_{kind}" for version in range(11, 16) for kind in ("arm64", "universal2")
]
PLATFORMS = {
    "win32": ("Windows", ["win_amd64"]),
    "darwin": ("Darwin", [*MACS, *(f"macosx_10_{n}_universal2" for n in range(9, 16))]),
}


def lock_of(system: str) -> str:
    """The lines of the lock that are for a system."""
    name, _ = PLATFORMS[system]
    there = {"sys_platform": system, "platform_system": name, "python_version": "3.11"}
    kept = []
    text = (ROOT / "requirements.txt").read_text("utf-8")
    for entry in re.split(r"\n(?=\S)", text):
        if entry.startswith("#"):
            continue
        marker = Requirement(entry.partition("\\")[0].strip()).marker
        if marker is None or marker.evaluate(there):
            kept.append(re.sub(r" ;[^\\]*", " ", entry, count=1))
    return "\n".join(kept) + "\n"


@pytest.mark.parametrize("system", sorted(PLATFORMS))
def test_the_lock_has_hashes_for_other_systems(system: str) -> None:
    lines = lock_of(system).splitlines()
    pins = [line for line in lines if "==" in line]
    assert len(pins) > 25
    assert all("--hash=sha256:" in lines[lines.index(pin) + 1] for pin in pins)
    assert not any(";" in pin for pin in pins)


@pytest.mark.long_form
@pytest.mark.skipif(not LONG, reason="fetches some 200 MB: dev.py long")
@pytest.mark.parametrize("system", sorted(PLATFORMS))
def test_wheels_for_other_systems_are_there_and_match(system: str, tmp_path: Path) -> None:
    """By name, as pip on that system would take them, without building anything."""
    lock = tmp_path / "lock.txt"
    lock.write_text(lock_of(system), "utf-8")
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", "download", "-q"]
    command += ["--no-deps", "--require-hashes", "--only-binary", ":all:", "-r", str(lock)]
    command += [
        "--python-version",
        "3.11",
        "--implementation",
        "cp",
        "-d",
        str(tmp_path / "wheels"),
    ]
    for abi in ("cp311", "abi3", "none"):
        command += ["--abi", abi]
    for platform in (*PLATFORMS[system][1], "any"):
        command += ["--platform", platform]
    subprocess.run(command, check=True)
    wanted = sum("==" in line for line in lock_of(system).splitlines())
    assert len(list((tmp_path / "wheels").glob("*.whl"))) == wanted
