"""What content from outside may look like."""

from dataclasses import asdict
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.demo.reading import drawings_of, files_of, make_draft, object_keys, read_object
from learning_objects.shape import find_faults

CONTENT = {
    "title": "Урок", "summary": "", "outcome": "", "equipment": "", "safety": "", "support": "",
    "extension": "", "homework": "", "key_points": [], "planned_results": [], "misconceptions": [],
    "keywords": [], "body": [],
}  # fmt: skip
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["type", "value", "id", "image", "rows", "x"]), inner)
    ),
    max_leaves=10,
)


def faults(**changes) -> list[str]:
    return find_faults({**CONTENT, **changes})


def body(kind: str, value) -> list[str]:
    return faults(body=[{"type": kind, "id": "1", "value": value}])


GOOD = [
    ("text", "<p>Слово <a href='https://x.test' rel='noopener'>ссылка</a></p><ul><li>a</li></ul>"),
    ("text", '<p><a linktype="document" id="3">файл</a></p>'),
    ("text", None),
    ("formula", {"tex": r"\frac{U}{R}", "words": ""}),
    ("image", {"image": 3, "alt": "Схема", "decorative": False, "caption": ""}),
    ("image", {"image": None}),
    ("attachment", {"document": 4, "title": ""}),
    ("quote", {"text": "Слово", "source": ""}),
    (
        "table",
        {
            "columns": [{"type": "text", "heading": "U"}],
            "rows": [{"values": ["1"]}],
            "caption": "",
        },
    ),
    (
        "stage",
        {
            "title": "Опыт",
            "minutes": 10,
            "board": [{"type": "text", "id": "2", "value": "<p>a</p>"}],
            "objects": [{"type": "item", "id": "3", "value": {"uuid": "x", "version": 1}}],
        },
    ),
]
BAD = [
    ("video", {}),
    ("text", 5),
    ("text", "<script>x()</script>"),
    ("text", "<p style='color:red'>a</p>"),
    ("text", "<a href='javascript:x()'>a</a>"),
    ("text", "<svg onload=x()>"),
    ("text", "<p><![foo[bar]]></p>"),
    ("text", "<a " * 60_000),
    ("text", "<p>a < b</p>"),
    ("text", "a" * 200_001),
    ("text", "a\x00"),
    ("formula", {"tex": "a" * 1001}),
    ("formula", {"other": ""}),
    ("image", {"image": "3"}),
    ("image", {"image": True}),
    ("image", {"image": 3, "decorative": "yes"}),
    ("image", {"image": 3, "alt": "a" * 301}),
    ("table", {"columns": 3, "rows": []}),
    ("table", {"columns": [], "rows": [{"values": [5]}]}),
    ("table", {"columns": [], "rows": [{"values": [""] * 5_001}]}),
    ("stage", {"minutes": "10"}),
    ("stage", {"minutes": 500}),
    ("stage", {"board": [{"type": "stage", "value": {}}]}),
    ("stage", {"objects": [{"value": {"uuid": 5}}]}),
    ("stage", {"surprise": 1}),
    ("stage", None),
]


@pytest.mark.parametrize(("kind", "value"), GOOD)
def test_what_the_editor_makes_is_right(kind, value):
    assert body(kind, value) == []


@pytest.mark.parametrize(("kind", "value"), BAD)
def test_what_it_cannot_make_is_named_with_its_place(kind, value):
    (first, *_rest) = body(kind, value)
    assert first.startswith("body[1]")


def test_too_many_blocks():
    block = {"type": "text", "id": "", "value": ""}
    assert faults(body=[block] * 2_001)


@pytest.mark.parametrize(
    "changes",
    [
        {"outcome": "a" * 191},
        {"key_points": ["a" * 301]},
        {"key_points": [5]},
        {"keywords": [{"term": "a", "x": "b"}]},
        {"misconceptions": ["a"]},
        {"homework": "<iframe></iframe>"},
        {"body": {}},
        {"body": ["text"]},
    ],
)
def test_other_fields(changes):
    assert faults(**changes)


@given(JSON)
def test_nothing_makes_it_fall(value):
    find_faults({**CONTENT, "body": value if isinstance(value, list) else [value]})
    find_faults({**CONTENT, "keywords": [value], "key_points": [value]})


class AnyTopic:
    """Finds every topic: what is looked at here are the blocks."""

    def find(self, **_words: object) -> UUID:
        return UUID(int=1)


@pytest.mark.parametrize("key", object_keys())
def test_the_demo_is_right(key):
    content = read_object(key)
    pictures_and_files = [*drawings_of(content), *files_of(content)]
    assets = {name: number for number, (name, _words) in enumerate(pictures_and_files, start=1)}
    draft = make_draft(key, content, topics=AnyTopic(), assets=assets)
    assert find_faults(asdict(draft)) == []
