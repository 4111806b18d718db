"""A store under a passphrase: what a store does, it does; nothing of it stands anywhere in clear.

Which library a process uses is decided once, so every test runs processes of its own.
"""

import random
import shutil
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path

import pytest

from mmd_reviewer import bootstrap
from mmd_reviewer.domain.deed import Draft
from mmd_reviewer.services import evidence, request_queue
from mmd_reviewer.settings import Choices
from mmd_reviewer.store.dialects.library import CLEAR, VARIABLE
from tests.forking import Forking, forking
from tests.long import LONG
from tests.making import DAY, Course, receive
from tests.store.protected_place import CUSTOMERS, ROOT, WORDS, Place

with_library = pytest.mark.skipif(
    find_spec("sqlcipher3") is None,
    reason="SQLCipher's library is not installed: the extra `passphrase`",
)
# tests that read the file's bytes themselves, or await the sentences of a store in clear
SAID_OTHERWISE = (
    "not test_not_a_store and not test_a_backup_never_overwrites and not "
    "test_a_look_at_a_file_takes_no_lock_away "
    "and not test_the_sentence_says_what_is_wrong and not memory and not postgresql"
)


@pytest.fixture(scope="module")
def commands(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Forking]:
    with forking(tmp_path_factory.mktemp("said") / "said") as made:
        yield made


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, commands: Forking) -> Path:
    """A store in clear, with a course, a file, long notes and a draft;
    and, where it can be, one under a passphrase.
    """
    place = Place(tmp_path_factory.mktemp("made") / "place", commands)
    clear = place.apart / "clear.sqlite"
    Course(place.apart).notified()
    desk = bootstrap.open_desk(Choices(place.apart / "s.sqlite", DAY, "Ines"))
    case = request_queue.note(desk, desk.case("A-0001"), "A Xylophone note. " * 900)
    evidence.attach(desk, case, "figures.xlsx", random.Random(1).randbytes(60_000))
    for number in range(6):
        request_queue.note(
            desk, receive(desk, ticket=f"MMD-{number}-B", title=f"Case {number}"), "Xylophone"
        )
    desk.store.save_draft(Draft(case.key, "reason", "Ines", "Xylophone typed"))
    desk.store.copy_to(clear, datetime(2026, 11, 23, 12, tzinfo=UTC))
    desk.store.close()
    if find_spec("sqlcipher3") is not None:
        place.run("protect", "--into", str(place.folder / "p.sqlite"), store=str(clear))
    return place.folder


@pytest.fixture
def place(made: Path, tmp_path: Path, commands: Forking) -> Place:
    """A copy of it, to work on."""
    here = Place(tmp_path / "place", commands)
    shutil.copy(made.with_name(f"{made.name} apart") / "clear.sqlite", here.apart / "clear.sqlite")
    if (made / "p.sqlite").exists():
        shutil.copy(made / "p.sqlite", here.folder / "p.sqlite")
    return here


def bytes_of(folder: Path) -> Mapping[str, bytes]:
    return {
        str(file): file.read_bytes()
        for file in folder.rglob("*")
        if file.is_file() and "home" not in file.parts
    }


@pytest.mark.long_form
@pytest.mark.skipif(not LONG, reason="runs the tests of the store a second time: dev.py long")
@with_library
def test_it_does_what_every_store_does(place: Place) -> None:
    """The tests of the store, on stores under a passphrase;
    going back, recovering and damage among them.
    """
    kinds = ["contract", "backup", "sql_store", "verify", "older_store", "recover", "damage"]
    files = [f"tests/store/test_{name}.py" for name in kinds]
    files.append("tests/services/test_going_back.py")
    plugins = [
        "-p",
        "tests.store.protected",
        "-p",
        "no:cacheprovider",
        "-p",
        "no:cov",
        "-p",
        "no:xdist",
    ]
    done = place.python("-m", "pytest", "-q", *plugins, "-k", SAID_OTHERWISE, *files, words=WORDS)
    assert done.returncode == 0, done.stdout[-4000:]


