"""Whether content from outside has the shape that our own editor gives it.

The editing screen cannot make anything else, so renderers, search and the editor rely on it; what
comes in a package is looked at here before it is let in. Markup is not mended, for the digest holds
for it as it is: rendering sanitises it as it does with people's own, and what the sanitizer would
have to take out is a reason to refuse the object.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from typing import Any

from core.api import clean_html
from learning_objects.content import LINES, PAIRS
from learning_objects.models import LearningObject

MOST_TEXT = 200_000
MOST_BLOCKS = 2_000
MOST_CELLS = 5_000
LINE = 300
_PAIR_KEYS = {
    "misconceptions": ("misconception", "response"),
    "keywords": ("term", "definition"),
}
_RICH = ("support", "extension", "homework")
_SCREENS = ("board", "pupils_screen")
# The editor's own marks of links inside the library; the sanitizer drops them for readers.
_LINK_MARKS = {("a", "linktype"), ("a", "id"), ("a", "rel"), ("embed", "embedtype")}

# A "<" that begins no whole tag. No editor leaves one; the parser of the standard library falls
# over some of them, and over many of them it takes time with the square of their number.
_LOOSE = re.compile(r"<(?!/?[A-Za-z][^<>]*>)")

Fault = str


def find_faults(content: dict[str, Any]) -> list[Fault]:
    """Return what is wrong with plain content (fields of ``data.Draft``), the place first.

    An empty list is what the editor's own content gives. The types of the plain fields are taken
    for granted: the caller's schema has seen to them.
    """
    return list(_faults(content))


def _faults(content: dict[str, Any]) -> Iterator[Fault]:
    for name in ("title", "outcome"):
        limit = LearningObject._meta.get_field(name).max_length
        yield from _text(content[name], name, limit)
    for name in ("summary", "equipment", "safety"):
        yield from _text(content[name], name)
    for name in _RICH:
        yield from _rich(content[name], name)
    for name in LINES:
        for number, line in enumerate(content[name], start=1):
            yield from _text(line, f"{name}[{number}]", LINE)
    for name in PAIRS:
        for number, pair in enumerate(content[name], start=1):
            yield from _pair(pair, name, f"{name}[{number}]")
    if _count(content["body"]) > MOST_BLOCKS:
        yield f"body: more than {MOST_BLOCKS} blocks"
        return
    yield from _blocks(content["body"], "body", top=True)


def _pair(pair: Any, name: str, place: str) -> Iterator[Fault]:
    if not isinstance(pair, dict) or not set(pair) <= set(_PAIR_KEYS[name]):
        yield f"{place}: not a pair of {' and '.join(_PAIR_KEYS[name])}"
        return
    for key, value in pair.items():
        yield from _text(value, f"{place}.{key}")


def _count(blocks: Any) -> int:
    if not isinstance(blocks, list):
        return 0
    inner = [
        _count(block["value"].get(name))
        for block in blocks
        if isinstance(block, dict) and isinstance(block.get("value"), dict)
        for name in _SCREENS
    ]
    return len(blocks) + sum(inner)


def _blocks(blocks: Any, place: str, *, top: bool = False) -> Iterator[Fault]:
    if not isinstance(blocks, list):
        yield f"{place}: not a list of blocks"
        return
    for number, block in enumerate(blocks, start=1):
        here = f"{place}[{number}]"
        if not isinstance(block, dict) or not {"type", "value"} <= set(block) <= _BLOCK_KEYS:
            yield f"{here}: not a block"
            continue
        look = _stage if top and block["type"] == "stage" else _LOOKS.get(str(block["type"]))
        if look is None:
            yield f"{here}: unknown block {str(block['type'])[:40]!r}"
            continue
        yield from _text(block.get("id", ""), f"{here}.id", 64)
        yield from look(block["value"], here)


def _stage(value: Any, place: str) -> Iterator[Fault]:
    if not isinstance(value, dict) or not set(value) <= _STAGE_KEYS:
        yield f"{place}: not a stage"
        return
    minutes = value.get("minutes") or 0
    if not _is_number(minutes) or not 0 <= minutes <= 180:
        yield f"{place}.minutes: not a number of minutes"
    yield from _text(value.get("title"), f"{place}.title", 200)
    for name in ("teacher_does", "pupils_do"):
        yield from _text(value.get(name), f"{place}.{name}")
    yield from _rich(value.get("teacher_screen"), f"{place}.teacher_screen")
    for name in _SCREENS:
        yield from _blocks(value.get(name) or [], f"{place}.{name}")
    yield from _references(value.get("objects") or [], f"{place}.objects")


def _references(items: Any, place: str) -> Iterator[Fault]:
    if not isinstance(items, list) or len(items) > 100:
        yield f"{place}: not a list of references"
        return
    for item in items:
        value = item.get("value", item) if isinstance(item, dict) else None
        if not isinstance(value, dict) or not set(value) <= {"uuid", "version"}:
            yield f"{place}: not a reference"
            continue
        yield from _text(value.get("uuid") or 0, f"{place}.uuid", LINE)
        if value.get("version") is not None and not _is_number(value["version"]):
            yield f"{place}: not a version"


def _words(**limits: int) -> Callable[[Any, str], Iterator[Fault]]:
    """Return the look at a block that is a set of plain texts of bounded length."""

    def look(value: Any, place: str) -> Iterator[Fault]:
        if not isinstance(value, dict) or not set(value) <= set(limits):
            yield f"{place}: not of this type"
            return
        for name, text in value.items():
            yield from _text(text, f"{place}.{name}", limits[name])

    return look


def _asset(code: str, words: Callable[[Any, str], Iterator[Fault]]) -> Any:
    """Return the look at a block that shows a file and says something of it."""

    def look(value: Any, place: str) -> Iterator[Fault]:
        if not isinstance(value, dict) or not (value.get(code) is None or _is_number(value[code])):
            yield f"{place}.{code}: not a number"
            return
        if not isinstance(value.get("decorative", False), bool | None):
            yield f"{place}.decorative: neither yes nor no"
        rest = {key: item for key, item in value.items() if key not in (code, "decorative")}
        yield from words(rest, place)

    return look


def _table(value: Any, place: str) -> Iterator[Fault]:
    if not isinstance(value, dict) or not set(value) <= {"columns", "rows", "caption"}:
        yield f"{place}: not a table"
        return
    columns, rows = value.get("columns") or [], value.get("rows") or []
    if not _is_list_of(columns, {"type", "heading"}) or not _is_list_of(rows, {"values"}):
        yield f"{place}: not a table"
        return
    cells = [row.get("values") or [] for row in rows]
    heads = [part for column in columns for part in column.values()]
    if any(not isinstance(row, list) for row in cells):
        yield f"{place}: not a table"
        return
    flat = [cell for row in cells for cell in row]
    if len(flat) + len(heads) > MOST_CELLS:
        yield f"{place}: more than {MOST_CELLS} cells"
    for text in (*heads, *flat, value.get("caption")):
        yield from _text(text, place)


def _is_list_of(items: Any, keys: set[str]) -> bool:
    return isinstance(items, list) and all(
        isinstance(item, dict) and set(item) <= keys for item in items
    )


def _text(value: Any, place: str, limit: int | None = None) -> Iterator[Fault]:
    if value is None:
        return
    if not isinstance(value, str):
        yield f"{place}: not a text"
    elif len(value) > (limit or MOST_TEXT):
        yield f"{place}: longer than {limit or MOST_TEXT} characters"
    elif "\x00" in value:
        yield f"{place}: not a text"


def _rich(value: Any, place: str) -> Iterator[Fault]:
    faults = list(_text(value, place))
    yield from faults
    if faults or not value or "<" not in value:
        return
    if _LOOSE.search(value):
        yield f"{place}: markup that is not allowed: <"
        return
    lost = _parts(value) - _parts(clean_html(value)) - _LINK_MARKS
    for tag, attribute in sorted(lost):
        yield f"{place}: markup that is not allowed: {tag} {attribute}".rstrip()


class _Parts(HTMLParser):
    """Collects (tag, attribute) of everything that markup holds; addresses with their scheme."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: set[tuple[str, str]] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.add((tag, ""))
        self.found |= {(tag, name) for name, _value in attrs}


def _parts(markup: str) -> set[tuple[str, str]]:
    parser = _Parts()
    parser.feed(markup)
    parser.close()
    return {(tag[:40], name[:40]) for tag, name in parser.found}


def _is_number(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


_BLOCK_KEYS = {"type", "value", "id"}
_STAGE_KEYS = {
    "title", "minutes", "teacher_does", "pupils_do", "teacher_screen", "board", "pupils_screen",
    "objects",
}  # fmt: skip
_LOOKS: dict[str, Callable[[Any, str], Iterator[Fault]]] = {
    "text": _rich,
    "formula": _words(tex=1000, words=300),
    "image": _asset("image", _words(alt=300, caption=300)),
    "table": _table,
    "quote": _words(text=MOST_TEXT, source=200),
    "attachment": _asset("document", _words(title=200)),
}
