#!/usr/bin/env python3
"""Set up, show, run, test and measure MMD Reviewer.

    python3 dev.py demo            the program with sample cases, in a throw-away store
    python3 dev.py run [ARG...]    the program itself: the window, or a command of it
    python3 dev.py test [ARG...]   every check; with arguments only pytest, and they are passed to it
    python3 dev.py long [ARG...]   the long forms of tests that draw or sweep, then every check with all of it traced: hours
    python3 dev.py bench [JOB...]  the table of speeds and memory
    python3 dev.py build [ARG...]  a program to hand out, in dist: its folder, packed, with its SHA-256
Needs Python 3.11 and nothing else: .venv is made on first use and made again when the lock changes.
Standard library only, in syntax that Python 3.5 reads, so that an old interpreter can say what is needed.
"""

import hashlib
import importlib.util
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent
LOCK, VENV, OLDEST = ROOT / "requirements-dev.txt", ROOT / ".venv", (3, 11)

# What Qt loads from the system=the Debian package that has it (on_this_release knows the newer names).
QT_LIBRARIES = """
    libGL.so.1=libgl1 libEGL.so.1=libegl1 libX11.so.6=libx11-6 libX11-xcb.so.1=libx11-xcb1
    libcups.so.2=libcups2 libdbus-1.so.3=libdbus-1-3 libfontconfig.so.1=libfontconfig1
    libfreetype.so.6=libfreetype6 libglib-2.0.so.0=libglib2.0-0 libgthread-2.0.so.0=libglib2.0-0
    libgssapi_krb5.so.2=libgssapi-krb5-2 libxcb.so.1=libxcb1 libxcb-cursor.so.0=libxcb-cursor0
    libxcb-glx.so.0=libxcb-glx0 libxcb-icccm.so.4=libxcb-icccm4 libxcb-image.so.0=libxcb-image0
    libxcb-keysyms.so.1=libxcb-keysyms1 libxcb-randr.so.0=libxcb-randr0
    libxcb-render.so.0=libxcb-render0 libxcb-render-util.so.0=libxcb-render-util0
    libxcb-shape.so.0=libxcb-shape0 libxcb-shm.so.0=libxcb-shm0 libxcb-sync.so.1=libxcb-sync1
    libxcb-util.so.1=libxcb-util1 libxcb-xfixes.so.0=libxcb-xfixes0 libxcb-xkb.so.1=libxcb-xkb1
    libxkbcommon.so.0=libxkbcommon0 libxkbcommon-x11.so.0=libxkbcommon-x11-0
"""
LIBRARIES = dict(pair.split("=") for pair in QT_LIBRARIES.split())
TOOLS = {"Xvfb": "xvfb", "xdotool": "xdotool", "pdftotext": "poppler-utils", "dbus-daemon": "dbus", "lp": "cups-client",
         "/usr/sbin/cupsd": "cups-daemon", "/usr/libexec/at-spi-bus-launcher": "at-spi2-core", "qpdf": "qpdf",
         "/usr/lib/python3/dist-packages/pyatspi": "python3-pyatspi", "/usr/lib/postgresql": "postgresql", "/usr/sbin/pgbouncer": "pgbouncer"}  # of the tests
BENCH_LIBRARIES = {"libpango-1.0.so.0": "libpango-1.0-0", "libpangoft2-1.0.so.0": "libpangoft2-1.0-0",
                   "libharfbuzz-subset.so.0": "libharfbuzz-subset0"}  # of WeasyPrint, a baseline of the letters


def call(*command: str) -> int:
    return subprocess.call(command)


def output(*command: str) -> str:
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False).stdout
    return done.decode("utf-8", "replace")


def inside(venv: Path) -> str:
    """The interpreter of a virtual environment. Tools run as `-m` of it: their scripts name the path before the rename."""
    return str(venv / ("Scripts/python.exe" if os.name == "nt" else "bin/python"))


