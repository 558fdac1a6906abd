"""Passages that two texts share, word for word.

Published texts keep a choice of their runs of eight words (winnowing: S. Schleimer, D. Wilkerson,
A. Aiken, 2003): of every nine neighbouring runs the one with the least hash. A passage of sixteen
words or more is therefore always noticed, one of eight to fifteen often. What was noticed is then
compared with the source's own words, and the passage is as long as it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from moderation.checks.minhash import signed
from moderation.checks.pieces import Piece

RUN = 8  # words
WINDOW = 9  # runs
MOST_WORDS = 20_000
# Wishes of the standard and what the author says only to be found stand in many objects alike.
_LEFT_OUT = frozenset({"title", "summary", "keywords"})


@dataclass(frozen=True, slots=True)
class Passage:
    """A shared passage: the piece of one's own text it stands in, its words, their number."""

    piece: Piece
    text: str
    words: int


def passage_pieces(pieces: Iterable[Piece]) -> list[Piece]:
    """Return the pieces that are compared; a quotation with its source is nobody's theft."""
    return [
        piece
        for piece in pieces
        if piece.field not in _LEFT_OUT
        and not (piece.kind == "quote" and (piece.value or {}).get("source"))
    ]


def words_of(piece: Piece) -> list[str]:
    """Return the words of a piece as they are compared: folded, not brought to a lemma."""
    return [token.text for token in piece.tokens]


def runs(words: list[str]) -> list[int]:
    """Return a number for every run of eight words."""
    return [
        signed(" ".join(words[start : start + RUN]).encode())
        for start in range(len(words) - RUN + 1)
    ]


def choose(numbers: list[int]) -> set[int]:
    """Return the least number of every window (of what there is, when it is shorter)."""
    if not numbers:
        return set()
    last = max(1, len(numbers) - WINDOW + 1)
    return {min(numbers[start : start + WINDOW]) for start in range(last)}


def prints_of(pieces: Iterable[Piece]) -> set[int]:
    """Return the chosen runs of a published text."""
    found: set[int] = set()
    total = 0
    for piece in passage_pieces(pieces):
        words = words_of(piece)
        total += len(words)
        if total > MOST_WORDS:
            break
        found |= choose(runs(words))
    return found


def shared_passages(own: Iterable[Piece], source: Iterable[Piece], least: int) -> list[Passage]:
    """Return the passages of at least ``least`` (8 or more) words, the longest first."""
    places: dict[tuple[str, ...], tuple[list[str], int]] = {}
    for piece in passage_pieces(source):
        words = words_of(piece)
        for start in range(len(words) - RUN + 1):
            places.setdefault(tuple(words[start : start + RUN]), (words, start))
    found = [item for piece in passage_pieces(own) for item in _in_piece(piece, places, least)]
    return sorted(found, key=lambda passage: -passage.words)


def _in_piece(
    piece: Piece, places: dict[tuple[str, ...], tuple[list[str], int]], least: int
) -> Iterator[Passage]:
    words, start = words_of(piece), 0
    while start + RUN <= len(words):
        place = places.get(tuple(words[start : start + RUN]))
        if place is None:
            start += 1
            continue
        length = _common_length(words[start:], place[0][place[1] :])
        if length >= least:
            first, last = piece.tokens[start], piece.tokens[start + length - 1]
            text = " ".join(piece.text[first.start : last.end].split())
            yield Passage(piece, text, length)
        start += length


def _common_length(one: list[str], other: list[str]) -> int:
    length = 0
    for word, twin in zip(one, other, strict=False):
        if word != twin:
            break
        length += 1
    return length
