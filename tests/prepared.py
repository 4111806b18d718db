"""What many tests begin with, made once: a folder that each of them gets a copy of."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Prepared = Callable[..., Path]
"""Given what fills a folder, a folder of the test's own, and what else the filling asks for:
the test's folder, filled.
"""


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Prepared:
    """Made by whichever process of a run comes first; of two at once the later one's is let go."""
    base = tmp_path_factory.getbasetemp()
    shared = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "prepared"

    def prepare(make: Callable[..., object], folder: Path, *given: Any) -> Path:
        there = shared / f"{make.__module__}.{make.__qualname__}"
        if not there.exists():
            part = shared / f"{there.name}-{os.getpid()}"
            part.mkdir(parents=True)
            make(part, *given)
            try:
                part.rename(there)
            except OSError:
                shutil.rmtree(part)
        shutil.copytree(there, folder, dirs_exist_ok=True)
        return folder

    return prepare