def install(packages: "list[str]", required: bool) -> None:
    """Install Debian packages, or print the line that does; stop there if they are required."""
    if not packages:
        return
    line = ["apt-get", "-o", "DPkg::Lock::Timeout=300", "install", "-y", "--no-install-recommends"]
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    sudo = [] if root else ["sudo", "-n"]
    if shutil.which("apt-get") and (root or (shutil.which("sudo") and call("sudo", "-n", "true") == 0)):
        print("Installing " + " ".join(packages), flush=True)
        call(*sudo + ["apt-get", "-o", "DPkg::Lock::Timeout=300", "-qq", "update"])
        if call(*sudo + ["env", "DEBIAN_FRONTEND=noninteractive"] + line + ["-qq"] + on_this_release(packages)) == 0:
            return
    print("Please run:  sudo apt-get update && sudo " + " ".join(line + on_this_release(packages)), file=sys.stderr)
    if required:
        sys.exit(3)


def on_this_release(packages: "list[str]") -> "list[str]":
    """Newer Debian and Ubuntu call some libraries NAMEt64."""
    known = set(output("apt-cache", "pkgnames").split()) if shutil.which("apt-cache") else set()
    return sorted({name + "t64" if name + "t64" in known else name for name in packages})


def missing_for_qt(venv: Path) -> "list[str]":
    """Packages (or, unknown to the map, libraries) that the installed Qt asks the system for in vain."""
    found = set()
    for qt in venv.glob("lib/python*/site-packages/PySide6"):
        files = [qt / (name + ".abi3.so") for name in ("QtCore", "QtGui", "QtWidgets", "QtPrintSupport", "QtSvg")]
        plugins = qt / "Qt" / "plugins"
        files += [plugins / "platforms" / ("lib%s.so" % name) for name in ("qxcb", "qoffscreen")]
        files += plugins.glob("printsupport/*.so")
        found.update(re.findall(r"(\S+) => not found", output("ldd", *map(str, files))))
    return sorted({LIBRARIES.get(name, name) for name in found})


def make_venv() -> str:
    """Make .venv beside and rename it, unless the one there is stamped with this lock; return its interpreter."""
    wanted = "%d.%d %s %s" % (sys.version_info[0], sys.version_info[1], hashlib.sha256(LOCK.read_bytes()).hexdigest(), ROOT)
    stamp = VENV / "stamp"
    if Path(inside(VENV)).exists() and stamp.exists() and stamp.read_text(encoding="utf-8") == wanted:
        return inside(VENV)
    if importlib.util.find_spec("ensurepip") is None:
        install(["python%d.%d-venv" % sys.version_info[:2]], required=True)
    for left in ROOT.glob(".venv.*-*"):  # of a run that was killed
        if time.time() - left.stat().st_mtime > 3600:
            shutil.rmtree(str(left), ignore_errors=True)
    new, old = ROOT / (".venv.new-%d" % os.getpid()), ROOT / (".venv.old-%d" % os.getpid())
    print("Making .venv (once for each change of %s) ..." % LOCK.name, flush=True)
    try:
        python = inside(new)
        pip = [python, "-m", "pip", "--disable-pip-version-check", "install", "-q"]
        subprocess.check_call([sys.executable, "-m", "venv", str(new)])
        subprocess.check_call(pip + ["--only-binary", ":all:", "--require-hashes", "-r", str(LOCK)])
        site = output(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))").strip()
        (Path(site) / "mmd_reviewer.pth").write_text(str(ROOT) + "\n", encoding="utf-8")
        (new / "stamp").write_text(wanted, encoding="utf-8")
        if VENV.exists():
            VENV.rename(old)
        new.rename(VENV)
    except subprocess.CalledProcessError:
        sys.exit("The environment could not be made (the message above says why); nothing was changed.")
    finally:
        shutil.rmtree(str(new), ignore_errors=True)
        shutil.rmtree(str(old), ignore_errors=True)
    return inside(VENV)


