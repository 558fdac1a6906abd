"""Typed values of an outline file and of a crosswalk file, and the limits of both."""

from __future__ import annotations

from dataclasses import dataclass

from framework.data import ELEMENT, GRADE, LEVEL, PROGRAMME, SECTION, SUBJECT, TOPIC

# What a framework is; "programme" and the others are stored codes.
FRAMEWORK_KINDS = ("programme", "international", "codifier", "regional")

# Which kinds a node may hold, by its own kind; "" is the file itself.
MAY_HOLD: dict[str, tuple[str, ...]] = {
    "": (SUBJECT, PROGRAMME, LEVEL),
    SUBJECT: (PROGRAMME, LEVEL, GRADE, SECTION, TOPIC, ELEMENT),
    PROGRAMME: (SUBJECT, LEVEL, GRADE, SECTION, TOPIC),
    LEVEL: (SUBJECT, GRADE, SECTION, TOPIC),
    GRADE: (SUBJECT, SECTION, TOPIC),
    SECTION: (SUBJECT, SECTION, TOPIC, ELEMENT),
    TOPIC: (ELEMENT,),
    ELEMENT: (ELEMENT,),
}
# Every other kind stands at most once on the way from the outermost node down.
REPEATABLE = (SECTION, ELEMENT)

# What the target of a pair is to its source, as in the mapping relations of SKOS.
RELATIONS = ("exact", "broader", "narrower", "related")

DEPTH_LIMIT = 8
NODES_LIMIT = 50_000
MATCHES_LIMIT = 50_000
FRAMEWORK_KEY_LIMIT = 60
NAME_LIMIT = 80
KEY_LIMIT = 255
CODE_LIMIT = 30
SHORT_LIMIT = 60
LINE_LIMIT = 200
FRAMEWORK_TITLE_LIMIT = 255
TITLE_LIMIT = 700
NOTE_LIMIT = 4_000
CONTENT_LIMIT = 200_000


@dataclass(frozen=True, slots=True)
class Words:
    """One text in both languages of the house."""

    ru: str
    en: str


@dataclass(frozen=True, slots=True)
class AboutFramework:
    """What a file says of the framework as a whole.

    ``kind`` is one of :data:`FRAMEWORK_KINDS`; ``language`` the one that the framework is
    published in (``ru``, ``en``); ``source`` says what the names follow, ``note`` what a reader
    must know of them.
    """

    key: str
    title: Words
    language: str
    kind: str
    publisher: str
    source: str
    licence: str
    edition: str
    note: str


@dataclass(frozen=True, slots=True)
class OutlineNode:
    """A node with everything below it.

    ``name`` is the part of the key, once under one parent; ``kind`` one of
    ``framework.data.KINDS``; ``code`` the publisher's own ("1.2.3") or empty; ``grade`` is 1–11
    and ``hours`` academic hours, each ``None`` where none is given.
    """

    name: str
    kind: str
    title: str
    title_en: str
    code: str
    grade: int | None
    hours: int | None
    content: str
    source: str
    children: tuple[OutlineNode, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """A framework file: the framework and its outermost nodes in order."""

    framework: AboutFramework
    nodes: tuple[OutlineNode, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """A pair of node keys; ``relation`` says what the target is to the source.

    ``confidence`` runs from 0 to 1.
    """

    source: str
    target: str
    relation: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Crosswalk:
    """Pairs between the nodes of two frameworks, which ``source`` and ``target`` name by key."""

    source: str
    target: str
    title: Words
    publisher: str
    licence: str
    note: str
    matches: tuple[Match, ...]
