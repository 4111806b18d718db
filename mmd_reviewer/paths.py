"""Where resources and the user's data are:
the one module that knows how the program was started.
"""

import sys
from contextlib import suppress
from pathlib import Path

import platformdirs

_APP = "mmd-reviewer"
HAN_FONTS = "mmd-reviewer-han-fonts.zip"
_PACKAGE = Path(__file__).resolve().parent


def resources() -> Path:
    """The folder of icons, fonts, editions, letter wordings, help and samples.

    Frozen by PyInstaller it lies beside the unpacked program, in a wheel inside the package, in a
    source checkout beside the package. `FileNotFoundError` if it is nowhere: the installation is
    damaged.
    """
    frozen = getattr(sys, "_MEIPASS", None)
    roots = [Path(frozen)] if frozen else [_PACKAGE, _PACKAGE.parent]
    places = [root / "resources" for root in roots]
    for place in places:
        if place.is_dir():
            return place
    raise FileNotFoundError(
        f"The program's resources are missing; looked in {', '.join(map(str, places))}."
    )


def han_fonts() -> Path | None:
    """The file of the letters' Chinese, Japanese and Korean fonts that a built program has beside
    its folder, in it, or in the user's data folder; None: there is none.
    """
    program = Path(sys.executable).parent
    beside = [program.parent, program] if getattr(sys, "frozen", False) else []
    files = (folder / HAN_FONTS for folder in (*beside, user_data()))
    return next((file for file in files if file.is_file()), None)


def this_program() -> tuple[str, ...]:
    """The command that starts this program once more, without arguments."""
    built = getattr(sys, "frozen", False)
    return (sys.executable,) if built else (sys.executable, "-m", "mmd_reviewer")


def _made(folder: Path) -> Path:
    """Made if need be; one that cannot be made is named all the same:
    who writes there says in words what is wrong.
    """
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
    return folder


def user_data() -> Path:
    """The folder of the user's stores and crash files, made if need be."""
    return _made(platformdirs.user_data_path(_APP, appauthor=False))


def own_letters() -> Path:
    """The folder of the user's own sentences for letters; it need not be there."""
    return user_data() / "letters"


def user_config() -> Path:
    """The settings file; its folder is made if need be, the file is not."""
    return _made(platformdirs.user_config_path(_APP, appauthor=False)) / "settings.toml"


def user_log() -> Path:
    """The folder of log files, made if need be."""
    return _made(platformdirs.user_log_path(_APP, appauthor=False))


def default_store() -> Path:
    """The store that is opened when none is named."""
    return user_data() / "reviewer.sqlite"
