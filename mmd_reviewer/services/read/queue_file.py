"""The queue as a file: the requests that a filter shows, as an import reads them back (rule A5)."""

from __future__ import annotations

from collections.abc import Sequence

from mmd_reviewer.domain.deed import Job
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.services.read.comparison_file import FORMATS as FORMATS


def requests_file(desk: Desk, numbers: Sequence[str], kind: str, job: Job) -> bytes:
    """These requests as they are now, as XLSX or CSV (`kind`)."""
    requests, now = [], desk.moment()
    for done, number in enumerate(numbers, 1):
        requests.append(desk.case(number, now).newest)
        job.step(done, len(numbers))
    return desk.files.requests(requests, now.edition, now.day, workbook=kind == "xlsx")
