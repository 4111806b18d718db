"""Commands and what they say, as a person sees them: played on a store and compared as a whole.

`$ words` is a command, the lines below it what it says; `! words` are said on stderr, `[2]` is an
exit code other than 0, `@ 2026-12-01` begins another day. `{folder}` stands for the folder of the
test, `{digest}` for one that is another in each run.
"""

import re
import shlex
from pathlib import Path
from textwrap import dedent

import pytest

from mmd_reviewer.cli.main import run
from tests.cli.terminal import WINDOWS

DAY = "2026-11-23"
_DIGEST = re.compile(r"\b[0-9a-f]{64}\b")


def played(
    text: str, folder: Path, capsys: pytest.CaptureFixture[str], reviewer: str = "Ines Moreau"
) -> str:
    """The transcript of the same commands as it comes out now."""
    made, day = [], DAY
    for line in _commands(text):
        if line.startswith("@ "):
            day = line[2:]
            made.append(line)
            continue
        words = shlex.split(line[2:].replace("{folder}", str(folder)))
        everywhere = ("--store", str(folder / "s.sqlite"), "--today", day, "--reviewer", reviewer)
        code = run([*everywhere, *words], WINDOWS)
        out, err = capsys.readouterr()
        made.append(line)
        made += _shown(out, folder)
        made += [f"! {said}" for said in _shown(err, folder)]
        made += [f"[{code}]"] if code else []
    return "\n".join(made) + "\n"


def _shown(said: str, folder: Path) -> list[str]:
    return _DIGEST.sub("{digest}", said.replace(str(folder), "{folder}")).splitlines()


def _commands(text: str) -> list[str]:
    return [line for line in dedent(text).splitlines() if line.startswith(("$ ", "@ "))]


def agrees(text: str, folder: Path, capsys: pytest.CaptureFixture[str], **given: str) -> None:
    """What the commands say is what stands in the transcript."""
    assert played(text, folder, capsys, **given) == dedent(text).lstrip("\n")
