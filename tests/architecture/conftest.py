"""What the architecture tests look at: the tracked and the new files of the house."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tools.house import HOUSE, NOT_PACKAGES, packages


@pytest.fixture(scope="session")
def house_files() -> list[Path]:
    """Every file that is tracked, or would be by ``git add``; needs a git checkout."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    try:
        listed = subprocess.run(command, cwd=HOUSE, capture_output=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("not a git checkout")
    return [
        path for name in listed.decode().split("\0") if name and (path := HOUSE / name).is_file()
    ]


@pytest.fixture(scope="session")
def sources() -> list[Path]:
    """Every Python file of the packages, of ``tools`` and of ``bench``, without migrations."""
    folders = [*packages(), *(NOT_PACKAGES & {"tools", "bench"})]
    return [
        path
        for folder in folders
        for path in sorted((HOUSE / folder).rglob("*.py"))
        if "migrations" not in path.parts
    ]
