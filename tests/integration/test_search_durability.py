"""Killing the writer at any moment loses no acknowledged change."""

import os
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.db import connection

ROOT = Path(__file__).resolve().parents[2]


def copy_database(folder: Path) -> None:
    """Write the migrated test database into ``folder``, where another process can open it."""
    connection.ensure_connection()
    target = sqlite3.connect(folder / "db.sqlite3")
    # Not Connection.backup(): it waits for ever for the transaction that the test itself holds.
    target.executescript("\n".join(connection.connection.iterdump()))
    target.close()


def environment(folder: Path) -> dict[str, str]:
    return {
        **os.environ,
        "DATA_DIR": str(folder),
        "DJANGO_SETTINGS_MODULE": "cms.settings.embedded",
        "PYTHONPATH": str(ROOT),
    }


@pytest.mark.skipif(connection.vendor != "sqlite", reason="copies the SQLite test database")
@pytest.mark.django_db
def test_ten_kills_lose_nothing(tmp_path: Path) -> None:
    copy_database(tmp_path)
    done = subprocess.run(
        [sys.executable, "-m", "tests.integration.search_killer", "2026"],
        cwd=ROOT,
        env=environment(tmp_path),
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "published=33 last_exit=0" in done.stdout
    assert "23 objects compared, 0 different, 0 waiting" in done.stdout


@pytest.mark.django_db
def test_a_second_writer_refuses(tmp_path: Path) -> None:
    copy_database(tmp_path)
    command = [sys.executable, "manage.py", "search_writer"]
    first = subprocess.Popen(command, cwd=ROOT, env=environment(tmp_path))
    try:
        lock = tmp_path / "index" / "writer.lock"
        for _attempt in range(600):
            if lock.exists() and lock.read_text():
                break
            first_ended = first.poll()
            assert first_ended is None
            time.sleep(0.1)
        second = subprocess.run(
            command,
            cwd=ROOT,
            env=environment(tmp_path),
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
    finally:
        first.terminate()
        first.wait(60)
    assert second.returncode == 1
    assert f"another search writer is running: writer.lock is held by process {first.pid}" in (
        second.stderr
    )
    assert first.returncode == 0
