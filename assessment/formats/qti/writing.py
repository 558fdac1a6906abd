"""Items of ours as QTI 2.2 and 3.0: single documents and content packages."""

from __future__ import annotations

import json
import posixpath
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from typing import Any

from assessment.formats.exchange import Problem, Weight, WrittenFile, name_at
from assessment.formats.qti import house
from assessment.formats.qti.expressions import assign, outcome, spell, total, variable
from assessment.formats.qti.markup import (
    Version,
    adapt,
    holder,
    make,
    make_html,
    serialise,
    to_identifier,
)
from assessment.formats.qti.parts import PartWriter, Writer
from assessment.formats.qti.writing_choices import CHOICES, with_html
from assessment.formats.qti.writing_relations import RELATIONS
from assessment.formats.qti.writing_texts import TEXTS
from assessment.formats.splitting import place_of
from assessment.items.addresses import addresses_in
from assessment.items.item import AssessmentItem, Feedback
from assessment.items.manual import QtiItem
from assessment.scoring.qti.item import ItemRefused, parse_item
from assessment.scoring.qti.tree import Node
from core.data import ArchiveLimits, ArchiveWriter

_WRITERS: dict[str, Writer] = {**CHOICES, **RELATIONS, **TEXTS}
_ITEM_TYPES = {
    "2.1": "imsqti_item_xmlv2p1",
    "2.2": "imsqti_item_xmlv2p2",
    "3.0": "imsqti_item_xmlv3p0",
}
_TEST_TYPES: dict[Version, str] = {"2.2": "imsqti_test_xmlv2p2", "3.0": "imsqti_test_xmlv3p0"}
_PACKAGES: dict[Version, tuple[str, str, str]] = {
    "2.2": ("http://www.imsglobal.org/xsd/imscp_v1p1", "QTIv2.2 Package", "1.0.0"),
    "3.0": ("http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1", "QTI Package", "3.0.0"),
}
_LOM = "http://ltsc.ieee.org/xsd/LOM"


@dataclass(frozen=True, slots=True)
class WrittenItem:
    """One item as a document; ``content`` is ``None`` when it was refused."""

    content: bytes | None
    version: str
    problems: tuple[Problem, ...] = ()


def write_item(
    item: AssessmentItem, *, identifier: str = "item", version: Version = "3.0"
) -> WrittenItem:
    """Return an item as a document of QTI; what only this library reads of it is named."""
    kept = [part.interaction for part in item.parts if isinstance(part.interaction, QtiItem)]
    if kept and len(item.parts) == 1:
        return _as_it_is(kept[0].xml, identifier)
    if kept:
        problem = Problem("qti-composite", Weight.REFUSED, identifier)
        return WrittenItem(None, version, (problem,))
    return _ItemWriter(item, identifier, version).write()


def _as_it_is(xml: str, identifier: str) -> WrittenItem:
    try:
        root = parse_item(xml).root
    except ItemRefused as error:
        return WrittenItem(None, "", (Problem(error.code, Weight.REFUSED, identifier),))
    version = {"v2p1": "2.1", "v2p2": "2.2"}.get(root.namespace[-4:], "3.0")
    declared = xml.partition("?>")[2] if xml.lstrip("\ufeff \n").startswith("<?xml") else xml
    content = '<?xml version="1.0" encoding="UTF-8"?>\n' + declared.strip() + "\n"
    return WrittenItem(content.encode("utf-8", "replace"), version)


