"""`demo`: the main job on a throw-away store."""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from mmd_reviewer.cli import answers
from mmd_reviewer.cli.answers import Answer
from mmd_reviewer.cli.command import arg, without_desk
from mmd_reviewer.cli.parser import build_parser
from mmd_reviewer.cli.register import register
from mmd_reviewer.cli.revocation_calendar import calendar
from mmd_reviewer.cli.windows import Windows
from mmd_reviewer.domain.errors import Refused, StoreError
from mmd_reviewer.domain.letter_facts import case_of_letter
from mmd_reviewer.domain.letters.compose import as_text
from mmd_reviewer.sample_store import Filled, every_kind, fill, sample_choices
from mmd_reviewer.services import letter
from mmd_reviewer.services.letter_words import spoken_in
from mmd_reviewer.settings import Choices


@without_desk(
    "demo",
    "a throw-away store of sample cases",
    "demo --headless build/demo",
    arg(
        "--headless",
        type=Path,
        default=None,
        metavar="OUT",
        help="no window: letters and pictures to OUT",
    ),
)
def demo(options: argparse.Namespace, choices: Choices, windows: Windows) -> Answer:
    """The sample store in the window, or off screen: its letters,
    their text and pictures of every view as files.
    """
    out: Path | None = options.headless
    with tempfile.TemporaryDirectory(
        prefix="mmd-reviewer-demo-", ignore_cleanup_errors=True
    ) as folder:
        sample = sample_choices(Path(folder) / "sample.sqlite")
        if out is None:
            fill(sample)
            return Answer({"files": []}, "", windows.open(sample))
        files, filled = headless(out, sample, windows)
    counts = [
        f"{name}: {done.rows} rows, {done.imported} imported, {done.amended} amended, "
        f"{done.skipped} skipped, {done.failed} refused"
        for name, done in filled.imports.items()
    ]
    text = "\n".join(
        [*counts, f"{len(filled.letters)} letters issued.", f"{len(files)} files in {out}."]
    )
    imports = {name: answers.imported_json(done) for name, done in filled.imports.items()}
    return Answer({"files": files, "imports": imports}, text)


def headless(out: Path, sample: Choices, windows: Windows) -> tuple[list[str], Filled]:
    """Fill the sample store, check it, and write what it has into a folder; the files' names."""
    if out.exists() and not out.is_dir():
        raise Refused(f"{out} is a file: name a folder.", "", "headless")
    out.mkdir(parents=True, exist_ok=True)
    filled = fill(sample)
    assert isinstance(sample.store, Path)  # the samples are always a file
    more = every_kind(filled.desk, sample.store.parent)
    files = []
    for made in (filled, more):
        files += _write_letters(made, out)
        _check(made)
    more.desk.store.close()
    files += _write_exports(sample, out, windows)
    files += windows.pictures(sample, out)
    return files, filled


def _check(filled: Filled) -> None:
    """The store checks out before anything is shown of it."""
    found = filled.desk.store.verify()
    if found.findings:
        raise StoreError(f"The sample store does not check out: {found.findings[0].message}.")


def _write_letters(filled: Filled, out: Path) -> list[str]:
    """Every letter as it was issued; the first of each kind in every other language too."""
    files, spoken = [], set()
    for number in filled.letters:
        case = filled.desk.case(case_of_letter(number))
        issued = case.letter(number)
        assert issued is not None
        name = f"{number}_{issued.record.kind}_{issued.record.day}"
        (out / f"{name}.pdf").write_bytes(letter.stored(filled.desk, issued))
        (out / f"{name}.txt").write_text(as_text(issued.record), "utf-8")
        files += [f"{name}.pdf", f"{name}.txt"]
        if issued.record.kind in spoken:
            continue
        spoken.add(issued.record.kind)
        for language in filled.desk.wordings.languages()[1:]:
            record = spoken_in(filled.desk, case, issued, language)
            pdf, _ = filled.desk.press.draw(record)
            (out / f"{name}_{language}.pdf").write_bytes(pdf)
            (out / f"{name}_{language}.txt").write_text(as_text(record), "utf-8")
            files += [f"{name}_{language}.pdf", f"{name}_{language}.txt"]
    return files


def _write_exports(sample: Choices, out: Path, windows: Windows) -> list[str]:
    """Register and calendar, as their commands write them."""
    parser, _ = build_parser((register, calendar))
    names = []
    for name in ("register.xlsx", "register.csv", "register.pdf", "calendar.ics", "calendar.pdf"):
        made_by = name.partition(".")[0]
        days = ("--from", "2026-11-01", "--to", "2026-12-31") if made_by == "calendar" else ()
        options = parser.parse_args([made_by, *days, "--out", str(out / name), "--force"])
        options.run(options, sample, windows)
        names.append(name)
    return names


COMMANDS = (demo,)
