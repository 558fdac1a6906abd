"""The same 200 queries on tantivy and on OpenSearch.

The rule, on indices that were just built: the same total, pages, facets, corrections and the same
hits; every hit has the same score up to one constant factor, and hits stand in the order of their
scores. So the two orders can only differ among hits of one score (to seven digits, which is what
both compute with): those stand newest first on a cluster, in the order of writing on tantivy. The
orders «newest» and «by title» are total and are the same to the last hit.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.test import override_settings

from accounts.api import find_people
from cms.demo.scale import grow_library
from cms.demo.seeding import seed_demo
from framework.api import get_tree, import_starter
from learning_objects.api import get_object, public_uuids, withdraw_object
from media_pipeline.api import read_waiting
from search.actions.applying import apply_changes, read_changes
from search.api import rebuild, search, suggest_queries
from search.asking import ask
from search.chunks import chunks
from search.data import SearchRequest, SearchResult
from search.engine.chosen import open_reader
from search.engine.cluster.engine import ClusterEngine
from search.engine.port import EngineQuery, StoredHit
from search.grammar import read_question
from search.queries import _Found
from tests.factories.people import make_user

pytestmark = [pytest.mark.scaled, pytest.mark.django_db]

NOW = datetime(2026, 9, 1, 9, 0, tzinfo=UTC)
QUERIES = json.loads(Path(__file__).with_name("queries.json").read_text(encoding="utf-8"))
GENERATED = 300
SUGGESTED = ("уро", "стих", "закон ом", "дроб", "бел", "белов анд", "русск", "тео", "прос предл")

# Answered by the words of attached files and films alone.
ONLY_IN_FILES = ("гномон", '"короткую тень"', "банник фейерверкер", "гипокотиль", "изобата -гномон")

Engines = dict[str, dict[str, Any]]


@pytest.fixture
def engines(settings, cluster: ClusterEngine) -> Engines:
    """The settings of both engines by name."""
    return {
        "tantivy": {"SEARCH_ENGINE": "tantivy"},
        "opensearch": {
            name: getattr(settings, name)
            for name in ("SEARCH_ENGINE", "SEARCH_URL", "SEARCH_PREFIX")
        },
    }


def ask_both(engines: Engines, question: Callable[[], Any]) -> list[Any]:
    """Return what both engines answer."""
    answers = []
    for chosen in engines.values():
        with override_settings(**chosen):
            answers.append(question())
    return answers


def request_of(query: dict[str, Any]) -> SearchRequest:
    """Read one query of the data file, where nodes are titles and authors names."""
    return SearchRequest(
        text=query.get("q", ""),
        kinds=tuple(query.get("kind", ())),
        subjects=tuple(uuids_titled(query.get("subject", ()), "subject")),
        grades=tuple(query.get("grade", ())),
        topics=tuple(uuids_titled(query.get("topic", ()))),
        licences=tuple(query.get("licence", ())),
        authors=tuple(uuids_of_people(query.get("author", ()))),
        sort=query.get("sort", "relevance"),
        page=query.get("page", 1),
    )


def uuids_titled(titles: list[str], kind: str = "") -> Iterator[UUID]:
    for title in titles:
        nodes = (n for n in get_tree().nodes.values() if n.title == title and kind in ("", n.kind))
        yield next(nodes).uuid


def uuids_of_people(names: list[str]) -> Iterator[UUID]:
    """The people of these names; before the library has grown they do not exist."""
    for name in names:
        yield from (person.uuid for person in find_people(text=name)[:1])


def shape(result: SearchResult) -> dict[str, Any]:
    """What must be the same to the last character."""
    facets = {
        facet.name: [(v.value, str(v.label), v.count, v.selected) for v in facet.values]
        for facet in result.facets
    }
    return {
        "total": result.total,
        "pages": (result.page, result.pages, len(result.hits)),
        "mean": (result.did_you_mean, result.corrected_from, result.relaxed, result.notes),
        "facets": facets,
    }


def all_hits(query: EngineQuery) -> list[StoredHit]:
    """Every hit of a query with its card and text, page by page."""
    hits: list[StoredHit] = []
    reader = open_reader()
    while True:
        found = reader.search(replace(query, offset=len(hits), limit=50))
        hits.extend(reader.load(found.hits))
        if not found.hits or len(hits) == found.total:
            return hits


def engine_query(request: SearchRequest) -> EngineQuery:
    """What the engines were asked in the end: with less demanded where nothing had all of it."""
    return _Found(ask(request, get_tree()), open_reader(), get_tree()).query


def differences(query: dict[str, Any], engines: Engines) -> Iterator[str]:
    request = request_of(query)
    ours, theirs = ask_both(engines, lambda: search(request))
    if shape(ours) != shape(theirs):
        yield f"{query}: {shape(ours)} / {shape(theirs)}"
    if request.text and read_question(request.text).says_nothing:
        return
    inner = engine_query(request)
    mine, other = ask_both(engines, lambda: all_hits(inner))
    if {hit.uuid for hit in mine} != {hit.uuid for hit in other}:
        yield f"{query}: other hits"
    elif inner.sort == "relevance":
        yield from (f"{query}: {what}" for what in differences_of_order(mine, other))
    elif [hit.uuid for hit in mine] != [hit.uuid for hit in other]:
        yield f"{query}: another order"
    elif ours.hits != theirs.hits:
        yield f"{query}: the pages differ"
    if {hit.uuid: hit.card for hit in mine} != {hit.uuid: hit.card for hit in other}:
        yield f"{query}: other cards"


def differences_of_order(mine: list[StoredHit], other: list[StoredHit]) -> Iterator[str]:
    """Compare scores: of every hit by itself, and down the list."""
    if not mine:
        return
    factor = mine[0].score / other[0].score
    scores = {hit.uuid: hit.score * factor for hit in other}
    for rank, (one, two) in enumerate(zip(mine, other, strict=True)):
        if one.score != pytest.approx(scores[one.uuid], rel=1e-5):
            yield f"{one.card['title']}: score {one.score} / {scores[one.uuid]}"
        if one.score != pytest.approx(two.score * factor, rel=1e-5):
            yield f"place {rank}: {one.card['title']} / {two.card['title']}"


def all_differences(engines: Engines) -> list[str]:
    return [what for query in QUERIES for what in differences(query, engines)]


def test_there_are_two_hundred_queries() -> None:
    assert len(QUERIES) == 200
    assert len({json.dumps(query, sort_keys=True) for query in QUERIES}) == 200


def test_both_engines_find_the_same(engines: Engines, tmp_path: Path) -> None:
    import_starter(by=None, now=NOW)
    with override_settings(DATA_DIR=tmp_path, MEDIA_ROOT=tmp_path / "media"):
        seed_demo(now=NOW, tell=lambda title: None)
        while read_waiting(now=NOW):
            pass
    ask_both(engines, lambda: rebuild(now=NOW))
    assert all_differences(engines) == []
    for query in ONLY_IN_FILES:
        found = search(SearchRequest(text=query))
        assert [hit.source is not None for hit in found.hits] == [True], query

    list(grow_library(count=GENERATED, now=NOW))
    ask_both(engines, lambda: rebuild(now=NOW))
    assert all_differences(engines) == []
    found = [search(request_of(query)).total for query in QUERIES]
    assert sum(total > 0 for total in found) >= 150, "the queries must be about this library"
    assert sum(total > 20 for total in found) >= 30, "and some must have many pages"
    check_the_rest(engines)
    withdraw_some(engines)


def check_the_rest(engines: Engines) -> None:
    """Suggestions, frequencies, completions, names, stamps."""
    for text in SUGGESTED:
        mine, other = ask_both(engines, lambda text=text: suggest_queries(text, 20))
        assert mine, text
        assert sorted(item.kind for item in mine) == sorted(item.kind for item in other), text
    words = ["дробь", "закон", "ома", "нет-такого", "клетка"]
    reader = open_reader
    for question in (
        lambda: reader().stamps(),
        lambda: reader().lemma_frequencies(words),
        lambda: reader().word_frequencies([*words, "дроби", "урок"]),
        lambda: reader().words_on("пр", 30),
        lambda: reader().words_on("ст", 3000),
        lambda: reader().author_names([str(uuid) for uuid in uuids_of_people(["Белов Андрей"])]),
        lambda: len(reader().complete_authors(("бел",), 500)),
    ):
        mine, other = ask_both(engines, question)
        assert mine
        assert mine == other
    mine, other = ask_both(engines, lambda: reader().complete_titles((), "ур", 15))
    assert mine
    assert [hit.score for hit in mine] == pytest.approx([hit.score for hit in other], rel=1e-5)


def withdraw_some(engines: Engines) -> None:
    """After single changes the hits and counts are the same, too; the weights of words are not:
    each engine forgets what a removed document weighed at a moment of its own, and with it which
    correction is the likeliest. So the words are taken as they are typed.
    """
    by = make_user("administrator")
    gone = [uuid for number, uuid in enumerate(public_uuids()) if number % 9 == 0]
    for uuid in gone:
        withdraw_object(learning_object=get_object(uuid=uuid), reason="-", by=by, now=NOW)
    ask_both(engines, lambda: apply(gone))
    for query in QUERIES:
        request = replace(request_of(query), verbatim=True)
        mine, other = ask_both(engines, lambda request=request: shape(search(request)))
        assert mine == other, query


def apply(uuids: list[UUID]) -> None:
    from search.actions.writing import IndexSession

    session = IndexSession()
    for chunk in chunks(iter(uuids)):
        writer = session.writer()
        with session.batch():
            apply_changes(writer=writer, changes=read_changes(chunk).values())
    session.close()
