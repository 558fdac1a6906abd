"""The library imports nothing of the school above it, and works where there is none."""

from __future__ import annotations

import re
from pathlib import Path

import grimp
import pytest

from tools.house import HOUSE, packages

LIBRARY = (
    *("core", "ui", "accounts", "notices", "media_pipeline", "framework"),
    *("learning_objects", "moderation", "search", "exporters"),
)
SCHOOL = ("school", "schedule", "journal", "diary")


@pytest.fixture(scope="module")
def graph() -> grimp.ImportGraph:
    return grimp.build_graph(*packages())


@pytest.mark.parametrize("package", LIBRARY)
def test_no_chain_of_imports_leads_into_the_school(graph, package):
    chains = [
        graph.find_shortest_chain(package, above, as_packages=True)
        for above in SCHOOL
        if graph.chain_exists(package, above, as_packages=True)
    ]
    assert chains == []


@pytest.mark.parametrize("package", LIBRARY)
def test_no_page_of_the_library_names_an_address_of_the_school(package):
    named = re.compile(r"""["'](?:school|schedule|journal|diary):[a-z_]+["']""")
    files: list[Path] = [
        *(HOUSE / package).rglob("*.py"),
        *(HOUSE / package).rglob("templates/**/*.html"),
    ]
    found = [
        f"{path.relative_to(HOUSE)}: {match}"
        for path in files
        for match in named.findall(path.read_text(encoding="utf-8"))
    ]
    assert files
    assert found == []
