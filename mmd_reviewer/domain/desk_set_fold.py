"""The settings that hold, where stations changed them apart (`domain/pack.py`).

A `DeskSet` says all settings. Of what its author did not change it says what was known there, and
that takes nothing from a change made elsewhere at the same time: each counts by what it changes,
and where two change the same setting, the later one holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from itertools import pairwise
from typing import Any

from mmd_reviewer.domain import fact as kinds
from mmd_reviewer.domain.fact import Fact

NOT_SET_UP = kinds.DeskSet("UTC", "A", {})
Values = Mapping[tuple[str, str], Any]  # by the field of `DeskSet` and the name within it


def settings_of(facts: Sequence[Fact]) -> kinds.DeskSet:
    """The settings that hold, of the desk's facts in parent order."""
    found = [fact for fact in facts if isinstance(fact.body, kinds.DeskSet)]
    if all(fact.parents == (before.id,) for before, fact in pairwise(facts)):
        return _said(found[-1]) if found else NOT_SET_UP
    known = dict[str, frozenset[str]]()  # the settings that each fact's author knew, by their ids
    for fact in facts:
        own = [fact.id] if isinstance(fact.body, kinds.DeskSet) else []
        known[fact.id] = frozenset(own).union(*(known.get(id, ()) for id in fact.parents))
    changes = dict[str, Values]()
    for fact in found:
        before = _united(changes[row.id] for row in found if row.id in known[fact.id] - {fact.id})
        after = _values(_said(fact))
        gone = dict.fromkeys(before.keys() - after.keys())
        changes[fact.id] = gone | {
            name: value for name, value in after.items() if before.get(name) != value
        }
    return _of_values(_united(changes.values()))


def _said(fact: Fact) -> kinds.DeskSet:
    assert isinstance(fact.body, kinds.DeskSet)
    return fact.body


def _values(settings: kinds.DeskSet) -> Values:
    found = dict[tuple[str, str], Any]()
    for field in fields(settings):
        value = getattr(settings, field.name)
        if is_dataclass(value):
            value = {row.name: getattr(value, row.name) for row in fields(value)}
        inner = value if isinstance(value, Mapping) else {"": value}
        found |= {(field.name, name): row for name, row in inner.items()}
    return found


def _united(changes: Iterable[Values]) -> Values:
    """The later over the earlier; None where something was taken away."""
    united = dict[tuple[str, str], Any]()
    for row in changes:
        united |= row
    return {name: value for name, value in united.items() if value is not None}


def _of_values(values: Values) -> kinds.DeskSet:
    inner = dict[str, dict[str, Any]]()
    for (field, name), value in values.items():
        inner.setdefault(field, {})[name] = value
    plain = {field: row[""] for field, row in inner.items() if "" in row}
    rules = kinds.DeskRules(**inner.get("rules", {}))
    sender, signatures = inner.get("sender", {}), inner.get("signatures", {})
    return replace(NOT_SET_UP, **plain, rules=rules, sender=sender, signatures=signatures)
