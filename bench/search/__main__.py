"""Builds libraries of 20,000, 100,000 and 1,000,000 objects and measures the search in them.

One command does everything, each step in a process of its own so that its memory is its own:

    .venv/bin/python -m bench.search [--size 20000 --size 1000000] [--folder DIR] [--lines FILE]

Prints one JSON object a line (docs/benchmarks.md says what they are). With ``--folder`` what was
built stays and is not built again; ``--build-only`` ends there, so that a quiet hour can be kept
for measuring. OpenSearch is started for as long as it is asked, where Maven
and Java are there; ``--without opensearch`` leaves a contender out.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from bench.search.building import CONTENDERS
from tools.services.opensearch.node import OpenSearchNode
from tools.services.processes import ServiceFailed

SIZES = (20_000, 100_000, 1_000_000)
# From here on two are built at a time: otherwise a run would take longer than half an hour.
TOGETHER_FROM = 500_000
MOST_FOR_WAGTAIL = 20_000
HEAP_MB = 1024
ROOT = Path(__file__).resolve().parents[2]


def main() -> None:
    """Run all sizes, the smallest first."""
    options = _read_options()
    with tempfile.TemporaryDirectory(prefix="mesh-bench-") as temporary:
        folder = Path(options.folder or temporary).resolve()
        with Path(options.lines or os.devnull).open("a", encoding="utf-8") as lines:
            for size in sorted(set(options.size or SIZES)):
                for line in _run(folder, size, set(options.without), options.build_only):
                    print(line, flush=True)
                    lines.write(f"{line}\n")
                    lines.flush()


def _read_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--size", type=int, action="append", help=f"default: {SIZES}")
    parser.add_argument("--folder", help="where to build; default: a folder that goes afterwards")
    parser.add_argument("--lines", help="a file that the lines are added to, for bench.search.plot")
    parser.add_argument("--without", action="append", default=[], choices=CONTENDERS[2:])
    parser.add_argument("--build-only", action="store_true", help="measure nothing yet")
    return parser.parse_args()


def _run(folder: Path, size: int, without: set[str], build_only: bool) -> Iterator[str]:
    place = folder / str(size)
    place.mkdir(parents=True, exist_ok=True)
    environment = {
        **os.environ,
        "DATA_DIR": str(place),
        "DJANGO_SETTINGS_MODULE": "bench.search.settings",
        "SEARCH_PREFIX": f"bench-{size}",
    }
    if not (place / "db.sqlite3").exists():
        _module("bench.search.framework", [], environment)
    if size > MOST_FOR_WAGTAIL:
        without = without | {"wagtail"}
    with _opensearch(place, "opensearch" in without) as address:
        if address:
            environment["SEARCH_URL"] = address
        else:
            without = without | {"opensearch"}
        yield from _build(
            place, size, [one for one in CONTENDERS if one not in without], environment
        )
        for module in () if build_only else ("bench.search.measuring", "bench.search.writing"):
            yield from _module(module, ["--size", str(size)], environment)


def _build(
    place: Path, size: int, contenders: Sequence[str], environment: dict[str, str]
) -> Iterator[str]:
    missing = [one for one in contenders if not (place / f"{one}.json").exists()]

    def build(contender: str) -> str:
        [line] = _module("bench.search.building", [contender, "--size", str(size)], environment)
        (place / f"{contender}.json").write_text(line, encoding="utf-8")
        return line

    with ThreadPoolExecutor(2 if size >= TOGETHER_FROM else 1) as two:
        # «rows» and «wagtail» write into one database and must not meet.
        list(two.map(build, missing))
    for contender in contenders:
        line = json.loads((place / f"{contender}.json").read_text(encoding="utf-8"))
        yield json.dumps({"name": "search.build", **line})


@contextmanager
def _opensearch(place: Path, left_out: bool) -> Iterator[str]:
    if left_out:
        yield ""
        return
    node = OpenSearchNode(place / "opensearch", heap_mb=HEAP_MB)
    try:
        node.start()
    except ServiceFailed as error:
        print(f"without OpenSearch: {error}", file=sys.stderr)
        yield ""
        return
    try:
        yield node.address
    finally:
        node.stop()


def _module(name: str, arguments: Sequence[str], environment: dict[str, str]) -> list[str]:
    """Run a module in a process of its own; return the lines that it prints."""
    command = [sys.executable, "-m", name, *arguments]
    done = subprocess.run(  # noqa: S603 - our own modules
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, check=True
    )
    return [line for line in done.stdout.decode().splitlines() if line.startswith("{")]


if __name__ == "__main__":
    main()
