"""Measures one size in a process of its own; the indexes in ``DATA_DIR`` are built.

python -m bench.search.measuring --size 20000
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import time
from pathlib import Path


def main() -> None:
    """Print one JSON object a line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--size", type=int, required=True)
    size: int = parser.parse_args().size
    import django

    django.setup()
    from django.utils import translation

    from bench.search import latency, whole

    translation.activate("ru")
    latency.measure(Path(os.environ["DATA_DIR"]), size)
    whole.measure(size)
    _rebuild_rate(size)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    print(json.dumps({"name": "search.reader_memory", "size": size, "bytes": memory}), flush=True)


def _rebuild_rate(size: int) -> None:
    """Say how many objects a second a rebuild reads from the database and analyses."""
    from learning_objects.api import get_versions, public_uuids
    from search.chunks import chunks
    from search.documents import document_of

    number, started = 0, time.perf_counter()
    for chunk in chunks(public_uuids()):
        for version in get_versions(chunk).values():
            document_of(version)
            number += 1
        if number >= 10_000:
            break
    rate = number / (time.perf_counter() - started)
    line = {"name": "search.rebuild_reads", "size": size, "objects_a_second": round(rate)}
    print(json.dumps(line), flush=True)


if __name__ == "__main__":
    main()
