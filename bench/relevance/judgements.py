"""Reading the written queries strictly: what is not understood is refused with its place.

The judgements were made by reading the objects of the demo library, never by looking at what a
search returns, and were committed before any ranking was run on them. See ``README.md``.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).resolve().parent / "queries"
GRADES = (0, 1, 2, 3)
# From this grade on a result answers the query.
RELEVANT = 2
_TRAITS = (
    "plain short sentence typo layout abbreviation morphology synonym phrase minus fields "
    "kind grade subject author person body parent pupil"
)
TRAITS = frozenset(_TRAITS.split())
_FIELDS = frozenset({"q", "traits", "judged", "why", "nothing"})


class JudgementsError(ValueError):
    """A query file says something that is not understood; the message says where and what."""


@dataclass(frozen=True, slots=True)
class JudgedQuery:
    """A query and the grades of what it should find: document → 1, 2 or 3 (0 where written).

    Without ``grades`` the library truly has nothing.
    """

    text: str
    traits: tuple[str, ...]
    grades: Mapping[str, int] = field(default_factory=dict)
    why: str = ""

    @property
    def is_answerable(self) -> bool:
        """Say whether the library has an answer."""
        return any(grade >= RELEVANT for grade in self.grades.values())


class _StrictLoader(yaml.SafeLoader):
    """YAML that refuses a key that stands twice in one map."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        """Return the map of ``node``."""
        seen: set[str] = set()
        for key, _value in node.value:
            if key.value in seen:
                line = key.start_mark.line + 1
                raise JudgementsError(f"line {line}: {key.value!r} stands twice in one map")
            seen.add(key.value)
        return super().construct_mapping(node, deep=deep)


def read_judgements(known: Collection[str], folder: Path = FOLDER) -> tuple[JudgedQuery, ...]:
    """Return the queries of all files of ``folder`` in order; ``known`` are the objects' keys.

    Raises :class:`JudgementsError`.
    """
    queries: dict[str, JudgedQuery] = {}
    for path in sorted(folder.glob("*.yaml")):
        for place, query in _read_file(path, known):
            key = " ".join(query.text.lower().split())
            if key in queries:
                raise JudgementsError(f"{place}: {query.text!r} stands twice")
            queries[key] = query
    if not queries:
        raise JudgementsError(f"{folder}: no queries")
    return tuple(queries.values())


def _read_file(path: Path, known: Collection[str]) -> Iterator[tuple[str, JudgedQuery]]:
    try:
        entries = yaml.load(path.read_text(encoding="utf-8"), Loader=_StrictLoader)  # noqa: S506 - a SafeLoader
    except (yaml.YAMLError, JudgementsError) as error:
        raise JudgementsError(f"{path.name}: {error}") from error
    if not isinstance(entries, list):
        raise JudgementsError(f"{path.name}: not a list of queries")
    for number, entry in enumerate(entries, start=1):
        place = f"{path.name}, query {number}"
        yield place, _read_query(entry, known, place)


def _read_query(entry: Any, known: Collection[str], place: str) -> JudgedQuery:
    if not isinstance(entry, dict):
        raise JudgementsError(f"{place}: not a map")
    unknown = entry.keys() - _FIELDS
    if unknown:
        raise JudgementsError(f"{place}: unknown fields {sorted(map(str, unknown))}")
    text = entry.get("q")
    if not isinstance(text, str) or not text.strip():
        raise JudgementsError(f"{place}: «q» is not a text")
    place = f"{place} {text!r}"
    why = entry.get("why", "")
    if not isinstance(why, str):
        raise JudgementsError(f"{place}: «why» is not a text")
    return JudgedQuery(text, _read_traits(entry, place), _read_grades(entry, known, place), why)


def _read_traits(entry: Mapping[str, Any], place: str) -> tuple[str, ...]:
    traits = entry.get("traits")
    if not isinstance(traits, list) or not traits:
        raise JudgementsError(f"{place}: «traits» is not a list with something in it")
    strange = [trait for trait in traits if trait not in TRAITS]
    if strange:
        raise JudgementsError(f"{place}: unknown traits {strange}")
    if len(set(traits)) < len(traits):
        raise JudgementsError(f"{place}: a trait stands twice")
    return tuple(traits)


def _read_grades(entry: Mapping[str, Any], known: Collection[str], place: str) -> dict[str, int]:
    if entry.get("nothing", False) not in (True, False):
        raise JudgementsError(f"{place}: «nothing» is true or left out")
    if entry.get("nothing"):
        if "judged" in entry:
            raise JudgementsError(f"{place}: has «nothing» and «judged»")
        return {}
    judged = entry.get("judged")
    if not isinstance(judged, dict):
        raise JudgementsError(f"{place}: «judged» is not a map")
    for key, grade in judged.items():
        if key not in known:
            raise JudgementsError(f"{place}: there is no object {key!r}")
        if type(grade) is not int or grade not in GRADES:
            raise JudgementsError(f"{place}: {key} has the grade {grade!r}, not one of {GRADES}")
    if not any(grade >= RELEVANT for grade in judged.values()):
        raise JudgementsError(f"{place}: nothing has a grade of at least {RELEVANT}")
    return dict(judged)
