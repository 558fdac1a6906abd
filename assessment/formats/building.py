"""From what a file says to an item, or to the reason why not."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, DecimalException
from typing import Any

from pydantic import ValidationError

from assessment.formats.exchange import Problem, ReadItem, Weight
from assessment.formats.texts import words_of
from assessment.items.item import AssessmentItem

SEVEN_PLACES = Decimal("0.0000001")
# A sum of shares as near to one as this is one: thirds are written 33.33333.
NEARLY = Decimal("0.0001")


class NotTaken(Exception):
    """Ends the making of an item: a code of :mod:`assessment.wording` and what it speaks of."""

    def __init__(self, code: str, **params: str) -> None:
        super().__init__(code)
        self.code = code
        self.params = params


@dataclass(slots=True)
class Draft:
    """An item in the making: where it stands in the file and what went wrong so far."""

    place: str
    problems: list[Problem] = field(default_factory=list)

    def lost(self, code: str, **params: str) -> None:
        """Note something that the item goes without."""
        self._note(code, Weight.LOST, params)

    def changed(self, code: str, **params: str) -> None:
        """Note something that the item says in another way."""
        self._note(code, Weight.CHANGED, params)

    def refused(self, code: str, **params: str) -> None:
        """Note why the item is not taken."""
        self._note(code, Weight.REFUSED, params)

    def _note(self, code: str, weight: Weight, params: dict[str, str]) -> None:
        problem = Problem(code, weight, self.place, params)
        if problem not in self.problems:
            self.problems.append(problem)


def build_item(
    draft: Draft,
    make: Callable[[], AssessmentItem],
    *,
    source_id: str = "",
    folder: tuple[str, ...] = (),
    identifier: str = "",
    line: int = 0,
) -> ReadItem:
    """Return what ``make`` gives, or the refusal in its place."""
    item: AssessmentItem | None = None
    try:
        item = make()
    except NotTaken as reason:
        draft.refused(reason.code, **reason.params)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(str(step) for step in first["loc"])
        draft.refused("formats.not-an-item", where=where[:200], why=str(first["msg"])[:300])
    except (ValueError, DecimalException) as error:
        draft.refused("formats.not-an-item", where="", why=str(error)[:300])
    return ReadItem(item, source_id[:200], folder, tuple(draft.problems), identifier[:200], line)


def letter(place: int) -> str:
    """Return the identifier of the thing at a place from 0: a … z, then c27, c28 …"""
    return chr(97 + place) if place < 26 else f"c{place + 1}"


def choices_of(
    texts: Iterable[str],
    feedback: Sequence[str] = (),
    weights: Sequence[Decimal] = (),
) -> list[dict[str, Any]]:
    """Return choices with letters for identifiers, in the order given."""
    return [
        {
            "id": letter(place),
            "html": text,
            "feedback": feedback[place] if feedback else "",
            "weight": weights[place] if weights else Decimal(0),
        }
        for place, text in enumerate(texts)
    ]


def in_no_order(texts: Sequence[str]) -> list[int]:
    """Return places of the texts in an order that says nothing of the key.

    Files list pairs, words of gaps and things to order by the key; were identifiers given in that
    order, a learner could read the key from them. The order is always the same for a text.
    """
    return sorted(range(len(texts)), key=lambda place: (_digest(texts[place]), place))


def share_of(per_cent: str | Decimal) -> Decimal:
    """Return a percentage as a share of one, to seven places; raises :class:`NotTaken`."""
    if abs(Decimal(per_cent)) > 100:
        raise NotTaken("formats.share", share=f"{per_cent}"[:40])
    return (Decimal(per_cent) / 100).quantize(SEVEN_PLACES).normalize() + Decimal(0)


def completed(shares: Sequence[Decimal]) -> list[Decimal]:
    """Return shares whose positive ones add up to one exactly if they nearly did."""
    total = sum((share for share in shares if share > 0), Decimal(0))
    if total == 1 or abs(total - 1) > NEARLY:
        return list(shares)
    last = max(place for place, share in enumerate(shares) if share > 0)
    return [share + (1 - total if place == last else 0) for place, share in enumerate(shares)]


def title_from(title: str, text: str) -> str:
    """Return the title of an item, or the beginning of its text."""
    return words_of(title)[:200] or words_of(text)[:80]


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode("utf-8", "replace")).digest()
