"""Choices as Moodle, GIFT and spreadsheets weigh them: a share of the points for each."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from assessment.formats.building import (
    NEARLY,
    NotTaken,
    choices_of,
    completed,
    in_no_order,
    letter,
)

ONE = Decimal(1)


def single_choice(
    texts: Sequence[str], shares: Sequence[Decimal], feedback: Sequence[str], *, shuffle: bool
) -> dict[str, Any]:
    """Return one of several: by its key when one brings all and the others nothing."""
    ids = _ids(texts, shuffle=shuffle)
    best = [place for place, share in enumerate(shares) if share == ONE]
    plain = len(best) == 1 and all(share in (0, ONE) for share in shares)
    if not plain and not any(share > 0 for share in shares):
        raise NotTaken("formats.no-right-answer")
    return {
        "type": "single_choice",
        "choices": _choices(ids, choices_of(texts, feedback, () if plain else shares)),
        "key": ids[best[0]] if len(best) == 1 else None,
        "scoring": "all_or_nothing" if plain else "weights",
        "shuffle": shuffle,
    }


def multiple_choice(
    texts: Sequence[str], shares: Sequence[Decimal], feedback: Sequence[str], *, shuffle: bool
) -> dict[str, Any]:
    """Return any number of several: shares add up and are clamped between nought and one.

    Where the right ones share the points equally and each wrong one takes as much, this is what
    the house calls net-correct.
    """
    key = [place for place, share in enumerate(shares) if share > 0]
    if not key:
        raise NotTaken("formats.no-right-answer")
    ids = _ids(texts, shuffle=shuffle)
    each = ONE / len(key)
    is_net = all(
        abs(share - (each if place in key else -each)) <= NEARLY
        for place, share in enumerate(shares)
    )
    return {
        "type": "multiple_choice",
        "choices": _choices(ids, choices_of(texts, feedback, () if is_net else completed(shares))),
        "key": [ids[place] for place in key],
        "scoring": "net_correct" if is_net else "weights",
        "shuffle": shuffle,
    }


def _ids(texts: Sequence[str], *, shuffle: bool) -> list[str]:
    """Return an identifier for each choice.

    Most authors put the right one first: where the order is dealt anew for every learner, the
    letters must not tell the old one.
    """
    order = in_no_order(texts) if shuffle else range(len(texts))
    found = {place: letter(number) for number, place in enumerate(order)}
    return [found[place] for place in range(len(texts))]


def _choices(ids: Sequence[str], choices: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{**choice, "id": one} for one, choice in zip(ids, choices, strict=True)]


def choice_shares(interaction: Any) -> tuple[list[Decimal], bool]:
    """Return the share of each choice of a native interaction, and whether they say all.

    What shares cannot say (all or nothing, errors counted one by one) comes as near as they can:
    a wrong choice takes all.
    """
    choices = interaction.choices
    if interaction.scoring == "weights":
        return [choice.weight for choice in choices], True
    if interaction.type == "single_choice":
        return [ONE if choice.id == interaction.key else Decimal(0) for choice in choices], True
    key = interaction.key
    each = ONE / max(len(key), 1)
    exact = interaction.scoring == "net_correct" or (len(key) == len(choices) == 1)
    wrong = -each if interaction.scoring == "net_correct" else -ONE
    shares = [each if choice.id in key else wrong for choice in choices]
    return shares, exact and bool(key) and not interaction.other_keys
