"""Letting other processes work on the test's database."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

from django.db import connection

ROOT = Path(__file__).resolve().parents[2]


def library_for_others(folder: Path) -> dict[str, str]:
    """Let other processes work on the migrated test database; return what leads them there.

    On SQLite they get a copy of it in ``folder``, on PostgreSQL the database itself.
    """
    shared = {**os.environ, "DATA_DIR": str(folder), "PYTHONPATH": str(ROOT)}
    connection.ensure_connection()
    if connection.vendor == "postgresql":
        facts = connection.settings_dict
        server = f"{facts['USER']}:{facts['PASSWORD']}@{facts['HOST']}:{facts['PORT']}"
        return {
            **shared,
            "DJANGO_SETTINGS_MODULE": "cms.settings.scaled",
            "DATABASE_URL": f"postgresql://{server}/{facts['NAME']}",
        }
    target = sqlite3.connect(folder / "db.sqlite3")
    # Not Connection.backup(): it waits for ever for the transaction that the test itself holds.
    target.executescript("\n".join(connection.connection.iterdump()))
    target.close()
    return {**shared, "DJANGO_SETTINGS_MODULE": "cms.settings.embedded"}
