"""Copying the whole database while the library works on it, and putting a copy back."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path
from typing import Any

from django.db import connection

from cms.operations.errors import BackupRefused

FILES = {"sqlite": "database.sqlite3", "postgresql": "database.dump"}


def database_file() -> str:
    """Return the name of the database's file in a backup: it tells the engine."""
    return FILES[connection.vendor]


def dump_database(folder: Path) -> None:
    """Write a copy that is one moment of the database; nobody has to wait meanwhile."""
    target = folder / database_file()
    if connection.vendor == "sqlite":
        _copy_sqlite(_sqlite_file(), target)
    else:
        _run_postgresql("pg_dump", "--format=custom", "--no-owner", "--no-acl", f"--file={target}")


def load_database(folder: Path) -> None:
    """Put the copy into the empty database: all of it or nothing."""
    source = folder / database_file()
    if connection.vendor == "sqlite":
        target = _sqlite_file()
        connection.close()
        for name in (target, Path(f"{target}-wal"), Path(f"{target}-shm")):
            name.unlink(missing_ok=True)
        fresh = target.with_name(f"{target.name}.new")
        fresh.unlink(missing_ok=True)
        _copy_sqlite(source, fresh)
        fresh.replace(target)
        return
    _run_postgresql(
        *("pg_restore", "--no-owner", "--no-acl", "--exit-on-error", "--single-transaction"),
        *(f"--dbname={connection.settings_dict['NAME']}", str(source)),
    )
    connection.close()


def is_empty() -> bool:
    """Say whether the database has no table at all, as a new one."""
    return not connection.introspection.table_names()


def _sqlite_file() -> Path:
    return Path(str(connection.settings_dict["NAME"]))


def _copy_sqlite(source: Path, target: Path) -> None:
    """Copy through SQLite itself: a copy of the file would miss the write-ahead log."""
    with (
        closing(sqlite3.connect(f"file:{source}?mode=ro", uri=True)) as original,
        closing(sqlite3.connect(target)) as copy,
    ):
        original.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")


def _run_postgresql(program: str, *arguments: str) -> None:
    found = shutil.which(program)
    if found is None:
        raise BackupRefused(f"{program} is missing; install the package postgresql-client")
    facts: dict[str, Any] = connection.settings_dict
    named = {"PGDATABASE": "NAME", "PGUSER": "USER", "PGPASSWORD": "PASSWORD", "PGHOST": "HOST"}
    named["PGPORT"] = "PORT"
    given = {name: str(facts[key]) for name, key in named.items() if facts.get(key)}
    # The password travels in the environment: lists of processes do not show it.
    done = subprocess.run(  # noqa: S603 - arguments are ours, there is no shell
        [found, *arguments], env=given, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise BackupRefused(f"{program}: {done.stderr.strip()[-1000:]}")