@with_library
def test_protected_and_back_with_the_same_content(place: Place) -> None:
    clear, back = place.apart / "clear.sqlite", place.apart / "back.sqlite"
    here = place.run("verify", store=str(clear), given="")
    before = clear.read_bytes()
    told = place.run("protect", "--into", str(place.folder / "new.sqlite"), store=str(clear))
    assert told["left"] == [str(clear)], "what stays in clear is named"
    there = place.run("verify", store="new.sqlite")
    place.run("unprotect", "--into", str(back), store="new.sqlite")
    again = place.run("verify", store=str(back), given="")
    assert here == there == again
    assert (here["findings"], here["documents"] >= 3, here["log_bytes"]) == ([], True, 0)
    assert clear.read_bytes() == before
    assert (place.folder / "new.sqlite").read_bytes()[:16] != CLEAR
    for command, store in (("protect", str(clear)), ("unprotect", "new.sqlite")):
        assert "exists" in place.run(command, "--into", str(back), store=store, code=3)
    assert "already" in place.run("protect", "--into", str(place.folder / "x.sqlite"), code=3)
    assert "already" in place.run(
        "unprotect", "--into", str(place.folder / "x.sqlite"), store=str(clear), code=3
    )
    assert not (place.folder / "x.sqlite").exists()


WORK = """
import shutil, sys, tempfile
from datetime import UTC, date, datetime
# what was put aside for a moment stays, to be looked into
shutil.rmtree = lambda *given, **options: None
tempfile.TemporaryDirectory.cleanup = lambda self: None
from mmd_reviewer import bootstrap
from mmd_reviewer.domain.deed import Draft
from mmd_reviewer.services import evidence, request_queue
from mmd_reviewer.settings import Choices
now = datetime(2026, 11, 23, 13, tzinfo=UTC)
desk = bootstrap.open_desk(Choices(path, date(2026, 11, 23), "Ines"))
case = request_queue.note(desk, desk.case("A-0001"), "A Xylophone note. " * 900)
case = evidence.attach(desk, case, "figures.xlsx", b"Xylophone" * 9000)
desk.store.save_draft(Draft(case.key, "reason", "Ines", "Xylophone typed"))
backup = desk.store.back_up(now).path
(path.parent / "stick").mkdir()
assert desk.store.catch_up(path.parent / "stick", now)
request_queue.note(desk, case, "Another Xylophone")
desk.store.copy_to(path.with_name("copy.sqlite"), now)
assert not desk.store.verify().findings
desk.store.rebuild()
bootstrap.open_desk(Choices(path, date(2026, 11, 23), "Ines", looks=True))
bootstrap.restore_store(backup, path.with_name("restored.sqlite"), now, current=desk)
bootstrap.recover_store(path, path.with_name("recovered.sqlite"))
bootstrap.go_back(desk, backup, datetime(2026, 11, 23, 14, tzinfo=UTC))
assert (path.parent / f"{path.name}-wal").stat().st_size
from mmd_reviewer.cli.main import run
from mmd_reviewer.cli.windows import Windows
from mmd_reviewer.store.sql_store import SqlStore
words = ["--store", str(path), "import", "resources/samples/requests.csv", "--dry-run"]
run(words, Windows(None, None))
def broken(self): raise RuntimeError("Xylophone Zauberwort")
SqlStore.newest_day = broken
assert run(["--store", str(path), "verify"], Windows(None, None)) == 3
print(*sorted(sys.modules))
import os; os._exit(0)
"""


@with_library
def test_nothing_stands_in_clear_beside_it(place: Place) -> None:
    """Store, logs, backups, second folder, what is put aside
    for a moment, crash files; and the passphrase nowhere.
    """
    loaded = place.script(WORK + "\n").split()
    assert {"sqlcipher3", "sqlite3", "_sqlite3"} & set(loaded) == {"sqlcipher3"}, (
        "never two libraries in a process"
    )
    assert len([*place.folder.rglob("*.sqlite")]) > 7
    assert [*place.folder.rglob("crash-*.txt")]
    assert (
        place.in_clear(*CUSTOMERS, "Contoso", "Consolidated Messenger", "Zauberwort", WORDS)
        == set()
    )


def test_the_same_work_on_a_store_in_clear_is_found(place: Place) -> None:
    """Or the search above would prove nothing;
    and a store in clear is opened by Python's own library alone.
    """
    shutil.copy(place.apart / "clear.sqlite", place.folder / "p.sqlite")
    loaded = place.script(WORK, words="").split()
    assert {"sqlcipher3", "sqlite3"} & set(loaded) == {"sqlite3"}
    assert set(CUSTOMERS) <= place.in_clear(*CUSTOMERS)


