import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framework.frp.data import Programme
from framework.frp.errors import FrameworkFileError
from framework.frp.parsing import parse_programme
from tests.factories.framework import PHYSICS, programme

json_shaped = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


def nearly_programmes():
    """Things that look like a programme, with any member possibly wrong."""
    wild = json_shaped
    text = st.sampled_from(["", "Физика", "ООО", "базовый", "\x00", "а" * 800, "\ud800"]) | wild
    hours = st.integers(-1, 3000) | wild
    topic = st.fixed_dictionaries({}, optional={"title": text, "hours": hours, "content": text})
    section = st.fixed_dictionaries(
        {}, optional={"title": text, "hours": hours, "topics": st.lists(topic) | wild}
    )
    grade = st.fixed_dictionaries(
        {"grade": st.integers(0, 12), "hours": hours, "sections": st.lists(section) | wild}
    )
    return st.fixed_dictionaries(
        {
            "subject": text,
            "level": st.sampled_from(["НОО", "ООО", "СОО", "ВО"]),
            "variant": st.sampled_from(["", "базовый", "иной"]),
            "source": text,
            "grades": st.lists(grade) | wild,
        }
    )


@settings(deadline=None)
@given(json_shaped | nearly_programmes())
def test_anything_is_parsed_or_refused_with_words(data):
    outcome = parse_or_refuse(data)
    if isinstance(outcome, FrameworkFileError):
        assert outcome.file == "файл.json"
        assert str(outcome.place).startswith("$")
        assert str(outcome.problem)
        assert str(outcome.remedy)
    else:
        assert isinstance(outcome, Programme)


def parse_or_refuse(data):
    try:
        return parse_programme(data, "файл.json")
    except FrameworkFileError as error:
        return error


def test_a_good_programme_keeps_what_it_says():
    parsed = parse_programme(PHYSICS, "f")
    (grade,) = parsed.grades
    assert (parsed.identity, grade.number, grade.hours) == (("Физика", "ООО", "базовый"), 8, 68)
    assert grade.sections[0].topics[1].hours is None
    assert grade.sections[1].title == ""
    assert grade.sections[1].hours is None
    assert grade.sections[1].topics[0].content.startswith("Сила тока")


def broken(path, value):
    data = programme()
    target = data
    for step in path[:-1]:
        target = target[step]
    if value is KeyError:
        del target[path[-1]]
    else:
        target[path[-1]] = value
    return data


SECTION = ("grades", 0, "sections", 0)


@pytest.mark.parametrize(
    ("path", "value", "place"),
    [
        (("level",), "ВО", "$.level"),
        (("variant",), "сложный", "$.variant"),
        (("subject",), " ", "$.subject"),
        (("subject",), KeyError, "$"),
        (("grades",), [], "$.grades"),
        (("grades",), {}, "$.grades"),
        (("grades", 0), "8", "$.grades[0]"),
        (("grades", 0, "grade"), 4, "$.grades[0].grade"),
        (("grades", 0, "grade"), True, "$.grades[0].grade"),
        (("grades", 0, "hours"), -1, "$.grades[0].hours"),
        (("grades", 0, "hours"), 1.5, "$.grades[0].hours"),
        ((*SECTION, "topics"), KeyError, "$.grades[0].sections[0]"),
        ((*SECTION, "topics", 1, "title"), "", "$.grades[0].sections[0].topics[1].title"),
        ((*SECTION, "topics", 1, "title"), "а" * 701, "$.grades[0].sections[0].topics[1].title"),
        ((*SECTION, "topics", 1, "title"), "а\x00б", "$.grades[0].sections[0].topics[1].title"),
        ((*SECTION, "topics", 1, "content"), None, "$.grades[0].sections[0].topics[1].content"),
    ],
)
def test_the_place_of_a_mistake_is_named(path, value, place):
    with pytest.raises(FrameworkFileError) as caught:
        parse_programme(broken(path, value), "физика.json")
    assert str(caught.value.place) == place
    assert str(caught.value).startswith(f"физика.json: {place}: ")


def test_a_grade_twice_is_refused():
    data = programme()
    data["grades"].append(data["grades"][0])
    with pytest.raises(FrameworkFileError) as caught:
        parse_programme(data, "f")
    assert caught.value.place == "$.grades[1].grade"