class _ItemWriter:
    def __init__(self, item: AssessmentItem, identifier: str, version: Version) -> None:
        self._item = item
        self._identifier = identifier
        self._version = version
        self._outcomes = [outcome("MAXSCORE", default=spell(item.points))]
        self._rules: list[Node] = []
        self._feedback: list[Node] = []

    def write(self) -> WrittenItem:
        item = self._item
        is_one = len(item.parts) == 1
        parts = []
        for place, part in enumerate(item.parts, 1):
            end = "" if is_one else f"_{place}"
            writer = PartWriter(
                part.interaction,
                part.points,
                f"RESPONSE{end}",
                f"SCORE{end}",
                f"{self._identifier}:{part.id}",
            )
            _WRITERS[part.interaction.type](writer)
            self._note_house_only(part, writer)
            self._add_choice_feedback(part.interaction, writer, end)
            parts.append(writer)
        self._add_outcomes(parts)
        root = self._document(parts)
        adapt(root, self._version)
        problems = tuple(problem for part in parts for problem in part.problems)
        return WrittenItem(serialise(root, self._version), self._version, problems)

    def _note_house_only(self, part: Any, writer: PartWriter) -> None:
        if part.hints:
            writer.change("qti-hints")
        if part.feedback != Feedback():
            writer.change("qti-part-feedback")

    def _add_choice_feedback(self, interaction: Any, writer: PartWriter, end: str) -> None:
        """Show the feedback of a choice to who chose it."""
        if interaction.type not in ("single_choice", "multiple_choice"):
            return
        spoken = [choice for choice in interaction.choices if choice.feedback]
        if not spoken:
            return
        name = f"FEEDBACK{end}"
        declared = outcome(name, "identifier")
        if interaction.type == "multiple_choice":
            declared.attributes["cardinality"] = "multiple"
        self._outcomes.append(declared)
        writer.rules.append(assign(name, variable(writer.response)))
        for choice in spoken:
            text = holder(choice.feedback)
            content = make("contentBody", text) if self._version == "3.0" else text
            self._feedback.append(
                make(
                    "modalFeedback",
                    content,
                    outcomeIdentifier=name,
                    identifier=to_identifier(choice.id),
                    showHide="show",
                )
            )

    def _add_outcomes(self, parts: list[PartWriter]) -> None:
        points = self._item.points
        declared = [
            outcome(part.score, default="0", normalMaximum=spell(part.points))
            for part in (parts if len(parts) > 1 else ())
        ]
        whole = outcome("SCORE", default="0", normalMaximum=spell(points))
        if any(part.marked_by_people for part in parts):
            whole.attributes["externalScored"] = "human"
        self._outcomes = [whole, *declared, *self._outcomes]
        self._rules = [rule for part in parts for rule in part.rules]
        if len(parts) > 1:
            self._rules.append(assign("SCORE", total([variable(part.score) for part in parts])))

    def _document(self, parts: list[PartWriter]) -> Node:
        rules = [make("responseProcessing", *self._rules)] if self._rules else []
        declarations = [one for part in parts for one in part.declarations]
        root = make(
            "assessmentItem",
            *declarations,
            *self._outcomes,
            self._body(parts),
            *rules,
            *self._feedback,
            identifier=to_identifier(self._identifier),
            title=self._item.title or self._identifier,
            adaptive=False,
            timeDependent=False,
        )
        root.attributes["xml:lang"] = self._item.language
        return root

    def _body(self, parts: list[PartWriter]) -> Node:
        item = self._item
        body = make("itemBody")
        left = item.model_dump(mode="json", exclude_defaults=True)
        for name in ("title", "stimulus", "parts"):
            left.pop(name, None)
        body.attributes[house.ATTRIBUTE] = _to_json(left)
        if item.stimulus:
            body.children.append(holder(item.stimulus, class_=house.STIMULUS))
        for source, part in zip(item.parts, parts, strict=True):
            shown = make_html("div", *part.body, class_=house.PART)
            shown.attributes[house.ATTRIBUTE] = _to_json(_left_of_part(source, part))
            if source.prompt:
                shown.children.insert(0, holder(source.prompt, class_=house.PROMPT))
            body.children.append(shown)
        if item.solution:
            solution = with_html("rubricBlock", item.solution, view="tutor", use="scoring")
            body.children.append(solution)
        return body


def _left_of_part(source: Any, part: PartWriter) -> dict[str, Any]:
    """Return the fields of a part that QTI does not carry."""
    left: dict[str, Any] = source.model_dump(mode="json", exclude_defaults=True)
    left.pop("prompt", None)
    left["interaction"]["type"] = source.interaction.type
    for name in part.carried:
        left["interaction"].pop(name, None)
    for name in part.carried_lists:
        for entry in left["interaction"].get(name, ()):
            entry.pop("html", None)
    return left


