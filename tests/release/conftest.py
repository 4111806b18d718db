"""A program built once for all that is tried with it (long form)."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.test_dev import ROOT

DAY = "1795860000"  # seconds; of every build


def built(sources: Path, out: Path, *options: str) -> Path:
    """The folder that a build of these sources makes."""
    command = [sys.executable, "-m", "mmd_reviewer.release.build", "--out", str(out), *options]
    known = {**os.environ, "SOURCE_DATE_EPOCH": DAY}
    subprocess.run(command, cwd=sources, env=known, check=True, timeout=1800)
    (folder,) = (one for one in out.iterdir() if one.is_dir())
    return folder


def copied_sources(there: Path, version: str = "") -> Path:
    """What a build needs, in another folder; as another version where one is named."""
    kept = shutil.ignore_patterns(".*", "build", "dist", "__pycache__")
    shutil.copytree(ROOT, there, ignore=kept)
    for name in ("pyproject.toml", "mmd_reviewer/__init__.py") if version else ():
        file = there / name
        text = file.read_text("utf-8")
        text = re.sub(r"^(_*version_* = ).+$", rf'\1"{version}"', text, flags=re.MULTILINE)
        file.write_text(text, "utf-8")
    return there


@pytest.fixture(scope="session")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder, with its archive, the fonts and the sums beside it."""
    return built(ROOT, tmp_path_factory.mktemp("dist"))
