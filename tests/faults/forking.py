"""A process that has everything imported and makes a child for each command it is given.

Each line of its input is JSON: `folder`, `environment`, `arguments`, and `out`, `errors` (files).
The answer is the child's exit code, negative for a signal: as `subprocess` gives it. Thousands of
failures are tried; a new interpreter for each would take ten times as long.
"""

import ctypes
import gc
import importlib
import json
import os
import pkgutil
import sys
import warnings

import mmd_reviewer
from mmd_reviewer.__main__ import main

NOT_HERE = ("mmd_reviewer.ui", "mmd_reviewer.__main__")


def import_all() -> None:
    """What commands import when they need it, before the first child is made."""
    for module in pkgutil.walk_packages(mmd_reviewer.__path__, "mmd_reviewer."):
        if not module.name.startswith(NOT_HERE):
            importlib.import_module(module.name)


def child(wish: dict[str, object]) -> None:
    """A command as a process of its own would run it; the shim counts from here."""
    for name, number in (("out", 1), ("errors", 2)):
        file = os.open(str(wish[name]), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        os.dup2(file, number)
    os.chdir(str(wish["folder"]))
    os.environ.update(wish["environment"])  # type: ignore[call-overload]
    arguments = wish["arguments"]
    assert isinstance(arguments, list)
    sys.argv[1:] = arguments
    ctypes.CDLL(None).count_from_here()
    sys.exit(main())


def serve() -> None:
    for line in sys.stdin:
        pid = os.fork()
        if not pid:
            child(json.loads(line))
        _, status = os.waitpid(pid, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    import_all()
    gc.freeze()  # or every child would copy the pages of all that is imported
    serve()