@with_library
@pytest.mark.parametrize("given", ["", "Falsch"])
def test_without_its_passphrase_it_is_not_opened_and_not_changed(place: Place, given: str) -> None:
    place.run("backup")
    before = bytes_of(place.folder)
    backup = next(name for name in before if "backups" in name)
    commands = [
        ["verify"],
        ["list"],
        ["note", "A-0001", "x"],
        ["backup"],
        ["rebuild"],
        ["--look", "list"],
    ]
    commands += [
        ["import", "resources/samples/requests.csv"],
        ["unprotect", "--into", f"{place.folder}/x.sqlite"],
    ]
    commands += [["restore", backup, "--into", f"{place.folder}/x.sqlite"]]
    lines = place.script(
        "import sys\nfrom mmd_reviewer.cli.main import run\nfrom mmd_reviewer.cli.windows import "
        "Windows\n"
        "sys.stderr = sys.stdout\n"
        f"for command in {commands!r}:\n    print(run(['--store', str(path), *command], "
        f"Windows(None, None)))\n",
        words=given,
    ).splitlines()
    assert lines[1::2] == ["3"] * len(commands), "and the library says nothing of its own"
    assert all("passphrase" in line for line in lines[::2])
    assert bytes_of(place.folder) == before
    assert "passphrase" in place.run("verify", given="wrong" if given else "", code=3)


@with_library
def test_a_store_in_clear_stays_one_where_a_passphrase_was_given(place: Place) -> None:
    clear = place.folder / "clear.sqlite"
    shutil.copy(place.apart / "clear.sqlite", clear)
    place.run("list", store="clear.sqlite", given="")
    whole = clear.read_bytes()
    place.run("list", store="clear.sqlite")
    assert clear.read_bytes() == whole
    place.run("note", "A-0001", "x", store="clear.sqlite")
    place.run("backup", str(place.folder / "copy.sqlite"), store="clear.sqlite")
    assert {
        (place.folder / name).read_bytes()[:16] for name in ("clear.sqlite", "copy.sqlite")
    } == {CLEAR}
    assert place.run("verify", store="clear.sqlite")["ok"]


@with_library
def test_a_new_store_is_under_the_passphrase_that_was_given(place: Place) -> None:
    place.run("import", str(ROOT / "resources/samples/requests.csv"), store="new.sqlite")
    assert place.run("verify", store="new.sqlite")["cases"] == 17
    assert (place.folder / "new.sqlite").read_bytes()[:16] != CLEAR


@with_library
def test_going_back_to_a_backup_from_before_it_was_protected(place: Place) -> None:
    """It lies in clear, until it is removed;
    what the store holds is under the passphrase all the same.
    """
    (place.folder / "p backups").mkdir()
    shutil.copy(
        place.apart / "clear.sqlite", place.folder / "p backups" / "p 2026-11-20T100000Z.sqlite"
    )
    place.script(
        "from datetime import UTC, datetime\nfrom mmd_reviewer import bootstrap\n"
        "from mmd_reviewer.settings import Choices\nnow = datetime(2026, 11, 23, 13, tzinfo=UTC)\n"
        "desk = bootstrap.open_desk(Choices(path))\nbackup = desk.store.newest_backup()\n"
        "made = desk.store.back_up(now)\nassert made and desk.store.back_up(now) is None\n"
        "bootstrap.go_back(desk, backup.path, now)\nassert not "
        "desk.store.verify().findings\ndesk.store.close()\n"
    )
    assert (place.folder / "p.sqlite").read_bytes()[:16] != CLEAR
    names = {
        file.name: file.read_bytes()[:16] == CLEAR
        for file in (place.folder / "p backups").iterdir()
    }
    assert names.pop("p 2026-11-20T100000Z.sqlite")
    assert names
    assert not any(names.values())


