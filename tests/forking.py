"""Commands as processes of their own, made by one that has everything imported: thousands of them
are run, and a new interpreter for each would take ten times as long.

Each line of its input is JSON: `folder`, `environment`, `arguments`, and `out`, `errors` (files).
The answer is the child's exit code, negative for a signal: as `subprocess` gives it.
"""

import ctypes
import gc
import importlib
import json
import os
import pkgutil
import subprocess
import sys
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import mmd_reviewer
from mmd_reviewer.__main__ import main

NOT_HERE = ("mmd_reviewer.ui", "mmd_reviewer.__main__")


class Forking:
    """The process, and the files in which its children say something."""

    def __init__(self, process: subprocess.Popen[str], said: Path) -> None:
        self._process = process
        self._out, self._errors = said.with_name("out"), said.with_name("errors")

    def run(
        self, folder: Path, arguments: Sequence[str], environment: Mapping[str, str]
    ) -> subprocess.CompletedProcess[str]:
        """A command in a folder, with these variables beside those that the process has."""
        wish = {
            "folder": str(folder),
            "environment": dict(environment),
            "arguments": list(arguments),
            "out": str(self._out),
            "errors": str(self._errors),
        }
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        print(json.dumps(wish), file=self._process.stdin, flush=True)
        code = int(self._process.stdout.readline())
        out, errors = (file.read_text("utf-8") for file in (self._out, self._errors))
        return subprocess.CompletedProcess(arguments, code, out, errors)


@contextmanager
def forking(said: Path, **environment: str) -> Iterator[Forking]:
    """Such a process, for a while; what is said goes beside `said`."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.forking"],
        env={
            **os.environ,
            "PYTHONPATH": os.pathsep.join(sys.path),
            "PYTHONIOENCODING": "utf-8",
            **environment,
        },
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        yield Forking(process, said)


def import_all() -> None:
    """What commands import when they need it, before the first child is made."""
    for module in pkgutil.walk_packages(mmd_reviewer.__path__, "mmd_reviewer."):
        if not module.name.startswith(NOT_HERE):
            importlib.import_module(module.name)


def child(wish: dict[str, Any]) -> None:
    """A command as a process of its own would run it; where the shim is loaded, it counts from
    here.
    """
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    for name, number in (("out", 1), ("errors", 2)):
        file = os.open(wish[name], os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        os.dup2(file, number)
    os.chdir(wish["folder"])
    os.environ.update(wish["environment"])
    sys.argv[1:] = wish["arguments"]
    begin = getattr(ctypes.CDLL(None), "count_from_here", None)
    if begin is not None:
        begin()
    sys.exit(main())


def forked(wish: dict[str, Any]) -> int:
    pid = os.fork()
    if not pid:
        child(wish)
    _, status = os.waitpid(pid, 0)
    return os.waitstatus_to_exitcode(status)


def begun(wish: dict[str, Any]) -> int:
    """Where no process can be forked: a new interpreter after all."""
    command = [sys.executable, "-m", "mmd_reviewer", *wish["arguments"]]
    known = {**os.environ, **wish["environment"]}
    with Path(wish["out"]).open("wb") as out, Path(wish["errors"]).open("wb") as errors:
        return subprocess.call(
            command,
            cwd=wish["folder"],
            env=known,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=errors,
        )


def serve() -> None:
    for line in sys.stdin:
        wish = json.loads(line)
        print(forked(wish) if hasattr(os, "fork") else begun(wish), flush=True)


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    import_all()
    gc.freeze()  # or every child would copy the pages of all that is imported
    serve()
