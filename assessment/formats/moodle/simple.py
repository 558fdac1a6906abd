"""Moodle's types with one field or one list: choices, words, numbers, essays."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any
from xml.etree.ElementTree import Element  # nosec B405  # parsed by core.safe_xml

from assessment.formats.building import NotTaken
from assessment.formats.choosing import multiple_choice, single_choice
from assessment.formats.moodle.elements import Source, bare, decimal_of, whole
from assessment.formats.texts import is_blank, unwrapped

# What Moodle's ``showunits`` says.
_UNIT_OPTIONAL, _UNIT_NONE = "0", "3"


def read_multichoice(source: Source) -> dict[str, Any]:
    """``multichoice`` and ``calculatedmulti``: fractions as shares."""
    every = [(answer, unwrapped(source.html_of(answer[-1]))) for answer in source.answers()]
    found = [answer for answer, text in every if not is_blank(text)]
    texts = [text for _, text in every if not is_blank(text)]
    if len(found) < len(every):
        source.draft.lost("formats.blank-option")
    shares = [share for _, share, _, _ in found]
    feedback = [said for _, _, said, _ in found]
    make = single_choice if source.flag("single", default=True) else multiple_choice
    return make(texts, shares, feedback, shuffle=source.flag("shuffleanswers", default=True))


def read_truefalse(source: Source) -> dict[str, Any]:
    """``truefalse``: the answer with the greater fraction is the key."""
    shares = {words.lower(): (share, said) for words, share, said, _ in source.answers()}
    if not {"true", "false"} <= shares.keys() or shares["true"][0] == shares["false"][0]:
        raise NotTaken("formats.no-right-answer")
    return {
        "type": "true_false",
        "key": shares["true"][0] > shares["false"][0],
        "feedback_true": shares["true"][1],
        "feedback_false": shares["false"][1],
    }


def read_shortanswer(source: Source) -> dict[str, Any]:
    """``shortanswer``: an asterisk stands for anything."""
    variants = [
        {"text": words, "share": share, "feedback": said}
        for words, share, said, _ in source.answers()
        if words
    ]
    return short_answer(variants, case=source.flag("usecase"))


def short_answer(variants: list[dict[str, Any]], *, case: bool) -> dict[str, Any]:
    """Return a short answer; signs of its own are wild only where one stands."""
    if not any(variant["share"] > 0 for variant in variants):
        raise NotTaken("formats.no-right-answer")
    wild = any("*" in variant["text"] for variant in variants)
    return {
        "type": "short_answer",
        "variants": variants,
        "rule": {"case": case, "wildcards": wild},
    }


def read_numerical(source: Source) -> dict[str, Any]:
    """``numerical``: tolerances are absolute; with one unit that counts, a quantity."""
    variants: list[dict[str, Any]] = []
    wrong = ""
    for words, share, said, answer in source.answers():
        if words == "*":
            wrong = said
            if share > 0:
                source.draft.lost("formats.any-number")
        elif words:
            variants.append({**_near(decimal_of(words), answer), "share": share, "feedback": said})
    if not any(variant["share"] > 0 for variant in variants):
        raise NotTaken("formats.no-right-answer")
    return {**_with_units(source, variants), "feedback_wrong": wrong}


def _near(value: Decimal, answer: Element) -> dict[str, Any]:
    """Return a number and how near one must be: Moodle's ``tolerancetype``.

    1 relative: that share of the number; 2 nominal: that far; 3 geometric: between the number
    divided and multiplied by one and the tolerance, which is an interval about another middle.
    """
    tolerance = answer.find("tolerance")
    size = abs(decimal_of(bare(tolerance) or answer.get("tolerance", "0")))
    kind = bare(answer.find("tolerancetype"))
    if kind in ("3", "geometric"):
        low, high = sorted((value / (1 + size), value * (1 + size)))
        middle, size = round((low + high) / 2, 20), round((high - low) / 2, 20)
        return {"value": middle, "tolerance": {"kind": "absolute", "value": size}}
    kind = "relative" if kind in ("1", "relative") else "absolute"
    return {"value": value, "tolerance": {"kind": kind, "value": size}}


def _with_units(source: Source, variants: list[dict[str, Any]]) -> dict[str, Any]:
    units = [
        (bare(unit.find("unit_name")), decimal_of(bare(unit.find("multiplier")) or "1"))
        for unit in source.element.findall("units/unit")
    ]
    named = [(name, times) for name, times in units if name]
    number = {"type": "number", "variants": variants}
    shown = source.value("showunits", _UNIT_NONE if not named else _UNIT_OPTIONAL)
    if not named or shown == _UNIT_NONE:
        return number
    unit = next((name for name, times in named if times == 1), "")
    scored = [variant for variant in variants if variant["share"] > 0]
    counts = whole(source.value("unitgradingtype")) > 0
    if not unit or len(scored) > 1 or not counts or scored[0]["share"] != 1:
        source.draft.changed("formats.moodle.units", unit=unit or named[0][0])
        return {**number, "unit_label": unit or named[0][0]}
    if any(times != 1 for _, times in named):
        source.draft.changed("formats.moodle.unit-kinds", unit=unit)
    if len(variants) > 1 or scored[0]["feedback"]:
        source.draft.lost("formats.moodle.unit-variants")
    return {
        "type": "quantity",
        "value": scored[0]["value"],
        "unit": unit,
        "tolerance": scored[0]["tolerance"],
        "unit_penalty": min(max(source.number("unitpenalty", "1"), Decimal(0)), Decimal(1)),
        "units_offered": [name for name, _ in named] if shown in ("1", "2") else [],
    }


def read_essay(source: Source) -> dict[str, Any]:
    """``essay``: a text, or only files where nothing is to be written."""
    attachments = whole(source.value("attachments"))
    notes = source.html("graderinfo")
    if source.value("responseformat") == "noinline":
        kinds = source.value("filetypeslist").replace(";", ",").split(",")
        return {
            "type": "file",
            "accepts": [kind.strip() for kind in kinds if kind.strip()],
            "at_most": attachments if 0 < attachments <= 20 else 20,
            "grader_notes": notes,
        }
    if attachments:
        source.draft.lost("formats.moodle.attachments")
    return {
        "type": "essay",
        "at_least_words": whole(source.value("minwordlimit")) or None,
        "at_most_words": whole(source.value("maxwordlimit")) or None,
        "template": source.html("responsetemplate"),
        "grader_notes": notes,
    }


READERS: dict[str, Callable[[Source], dict[str, Any]]] = {
    "multichoice": read_multichoice,
    "truefalse": read_truefalse,
    "shortanswer": read_shortanswer,
    "numerical": read_numerical,
    "essay": read_essay,
}
