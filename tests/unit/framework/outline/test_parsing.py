import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from framework.data import KINDS
from framework.frp.errors import FrameworkFileError
from framework.outline import parsing
from framework.outline.data import DEPTH_LIMIT, MAY_HOLD, Outline
from framework.outline.parsing import parse_outline
from tests.factories.outlines import DELETE, OUTLINE, changed

json_shaped = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=10,
)


def nearly_outlines():
    """Things that look like an outline, with any member possibly wrong."""
    text = st.sampled_from(["", "reki", "Реки", "\x00", "а" * 800, "\ud800", "a--b"]) | json_shaped
    number = st.integers(-1, 3000) | json_shaped
    kind = st.sampled_from(KINDS) | text
    optional = {
        "title_en": text,
        "code": text,
        "grade": st.integers(0, 12) | json_shaped,
        "hours": number,
        "content": text,
        "source": text,
        "other": text,
    }
    required = {"name": st.sampled_from(["a", "b", "1-2"]) | text, "kind": kind, "title": text}
    node = st.recursive(
        st.fixed_dictionaries(required, optional=optional),
        lambda inner: st.fixed_dictionaries(
            required, optional={**optional, "children": st.lists(inner) | json_shaped}
        ),
        max_leaves=8,
    )
    facts = st.just(OUTLINE["framework"]) | st.fixed_dictionaries(
        dict.fromkeys(OUTLINE["framework"], text), optional={"note": text, "other": text}
    )
    return st.fixed_dictionaries(
        {"framework": facts | json_shaped, "nodes": st.lists(node) | json_shaped}
    )


@settings(deadline=None)
@given(json_shaped | nearly_outlines())
def test_anything_is_parsed_or_refused_with_words(data):
    outcome = parse_or_refuse(parse_outline, data)
    if isinstance(outcome, FrameworkFileError):
        assert outcome.file == "файл.json"
        assert str(outcome.place).startswith("$")
        assert str(outcome.problem)
        assert str(outcome.remedy)
    else:
        assert isinstance(outcome, Outline)


def parse_or_refuse(parse, data):
    try:
        return parse(data, "файл.json")
    except FrameworkFileError as error:
        return error


def refusal(data):
    with pytest.raises(FrameworkFileError) as caught:
        parse_outline(data, "f.json")
    return caught.value


def test_a_good_outline_keeps_what_it_says():
    outline = parse_outline(OUTLINE, "f")
    assert (outline.framework.key, outline.framework.title.en) == ("proba", "A trial")
    assert (outline.framework.kind, outline.framework.note) == ("regional", "")
    (subject,) = outline.nodes
    assert (subject.title_en, subject.grade, subject.hours) == ("Our region", None, None)
    rivers, woods = subject.children[0].children[0].children
    assert (rivers.code, rivers.hours, rivers.content) == ("1.1", 2, "Исток, устье")
    assert (woods.code, woods.hours, woods.content, woods.children) == ("", None, "", ())


FACTS = ("framework",)
SUBJECT = ("nodes", 0)
GRADE = (*SUBJECT, "children", 0)
SECTION = (*GRADE, "children", 0)
TOPIC = (*SECTION, "children", 0)
SUBJECT_AT = "$.nodes[0]"
GRADE_AT = f"{SUBJECT_AT}.children[0]"
SECTION_AT = f"{GRADE_AT}.children[0]"
TOPIC_AT = f"{SECTION_AT}.children[0]"


