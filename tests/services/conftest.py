"""Deeds are tested on a store in memory; a test that is about the file itself is marked `sqlite`."""

import pytest

from tests.memory_store import in_memory


@pytest.fixture(autouse=True)
def _in_memory(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.node.get_closest_marker("sqlite") is None:
        in_memory(monkeypatch)
