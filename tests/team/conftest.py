"""A desk on a team's store."""

import pytest

from mmd_reviewer import bootstrap
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.settings import Choices, Server
from tests.making import DAY
from tests.team_server import TeamServer


@pytest.fixture
def place(team_server: TeamServer) -> Server:
    """An empty place for a store."""
    return team_server.new_store()


@pytest.fixture
def desk(place: Server) -> Desk:
    """A desk on a new store there."""
    return team_desk(place)


def team_desk(place: Server, reviewer: str = "Ines Moreau") -> Desk:
    """Another desk on the same store."""
    return bootstrap.open_desk(Choices(place, DAY, reviewer, "Europe/Brussels"), create=True)
