"""The store of samples, filled once in a run of the tests."""

from pathlib import Path

from mmd_reviewer.sample_store import fill, sample_choices
from mmd_reviewer.settings import Choices
from tests.prepared import Prepared


def samples(prepared: Prepared, folder: Path) -> Choices:
    """In a folder of the test's own."""
    return sample_choices(prepared(_fill, folder) / "sample.sqlite")


def _fill(folder: Path) -> None:
    fill(sample_choices(folder / "sample.sqlite")).desk.store.close()
