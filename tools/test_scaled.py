"""``make test-scaled``: the tests on PostgreSQL, Redis, S3 and OpenSearch, started and stopped.

Which tests: those marked ``scaled``, and every unit and integration test that touches data, run
a second time on the services. What is left out would find nothing new: the design system, the
developer's tools and benchmarks, what takes a browser or starts a whole embedded library, what
uses no database (``tools.data_tests``), and who may open which address: rules in Python.

    .venv/bin/python -m tools.test_scaled [pytest's arguments]
"""

from __future__ import annotations

import os
import sys

from tools.house import HOUSE
from tools.services.__main__ import run_beside
from tools.services.together import SERVICES

SAME_EVERYWHERE = {"ui", "tools", "permissions", "bench"}
CHOSEN = "scaled or not (browser or slow)"
NEEDED_BESIDE = ["nginx"]  # a program that a test starts, no service


def main(arguments: list[str]) -> int:
    """Run the tests beside the services; return pytest's exit status."""
    workers = os.environ.get("WORKERS", "2")
    pytest = [sys.executable, "-m", "pytest", "--ds=cms.settings.test_scaled", "--create-db"]
    chosen = ["-p", "tools.data_tests", "-n", workers, "-m", CHOSEN, *(arguments or folders())]
    return run_beside([*SERVICES], [*pytest, *chosen], install_beside=NEEDED_BESIDE)


def folders() -> list[str]:
    """Return the folders of tests that mean something else on the services."""
    return [
        path.relative_to(HOUSE).as_posix()
        for kind in ("unit", "integration")
        for path in sorted((HOUSE / "tests" / kind).iterdir())
        if path.name not in SAME_EVERYWHERE and (path.is_dir() or path.name.startswith("test_"))
        if path.is_file() or list(path.rglob("test_*.py"))
    ]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
