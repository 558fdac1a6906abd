"""Marks inside cells: ``left -> right``, ``[[word|other]]``, ``[[*right|wrong]]``, and HTML."""

from __future__ import annotations

import re
from typing import Any

from assessment.formats.building import NotTaken, choices_of, in_no_order, letter
from assessment.formats.texts import html_from

_GAP = re.compile(r"\[\[([^\[\]]{1,2000})\]\]")
_ARROW = re.compile(r"\s*(?:->|→|=>)\s*")
_MARKUP = re.compile(r"</?[a-zA-Z][^<>]*>")
_DEFUSED = re.compile(r"\A'(?=[\s\u00a0]*[=+\-@＝＋－＠])")


def undefused(cell: str) -> str:
    """Return a cell without the apostrophe that kept it from being taken for a formula."""
    return _DEFUSED.sub("", cell)


def rich(cell: str) -> str:
    """Return a cell as HTML: marked up where it has tags, else as plain words."""
    return html_from(cell, "html" if _MARKUP.search(cell) else "plain")


def pair_of(cell: str) -> tuple[str, str]:
    """Return the two sides of an arrow; without one the right side is empty."""
    left, *right = _ARROW.split(cell, maxsplit=1)
    return left.strip(), right[0].strip() if right else ""


def text_gaps(text: str) -> dict[str, Any]:
    """Return a text whose gaps are written in: variants parted by ``|``."""
    marked, gaps = _cut(text)
    return {
        "text": rich(marked),
        "gaps": [
            {"id": f"g{number}", "variants": [{"text": word} for word in words]}
            for number, words in enumerate(gaps, start=1)
        ],
    }


def choice_gaps(text: str) -> dict[str, Any]:
    """Return a text with a list in each gap: the right one has an asterisk before it."""
    marked, gaps = _cut(text)
    made = []
    for number, words in enumerate(gaps, start=1):
        right = [place for place, word in enumerate(words) if word.startswith("*")]
        if len(right) != 1:
            raise NotTaken("formats.sheet.gap-key", gap=str(number))
        texts = [rich(word.removeprefix("*").strip()) for word in words]
        order = in_no_order(texts)
        made.append(
            {
                "id": f"g{number}",
                "choices": choices_of(texts[place] for place in order),
                "key": letter(order.index(right[0])),
                "shuffle": True,
            }
        )
    return {"text": rich(marked), "gaps": made}


def _cut(text: str) -> tuple[str, list[list[str]]]:
    gaps: list[list[str]] = []

    def gap(found: re.Match[str]) -> str:
        gaps.append([word for part in found[1].split("|") if (word := part.strip())])
        return f"{{{{g{len(gaps)}}}}}"

    marked = _GAP.sub(gap, text.replace("{{", "{ {"))
    if not gaps or not all(gaps):
        raise NotTaken("formats.sheet.no-gaps")
    return marked, gaps
