"""The shape of what is asked of a cluster."""

from __future__ import annotations

from typing import Any

from search.engine.cluster import builder
from search.engine.port import EngineQuery, FacetQuery

FACETS = (FacetQuery("kind", 10), FacetQuery("grade", 11), FacetQuery("topic", 12))


def term(field: str, value: str, **more: float) -> dict[str, Any]:
    return {"term": {field: {"value": value, **more}}}


def anywhere(*values: str) -> dict[str, Any]:
    """A word of the page, of a film, of a file: the further from the page the less it weighs."""
    fields = (("text", {}), ("film_words", {"boost": 0.7}), ("file_words", {"boost": 0.4}))
    each = [[term(field, value, **more) for value in values] for field, more in fields]
    return {
        "bool": {"should": [one[0] if len(one) == 1 else {"bool": {"should": one}} for one in each]}
    }


def test_all_words_must_be_there_and_weigh_more_in_titles_and_topics() -> None:
    body = builder.search_body(EngineQuery(groups=(("закон",), ("ома", "ом")), needed=2))
    words = body["query"]["bool"]["must"][0]["bool"]
    assert words["must"] == [
        anywhere("закон"),
        anywhere("ома", "ом"),
    ]
    assert words["should"] == [
        term("title", "закон", boost=2.0),
        {"bool": {"should": [term("title", "ома", boost=2.0), term("title", "ом", boost=2.0)]}},
        term("topic_words", "закон", boost=4.0),
        {"bool": {"should": [
            term("topic_words", "ома", boost=4.0), term("topic_words", "ом", boost=4.0),
        ]}},
    ]  # fmt: skip
    assert body["sort"] == ["_score", {"newest": {"order": "desc"}}]
    assert body["track_total_hits"] is True
    assert body["_source"] is False
    assert body["docvalue_fields"] == ["kind", "newest"]


def test_some_words_are_enough_when_fewer_are_needed() -> None:
    body = builder.search_body(EngineQuery(groups=(("а",), ("б",), ("в",)), needed=1))
    (some,) = body["query"]["bool"]["must"][0]["bool"]["must"]
    assert some["bool"]["minimum_should_match"] == 1
    assert some["bool"]["should"] == [anywhere("а"), anywhere("б"), anywhere("в")]


def test_a_word_that_is_there_adds_its_weight_whatever_bm25_says() -> None:
    query = EngineQuery(groups=(("а",), ("б",)), needed=1, weights=(8.0, 24.0))
    should = builder.search_body(query)["query"]["bool"]["must"][0]["bool"]["should"]
    assert should[-2:] == [
        {"constant_score": {"filter": anywhere("а"), "boost": 8.0}},
        {"constant_score": {"filter": anywhere("б"), "boost": 24.0}},
    ]


def test_what_is_preferred_weighs_more_among_more_words() -> None:
    for words, boost in ((1, 16.0), (3, 32.0)):
        groups = tuple((f"слово{number}",) for number in range(words))
        query = EngineQuery(groups=groups, needed=words, preferred={"grade": ("7",)})
        (preferred,) = builder.search_body(query)["query"]["bool"]["should"]
        assert preferred["constant_score"]["boost"] == boost


def test_what_is_near_weighs_as_much_as_all_words() -> None:
    groups = (("а",), ("б",))
    query = EngineQuery(groups=groups, needed=1, weights=(8.0, 24.0), near=("узел", "другой"))
    assert builder.search_body(query)["query"]["bool"]["should"] == [
        {"constant_score": {"filter": {"terms": {"node": ["узел", "другой"]}}, "boost": 32.0}}
    ]


def test_without_words_everything_matches_newest_first() -> None:
    body = builder.search_body(EngineQuery(offset=40, limit=20))
    assert body["query"] == {"match_all": {}}
    assert body["sort"] == [{"newest": {"order": "desc"}}]
    assert (body["from"], body["size"]) == (40, 20)
    assert "aggs" not in body
    assert "post_filter" not in body


def test_titles_are_an_order_of_their_own() -> None:
    body = builder.search_body(EngineQuery(groups=(("а",),), needed=1, sort="title"))
    assert body["sort"] == [{"title_sort": {"order": "asc"}}]


def test_a_facet_is_counted_without_its_own_filter_in_the_same_request() -> None:
    filters = {"kind": ("scenario", "material"), "grade": ("8",)}
    body = builder.search_body(EngineQuery(filters=filters, facets=FACETS))
    kinds = {"terms": {"kind": ["scenario", "material"]}}
    grades = {"terms": {"grade": ["8"]}}
    assert body["query"] == {"match_all": {}}
    assert body["post_filter"] == {"bool": {"filter": [kinds, grades]}}
    inside = {name: facet["filter"] for name, facet in body["aggs"].items()}
    assert inside == {
        "kind": {"bool": {"filter": [grades]}},
        "grade": {"bool": {"filter": [kinds]}},
        "topic": {"bool": {"filter": [kinds, grades]}},
    }
    assert body["aggs"]["grade"]["aggs"]["values"] == {"terms": {"field": "grade", "size": 11}}


def test_the_topic_filter_is_a_drill_down() -> None:
    facets = (FacetQuery("kind", 10), FacetQuery("topic", 12, among=("t1", "t2")))
    body = builder.search_body(EngineQuery(filters={"topic": ("t",)}, facets=facets))
    assert body["query"] == {"bool": {"filter": [{"terms": {"node": ["t"]}}]}}
    assert "post_filter" not in body
    values = body["aggs"]["topic"]["aggs"]["values"]["terms"]
    assert values == {"field": "topic", "size": 12, "include": ["t1", "t2"]}
    assert body["aggs"]["topic"]["filter"] == {"match_all": {}}


def test_a_facet_with_nothing_to_choose_is_not_counted() -> None:
    body = builder.search_body(EngineQuery(facets=(FacetQuery("topic", 12, among=()),)))
    assert "aggs" not in body


def test_counting_keeps_all_filters() -> None:
    query = EngineQuery(groups=(("а",),), needed=1, filters={"licence": ("CC0-1.0",)})
    assert builder.count_body(query)["query"]["bool"]["filter"] == [
        {"terms": {"licence": ["CC0-1.0"]}}
    ]


def test_a_beginning_is_a_whole_term_and_never_a_pattern() -> None:
    body = builder.titles_body((("сложение",),), "др", 8)
    assert body["query"]["bool"]["must"] == [term("title", "сложение"), term("prefix", "др")]
    assert body["size"] == 8
    wild = builder.words_on_body("а*.[", 30)["aggs"]["words"]["terms"]
    assert wild["include"] == r"а\*\.\[.*"


def test_many_frequencies_are_one_request() -> None:
    lemmas = builder.lemmas_body(["дробь", "клетка"])
    assert lemmas["aggs"]["lemmas"]["filters"]["filters"] == {
        f"{place} {field}": term(field, lemma)
        for place, lemma in enumerate(["дробь", "клетка"])
        for field in ("text", "film_words", "file_words")
    }
    words = builder.words_body(["дроби", "дробы"])
    assert words["aggs"]["words"]["terms"]["include"] == ["дроби", "дробы"]
    assert words["size"] == lemmas["size"] == 0


def test_stamps_are_walked_by_uuid() -> None:
    assert "search_after" not in builder.stamps_body("", 5)
    body = builder.stamps_body("u-5", 5)
    assert body["search_after"] == ["u-5"]
    assert body["sort"] == [{"uuid": {"order": "asc"}}]
    assert body["_source"] is False
