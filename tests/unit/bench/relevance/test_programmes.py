import pytest

from bench.relevance.judgements import JudgedQuery
from bench.relevance.library import curriculum_topics, frp_folder
from bench.relevance.programmes import (
    CurriculumTopic,
    ProgrammeSet,
    best_without_neighbours,
    make_set,
    title_of,
    verbatim_share,
)
from core.api import now
from framework.api import forget_tree, import_frp, import_starter

CONTENT = (
    "Опыты с качающимся маятником. Затухающие движения груза на длинной пружине, измерение "
    "частоты и периода. Резонанс в природе и технике, звуковые волны в плотной среде"
)


def topic(key: str, **facts) -> CurriculumTopic:
    plain = {
        "title": "Механические колебания",
        "content": CONTENT,
        "subject": "Физика",
        "grade": 9,
        "variant": "базовый",
        "section": "s1",
    }
    return CurriculumTopic(key=key, **{**plain, **facts})


def grades_of(made: ProgrammeSet, key: str) -> dict[str, int]:
    return dict(next(query.grades for query in made.queries if query.grades[key] == 3))


def test_own_topic_twin_and_section_are_graded():
    made = make_set(
        [
            topic("own"),
            topic("next class", grade=10, section="s2"),
            topic("far class", grade=7, section="s3"),
            topic("other subject", subject="Музыка", section="s4"),
            topic("same section", title="Электромагнитные волны"),
        ]
    )
    assert grades_of(made, "own") == {"own": 3, "next class": 2, "same section": 1}


def test_a_section_without_a_title_is_no_section():
    made = make_set([topic("own", section=""), topic("same", title="Сила тока", section="")])
    assert grades_of(made, "own") == {"own": 3}


def test_topics_that_say_nothing_are_left_out():
    made = make_set(
        [
            topic("own"),
            topic("short", content="Маятник."),
            topic("general", title="Обобщение и контроль"),
        ]
    )
    assert [one.key for one in made.topics] == ["own"]


def test_the_title_is_that_of_the_content_and_not_of_the_topic():
    assert title_of(topic("own")) == "Опыты с качающимся маятником"


def test_what_stands_word_for_word_in_an_answer_is_counted():
    made = ProgrammeSet(
        (topic("own"),),
        (
            JudgedQuery("звуковые волны", ("phrase",), {"own": 3}),
            JudgedQuery("волны звуковые", ("phrase",), {"own": 3}),
        ),
    )
    assert verbatim_share(made) == 0.5


def test_the_best_without_neighbours_is_below_one_only_with_neighbours():
    alone = JudgedQuery("а", ("form",), {"own": 3, "twin": 2})
    among = JudgedQuery("б", ("form",), {"own": 3, "near": 1})
    assert best_without_neighbours(ProgrammeSet((), (alone,))) == 1
    assert best_without_neighbours(ProgrammeSet((), (alone, among))) < 1


@pytest.fixture
def starter(db):
    import_starter(by=None, now=now())
    yield
    forget_tree()


def test_the_same_framework_gives_the_same_set(starter):
    first, second = make_set(curriculum_topics(), size=60), make_set(curriculum_topics(), size=60)
    assert first == second


@pytest.mark.slow
@pytest.mark.shared_data
def test_the_federal_programmes_give_a_thousand_queries_in_other_words(db):
    if not frp_folder().is_dir():
        pytest.skip("there is no framework/frp-2025 in MESH_SHARED_DATA")
    import_frp(path=frp_folder(), by=None, now=now())
    made = make_set(curriculum_topics())
    forget_tree()
    assert len(made.queries) >= 1000
    assert len({query.text for query in made.queries}) == len(made.queries)
    assert {query.traits for query in made.queries} == {
        (family,) for family in ("form", "place", "kind", "phrase", "other", "typo")
    }
    assert {grade for query in made.queries for grade in query.grades.values()} == {1, 2, 3}
    assert verbatim_share(made) < 0.1
