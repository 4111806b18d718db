"""Tests whose stores stand on a server, as if there were files."""

from pathlib import Path

import pytest

from mmd_reviewer import bootstrap
from mmd_reviewer.domain.errors import StoreError
from mmd_reviewer.settings import Place, Server
from mmd_reviewer.store.sql_store import SqlStore
from mmd_reviewer.store.team_store import TeamStore
from tests.team_server import TeamServer


def on_server(server: TeamServer, monkeypatch: pytest.MonkeyPatch) -> dict[Place, Server]:
    """As long as the test runs, stores are opened on the server: one for each path."""
    places: dict[Place, Server] = {}
    really = bootstrap.open_store

    def open_store(place: Place, *, create: bool) -> SqlStore | TeamStore:
        if isinstance(place, Path):
            if place not in places and not create:
                raise StoreError(f"There is no store at {place}.")
            place = places.setdefault(place, server.new_store())
        return really(place, create=create)

    monkeypatch.setattr(bootstrap, "open_store", open_store)
    return places
