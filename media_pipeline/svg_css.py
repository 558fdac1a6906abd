"""The little of CSS that drawing programs write: ``.name { property: value }``.

Only plain scanning, no regular expression that could run in squares over a hostile sheet.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass, field

SELECTOR = re.compile(r"([.#]?)([\w-]+)")
# Later in this order overrides earlier: element, class, id.
WEIGHT = {"": 0, ".": 1, "#": 2}


# A style stands at every element it selects: a long one would make a huge drawing of a small file.
LONGEST_VALUE = 200
# A value with the rank of its rule: how strong the selector is, then which one came later.
Ranked = tuple[tuple[int, int], str]


@dataclass(slots=True)
class Sheet:
    """Declarations by their selector: ``("", "path")``, ``(".", "cls-1")``, ``("#", "id")``.

    Of every property only the last value of a selector is kept, so that reading an element costs
    the same however often its selector was written.
    """

    rules: dict[tuple[str, str], dict[str, Ranked]] = field(default_factory=dict)

    def declarations_for(self, element: str, classes: list[str], identifier: str) -> dict[str, str]:
        """Return what the sheet says about an element, the strongest rule last."""
        keys = {("", element), ("#", identifier), *((".", name) for name in classes)}
        best: dict[str, Ranked] = {}
        for key in keys:
            for name, ranked in self.rules.get(key, {}).items():
                if name not in best or ranked[0] > best[name][0]:
                    best[name] = ranked
        return {name: value for name, (_rank, value) in best.items()}


def parse_css(text: str, known: Container[str]) -> Sheet:
    """Return what the simple rules of a style sheet say about the ``known`` properties.

    Everything else is left out. The values are not trusted: they pass the same allow-list as
    attributes.
    """
    sheet = Sheet()
    for order, block in enumerate(_without_comments(text).split("}")):
        selectors, _brace, body = block.partition("{")
        declarations = {
            name: value
            for name, value in parse_declarations(body).items()
            if name in known and len(value) <= LONGEST_VALUE
        }
        for match in _simple(selectors):
            kept = sheet.rules.setdefault((match[1], match[2]), {})
            rank = (WEIGHT[match[1]], order)
            kept.update({name: (rank, value) for name, value in declarations.items()})
    return sheet


def _simple(selectors: str) -> Iterator[re.Match[str]]:
    """Yield the selectors that are one element, class or id."""
    for selector in selectors.split(","):
        if match := SELECTOR.fullmatch(selector.strip()):
            yield match


def parse_declarations(text: str) -> dict[str, str]:
    """Return ``property: value; …`` as a dictionary."""
    found: dict[str, str] = {}
    for item in text.split(";"):
        name, colon, value = item.partition(":")
        if colon:
            found[name.strip().lower()] = value.replace("!important", "").strip()
    return found


def _without_comments(text: str) -> str:
    first, *rest = text.split("/*")
    return first + "".join(part.partition("*/")[2] for part in rest)
