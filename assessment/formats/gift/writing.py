"""Items into GIFT; what its notation cannot say is named."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import partial
from typing import Any

from assessment.formats.building import Draft, NotTaken
from assessment.formats.choosing import choice_shares
from assessment.formats.exchange import Problem, WrittenFile, name_at
from assessment.formats.moodle.writing_simple import near
from assessment.formats.splitting import Question, note_what_stays, place_of, questions_of
from assessment.formats.texts import has_markup, words_of
from assessment.items.item import AssessmentItem, ItemPart

_SPECIAL = re.compile(r"[\\:#={}~]")
_BLANK = re.compile(r"\n\s*\n+")


def write_gift(
    items: Sequence[AssessmentItem],
    *,
    folders: Sequence[tuple[str, ...]] = (),
    names: Sequence[str] = (),
) -> WrittenFile:
    """Return the items as a GIFT file.

    ``folders`` are their categories, ``names`` their identifiers, in their order.
    """
    blocks: list[str] = []
    problems: list[Problem] = []
    left_out: list[int] = []
    last: tuple[str, ...] = ()
    for place, item in enumerate(items):
        folder = folders[place] if place < len(folders) else ()
        draft = Draft(place_of(item, place + 1))
        found = _blocks(item, draft, partial(name_at, names, place))
        left_out += [] if found else [place]
        if found and folder != last:
            steps = "/".join(" ".join(step.split()).replace("/", "//") for step in folder)
            blocks.append(f"$CATEGORY: $course$/top/{steps}".rstrip("/"))
            last = folder
        blocks += found
        problems += draft.problems
    content = "\n\n".join([*blocks, ""]).encode("utf-8", "replace")
    return WrittenFile(content, tuple(problems), tuple(left_out))


def _blocks(item: AssessmentItem, draft: Draft, name_of: Callable[[str], str]) -> list[str]:
    note_what_stays(item, draft, keeps_tags=True)
    if not item.parts:
        return [_said_before(item, name_of("")) + _title(item.title) + rich(item.stimulus)]
    made = []
    for question in questions_of(item, draft):
        try:
            part = question.part.id if len(item.parts) > 1 else ""
            made.append(_said_before(item, name_of(part)) + _block(question, draft))
        except NotTaken as reason:
            draft.refused(reason.code, **reason.params)
    return made


def _block(question: Question, draft: Draft) -> str:
    part = question.part
    if part.hints:
        draft.lost("formats.lost-hints")
    if part.points != 1:
        draft.changed("formats.gift.points", points=f"{part.points:f}")
    if part.feedback.right or part.feedback.partly or part.feedback.wrong:
        draft.lost("formats.lost-feedback")
    answers = _answers(part, draft)
    general = f"\n####{rich(part.feedback.general)}" if part.feedback.general else ""
    return f"{_title(question.name)}{rich(question.text)} {{{answers}{general}\n}}"


def _said_before(item: AssessmentItem, name: str) -> str:
    """Return the comment in which Moodle keeps the identifier and the tags of a question."""
    tags = [f"[id:{name}]"] if name else []
    tags += [f"[tag:{' '.join(tag.replace(']', ')').split())}]" for tag in item.tags]
    return f"// {' '.join(tags)}\n" if tags else ""


def _title(title: str) -> str:
    return f"::{escaped(' '.join(title.split()))}::" if title.strip() else ""


def _answers(part: ItemPart, draft: Draft) -> str:
    one = part.interaction
    match one.type:
        case "true_false":
            return _true_false(one)
        case "single_choice" | "multiple_choice":
            return _choices(one, draft)
        case "short_answer":
            return _words(one, draft)
        case "number":
            return _numbers(one, draft)
        case "matching":
            return _pairs(one, draft)
        case "essay":
            if one.rubric.criteria or one.sample or one.template or one.grader_notes:
                draft.lost("formats.lost-rubric")
            return ""
    raise NotTaken("formats.not-expressible", kind=one.type)


def _true_false(one: Any) -> str:
    """The first word is for the wrong answer (Moodle, GIFT format)."""
    wrong, right = one.feedback_false, one.feedback_true
    if not one.key:
        wrong, right = right, wrong
    said = f"#{rich(wrong) if wrong else ' '}" + (f"#{rich(right)}" if right else "")
    return ("TRUE" if one.key else "FALSE") + (said if wrong or right else "")


def _choices(one: Any, draft: Draft) -> str:
    shares, is_exact = choice_shares(one)
    if not is_exact:
        draft.changed("formats.moodle.scoring", scoring=one.scoring)
    is_single = one.type == "single_choice"
    if is_single and not any(share == 1 for share in shares):
        raise NotTaken("formats.gift.no-full-answer")
    lines = []
    for choice, share in zip(one.choices, shares, strict=True):
        sign = "=" if is_single and share == 1 else f"~{_per_cent(share) if share else ''}"
        lines.append(f"\n{sign}{rich(choice.html)}{_said(choice.feedback)}")
    return "".join(lines)


def _words(one: Any, draft: Draft) -> str:
    rule = one.rule
    if rule.case or rule.yo or rule.spaces != "collapse" or rule.punctuation != "keep":
        draft.changed("formats.moodle.text-rule")
    lines = []
    for variant in one.variants:
        text = variant.text if rule.wildcards else variant.text.replace("*", "\\*")
        weight = "" if variant.share == 1 else _per_cent(variant.share)
        lines.append(f"\n={weight}[plain]{escaped(text)}{_said(variant.feedback)}")
    if len(lines) > 0 and all("->" in line for line in lines):
        raise NotTaken("formats.gift.arrow")
    return "".join(lines)


def _numbers(one: Any, draft: Draft) -> str:
    if not one.accepts_fractions:
        draft.changed("formats.moodle.fractions")
    if one.unit_label:
        draft.lost("formats.moodle.unit-label", unit=one.unit_label)
    lines = []
    for variant in one.variants:
        weight = "" if variant.share == 1 else _per_cent(variant.share)
        nearness = near(variant.value, variant.tolerance, draft)
        lines.append(f"\n={weight}{variant.value:f}:{nearness:f}{_said(variant.feedback)}")
    return "#" + "".join(lines)


def _pairs(one: Any, draft: Draft) -> str:
    if one.scoring != "per_pair":
        draft.changed("formats.moodle.scoring", scoring=one.scoring)
    words = {choice.id: words_of(choice.html) for choice in one.right}
    if any(has_markup(choice.html) for choice in one.right):
        draft.lost("formats.moodle.right-markup")
    if len(set(words.values())) < len(words) or not all(words.values()):
        raise NotTaken("formats.moodle.equal-words")
    lines = []
    for choice in one.left:
        left = rich(choice.html)
        if "->" in choice.html or not words_of(choice.html):
            raise NotTaken("formats.gift.arrow")
        lines.append(f"\n={left} -> {escaped(words[one.key[choice.id]])}")
    spare = [text for at, text in words.items() if at not in one.key.values()]
    lines += [f"\n= -> {escaped(text)}" for text in spare]
    return "".join(lines)


def _per_cent(share: Decimal) -> str:
    text = f"{round(share * 100, 5):f}"
    return f"%{text.rstrip('0').rstrip('.') if '.' in text else text}%"


def _said(feedback: str) -> str:
    return f" #{rich(feedback)}" if feedback else ""


def rich(html: str) -> str:
    """Return HTML in GIFT: a blank line would end the question, so line ends are written."""
    text = escaped(_BLANK.sub("\n", html.strip().replace("\r", "")))
    return "[html]" + text.replace("\n", "\\n") if html.strip() else ""


def escaped(text: str) -> str:
    """Return a text with the signs of GIFT escaped."""
    return _SPECIAL.sub(lambda found: f"\\{found[0]}", text)
