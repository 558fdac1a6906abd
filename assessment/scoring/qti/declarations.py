"""Declarations of variables: types, defaults, correct values, mappings and lookup tables."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from assessment.scoring.qti.shapes import Coords, is_inside, read_coords
from assessment.scoring.qti.tree import Node
from assessment.scoring.qti.values import (
    BASE_TYPES,
    CARDINALITIES,
    CONTAINERS,
    NUMERIC,
    Atom,
    Result,
    Unreadable,
    Value,
    read_atom,
)

Report = Callable[[str], None]
KINDS = {
    "responseDeclaration": "response",
    "outcomeDeclaration": "outcome",
    "templateDeclaration": "template",
    "contextDeclaration": "context",
}


@dataclass(frozen=True, slots=True)
class MapEntry:
    """What one value of a response is worth."""

    key: Atom
    value: float
    is_case_sensitive: bool = True

    def fits(self, atom: Atom) -> bool:
        """Say whether the entry is for this value."""
        if isinstance(atom, str) and not self.is_case_sensitive:
            return bool(atom.casefold() == self.key.casefold())
        return bool(atom == self.key)


@dataclass(frozen=True, slots=True)
class ResponseMapping:
    """``mapping``: values of a response to numbers, within bounds."""

    entries: tuple[MapEntry, ...]
    default: float = 0.0
    lower: float | None = None
    upper: float | None = None

    def worth(self, atom: Atom) -> float:
        """Return what one value is worth."""
        return next((entry.value for entry in self.entries if entry.fits(atom)), self.default)

    def total(self, response: Result) -> float:
        """Return what a response is worth; of equal values in a container one counts."""
        if response is None:
            return self.bounded(0.0)
        atoms = dict.fromkeys(response.items)
        return self.bounded(math.fsum(self.worth(atom) for atom in atoms))

    def best(self, cardinality: str, most: int | None = None) -> float:
        """Return the most that a response of so many values at most can be worth."""
        worths = [entry.value for entry in self.entries]
        return self.bounded(_best(worths, self.default, cardinality, most))

    def bounded(self, found: float) -> float:
        """Return a number drawn within the bounds."""
        if self.lower is not None:
            found = max(found, self.lower)
        return found if self.upper is None else min(found, self.upper)


def _best(worths: list[float], default: float, cardinality: str, most: int | None) -> float:
    if cardinality == "single":
        return max([*worths, default])
    good = sorted((worth for worth in worths if worth > 0), reverse=True)
    return math.fsum(good[:most])


@dataclass(frozen=True, slots=True)
class Area:
    """A shape and what a point in it is worth."""

    shape: str
    coords: Coords
    value: float


@dataclass(frozen=True, slots=True)
class AreaMapping:
    """``areaMapping``: points to numbers, within bounds; every area counts once."""

    areas: tuple[Area, ...]
    default: float = 0.0
    lower: float | None = None
    upper: float | None = None

    def total(self, response: Result) -> float:
        """Return what the points are worth together."""
        used: set[int] = set()
        found = 0.0
        for x, y in response.items if response else ():
            area = self._area(x, y)
            if area is None:
                found += self.default
            elif area not in used:
                used.add(area)
                found += self.areas[area].value
        return ResponseMapping((), 0.0, self.lower, self.upper).bounded(found)

    def best(self, cardinality: str, most: int | None = None) -> float:
        """Return the most that so many points at most can be worth: every area counts once."""
        worths = [area.value for area in self.areas]
        found = _best(worths, self.default, cardinality, most)
        return ResponseMapping((), 0.0, self.lower, self.upper).bounded(found)

    def _area(self, x: float, y: float) -> int | None:
        hits = (n for n, area in enumerate(self.areas) if is_inside(area.shape, area.coords, x, y))
        return next(hits, None)


@dataclass(frozen=True, slots=True)
class LookupTable:
    """``matchTable`` or ``interpolationTable``: a number to any value."""

    entries: tuple[tuple[float, Atom, bool], ...]
    default: Atom | None
    interpolates: bool

    def find(self, source: float) -> Atom | None:
        """Return the target of a number, the default where no entry takes it.

        The first entry of an interpolation table that is not above the number counts, so entries
        stand from the highest down. A table of numbers that goes up would never reach its second
        entry: it is read as its name says, straight lines between its points. Boundaries that are
        left out have no sense on such lines: who writes them means the rule.
        """
        if not self.interpolates:
            hits = (target for entry, target, _ in self.entries if entry == source)
            return next(hits, self.default)
        if self._goes_up():
            return self._between(source)
        for entry, target, has_boundary in self.entries:
            if source > entry or (has_boundary and source == entry):
                return target
        return self.default

    def _goes_up(self) -> bool:
        sources = [entry for entry, _, _ in self.entries]
        is_numeric = all(isinstance(target, int | float) for _, target, _ in self.entries)
        rises = all(low < high for low, high in pairwise(sources))
        is_closed = all(has_boundary for _, _, has_boundary in self.entries)
        return is_numeric and is_closed and len(sources) > 1 and rises

    def _between(self, source: float) -> float:
        low, low_target, _ = self.entries[0]
        if source <= low:
            return float(low_target)
        for high, high_target, _ in self.entries[1:]:
            if source <= high:
                share = (source - low) / (high - low)
                return float(low_target + share * (high_target - low_target))
            low, low_target = high, high_target
        return float(low_target)


@dataclass(frozen=True, slots=True)
class Declaration:
    """One declared variable. ``kind``: response, outcome, template or context."""

    kind: str
    identifier: str
    cardinality: str
    base_type: str
    default: Result = None
    correct: Result = None
    mapping: ResponseMapping | None = None
    area_mapping: AreaMapping | None = None
    lookup: LookupTable | None = None
    normal_maximum: float | None = None
    normal_minimum: float | None = None
    mastery: float | None = None
    is_external: bool = False
    field_types: Mapping[str, str] = field(default_factory=dict)

    @property
    def initial(self) -> Result:
        """The value before anything happens: NULL, but nought for a number that is an outcome."""
        if self.default is not None or self.kind != "outcome" or self.cardinality != "single":
            return self.default
        if self.base_type in NUMERIC:
            nought = 0 if self.base_type == "integer" else 0.0
            return Value("single", self.base_type, (nought,))
        return None


def read_declaration(node: Node, report: Report) -> Declaration:
    """Read a declaration; what cannot be read in it is reported by name."""
    base_type = node.get("baseType")
    cardinality = node.get("cardinality", "single")
    identifier = node.get("identifier")
    if cardinality not in CARDINALITIES:
        report(f"cardinality {cardinality} of {identifier}")
        cardinality = "single"
    if base_type not in BASE_TYPES and cardinality != "record":
        report(f"baseType {base_type or '?'} of {identifier}")
        base_type = "string"
    reader = _Reader(node, cardinality, base_type, report)
    lookup = node.find("matchTable") or node.find("interpolationTable")
    return Declaration(
        kind=KINDS[node.name],
        identifier=identifier,
        cardinality=cardinality,
        base_type=base_type,
        default=reader.values("defaultValue"),
        correct=reader.values("correctResponse"),
        mapping=reader.mapping(),
        area_mapping=reader.area_mapping(),
        lookup=read_lookup(lookup, base_type, report) if lookup else None,
        normal_maximum=reader.bound(node, "normalMaximum"),
        normal_minimum=reader.bound(node, "normalMinimum"),
        mastery=reader.bound(node, "masteryValue"),
        is_external=bool(node.get("externalScored").strip()),
        field_types=reader.field_types(),
    )


class _Reader:
    def __init__(self, node: Node, cardinality: str, base_type: str, report: Report) -> None:
        self._node = node
        self._cardinality = cardinality
        self._base_type = base_type
        self._report = report

    def values(self, name: str) -> Result:
        holder = self._node.find(name)
        if holder is None:
            return self._short_default() if name == "defaultValue" else None
        nodes = holder.find_all("value")
        if self._cardinality == "record":
            return self._record(nodes)
        atoms = [atom for node in nodes if (atom := self._atom(node, self._base_type)) is not None]
        if not atoms:
            return None
        kept = tuple(atoms[:1] if self._cardinality == "single" else atoms)
        return Value(self._cardinality, self._base_type, kept)

    def field_types(self) -> dict[str, str]:
        if self._cardinality != "record":
            return {}
        return {
            node.get("fieldIdentifier"): node.get("baseType", "string")
            for node in self._node.walk()
            if node.get("fieldIdentifier")
        }

    def mapping(self) -> ResponseMapping | None:
        node = self._node.find("mapping")
        if node is None:
            return None
        is_sensitive = node.flag("caseSensitive", default=True)
        entries = []
        for entry in node.find_all("mapEntry"):
            key = self._read(entry.get("mapKey"), self._base_type, "mapKey")
            value = self.bound(entry, "mappedValue")
            if key is not None and value is not None:
                sensitive = entry.flag("caseSensitive", default=is_sensitive)
                entries.append(MapEntry(key, value, sensitive))
        return ResponseMapping(tuple(entries), *self._bounds(node))

    def area_mapping(self) -> AreaMapping | None:
        node = self._node.find("areaMapping")
        if node is None:
            return None
        areas = []
        for entry in node.find_all("areaMapEntry"):
            value = self.bound(entry, "mappedValue")
            try:
                coords = read_coords(entry.get("coords"))
                is_inside(entry.get("shape"), coords, 0, 0)
            except Unreadable:
                self._report(f"areaMapEntry {entry.get('shape')} {entry.get('coords')[:50]}")
                continue
            if value is not None:
                areas.append(Area(entry.get("shape"), coords, value))
        return AreaMapping(tuple(areas), *self._bounds(node))

    def bound(self, node: Node, name: str) -> float | None:
        text = node.get(name)
        if not text.strip():
            return None
        found: float | None = self._read(text, "float", name)
        return None if found is None or math.isnan(found) else found

    def _bounds(self, node: Node) -> tuple[float, float | None, float | None]:
        default = self.bound(node, "defaultValue")
        return default or 0.0, self.bound(node, "lowerBound"), self.bound(node, "upperBound")

    def _short_default(self) -> Result:
        """Return a default that some authors write as an attribute."""
        text = self._node.get("defaultValue")
        if not text or self._cardinality == "record":
            return None
        atom = self._read(text, self._base_type, "defaultValue")
        return None if atom is None else Value(self._cardinality, self._base_type, (atom,))

    def _record(self, nodes: list[Node]) -> Result:
        fields = []
        for node in nodes:
            base_type = node.get("baseType", "string")
            atom = self._atom(node, base_type)
            value = None if atom is None else Value("single", base_type, (atom,))
            fields.append((node.get("fieldIdentifier"), value))
        return Value("record", "", tuple(fields)) if fields else None

    def _atom(self, node: Node, base_type: str) -> Atom | None:
        text = node.all_text()
        if not text.strip() and (base_type != "string" or not text):
            return None
        return self._read(text.strip(), base_type, "value")

    def _read(self, text: str, base_type: str, what: str) -> Any:
        try:
            return read_atom(text, base_type)
        except Unreadable:
            self._report(f"{what} {text[:50]!r} of {self._node.get('identifier')}")
            return None


def read_lookup(node: Node, base_type: str, report: Report) -> LookupTable:
    """Read a ``matchTable`` or an ``interpolationTable`` whose targets are of ``base_type``."""
    entries: list[tuple[float, Atom, bool]] = []
    for entry in node.find_all("matchTableEntry", "interpolationTableEntry"):
        try:
            source = read_atom(entry.get("sourceValue"), "float")
            target = read_atom(entry.get("targetValue"), base_type)
        except Unreadable:
            report(f"{entry.name} {entry.get('sourceValue')[:50]!r}")
            continue
        entries.append((source, target, entry.flag("includeBoundary", default=True)))
    default = None
    if node.get("defaultValue").strip():
        try:
            default = read_atom(node.get("defaultValue"), base_type)
        except Unreadable:
            report(f"{node.name} defaultValue")
    return LookupTable(tuple(entries), default, node.name == "interpolationTable")


def is_container(declaration: Declaration) -> bool:
    """Say whether the variable holds several values."""
    return declaration.cardinality in CONTAINERS