def _to_json(fields: dict[str, Any]) -> str:
    return json.dumps(fields, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def write_qti(
    items: Sequence[AssessmentItem],
    *,
    version: Version = "3.0",
    title: str = "",
    media: Mapping[str, bytes] | None = None,
    names: Sequence[str] = (),
) -> WrittenFile:
    """Return a content package with the items, a test that has them in order, and their media.

    ``names`` are the identifiers of the items, in their order. The same items give the same bytes.
    """
    package = _PackageWriter(version, title)
    for place, item in enumerate(items):
        name = name_at(names, place) or f"item-{place + 1:04}"
        package.add(item, to_identifier(name), place, media or {})
    return package.close(media or {})


def _places_in(item: AssessmentItem, identifier: str, title: str) -> dict[str, str]:
    """Return how people know what problems call by an identifier: an item, a part of it."""
    parts = {
        f"{identifier}:{part.id}": f"{title} ({number})" if len(item.parts) > 1 else title
        for number, part in enumerate(item.parts, 1)
    }
    return {identifier: title, **parts}


class _PackageWriter:
    def __init__(self, version: Version, title: str) -> None:
        self._version: Version = version
        self._title = title
        self._files: dict[str, bytes] = {}
        self._kinds: dict[str, str] = {}
        self._media: dict[str, list[str]] = {}
        self._problems: list[Problem] = []
        self._left_out: list[int] = []

    def add(
        self, item: AssessmentItem, identifier: str, at: int, media: Mapping[str, bytes]
    ) -> None:
        written = write_item(item, identifier=identifier, version=self._version)
        places = _places_in(item, identifier, place_of(item, at + 1))
        self._problems += (
            replace(problem, place=places.get(problem.place, problem.place))
            for problem in written.problems
        )
        if written.content is None:
            self._left_out.append(at)
        if written.content is not None:
            self._files[f"{identifier}.xml"] = written.content
            self._kinds[identifier] = _ITEM_TYPES[written.version]
            named = set(addresses_in(item.model_dump(mode="json")))
            self._media[identifier] = sorted(named & media.keys())

    def close(self, media: Mapping[str, bytes]) -> WrittenFile:
        test, manifest = self._test(), self._manifest()
        stream = BytesIO()
        writer = ArchiveWriter(stream, ArchiveLimits())
        writer.add("imsmanifest.xml", manifest)
        writer.add("test.xml", test)
        for name in sorted(self._files):
            writer.add(name, self._files[name])
        for name in sorted({name for named in self._media.values() for name in named}):
            writer.add(posixpath.normpath(name), media[name])
        writer.close()
        return WrittenFile(stream.getvalue(), tuple(self._problems), tuple(self._left_out))

    def _test(self) -> bytes:
        references = [
            make("assessmentItemRef", identifier=identifier, href=f"{identifier}.xml")
            for identifier in self._kinds
        ]
        section = make(
            "assessmentSection",
            *references,
            identifier="section",
            title=self._title or "1",
            visible=True,
        )
        part = make(
            "testPart",
            section,
            identifier="part",
            navigationMode="nonlinear",
            submissionMode="simultaneous",
        )
        scores = make("sum", make("testVariables", variableIdentifier="SCORE"))
        root = make(
            "assessmentTest",
            outcome("SCORE", default="0"),
            part,
            make("outcomeProcessing", assign("SCORE", scores)),
            identifier="test",
            title=self._title or "1",
        )
        return serialise(root, self._version)

    def _manifest(self) -> bytes:
        namespace, schema, number = _PACKAGES[self._version]
        title = _plain("title", _plain("string", text=self._title or "1"))
        general = _plain("general", title)
        lom = _plain("lom", general)
        lom.attributes["xmlns"] = _LOM
        metadata = _plain(
            "metadata", _plain("schema", text=schema), _plain("schemaversion", text=number), lom
        )
        resources = [_resource("test", "test.xml", _TEST_TYPES[self._version], list(self._kinds))]
        for identifier, kind in self._kinds.items():
            resources.append(
                _resource(identifier, f"{identifier}.xml", kind, [], self._media[identifier])
            )
        root = _plain(
            "manifest", metadata, _plain("organizations"), _plain("resources", *resources)
        )
        root.attributes["identifier"] = "manifest"
        return serialise(root, self._version, namespace)


def _plain(name: str, *children: Node, text: str = "") -> Node:
    return make_html(name, *children, text=text)


def _resource(
    identifier: str, href: str, kind: str, needs: list[str], files: list[str] | None = None
) -> Node:
    listed = [make_html("file", href=name) for name in (href, *(files or []))]
    listed += [make_html("dependency", identifierref=name) for name in needs]
    return make_html("resource", *listed, identifier=identifier, href=href, type=kind)
