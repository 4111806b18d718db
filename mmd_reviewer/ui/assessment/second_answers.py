"""The answers of a second assessment while they are given: kept with the case until recorded."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mmd_reviewer.domain.assessment import NO_ANSWERS, patch_from, patched
from mmd_reviewer.domain.decision import types_of
from mmd_reviewer.services.read.second_assessment import SecondShown
from mmd_reviewer.ui.reviewing.typed import Typed

MERGED = ("conditions", "notes")


class SecondAnswers:
    """`given` are those of the case begun with, `data` the same in the shape of `assess`."""

    def __init__(self, typed: Typed) -> None:
        self._typed = typed
        self.given, self.data = NO_ANSWERS, dict[str, Any]()

    def begin(self, look: SecondShown) -> None:
        """Another case: what was answered on it before comes back."""
        self.given, self.data = NO_ANSWERS, {}
        kept = self._typed.of(_place(look.number))
        if kept:
            self._put(look, kept)

    def take(self, look: SecondShown, data: Mapping[str, Any]) -> None:
        """One more answer; a rule may refuse it."""
        self._put(look, data)
        self._typed.keep(_place(look.number), dict(self.data))

    def recorded(self, number: str) -> None:
        """They are a fact."""
        self._typed.keep(_place(number), {})

    def _put(self, look: SecondShown, data: Mapping[str, Any]) -> None:
        linked = types_of(look.blind.linked)
        patch = patch_from(data, look.edition, look.blind.case.assessed, linked)
        self.given = patched(self.given, patch)
        for name, value in data.items():
            merges = name in MERGED
            self.data[name] = {**self.data.get(name, {}), **value} if merges else value


def _place(number: str) -> str:
    return f"second {number}"
