import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from framework.api import get_tree
from search.data import SearchRequest
from search.documents import document_of
from search.saved.anchors import anchors_of, request_of, stamp_of_words, terms_of
from search.saved.percolation import _ask, _small_index
from tests.factories.framework import load_programmes, node_titled
from tests.factories.search import make_author, make_view

pytestmark = pytest.mark.django_db
WORDS = ["закон", "ома", "дроби", "«закон Ома»", "-опыт", "ВОВ", "класс:8", "5 класс", "сценарий",
         "автор:Иванова", "великая отечественная война", "вид:материал", "опыт"]  # fmt: skip


def documents() -> list:
    views = [
        make_view("Закон Ома", text="Опыт с проволокой"),
        make_view("Обыкновенные дроби", kind="material", authors=(make_author("Иванова Анна"),)),
        make_view("Великая Отечественная война", text="Битва"),
    ]
    return [document_of(view) for view in views]


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=3))
def test_what_matches_has_a_term_of_the_search(words: list[str]) -> None:
    """An anchor may name too many, never too few."""
    found = documents()
    anchors = anchors_of(SearchRequest(text=" ".join(words)), get_tree())
    reader = _small_index(found)
    matching = set(_ask(f"q={' '.join(words)}", reader, len(found)))
    if not anchors:
        return  # such a search is not saved
    reached = {document.uuid for document in found if terms_of(document) & anchors}
    assert matching <= reached


def test_the_narrow_comes_first(tmp_path) -> None:
    load_programmes(tmp_path / "frp")
    topic = node_titled("Строение вещества").uuid
    tree = get_tree()
    assert anchors_of(request_of(f"q=опыты&topic={topic}&kind=scenario"), tree) == {
        f"topic:{topic}"
    }
    assert anchors_of(request_of("grade=8&kind=scenario"), tree) == {"grade:8"}
    assert all(term.startswith("w:") for term in anchors_of(request_of("q=опыты&grade=8"), tree))


@pytest.mark.parametrize("query", ["", "q=%20", "q=. !", "sort=newest"])
def test_what_everything_matches_has_no_anchor(query: str) -> None:
    assert anchors_of(request_of(query), get_tree()) == set()


def test_other_words_give_another_stamp(monkeypatch) -> None:
    before = stamp_of_words(get_tree())
    monkeypatch.setattr("search.saved.anchors._synonyms", lambda: "others")
    assert stamp_of_words(get_tree()) != before
