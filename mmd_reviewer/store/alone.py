"""A store on which nobody works at the same time over a network: no claims, and nobody to tell."""

from __future__ import annotations

from collections.abc import Callable

from mmd_reviewer.domain.claim import Claim


class Alone:
    """See `services.ports.Claims` and what `Upkeep` says of a store that is shared."""

    is_shared = False

    def claim(self, number: str, by: str) -> None:
        """Nobody else could have the case."""

    def release(self, number: str, by: str) -> None:
        """See `claim`."""

    def claims(self) -> tuple[Claim, ...]:
        """See `claim`."""
        return ()

    def listen(self, told: Callable[[], object]) -> Callable[[], object] | None:
        """Nobody tells: who wants to know looks."""
        return None

    def barred(self) -> frozenset[str]:
        """A file has no roles."""
        return frozenset()
