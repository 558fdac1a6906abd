"""The library that ``bench.search`` measures: its documents and rows are those of the product."""

from __future__ import annotations

import pytest
from django.db import connection

from bench.search.assembling import make_documents
from bench.search.corpus import (
    make_beginnings,
    make_mistyped,
    make_questions,
    make_subtrees,
    make_version,
    read_topics,
)
from bench.search.plot import draw, read_series
from bench.search.rows import Rows
from core.api import parse_xml
from learning_objects.api import get_versions, reader_numbers, usage_of
from search.documents import document_of
from tests.factories.framework import load_programmes

pytestmark = pytest.mark.django_db
SIZE = 40


@pytest.fixture(autouse=True)
def framework(tmp_path):
    load_programmes(tmp_path)
    read_topics.cache_clear()
    yield
    read_topics.cache_clear()


def test_documents_are_what_the_product_makes_of_the_same_versions():
    documents = list(make_documents(SIZE))  # it compares the first hundred by itself
    assert len({document.uuid for document in documents}) == SIZE
    assert documents == list(make_documents(SIZE))


def test_rows_are_read_back_as_the_same_versions():
    if connection.vendor != "sqlite":
        pytest.skip("the benchmark fills SQLite")
    made = {number: make_version(number, SIZE) for number in range(SIZE)}
    connection.ensure_connection()
    Rows().write(connection.connection, made.items())
    read = get_versions([version.object_uuid for version in made.values()])
    assert len(read) == SIZE
    for version in made.values():
        assert document_of(read[version.object_uuid]) == document_of(version)
    assert reader_numbers(read)
    assert usage_of(read)


def test_questions_are_as_many_as_were_asked_for_and_always_the_same():
    assert len(make_questions(3)) == len(make_beginnings(3)) == len(make_mistyped(3)) == 3
    assert make_questions(3) == make_questions(3)
    assert make_subtrees(2) == make_subtrees(2)


def test_the_picture_says_in_words_what_it_shows():
    facts = {"name": "search.facets.fts5", "unit": "ms p95"}
    lines = [
        {**facts, "size": 20_000, "ours": 1.5, "peer": 20.0},
        {**facts, "size": 1_000_000, "ours": 12.0, "peer": 700.0},
    ]
    picture = draw(read_series(lines))
    assert parse_xml(picture.encode()) is not None
    assert "1.5 ms at 20,000" in picture
    assert "700 ms at 1,000,000" in picture
