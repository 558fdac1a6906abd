"""What stands between the braces of a GIFT question."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from assessment.formats.gift.marks import Refused, plain_line, rich_text
from assessment.formats.gift.tree import GiftChoice, GiftKind, GiftNumber, GiftPair, GiftText

MAX_ANSWERS = 500
_TRUE_FALSE = re.compile(r"\s*(TRUE|FALSE|T|F)\s*(#.*)?\Z", re.IGNORECASE | re.DOTALL)
_OPTION = re.compile(r"[=~]")
_WEIGHT = re.compile(r"\s*%(-?\d{1,3}(?:[.,]\d{0,10})?)%")
_NUMBER = r"[+-]?(?:\d{1,30}(?:\.\d{0,30})?|\.\d{1,30})(?:[eE][+-]?\d{1,3})?"
_RANGED = re.compile(rf"({_NUMBER})\s*:\s*({_NUMBER})\Z")
# ``1..5``: a point before another one ends the number.
_LOW_HIGH = re.compile(r"(.{1,70}?)\.\.(.{1,70})\Z", re.DOTALL)
_ALONE = re.compile(rf"{_NUMBER}\Z")
_DECIMAL_COMMA = re.compile(r"(?<=\d),(?=\d)")


@dataclass(frozen=True, slots=True)
class Answers:
    """The kind that the notation tells and the fields of the question that it fills."""

    kind: GiftKind
    fields: dict[str, Any] = field(default_factory=dict)


def parse_answers(text: str, position: int, kind: str) -> Answers:
    """Return what is between the braces; ``kind`` is the format of the stem.

    Raises :class:`Refused` with a place counted from ``position``.
    """
    body, parted, after = text.partition("####")
    general = rich_text(after, kind) if parted else None
    if general is not None and not general.text:
        general = None
    found = _told_apart(body, position, kind)
    return Answers(found.kind, {**found.fields, "general_feedback": general})


def _told_apart(body: str, position: int, kind: str) -> Answers:
    if not body.strip():
        return Answers(GiftKind.ESSAY)
    if body.lstrip().startswith("#"):
        return _numbers(body, position, kind)
    if found := _TRUE_FALSE.match(body):
        return _true_false(found[1], found[2] or "", kind)
    if not _OPTION.search(body):
        return Answers(GiftKind.SHORT, {"choices": (_choice("=", body, kind),)})
    options = _options(body, position)
    if all(sign == "=" and "->" in rest for sign, rest, _ in options):
        return Answers(GiftKind.MATCHING, {"pairs": tuple(_pair(o[1], kind) for o in options)})
    choices = tuple(_choice(sign, rest, kind) for sign, rest, _ in options)
    all_correct = all(choice.is_correct for choice in choices)
    return Answers(GiftKind.SHORT if all_correct else GiftKind.CHOICE, {"choices": choices})


def _true_false(word: str, rest: str, kind: str) -> Answers:
    words = [rich_text(part, kind) for part in rest.split("#", 2)[1:]]
    kept: list[GiftText | None] = [word if word.text else None for word in words]
    kept += [None, None]
    return Answers(
        GiftKind.TRUE_FALSE,
        {
            "is_true": word[0] in "Tt",
            "first_feedback": kept[0],
            "second_feedback": kept[1],
        },
    )


def _options(body: str, position: int) -> list[tuple[str, str, int]]:
    """Return (sign, text, place) of each answer; nothing may stand before the first."""
    places = [found.start() for found in _OPTION.finditer(body)]
    if body[: places[0]].strip():
        raise Refused("formats.gift.before-first", position)
    if len(places) > MAX_ANSWERS:
        raise Refused("formats.gift.too-many-answers", position + places[MAX_ANSWERS])
    ends = [*places[1:], len(body)]
    return [
        (body[start], body[start + 1 : end], position + start)
        for start, end in zip(places, ends, strict=True)
    ]


def _choice(sign: str, rest: str, kind: str) -> GiftChoice:
    weight, rest = _weighed(rest)
    text, feedback = _with_feedback(rest, kind)
    return GiftChoice(sign == "=", weight, text, feedback)


def _weighed(rest: str) -> tuple[Decimal | None, str]:
    if not (found := _WEIGHT.match(rest)):
        return None, rest
    return Decimal(found[1].replace(",", ".")), rest[found.end() :]


def _with_feedback(rest: str, kind: str) -> tuple[GiftText, GiftText | None]:
    text, _, after = rest.partition("#")
    feedback = rich_text(after, kind)
    return rich_text(text, kind), feedback if feedback.text else None


def _pair(rest: str, kind: str) -> GiftPair:
    left, _, right = rest.partition("->")
    return GiftPair(rich_text(left, kind), plain_line(right))


def _numbers(body: str, position: int, kind: str) -> Answers:
    """The first answer may go without its sign; after ``~`` stands what is said to all others."""
    shift = position + body.index("#") + 1
    after = body.lstrip()[1:]
    opening = _OPTION.search(after)
    lead = after[: opening.start()] if opening else after
    choices = [_numeric_choice("=", lead, kind, position)] if lead.strip() or not opening else []
    if opening:
        rest, place = after[opening.start() :], shift + opening.start()
        choices += [
            _numeric_choice(*option[:2], kind, option[2]) for option in _options(rest, place)
        ]
    is_list = opening is not None
    return Answers(GiftKind.NUMBER, {"choices": tuple(choices), "is_list": is_list})


def _numeric_choice(sign: str, rest: str, kind: str, place: int) -> GiftChoice:
    choice = _choice(sign, rest, kind)
    if choice.text.text in ("", "*"):
        return GiftChoice(
            choice.is_correct, choice.weight, GiftText(kind, "*"), choice.feedback, None
        )
    number = _number(choice.text.text, place)
    return GiftChoice(choice.is_correct, choice.weight, choice.text, choice.feedback, number)


def _number(text: str, position: int) -> GiftNumber:
    bare = _DECIMAL_COMMA.sub(".", text.strip().replace("\u2212", "-"))
    if _ALONE.match(bare):
        return GiftNumber(Decimal(bare))
    if found := _RANGED.match(bare):
        return GiftNumber(Decimal(found[1]), range=abs(Decimal(found[2])))
    if found := _LOW_HIGH.match(bare):
        low, high = found[1].strip(), found[2].strip()
        if _ALONE.match(low) and _ALONE.match(high):
            return GiftNumber(Decimal(low), high=Decimal(high))
    raise Refused("formats.gift.number", position)
