"""The doors contract keeps what is allowed and finds each way round a door."""

import grimp
import pytest

from tools.import_contracts import DoorsContract


def _contract() -> DoorsContract:
    options = {
        "doors": ["api", "data"],
        "mounting_package": "site",
        "mounted": ["urls"],
        "migrations_import": ["low.ids"],
    }
    return DoorsContract("doors", session_options={}, contract_options=options)


def _broken(importer: str, imported: str) -> list[tuple[str, str]]:
    graph = grimp.ImportGraph()
    for module in {"low", "high", "site", importer, imported}:
        graph.add_module(module)
    graph.add_import(importer=importer, imported=imported, line_number=3, line_contents="import")
    return _contract().check(graph, verbose=False).metadata["broken"]


@pytest.mark.parametrize(
    ("importer", "imported"),
    [
        ("high.views", "low.api"),
        ("high.views", "low.data"),
        ("high.views", "high.queries"),
        ("site.urls", "low.urls"),
        ("high.migrations.0001_initial", "low.ids"),
    ],
)
def test_doors_are_open(importer, imported):
    assert _broken(importer, imported) == []


@pytest.mark.parametrize(
    ("importer", "imported"),
    [
        ("high.views", "low.models"),
        ("high.views", "low.models.user"),
        ("high.views", "low.actions.people"),
        ("high.views", "low.urls"),
        ("high.views", "low.ids"),
        ("site.views", "low.queries"),
        ("high.migrations.0001_initial", "low.api"),
    ],
)
def test_ways_round_a_door_are_found(importer, imported):
    assert _broken(importer, imported) == [(importer, imported)]


def test_libraries_are_no_packages_of_the_house():
    graph = grimp.ImportGraph()
    graph.add_module("high.views")
    graph.add_module("django", is_squashed=True)
    graph.add_import(importer="high.views", imported="django")

    assert _contract().check(graph, verbose=False).kept
