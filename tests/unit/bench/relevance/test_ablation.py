import pytest

from bench.relevance.ablation import INGREDIENTS, _ingredients, without
from search import asking, coverage


@pytest.mark.parametrize("ingredient", INGREDIENTS)
def test_every_ingredient_can_be_taken_out_and_comes_back(ingredient: str) -> None:
    before = coverage.COVERAGE, asking.vocabulary
    with without(ingredient):
        taken = (coverage.COVERAGE, asking.vocabulary) != before
    assert taken == (ingredient in ("coverage", "synonyms"))
    assert (coverage.COVERAGE, asking.vocabulary) == before


def test_the_list_names_what_there_is() -> None:
    assert set(INGREDIENTS) == set(_ingredients())
    with without(""):
        assert coverage.COVERAGE > 0
