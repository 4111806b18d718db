"""What a deed is refused with, as a person reads it."""

from collections.abc import Callable
from typing import NamedTuple

import pytest

from mmd_reviewer.domain.errors import Refused


class Refusal(NamedTuple):
    """Rule, field and sentence."""

    rule: str
    field: str
    message: str


def refusal(act: Callable[[], object]) -> Refusal:
    """The refusal of a deed that must be refused."""
    with pytest.raises(Refused) as found:
        act()
    return Refusal(found.value.rule, found.value.field, found.value.message)
