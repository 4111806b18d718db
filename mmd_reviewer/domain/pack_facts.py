"""Facts of work done apart: packs taken on the road, and what became of two versions of a case."""

from __future__ import annotations

from dataclasses import dataclass

from mmd_reviewer.domain.fact_body import Body


@dataclass(frozen=True, slots=True)
class PackTaken(Body):
    """Cases were copied into a store of their own, a *pack*, to be worked on elsewhere.

    `code` is the pack's station: what begins or is numbered in it carries it. `cases` are the keys
    of the cases that went with it, `numbers` what they were called then; `whole`: all that there
    were, and all that come later. `to` is who takes it.
    """

    code: str
    to: str
    cases: tuple[str, ...]
    numbers: tuple[str, ...] = ()
    whole: bool = False


@dataclass(frozen=True, slots=True)
class PackReturned(Body):
    """What was done in the pack is here.

    It is made of the pack alone, as its last fact, so that whoever merges the pack records the very
    same one, in whatever order packs come back.
    """

    code: str


@dataclass(frozen=True, slots=True)
class PackGivenUp(Body):
    """The pack is not coming back; should it come all the same, it is merged like any other."""

    code: str
    reason: str


@dataclass(frozen=True, slots=True)
class SidesSettled(Body):
    """A person settled what two sides recorded of the same thing without knowing of each other.

    `one` and `other` are the facts that began the two sides, the earlier first. `kept` is "one",
    "other" or "both"; what the side that was not kept recorded is retracted in the same deed.
    """

    one: str
    other: str
    kept: str
    reason: str
