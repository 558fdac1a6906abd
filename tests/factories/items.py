"""Assessment items: one good item of every interaction, and strategies that make more.

``GOOD`` has for each type an interaction and an answer that brings all its points (``None`` where
a person marks). ``items()`` makes items, ``responses(item)`` answers to them, likely and absurd.
"""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st
from pydantic import TypeAdapter

from assessment.items.item import AssessmentItem, Interaction, ItemPart
from assessment.items.outcome import ItemResponse
from tests.factories.good_items import GOOD, make_choices

TYPES = tuple(GOOD)
# Judged by engines of their own: in a process, or by an interpreter.
ENGINES = ("formula", "qti")
MARKED_BY_PEOPLE = ("essay", "file", "audio", "drawing")

_interactions: TypeAdapter[Any] = TypeAdapter(Interaction)


def make_interaction(kind: str, **changes: Any) -> Any:
    """Return the good interaction of a type with some fields changed."""
    return _interactions.validate_python({"type": kind, **GOOD[kind][0], **changes})


def make_item(kind: str, *, points: str = "2", **changes: Any) -> AssessmentItem:
    """Return an item with one part, called ``p1``, of this type; ``changes`` are of the item."""
    part = {
        "id": "p1",
        "prompt": f"<p>Задание: {kind}</p>",
        "points": points,
        "interaction": make_interaction(kind),
        "hints": [{"html": "Подумайте ещё", "penalty": "0.25"}],
        "feedback": {"right": "Верно!", "wrong": "Нет.", "general": "Правило на с. 5."},
    }
    values = {
        "title": f"Образец: {kind}",
        "parts": [part],
        "tries": {"limit": 3, "penalty": "0.1"},
        "solution": "Решение",
        "notes": "Ключ проверен",
    }
    return AssessmentItem.model_validate({**values, **changes})


def make_part(interaction: Any, *, points: str = "1", **changes: Any) -> AssessmentItem:
    """Return an item with this interaction as its only part."""
    part = ItemPart.model_validate(
        {"id": "p1", "points": points, "interaction": interaction, **changes}
    )
    return AssessmentItem(parts=(part,))


def key_response(kind: str) -> ItemResponse:
    """Return the response of :data:`GOOD` to :func:`make_item`."""
    return ItemResponse({"p1": GOOD[kind][1]})


# Words as people write them: nothing that a file of another system could not hold.
words = st.text("абвгдежзийклмнопрстуфхцчшщьыэюяёXYZ0123456789", min_size=1, max_size=12)
phrases = st.lists(words, min_size=1, max_size=4).map(" ".join)
numbers = st.decimals(-1000, 1000, places=2, allow_nan=False).map(str)
json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**40), 10**40)
    | st.floats()
    | st.text(max_size=12)
    | st.sampled_from(["", " ", "a", "b", "1,5", "1,234.5", "10 м/с", "NaN", "1e999", "2/0", "²"]),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(["a", "g1", "points", "number", "x"]), inner, max_size=4)
    ),
    max_leaves=12,
)


@st.composite
def _choosing(draw: Any) -> dict[str, Any]:
    """Return a single or multiple choice of two to six."""
    texts = draw(st.lists(phrases, min_size=2, max_size=6, unique=True))
    choices = make_choices(*texts)
    for choice in choices:
        choice["feedback"] = draw(st.just("") | phrases)
    ids = [choice["id"] for choice in choices]
    if draw(st.booleans()):
        return {"type": "single_choice", "choices": choices, "key": draw(st.sampled_from(ids))}
    key = draw(st.lists(st.sampled_from(ids), min_size=1, unique=True))
    modes = ["all_or_nothing", "net_correct", "per_right", "minus_one_per_error"]
    return {
        "type": "multiple_choice",
        "choices": choices,
        "key": key,
        "scoring": draw(st.sampled_from(modes)),
    }


@st.composite
def _writing(draw: Any) -> dict[str, Any]:
    """Return a short answer, a number or a sequence of digits."""
    kind = draw(st.sampled_from(["short_answer", "number", "digit_sequence"]))
    if kind == "short_answer":
        found = draw(st.lists(phrases, min_size=1, max_size=3, unique=True))
        shares = [draw(st.sampled_from(["1", "0.5"])) for _ in found]
        variants = [{"text": t, "share": s} for t, s in zip(found, shares, strict=True)]
        variants[0]["share"] = "1"
        return {"type": kind, "variants": variants}
    if kind == "number":
        tolerance = draw(st.sampled_from(["0", "0.01", "0.5"]))
        return {
            "type": kind,
            "variants": [{"value": draw(numbers), "tolerance": {"value": tolerance}}],
        }
    return {
        "type": kind,
        "keys": [draw(st.text("0123456789", min_size=1, max_size=6))],
        "order": draw(st.sampled_from(["exact", "any", "subsequence"])),
    }


