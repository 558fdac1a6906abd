"""Builds one contender's index in a process of its own and says what that took.

    python -m bench.search.building ours --size 20000

``DATA_DIR`` names the library's folder. Prints one JSON object: ``seconds``, ``memory`` (the most
bytes that the process held) and ``bytes`` on disk.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path

CONTENDERS = ("rows", "ours", "fts5", "wagtail", "opensearch")


def main() -> None:
    """Build what the command line names."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("contender", choices=CONTENDERS)
    parser.add_argument("--size", type=int, required=True)
    options = parser.parse_args()
    import django

    django.setup()
    from bench.search.corpus import read_topics

    read_topics()  # the framework's snapshot is no part of the work
    started = time.perf_counter()
    size_on_disk = _builders()[options.contender](Path(os.environ["DATA_DIR"]), options.size)
    line = {
        "contender": options.contender,
        "size": options.size,
        "seconds": round(time.perf_counter() - started, 2),
        "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024,
        "bytes": size_on_disk,
    }
    json.dump(line, sys.stdout)


def _builders() -> dict[str, Callable[[Path, int], int]]:
    from bench.search import fts5, opensearch, ours, wagtail_peer

    return {
        "rows": _build_rows,
        "ours": ours.build,
        "fts5": fts5.build,
        "wagtail": wagtail_peer.build,
        "opensearch": opensearch.build,
    }


def _build_rows(folder: Path, size: int) -> int:
    from bench.search.rows import fill_database

    path = folder / "db.sqlite3"
    before = path.stat().st_size
    fill_database(path, size)
    return path.stat().st_size - before


def bytes_below(folder: Path) -> int:
    """Return the size of all files below ``folder``."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


if __name__ == "__main__":
    main()
