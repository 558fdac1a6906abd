"""The little of CSS that drawing programs write: ``.name { property: value }``.

Only plain scanning, no regular expression that could run in squares over a hostile sheet.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

SELECTOR = re.compile(r"([.#]?)([\w-]+)")
# Later in this order overrides earlier: element, class, id.
WEIGHT = {"": 0, ".": 1, "#": 2}


@dataclass(frozen=True, slots=True)
class Rule:
    """The declarations of one simple selector and its rank among the others."""

    rank: tuple[int, int]
    declarations: dict[str, str]


@dataclass(slots=True)
class Sheet:
    """Simple rules by their selector: ``("", "path")``, ``(".", "cls-1")``, ``("#", "id")``."""

    rules: dict[tuple[str, str], list[Rule]] = field(default_factory=dict)

    def declarations_for(self, element: str, classes: list[str], identifier: str) -> dict[str, str]:
        """Return what the sheet says about an element, the strongest rule last."""
        keys = {("", element), ("#", identifier), *((".", name) for name in classes)}
        found = [rule for key in keys for rule in self.rules.get(key, ())]
        merged: dict[str, str] = {}
        for rule in sorted(found, key=lambda item: item.rank):
            merged.update(rule.declarations)
        return merged


def parse_css(text: str) -> Sheet:
    """Return the simple rules of a style sheet; everything else is left out.

    The values are not trusted: they pass the same allow-list as attributes.
    """
    sheet = Sheet()
    for order, block in enumerate(_without_comments(text).split("}")):
        selectors, _brace, body = block.partition("{")
        declarations = parse_declarations(body)
        for selector in selectors.split(","):
            if match := SELECTOR.fullmatch(selector.strip()):
                rule = Rule((WEIGHT[match[1]], order), declarations)
                sheet.rules.setdefault((match[1], match[2]), []).append(rule)
    return sheet


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
