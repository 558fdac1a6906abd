"""Numbered plain text with marked answers, as tests stand in teachers' documents.

::

    1. Столица России?
    а) Тверь  *б) Москва  в) Рязань
    2. Сколько будет 2 + 2?
    Ответ: 4

A right option has ``*`` or ``+`` before its letter, or «Ответ:» names letters. Without options
«Ответ:» gives the word, the number, or «верно» and «неверно»; several words are parted by ``;``.
«Подсказка:», «Пояснение:» and «Баллы:» may follow.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from assessment.formats.answering import number_key, truth
from assessment.formats.building import Draft, NotTaken, build_item, choices_of, letter
from assessment.formats.exchange import FormatRefused, Problem, ReadFile, ReadItem, Weight
from assessment.formats.gift.reading import MAX_BYTES, MAX_QUESTIONS, decoded
from assessment.formats.moodle.elements import decimal_of
from assessment.formats.texts import html_from
from assessment.items.item import AssessmentItem

MAX_OPTIONS = 100
_NUMBER = re.compile(r"\s*(?:№\s*|Вопрос\s+|Question\s+)?(\d{1,4})[.)](?:\s+|$)(.*)", re.IGNORECASE)
_OPTION = re.compile(r"(?<!\S)([*+]?)\s?([A-Za-zА-ЯЁа-яё])([).])\s*(?=\S)")
_FIELDS = {
    "ответ": "answer",
    "ответы": "answer",
    "answer": "answer",
    "подсказка": "hint",
    "hint": "hint",
    "пояснение": "feedback",
    "комментарий": "feedback",
    "feedback": "feedback",
    "баллы": "points",
    "балл": "points",
    "points": "points",
}
_FIELD = re.compile(r"\s*([А-Яа-яЁёA-Za-z]{4,11})\s*:\s*(.*)")
_ALPHABETS = (
    "абвгдежзиклмнопрстуфхцчшщэюя",
    "абвгдеёжзийклмнопрстуфхцчшщ",
    "abcdefghijklmnopqrstuvwxyz",
)


@dataclass(slots=True)
class _Block:
    """One question as its lines are read."""

    line: int
    number: str
    text: list[str]
    letters: list[str] = field(default_factory=list)
    options: list[str] = field(default_factory=list)
    marked: list[int] = field(default_factory=list)
    fields: dict[str, str] = field(default_factory=dict)


def read_numbered(content: bytes) -> ReadFile:
    """Return the questions of a text; raises :class:`FormatRefused` for one too large."""
    if len(content) > MAX_BYTES:
        raise FormatRefused("formats.too-large", params={"limit": str(MAX_BYTES // 1024 // 1024)})
    problems: list[Problem] = []
    items: list[ReadItem] = []
    for block in _blocks(decoded(content), problems):
        if len(items) >= MAX_QUESTIONS:
            limit = {"limit": str(MAX_QUESTIONS)}
            problems.append(
                Problem("formats.too-many-items", Weight.REFUSED, str(block.line), limit)
            )
            break
        items.append(_read(block))
    return ReadFile(tuple(items), tuple(problems))


def _blocks(text: str, problems: list[Problem]) -> Iterator[_Block]:
    block: _Block | None = None
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        if found := _NUMBER.match(line):
            if block is not None:
                yield block
            block = _Block(number, found[1], [])
            _take(block, found[2])
        elif block is None:
            problems.append(
                Problem(
                    "formats.numbered.before", Weight.LOST, str(number), {"text": line.strip()[:80]}
                )
            )
        else:
            _take(block, line)
    if block is not None:
        yield block


def _take(block: _Block, line: str) -> None:
    named = _FIELD.match(line)
    if named and (name := _FIELDS.get(named[1].lower().replace("ё", "е"))):
        block.fields[name] = named[2].strip()
        return
    found = list(_expected(block, line))
    if not found:
        if block.options:
            block.options[-1] = f"{block.options[-1]}\n{line.strip()}"
        else:
            block.text.append(line.strip())
        return
    if before := line[: found[0].start()].strip():
        block.text.append(before)
    ends = [*(option.start() for option in found[1:]), len(line)]
    for option, end in zip(found, ends, strict=True):
        if option[1]:
            block.marked.append(len(block.options))
        block.letters.append(option[2].lower())
        block.options.append(line[option.end() : end].strip().rstrip(";").strip())


def _expected(block: _Block, line: str) -> Iterator[re.Match[str]]:
    """Yield options whose letters go on in the order of an alphabet."""
    letters = list(block.letters)
    for found in _OPTION.finditer(line):
        at_start = not line[: found.start()].strip()
        if found[3] == "." and not at_start:
            continue
        if len(letters) < MAX_OPTIONS and _goes_on(letters, found[2].lower()):
            letters.append(found[2].lower())
            yield found


def _goes_on(letters: list[str], following: str) -> bool:
    wanted = "".join([*letters, following])
    return any(alphabet.startswith(wanted) for alphabet in _ALPHABETS)


def _read(block: _Block) -> ReadItem:
    draft = Draft(str(block.line))
    return build_item(draft, lambda: _item(block), source_id=block.number)


def _item(block: _Block) -> AssessmentItem:
    text = "\n".join(line for line in block.text if line)
    if not text:
        raise NotTaken("formats.numbered.no-text")
    hint = block.fields.get("hint", "")
    part: dict[str, Any] = {
        "id": "p1",
        "prompt": html_from(text, "plain"),
        "interaction": _chosen(block) if block.options else _written(block.fields.get("answer")),
        "hints": [{"html": html_from(hint, "plain")}] if hint else [],
        "feedback": {"general": html_from(block.fields.get("feedback", ""), "plain")},
    }
    if points := block.fields.get("points"):
        part["points"] = decimal_of(points)
    return AssessmentItem.model_validate({"parts": [part]})


def _chosen(block: _Block) -> dict[str, Any]:
    key = set(block.marked)
    for name in re.findall(r"[A-Za-zА-ЯЁа-яё]|\d+", block.fields.get("answer", "")):
        at = int(name) - 1 if name.isdigit() else _place(block, name.lower())
        if not 0 <= at < len(block.options):
            raise NotTaken("formats.numbered.unknown", answer=name[:20])
        key.add(at)
    if not key:
        raise NotTaken("formats.numbered.no-answer")
    if len(block.options) < 2:
        raise NotTaken("formats.aiken.options")
    choices = choices_of(html_from(text, "plain") for text in block.options)
    if len(key) == 1:
        return {"type": "single_choice", "choices": choices, "key": letter(key.pop())}
    return {
        "type": "multiple_choice",
        "choices": choices,
        "key": [letter(place) for place in sorted(key)],
    }


def _place(block: _Block, name: str) -> int:
    return block.letters.index(name) if name in block.letters else -1


def _written(answer: str | None) -> dict[str, Any]:
    if not answer:
        raise NotTaken("formats.numbered.no-answer")
    if (said := truth(answer)) is not None:
        return {"type": "true_false", "key": said}
    if (value := number_key(answer)) is not None:
        return {"type": "number", "variants": [{"value": value}]}
    variants = [{"text": text} for word in answer.split(";") if (text := word.strip())]
    return {"type": "short_answer", "variants": variants}
