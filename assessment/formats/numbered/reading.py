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
from assessment.formats.building import Draft, NotTaken, build_item, choices_of, letter
from assessment.formats.exchange import FormatRefused, Problem, ReadFile, ReadItem, Weight
from assessment.formats.gift.reading import MAX_BYTES, MAX_QUESTIONS, decoded
from assessment.formats.moodle.elements import decimal_of
from assessment.formats.numbered.blocks import Block, BlockReader
from assessment.formats.numbered.labels import BULLET, place_of_label, unmarked
from assessment.formats.texts import html_from
from assessment.items.item import AssessmentItem

_BETWEEN = re.compile(r"[\s,;/&+]+")
_ONE_LABEL = re.compile(r"(\d{1,3}|[A-Za-zА-Яа-яЁё])[.)]?")
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
    return build_item(draft, lambda: _item(block), source_id=block.number, folder=block.folder)


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
        "interaction": _chosen(block, answer) if block.options else _written(answer),
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


def _chosen(block: Block, answer: str) -> dict[str, Any]:
    texts, marked = unmarked(block.options)
    marked |= block.marked
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
