"""Every kind of fact has its say in what two sides can differ about, or none and a reason."""

from __future__ import annotations

from mmd_reviewer.domain import desk_facts, disposal_facts, pack_facts
from mmd_reviewer.domain.course_facts import DispatchCorrected
from mmd_reviewer.domain.fact import KINDS, DeedRetracted, LetterDispatched, LetterIssued
from mmd_reviewer.domain.reach import ALONGSIDE, REACHES
from mmd_reviewer.domain.settling import NAMES

OF_CASES_LETTERS = {DeedRetracted, LetterIssued, LetterDispatched, DispatchCorrected}
OF_THE_DESK = {
    kind
    for kind in KINDS.values()
    if kind.__module__ in (desk_facts.__name__,)
    or kind in (disposal_facts.RetentionSet, disposal_facts.CaseDisposed)
    or kind in (pack_facts.PackTaken, pack_facts.PackReturned, pack_facts.PackGivenUp)
}


def test_every_kind_of_fact_has_a_place() -> None:
    """A new kind fails here until somebody says what it takes the place of (architecture)."""
    placed = ALONGSIDE | REACHES.keys() | OF_CASES_LETTERS | OF_THE_DESK
    assert not set(KINDS.values()) - placed
    assert not ALONGSIDE & REACHES.keys()


def test_every_group_has_words() -> None:
    """What can be differed about can be named."""
    import inspect

    from mmd_reviewer.domain import reach

    source = inspect.getsource(reach)
    groups = {name for name in NAMES if f'"{name}"' in source}
    assert groups == set(NAMES)
