import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.api import new_uuid
from framework.api import get_tree
from search.api import match_plan, match_topic
from search.errors import PlanTooLongError
from search.placing.matching import MOST_LESSONS
from tests.factories.framework import PHYSICS, load_programmes, node_titled, programme

pytestmark = pytest.mark.django_db

PLAN = [
    "Урок 1. Строение вещества",
    *["Молекулы и атомы"] * 6,
    "Тепловые процессы",
    *["Постоянный электрический ток. Сила тока"] * 10,
    "Практическая работа № 3 «Закон Ома для участка цепи» 0,5",
    "Контрольная работа",
    *["Закон Ома"] * 8,
    "Резервный урок",
    "Повторение",
    "Итоговое повторение",
]


@pytest.fixture
def physics(tmp_path):
    load_programmes(tmp_path)
    return node_titled("Физика")


def titles_of(placements) -> list[str]:
    return [get_tree().nodes[placement.topic].title for placement in placements]


def test_a_title_finds_its_topic_in_any_form(physics):
    for title, topic in (
        ("Урок 7. Строение веществ", "Строение вещества"),
        ("Закон Ома", "Постоянный электрический ток"),
        ("Контрольная работа по теме «Тепловые процессы»", "Тепловые процессы"),
        ("Электричество", "Постоянный электрический ток"),
    ):
        assert titles_of(match_topic(title, physics.uuid, 8))[0] == topic, title


def test_subject_and_programme_find_the_same(physics):
    of_subject = match_topic("Закон Ома", physics.uuid, 8)
    assert match_topic("Закон Ома", physics.children[0], 8) == of_subject


def test_the_better_a_title_agrees_the_greater_the_confidence(physics):
    exact, close, nothing = (
        match_topic(title, physics.uuid, 8)[0].confidence
        for title in ("Постоянный электрический ток", "Закон Ома", "Музыка")
    )
    assert exact > 0.8 > close > nothing


def test_confidences_fall_and_sum_to_one(physics):
    found = match_topic("Закон Ома", physics.uuid, 8, limit=99)
    confidences = [placement.confidence for placement in found]
    assert confidences == sorted(confidences, reverse=True)
    assert sum(confidences) == pytest.approx(1)
    assert len(match_topic("Закон Ома", physics.uuid, 8, limit=2)) == 2
    assert match_topic("Закон Ома", physics.uuid, 8, limit=-1) == []


def test_where_there_are_no_topics_nothing_is_found(physics):
    assert match_topic("Закон Ома", physics.uuid, 5) == []
    assert match_topic("Закон Ома", new_uuid(), 8) == []
    assert match_plan(PLAN, physics.uuid, 5) == []
    assert match_plan([], physics.uuid, 8) == []


def test_a_plan_lies_along_the_programme(physics):
    found = titles_of(match_plan(PLAN, physics.uuid, 8))
    assert found[:7] == ["Строение вещества"] * 7
    assert found[7] == "Тепловые процессы"
    assert found[8:28] == ["Постоянный электрический ток"] * 20
    assert found[28:] == ["Резервное время"] * 3


def test_a_plan_says_what_the_words_alone_would(physics):
    plan = match_plan(PLAN, physics.uuid, 8)
    alone = match_topic("Контрольная работа", physics.uuid, 8, limit=99)
    by_words = {placement.topic: placement.confidence for placement in alone}
    assert plan[19].by_words == by_words[plan[19].topic]
    assert plan[19].confidence > plan[19].by_words


def test_hours_of_the_school_count_instead(physics):
    silent = ["…"] * 30
    structure, current = (
        node_titled(title).uuid for title in ("Строение вещества", "Постоянный электрический ток")
    )
    usual = [one.topic for one in match_plan(silent, physics.uuid, 8)]
    own = match_plan(silent, physics.uuid, 8, hours={structure: 20, current: 7})
    assert usual.count(structure) == 7
    assert [one.topic for one in own].count(structure) == pytest.approx(20, abs=1)
    none = dict.fromkeys(usual, 0.0)
    assert len(match_plan(silent, physics.uuid, 8, hours=none)) == 30


def test_of_two_programmes_the_one_that_fits_is_taken(tmp_path):
    topics = [
        {"title": title, "hours": 10, "content": ""}
        for title in ("Кинематика точки", "Динамика", "Оптика")
    ]
    sections = [{"title": "", "hours": 30, "topics": topics}]
    grades = [{"grade": 8, "hours": 30, "sections": sections}]
    advanced = programme(PHYSICS, variant="углублённый", grades=grades)
    load_programmes(tmp_path, PHYSICS, advanced)
    subject = node_titled("Физика").uuid
    plan = [title for title in ("Кинематика", "Динамика", "Оптика") for _ in range(10)]
    assert set(titles_of(match_plan(plan, subject, 8))) == {topic["title"] for topic in topics}
    assert "Строение вещества" in titles_of(match_plan(PLAN, subject, 8))


def test_a_plan_longer_than_a_year_is_refused(physics):
    with pytest.raises(PlanTooLongError) as refused:
        match_plan(["Урок"] * (MOST_LESSONS + 1), physics.uuid, 8)
    assert refused.value.most == MOST_LESSONS


def test_no_query_while_the_framework_is_warm(physics, django_assert_num_queries):
    match_topic("Сила тока", physics.uuid, 8)
    with django_assert_num_queries(0):
        match_topic("Закон Ома", physics.uuid, 8)
        match_plan(PLAN, physics.uuid, 8)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from([*PLAN, "", "12", "Музыка"]), min_size=1, max_size=25))
def test_any_plan_is_placed_whole_and_in_order(physics, titles):
    order = [topic.uuid for topic in get_tree().descend(physics.uuid)]
    found = match_plan(titles, physics.uuid, 8)
    places = [order.index(placement.topic) for placement in found]
    assert len(found) == len(titles)
    assert places == sorted(places)
    assert all(0 <= one.confidence <= 1 and 0 <= one.by_words <= 1 for one in found)
