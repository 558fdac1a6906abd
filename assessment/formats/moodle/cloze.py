"""Moodle's embedded answers (``cloze``): ``{1:SHORTANSWER:=word~%50%other#feedback}`` in a text.

After ``question/type/multianswer/questiontype.php``. Gaps of one kind become one interaction;
where kinds are mixed every gap becomes a part of its own under the shared text, so that the
weights hold.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from assessment.formats.building import (
    SEVEN_PLACES,
    Draft,
    NotTaken,
    choices_of,
    in_no_order,
    letter,
    share_of,
)
from assessment.formats.choosing import multiple_choice, single_choice
from assessment.formats.moodle.elements import Source, decimal_of
from assessment.formats.moodle.simple import short_answer
from assessment.formats.texts import html_from, words_of

MAX_GAPS = 200
_WORDS = ("SHORTANSWER", "SA", "MW")
_STRICT_WORDS = ("SHORTANSWER_C", "SAC", "MWC")
_NUMBERS = ("NUMERICAL", "NM")
_ONE_OF = {
    *("MULTICHOICE", "MC", "MULTICHOICE_V", "MCV", "MULTICHOICE_H", "MCH"),
    *("MULTICHOICE_S", "MCS", "MULTICHOICE_VS", "MCVS", "MULTICHOICE_HS", "MCHS"),
}
_SOME_OF = {
    *("MULTIRESPONSE", "MR", "MULTIRESPONSE_H", "MRH"),
    *("MULTIRESPONSE_S", "MRS", "MULTIRESPONSE_HS", "MRHS"),
}
_KINDS = {*_WORDS, *_STRICT_WORDS, *_NUMBERS, *_ONE_OF, *_SOME_OF}
_START = re.compile(r"\{(\d{0,4}):([A-Z_]{2,20}):")
_SHARE = re.compile(r"%(-?\d{1,3}(?:[.,]\d{0,10})?)%")
_ESCAPED = re.compile(r"\\([}~#\"/\\=])")


@dataclass(frozen=True, slots=True)
class Answer:
    """One alternative of a gap, its text still HTML."""

    text: str
    share: Decimal
    feedback: str
    is_weighed: bool = False


@dataclass(frozen=True, slots=True)
class Gap:
    """One embedded question."""

    kind: str
    weight: int
    answers: tuple[Answer, ...]

    @property
    def shares(self) -> list[Decimal]:
        """The share of each answer. Where several may be chosen, those of the right add up to one.

        Where no percentages stand there, a wrong one takes what a right one brings (``questiontype.
        php``: «positive scores should add up to 1»).
        """
        found = [answer.share for answer in self.answers]
        total = sum((share for share in found if share > 0), Decimal(0))
        if self.kind not in _SOME_OF or not total:
            return found
        wrong = Decimal(0) if any(answer.is_weighed for answer in self.answers) else -1 / total
        return [
            (share / total if share > 0 else share or wrong).quantize(SEVEN_PLACES)
            for share in found
        ]

    @property
    def shuffles(self) -> bool:
        """Whether the kind is one of those that shuffle."""
        return self.kind.endswith("S")


def read_cloze(source: Source, shared: dict[str, Any]) -> dict[str, Any]:
    """Return the values of the item: one part, or a text and a part for each gap."""
    element = source.element.find("questiontext")
    raw = "" if element is None else source.with_files(element, source.raw(element))
    text, gaps = parse_cloze(raw)
    if not gaps:
        raise NotTaken("formats.moodle.no-gaps")
    text = html_from(text)
    if any(text.count(f"{{{{g{number}}}}}") != 1 for number in range(1, len(gaps) + 1)):
        raise NotTaken("formats.moodle.gap-in-tag")
    points = Decimal(sum(gap.weight for gap in gaps))
    interaction = _interaction(text, gaps, source.draft)
    if interaction is None:
        source.draft.changed("formats.moodle.cloze-split")
        return _split(text, gaps, shared, source.draft)
    return {"parts": [{"id": "p1", "points": points, "interaction": interaction, **shared}]}


def parse_cloze(text: str) -> tuple[str, list[Gap]]:
    """Return the text with ``{{g1}}`` for each embedded question, and the questions."""
    pieces: list[str] = []
    gaps: list[Gap] = []
    position = 0
    while found := _START.search(text, position):
        end = _end(text, found.end())
        if found[2] not in _KINDS or end < 0:
            raise NotTaken("formats.moodle.cloze", text=text[found.start() : found.start() + 60])
        pieces += [text[position : found.start()].replace("{{", "{ {"), ""]
        gaps.append(_gap(found, text[found.end() : end]))
        if len(gaps) > MAX_GAPS:
            raise NotTaken("formats.moodle.too-many-gaps", limit=str(MAX_GAPS))
        pieces[-1] = f"{{{{g{len(gaps)}}}}}"
        position = end + 1
    pieces.append(text[position:].replace("{{", "{ {"))
    return "".join(pieces), gaps


def _end(text: str, start: int) -> int:
    """Return where the closing brace stands that no backslash escapes, or -1."""
    place = start
    while (place := text.find("}", place)) >= 0:
        if text[place - 1] != "\\":
            return place
        place += 1
    return -1


def _gap(found: re.Match[str], body: str) -> Gap:
    answers = [_answer(piece) for piece in _cut(body, "~") if piece.strip()]
    return Gap(found[2], int(found[1] or 1), tuple(answers))


def _answer(piece: str) -> Answer:
    piece = piece.strip()
    share, is_weighed = Decimal(0), False
    if piece.startswith("="):
        share, piece = Decimal(1), piece[1:]
    elif weighed := _SHARE.match(piece):
        share, piece = share_of(decimal_of(weighed[1])), piece[weighed.end() :]
        is_weighed = True
    text, *feedback = _cut(piece, "#")
    return Answer(
        _ESCAPED.sub(r"\1", text).strip(),
        share,
        html_from(_ESCAPED.sub(r"\1", "#".join(feedback))),
        is_weighed,
    )


def _cut(text: str, sign: str) -> list[str]:
    """Cut a text at a sign, but not where a backslash or ``&`` stands before it (``&#39;``)."""
    return re.split(rf"(?<![\\&]){sign}", text)


def _interaction(text: str, gaps: list[Gap], draft: Draft) -> dict[str, Any] | None:
    kinds = {gap.kind for gap in gaps}
    if kinds <= {*_WORDS, *_NUMBERS} or kinds <= {*_STRICT_WORDS, *_NUMBERS}:
        made = [_written(number, gap, draft) for number, gap in enumerate(gaps, start=1)]
        texts = [variant["text"] for gap in made for variant in gap.get("variants", ())]
        rule = {
            "case": bool(kinds & set(_STRICT_WORDS)),
            "wildcards": any("*" in words for words in texts),
        }
        return {"type": "text_gaps", "text": text, "gaps": made, "rule": rule}
    if kinds <= _ONE_OF and all(_has_one_key(gap) for gap in gaps):
        made = [_dropdown(number, gap) for number, gap in enumerate(gaps, start=1)]
        return {"type": "dropdown_gaps", "text": text, "gaps": made}
    return None


def _has_one_key(gap: Gap) -> bool:
    shares = sorted(answer.share for answer in gap.answers)
    return bool(shares) and shares[-1] == 1 and not any(shares[:-1])


def _dropdown(number: int, gap: Gap) -> dict[str, Any]:
    texts = [html_from(answer.text) for answer in gap.answers]
    key = next(at for at, answer in enumerate(gap.answers) if answer.share == 1)
    return {
        "id": f"g{number}",
        "choices": choices_of(texts, [answer.feedback for answer in gap.answers]),
        "key": letter(key),
        "weight": gap.weight,
        "shuffle": gap.shuffles,
    }


def _written(number: int, gap: Gap, draft: Draft) -> dict[str, Any]:
    made: dict[str, Any] = {"id": f"g{number}", "weight": gap.weight}
    if gap.kind in _NUMBERS:
        return {**made, "numbers": _numbers(gap, draft)}
    return {**made, "variants": _variants(gap)}


def _variants(gap: Gap) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = [
        {"text": words, "share": answer.share, "feedback": answer.feedback}
        for answer in gap.answers
        if (words := words_of(html_from(answer.text)))
    ]
    if not any(variant["share"] > 0 for variant in found):
        raise NotTaken("formats.no-right-answer")
    return found


def _numbers(gap: Gap, draft: Draft) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for answer in gap.answers:
        value, _, tolerance = html.unescape(answer.text).partition(":")
        if value.strip() == "*":
            if answer.share > 0 or answer.feedback:
                draft.lost("formats.any-number")
            continue
        found.append(
            {
                "value": decimal_of(value),
                "tolerance": {"value": abs(decimal_of(tolerance or "0"))},
                "share": answer.share,
                "feedback": answer.feedback,
            }
        )
    if not any(number["share"] > 0 for number in found):
        raise NotTaken("formats.no-right-answer")
    return found


def _split(text: str, gaps: list[Gap], shared: dict[str, Any], draft: Draft) -> dict[str, Any]:
    parts = []
    for number, gap in enumerate(gaps, start=1):
        text = text.replace(f"{{{{g{number}}}}}", f"({number})&nbsp;_____")
        part = {
            "id": f"p{number}",
            "prompt": f"({number})",
            "points": gap.weight,
            "interaction": _alone(gap, draft),
        }
        parts.append({**part, **(shared if number == len(gaps) else {})})
    return {"stimulus": text, "parts": parts}


def _alone(gap: Gap, draft: Draft) -> dict[str, Any]:
    """Return the interaction of one gap by itself."""
    if gap.kind in _NUMBERS:
        return {"type": "number", "variants": _numbers(gap, draft)}
    if gap.kind in (*_WORDS, *_STRICT_WORDS):
        return short_answer(_variants(gap), case=gap.kind in _STRICT_WORDS)
    order = in_no_order([answer.text for answer in gap.answers])
    places = order if gap.shuffles else range(len(gap.answers))
    answers, shares = [gap.answers[at] for at in places], [gap.shares[at] for at in places]
    make = multiple_choice if gap.kind in _SOME_OF else single_choice
    return make(
        [html_from(answer.text) for answer in answers],
        shares,
        [answer.feedback for answer in answers],
        shuffle=gap.shuffles,
    )
