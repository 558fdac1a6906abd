from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.api import (
    analyze,
    beginnings_of,
    folded_words,
    is_in_dictionary,
    lemmas,
    lemmas_of_word,
    word_lemmas,
)


@pytest.mark.parametrize(
    ("forms", "lemma"),
    [
        ("человек люди людей людьми", "человек"),
        ("ребёнок ребенок дети детей детьми", "ребенок"),
        ("число чисел числами", "число"),
        ("корень корня корней", "корень"),
        ("клетка клеток клетки", "клетка"),
        ("ДРОБЬ Дробей дробями", "дробь"),
        ("сталь стали сталью", "сталь"),
    ],
)
def test_forms_of_one_word_share_a_lemma(forms: str, lemma: str) -> None:
    for token in analyze(forms):
        assert lemma in token.lemmas, token


def test_an_ambiguous_word_has_all_plausible_lemmas() -> None:
    assert set(analyze("белки")[0].lemmas) == {"белок", "белка"}


def test_an_implausible_parse_is_left_out() -> None:
    assert lemmas("вода") == ["вода"]


def test_latin_words_and_numbers_are_their_own_lemmas() -> None:
    assert lemmas("Present Perfect, 8 класс, H₂O, 3,14") == [
        "present", "perfect", "8", "класс", "h2o", "3", "14",
    ]  # fmt: skip


def test_accents_and_stress_and_soft_hyphens_do_not_matter() -> None:
    assert lemmas("за\u0301мок") == lemmas("замок")
    assert lemmas("элек\u00adтри\u00adче\u00adство") == lemmas("электричество")
    assert lemmas("français") == ["francais"]
    assert lemmas("и\u0306од") == lemmas("йод")


def test_places_point_into_the_text() -> None:
    text = "Закон Ома: «сила тока»…"
    assert [text[token.start : token.end] for token in analyze(text)] == [
        "Закон", "Ома", "сила", "тока",
    ]  # fmt: skip


def test_threads_agree() -> None:
    words = [f"слово{letter}" for letter in "абвгдежзиклмн"] * 20
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(lemmas, words)) == [lemmas(word) for word in words]


@given(st.text(max_size=200))
def test_any_text_gives_ordered_tokens_inside_it(text: str) -> None:
    place = 0
    for token in analyze(text):
        assert place <= token.start < token.end <= len(text)
        assert token.text
        assert token.lemmas
        place = token.end
    assert [lemma for token in analyze(text) for lemma in token.lemmas] == lemmas(text)


def test_a_letter_without_a_name_makes_a_word_of_its_own():
    assert lemmas("\U00017000ф") == ["\U00017000ф"]


@given(st.text("дроби Ёжиi1-\n.\u0301\u00ad", max_size=60))
def test_words_alone_are_those_of_the_tokens(text: str) -> None:
    tokens = analyze(text)
    assert folded_words(text) == [token.text for token in tokens]
    for token in tokens:
        assert lemmas_of_word(text[token.start : token.end]) == token.lemmas


def test_the_dictionary_knows_forms_and_not_mistakes() -> None:
    for word in ("дробями", "необратимость", "еж", "людьми"):
        assert is_in_dictionary(word), word
    for word in ("дробямы", "необрадимость", "python", "12", "", "а" * 50):
        assert not is_in_dictionary(word), word


def test_every_form_begins_as_its_lemma_says() -> None:
    for word in ("люди", "детей", "шла", "числам", "корня", "бежал", "лучше", "ежи", "стали"):
        for lemma in word_lemmas(word):
            assert any(word.startswith(beginning) for beginning in beginnings_of(lemma)), lemma
    assert beginnings_of("человек") == ("люд", "челов")
    assert beginnings_of("html") == ("html",)
