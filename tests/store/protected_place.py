"""A folder with a store under a passphrase, and commands run on it, each a process of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from mmd_reviewer.store.dialects.library import VARIABLE
from tests.forking import Forking
from tests.long import long_or

WORDS = "Zauberwort mit 'Zeichen' ü"
CUSTOMERS = ("Fabrikam", "fabrikam", "Xylophone", "figures.xlsx")
ROOT = Path(__file__).parents[2]


class Place:
    """A folder with a store; commands run on it as a person's would, each a process."""

    def __init__(self, folder: Path, commands: Forking) -> None:
        self._commands = commands
        self.folder, self.apart = folder, folder.with_name(f"{folder.name} apart")
        (folder / "tmp").mkdir(parents=True, exist_ok=True)
        self.apart.mkdir(exist_ok=True)
        (self.apart / "words").write_text(f"{WORDS}\n", encoding="utf-8")
        (self.apart / "wrong").write_text("Falsch\n", encoding="utf-8")

    def _environment(self) -> dict[str, str]:
        own = {
            name: str(self.folder / "home") for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME")
        }
        own |= {
            "XDG_STATE_HOME": own["HOME"],
            "XDG_CACHE_HOME": own["HOME"],
            "TMPDIR": str(self.folder / "tmp"),
            "PYTHONIOENCODING": "utf-8",
            "QT_QPA_PLATFORM": "offscreen",
        }
        return {**os.environ, **own}

    def python(
        self, *arguments: str, words: str = "", **variables: str
    ) -> subprocess.CompletedProcess[str]:
        environment = self._environment() | ({VARIABLE: words} if words else {}) | variables
        return subprocess.run(
            [sys.executable, *arguments],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            timeout=long_or(3000, 300),
        )

    def run(
        self, *arguments: str, store: str = "p.sqlite", given: str = "words", code: int = 0
    ) -> Any:
        """One command with --json; `given` names the file of the passphrase."""
        opened = ("--passphrase-file", str(self.apart / given)) if given else ()
        plain = [
            *opened,
            "--store",
            str(self.folder / store),
            "--today",
            "2026-11-23",
            "--reviewer",
            "Ines",
            "--json",
        ]
        done = self._commands.run(ROOT, [*plain, *arguments], self._environment())
        assert done.returncode == code, done.stdout + done.stderr
        return json.loads(done.stdout) if code in (0, 1) else done.stderr

    def script(self, body: str, words: str = WORDS) -> str:
        """Python that works on the store `p.sqlite` as `path`."""
        head = f"from pathlib import Path\npath = Path({str(self.folder / 'p.sqlite')!r})\n"
        done = self.python("-c", head + body, words=words)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def in_clear(self, *words: str) -> set[str]:
        """Which of the words stand in a file of the folder, in the letters of any machine."""
        spelled = {
            text: [text.encode(kind) for kind in ("utf-8", "utf-16-le", "utf-16-be")]
            for text in words
        }
        files = [file.read_bytes() for file in self.folder.rglob("*") if file.is_file()]
        assert files
        return {
            text
            for text, forms in spelled.items()
            for data in files
            for form in forms
            if form in data
        }
