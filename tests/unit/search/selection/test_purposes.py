from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.data import AT_HOME, CHECK, EXPLAIN, LESSON_PURPOSES, PRACTISE
from search.selection.purposes import (
    HOMEWORK,
    PRIORS,
    UNKNOWN_KIND,
    expected_fit,
    fit_of,
    purposes_named,
    share_of_minutes,
)
from tests.factories.learning_objects import make_stage
from tests.factories.search import make_view


@pytest.mark.parametrize(
    ("text", "purposes"),
    [
        ("Проверочная работа по теме «Ток»", {CHECK}),
        ("Тренажёр: закон Ома", {PRACTISE}),
        ("Решаем задачи на мощность", {PRACTISE}),
        ("Презентация «Строение атома»", {EXPLAIN}),
        ("Домашняя лаборатория", {AT_HOME}),
        ("Контрольные задачи", {CHECK, PRACTISE}),
        ("Закон Ома", set()),
        ("", set()),
    ],
)
def test_words_name_purposes_in_any_form(text, purposes):
    assert purposes_named([text]) == purposes


def test_a_title_that_names_another_purpose_takes_the_prior_down():
    plain = expected_fit("material", frozenset(), EXPLAIN)
    assert expected_fit("material", frozenset({CHECK}), EXPLAIN) == pytest.approx(plain / 3)
    assert expected_fit("material", frozenset({CHECK}), CHECK) > 0.9
    assert expected_fit("riddle", frozenset(), CHECK) == UNKNOWN_KIND
    assert expected_fit("material", frozenset({CHECK}), "") == 1


def test_minutes_of_stages_speak_for_a_purpose():
    stages = [
        make_stage("Новый материал", 20, pupils_do="Слушают"),
        make_stage("Проверка", 10, pupils_do="Пишут ответы"),
        make_stage("Итог", 15, pupils_do="Решают задачи"),
    ]
    view = make_view("Закон Ома", content={"body": stages})
    assert share_of_minutes(view.content, CHECK) == pytest.approx(10 / 45)
    assert share_of_minutes(view.content, PRACTISE) == pytest.approx(15 / 45)
    prior = PRIORS["scenario"][CHECK]
    assert fit_of(view, CHECK) == pytest.approx(1 - (1 - prior) * (1 - 10 / 45))


def test_homework_of_the_author_speaks_for_home():
    with_it = make_view("Ток", content={"homework": "<p>Прочитать § 5</p>"})
    without = make_view("Ток", content={"homework": "<p> </p>"})
    prior = PRIORS["scenario"][AT_HOME]
    assert fit_of(without, AT_HOME) == pytest.approx(prior)
    assert fit_of(with_it, AT_HOME) == pytest.approx(1 - (1 - prior) * (1 - HOMEWORK))


@given(
    st.sampled_from(LESSON_PURPOSES),
    st.sampled_from([*PRIORS, "other"]),
    st.sets(st.sampled_from(LESSON_PURPOSES)),
)
def test_a_fit_is_a_share_and_naming_never_hurts(purpose, kind, named):
    fit = expected_fit(kind, frozenset(named), purpose)
    assert 0 <= fit <= 1
    assert expected_fit(kind, frozenset({*named, purpose}), purpose) >= fit