def check(python: str) -> int:
    """Run every check, also after one has failed, and sum them up. What is done by real keys, or killed,
    is done one at a time beside the other tests, which give way; so is what reads all of the package."""
    pytest, alone = [python, "-m", "pytest", "-q"], "journey or kill or tree"
    workers = ["-n", str(min(8, (os.cpu_count() or 2) + 1)), "--dist", "worksteal", "--cov-report=", "--cov"]
    report = [python, "-m", "coverage", "report", "--skip-covered", "--fail-under"]
    nice = ["nice", "-n", "15"] if shutil.which("nice") else []
    steps = [
        ("ruff", [python, "-m", "ruff", "check", "--quiet", "."]),
        ("format", [python, "-m", "ruff", "format", "--check", "--quiet", "."]),
        ("mypy", nice + [python, "-m", "mypy"]),
        ("import-linter", [python, "-c", "from importlinter.cli import lint_imports_command as lint; lint()"]),
        ("tests", nice + pytest + workers + ["-m", "not (%s)" % alone]),
        ("coverage of rules", report + ["100", "--include", "*/domain/*,*/services/*", "--omit", "*/services/read/*"]),
    ] + ([("coverage 90 %", report + ["90"])] if os.environ.get("MMD_TRACE") else [])
    lines, failed, begun = [], 0, time.time()
    with tempfile.TemporaryFile() as said:
        beside = subprocess.Popen(pytest + ["-m", alone], stdout=said, stderr=subprocess.STDOUT)
        try:
            for name, command in steps + [("run alone", [])]:
                print("== " + name, flush=True)
                start, code = time.time(), call(*command) if command else beside.wait()
                failed += code != 0
                lines.append("%-18s %-6s %6.1f s" % (name, "FAILED" if code else "ok", time.time() - start))
        finally:
            beside.terminate()  # it may still run where this is interrupted
        said.seek(0)
        print(said.read().decode("utf-8", "replace") + "\n" + "\n".join(lines))
    print("%-18s        %6.1f s" % ("in all", time.time() - begun))
    return 1 if failed else 0


def main(arguments: "list[str]") -> int:
    command, rest = (arguments[0], arguments[1:]) if arguments else ("", [])
    if command not in ("demo", "run", "test", "long", "bench", "build"):
        print(__doc__)
        return 0 if command in ("-h", "--help", "help") else 2
    if sys.version_info < OLDEST:
        print("Python %d.%d or later is needed; this is %s." % (OLDEST + (sys.version.split()[0],)), file=sys.stderr)
        return 3
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that nothing half-made is left
    python = make_venv()
    if sys.platform.startswith("linux"):
        install(missing_for_qt(VENV), required=True)
        known = output("/sbin/ldconfig", "-p") if command == "bench" else ""
        install([BENCH_LIBRARIES[name] for name in BENCH_LIBRARIES if known and name not in known], required=True)
        wanted = {"test": TOOLS, "long": TOOLS, "build": {"objdump": "binutils"}}.get(command, {})
        install([wanted[name] for name in wanted if not (shutil.which(name) or os.path.exists(name))], required=False)
    if command == "run":
        return call(python, "-m", "mmd_reviewer", *rest)
    os.chdir(str(ROOT))
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # each of many processes would compile everything
    if command in ("test", "long"):
        os.environ["MMD_LONG"], failed = "1" if command == "long" else "", 0  # tests/long.py
        if command == "long" or rest:
            failed = call(python, "-m", "pytest", *(["-n", "2", "-m", "long_form"] if command == "long" else []) + rest)
            os.environ.update(MMD_LONG="", MMD_TRACE="all")  # tests/conftest.py: once all of it is traced
        return failed if rest else failed or check(python)
    if command in ("bench", "build"):
        return call(python, "-m", {"bench": "tests.benchmarks", "build": "mmd_reviewer.release.build"}[command], *rest)
    if sys.platform in ("win32", "darwin") or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"):
        return call(python, "-m", "mmd_reviewer", "demo", *rest)
    print("There is no display: the demo writes its letters, exports and pictures to build/demo.", flush=True)
    return call(python, "-m", "mmd_reviewer", "demo", "--headless", os.path.join("build", "demo"), *rest)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
