from hypothesis import given
from hypothesis import strategies as st

from core.api import analyze, word_lemmas
from search.snippets import SNIPPET_LENGTH, Marker


def asking(*words: str) -> Marker:
    return Marker(tuple(word_lemmas(word) for word in words))


def test_any_form_is_marked() -> None:
    assert asking("ребенка").highlight("Дети и ребёнок") == (
        "<mark>Дети</mark> и <mark>ребёнок</mark>"
    )


def test_the_piece_with_most_different_words_is_chosen() -> None:
    filler = "Слова о другом. " * 40
    text = f"Дробь дробь дробь. {filler}Числитель дроби и знаменатель.{filler}"
    snippet = asking("дробь", "числитель", "знаменатель").snippet(text)
    assert snippet.startswith("… ")
    assert snippet.endswith(" …")
    assert "<mark>Числитель</mark> <mark>дроби</mark> и <mark>знаменатель</mark>" in snippet


def test_without_a_match_the_summary_speaks() -> None:
    assert asking("атом").snippet("Текст", "Коротко") == "Коротко"
    assert asking("атом").snippet("Текст") == "Текст"
    assert asking().snippet("Текст", "Коротко") == "Коротко"


def test_whole_words_are_shown() -> None:
    text = "электричество " * 100
    snippet = asking("атом").snippet(text)
    assert set(snippet.removesuffix(" …").split()) == {"электричество"}


@given(st.text("дроби <>&\"'\n ёж" + "\u0301", max_size=900))
def test_a_snippet_is_short_and_safe(text: str) -> None:
    snippet = asking("дробь", "еж").snippet(text)
    plain = snippet.replace("<mark>", "").replace("</mark>", "")
    assert "<" not in plain
    assert ">" not in plain
    for entity in ("&lt;", "&gt;", "&amp;", "&quot;", "&#x27;"):
        plain = plain.replace(entity, "?")
    assert "&" not in plain
    assert len(plain) <= SNIPPET_LENGTH + 4


@given(st.text("дроби ежи<\n.-", max_size=120))
def test_places_are_those_of_whole_words(text: str) -> None:
    marker = asking("дробь", "еж")
    wanted = {*word_lemmas("дробь"), *word_lemmas("еж")}
    tokens = [token for token in analyze(text) if wanted.intersection(token.lemmas)]
    assert [place[:2] for place in marker.places(text)] == [(t.start, t.end) for t in tokens]
    said = dict.fromkeys(text[token.start : token.end].lower() for token in tokens)
    assert marker.words(text) == tuple(said)
