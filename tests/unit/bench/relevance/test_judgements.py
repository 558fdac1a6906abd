from pathlib import Path

import pytest

from bench.relevance.judgements import GRADES, TRAITS, JudgementsError, read_judgements
from cms.demo.reading import object_keys

GOOD = '- {q: "дроби", traits: [short], judged: {drobi-5: 3}}\n'


@pytest.fixture(scope="module")
def judged():
    return read_judgements(object_keys())


def test_there_are_many_queries_with_an_answer(judged):
    assert sum(query.is_answerable for query in judged) >= 200


def test_some_queries_have_no_answer(judged):
    assert 10 <= sum(not query.is_answerable for query in judged) <= 20


def test_every_grade_and_trait_is_used(judged):
    assert {grade for query in judged for grade in query.grades.values()} == set(GRADES)
    assert {trait for query in judged for trait in query.traits} == TRAITS


def test_every_object_of_the_demo_answers_several_queries(judged):
    found = [key for query in judged for key, grade in query.grades.items() if grade == 3]
    assert not [key for key in object_keys() if found.count(key) < 3]


def test_most_queries_have_few_answers(judged):
    few = [query for query in judged if 1 <= sum(g >= 2 for g in query.grades.values()) <= 2]
    assert len(few) > len(judged) / 2


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "not a list"),
        ("q: дроби", "not a list"),
        ("- дроби", "query 1: not a map"),
        ("- {q: [", "broken.yaml"),
        ("- {traits: [short]}", "«q» is not a text"),
        ('- {q: " ", traits: [short]}', "«q» is not a text"),
        (GOOD.replace("}}", "}, note: x}"), "unknown fields ['note']"),
        (GOOD.replace("}}", "}, why: 3}"), "«why» is not a text"),
        (GOOD.replace("[short]", "short"), "«traits» is not a list"),
        (GOOD.replace("[short]", "[]"), "«traits» is not a list"),
        (GOOD.replace("[short]", "[long]"), "unknown traits ['long']"),
        (GOOD.replace("[short]", "[short, short]"), "a trait stands twice"),
        (GOOD.replace("drobi-5", "drobi-6"), "there is no object 'drobi-6'"),
        (GOOD.replace("3}", "4}"), "has the grade 4"),
        (GOOD.replace("3}", "true}"), "has the grade True"),
        (GOOD.replace("3}", "1}"), "nothing has a grade of at least 2"),
        (GOOD.replace("3}", "3, drobi-5: 2}"), "line 1: 'drobi-5' stands twice"),
        (GOOD.replace("{drobi-5: 3}", "drobi-5"), "«judged» is not a map"),
        (GOOD.replace("}}", "}, nothing: true}"), "has «nothing» and «judged»"),
        (GOOD.replace("}}", "}, nothing: yes please}"), "«nothing» is true or left out"),
        ("- {q: дроби, traits: [short]}", "«judged» is not a map"),
        (GOOD + GOOD.replace("дроби", " ДРОБИ "), "query 2: ' ДРОБИ ' stands twice"),
    ],
)
def test_what_is_not_understood_is_refused_with_its_place(tmp_path: Path, text, problem):
    (tmp_path / "broken.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(JudgementsError) as refused:
        read_judgements(["drobi-5"], tmp_path)
    assert "broken.yaml" in str(refused.value)
    assert problem in str(refused.value)


def test_a_query_without_an_answer_has_no_grades(tmp_path: Path):
    text = "- {q: дифракция, traits: [plain], nothing: true}"
    (tmp_path / "some.yaml").write_text(text, encoding="utf-8")
    (query,) = read_judgements([], tmp_path)
    assert query.grades == {}
    assert not query.is_answerable


def test_a_folder_without_queries_is_refused(tmp_path: Path):
    with pytest.raises(JudgementsError, match="no queries"):
        read_judgements([], tmp_path)
