"""Prepare the environment: system packages, ``.venv``, browser libraries, message catalogues.

Runs on the system's Python with nothing but the standard library. Each step leaves a stamp (a
digest of what it was made from), so that a second run only compares digests and works offline.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import venv
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

HOUSE = Path(__file__).resolve().parents[1]
VENV = HOUSE / ".venv"
PYTHON = VENV / "bin" / "python"
NEEDED = (3, 11)


class Need(NamedTuple):
    """One of ``commands`` is needed; Debian's ``packages`` bring it; without it ``part`` is off."""

    commands: tuple[str, ...]
    packages: tuple[str, ...]
    part: str

    def is_met(self) -> bool:
        """Say whether one of the commands is there."""
        return any(shutil.which(command) for command in self.commands)


SYSTEM = (
    Need(("chromium", "chromium-browser", "google-chrome"), ("chromium",), "browser tests"),
    Need(("xgettext",), ("gettext",), "the search for untranslated strings"),
    Need(("ffmpeg",), ("ffmpeg",), "video and audio"),
)
FONT_FILE = Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")
FONT_PACKAGES = ("fonts-dejavu-core", "fonts-liberation")


def main() -> int:
    """Run every step; return the exit status."""
    if sys.version_info < NEEDED:
        return _fail("Python 3.11 or newer is needed; run: make setup PYTHON=python3.11")
    install_system_packages()
    for step in (build_environment, install_browser_libraries, compile_catalogues):
        problem = step()
        if problem:
            return _fail(problem)
    return 0


def install_system_packages() -> None:
    """Install what is missing through apt when root; otherwise print the command and go on."""
    missing = _missing_packages()
    if not missing:
        return
    if _may_install() and not _tried_before(missing):
        _say("installing system packages: " + " ".join(missing))
        _apt_install(missing)
        _remember_try(missing)
    for need in SYSTEM:
        if not need.is_met():
            _say(f"{need.commands[0]} is missing: {need.part} switched off")
    left = _missing_packages()
    if left:
        _say("to have everything, run: sudo apt-get install -y " + " ".join(left))


def bring(needs: Iterable[Need]) -> None:
    """Install the packages of ``needs`` when root, else print the command; for other tools."""
    packages = list(dict.fromkeys(name for need in needs for name in need.packages))
    if packages and not (_may_install() and _apt_install(packages)):
        _say("to have everything, run: sudo apt-get install -y " + " ".join(packages))


def build_environment() -> str:
    """Make ``.venv`` from ``requirements.lock``; return a problem or an empty string."""
    lock = HOUSE / "requirements.lock"
    stamp, digest = VENV / ".made-from", _digest(lock, sys.version.split()[0])
    if PYTHON.exists() and _holds(stamp, digest):
        return ""
    if not PYTHON.exists():
        problem = _create_venv()
        if problem:
            return problem
    _say("installing Python packages (requirements.lock, hashes checked)")
    command = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    if _run([*command, "--require-hashes", "-r", str(lock)]):
        return "pip could not install requirements.lock; see its message above and run make setup"
    stamp.write_text(digest, encoding="ascii")
    return ""


def install_browser_libraries() -> str:
    """Install ``package-lock.json`` and copy what pages use; return a problem or nothing.

    Without npm the site still works, with plain icons and the fonts of the reader's machine.
    """
    lock, modules = HOUSE / "package-lock.json", HOUSE / "node_modules"
    if not shutil.which("npm"):
        _say("npm is missing: fonts, icons and page checks switched off")
        _say("to have them, run: sudo apt-get install -y nodejs npm")
        return ""
    stamp, digest = modules / ".made-from", _digest(lock)
    if not _holds(stamp, digest):
        _say("installing browser libraries (package-lock.json)")
        if _run(["npm", "ci", "--no-audit", "--no-fund", "--loglevel=error"]):
            return "npm ci failed; see its message above and run make setup again"
        stamp.write_text(digest, encoding="ascii")
    return _copy_vendor_files(digest)


def _copy_vendor_files(libraries: str) -> str:
    vendor = HOUSE / "ui" / "static" / "ui" / "vendor"
    stamp = VENV / ".vendor-made-from"
    # The formula font is cut by a Python package: the Python lock counts, too.
    sources = [HOUSE / name for name in ("requirements.lock", "ui/vendor.py", "ui/fonts.py")]
    digest = " ".join([libraries, *(_digest(source) for source in sources)])
    if vendor.is_dir() and _holds(stamp, digest):
        return ""
    # What `manage.py vendor_assets` does, without starting Django: set-up must work while the
    # applications do not.
    if _run([PYTHON, "-c", "from ui.vendor import copy_vendor_files; copy_vendor_files()"]):
        return "the browser libraries could not be copied; see the message above"
    stamp.write_text(digest, encoding="ascii")
    return ""


def compile_catalogues() -> str:
    """Compile the message catalogues that changed."""
    failed = _run([PYTHON, "-m", "tools.messages", "compile"])
    return "a message catalogue does not compile; see above" if failed else ""


def _create_venv() -> str:
    _say("making .venv")
    try:
        venv.create(VENV, with_pip=True)
    except (subprocess.CalledProcessError, OSError):
        shutil.rmtree(VENV, ignore_errors=True)
        package = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
        if not _may_install() or not _apt_install([package]):
            return f"Python cannot make a .venv; run: sudo apt-get install -y {package}"
        venv.create(VENV, with_pip=True)
    return ""


def _missing_packages() -> list[str]:
    names = [name for need in SYSTEM if not need.is_met() for name in need.packages]
    return names if FONT_FILE.exists() else [*names, *FONT_PACKAGES]


def _may_install() -> bool:
    return os.geteuid() == 0 and shutil.which("apt-get") is not None


def _apt_install(packages: Sequence[str]) -> bool:
    """Return whether apt brought the packages.

    ``RUNLEVEL`` keeps Debian from starting a server that has just been installed.
    """
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive", "RUNLEVEL": "1"}
    install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages]
    for attempt in (["apt-get", "update", "-qq"], install):
        if _run(attempt, environment):
            return False
    return True


def _tried_before(missing: Sequence[str]) -> bool:
    """Whether apt was already asked for exactly these: an offline machine is not kept waiting."""
    return _holds(HOUSE / "var" / ".apt-tried", " ".join(missing))


def _remember_try(missing: Sequence[str]) -> None:
    stamp = HOUSE / "var" / ".apt-tried"
    stamp.parent.mkdir(exist_ok=True)
    stamp.write_text(" ".join(missing), encoding="ascii")


def _digest(path: Path, *more: str) -> str:
    return hashlib.sha256(path.read_bytes() + "".join(more).encode()).hexdigest()


def _holds(stamp: Path, digest: str) -> bool:
    return stamp.exists() and stamp.read_text(encoding="ascii") == digest


def _run(command: Sequence[str | Path], environment: dict[str, str] | None = None) -> int:
    """Run a command in the house with no standard input and return its exit status."""
    words = [str(word) for word in command]
    return subprocess.run(
        words, cwd=HOUSE, env=environment, stdin=subprocess.DEVNULL, check=False
    ).returncode


def _say(text: str) -> None:
    print(f"setup: {text}", flush=True)


def _fail(text: str) -> int:
    print(f"setup: {text}", file=sys.stderr, flush=True)
    return 1


if __name__ == "__main__":
    sys.exit(main())