@st.composite
def _relating(draw: Any) -> dict[str, Any]:
    """Return a matching, an ordering or a grouping of two to five."""
    kind = draw(st.sampled_from(["matching", "ordering", "grouping"]))
    first = make_choices(*draw(st.lists(phrases, min_size=2, max_size=5, unique=True)))
    second = make_choices(*draw(st.lists(phrases, min_size=2, max_size=5, unique=True)))
    ids, others = [c["id"] for c in first], [c["id"] for c in second]
    if kind == "ordering":
        return {"type": kind, "entries": first, "key": draw(st.permutations(ids))}
    key = {one: draw(st.sampled_from(others)) for one in ids}
    names = ("left", "right") if kind == "matching" else ("entries", "groups")
    return {"type": kind, names[0]: first, names[1]: second, "key": key}


def interactions(*, kinds: tuple[str, ...] = TYPES) -> st.SearchStrategy[Any]:
    """Make interactions: the good ones of ``kinds``, and of those that vary, varied ones."""
    made = st.sampled_from(kinds).map(make_interaction)
    varied = (_choosing() | _writing() | _relating()).map(_interactions.validate_python)
    return made | varied.filter(lambda interaction: interaction.type in kinds)


@st.composite
def items(draw: Any, *, kinds: tuple[str, ...] = TYPES, most_parts: int = 3) -> AssessmentItem:
    """Make items of one to ``most_parts`` parts with interactions of ``kinds``."""
    found = draw(st.lists(interactions(kinds=kinds), min_size=1, max_size=most_parts))
    parts = tuple(
        ItemPart.model_validate(
            {
                "id": f"p{place}",
                "prompt": f"<p>{draw(phrases)}</p>",
                "points": draw(st.sampled_from(["1", "2", "0.5", "3"])),
                "interaction": interaction,
                "feedback": {"general": draw(st.just("") | phrases)},
            }
        )
        for place, interaction in enumerate(found, 1)
    )
    return AssessmentItem(title=draw(phrases), parts=parts)


def _ids(choices: Any) -> list[str]:
    return [choice.id for choice in choices]


def _sets(ids: list[str]) -> st.SearchStrategy[Any]:
    return st.lists(st.sampled_from(ids), unique=True)


def _maps(keys: list[str], values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.dictionaries(st.sampled_from(keys), values)


_LIKELY: dict[str, Any] = {
    "single_choice": lambda one: st.sampled_from(_ids(one.choices)),
    "true_false": lambda one: st.booleans(),
    "multiple_choice": lambda one: _sets(_ids(one.choices)),
    "hot_text": lambda one: _sets(_ids(one.pieces)),
    "hotspot": lambda one: _sets(_ids(one.regions)),
    "short_answer": lambda one: st.sampled_from([v.text for v in one.variants]) | phrases,
    "digit_sequence": lambda one: st.sampled_from(one.keys) | st.text("0123456789 ,", max_size=8),
    "number": lambda one: st.sampled_from([str(v.value) for v in one.variants]) | numbers,
    "matching": lambda one: _maps(_ids(one.left), st.sampled_from(_ids(one.right))),
    "grouping": lambda one: _maps(_ids(one.entries), st.sampled_from(_ids(one.groups))),
    "ordering": lambda one: st.permutations(_ids(one.entries)) | _sets(_ids(one.entries)),
    "text_gaps": lambda one: _maps(_ids(one.gaps), phrases | numbers),
    "dropdown_gaps": lambda one: _maps(_ids(one.gaps), st.sampled_from(["a", "b"])),
    "drag_words": lambda one: _maps(_ids(one.gaps), st.sampled_from(_ids(one.words))),
    "table_matching": lambda one: st.lists(
        st.tuples(st.sampled_from(_ids(one.rows)), st.sampled_from(_ids(one.columns))).map(list),
        max_size=6,
    ),
}


def likely_answers(interaction: Any) -> st.SearchStrategy[Any]:
    """Make answers of the right shape to an interaction, right and wrong."""
    if interaction.type in _LIKELY:
        return _LIKELY[interaction.type](interaction)
    return st.just(GOOD[interaction.type][1]) | json_values


@st.composite
def responses(draw: Any, item: AssessmentItem) -> ItemResponse:
    """Make responses to an item: likely answers mostly, none, and any JSON value."""
    answers = {}
    for part in item.parts:
        kind = draw(st.sampled_from(["likely", "likely", "likely", "none", "absurd"]))
        if kind == "likely":
            answers[part.id] = draw(likely_answers(part.interaction))
        elif kind == "absurd":
            answers[part.id] = draw(json_values)
    return ItemResponse(answers)
