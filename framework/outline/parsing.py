"""From decoded JSON to an :class:`~framework.outline.data.Outline`."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from framework.data import GRADE, KINDS
from framework.frp.data import HOURS_LIMIT
from framework.outline.data import (
    CODE_LIMIT,
    CONTENT_LIMIT,
    DEPTH_LIMIT,
    FRAMEWORK_KEY_LIMIT,
    FRAMEWORK_KINDS,
    FRAMEWORK_TITLE_LIMIT,
    KEY_LIMIT,
    LINE_LIMIT,
    MAY_HOLD,
    NODES_LIMIT,
    NOTE_LIMIT,
    REPEATABLE,
    SHORT_LIMIT,
    TITLE_LIMIT,
    AboutFramework,
    Outline,
    OutlineNode,
    Words,
)
from framework.outline.values import OutlineValue
from framework.planning import ROOT_KEY

LAST_GRADE = 11
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Z]{2})?")
_FACTS = ("key", "title", "language", "kind", "publisher", "source", "licence", "edition")
_NODE = ("name", "kind", "title")
_NODE_MORE = ("title_en", "code", "grade", "hours", "content", "source", "children")


@dataclass(slots=True)
class _Way:
    """Where in the tree the reader is, and what it has seen on the way."""

    key: str
    kinds: tuple[str, ...] = ()
    grade: int | None = None
    codes: dict[str, str] = field(default_factory=dict)


def parse_outline(data: Any, file: str) -> Outline:
    """Return the outline that the decoded JSON ``data`` of ``file`` describes.

    Raises :class:`~framework.frp.errors.FrameworkFileError` and nothing else.
    """
    root = OutlineValue(data, file).known(("framework", "nodes"))
    facts = _facts(root.member("framework").known(_FACTS, ("note",)))
    return Outline(framework=facts, nodes=_Reader().nodes(root.member("nodes"), _Way(facts.key)))


def parse_words(value: OutlineValue, limit: int) -> Words:
    """Return a text of at most ``limit`` characters that is given in both languages."""
    value.known(("ru", "en"))
    return Words(
        ru=value.member("ru").text(limit, required=True),
        en=value.member("en").text(limit, required=True),
    )


def _facts(value: OutlineValue) -> AboutFramework:
    return AboutFramework(
        key=_framework_key(value.member("key")),
        title=parse_words(value.member("title"), FRAMEWORK_TITLE_LIMIT),
        language=_language(value.member("language")),
        kind=value.member("kind").one_of(FRAMEWORK_KINDS),
        publisher=value.member("publisher").text(LINE_LIMIT, required=True),
        source=value.member("source").text(NOTE_LIMIT, required=True),
        licence=value.member("licence").text(LINE_LIMIT, required=True),
        edition=value.member("edition").text(SHORT_LIMIT, required=True),
        note=value.line("note", NOTE_LIMIT),
    )


def _framework_key(value: OutlineValue) -> str:
    key = value.name(FRAMEWORK_KEY_LIMIT)
    if key == ROOT_KEY:
        raise value.refuse(
            format_lazy(_("the key “{key}” belongs to the federal programmes."), key=key),
            _("Give the framework a key of its own."),
        )
    return key


def _language(value: OutlineValue) -> str:
    language = value.text(SHORT_LIMIT)
    if not _LANGUAGE.fullmatch(language):
        raise value.refuse(
            _("a code of a language is expected here."), _("Write it as in ru, en or de-AT.")
        )
    return language


class _Reader:
    """Reads nested nodes; counts them, so that no file fills the memory."""

    def __init__(self) -> None:
        self.count = 0

    def nodes(self, value: OutlineValue, way: _Way) -> tuple[OutlineNode, ...]:
        """Return the nodes of the list ``value``; their names differ."""
        names: set[str] = set()
        return tuple(self._node(item, way, names) for item in value.items())

    def _node(self, value: OutlineValue, way: _Way, names: set[str]) -> OutlineNode:
        self._check_room(value, way)
        value.known(_NODE, _NODE_MORE)
        name = _free_name(value.member("name"), way, names)
        kind = _kind(value.member("kind"), way)
        below = _Way(
            key=f"{way.key}/{name}",
            kinds=(*way.kinds, kind),
            grade=_grade(value, kind, way),
            # Codes are told apart within one outermost node: every subject begins with 1 anew.
            codes=way.codes if way.kinds else {},
        )
        children = value.maybe("children")
        return OutlineNode(
            name=name,
            kind=kind,
            title=value.member("title").text(TITLE_LIMIT, required=True),
            title_en=value.line("title_en", TITLE_LIMIT),
            code=_code(value, below),
            grade=value.number("grade", LAST_GRADE),
            hours=value.number("hours", HOURS_LIMIT),
            content=value.line("content", CONTENT_LIMIT),
            source=value.line("source", LINE_LIMIT),
            children=() if children is None else self.nodes(children, below),
        )

    def _check_room(self, value: OutlineValue, way: _Way) -> None:
        self.count += 1
        if self.count > NODES_LIMIT:
            raise value.refuse(
                format_lazy(_("the file has more than {limit} nodes."), limit=NODES_LIMIT),
                _("Split it into several frameworks."),
            )
        if len(way.kinds) >= DEPTH_LIMIT:
            raise value.refuse(
                format_lazy(_("the nodes are nested deeper than {limit}."), limit=DEPTH_LIMIT),
                _("Join levels, or move what is innermost into the content."),
            )


def _free_name(value: OutlineValue, way: _Way, names: set[str]) -> str:
    name = value.name()
    if name in names:
        raise value.refuse(
            format_lazy(_("the name “{name}” is here twice under one parent."), name=name),
            _("Give one of the nodes another name."),
        )
    if len(way.key) + 1 + len(name) > KEY_LIMIT:
        raise value.refuse(
            format_lazy(_("the key of the node is longer than {limit}."), limit=KEY_LIMIT),
            _("Shorten the names on the way to it."),
        )
    names.add(name)
    return name


def _kind(value: OutlineValue, way: _Way) -> str:
    kind = value.one_of(KINDS)
    parent = way.kinds[-1] if way.kinds else ""
    allowed = [item for item in MAY_HOLD[parent] if item in REPEATABLE or item not in way.kinds]
    if kind not in allowed:
        raise value.refuse(
            format_lazy(
                _("“{kind}” cannot stand here: {parents}."),
                kind=kind,
                parents=" → ".join([*way.kinds, kind]),
            ),
            format_lazy(_("Use one of: {values}."), values=", ".join(allowed)),
        )
    return kind


def _grade(value: OutlineValue, kind: str, way: _Way) -> int | None:
    """Return the grade that holds below the node: its own or the one of a node further up."""
    grade = value.number("grade", LAST_GRADE)
    if grade is None and kind == GRADE:
        raise value.refuse(
            _("a node of the kind “grade” needs the number of its grade."), _("Add the key.")
        )
    if None not in (grade, way.grade) and grade != way.grade:
        raise value.member("grade").refuse(
            format_lazy(
                _("grade {grade} stands within grade {outer}."), grade=grade, outer=way.grade
            ),
            _("Correct one of the two, or move the node."),
        )
    return way.grade if grade is None else grade


def _code(value: OutlineValue, way: _Way) -> str:
    code = value.line("code", CODE_LIMIT)
    twin = way.codes.setdefault(code, way.key) if code else way.key
    if twin != way.key:
        raise value.member("code").refuse(
            format_lazy(_("the code {code} is here twice, also at {twin}."), code=code, twin=twin),
            _("Correct one of the two."),
        )
    return code
