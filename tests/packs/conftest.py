"""A store that packs are taken from."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from mmd_reviewer.services import assessment
from mmd_reviewer.services.desk import Desk
from tests.making import FACTOR_4, QuickPress, new_desk, receive


@pytest.fixture
def home(tmp_path: Path) -> Desk:
    """Two cases; the second is answered."""
    desk = replace(new_desk(tmp_path), press=QuickPress())
    receive(desk)
    second = receive(desk, ticket="MMD-1465059-R5V8P")
    assessment.answer(desk, second, FACTOR_4)
    return desk
