import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.grammar import read_question


def parts(text):
    question = read_question(text)
    return (
        [token.text for token in question.tokens],
        [" ".join(words) for words in question.phrases],
        [lemmas[0] for lemmas in question.excluded],
        [(field.name, field.value) for field in question.fields],
        list(question.grades),
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("сила тока", (["сила", "тока"], [], [], [], [])),
        (
            'класс:7 "закон Ома" -лабораторная тест',
            (["тест"], ["закон ома"], ["лабораторный"], [("grade", "7")], []),
        ),
        (
            "предмет:«русский язык» причастие",
            (["причастие"], [], [], [("subject", "русский язык")], []),
        ),
        ("subject:physics force", (["force"], [], [], [("subject", "physics")], [])),
        ("дроби 5 класс", (["дроби"], [], [], [], [5])),
        ("5-6 класс дроби", (["дроби"], [], [], [], [5, 6])),
        ("7 кл. сила", (["сила"], [], [], [], [7])),
        ("сила в 7-м классе", (["сила"], [], [], [], [7])),
        ("класс 9 реостат", (["реостат"], [], [], [], [9])),
        ("12 класс", (["12", "класс"], [], [], [], [])),
        ("физико-химический", (["физико", "химический"], [], [], [], [])),
        ("сложение -5 и 3", (["сложение", "5", "3"], [], [], [], [])),
        ("-тест", (["тест"], [], [], [], [])),
        ('"закон Ома" -опыт', ([], ["закон ома"], ["опыт"], [], [])),
        ("класс:7 -тест", ([], [], ["тест"], [("grade", "7")], [])),
        ("тест -онлайн-урок", (["тест", "онлайн", "урок"], [], [], [], [])),
        ('тест -"закон Ома"', (["тест", "закон", "ома"], [], [], [], [])),
        ("как:так", (["так"], [], [], [], [])),
        ("и на", (["и", "на"], [], [], [], [])),
        ("«Бородино» Лермонтова", (["лермонтова"], ["бородино"], [], [], [])),
        ('незакрытая "кавычка', (["незакрытая", "кавычка"], [], [], [], [])),
        ("!!!", ([], [], [], [], [])),
    ],
)
def test_a_question_is_taken_apart(text, expected):
    assert parts(text) == expected


@given(st.text(max_size=200) | st.text('"«»-: класгрейд5теы', max_size=60))
def test_any_text_is_a_question_and_places_are_those_of_the_text(text):
    question = read_question(text)
    for token in (*question.tokens, *question.phrase_tokens[:0]):
        assert 0 <= token.start < token.end <= len(text)
    for field in question.fields:
        assert field.value in text[field.start : field.end]
    assert all(1 <= grade <= 11 for grade in question.grades)
