"""A PostgreSQL cluster of its own: in a folder, on a free port, with a random password."""

from __future__ import annotations

import os
import secrets
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tools.services.processes import (
    ServiceFailed,
    as_user,
    folder_for,
    free_port,
    running,
    unprivileged_user,
)

USER = DATABASE = "mesh"
# Nothing has to survive a power cut here; everything else stays as it is on a real server.
SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "120",
    "shared_buffers": "128MB",
    "deadlock_timeout": "500ms",
}


def binary(name: str) -> str:
    """Return a program of the newest PostgreSQL of this machine; Debian hides the server's."""
    folders = sorted(
        Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name)
    )
    found = shutil.which(name, path=os.pathsep.join(map(str, reversed(folders))))
    found = found or shutil.which(name)
    if found is None:
        raise ServiceFailed(f"{name} is missing; run: sudo apt-get install -y postgresql")
    return found


@contextmanager
def postgresql(parent: Path) -> Iterator[dict[str, str]]:
    """Run a cluster in ``parent``; gives ``DATABASE_URL`` (its role may create databases)."""
    user, port = unprivileged_user(), free_port()
    folder = folder_for(parent, "postgresql", user)
    password = secrets.token_hex(16)
    _make_cluster(folder, user, password)
    options = [word for name, value in SETTINGS.items() for word in ("-c", f"{name}={value}")]
    command = [binary("postgres"), "-D", str(folder / "data"), "-p", str(port)]
    command += ["-k", str(folder), *options]
    url = f"postgresql://{USER}:{password}@127.0.0.1:{port}/{DATABASE}"

    def answers() -> bool:
        asked = [binary("pg_isready"), "-q", "-h", "127.0.0.1", "-p", str(port), "-d", "postgres"]
        return subprocess.run(asked, check=False).returncode == 0

    # SIGINT is PostgreSQL's "fast shutdown": sessions are ended, the server does not wait for them.
    log = folder / "server.log"
    with running("PostgreSQL", as_user(command, user), log=log, answers=answers,
                 ask_to_end=signal.SIGINT):  # fmt: skip
        _make_database(port, password)
        yield {"DATABASE_URL": url}


def _make_cluster(folder: Path, user: str | None, password: str) -> None:
    secret = folder / "password"
    secret.write_text(password, encoding="ascii")
    if user:
        shutil.chown(secret, user)
    command = [
        *(binary("initdb"), "-D", str(folder / "data"), "-U", USER, "--auth=scram-sha-256"),
        *(f"--pwfile={secret}", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"),
    ]
    done = subprocess.run(
        as_user(command, user), cwd=folder, capture_output=True, text=True, check=False
    )
    secret.unlink()
    if done.returncode:
        raise ServiceFailed(f"initdb failed:\n{done.stdout}{done.stderr}")


def _make_database(port: int, password: str) -> None:
    command = [binary("createdb"), "-h", "127.0.0.1", "-p", str(port), "-U", USER, DATABASE]
    subprocess.run(command, env={**os.environ, "PGPASSWORD": password}, check=True)
