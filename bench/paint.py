"""How soon a page stands before a reader: slow 4G, a processor four times slower, nothing cached.

For the front page, a scenario, a catalogue page and search results: largest contentful paint
(seconds), layout shift, and kilobytes before media over the wire. Peer: the bare Wagtail page of
``bench.pages``, which has no fonts and no styles. Goals: 2.0 s, 0.05, 300 kB. Medians of
interleaved visits, each in a browser profile of its own.

    .venv/bin/python -m bench.paint [--size 5]
"""

from __future__ import annotations

import argparse
import json
import statistics
import tempfile
from typing import Any
from urllib.parse import quote

from playwright.sync_api import Browser, sync_playwright

from bench.pages_site import prepare, serving

CHROMIUM = "/usr/bin/chromium"
FLAGS = ["--no-sandbox", "--disable-quic", "--disable-background-networking"]
# "Slow 4G" of Chromium's developer tools and Lighthouse: 1.6 Mbit/s down, 750 kbit/s up, 150 ms.
SLOW_4G = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": 1_600_000 / 8,
    "uploadThroughput": 750_000 / 8,
}
SLOWER = 4
SETTLE_MS = 1500
OBJECTS = 60
MEDIA = {"Image", "Media"}
GOALS = {"lcp": 2.0, "cls": 0.05, "weight": 300.0}
UNITS = {"lcp": "s", "cls": "score", "weight": "kB"}
WATCH = """
window.__seen = {lcp: 0, cls: 0};
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) window.__seen.lcp = entry.startTime;
}).observe({type: "largest-contentful-paint", buffered: true});
new PerformanceObserver((list) => {
  for (const entry of list.getEntries())
    if (!entry.hadRecentInput) window.__seen.cls += entry.value;
}).observe({type: "layout-shift", buffered: true});
"""


def main() -> None:
    """Measure and print one JSON object a line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--size", type=int, default=5, help="visits of each page (default 5)")
    visits = parser.parse_args().size
    with tempfile.TemporaryDirectory(prefix="mesh-bench-") as folder:
        uuid = prepare(folder, OBJECTS, settings="bench.paint_settings")
        from django.core.management import call_command

        call_command("collectstatic", interactive=False, verbosity=0)
        with serving() as site:
            pages = {
                "home": f"{site}/",
                "object": f"{site}/objects/{uuid}/",
                "catalogue": f"{site}/catalogue/",
                "results": f"{site}/search/?q={quote('закон ома')}",
                "peer": f"{site}/peer/om/",
            }
            for line in measure(pages, visits):
                print(json.dumps(line, ensure_ascii=False), flush=True)


def measure(pages: dict[str, str], visits: int) -> list[dict[str, Any]]:
    """Return a line for each page and figure."""
    seen: dict[str, list[dict[str, float]]] = {name: [] for name in pages}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for _visit in range(visits):
            for name, url in pages.items():
                seen[name].append(visit(browser, url))
        browser.close()
    return [
        _line(name, figure, seen, visits) for name in pages if name != "peer" for figure in GOALS
    ]


def visit(browser: Browser, url: str) -> dict[str, float]:
    """Open ``url`` as a new reader does; return largest paint, layout shift and weight."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, locale="ru-RU")
    page = context.new_page()
    wire = context.new_cdp_session(page)
    kinds: dict[str, str] = {}
    weights: dict[str, float] = {}
    wire.on("Network.responseReceived", lambda e: kinds.update({e["requestId"]: e["type"]}))
    wire.on(
        "Network.loadingFinished",
        lambda e: weights.update({e["requestId"]: e["encodedDataLength"]}),
    )
    wire.send("Network.enable")
    wire.send("Network.emulateNetworkConditions", SLOW_4G)
    wire.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.add_init_script(WATCH)
    page.goto(url, wait_until="load")
    page.wait_for_timeout(SETTLE_MS)
    found = page.evaluate("window.__seen")
    context.close()
    plain = sum(size for key, size in weights.items() if kinds.get(key) not in MEDIA)
    return {"lcp": found["lcp"] / 1000, "cls": found["cls"], "weight": plain / 1000}


def _line(
    name: str, figure: str, seen: dict[str, list[dict[str, float]]], visits: int
) -> dict[str, Any]:
    ours, peer = (
        statistics.median(item[figure] for item in seen[which]) for which in (name, "peer")
    )
    return {
        "name": f"paint.{name}.{figure}",
        "ours": round(ours, 3),
        "peer": round(peer, 3),
        "peer_name": "bare Wagtail page",
        "ratio": round(ours / peer, 2) if peer else None,
        "unit": UNITS[figure],
        "size": visits,
        "goal": GOALS[figure],
        "met": ours <= GOALS[figure],
    }


if __name__ == "__main__":
    main()
