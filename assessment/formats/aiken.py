"""Aiken: a question, its options by letter, and a line that names the right one.

After Moodle's ``question/format/aiken/format.php``; Cyrillic letters and «ОТВЕТ:» are read too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from assessment.formats.building import Draft, NotTaken, build_item, choices_of, letter
from assessment.formats.exchange import (
    FormatRefused,
    Problem,
    ReadFile,
    ReadItem,
    Weight,
    WrittenFile,
)
from assessment.formats.gift.reading import MAX_BYTES, MAX_QUESTIONS, decoded
from assessment.formats.numbered.labels import LOOK_ALIKES
from assessment.formats.splitting import Question, note_what_stays, place_of, questions_of
from assessment.formats.texts import has_markup, html_from, words_of
from assessment.items.item import AssessmentItem

MAX_OPTIONS = 26
_OPTION = re.compile(r"\s*([A-ZА-ЯЁ])[.)]\s+(\S.*)")
_ANSWER = re.compile(r"\s*(?:ANSWER|ОТВЕТ)\s*:\s*(\S*)\s*\Z", re.IGNORECASE)


@dataclass(slots=True)
class _Block:
    """Lines of one question as they come."""

    line: int = 0
    text: list[str] = field(default_factory=list)
    options: dict[str, str] = field(default_factory=dict)
    doubled: str = ""


def read_aiken(content: bytes) -> ReadFile:
    """Return the questions of an Aiken file; raises :class:`FormatRefused` for one too large."""
    if len(content) > MAX_BYTES:
        raise FormatRefused("formats.too-large", params={"limit": str(MAX_BYTES // 1024 // 1024)})
    items: list[ReadItem] = []
    problems: list[Problem] = []
    for block, answer in _blocks(decoded(content)):
        if len(items) >= MAX_QUESTIONS:
            limit = {"limit": str(MAX_QUESTIONS)}
            place = str(block.line)
            problems.append(Problem("formats.too-many-items", Weight.REFUSED, place, limit))
            break
        items.append(_read(block, answer))
    return ReadFile(tuple(items), tuple(problems))


def _blocks(text: str) -> Iterator[tuple[_Block, str]]:
    """Yield each question with its answer, which is empty where none stands."""
    block = _Block()
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        block.line = block.line or number
        if found := _ANSWER.match(line):
            yield block, found[1]
            block = _Block()
        elif (option := _OPTION.match(line)) and block.text:
            if option[1] in block.options:
                block.doubled = option[1]
            block.options[option[1]] = option[2].strip()
        elif block.options:
            # A line after the options begins the next question: this one has no answer.
            yield block, ""
            block = _Block(number, [line])
        else:
            block.text.append(line)
    if block.line:
        yield block, ""


def _read(block: _Block, answer: str) -> ReadItem:
    draft = Draft(str(block.line))
    option = _option_of(block, answer.rstrip(".)"))
    return build_item(draft, lambda: _item(block, option), line=block.line)


def _option_of(block: _Block, answer: str) -> str:
    """Return the letter that an answer names: as it stands, or the one that looks the same."""
    wanted = answer.upper()
    alike = LOOK_ALIKES.get(wanted, "").upper()
    return alike if wanted not in block.options and alike in block.options else wanted


def _item(block: _Block, answer: str) -> AssessmentItem:
    if not block.text:
        raise NotTaken("formats.aiken.no-question")
    if block.doubled:
        raise NotTaken("formats.aiken.twice", option=block.doubled)
    if not 2 <= len(block.options) <= MAX_OPTIONS:
        raise NotTaken("formats.aiken.options")
    if not answer:
        raise NotTaken("formats.aiken.no-answer")
    if answer not in block.options:
        raise NotTaken("formats.aiken.unknown", answer=answer[:20])
    options = list(block.options)
    interaction = {
        "type": "single_choice",
        "choices": choices_of(html_from(text, "plain") for text in block.options.values()),
        "key": letter(options.index(answer)),
    }
    prompt = html_from("\n".join(line.strip() for line in block.text), "plain")
    return AssessmentItem.model_validate(
        {"parts": [{"id": "p1", "prompt": prompt, "interaction": interaction}]}
    )


def write_aiken(items: Sequence[AssessmentItem]) -> WrittenFile:
    """Return the single choices among the items as an Aiken file."""
    blocks: list[str] = []
    problems: list[Problem] = []
    left_out: list[int] = []
    for place, item in enumerate(items):
        draft = Draft(place_of(item, place + 1))
        before = len(blocks)
        note_what_stays(item, draft, keeps_tags=False)
        if not item.parts:
            draft.refused("formats.not-expressible", kind="text")
        for question in questions_of(item, draft):
            try:
                blocks.append(_block(question, draft))
            except NotTaken as reason:
                draft.refused(reason.code, **reason.params)
        left_out += [place] if len(blocks) == before else []
        problems += draft.problems
    content = "\n".join(blocks).encode("utf-8", "replace")
    return WrittenFile(content, tuple(problems), tuple(left_out))


def _block(question: Question, draft: Draft) -> str:
    one, part = question.part.interaction, question.part
    if one.type != "single_choice" or one.scoring != "all_or_nothing" or one.key is None:
        raise NotTaken("formats.not-expressible", kind=one.type)
    if not 2 <= len(one.choices) <= MAX_OPTIONS:
        raise NotTaken("formats.aiken.options")
    texts = [question.text, *(choice.html for choice in one.choices)]
    if not all(words_of(text) for text in texts):
        raise NotTaken("formats.aiken.no-question")
    if any(has_markup(text) for text in texts):
        draft.lost("formats.lost-markup")
    said = any(choice.feedback for choice in one.choices)
    if said or part.feedback != type(part.feedback)():
        draft.lost("formats.lost-feedback")
    if part.hints:
        draft.lost("formats.lost-hints")
    if part.points != 1:
        draft.changed("formats.gift.points", points=f"{part.points:f}")
    lines = [words_of(question.text)]
    lines += [f"{chr(65 + at)}. {words_of(c.html)}" for at, c in enumerate(one.choices)]
    key = next(at for at, choice in enumerate(one.choices) if choice.id == one.key)
    return "\n".join([*lines, f"ANSWER: {chr(65 + key)}", ""])
