"""How well our search finds what was meant, against bare BM25 on stems and Wagtail's own search.

Prints one JSON object a line for every set of queries and engine: ``ndcg@10``, ``mrr`` (first
result of grade 2 or 3), ``zero`` (share of answerable queries without any result), ``recall@20``.
Set ``written``: queries by hand on the demo library. Set ``programmes``: queries made of the
federal programmes in ``MESH_SHARED_DATA``; left out, with the reason, where they are not.

``--without`` asks ours again without an ingredient (``ablation.py``); ``halves`` are the figures of
every second query, from the first and from the second on: the constants were chosen on the first
half of ``programmes``.

    .venv/bin/python -m bench.relevance [--engine ours] [--set written] [--per-query FILE]
    .venv/bin/python -m bench.relevance --engine ours --without coverage --without filling
"""

from __future__ import annotations

import argparse
import json
import os
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from bench.relevance.ablation import INGREDIENTS

if TYPE_CHECKING:
    from bench.relevance.judgements import JudgedQuery
    from bench.relevance.library import Sample

SETS = ("written", "programmes")
# Wagtail's search needs one to three seconds for a query on more objects than these: it is asked
# about so many of the queries, evenly chosen.
SMALL, SLOW_QUERIES = 500, 120
ENGINE_CODES = ("ours", "bm25", "wagtail")


def main() -> None:
    """Measure what was asked for."""
    options = _read_options()
    with tempfile.TemporaryDirectory(prefix="mesh-bench-") as folder:
        _set_up(folder)
        with Path(options.per_query or os.devnull).open("w", encoding="utf-8") as each:
            if "written" in options.set:
                _measure("written", *_written(), options, each)
            if "programmes" in options.set:
                _measure_programmes(options, each)


def _read_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--set", action="append", choices=SETS, help="default: both")
    parser.add_argument("--engine", action="append", choices=ENGINE_CODES, help="default: all")
    parser.add_argument("--without", action="append", choices=INGREDIENTS, default=[])
    parser.add_argument("--size", type=int, default=1200, help="generated queries; default 1200")
    parser.add_argument("--per-query", metavar="FILE", help="write a JSON line a query and engine")
    options = parser.parse_args()
    if options.size < 1:
        parser.error("--size must be at least 1")
    options.set = options.set or SETS
    options.engine = options.engine or ENGINE_CODES
    return options


def _set_up(folder: str) -> None:
    os.environ["DATA_DIR"] = folder
    os.environ["DJANGO_SETTINGS_MODULE"] = "bench.relevance.settings"
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", run_syncdb=True, verbosity=0)


def _written() -> tuple[list[Sample], Sequence[JudgedQuery]]:
    from bench.relevance.judgements import read_judgements
    from bench.relevance.library import demo_samples
    from core.api import now
    from framework.api import import_starter

    import_starter(by=None, now=now())
    samples = demo_samples()
    return samples, read_judgements({sample.key for sample in samples})


def _measure_programmes(options: argparse.Namespace, each: TextIO) -> None:
    from bench.relevance.library import curriculum_topics, frp_folder, topic_samples
    from bench.relevance.programmes import best_without_neighbours, make_set, verbatim_share
    from core.api import now
    from framework.api import import_frp

    if not frp_folder().is_dir():
        _say(
            {
                "name": "relevance.programmes",
                "skipped": "there is no framework/frp-2025 in MESH_SHARED_DATA",
            }
        )
        return
    import_frp(path=frp_folder(), by=None, now=now())
    made = make_set(curriculum_topics(), size=options.size)
    facts = {
        "verbatim": round(verbatim_share(made), 3),
        "best_without_neighbours": round(best_without_neighbours(made), 3),
    }
    _measure("programmes", topic_samples(made.topics), made.queries, options, each, **facts)


def _measure(
    name: str,
    samples: Sequence[Sample],
    queries: Sequence[JudgedQuery],
    options: argparse.Namespace,
    each: TextIO,
    **facts: Any,
) -> None:
    from bench.relevance.ablation import without
    from bench.relevance.engines import ENGINE_NAMES, ENGINES
    from bench.relevance.scoring import GOALS, ask_all, is_met, query_line, summary

    slow = {"wagtail"} if len(samples) > SMALL else set()
    runs = [(code, "") for code in options.engine]
    for code, less in [*runs, *(("ours", less) for less in options.without)]:
        asked = queries[:: max(1, len(queries) // SLOW_QUERIES)] if code in slow else queries
        with without(less):
            results = ask_all(ENGINES[code](samples), asked)
        figures = summary(results)
        goals = {"goals": GOALS, "met": is_met(figures)} if (code, less) == ("ours", "") else {}
        head = {"name": f"relevance.{name}", "engine": code, "engine_name": ENGINE_NAMES[code]}
        head |= {"without": less} if less else {}
        _say({**head, "objects": len(samples), **facts, **figures, **goals})
        for result in results:
            line = {"set": name, "engine": code, **query_line(result)}
            each.write(json.dumps(line, ensure_ascii=False) + "\n")


def _say(line: dict[str, Any]) -> None:
    print(json.dumps(line, ensure_ascii=False), flush=True)


if __name__ == "__main__":
    main()
