from framework.outline.parsing import parse_outline
from framework.outline.walking import walk
from tests.factories.outlines import OUTLINE


def test_every_node_comes_with_its_key_after_its_parent():
    steps = list(walk(parse_outline(OUTLINE, "f")))
    assert [step.key for step in steps] == [
        "proba/kraj",
        "proba/kraj/5",
        "proba/kraj/5/priroda",
        "proba/kraj/5/priroda/reki",
        "proba/kraj/5/priroda/lesa",
    ]
    assert [step.parent for step in steps] == [
        "",
        "proba/kraj",
        "proba/kraj/5",
        "proba/kraj/5/priroda",
        "proba/kraj/5/priroda",
    ]
    assert [step.depth for step in steps] == [1, 2, 3, 4, 4]


def test_the_grade_holds_for_everything_below():
    steps = list(walk(parse_outline(OUTLINE, "f")))
    assert [step.grade for step in steps] == [None, 5, 5, 5, 5]
