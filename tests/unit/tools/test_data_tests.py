"""``make test-scaled`` leaves out what touches no data, and nothing else."""

from __future__ import annotations

import subprocess
import sys

from tools.house import HOUSE

PURE, DATA = "tests/unit/core/test_ids.py", "tests/unit/notices/test_models.py"


def test_only_tests_with_a_database_are_kept():
    collect = [sys.executable, "-m", "pytest", "--collect-only", "-q", "-p", "tools.data_tests"]
    done = subprocess.run(
        [*collect, PURE, DATA], cwd=HOUSE, capture_output=True, text=True, check=False
    )
    assert DATA in done.stdout
    assert PURE not in done.stdout
    assert done.returncode == 0, done.stdout + done.stderr
