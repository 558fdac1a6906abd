"""GIFT into items."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from assessment.formats.building import Draft, NotTaken, build_item, share_of
from assessment.formats.choosing import multiple_choice, single_choice
from assessment.formats.exchange import FormatRefused, Problem, ReadFile, ReadItem, Weight
from assessment.formats.gift.parsing import parse_gift
from assessment.formats.gift.tree import (
    GiftCategory,
    GiftChoice,
    GiftError,
    GiftKind,
    GiftNumber,
    GiftQuestion,
    GiftText,
)
from assessment.formats.pairing import matching
from assessment.formats.texts import html_from, is_blank, unwrapped, words_of
from assessment.items.item import AssessmentItem

MAX_BYTES = 20 * 1024 * 1024
MAX_QUESTIONS = 5_000
# Moodle's own steps of a path that name no folder.
_ROOTS = re.compile(r"\A(\$[a-z0-9]+\$|top)\Z", re.IGNORECASE)


def read_gift(content: bytes) -> ReadFile:
    """Return the questions of a GIFT file; raises :class:`FormatRefused` for no text at all."""
    if len(content) > MAX_BYTES:
        raise FormatRefused("formats.too-large", params={"limit": str(MAX_BYTES // 1024 // 1024)})
    found: list[ReadItem] = []
    folder: tuple[str, ...] = ()
    problems: list[Problem] = []
    for entry in parse_gift(decoded(content)):
        if isinstance(entry, GiftCategory):
            folder = category_path(entry.path)
            continue
        if len(found) >= MAX_QUESTIONS:
            limit = {"limit": str(MAX_QUESTIONS)}
            problems.append(
                Problem("formats.too-many-items", Weight.REFUSED, str(entry.line), limit)
            )
            break
        found.append(_read(entry, folder))
    return ReadFile(tuple(found), tuple(problems))


def decoded(content: bytes) -> str:
    """Return a text file as text: UTF-8, UTF-16 with its mark or without, or else Windows-1251.

    A few bytes that are no UTF-8 (a file cut short, a letter pasted from elsewhere) do not make
    the rest another encoding.
    """
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    if kind := _unmarked_utf16(content[:4_000]):
        return content.decode(kind, errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("utf-8-sig", errors="replace")
    spoilt = text.count("\ufffd")
    if spoilt * 20 <= sum(sign > "\x7f" for sign in text):
        return text
    return content.decode("cp1251", errors="replace")


def _unmarked_utf16(head: bytes) -> str:
    """Return the kind of UTF-16 that noughts at every other place show, or nothing."""
    half = len(head) // 2
    if half and head[1::2].count(0) + head[1::2].count(4) > half * 0.9 and 0 in head[1::2]:
        return "utf-16-le"
    if half and head[::2].count(0) + head[::2].count(4) > half * 0.9 and 0 in head[::2]:
        return "utf-16-be"
    return ""


def category_path(path: str) -> tuple[str, ...]:
    """Return the folders of a Moodle category: ``//`` is a stroke inside a name.

    >>> category_path("$course$/top/Физика/Вес//масса")
    ('Физика', 'Вес/масса')
    """
    steps = [step.strip().replace("\0", "/") for step in path.replace("//", "\0").split("/")]
    return tuple(step[:200] for step in steps if step and not _ROOTS.match(step))[:20]


def _read(entry: GiftQuestion | GiftError, folder: tuple[str, ...]) -> ReadItem:
    if isinstance(entry, GiftError):
        problem = Problem(entry.code, Weight.REFUSED, str(entry.line), {"text": entry.text})
        return ReadItem(None, "", folder, (problem,), line=entry.line)
    draft = Draft(str(entry.line))
    name = entry.id or ""
    return build_item(
        draft,
        lambda: _item(entry, draft),
        source_id=name,
        folder=folder,
        identifier=name,
        line=entry.line,
    )


def _item(question: GiftQuestion, draft: Draft) -> AssessmentItem:
    text = _html(question.stem)
    values: dict[str, Any] = {
        "title": words_of(question.title or "")[:500],
        "tags": question.tags[:100],
    }
    if question.kind is GiftKind.DESCRIPTION:
        return AssessmentItem(**values, stimulus=text)
    feedback = {"general": _html(question.general_feedback)}
    interaction = _interaction(question, draft, feedback)
    part = {"id": "p1", "prompt": text, "interaction": interaction, "feedback": feedback}
    return AssessmentItem.model_validate({**values, "parts": [part]})


def _interaction(question: GiftQuestion, draft: Draft, feedback: dict[str, str]) -> dict[str, Any]:
    match question.kind:
        case GiftKind.TRUE_FALSE:
            return _true_false(question)
        case GiftKind.CHOICE:
            return _choice(question, draft)
        case GiftKind.SHORT:
            return _short(question)
        case GiftKind.NUMBER:
            return _number(question, draft, feedback)
        case GiftKind.MATCHING:
            pairs = [(_html(pair.left), pair.right) for pair in question.pairs]
            return matching(pairs)
    return {"type": "essay"}


def _true_false(question: GiftQuestion) -> dict[str, Any]:
    """The first word is for the wrong answer, the second for the right one (Moodle)."""
    wrong, right = _html(question.first_feedback), _html(question.second_feedback)
    true, false = (right, wrong) if question.is_true else (wrong, right)
    return {
        "type": "true_false",
        "key": question.is_true,
        "feedback_true": true,
        "feedback_false": false,
    }


def _choice(question: GiftQuestion, draft: Draft) -> dict[str, Any]:
    """With ``=`` one is chosen, without it several (Moodle, GIFT format)."""
    found = [(unwrapped(_html(choice.text)), choice) for choice in question.choices]
    choices = [choice for text, choice in found if not is_blank(text)]
    texts = [text for text, _ in found if not is_blank(text)]
    if len(texts) < len(found):
        draft.lost("formats.blank-option")
    feedback = [_html(choice.feedback) for choice in choices]
    shares = [_share(choice) for choice in choices]
    make = single_choice if any(choice.is_correct for choice in choices) else multiple_choice
    return make(texts, shares, feedback, shuffle=True)


def _short(question: GiftQuestion) -> dict[str, Any]:
    found = [(words_of(_html(choice.text)), choice) for choice in question.choices]
    variants = [
        {
            "text": text,
            "share": _share(choice),
            "feedback": _html(choice.feedback),
        }
        for text, choice in found
        if text
    ]
    if not any(variant["share"] for variant in variants):
        raise NotTaken("formats.no-right-answer")
    wild = any("*" in text for text, _ in found)
    return {"type": "short_answer", "variants": variants, "rule": {"wildcards": wild}}


def _number(question: GiftQuestion, draft: Draft, feedback: dict[str, str]) -> dict[str, Any]:
    variants = []
    for choice in question.choices:
        if choice.number is None:
            # Any other number: its words are said to every wrong answer.
            feedback["wrong"] = _html(choice.feedback)
            if _share(choice) and not (choice.weight is None and not choice.is_correct):
                draft.lost("formats.any-number")
            continue
        value, tolerance = _interval(choice.number)
        variants.append(
            {
                "value": value,
                "tolerance": {"value": tolerance},
                "share": _share(choice),
                "feedback": _html(choice.feedback),
            }
        )
    if not any(variant["share"] for variant in variants):
        raise NotTaken("formats.no-right-answer")
    return {"type": "number", "variants": variants}


def _interval(number: GiftNumber) -> tuple[Decimal, Decimal]:
    if number.high is not None:
        if number.high < number.low:
            raise NotTaken("formats.gift.range")
        return (number.low + number.high) / 2, (number.high - number.low) / 2
    return number.low, number.range or Decimal(0)


def _share(choice: GiftChoice) -> Decimal:
    if choice.weight is not None:
        return share_of(choice.weight)
    return Decimal(1 if choice.is_correct else 0)


def _html(text: GiftText | None) -> str:
    return html_from(text.lines or text.text, text.format) if text else ""
