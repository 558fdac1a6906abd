"""Words that mean the same, words that name a kind, words that narrow nothing: data, as lemmas."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from core.api import Token, analyze, fold

FILE = Path(__file__).with_name("synonyms.yaml")

# One tuple of alternative lemmas a word.
Wording = tuple[tuple[str, ...], ...]


class SynonymsError(ValueError):
    """The file says something twice or nothing at all; the text names the place."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """Wordings that stand for each other; ``text`` is how a reader is told of them."""

    wordings: tuple[Wording, ...]
    text: tuple[str, ...]

    @property
    def words(self) -> tuple[str, ...]:
        """Return the lemmas of the wordings of one word."""
        single = (wording[0] for wording in self.wordings if len(wording) == 1)
        return tuple(dict.fromkeys(lemma for lemmas in single for lemma in lemmas))

    @property
    def phrases(self) -> tuple[Wording, ...]:
        """Return the wordings of several words."""
        return tuple(wording for wording in self.wordings if len(wording) > 1)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The whole file; ``by_first`` maps a lemma to the wordings whose first word has it."""

    meanings: tuple[Meaning, ...]
    by_first: dict[str, list[tuple[Wording, Meaning]]]
    kinds: dict[str, str]
    not_needed: frozenset[str]

    def meaning_at(self, tokens: Sequence[Token], start: int) -> tuple[Meaning, int] | None:
        """Return the meaning of the longest wording that begins at ``start``, and its length."""
        best: tuple[Meaning, int] | None = None
        for lemma in tokens[start].lemmas:
            for wording, meaning in self.by_first.get(lemma, ()):
                length = len(wording)
                if (best is None or length > best[1]) and _stands(wording, tokens, start):
                    best = (meaning, length)
        return best


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """Return the file of the package, read once."""
    return read_vocabulary(FILE)


def read_vocabulary(path: Path) -> Vocabulary:
    """Return what the file says. Raises :class:`SynonymsError`."""
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    if not isinstance(data, dict) or set(data) != {"synonyms", "kinds", "not_needed"}:
        raise SynonymsError(f"{path.name}: synonyms, kinds and not_needed are wanted")
    meanings = tuple(_meanings(data["synonyms"]))
    return Vocabulary(
        meanings=meanings,
        by_first=_by_first(meanings),
        kinds=_kinds(data["kinds"]),
        not_needed=frozenset(lemma for word in data["not_needed"] for lemma in _lemmas(word)),
    )


def _meanings(lines: list[Any]) -> Iterator[Meaning]:
    seen: dict[str, str] = {}
    for line in lines:
        if not isinstance(line, list) or len(line) < 2:
            raise SynonymsError(f"synonyms: {line!r} names no second wording")
        short = fold(str(line[0]))
        if short in seen:
            raise SynonymsError(f"synonyms: {line[0]!r} stands twice")
        seen[short] = short
        texts = tuple(str(item) for item in line)
        yield Meaning(tuple(_wording(text) for text in texts), texts)


def _by_first(meanings: tuple[Meaning, ...]) -> dict[str, list[tuple[Wording, Meaning]]]:
    found: dict[str, list[tuple[Wording, Meaning]]] = {}
    for meaning in meanings:
        for wording in meaning.wordings:
            for lemma in wording[0]:
                found.setdefault(lemma, []).append((wording, meaning))
    return found


def _kinds(groups: dict[str, list[str]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for kind, words in groups.items():
        for word in words:
            for lemma in _lemmas(word):
                if found.setdefault(lemma, kind) != kind:
                    raise SynonymsError(f"kinds: {word!r} names two kinds")
    return found


def _wording(text: str) -> Wording:
    words = tuple(token.lemmas for token in analyze(text))
    if not words:
        raise SynonymsError(f"synonyms: {text!r} has no word")
    return words


def _lemmas(word: str) -> tuple[str, ...]:
    return tuple(lemma for token in analyze(str(word)) for lemma in token.lemmas[:1])


def _stands(wording: Wording, tokens: Sequence[Token], start: int) -> bool:
    here = tokens[start : start + len(wording)]
    return len(here) == len(wording) and all(
        not set(token.lemmas).isdisjoint(lemmas)
        for token, lemmas in zip(here, wording, strict=True)
    )
