"""Anonymous pages against a bare Wagtail page: requests a second on the same server.

Ours: a scenario's page (``object``) and a page of search results (``results``), with everything a
reader gets. Peer: ``wagtail start``'s home page with one rich text of the same length, no
navigation, no styles. One process of the server that ``make run`` uses, eight connections kept
alive, interleaved rounds, medians.

    .venv/bin/python -m bench.pages [--size 200] [--scaled]

``--scaled`` puts both on PostgreSQL and Redis, which it starts beside itself and stops.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import statistics
import subprocess
import tempfile
import threading
import time
from http.client import HTTPConnection
from urllib.parse import quote, urlsplit

from django.db import connections

from bench.pages_site import prepare, serving
from tools.services.together import services

ROUNDS = 5
SECONDS = 3
CONNECTIONS = 8
PEER_NAME = "bare Wagtail page"


def main() -> None:
    """Measure and print one JSON object a line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--size", type=int, default=200, help="published objects (default 200)")
    parser.add_argument("--scaled", action="store_true", help="on PostgreSQL and Redis")
    given = parser.parse_args()
    if not given.scaled:
        run(given.size, name="pages", settings="bench.pages_settings")
        return
    with services(["postgresql", "redis"]) as settings:
        os.environ.update(settings)
        run(given.size, name="pages.scaled", settings="bench.pages_scaled_settings")


def run(size: int, *, name: str, settings: str) -> None:
    """Make a library of ``size`` objects under ``settings``, serve it, ask it, print."""
    with tempfile.TemporaryDirectory(prefix="mesh-bench-") as folder:
        uuid = prepare(folder, size, settings)
        with serving() as site:
            pages = {
                f"{name}.object": f"{site}/objects/{uuid}/",
                f"{name}.results": f"{site}/search/?q={quote('закон ома')}",
            }
            for line in measure(pages, f"{site}/peer/om/", size):
                print(json.dumps(line, ensure_ascii=False), flush=True)
        connections.close_all()  # else PostgreSQL would wait for us before it ends


def measure(pages: dict[str, str], peer: str, size: int) -> list[dict[str, object]]:
    """Return one result a page; a round measures every page once, the peer included."""
    everything = {**pages, "peer": peer}
    for url in everything.values():
        requests_a_second(url, 0.5)
    rates: dict[str, list[float]] = {name: [] for name in everything}
    for _round in range(ROUNDS):
        for name, url in everything.items():
            rates[name].append(requests_a_second(url, SECONDS))
    medians = {name: statistics.median(found) for name, found in rates.items()}
    return [
        {
            "name": name,
            "ours": round(medians[name], 1),
            "peer": round(medians["peer"], 1),
            "peer_name": PEER_NAME,
            "ratio": round(medians[name] / medians["peer"], 2),
            "unit": "requests/s",
            "size": size,
            "goal": 1,
            "met": medians[name] >= medians["peer"],
        }
        for name in pages
    ]


def requests_a_second(url: str, seconds: float) -> float:
    """Return how many good answers a second the server gives to ``CONNECTIONS`` connections."""
    wrk = shutil.which("wrk")
    return _by_wrk(wrk, url, seconds) if wrk and seconds >= 1 else _by_threads(url, seconds)


def _by_wrk(wrk: str, url: str, seconds: float) -> float:
    command = [wrk, "-t1", f"-c{CONNECTIONS}", f"-d{round(seconds)}s", url]
    done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603
    if "Non-2xx" in done.stdout:
        raise RuntimeError(f"{url} answers with errors:\n{done.stdout}")
    found = re.search(r"Requests/sec:\s*([\d.]+)", done.stdout)
    if found is None:
        raise RuntimeError(f"wrk says nothing of requests:\n{done.stdout}")
    return float(found[1])


def _by_threads(url: str, seconds: float) -> float:
    """Return the same by a client of our own, for machines without ``wrk``."""
    counts = [0] * CONNECTIONS
    until = time.monotonic() + seconds
    threads = [
        threading.Thread(target=_ask, args=(url, until, counts, place))
        for place in range(CONNECTIONS)
    ]
    started = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(counts) / (time.monotonic() - started)


def _ask(url: str, until: float, counts: list[int], place: int) -> None:
    parts = urlsplit(url)
    connection = HTTPConnection(parts.netloc, timeout=20)
    path = f"{parts.path}?{parts.query}" if parts.query else parts.path
    while time.monotonic() < until:
        connection.request("GET", path)
        response = connection.getresponse()
        response.read()
        if response.status != 200:
            raise RuntimeError(f"{url} answers {response.status}")
        counts[place] += 1
    connection.close()


if __name__ == "__main__":
    main()
