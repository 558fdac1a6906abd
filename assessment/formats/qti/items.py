"""One QTI item as an item of ours: native where that loses nothing, else kept as it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape, quoteattr  # nosec B406  # writes only

from pydantic import ValidationError

from assessment.formats.exchange import Problem, ReadItem, Weight
from assessment.formats.qti.faults import Fault, find_faults
from assessment.formats.qti.house import read_house_item
from assessment.formats.qti.natives import NotNative, read_parts, scorer_notes
from assessment.formats.qti.recognition import recognise
from assessment.formats.qti.structures import Structure
from assessment.items.item import AssessmentItem
from assessment.scoring.qti.item import ItemRefused, ParsedItem, parse_item
from assessment.scoring.qti.session import ItemSession, maximum_of_key

if TYPE_CHECKING:
    from assessment.formats.qti.structures import Fields

MAX_XML = 4_000_000
MAX_TITLE = 2_000


def read_item(
    xml: str,
    *,
    place: str,
    media: dict[str, str] | None = None,
    folder: tuple[str, ...] = (),
    stimulus: str = "",
) -> ReadItem:
    """Return an item of QTI 2.1, 2.2 or 3.0 as read.

    ``place`` is its file's name. ``media`` gives the path in the package for each address that
    stands in the file; ``stimulus`` is what a stimulus of the package says, cleaned.
    """
    try:
        parsed = parse_item(xml)
    except ItemRefused as error:
        where = f"{place}:{error.place}" if error.place else place
        return ReadItem(None, folder=folder, problems=(Problem(error.code, Weight.REFUSED, where),))
    faults = find_faults(parsed)
    if faults or len(xml) > MAX_XML:
        faults = faults or [Fault("qti-too-large")]
        problems = tuple(_refusal(fault, place) for fault in faults)
        return ReadItem(None, parsed.identifier, folder, problems)
    try:
        item, problems = _Reading(parsed, xml, place, media or {}, stimulus).read()
    except ValidationError as error:
        reason = error.errors(include_url=False)[0]["msg"]
        problems = (Problem("qti-not-valid", Weight.REFUSED, place, {"reason": str(reason)[:200]}),)
        return ReadItem(None, parsed.identifier, folder, problems)
    return ReadItem(item, parsed.identifier, folder, problems, parsed.identifier)


def _refusal(fault: Fault, place: str) -> Problem:
    return Problem(fault.code, Weight.REFUSED, place, {"name": fault.name})


class _Reading:
    def __init__(
        self, parsed: ParsedItem, xml: str, place: str, media: dict[str, str], stimulus: str
    ) -> None:
        self._parsed = parsed
        self._xml = _with_paths(xml, media)
        self._stimulus = stimulus
        self._place = place
        self._structure = Structure(ItemSession(parsed), media)

    def read(self) -> tuple[AssessmentItem, tuple[Problem, ...]]:
        house = read_house_item(self._structure)
        if house is not None:
            return house, ()
        if not self._parsed.interactions and not self._parsed.reports:
            return self._without_interactions()
        try:
            return self._native()
        except (NotNative, ValidationError) as error:
            return self._kept(str(error) if isinstance(error, NotNative) else "")

    def _native(self) -> tuple[AssessmentItem, tuple[Problem, ...]]:
        recognised = recognise(self._parsed)
        if recognised is None or self._parsed.reports:
            raise NotNative("responseProcessing")
        parts = read_parts(self._structure, recognised)
        named = [
            {"id": f"p{number}", "points": Decimal(1), **part}
            for number, part in enumerate(parts, 1)
        ]
        feedback = self._feedback(recognised.copies, named)
        item = self._item(parts=named)
        return item, (*feedback, *self._noted_maximum(item))

    def _item(self, **fields: Any) -> AssessmentItem:
        return AssessmentItem.model_validate(
            {
                "title": self._parsed.title[:MAX_TITLE],
                "language": (self._parsed.root.get("lang") or "ru")[:100],
                **fields,
                "stimulus": "\n".join(filter(None, [self._stimulus, fields.get("stimulus", "")])),
            }
        )

    def _feedback(self, copies: dict[str, str], parts: list[Fields]) -> Iterator[Problem]:
        """Give choices the feedback that their identifier shows; name what else there is."""
        shown = [node for node in self._parsed.modal_feedback if node.get("showHide") != "hide"]
        texts = {node.get("identifier"): self._structure.text(node) for node in shown}
        texts = {identifier: text for identifier, text in texts.items() if text}
        for part in parts if copies else ():
            for choice in part["interaction"].get("choices", ()):
                if choice["id"] in texts:
                    choice["feedback"] = texts.pop(choice["id"])
        if texts:
            yield Problem("qti-feedback", Weight.LOST, self._place)

    def _noted_maximum(self, item: AssessmentItem) -> Iterator[Problem]:
        """Say where the maximum is stated nowhere, or is another than the answers can bring."""
        stated = self._structure_maximum()
        params = {"points": _plain(item.points)}
        if stated is None:
            yield Problem("qti-maximum-derived", Weight.CHANGED, self._place, params)
        elif stated != item.points:
            params["stated"] = _plain(stated)
            yield Problem("qti-maximum-differs", Weight.CHANGED, self._place, params)

    def _structure_maximum(self) -> Decimal | None:
        if self._parsed.template:
            return ItemSession(self._parsed).maximum()
        names = {"MAXSCORE", "MAX_SCORE"} & set(self._parsed.declarations)
        score = self._parsed.declarations.get("SCORE")
        if names or (score is not None and score.normal_maximum is not None):
            return ItemSession(self._parsed).maximum()
        return None

    def _without_interactions(self) -> tuple[AssessmentItem, tuple[Problem, ...]]:
        """Read a text between items; one that brings points is answered elsewhere, on paper."""
        body = self._parsed.body
        text = self._structure.text(body) if body is not None else ""
        points = ItemSession(self._parsed).maximum()
        if not points:
            return self._item(stimulus=text), ()
        interaction = {"type": "essay", "grader_notes": scorer_notes(self._structure)}
        part = {"id": "p1", "prompt": text, "points": points, "interaction": interaction}
        note = Problem("qti-answered-elsewhere", Weight.CHANGED, self._place)
        return self._item(parts=[part]), (note,)

    def _kept(self, reason: str) -> tuple[AssessmentItem, tuple[Problem, ...]]:
        """Keep the item as QTI: its own processing marks it."""
        problems = [Problem("qti-kept", Weight.CHANGED, self._place, {"name": reason})]
        problems += [
            Problem("qti-unsupported", Weight.LOST, self._place, {"name": name})
            for name in self._parsed.reports
        ]
        points = ItemSession(self._parsed).maximum()
        if points is None or points <= 0:
            points = maximum_of_key(self._parsed) or Decimal(1)
            params = {"points": _plain(points)}
            problems.append(Problem("qti-maximum-derived", Weight.CHANGED, self._place, params))
        part = {"id": "p1", "points": points, "interaction": {"type": "qti", "xml": self._xml}}
        return self._item(parts=[part]), tuple(problems)


def _with_paths(xml: str, media: dict[str, str]) -> str:
    """Return the text with the paths of the package instead of addresses from its folder."""
    for address, path in media.items():
        if address != path:
            written, spelled = re.escape(escape(address)), quoteattr(path)
            pattern = rf"\b(src|data|href)=([\"']){written}\2"
            xml = re.sub(pattern, rf"\1={_literally(spelled)}", xml)
    return xml


def _literally(text: str) -> str:
    return text.replace("\\", "\\\\")


def _plain(number: Decimal) -> str:
    return f"{number:f}"
