"""What is seen of an interaction, as fields of a native one: choices, texts, places, images."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from assessment.scoring.qti.chance import Chance
from assessment.scoring.qti.engine import Run
from assessment.scoring.qti.rendering import Renderer
from assessment.scoring.qti.tree import Node

if TYPE_CHECKING:
    from assessment.scoring.qti.session import ItemSession
    from assessment.scoring.qti.values import Result

Fields = dict[str, Any]
_PROMPT = frozenset({"prompt"})
_GAP_CHOICES = frozenset({"gapText", "gapImg"})
_MARK = re.compile(r"\{\{([\w.\-]{1,100})\}\}")


class Structure:
    """Reads interactions of one item; ``media`` gives paths of the package for addresses."""

    def __init__(self, session: ItemSession, media: dict[str, str]) -> None:
        self.item = session.item
        self._media = media
        self._plain = Renderer(session.run, None, media)
        self._marking = Renderer(session.run, self._mark, media)

    def _mark(self, node: Node) -> str:
        return "{{" + node.get("responseIdentifier") + "}}"

    def text(self, node: Node) -> str:
        """Return cleaned HTML without interactions."""
        return self._plain.html(node)

    def marked(self, node: Node) -> str:
        """Return cleaned HTML in which ``{{RESPONSE}}`` stands for an interaction."""
        return self._marking.html(node)

    def prompt(self, node: Node) -> str:
        """Return the prompt of an interaction."""
        prompt = node.find("prompt")
        return self.text(prompt) if prompt is not None else ""

    def correct(self, node: Node) -> Result:
        """Return the correct response of an interaction."""
        declaration = self.item.declarations.get(node.get("responseIdentifier"))
        return declaration.correct if declaration else None

    def choices(self, holder: Node, *names: str) -> list[Fields]:
        """Return the choices inside an element."""
        return [self._choice(node) for node in holder.walk() if node.name in names]

    def _choice(self, node: Node) -> Fields:
        html = self.text(node)
        if node.name in ("gapImg", "hotspotChoice", "associableHotspot") and not html:
            html = node.get("objectLabel") or node.get("hotspotLabel")
        return {"id": node.get("identifier"), "html": html}

    def choice(self, node: Node) -> Fields:
        """``choiceInteraction``."""
        return {
            "choices": self.choices(node, "simpleChoice"),
            "shuffle": node.flag("shuffle"),
        }

    def order(self, node: Node) -> Fields:
        """``orderInteraction``."""
        return {
            "entries": self.choices(node, "simpleChoice"),
            "shuffle": node.flag("shuffle"),
        }

    def match(self, node: Node) -> tuple[list[Fields], list[Fields]]:
        """``matchInteraction``: what is to be matched with what."""
        sets = node.find_all("simpleMatchSet")
        first, second = (
            self.choices(sets[n], "simpleAssociableChoice") if n < len(sets) else []
            for n in range(2)
        )
        return first, second

    def gap_match(self, node: Node) -> Fields:
        """``gapMatchInteraction``: the text with marks, its gaps and the words."""
        words = [
            {**self._choice(word), "uses": _uses(word), "group": word.get("matchGroup")}
            for word in node.walk()
            if word.name in _GAP_CHOICES
        ]
        gaps = [
            {"id": gap.get("identifier"), "group": gap.get("matchGroup")}
            for gap in node.walk()
            if gap.name == "gap"
        ]
        text = self._plain.html(_with_marks(node, "gap"), but=_PROMPT | _GAP_CHOICES)
        return {
            "text": text,
            "gaps": gaps,
            "words": words,
            "shuffle": node.flag("shuffle"),
        }

    def hottext(self, node: Node) -> Fields:
        """``hottextInteraction``: the text with marks and its pieces."""
        return {
            "text": self._plain.html(_with_marks(node, "hottext"), but=_PROMPT),
            "pieces": self.choices(node, "hottext"),
        }

    def image(self, node: Node) -> Fields:
        """Return the image of a graphic interaction; sizes only where they are stated."""
        image = next((n for n in node.walk() if n.name in ("object", "img")), None)
        if image is None:
            return {}
        address = image.get("data") or image.get("src")
        found: Fields = {
            "image": self._media.get(address, address),
            "alternative": image.get("alt") or " ".join(image.all_text().split()),
        }
        for side in ("width", "height"):
            if image.get(side).isdecimal():
                found[side] = int(image.get(side))
        return found

    def regions(self, node: Node, *names: str) -> list[Fields]:
        """Return the places of a graphic interaction."""
        return [
            {
                "id": place.get("identifier"),
                "shape": place.get("shape"),
                "coords": place.get("coords").replace(",", " ").split(),
                "label": place.get("hotspotLabel"),
            }
            for place in node.walk()
            if place.name in names
        ]


def _uses(node: Node) -> int | None:
    most = node.get("matchMax", "1")
    return int(most) or None if most.isdecimal() else 1


def _with_marks(node: Node, name: str) -> Node:
    """Return a copy in which elements of a name are marks."""
    copies = []
    for child in node.children:
        if child.name == name:
            copies.append(Node("span", {}, [], "{{" + child.get("identifier") + "}}", child.tail))
        else:
            copies.append(_with_marks(child, name))
    return Node(node.name, node.attributes, copies, node.text, node.tail, node.namespace)


def read_stimulus(root: Node, media: dict[str, str]) -> str:
    """Return what an ``assessmentStimulus`` says, as cleaned HTML."""
    body = root.find("stimulusBody")
    return Renderer(Run({}, {}, Chance(0)), None, media).html(body) if body is not None else ""


def without_spans(text: str) -> str:
    """Return HTML without the spans around marks."""
    return re.sub(r"<span>(\{\{[\w.\-]+\}\})</span>", r"\1", text)


def split_at_marks(html: str, known: Callable[[str], bool]) -> list[tuple[str, str]]:
    """Split HTML at marks: what stands before each, and its name; the rest has no name."""
    parts: list[tuple[str, str]] = []
    start = 0
    for found in _MARK.finditer(html):
        if known(found[1]):
            parts.append((html[start : found.start()], found[1]))
            start = found.end()
    return [*parts, (html[start:], "")]
