import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framework.frp.errors import FrameworkFileError
from framework.outline import crosswalks
from framework.outline.crosswalks import parse_crosswalk
from framework.outline.data import Crosswalk
from tests.factories.outlines import CROSSWALK, DELETE, changed
from tests.unit.framework.outline.test_parsing import json_shaped, parse_or_refuse

matches = st.lists(
    st.fixed_dictionaries(
        {
            "source": st.sampled_from(["proba/a", "proba/b", "frp/a", "proba"]) | json_shaped,
            "target": st.sampled_from(["frp/a", "frp/b", "frp//b"]) | json_shaped,
            "relation": st.sampled_from(["exact", "broader", "same"]) | json_shaped,
            "confidence": st.floats() | st.booleans() | st.integers(-1, 2),
        }
    )
)


@settings(deadline=None)
@given(
    json_shaped
    | st.fixed_dictionaries(
        {"crosswalk": st.just(CROSSWALK["crosswalk"]) | json_shaped, "matches": matches}
    )
)
def test_anything_is_parsed_or_refused_with_words(data):
    outcome = parse_or_refuse(parse_crosswalk, data)
    if isinstance(outcome, FrameworkFileError):
        assert str(outcome.place).startswith("$")
        assert str(outcome.problem)
        assert str(outcome.remedy)
    else:
        assert isinstance(outcome, Crosswalk)


def test_a_good_crosswalk_keeps_what_it_says():
    walk = parse_crosswalk(CROSSWALK, "f")
    assert (walk.source, walk.target, walk.title.ru, walk.note) == ("proba", "frp", "Связи", "")
    assert [(item.relation, item.confidence) for item in walk.matches] == [
        ("broader", 1.0),
        ("related", 0.4),
    ]


@pytest.mark.parametrize(
    ("path", "value", "place"),
    [
        (("crosswalk",), DELETE, "$"),
        (("crosswalk", "source"), "Proba", "$.crosswalk.source"),
        (("crosswalk", "target"), "proba", "$.crosswalk.target"),
        (("crosswalk", "edition"), "1", "$.crosswalk"),
        (("matches",), {}, "$.matches"),
        (("matches", 1), [], "$.matches[1]"),
        (("matches", 1, "note"), "", "$.matches[1]"),
        (("matches", 1, "relation"), DELETE, "$.matches[1]"),
        (("matches", 1, "relation"), "same", "$.matches[1].relation"),
        (("matches", 1, "source"), "frp/a", "$.matches[1].source"),
        (("matches", 1, "source"), "proba", "$.matches[1].source"),
        (("matches", 1, "target"), "frp//a", "$.matches[1].target"),
        (("matches", 1, "confidence"), 1.1, "$.matches[1].confidence"),
        (("matches", 1, "confidence"), -0.1, "$.matches[1].confidence"),
        (("matches", 1, "confidence"), float("nan"), "$.matches[1].confidence"),
        (("matches", 1, "confidence"), True, "$.matches[1].confidence"),
        (("matches", 1, "confidence"), "1", "$.matches[1].confidence"),
        (("matches", 1), CROSSWALK["matches"][0], "$.matches[1]"),
    ],
)
def test_the_place_of_a_mistake_is_named(path, value, place):
    with pytest.raises(FrameworkFileError) as caught:
        parse_crosswalk(changed(CROSSWALK, path, value), "f")
    assert str(caught.value.place) == place


def test_too_many_pairs_are_refused(monkeypatch):
    monkeypatch.setattr(crosswalks, "MATCHES_LIMIT", 1)
    with pytest.raises(FrameworkFileError) as caught:
        parse_crosswalk(CROSSWALK, "f")
    assert caught.value.place == "$.matches[1]"
