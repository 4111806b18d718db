"""What is worked out once and then kept is the same whenever it is worked out."""

import importlib
import pkgutil
from collections.abc import Iterator
from typing import Any

import mmd_reviewer.domain
import mmd_reviewer.services
from mmd_reviewer.domain import fact as kinds
from mmd_reviewer.domain.timeline_reading import read_timeline
from mmd_reviewer.services.likeness import ranked, table
from tests.making import DAY, request

AUTHOR = kinds.Author("Ines", "A", DAY, "2026-11-23T10:00:00.000000Z")
BODIES: tuple[kinds.Body, ...] = (
    kinds.RequestReceived("A-0001", request(submitted=DAY), "tickets.json"),
    kinds.RequestAmended(request(submitted=None), "mail"),
    kinds.NoteAdded("Asked the vendor."),
)


def kept_ready() -> Iterator[Any]:
    """Every function of the rules and deeds that keeps what it once answered."""
    for package in (mmd_reviewer.domain, mmd_reviewer.services):
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            module = importlib.import_module(found.name)
            yield from (
                one
                for one in vars(module).values()
                if hasattr(one, "cache_clear") and one.__module__ == module.__name__
            )


def answers() -> tuple[object, ...]:
    """What rests on them: facts written and read, a period understood, requests compared."""
    written = [kinds.write_fact("ab" * 16, (), "d", AUTHOR, body) for body in BODIES]
    return (
        [(fact, content, kinds.read_fact(content)) for fact, content in written],
        [read_timeline(words) for words in ("24 months", "until 1 March 2027", "permanent")],
        table(),
        ranked("Adobe reader", ["Acrobat to read drawings", "A label printer"]),
    )


def test_it_does_not_matter_what_was_asked_before() -> None:
    """No answer depends on what another case, view or command asked of the same run; nor does the
    coverage of these functions on which test came first.
    """
    first = answers()
    ready = [*kept_ready()]
    assert ready
    for one in ready:
        one.cache_clear()
    assert answers() == first
