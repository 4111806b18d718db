"""How the window looks and behaves for one user: a frozen dataclass, TOML in and out.

Nothing here may change a letter, a date or a decision; those depend on facts of the case `desk`.
"""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any

from mmd_reviewer import __version__, paths
from mmd_reviewer.domain.errors import StoreError
from mmd_reviewer.domain.server_url import BEGINS, shown_url


@dataclass(frozen=True, slots=True)
class Server:
    """A team's store: a database of PostgreSQL by its URL, as libpq reads it.

    Shown without a password. `listen`: the URL by which changes are told, where a bouncer stands in
    `url`; `read_from`: a replica for register, calendar and search; "" for neither.
    """

    url: str = field(repr=False)
    listen: str = field(default="", repr=False)
    read_from: str = field(default="", repr=False)

    def __str__(self) -> str:
        return shown_url(self.url)

    def absolute(self) -> "Server":
        """A URL is one, wherever the program was started."""
        return self

    @property
    def stem(self) -> str:
        """Its short name: that of the database or of the service."""
        service = re.search(r"[?&]service=([^&]+)", self.url)
        path = self.url.partition("://")[2].partition("?")[0].partition("/")[2]
        return path or (service[1] if service else "") or "team store"


Place = Path | Server
_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")


BY_SERVER = (
    "A team store has no file of its own: its server's means do that (the help, page “team”). "
    "Nothing was changed."
)


def file_of(place: Place) -> Path:
    """The store's file, for what only a file can do; StoreError of a server."""
    if isinstance(place, Server):
        raise StoreError(BY_SERVER)
    return place


def exists(place: Place) -> bool:
    """Is there something to open? Of a server only opening it tells."""
    return isinstance(place, Server) or place.exists()


def place_of(text: str | Path) -> Place:
    """A file, or a server where it is a URL of one; StoreError where it is another URL."""
    if isinstance(text, str) and _URL.match(text) and not text.startswith(BEGINS):
        raise StoreError(
            f"{shown_url(text)} is neither a file nor a team store: the URL of a team store begins "
            f"with {BEGINS[0]}. Nothing was changed."
        )
    return Server(text) if isinstance(text, str) and text.startswith(BEGINS) else Path(text)


@dataclass(frozen=True, slots=True)
class Choices:
    """What a person chose at the start: store, day worked under,
    reviewer; of a store made now its zone, what its letters name as sender where that is not the
    usual, and whether its cases are made up. `own`: what the person came to the samples from.
    `asks`: nothing was chosen and there is no store yet, so that the first start asks.

    `seen` is the newest fact that the person saw of the case a command is about. `looks`: at a copy
    of the store, in which nothing is recorded, such as of a backup. `held` says that another
    person’s window has the store, so that it is only read. `recorded` grows by a sentence
    for each deed of this run, `said` by what a person should know of the opening of the store.
    """

    store: Place = field(default_factory=paths.default_store)
    day: date | None = None
    reviewer: str = ""
    zone: str = ""
    sender: Mapping[str, str] = field(default_factory=dict)
    sample: bool = False
    own: "Choices | None" = None
    asks: bool = False
    seen: str = ""
    looks: bool = False
    held: str = ""
    recorded: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)


THEMES = ("light", "dark", "contrast", "system")
SIZES = (80, 90, 100, 110, 125, 150, 175, 200)  # per cent
AFTER_DECISION = ("next", "previous", "list")
# Written by earlier versions, never used
GONE = ("pinned_filter", "splitters", "sort", "confirmed")


@dataclass(frozen=True, slots=True)
class Settings:
    """`store`: the file or URL that is opened where none is named, "" for the usual; `reviewer`:
    the name that deeds bear, "" for the account's. `theme` one of THEMES; `size` of everything in
    the window, one of SIZES; `after_decision` (where focus goes) one of AFTER_DECISION.

    `listen_url`, `read_from`: of a team's store, as `Server` says them.

    `single_keys`: letters alone are commands where no text is typed. `geometry` is Qt's own text
    (base64) of sizes. `backup_folder`: a second place for backups, such as a stick; "" for none.
    `window`: whatever else a view wants to find again. `columns`: which column of an imported table
    is which of ours, as chosen by hand, by the table's headings. `keys`: the keys of a command, by
    its name, where they were changed. `sentences`: reusable sentences of one's own by their text,
    and what each was kept for. `version`: the program's that was started last; `foreign`: settings
    of another version by their names, kept as they are.
    """

    store: str = ""
    listen_url: str = ""
    read_from: str = ""
    reviewer: str = ""
    theme: str = "system"
    size: int = 100
    single_keys: bool = True
    after_decision: str = "next"
    geometry: str = ""
    backup_folder: str = ""
    window: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    columns: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    keys: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    sentences: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    version: str = ""
    foreign: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))

    def __post_init__(self) -> None:
        """Refuse a value without a meaning (`ValueError`), and close the mappings to change."""
        allowed: dict[str, tuple[object, ...]] = {
            "theme": THEMES,
            "after_decision": AFTER_DECISION,
            "size": SIZES,
        }
        for name, values in allowed.items():
            if getattr(self, name) not in values:
                raise ValueError(
                    f"{name} is {getattr(self, name)!r}, not one of {', '.join(map(str, values))}"
                )
        for name in ("window", "columns", "keys", "sentences", "foreign"):
            object.__setattr__(self, name, MappingProxyType(dict(getattr(self, name))))


KNOWN = tuple(f.name for f in fields(Settings) if f.name != "foreign")  # names in the file


def load(path: Path) -> tuple[Settings, list[str]]:
    """Settings from a TOML file and, to be told to the user,
    the keys that are unknown or hold nonsense.

    What is not understood keeps its default; a name that only another version knows stays in the
    file, and nothing is told of it where a newer one wrote it. No file: the defaults. A file that
    is not TOML: the defaults, and its name as the one key; one that cannot be read likewise.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return Settings(), []
    except (OSError, UnicodeDecodeError):
        return Settings(), [path.name]
    import tomllib  # kept off the start without a settings file

    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return Settings(), [path.name]
    settings, unknown = Settings(), []
    foreign = {key: document[key] for key in document.keys() - {*KNOWN, *GONE}}
    for key in (key for key in document if key in KNOWN):
        try:
            settings = _with(settings, key, document[key])
        except (TypeError, ValueError):
            unknown.append(key)
    if not is_newer(settings.version):
        unknown += sorted(foreign)
    return replace(settings, foreign=foreign), unknown


def is_newer(version: str) -> bool:
    """Is it the number of a later version than this program's?"""
    return _numbers(version) > _numbers(__version__)


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".") if part.isdecimal())


def save(settings: Settings, path: Path) -> None:
    """Write the file so that it is the old one or the new one whatever happens;
    `OSError` passes.
    """
    import tempfile

    import tomli_w

    document = _plain(settings)
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.name, suffix=".new")
    try:
        with os.fdopen(handle, "wb") as file:
            tomli_w.dump(document, file)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _plain(settings: Settings) -> dict[str, Any]:
    values = {name: getattr(settings, name) for name in KNOWN}
    return dict(settings.foreign) | {
        key: dict(value) if isinstance(value, Mapping) else value for key, value in values.items()
    }


def _with(settings: Settings, key: str, value: object) -> Settings:
    """The settings with one value replaced, if it is of the kind of the default."""
    values = _plain(settings)
    if type(value) is not type(values.get(key)):
        raise TypeError(key)
    if isinstance(value, dict) and not all(isinstance(part, str) for part in value.values()):
        raise TypeError(key)
    return Settings(**{**values, key: value})
