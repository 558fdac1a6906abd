"""Reading settings from the environment; every name is listed in ``docs/settings.md``."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

PROJECT_DIR = Path(__file__).resolve().parents[2]
_TRUE = {"1", "true", "yes", "on"}


def text(name: str, default: str = "") -> str:
    """Return the variable as text."""
    return os.environ.get(name, default)


def flag(name: str, *, default: bool = False) -> bool:
    """Return the variable as a boolean: 1, true, yes or on in any case."""
    value = os.environ.get(name)
    return default if value is None else value.strip().lower() in _TRUE


def number(name: str, default: int) -> int:
    """Return the variable as a whole number; a malformed one raises with the name in it."""
    value = os.environ.get(name, "")
    if not value:
        return default
    try:
        return int(value)
    except ValueError as error:
        raise ValueError(f"{name} must be a whole number, not {value!r}") from error


def names(name: str, default: str = "") -> list[str]:
    """Return a comma-separated variable as a list without empty items."""
    return [item.strip() for item in text(name, default).split(",") if item.strip()]


def data_dir() -> Path:
    """Return the folder of everything that is not code, made when absent (``DATA_DIR``)."""
    folder = Path(text("DATA_DIR", str(PROJECT_DIR / "var"))).expanduser().resolve()
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def secret_key(folder: Path) -> str:
    """Return ``SECRET_KEY``, else the key generated on the first run and kept in ``folder``."""
    given = text("SECRET_KEY")
    if given:
        return given
    path = folder / "secret_key"
    if not path.exists():
        _write_once(path, secrets.token_urlsafe(50))
    return path.read_text(encoding="ascii").strip()


def _write_once(path: Path, content: str) -> None:
    """Create ``path`` readable by the owner only; a racing process keeps the first one's file."""
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return
    with os.fdopen(handle, "w", encoding="ascii") as stream:
        stream.write(content)
