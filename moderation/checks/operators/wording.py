"""Words that hurt or put people into drawers: hints for a person to judge, never a stop.

An entry is a word or an expression; it is compared by dictionary forms, so that every case is
found. «слово | words that explain» shows the explanation beside the finding.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from django.utils.translation import gettext_lazy

from core.api import Token, analyze
from learning_objects.data import INFO, WARNING
from moderation.checks.operator import Found, Operator, at
from moderation.checks.params import Flag, WordList
from moderation.checks.pieces import Studied

Entry = tuple[tuple[frozenset[str], ...], str]


def look_at_wording(studied: Studied, params: dict[str, Any]) -> Iterator[Found]:
    """Find the listed words and expressions; quotations speak for their authors."""
    entries = read_entries(tuple(params["words"]))
    for piece in studied.pieces:
        if piece.kind == "quote" and not params["quotations"]:
            continue
        for words, advice in dict.fromkeys(find_entries(piece.text, piece.tokens, entries)):
            yield at(piece, f"«{words}»" + (f" — {advice}" if advice else ""))


@lru_cache(maxsize=20)
def read_entries(lines: tuple[str, ...]) -> dict[str, tuple[Entry, ...]]:
    """Return the entries by each dictionary form that their first word may have."""
    found: dict[str, tuple[Entry, ...]] = {}
    for line in lines:
        words, _separator, advice = line.partition("|")
        forms = tuple(frozenset(token.lemmas) for token in analyze(words))
        for lemma in forms[0] if forms else ():
            found[lemma] = (*found.get(lemma, ()), (forms, advice.strip()))
    return found


def find_entries(
    text: str, tokens: list[Token], entries: dict[str, tuple[Entry, ...]]
) -> Iterator[tuple[str, str]]:
    """Yield (the words as they stand, the advice) for every entry found, the likeliest reading."""
    for number, token in enumerate(tokens):
        for forms, advice in entries.get(token.lemmas[0], ()):
            span = tokens[number : number + len(forms)]
            if len(span) == len(forms) and all(
                item.lemmas[0] in form for item, form in zip(span, forms, strict=True)
            ):
                yield " ".join(text[span[0].start : span[-1].end].split()), advice


OPERATORS = (
    Operator(
        "wording",
        gettext_lazy("Stereotypes and words that hurt"),
        gettext_lazy("Points at listed words in any form; a hint for a person to judge."),
        look_at_wording,
        (
            WordList(
                "words",
                gettext_lazy("Words and expressions"),
                [],
                gettext_lazy(
                    "One a line; after a vertical bar you may say why or what to write instead."
                ),
            ),
            Flag("quotations", gettext_lazy("Look into quotations too"), False),
        ),
        levels=(INFO, WARNING),
    ),
)
