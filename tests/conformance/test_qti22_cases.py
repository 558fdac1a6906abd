"""Sixty QTI 2.2 items with the outcomes that another player's authors expect."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, tostring

import pytest

from assessment.formats.qti.cases import score_cases
from core.api import parse_xml

# Expected by the collection against the specification; docs/conformance.md says why.
MISSES = {
    ("mapResponse_bounds_default_duplicates", "SCORE"),
    ("responseProcessing_inside_duration_statsOperator", "STATS_NULL_ON_NULL_MEMBER"),
    ("responseProcessing_inside_duration_statsOperator", "score"),
}
ENOUGH = 0.98


def _is_equal(wanted: Any, found: Any) -> bool:
    if isinstance(wanted, float) and isinstance(found, int | float):
        return abs(wanted - found) < 1e-9
    return bool(wanted == found)


def _values(wanted: dict[str, Any], found: dict[str, Any]) -> Iterator[tuple[str, Any, Any]]:
    for name, value in wanted.get("outcomes", {}).items():
        yield name, value, found["outcomes"].get(name, "absent")
    if "score" in wanted:
        yield "score", wanted["score"], found.get("score")
    if "maxScore" in wanted:
        yield "max_score", wanted["maxScore"], found["max_score"]
    for text in wanted.get("itemBodyContains", ()):
        yield "body", True, text in found["body"]
    if "modalFeedbackIdentifiers" in wanted:
        yield "feedback", wanted["modalFeedbackIdentifiers"], found["modal_feedback"]


def test_outcomes_are_as_expected(shared_data: Path) -> None:
    data = shared_data / "assessment" / "qti22-cases"
    if not data.is_dir():
        pytest.skip(f"{data} is not at hand")
    total, misses = 0, []
    for folder in sorted(data.iterdir()):
        cases = json.loads((folder / "cases.json").read_text("utf-8"))
        results = score_cases((folder / "item.xml").read_bytes(), cases)
        for case, result in zip(cases["cases"], results, strict=True):
            for name, wanted, found in _values(case["expect"], result):
                total += 1
                if not _is_equal(wanted, found):
                    misses.append((folder.name, name))
    assert total > 300
    assert set(misses) == MISSES
    assert 1 - len(misses) / total >= ENOUGH


# Elements of HTML and MathML keep their names in version 3.0.
KEPT = frozenset(
    [
        "a",
        "b",
        "blockquote",
        "br",
        "div",
        "em",
        "h1",
        "h2",
        "h3",
        "hr",
        "i",
        "img",
        "li",
        "object",
        "ol",
        "p",
        "span",
        "strong",
        "sub",
        "sup",
        "table",
        "tbody",
        "td",
        "th",
        "thead",
        "tr",
        "ul",
        "math",
        "mfrac",
        "mi",
        "mn",
        "mo",
        "mrow",
        "msup",
    ]
)


def _hyphened(name: str) -> str:
    name = name.replace("LT", "Lt").replace("GTE", "Gte")
    return re.sub("(?<=[a-z0-9])[A-Z]", lambda found: f"-{found[0].lower()}", name)


def _as_version_3(element: Element) -> Element:
    name = element.tag.rpartition("}")[2]
    is_kept = name in KEPT
    third = Element(name if is_kept else f"qti-{_hyphened(name)}")
    for key, value in element.attrib.items():
        third.set(key if is_kept or key.startswith("{") else _hyphened(key), value)
    third.text, third.tail = element.text, element.tail
    third.extend(_as_version_3(child) for child in element)
    return third


def test_the_same_items_in_the_names_of_version_3_give_the_same(shared_data: Path) -> None:
    """So do they with a prefix at every name, and in UTF-16."""
    data = shared_data / "assessment" / "qti22-cases"
    if not data.is_dir():
        pytest.skip(f"{data} is not at hand")
    for folder in sorted(data.iterdir()):
        content = (folder / "item.xml").read_bytes()
        cases = json.loads((folder / "cases.json").read_text("utf-8"))
        wanted = score_cases(content, cases)
        root = parse_xml(content)
        assert score_cases(tostring(_as_version_3(root)), cases) == wanted, folder.name
        assert score_cases(tostring(root), cases) == wanted, folder.name
        assert score_cases(tostring(root, encoding="utf-16"), cases) == wanted, folder.name
