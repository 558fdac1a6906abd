from hypothesis import given
from hypothesis import strategies as st

from core.api import word_lemmas
from search.snippets import SNIPPET_LENGTH, highlight, make_snippet


def groups(*words: str) -> tuple[tuple[str, ...], ...]:
    return tuple(word_lemmas(word) for word in words)


def test_any_form_is_marked() -> None:
    assert highlight("Дети и ребёнок", groups("ребенка")) == (
        "<mark>Дети</mark> и <mark>ребёнок</mark>"
    )


def test_the_piece_with_most_different_words_is_chosen() -> None:
    filler = "Слова о другом. " * 40
    text = f"Дробь дробь дробь. {filler}Числитель дроби и знаменатель.{filler}"
    snippet = make_snippet(text, groups("дробь", "числитель", "знаменатель"))
    assert snippet.startswith("… ")
    assert snippet.endswith(" …")
    assert "<mark>Числитель</mark> <mark>дроби</mark> и <mark>знаменатель</mark>" in snippet


def test_without_a_match_the_summary_speaks() -> None:
    assert make_snippet("Текст", groups("атом"), "Коротко") == "Коротко"
    assert make_snippet("Текст", groups("атом")) == "Текст"
    assert make_snippet("Текст", (), "Коротко") == "Коротко"


def test_whole_words_are_shown() -> None:
    text = "электричество " * 100
    snippet = make_snippet(text, groups("атом"))
    assert set(snippet.removesuffix(" …").split()) == {"электричество"}


@given(st.text("дроби <>&\"'\n ёж" + "\u0301", max_size=900))
def test_a_snippet_is_short_and_safe(text: str) -> None:
    snippet = make_snippet(text, groups("дробь", "еж"))
    plain = snippet.replace("<mark>", "").replace("</mark>", "")
    assert "<" not in plain
    assert ">" not in plain
    for entity in ("&lt;", "&gt;", "&amp;", "&quot;", "&#x27;"):
        plain = plain.replace(entity, "?")
    assert "&" not in plain
    assert len(plain) <= SNIPPET_LENGTH + 4
