"""Moodle's types with places of an image: ``ddimageortext`` and ``ddmarker``."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from decimal import Decimal
from io import BytesIO
from typing import Any
from xml.etree.ElementTree import Element  # nosec B405  # parsed by core.safe_xml

from PIL import Image

from assessment.formats.building import NotTaken, in_no_order, letter
from assessment.formats.moodle.elements import Source, bare, decimal_of, whole
from assessment.formats.texts import html_from, html_of, words_of

# Moodle draws each place as large as the largest label of its group; texts are measured in the
# browser, so here by rule of thumb.
_SIGN, _LINE, _EDGE = 8, 20, 12


def read_ddimageortext(source: Source) -> dict[str, Any]:
    """``ddimageortext``: labels or small images onto shown places; Moodle names their corner."""
    path, width, height = _background(source)
    labels = [_Label(source, drag) for drag in source.all("drag")]
    mixed = in_no_order([label.html for label in labels])
    by_number = {label.number: letter(mixed.index(at)) for at, label in enumerate(labels)}
    groups = len({label.group for label in labels}) > 1
    zones: list[dict[str, Any]] = []
    for drop in source.all("drop"):
        label = next((one for one in labels if one.number == bare(drop.find("choice"))), None)
        if label is None:
            raise NotTaken("formats.moodle.drop", choice=bare(drop.find("choice"))[:40])
        wide, high = _largest([one for one in labels if one.group == label.group])
        left, top = decimal_of(bare(drop.find("xleft"))), decimal_of(bare(drop.find("ytop")))
        zones.append(
            {
                "id": f"z{len(zones) + 1}",
                "shape": "rect",
                "coords": [left, top, left + wide, top + high],
                "label": words_of(html_from(bare(drop.find("text")))),
                "keys": [by_number[label.number]],
                "group": label.group if groups else "",
            }
        )
    source.draft.changed("formats.moodle.zone-size")
    return {
        **_image(path, width, height),
        "labels": [
            {
                "id": letter(order),
                "html": labels[at].html,
                "group": labels[at].group if groups else "",
                "uses": labels[at].uses,
            }
            for order, at in enumerate(mixed)
        ],
        "zones": zones,
        "shuffle": source.flag("shuffleanswers"),
    }


def read_ddmarker(source: Source) -> dict[str, Any]:
    """``ddmarker``: markers put anywhere; the places are not shown."""
    path, width, height = _background(source)
    labels = [_Label(source, drag) for drag in source.all("drag")]
    mixed = in_no_order([label.html for label in labels])
    by_number = {label.number: letter(mixed.index(at)) for at, label in enumerate(labels)}
    zones: list[dict[str, Any]] = []
    for drop in source.all("drop"):
        choice = bare(drop.find("choice"))
        if choice not in by_number:
            raise NotTaken("formats.moodle.drop", choice=choice[:40])
        shape, coords = _shape(bare(drop.find("shape")), bare(drop.find("coords")))
        zones.append(
            {
                "id": f"z{len(zones) + 1}",
                "shape": shape,
                "coords": coords,
                "keys": [by_number[choice]],
            }
        )
    return {
        **_image(path, width, height),
        "labels": [
            {"id": letter(order), "html": labels[at].html, "uses": labels[at].uses}
            for order, at in enumerate(mixed)
        ],
        "zones": zones,
        "shows_zones": False,
        "shuffle": source.flag("shuffleanswers"),
    }


class _Label:
    """A ``<drag>``: words, or an image of its own."""

    def __init__(self, source: Source, drag: Element) -> None:
        self.number = bare(drag.find("no"))
        self.group = str(whole(bare(drag.find("draggroup")), 1))
        words = html_from(source.raw(drag))
        times = whole(bare(drag.find("noofdrags")), 1)
        endless = drag.find("infinite") is not None or times == 0
        self.uses = None if endless else max(times, 1)
        self.size = _text_size(words)
        self.html = words
        file = drag.find("file")
        path = source.keep(file) if file is not None else None
        if path is not None:
            self.size = image_size(source.media.found[path]) or self.size
            self.html = html_from(f'<img src="{path}" alt="{html_of(words_of(words))}">')


def _text_size(html: str) -> tuple[int, int]:
    lines = [words_of(line) for line in html.replace("<br>", "\n").split("\n")]
    return _SIGN * max(map(len, lines)) + _EDGE, _LINE * len(lines) + _EDGE


def _largest(labels: list[_Label]) -> tuple[int, int]:
    return max(label.size[0] for label in labels), max(label.size[1] for label in labels)


def _image(path: str, width: int, height: int) -> dict[str, Any]:
    return {"type": "drag_on_image", "image": path, "width": width, "height": height}


def _background(source: Source) -> tuple[str, int, int]:
    file = source.element.find("file")
    path = source.keep(file) if file is not None else None
    size = image_size(source.media.found[path]) if path else None
    if path is None or size is None:
        raise NotTaken("formats.moodle.image")
    return path, *size


def image_size(content: bytes) -> tuple[int, int] | None:
    """Return width and height in pixels as the header of an image tells, or ``None``."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            with Image.open(BytesIO(content), formats=["PNG", "JPEG", "GIF", "WEBP"]) as image:
                return image.size
        except Exception:  # Pillow answers a damaged file with whatever error lies nearest
            return None


def _shape(shape: str, coords: str) -> tuple[str, list[Decimal]]:
    """Return Moodle's ``x,y;r``, ``x,y;w,h`` or ``x,y;x,y;…`` as a region of ours."""
    found = [[decimal_of(part) for part in point.split(",")] for point in coords.split(";")]
    sizes = [len(point) for point in found]
    match shape:
        case "circle" if sizes == [2, 1]:
            return "circle", [*found[0], *found[1]]
        case "rectangle" if sizes == [2, 2]:
            (left, top), (wide, high) = found
            return "rect", [left, top, left + wide, top + high]
        case "polygon" if set(sizes) == {2}:
            return "poly", [number for point in found for number in point]
    raise NotTaken("formats.moodle.shape", shape=f"{shape} {coords}"[:80])


READERS: dict[str, Callable[[Source], dict[str, Any]]] = {
    "ddimageortext": read_ddimageortext,
    "ddmarker": read_ddmarker,
}