@pytest.mark.parametrize(
    ("path", "value", "place"),
    [
        (("framework",), DELETE, "$"),
        (("nodes",), DELETE, "$"),
        (("node",), [], "$"),
        (("nodes",), {}, "$.nodes"),
        ((*FACTS, "key"), "frp", "$.framework.key"),
        ((*FACTS, "key"), "Проба", "$.framework.key"),
        ((*FACTS, "key"), "a" * 61, "$.framework.key"),
        ((*FACTS, "kind"), "region", "$.framework.kind"),
        ((*FACTS, "language"), "русский", "$.framework.language"),
        ((*FACTS, "title"), "Проба", "$.framework.title"),
        ((*FACTS, "title", "en"), DELETE, "$.framework.title"),
        ((*FACTS, "title", "en"), "", "$.framework.title.en"),
        ((*FACTS, "title", "de"), "Probe", "$.framework.title"),
        ((*FACTS, "edition"), DELETE, "$.framework"),
        ((*FACTS, "licence"), " ", "$.framework.licence"),
        ((*FACTS, "note"), None, "$.framework.note"),
        ((*FACTS, "author"), "я", "$.framework"),
        (SUBJECT, "kraj", SUBJECT_AT),
        ((*SUBJECT, "name"), DELETE, SUBJECT_AT),
        ((*SUBJECT, "name"), "", f"{SUBJECT_AT}.name"),
        ((*SUBJECT, "name"), " kraj", f"{SUBJECT_AT}.name"),
        ((*SUBJECT, "name"), "a/b", f"{SUBJECT_AT}.name"),
        ((*SUBJECT, "name"), "-a", f"{SUBJECT_AT}.name"),
        ((*SUBJECT, "name"), "a" * 81, f"{SUBJECT_AT}.name"),
        ((*SUBJECT, "kind"), "предмет", f"{SUBJECT_AT}.kind"),
        ((*SUBJECT, "kind"), "topic", f"{SUBJECT_AT}.kind"),
        ((*SUBJECT, "colour"), "red", SUBJECT_AT),
        ((*GRADE, "grade"), DELETE, GRADE_AT),
        ((*GRADE, "grade"), 0, f"{GRADE_AT}.grade"),
        ((*GRADE, "grade"), 12, f"{GRADE_AT}.grade"),
        ((*GRADE, "grade"), True, f"{GRADE_AT}.grade"),
        ((*GRADE, "kind"), "subject", f"{GRADE_AT}.kind"),
        ((*SECTION, "grade"), 6, f"{SECTION_AT}.grade"),
        ((*SECTION, "children"), {}, f"{SECTION_AT}.children"),
        ((*TOPIC, "kind"), "grade", f"{TOPIC_AT}.kind"),
        ((*TOPIC, "title"), "", f"{TOPIC_AT}.title"),
        ((*TOPIC, "title"), "а" * 701, f"{TOPIC_AT}.title"),
        ((*TOPIC, "title"), "а\x00б", f"{TOPIC_AT}.title"),
        ((*TOPIC, "hours"), 0, f"{TOPIC_AT}.hours"),
        ((*TOPIC, "hours"), 1.5, f"{TOPIC_AT}.hours"),
        ((*TOPIC, "content"), 5, f"{TOPIC_AT}.content"),
        ((*TOPIC, "content"), "а" * 200_001, f"{TOPIC_AT}.content"),
        ((*TOPIC, "code"), "1", f"{TOPIC_AT}.code"),
        ((*TOPIC, "code"), "1" * 31, f"{TOPIC_AT}.code"),
        ((*TOPIC, "name"), "lesa", f"{SECTION_AT}.children[1].name"),
    ],
)
def test_the_place_of_a_mistake_is_named(path, value, place):
    error = refusal(changed(OUTLINE, path, value))
    assert str(error.place) == place
    assert str(error).startswith(f"f.json: {place}: ")


def chain(length, name="a"):
    node = None
    for _ in range(length):
        below = {} if node is None else {"children": [node]}
        node = {"name": name, "kind": "section", "title": "Раздел", **below}
    return changed(OUTLINE, ("nodes",), [{**node, "kind": "subject"}])


def test_nodes_nested_too_deep_are_refused():
    assert parse_outline(chain(DEPTH_LIMIT), "f")
    error = refusal(chain(DEPTH_LIMIT + 1))
    assert str(error.place) == "$.nodes[0]" + ".children[0]" * DEPTH_LIMIT


def test_a_key_that_is_too_long_is_refused():
    assert refusal(chain(4, "a" * 70)).place == "$.nodes[0]" + ".children[0]" * 3 + ".name"


def test_too_many_nodes_are_refused(monkeypatch):
    monkeypatch.setattr(parsing, "NODES_LIMIT", 4)
    assert refusal(OUTLINE).place == f"{SECTION_AT}.children[1]"


def test_the_name_may_return_under_another_parent():
    again = changed(OUTLINE, (*TOPIC, "name"), "priroda")
    assert parse_outline(again, "f")


def test_every_subject_begins_its_codes_anew():
    second = {**OUTLINE["nodes"][0], "name": "vtoroj"}
    outline = parse_outline(changed(OUTLINE, ("nodes",), [OUTLINE["nodes"][0], second]), "f")
    assert len(outline.nodes) == 2


def test_every_kind_has_a_rule_of_what_it_holds():
    assert set(MAY_HOLD) == {"", *KINDS}
    assert {kind for held in MAY_HOLD.values() for kind in held} == set(KINDS)


def test_words_come_in_the_language_of_the_reader():
    error = refusal(changed(OUTLINE, (*SUBJECT, "colour"), "red"))
    with translation.override("ru"):
        assert str(error) == (
            "f.json: $.nodes[0]: ключ «colour» неизвестен. "
            "Удалите его или исправьте; возможные ключи: name, kind, title, title_en, code, "
            "grade, hours, content, source, children."
        )
