"""Deeds are tested on a store in memory; a test that is about the file itself is marked `sqlite`."""

from pathlib import Path

import pytest

from mmd_reviewer import bootstrap
from mmd_reviewer.domain.errors import StoreError
from tests.memory_store import MemoryStore


@pytest.fixture(autouse=True)
def _in_memory(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """One store for each path, as long as the test runs."""
    stores: dict[Path, MemoryStore] = {}

    def open_store(path: Path, *, create: bool) -> MemoryStore:
        if path not in stores and not create:
            raise StoreError(f"There is no store at {path}.")
        return stores.setdefault(path, MemoryStore())

    if request.node.get_closest_marker("sqlite") is None:
        monkeypatch.setattr(bootstrap, "open_store", open_store)
