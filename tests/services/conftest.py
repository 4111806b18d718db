"""Deeds are tested on a store in memory;
a test that is about the file itself is marked `sqlite`.
"""

from pathlib import Path

import pytest

from tests.making import Course
from tests.memory_store import in_memory


@pytest.fixture(autouse=True)
def _in_memory(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.node.get_closest_marker("sqlite") is None:
        in_memory(monkeypatch)


@pytest.fixture
def course(tmp_path: Path) -> Course:
    """The first notice went out on day 0;
    a module whose cases stand elsewhere has a fixture of its own.
    """
    made = Course(tmp_path)
    made.notified()
    return made
