"""Sentences of one's own: kept from any reason box, offered in all of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping


class OwnSentences:
    """By their text; `about` is what each was kept for, an outcome or a kind of deed.

    `keep` writes them among the settings; `secret`: nothing of the store is kept outside it.
    """

    def __init__(self, kept: Mapping[str, str]) -> None:
        self._kept = dict(kept)
        self.secret = False
        self.keep: Callable[[Mapping[str, str]], object] = lambda _: None

    def all(self, about: str) -> list[str]:
        """Every one, those that were kept for the same first."""
        return sorted(self._kept, key=lambda text: (self._kept[text] != about, text))

    def add(self, text: str, about: str) -> None:
        """Keep a sentence."""
        self._kept[text] = about
        self.keep(self._kept)

    def forget(self, text: str) -> None:
        """Keep it no more."""
        self._kept.pop(text, None)
        self.keep(self._kept)