@with_library
@pytest.mark.parametrize(("first", "last"), [(0, 1), (56, 80)])
def test_of_a_damaged_one_what_is_lost_comes_from_its_backups(
    place: Place, first: int, last: int
) -> None:
    """A destroyed page shows nothing of itself;
    the first one holds what the others are opened by.
    """
    place.run("backup")
    file, facts = place.folder / "p.sqlite", place.run("verify")["facts"]
    data = bytearray(file.read_bytes())
    data[first * 4096 : last * 4096] = random.Random(2).randbytes((last - first) * 4096)
    file.write_bytes(data)
    into = ("recover", str(file), "--into", str(place.folder / "new.sqlite"))
    found = place.run(*into, code=0 if first else 1)
    said = [row["what"] for row in found["missing"]]  # of the rest nothing can be read
    assert (found["facts"], len(said)) == (facts, 0 if first else 1)
    assert all("recorded after the backup of" in row for row in said)
    assert place.run("verify", store="new.sqlite")["ok"]
    shutil.rmtree(place.folder / "p backups")
    other = ("recover", str(file), "--into", str(place.folder / "other.sqlite"))
    if first:
        assert place.run(*other, code=1)["missing"]
    else:
        assert "Nothing of" in place.run(*other, code=3)
    assert file.read_bytes() == data


@with_library
def test_another_program_opens_it_by_the_passphrase_alone(place: Place) -> None:
    place.script(
        "from sqlcipher3 import dbapi2\nopened = dbapi2.connect(path)\n"
        f"words = {WORDS!r}.replace(chr(39), chr(39) * 2)\n"
        "opened.execute(f'PRAGMA key={chr(39)}{words}{chr(39)}')\n"
        "assert opened.execute('SELECT count(*) FROM fact').fetchone()[0] > 10\n",
        words="",
    )


@with_library
def test_what_is_sorted_stays_in_memory_and_what_is_started_hears_nothing(place: Place) -> None:
    place.script(
        "import os\nfrom mmd_reviewer.store.dialects.library import connect\nopened = "
        "connect(path)\n"
        f"assert opened.execute('PRAGMA temp_store').fetchone() == (2,)\nassert {VARIABLE!r} not "
        f"in os.environ\n"
    )


def test_without_the_library_the_extra_is_named(place: Place) -> None:
    (place.apart / "sqlcipher3").mkdir()
    (place.apart / "sqlcipher3" / "__init__.py").write_text("raise ImportError\n")
    store = str(place.apart / "clear.sqlite")
    done = place.python(
        "-m", "mmd_reviewer", "--store", store, "list", words="x", PYTHONPATH=str(place.apart)
    )
    assert done.returncode == 3
    assert "mmd-reviewer[passphrase]" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_file_that_holds_no_passphrase_is_said(place: Place) -> None:
    for content in (b"", b"\nx", b"\xff\xfe\x00"):
        (place.apart / "words").write_bytes(content)
        assert "no passphrase" in place.run("list", store=str(place.apart / "clear.sqlite"), code=3)


WINDOW = """
from datetime import date
from time import sleep
from PySide6.QtWidgets import QLineEdit
from mmd_reviewer.settings import Choices, Settings
from mmd_reviewer.ui.app import Program, make_application
from mmd_reviewer.ui.look.theme import apply_theme, theme_named
app = make_application(["x"])
apply_theme(app, theme_named("light"))
def wait():  # QTest.qWait keeps the interpreter to itself: the worker gets on by chance alone
    app.processEvents()
    sleep(0.025)
there = []
program = Program(Choices(path, date(2026, 11, 23), "Ines"), Settings(), lambda: there.append(1))
program.window.show()
program.load()
dialog = program.window.findChild(object, "passphrase")
field = dialog.findChild(QLineEdit)
assert field.echoMode() == QLineEdit.EchoMode.Password
for words in ("", "Falsch"):
    field.setText(words)
    dialog.accept_button.click()
    assert dialog.isVisible() and dialog.error.text()
field.setText(WORDS)
dialog.accept_button.click()
for _ in range(400):
    if there and program.desk_window is not None: break
    wait()
assert there and program.queue.reviewing.desk.store.fault() == ""
program.queue.findChild(QLineEdit, "quickFilter").setText("Fabrikam")
for _ in range(400):
    if "Fabrikam" in program.queue.state(): break
    wait()
assert "Fabrikam" in program.queue.state()
program.window.close()
wait()
assert not [name for name in program.settings.window if name.startswith("queue")]
"""


@with_library
def test_the_window_asks_for_it(place: Place) -> None:
    """As often as it is wrong; the filter, which may be a customer's name,
    is not kept among the settings.
    """
    place.script(f"WORDS = {WORDS!r}\n{WINDOW}", words="")
    assert place.in_clear(*CUSTOMERS, WORDS) == set()
