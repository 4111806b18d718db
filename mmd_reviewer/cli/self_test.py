"""`--self-test`: does this program, as it is installed, do its job?"""

from __future__ import annotations

import argparse
import re
import tempfile
from dataclasses import replace
from pathlib import Path

from mmd_reviewer import paths
from mmd_reviewer.cli.answers import Answer
from mmd_reviewer.cli.demo import headless
from mmd_reviewer.cli.letter import batch
from mmd_reviewer.cli.parser import build_parser
from mmd_reviewer.cli.trials import travel, try_extras
from mmd_reviewer.cli.windows import Windows
from mmd_reviewer.domain.errors import StoreError
from mmd_reviewer.domain.letter_facts import Block, case_of_letter
from mmd_reviewer.sample_store import Filled, sample_choices
from mmd_reviewer.settings import Choices

SCRIPTS = "Zoë Žižek, Ọ̀ṣọ́, محمد بن علي, Σωκράτης, Юлия, שרה כהן, सीता क्षत्रिय, สมชาย ≤ ✓"
HAN = "王小明, さくら, 한글"  # in the fonts that may lie beside
_LINK = re.compile(r"\]\(([^)#]+)")


def self_test(options: argparse.Namespace, choices: Choices, windows: Windows) -> Answer:
    """Off-screen, in a throw-away folder: import, assess, decide, draw letters in every language,
    export, verify, show every view, print into a file, take a case along in a pack and merge it
    back, sign, protect, knock at a server, read every page of help.
    """
    with tempfile.TemporaryDirectory(
        prefix="mmd-reviewer-test-", ignore_cleanup_errors=True
    ) as folder:
        out, sample = Path(folder) / "out", sample_choices(Path(folder) / "sample.sqlite")
        files, filled = headless(out, sample, windows)
        _draw_scripts(filled)
        filled.desk.store.close()
        parser, _ = build_parser((batch,))
        printing = parser.parse_args(["print-batch", "--out", str(out / "batch.pdf"), "--reprint"])
        printing.run(printing, sample, windows)
        empty = [name for name in (*files, "batch.pdf") if not (out / name).stat().st_size]
        if empty or not filled.letters:
            raise StoreError(f"The self-test made no {', '.join(empty) or 'letter'}.")
        travel(sample, case_of_letter(filled.letters[0]), windows)
        tried, lacking = try_extras(sample, filled.letters[0])
    pages = read_help(paths.resources() / "help")
    data = {
        "ok": True,
        "letters": len(filled.letters),
        "files": len(files) + 1,
        "help": pages,
        "extras": tried,
        "lacking": lacking,
    }
    text = (
        f"Self-test passed: {len(filled.letters)} letters, {len(files) + 1} files, a pack, "
        f"{', '.join((*tried, f'{pages} pages of help'))}."
    )
    without = ",".join(lacking)
    words = f"Not there, and not tried: python -m pip install 'mmd-reviewer[{without}]' brings it."
    return Answer(data, text, warnings=(words,) if lacking else ())


def _draw_scripts(filled: Filled) -> None:
    """A letter in every script that the fonts at hand have; no bytes of it are kept."""
    number = filled.letters[0]
    issued = filled.desk.case(case_of_letter(number)).letter(number)
    assert issued is not None
    text = SCRIPTS if filled.desk.press.lacks(HAN) else f"{SCRIPTS} {HAN}"
    own = Block("text", text, source="reason")
    filled.desk.press.draw(replace(issued.record, blocks=(own, *issued.record.blocks)))


def read_help(folder: Path) -> int:
    """The number of pages of help; `StoreError` for one that is empty or leads nowhere."""
    pages = sorted(folder.glob("*.md"))
    for page in pages:
        text = page.read_text("utf-8")
        targets = [name for name in _LINK.findall(text) if "://" not in name]
        lacking = [name for name in targets if not (folder / name).is_file()]
        if not text.strip() or lacking:
            raise StoreError(
                f"The help page {page.name} lacks {', '.join(lacking) or 'its words'}."
            )
    return len(pages)
