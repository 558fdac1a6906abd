"""Items into Moodle XML; what Moodle's own types cannot say is named."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any
from xml.etree.ElementTree import Element  # nosec B405  # only written here

from assessment.formats.building import Draft, NotTaken
from assessment.formats.exchange import Problem, WrittenFile, name_at
from assessment.formats.moodle import writing_gaps, writing_relating, writing_simple
from assessment.formats.moodle.markup import QuestionMarkup, document, number
from assessment.formats.splitting import Question, note_what_stays, place_of, questions_of
from assessment.items.addresses import addresses_in
from assessment.items.item import AssessmentItem

Writer = Callable[[QuestionMarkup, Any, Draft], None]
# type of interaction: (Moodle's type, what fills it)
_WRITERS: dict[str, tuple[str, Writer]] = {
    **writing_simple.WRITERS,
    **writing_relating.WRITERS,
    **writing_gaps.WRITERS,
}
WRITTEN = tuple(_WRITERS)
# Types that have words for right, partly right and wrong.
_COMBINED = ("multichoice", "match", "ddwtos", "ddimageortext", "ddmarker", "ordering")


def write_moodle(
    items: Sequence[AssessmentItem],
    *,
    folders: Sequence[tuple[str, ...]] = (),
    media: Mapping[str, bytes] | None = None,
    names: Sequence[str] = (),
) -> WrittenFile:
    """Return the items as one quiz.

    ``folders`` are the categories of the items, ``names`` their identifiers, in their order.
    """
    written: list[Element] = []
    problems: list[Problem] = []
    left_out: list[int] = []
    last: tuple[str, ...] = ()
    for place, item in enumerate(items):
        folder = folders[place] if place < len(folders) else ()
        draft = Draft(place_of(item, place + 1))
        found = _questions(item, draft, media or {}, partial(name_at, names, place))
        left_out += [] if found else [place]
        if found and folder != last:
            written.append(_category(folder))
            last = folder
        written += found
        problems += draft.problems
    return WrittenFile(document(written), tuple(problems), tuple(left_out))


def _category(folder: tuple[str, ...]) -> Element:
    markup = QuestionMarkup("category", {})
    steps = [step.replace("/", "//") for step in ("$course$", "top", *folder)]
    markup.text("category", "/".join(["$course$", *steps[1:]]))
    return markup.element


def _questions(
    item: AssessmentItem, draft: Draft, media: Mapping[str, bytes], name_of: Callable[[str], str]
) -> list[Element]:
    note_what_stays(item, draft, keeps_tags=True, keeps_media=True)
    if item.parts:
        made = list(_of_parts(item, draft, media, name_of))
    else:
        made = [_description(item, media)]
        _identify(made[0], name_of(""))
    if len(made) == max(len(item.parts), 1):
        written = {path for markup in made for path in markup.written}
        named = dict.fromkeys(addresses_in(item.model_dump(mode="json")))
        for path in named:
            if path in media and path not in written:
                draft.lost("formats.moodle.lost-file", name=path[-200:])
    return [markup.element for markup in made]


def _description(item: AssessmentItem, media: Mapping[str, bytes]) -> QuestionMarkup:
    markup = QuestionMarkup("description", media)
    _head(markup, item.title, item.stimulus, item.solution)
    markup.plain("defaultgrade", 0)
    _tags(markup, item)
    return markup


def _of_parts(
    item: AssessmentItem, draft: Draft, media: Mapping[str, bytes], name_of: Callable[[str], str]
) -> Iterator[QuestionMarkup]:
    for question in questions_of(item, draft):
        try:
            markup = _question(question, draft, media)
        except NotTaken as reason:
            draft.refused(reason.code, **reason.params)
            continue
        _identify(markup, name_of(question.part.id if len(item.parts) > 1 else ""))
        yield markup


def _identify(markup: QuestionMarkup, name: str) -> None:
    if name:
        markup.plain("idnumber", name)


def _question(question: Question, draft: Draft, media: Mapping[str, bytes]) -> QuestionMarkup:
    part = question.part
    if part.interaction.type not in _WRITERS:
        raise NotTaken("formats.not-expressible", kind=part.interaction.type)
    kind, fill = _WRITERS[part.interaction.type]
    if part.interaction.type == "drag_on_image" and not part.interaction.shows_zones:
        kind = "ddmarker"
    markup = QuestionMarkup(kind, media)
    text = question.text
    if hasattr(part.interaction, "text") or part.interaction.type == "table_input":
        text = f"{text}\n{writing_gaps.gap_text(part.interaction, part.points, draft)}".strip()
    _head(markup, question.name, text, part.feedback.general)
    if kind != "cloze":
        markup.plain("defaultgrade", number(part.points))
    markup.plain("penalty", number(question.item.tries.penalty))
    fill(markup, part.interaction, draft)
    _after(markup, question, draft, has_combined=kind in _COMBINED)
    _tags(markup, question.item)
    return markup


def _head(markup: QuestionMarkup, name: str, text: str, general: str) -> None:
    markup.text("name", name)
    markup.html("questiontext", text)
    markup.html("generalfeedback", general)


def _after(markup: QuestionMarkup, question: Question, draft: Draft, *, has_combined: bool) -> None:
    feedback = question.part.feedback
    if has_combined:
        markup.html("correctfeedback", feedback.right)
        markup.html("partiallycorrectfeedback", feedback.partly)
        markup.html("incorrectfeedback", feedback.wrong)
    elif feedback.right or feedback.partly or feedback.wrong:
        draft.lost("formats.lost-feedback")
    for hint in question.part.hints:
        markup.html("hint", hint.html)
    if any(hint.penalty for hint in question.part.hints):
        draft.lost("formats.lost-hint-penalty")
    if question.item.tries.limit != len(question.part.hints) + 1:
        draft.lost("formats.moodle.tries")


def _tags(markup: QuestionMarkup, item: AssessmentItem) -> None:
    if item.tags:
        tags = markup.plain("tags", "")
        for tag in item.tags:
            markup.text("tag", tag, tags)
