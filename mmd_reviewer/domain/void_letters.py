"""Letters that wait for their dispatch and are void, because the course changed (C2, D5, D7)."""

from __future__ import annotations

from collections.abc import Collection

from mmd_reviewer.domain.case import Case, Letter
from mmd_reviewer.domain.case_changed import with_void
from mmd_reviewer.domain.revocation import NOTICES, notice_of
from mmd_reviewer.domain.told import NAMES_THE_DEADLINE, is_about


def void_waiting_notices(case: Case, names: Collection[str] = NOTICES) -> Case:
    """Notices that were issued and never dispatched are void,
    readable, never dispatched (C2, D8).
    """
    return with_void(
        case, lambda row: notice_of(row.record.kind) in names and row.dispatched is None
    )


def void_waiting(case: Case) -> Case:
    """Letters that name the deadline and were not dispatched are void:
    it is another now (C2, D7). Those of an earlier revocation name none that could change.
    """
    earlier = case.revocations[:-1]

    def waits(row: Letter) -> bool:
        names_it = row.record.kind in NAMES_THE_DEADLINE and row.dispatched is None
        return names_it and not any(is_about(one, row) for one in earlier)

    return void_waiting_notices(with_void(case, waits))
