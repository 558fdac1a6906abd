"""Whatever ends an import, the library is the old one or the new one."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

from tests.integration.other_processes import ROOT, library_for_others

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(connection.vendor != "sqlite", reason="copies the SQLite test database"),
]


@pytest.mark.django_db
def test_an_import_that_is_ended_anywhere_is_all_or_nothing(tmp_path: Path) -> None:
    environment = library_for_others(tmp_path)
    done = subprocess.run(
        [sys.executable, "-m", "tests.integration.package_killer"],
        cwd=ROOT,
        env={**environment, "LOG_LEVEL": os.environ.get("LOG_LEVEL", "WARNING")},
        capture_output=True,
        text=True,
        timeout=570,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    ways = json.loads(done.stdout.splitlines()[-1])
    assert len(ways["kill"]) == 20
    assert ways["kill"].count("old") >= 15
    assert ways["locked"].count("old") >= 1
    assert ways["gone"].count("old") >= 4
    assert "old" in ways["full"]
