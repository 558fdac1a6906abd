"""What a learner's client gets of a QTI item: texts and interactions, nothing of the key."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

from assessment.scoring.qti.answered import number_fields
from assessment.scoring.qti.rendering import Renderer

if TYPE_CHECKING:
    from assessment.scoring.qti.session import ItemSession
    from assessment.scoring.qti.tree import Node

_CHOICES = frozenset(
    {
        "simpleChoice",
        "inlineChoice",
        "gapText",
        "gapImg",
        "simpleAssociableChoice",
        "hottext",
        "hotspotChoice",
        "associableHotspot",
    }
)
# Numbers and words of interactions and choices that a learner may see. Nothing else is sent.
_SETTINGS = {
    "maxChoices": "max_choices",
    "minChoices": "min_choices",
    "maxAssociations": "max_associations",
    "minAssociations": "min_associations",
    "matchMax": "match_max",
    "matchMin": "match_min",
    "matchGroup": "match_group",
    "expectedLength": "expected_length",
    "expectedLines": "expected_lines",
    "placeholderText": "placeholder",
    "format": "format",
    "base": "base",
    "lowerBound": "lower_bound",
    "upperBound": "upper_bound",
    "step": "step",
    "stepLabel": "step_label",
    "orientation": "orientation",
    "reverse": "reverse",
    "type": "accepts",
    "minPlays": "min_plays",
    "maxPlays": "max_plays",
    "autostart": "autostart",
    "title": "title",
    "shape": "shape",
    "coords": "coords",
    "hotspotLabel": "label",
    "objectLabel": "label",
    "required": "required",
}
_PROMPT = frozenset({"prompt"})


class LearnerView:
    """Makes the view of a session at its present state."""

    def __init__(self, session: ItemSession, seed: int) -> None:
        self._session = session
        self._dealt = random.Random(seed)  # noqa: S311  # nosec B311  # the order of choices
        self._renderer = Renderer(session.run, self._place)
        self._numbers = number_fields(session.item)
        self._interactions: list[dict[str, Any]] = []

    def make(self) -> dict[str, Any]:
        """Return the view as JSON values.

        ``body`` is HTML in which ``{{RESPONSE}}`` marks the place of an interaction; an inner gap
        or a piece of hot text is marked by its own identifier in the interaction's ``text``.
        """
        item = self._session.item
        body = self._renderer.html(item.body) if item.body else ""
        return {
            "title": item.title,
            "language": item.root.get("lang"),
            "body": body,
            "interactions": self._interactions,
            "is_adaptive": item.is_adaptive,
            "unsupported": list(item.reports),
        }

    def _place(self, node: Node) -> str:
        name = node.get("responseIdentifier")
        declaration = self._session.item.declarations.get(name)
        prompt = node.find("prompt")
        shown: dict[str, Any] = {
            "type": node.name.removesuffix("Interaction"),
            "response": name,
            "number": self._numbers.get(name, 0),
            "cardinality": declaration.cardinality if declaration else "",
            "base_type": declaration.base_type if declaration else "",
            "prompt": self._renderer.html(prompt) if prompt else "",
            **_settings(node),
        }
        shown |= self._content(node)
        self._interactions.append(shown)
        return "{{" + name + "}}"

    def _content(self, node: Node) -> dict[str, Any]:
        sets = node.find_all("simpleMatchSet")
        if sets:
            return {"sets": [self._choices(node, holder) for holder in sets]}
        found: dict[str, Any] = {}
        choices = self._choices(node, node)
        if choices:
            found["choices"] = choices
        if node.name in ("gapMatchInteraction", "hottextInteraction"):
            found["text"] = self._text(node)
        gaps = [gap for gap in node.walk() if gap.name == "gap"]
        if gaps:
            found["gaps"] = [{"id": gap.get("identifier"), **_settings(gap)} for gap in gaps]
        image = next((n for n in node.walk() if n.name in ("object", "img")), None)
        if image is not None and node.name not in ("choiceInteraction", "gapMatchInteraction"):
            found["image"] = _image(image)
        return found

    def _choices(self, interaction: Node, holder: Node) -> list[dict[str, Any]]:
        nodes = [node for node in holder.walk() if node.name in _CHOICES]
        shown = [node for node in nodes if not node.get("templateIdentifier") or self._is_on(node)]
        if interaction.flag("shuffle"):
            self._shuffle(shown)
        return [
            {"id": node.get("identifier"), "html": self._renderer.html(node), **_settings(node)}
            for node in shown
        ]

    def _is_on(self, node: Node) -> bool:
        """Say whether a choice that depends on the template is there (``showHide``)."""
        value = self._session.run.values.get(node.get("templateIdentifier"))
        is_hit = value is not None and node.get("identifier") in value.items
        return is_hit != (node.get("showHide", "show") == "hide")

    def _shuffle(self, nodes: list[Node]) -> None:
        """Shuffle in place all that is not fixed."""
        free = [n for n, node in enumerate(nodes) if not node.flag("fixed")]
        dealt = [nodes[n] for n in free]
        self._dealt.shuffle(dealt)
        for position, node in zip(free, dealt, strict=True):
            nodes[position] = node

    def _text(self, node: Node) -> str:
        """Return the text of an interaction with marks for its gaps or pieces."""
        marked = _marked(node)
        return self._renderer.html(marked, but=_PROMPT | {"gapText", "gapImg"})


def _marked(node: Node) -> Node:
    """Return a copy of the element in which gaps and pieces are marks."""
    copies = []
    for child in node.children:
        if child.name in ("gap", "hottext"):
            mark = "{{" + child.get("identifier") + "}}"
            copies.append(type(child)("span", {}, [], mark, child.tail))
        else:
            copies.append(_marked(child))
    return type(node)(
        node.name, node.attributes, copies, node.text, node.tail, node.namespace, node.memo
    )


def _settings(node: Node) -> dict[str, Any]:
    return {name: node.attributes[key] for key, name in _SETTINGS.items() if key in node.attributes}


def _image(node: Node) -> dict[str, str]:
    return {
        "src": node.get("data") or node.get("src"),
        "alternative": node.get("alt") or " ".join(node.all_text().split()),
        "width": node.get("width"),
        "height": node.get("height"),
    }
