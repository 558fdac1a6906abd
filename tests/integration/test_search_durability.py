"""Killing the writer at any moment loses no acknowledged change, on both databases."""

import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.db import connection

from tests.integration.other_processes import ROOT, library_for_others

# Other processes see the rows of PostgreSQL only once they are committed.
pytestmark = pytest.mark.django_db(transaction=connection.vendor == "postgresql")


def test_twenty_kills_lose_nothing(tmp_path: Path) -> None:
    environment = library_for_others(tmp_path)
    done = subprocess.run(
        [sys.executable, "-m", "tests.integration.search_killer", "2026", "20"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "published=63 last_exit=0" in done.stdout
    assert "43 objects compared, 0 different, 0 waiting" in done.stdout


def test_a_second_writer_refuses(tmp_path: Path) -> None:
    environment = library_for_others(tmp_path)
    command = [sys.executable, "manage.py", "search_writer"]
    first = subprocess.Popen(command, cwd=ROOT, env=environment)
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
            env=environment,
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
