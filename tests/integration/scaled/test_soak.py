"""A tenth of ``make soak``: the institute's invariants after crashes within statements."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
from django.db import connection

from tools.house import HOUSE

pytestmark = [
    pytest.mark.scaled,
    pytest.mark.slow,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="PostgreSQL: make test-scaled"),
]
NAME = "soak"


@pytest.fixture
def database_url():
    """Make a database beside those of the tests, and drop it afterwards."""
    url = os.environ["DATABASE_URL"]
    with psycopg.connect(url, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {NAME}")
        yield urlunsplit(urlsplit(url)._replace(path=f"/{NAME}"))
        server.execute(f"DROP DATABASE {NAME} WITH (FORCE)")


def test_nothing_is_lost_stuck_or_doubly_decided(database_url):
    command = [sys.executable, "-m", "bench.soak", "--scale", "0.1", "--seconds", "12"]
    # A tenth of the people in a twentieth of the time: at the chance of the whole nobody may die.
    command += ["--deadly", "0.002"]
    done = subprocess.run(
        command,
        cwd=HOUSE,
        env={**os.environ, "DATABASE_URL": database_url},
        capture_output=True,
        text=True,
        timeout=900,
        check=False,
    )
    assert done.stdout, done.stderr
    report = json.loads(done.stdout)
    assert report["holds"], report
    assert report["decisions"] > 10
    assert report["crashes"] >= 3, report
