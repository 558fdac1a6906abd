from uuid import uuid4

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from search.data import SearchRequest
from search.params import read_request, without_value, write_request


def read(query: str) -> SearchRequest:
    return read_request(QueryDict(query))


def test_what_is_written_is_read_back() -> None:
    asked = SearchRequest(
        text="дроби & доли",
        kinds=("scenario", "material"),
        subjects=(uuid4(),),
        grades=(5, 6),
        topics=(uuid4(), uuid4()),
        licences=("CC0-1.0",),
        authors=(uuid4(),),
        sort="title",
        page=3,
    )
    assert read(write_request(asked)) == asked


def test_the_bare_page_has_a_bare_address() -> None:
    assert write_request(SearchRequest()) == ""


@pytest.mark.parametrize(
    "query", ["grade=0", "grade=12", "grade=%C2%B2", "topic=x", "page=-1", "sort=x", "kind=%20"]
)
def test_what_makes_no_sense_is_left_out(query: str) -> None:
    assert read(query) == SearchRequest()


def test_values_repeat_once_and_not_for_ever() -> None:
    assert read("kind=a&kind=b&kind=a").kinds == ("a", "b")
    assert len(read("&".join(f"kind={n}" for n in range(1000))).kinds) == 20


def test_dropping_one_value_keeps_the_others() -> None:
    asked = read("kind=a&kind=b&grade=5&page=4")
    assert without_value(asked, "kind", "a") == read("kind=b&grade=5")
    assert without_value(asked, "grade", "5") == read("kind=a&kind=b")


@given(st.text(max_size=200))
def test_any_query_string_is_an_address(query: str) -> None:
    asked = read(query)
    assert read(write_request(asked)) == asked
