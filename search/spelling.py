"""«Did you mean»: mistyped words brought to words that the index knows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from core.api import Token, is_in_dictionary, word_lemmas
from search.engine.port import EngineReader
from search.synonyms import vocabulary
from search.words import LONGEST_QUERY, Words, other_layout, read_words

SHORTEST_CORRECTED = 3
LONGEST_CORRECTED = 24
# Two mistakes are looked for only among words that begin alike, and only in long words.
TWO_MISTAKES_FROM = 6
ALIKE_LETTERS = 2
MOST_ALIKE = 3000

_LETTERS = "абвгдежзийклмнопрстуфхцчшщъыьэюя"
_LATIN_LETTERS = "abcdefghijklmnopqrstuvwxyz"
# Letters that children and adults mix up because they sound alike in speech.
_ALIKE = "ао ои еи иы еэ яа яе юу бп вф гк дт жш зс цс щш чщ ьъ ий"
_SOUND_ALIKE = {frozenset(pair) for pair in _ALIKE.split()}
_SOUND_ALIKE_BONUS = 20.0
_SOFT_SIGN_BONUS = 3.0


def correct(
    text: str,
    words: Words,
    reader: EngineReader,
    *,
    only: Callable[[Token], bool] = lambda token: True,
) -> str:
    """Return ``text`` with words that the index lacks replaced by words it has, or ``""``.

    A query typed in the wrong keyboard layout is turned as a whole. The caller makes sure that
    the corrected query really finds more. ``only`` says which words may be replaced at all.
    """
    swapped = other_layout(text)
    turned = read_words(swapped).tokens if swapped else ()
    known = reader.lemma_frequencies(
        {lemma for token in (*words.tokens, *turned) for lemma in token.lemmas}
    )
    if turned and all(_is_known(token.lemmas, known) for token in turned):
        return swapped.strip()
    corrected, place = [], 0
    text = text[:LONGEST_QUERY]
    for token in words.tokens:
        if _is_known(token.lemmas, known) or not only(token):
            continue
        better = correct_word(token.text, reader)
        if not better:
            continue
        corrected.append(text[place : token.start] + better)
        place = token.end
    return ("".join(corrected) + text[place:]).strip() if corrected else ""


def is_misspelt(token: Token) -> bool:
    """Say whether a Russian word is neither in the dictionary nor among the synonyms («ОВР»)."""
    known = vocabulary()
    return not (
        token.text.isascii()
        or is_in_dictionary(token.text)
        or any(lemma in known.by_first or lemma in known.kinds for lemma in token.lemmas)
    )


def correct_word(word: str, reader: EngineReader) -> str:
    """Return the likeliest known word one mistake away (two for long words), or ``""``."""
    if not SHORTEST_CORRECTED <= len(word) <= LONGEST_CORRECTED or not word.isalpha():
        return ""
    best = max(_one_mistake(word, reader), default=(0.0, ""))
    if not best[1] and len(word) >= TWO_MISTAKES_FROM:
        best = max(_two_mistakes(word, reader), default=(0.0, ""))
    return best[1]


def _is_known(lemmas: tuple[str, ...], known: Mapping[str, int]) -> bool:
    return any(lemma in known for lemma in lemmas)


def _one_mistake(word: str, reader: EngineReader) -> Iterator[tuple[float, str]]:
    """Yield (likelihood, known word) for every known word one mistake away."""
    weights: dict[str, float] = {}
    for candidate, weight in _edits(word):
        weights[candidate] = max(weight, weights.get(candidate, 0.0))
    seen = reader.word_frequencies(weights)
    others = [word for word in weights if word not in seen]
    for candidate, frequency in {**seen, **_frequencies_in_texts(others, reader)}.items():
        yield frequency * weights[candidate], candidate


def _frequencies_in_texts(words: list[str], reader: EngineReader) -> dict[str, int]:
    """Return how many documents have forms of ``words``, those that the dictionary knows.

    The index keeps the words of texts as lemmas only; the dictionary knows their other forms.
    """
    spelt = [word for word in words if len(word) >= SHORTEST_CORRECTED and is_in_dictionary(word)]
    forms = {word: word_lemmas(word) for word in spelt}
    known = reader.lemma_frequencies({lemma for lemmas in forms.values() for lemma in lemmas})
    counted = {word: max(known.get(lemma, 0) for lemma in lemmas) for word, lemmas in forms.items()}
    return {word: count for word, count in counted.items() if count}


def _edits(word: str) -> Iterator[tuple[str, float]]:
    letters = _LATIN_LETTERS if word.isascii() else _LETTERS
    for place in range(len(word)):
        head, letter, tail = word[:place], word[place], word[place + 1 :]
        soft = _SOFT_SIGN_BONUS if letter == "ь" or letter == head[-1:] else 1.0
        yield head + tail, soft
        if tail:
            yield head + tail[0] + letter + tail[1:], 2.0
        for other in letters:
            alike = frozenset((letter, other)) in _SOUND_ALIKE
            yield head + other + tail, _SOUND_ALIKE_BONUS if alike else 1.0
    for place in range(len(word) + 1):
        head, tail = word[:place], word[place:]
        for other in letters:
            doubled = other == "ь" or other == head[-1:]
            yield head + other + tail, _SOFT_SIGN_BONUS if doubled else 1.0


def _two_mistakes(word: str, reader: EngineReader) -> Iterator[tuple[float, str]]:
    """Yield (likelihood, known word) among words that begin like ``word``, at distance two."""
    for candidate, frequency in reader.words_on(word[:ALIKE_LETTERS], MOST_ALIKE):
        if abs(len(candidate) - len(word)) <= 2 and distance(word, candidate, most=2) <= 2:
            yield float(frequency), candidate


def distance(one: str, other: str, *, most: int) -> int:
    """Return the edit distance, swaps counting one; ``most + 1`` stands for any above ``most``."""
    before: list[int] = []
    above = list(range(len(other) + 1))
    for row, letter in enumerate(one, start=1):
        line = [row]
        for column, against in enumerate(other, start=1):
            cost = min(above[column] + 1, line[-1] + 1, above[column - 1] + (letter != against))
            swapped = row > 1 and column > 1 and letter == other[column - 2]
            if swapped and one[row - 2] == against:
                cost = min(cost, before[column - 2] + 1)
            line.append(cost)
        if min(line) > most:
            return most + 1
        before, above = above, line
    return min(above[-1], most + 1)
