"""Moodle XML into items.

After Moodle's ``question/format/xml/format.php`` (4.5). Types that Moodle ships are taken or
refused by name; questions of plug-ins are refused by name.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element  # nosec B405  # parsed by core.safe_xml

from assessment.formats.building import Draft, NotTaken, build_item, title_from
from assessment.formats.exchange import FormatRefused, Problem, ReadFile, ReadItem, Weight
from assessment.formats.gift.reading import category_path
from assessment.formats.moodle import calculated, cloze, placing, relating, simple
from assessment.formats.moodle.elements import Media, Source, bare
from assessment.items.item import AssessmentItem
from core.api import parse_xml
from core.data import XmlLimits
from core.errors import XmlRefused

MAX_QUESTIONS = 5_000
LIMITS = XmlLimits(total_bytes=200 * 1024 * 1024, depth=50, nodes=1_000_000)
# Where Moodle draws other questions at random: not a question itself.
_REFUSED = {"randomsamatch": "formats.moodle.random", "random": "formats.moodle.random"}
_INTERACTIONS = {**simple.READERS, **relating.READERS, **placing.READERS}


def read_moodle(content: bytes) -> ReadFile:
    """Return the questions of a Moodle XML file; raises :class:`FormatRefused`."""
    try:
        root = parse_xml(content, LIMITS)
    except XmlRefused as refusal:
        raise FormatRefused(
            "formats.xml", str(refusal.line), {"reason": refusal.reason}
        ) from refusal
    if root.tag != "quiz":
        raise FormatRefused("formats.moodle.root", params={"found": root.tag[:80]})
    media = Media()
    items: list[ReadItem] = []
    problems: list[Problem] = []
    folder: tuple[str, ...] = ()
    for number, element in enumerate(root.findall("question"), start=1):
        if element.get("type") == "category":
            folder = category_path(bare(element.find("category")))
            continue
        if len(items) >= MAX_QUESTIONS:
            limit = {"limit": str(MAX_QUESTIONS)}
            problems.append(Problem("formats.too-many-items", Weight.REFUSED, str(number), limit))
            break
        items += _read(element, number, folder, media)
    return ReadFile(tuple(items), tuple(problems), media.found)


def _read(
    element: Element, number: int, folder: tuple[str, ...], media: Media
) -> Iterator[ReadItem]:
    kind = element.get("type", "")
    name = bare(element.find("name"))[:120] or f"№ {number}"
    identifier = bare(element.find("idnumber"))
    source_id = identifier or str(number)
    draft = Draft(name)
    if kind in calculated.KINDS:
        yield from calculated.read_variants(
            Source(element, media, draft), folder=folder, source_id=source_id, make=_item
        )
        return
    source = Source(element, media, draft)
    yield build_item(
        draft,
        lambda: _item(source, kind),
        source_id=source_id,
        folder=folder,
        identifier=identifier,
    )


def _item(source: Source, kind: str) -> AssessmentItem:
    """Return the item of a question; ``kind`` is Moodle's name of its type."""
    if kind in _REFUSED:
        raise NotTaken(_REFUSED[kind], kind=kind)
    text = source.html("questiontext")
    values: dict[str, Any] = {
        "title": title_from(source.value("name"), text),
        "tags": [word for tag in source.element.findall("tags/tag") if (word := bare(tag)[:200])],
        "tries": _tries(source),
    }
    feedback = _feedback(source)
    if kind == "description":
        if feedback["general"]:
            values["solution"] = feedback["general"]
        return AssessmentItem.model_validate({**values, "stimulus": text})
    hints = [{"html": html} for hint in source.all("hint")[:20] if (html := source.html_of(hint))]
    shared = {"hints": hints, "feedback": feedback}
    if kind in ("cloze", "multianswer"):
        return AssessmentItem.model_validate({**values, **cloze.read_cloze(source, shared)})
    if kind not in _INTERACTIONS:
        raise NotTaken("formats.moodle.type", kind=kind[:80])
    read = _INTERACTIONS[kind](source)
    wrong = read.pop("feedback_wrong", "")
    if wrong and not feedback["wrong"]:
        feedback["wrong"] = wrong
    part = {
        "id": "p1",
        "prompt": "" if "text" in read else text,
        "points": round(source.number("defaultgrade", "1"), 6),
        "interaction": read,
        **shared,
    }
    return AssessmentItem.model_validate({**values, "parts": [part]})


def _feedback(source: Source) -> dict[str, str]:
    return {
        "right": source.html("correctfeedback"),
        "partly": source.html("partiallycorrectfeedback"),
        "wrong": source.html("incorrectfeedback"),
        "general": source.html("generalfeedback"),
    }


def _tries(source: Source) -> dict[str, Any]:
    """With hints as many tries as hints and one more, as Moodle's interactive behaviour."""
    penalty = min(max(source.number("penalty"), 0), 1)
    return {"limit": len(source.all("hint")[:20]) + 1, "penalty": penalty}
