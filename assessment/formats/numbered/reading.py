"""Numbered plain text with marked answers, as tests stand in teachers' documents.

::

    1. Столица России?
    а) Тверь  *б) Москва  в) Рязань
    2. Сколько будет 2 + 2?
    Ответ: 4

A right option has a mark (``*``, ``+``, ✓, bold, «(верно)»), or «Ответ:» names letters, numbers or
words of options; or a table of answers stands behind the questions. Without options «Ответ:» gives
the word, the number, or «верно» and «неверно»; several words are parted by ``;``. «Подсказка:»,
«Пояснение:», «Решение:» and «Баллы:» may follow.
"""

from __future__ import annotations

import re
from typing import Any

from assessment.formats.answering import number_key, truth
from assessment.formats.building import (
    Draft,
    NotTaken,
    build_item,
    choices_of,
    in_no_order,
    letter,
)
from assessment.formats.exchange import FormatRefused, Problem, ReadFile, ReadItem, Weight
from assessment.formats.gift.reading import MAX_BYTES, MAX_QUESTIONS, decoded
from assessment.formats.moodle.elements import decimal_of
from assessment.formats.numbered.blocks import Block, BlockReader
from assessment.formats.numbered.labels import BULLET, place_of_label, unmarked
from assessment.formats.pairing import matching
from assessment.formats.texts import html_from
from assessment.items.item import AssessmentItem

_BETWEEN = re.compile(r"[\s,;/&+]+")
_ONE_LABEL = re.compile(r"(\d{1,3}|[A-Za-zА-Яа-яЁё])[.)]?")
_PAIR = re.compile(r"([A-Za-zА-Яа-яЁё])\s?[-–—=:).]?\s?(\d{1,2})(?!\d)")
_ASKS_ORDER = re.compile(
    r"последовательност|в (?:\w+ )?порядке|расположите|\border\b", re.IGNORECASE
)
_LABELLED = re.compile(r"(\d{1,3}|[A-Za-zА-Яа-яЁё])\s*[.)]\s*(.+)", re.DOTALL)


