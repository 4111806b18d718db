"""`wording`: sentences of the user's own for letters, their faults, and how they look."""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from mmd_reviewer import paths
from mmd_reviewer.cli.answers import Answer
from mmd_reviewer.cli.command import FORCE, arg, command, ending_of, write_out
from mmd_reviewer.domain.letter_facts import LetterRecord, case_of_letter
from mmd_reviewer.domain.letters.compose import as_text
from mmd_reviewer.domain.letters.kinds import KINDS, kind_of
from mmd_reviewer.sample_store import Filled, every_kind, fill, sample_choices
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.services.letter_words import spoken_in


@command(
    "wording",
    "sentences of your own for letters and their faults; with KIND a letter of the samples",
    "wording declined --language de --out preview.pdf",
    arg("kind", nargs="?", default="", metavar="KIND", help="a kind of letter, with sample data"),
    arg("--language", default="en", metavar="L", help="en, de or fr"),
    arg("--out", type=Path, default=None, metavar="FILE", help="its pages as a .pdf file"),
    FORCE,
)
def wording(options: argparse.Namespace, desk: Desk) -> Answer:
    """Each file by its path; a fault with line and column stops letters of its kind alone."""
    if options.kind:
        return _preview(options, desk)
    found = desk.wordings.own_files(tuple(KINDS), tuple(desk.editions))
    data = [{"file": path, "fault": fault or None} for path, fault in found.items()]
    lines = [fault or f"{path}: in order." for path, fault in found.items()]
    lines = lines or [f"There are no sentences of your own in {paths.own_letters()}."]
    return Answer(data, "\n".join(lines), 1 if any(found.values()) else 0)


def _preview(options: argparse.Namespace, desk: Desk) -> Answer:
    """How a letter reads while its sentences are edited: of made-up cases, nothing is recorded."""
    kind = kind_of(options.kind).code
    # a language or a file that is wrong is refused before the samples are made
    desk.wordings(options.language, kind, desk.edition(desk.today()).code)
    if options.out is not None:
        ending_of(options.out, ".pdf")
    record = _sample(kind, options.language)
    text = as_text(record)
    if options.out is not None:
        write_out(desk, options, desk.press.draw(record, draft=True)[0])
        text = f"{record.title} → {options.out}"
    return Answer({"kind": record.kind, "wording": record.wording, "text": as_text(record)}, text)


def _sample(kind: str, language: str) -> LetterRecord:
    """The letter of that kind in the sample cases, in a language and today's wording."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        filled = fill(sample_choices(Path(folder) / "sample.sqlite"))
        found = _first(filled, kind, language)
        if found is None:
            more = every_kind(filled.desk, Path(folder))
            found = _first(more, kind, language)
            more.desk.store.close()
        filled.desk.store.close()
    assert found is not None, "a test holds that the samples have every kind"
    return found


def _first(made: Filled, kind: str, language: str) -> LetterRecord | None:
    for number in made.letters:
        case = made.desk.case(case_of_letter(number))
        issued = case.letter(number)
        if issued is not None and issued.record.kind == kind:
            return spoken_in(made.desk, case, issued, language)
    return None


COMMANDS = (wording,)
