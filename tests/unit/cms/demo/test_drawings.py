"""The drawings: plain, closed in themselves, readable."""

from __future__ import annotations

import re

import pytest
from defusedxml import ElementTree

from cms.demo.reading import DRAWINGS

SVG = "{http://www.w3.org/2000/svg}"
ALLOWED = {
    *("svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text"),
    *("tspan", "defs", "marker", "linearGradient", "stop", "title", "desc", "use"),
}
NAMES = sorted(path.name for path in DRAWINGS.glob("*.svg"))


@pytest.mark.parametrize("name", NAMES)
def test_drawing_is_plain_and_described(name: str) -> None:
    root = ElementTree.parse(DRAWINGS / name).getroot()
    _x, _y, width, height = (float(part) for part in root.attrib["viewBox"].split())
    backgrounds = [child for child in root if child.tag == f"{SVG}rect"]

    assert root.attrib["font-family"] == "sans-serif"
    assert root.find(f"{SVG}title") is not None
    assert root.find(f"{SVG}desc") is not None
    assert (float(backgrounds[0].attrib["width"]), float(backgrounds[0].attrib["height"])) == (
        width,
        height,
    )
    assert backgrounds[0].attrib["fill"] == "#ffffff"
    for element in root.iter():
        assert element.tag.removeprefix(SVG) in ALLOWED
        for attribute, value in element.attrib.items():
            assert not attribute.lower().startswith("on")
            assert attribute != "style"
            assert re.fullmatch(r"url\(#[\w-]+\)", value) or "url(" not in value
            assert "href" not in attribute or value.startswith("#")


@pytest.mark.parametrize("name", NAMES)
def test_labels_are_large_enough_and_inside(name: str) -> None:
    root = ElementTree.parse(DRAWINGS / name).getroot()
    _x, _y, width, height = (float(part) for part in root.attrib["viewBox"].split())

    for label in root.iter(f"{SVG}text"):
        assert float(label.attrib["font-size"]) >= 14
        assert 0 <= float(label.attrib["x"]) <= width
        assert 0 <= float(label.attrib["y"]) <= height