def read_numbered(content: bytes) -> ReadFile:
    """Return the questions of a text; raises :class:`FormatRefused` for one too large."""
    if len(content) > MAX_BYTES:
        raise FormatRefused("formats.too-large", params={"limit": str(MAX_BYTES // 1024 // 1024)})
    reader = BlockReader(decoded(content))
    blocks = reader.read()
    problems = list(reader.problems)
    if len(blocks) > MAX_QUESTIONS:
        limit = {"limit": str(MAX_QUESTIONS)}
        place = str(blocks[MAX_QUESTIONS].line)
        problems.append(Problem("formats.too-many-items", Weight.REFUSED, place, limit))
    return ReadFile(tuple(_read(block) for block in blocks[:MAX_QUESTIONS]), tuple(problems))


def _read(block: Block) -> ReadItem:
    draft = Draft(str(block.line), list(block.problems))
    return build_item(
        draft,
        lambda: _item(block),
        source_id=block.number,
        folder=block.folder,
        line=block.line,
    )


def _item(block: Block) -> AssessmentItem:
    if not block.options:
        _take_bullets(block)
    text = "\n".join(line for line in block.text if line)
    if not text:
        raise NotTaken("formats.numbered.no-text")
    hint = block.fields.get("hint", "")
    answer = _answer(block)
    part: dict[str, Any] = {
        "id": "p1",
        "prompt": html_from(text, "plain"),
        "interaction": _interaction(block, answer),
        "hints": [{"html": html_from(hint, "plain")}] if hint else [],
        "feedback": {"general": html_from(block.fields.get("feedback", ""), "plain")},
    }
    if points := block.fields.get("points"):
        part["points"] = decimal_of(points)
    solution = html_from(block.fields.get("solution", ""), "plain")
    return AssessmentItem.model_validate({"parts": [part], "solution": solution})


def _answer(block: Block) -> str:
    """Return the answer that the question has beside it, or in the table behind all questions."""
    own = block.fields.get("answer", "").strip()
    if own and block.from_table and _folded(own) != _folded(block.from_table):
        raise NotTaken("formats.numbered.two-keys", one=own[:40], other=block.from_table[:40])
    return own or block.from_table


def _take_bullets(block: Block) -> None:
    """Make options of the last lines where each has a bullet and some of them a mark."""
    found: list[re.Match[str]] = []
    for line in reversed(block.text[1:]):
        if not (bullet := BULLET.match(line)):
            break
        found.append(bullet)
    found.reverse()
    marked = {place for place, bullet in enumerate(found) if bullet["mark"]}
    if len(found) >= 2 and 0 < len(marked) < len(found):
        del block.text[-len(found) :]
        block.options = [bullet["text"].strip() for bullet in found]
        block.letters = [str(place + 1) for place in range(len(found))]
        block.marked = marked


def _interaction(block: Block, answer: str) -> dict[str, Any]:
    if block.right:
        return _matched(block, answer)
    return _chosen(block, answer) if block.options else _written(answer)


def _matched(block: Block, answer: str) -> dict[str, Any]:
    """Return a matching from «А2 Б1 В3», or from the numbers alone in the order of the letters."""
    pairs = _PAIR.findall(answer)
    if not pairs and re.fullmatch(r"[\d\s,;]+", answer):
        numbers = re.findall(r"\d+", answer) if len(block.right) > 9 else re.findall(r"\d", answer)
        pairs = list(zip(block.letters, numbers, strict=False)) if numbers else []
        pairs = pairs if len(numbers) == len(block.letters) else []
    key = {_place(block, name): int(number) - 1 for name, number in pairs}
    if not answer:
        raise NotTaken("formats.numbered.no-answer")
    if set(key) != set(range(len(block.options))) or len(pairs) != len(key):
        raise NotTaken("formats.numbered.unknown", answer=answer[:40])
    if not all(0 <= at < len(block.right) for at in key.values()):
        raise NotTaken("formats.numbered.unknown", answer=answer[:40])
    listed = [
        (html_from(text, "plain"), block.right[key[at]]) for at, text in enumerate(block.options)
    ]
    return matching([*listed, *(("", text) for text in block.right)])


def _in_order(block: Block, texts: list[str], answer: str) -> dict[str, Any] | None:
    """Return an ordering where the answer names every option, and not as they stand.

    As they stand they are an order only where the question asks for one.
    """
    places = [_place(block, label) for label in re.findall(r"\d|[A-Za-zА-Яа-яЁё]", answer)]
    if len(texts) > 9 or sorted(places) != list(range(len(texts))) or len(texts) < 2:
        return None
    if places == sorted(places) and not _ASKS_ORDER.search(" ".join(block.text)):
        return None
    order = in_no_order(texts)
    return {
        "type": "ordering",
        "entries": choices_of(html_from(texts[at], "plain") for at in order),
        "key": [letter(order.index(at)) for at in places],
    }


def _chosen(block: Block, answer: str) -> dict[str, Any]:
    texts, marked = unmarked(block.options)
    marked |= block.marked
    if answer and not marked and (ordered := _in_order(block, texts, answer)):
        return ordered
    named = _named(block, texts, answer) if answer else set()
    if named and marked and named != marked:
        of_marked = ", ".join(block.letters[place] for place in sorted(marked))
        raise NotTaken("formats.numbered.two-keys", one=answer[:40], other=of_marked[:40])
    key = named or marked
    if not key:
        raise NotTaken("formats.numbered.no-answer")
    if len(texts) < 2:
        raise NotTaken("formats.aiken.options")
    choices = choices_of(html_from(text, "plain") for text in texts)
    if len(key) == 1:
        return {"type": "single_choice", "choices": choices, "key": letter(key.pop())}
    return {
        "type": "multiple_choice",
        "choices": choices,
        "key": [letter(place) for place in sorted(key)],
    }


def _named(block: Block, texts: list[str], answer: str) -> set[int]:
    """Return the places of the options that an answer names: by label, or by their words."""
    bare = answer.strip().rstrip(".;")
    words = [_folded(text) for text in texts]
    if _folded(bare) in words:
        return {words.index(_folded(bare))}
    pieces = [piece for piece in _BETWEEN.split(bare) if piece]
    if len(pieces) > 2:
        pieces = [piece for piece in pieces if piece not in ("и", "and") or piece in block.letters]
    labels = [found[1] for piece in pieces if (found := _ONE_LABEL.fullmatch(piece))]
    if len(pieces) == 1 and not labels:
        labels = list(_run_of_labels(pieces[0]))
    if labels and (len(labels) == len(pieces) or len(pieces) == 1):
        if len(labels) == 1 and _place(block, labels[0]) < 0 and len(labels[0]) > 1:
            labels = list(labels[0])
        return {_known(block, label) for label in labels}
    if labelled := _LABELLED.fullmatch(bare):
        place = _known(block, labelled[1])
        if words[place] == _folded(labelled[2]):
            return {place}
    named = [_folded(piece) for piece in re.split(r"[;,\n]", bare) if piece.strip()]
    if named and all(piece in words for piece in named):
        return {words.index(piece) for piece in named}
    raise NotTaken("formats.numbered.unknown", answer=answer[:40])


def _run_of_labels(piece: str) -> str:
    """Return labels written together («авг», «134»); nothing where one stands twice."""
    is_run = re.fullmatch(r"[A-Za-zА-Яа-яЁё]{2,12}|\d{2,12}", piece)
    return piece if is_run and len(set(piece.lower())) == len(piece) else ""


def _place(block: Block, label: str) -> int:
    place = place_of_label(block.letters, label)
    return place if 0 <= place < len(block.options) else -1


def _known(block: Block, label: str) -> int:
    if (place := _place(block, label)) < 0:
        raise NotTaken("formats.numbered.unknown", answer=label[:20])
    return place


def _folded(text: str) -> str:
    return " ".join(text.lower().replace("ё", "е").split()).rstrip(".;")


def _written(answer: str) -> dict[str, Any]:
    if not answer:
        raise NotTaken("formats.numbered.no-answer")
    bare = answer.rstrip(".")
    if (said := truth(answer)) is not None:
        return {"type": "true_false", "key": said}
    if (value := number_key(bare)) is not None:
        return {"type": "number", "variants": [{"value": value}]}
    variants = [{"text": text} for word in answer.split(";") if (text := word.strip())]
    return {"type": "short_answer", "variants": variants}
