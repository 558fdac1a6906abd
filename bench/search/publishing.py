"""Publishes objects into the benchmark's library, as a moderator's decision does.

python -m bench.search.publishing 20000        five a second from that number on, until told
"""

from __future__ import annotations

import os
import sqlite3
import sys
import time
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

A_SECOND, MOST_SECONDS = 5, 600


def publish(number: int, title: str = "") -> None:
    """Write the rows of a new object and tell the outbox."""
    from django.db import transaction

    from bench.search.corpus import make_version
    from bench.search.rows import Rows
    from core.api import emit
    from learning_objects.data import PUBLISHED_TOPIC

    version = make_version(number, number + 1)
    version = replace(version, title=title) if title else version
    base = sqlite3.connect(Path(os.environ["DATA_DIR"]) / "db.sqlite3", timeout=20)
    with base:
        Rows().write(base, [(number, version)])
    base.close()
    with transaction.atomic():
        emit(topic=PUBLISHED_TOPIC, key=str(version.object_uuid), now=datetime.now(UTC))


def main() -> None:
    """Publish until told to stop; the argument is the number of the first object."""
    import django

    django.setup()
    first, started = int(sys.argv[1]), time.monotonic()
    for step in range(A_SECOND * MOST_SECONDS):
        publish(first + step)
        time.sleep(max(0.0, started + (step + 1) / A_SECOND - time.monotonic()))


if __name__ == "__main__":
    main()
