import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.relevance.wording import (
    decline,
    dictionary_form,
    is_telling,
    mistype,
    noun_phrases,
    shorten,
    words_of,
)
from search.spelling import distance


def test_words_are_lower_case_and_keep_their_hyphens():
    assert words_of("Физико-химические «Методы» (7 класс).") == [
        "физико-химические",
        "методы",
        "7",
        "класс",
    ]


@pytest.mark.parametrize(
    ("title", "short"),
    [
        ("Механические колебания. Звук", "механические колебания"),
        ("Биология – наука о живой природе", "биология"),
        ("Моя семья (родители)", "моя семья"),
        ("И. А. Крылов. Басни", "и а крылов басни"),
        ("Закон сохранения массы веществ в реакциях", "закон сохранения массы веществ"),
        ("", ""),
    ],
)  # fmt: skip
def test_a_title_is_cut_at_its_first_detail(title, short):
    assert shorten(title) == short


@pytest.mark.parametrize(
    ("text", "case", "turned"),
    [
        ("квадратные уравнения", "datv", "квадратным уравнениям"),
        ("сложение дробей", "datv", "сложению дробей"),
        ("природные условия и ресурсы", "gent", "природных условий и ресурсы"),
        ("о дробях", "datv", "о дробях"),
        ("бегать быстро", "gent", "бегать быстро"),
    ],
)
def test_the_first_noun_is_declined_with_its_adjectives(text, case, turned):
    assert decline(text, case) == turned


def test_things_are_named_in_the_nominative():
    assert noun_phrases("Изучение звуковых волн и плотной среды") == [
        "изучение",
        "звуковые волны",
        "плотная среда",
    ]


def test_words_about_nothing_are_not_telling():
    assert [word for word in ("который", "для", "волна", "её") if is_telling(word)] == ["волна"]


def test_the_dictionary_form_has_no_dots():
    assert dictionary_form("ребёнка") == "ребенок"


@given(st.text("абвгдежзиклмнопрст", min_size=5, max_size=12), st.integers())
def test_a_mistake_is_one_mistake(word, seed):
    made = mistype(word, random.Random(seed))
    assert distance(word, made, most=2) == (0 if len(set(word)) == 1 and made == word else 1)
    assert made[0] == word[0]


def test_short_words_are_typed_right():
    assert mistype("как мир", random.Random(1)) == "как мир"
