"""The search writer killed again and again while people publish and withdraw: nothing is lost.

    .venv/bin/python -m bench.soak.writer_kills [--kills 500] [--seed 2026]

On the embedded form (SQLite, tantivy), in a folder of its own. Each round forks a writer, publishes
three objects, withdraws an earlier one and sends SIGKILL after a random moment below 0.35 s. At the
end the index is compared with the database. Prints one JSON object; ends with 1 when they differ.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import time

COMPARED = re.compile(r"(\d+) objects compared, (\d+) different, (\d+) waiting")


def main() -> int:
    """Migrate, kill, compare; return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m bench.soak.writer_kills", description=__doc__)
    parser.add_argument("--kills", type=int, default=500)
    parser.add_argument("--seed", type=int, default=2026)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="mesh-kills-") as folder:
        os.environ.update(DATA_DIR=folder, DJANGO_SETTINGS_MODULE="cms.settings.embedded")
        _prepare()
        started = time.monotonic()
        killer = [sys.executable, "-m", "tests.integration.search_killer"]
        done = subprocess.run(  # noqa: S603 - our own interpreter and module
            [*killer, str(given.seed), str(given.kills)],
            capture_output=True,
            text=True,
            check=False,
        )
        report = _report(given.kills, done, time.monotonic() - started)
    print(json.dumps(report, ensure_ascii=False, indent=2))
    if not report["holds"]:
        print(done.stdout + done.stderr, file=sys.stderr)
    return 0 if report["holds"] else 1


def _prepare() -> None:
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)


def _report(
    kills: int, done: subprocess.CompletedProcess[str], seconds: float
) -> dict[str, object]:
    compared = COMPARED.search(done.stdout)
    objects, different, waiting = map(int, compared.groups()) if compared else (0, -1, -1)
    return {
        "name": "soak.writer_kills",
        "kills": kills,
        "objects": objects,
        "different": different,
        "waiting": waiting,
        "minutes": round(seconds / 60, 1),
        "holds": done.returncode == 0 and objects > kills and different == waiting == 0,
    }


if __name__ == "__main__":
    sys.exit(main())
