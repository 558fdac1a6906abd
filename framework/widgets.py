"""A form widget that chooses one node of the framework."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.forms.widgets import Script
from django.urls import reverse
from django.utils.translation import gettext as _

from framework.data import KINDS, SECTION, TOPIC
from framework.labels import path_labels
from framework.snapshot import get_tree

_UUID = re.compile(r"[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}", re.IGNORECASE)


class TopicChooser(forms.TextInput):
    """Chooses the uuid of one node: live search and a browsable tree, all by keyboard.

    The element upgrades itself wherever it is inserted (also in rows that Wagtail adds later).
    With scripts off it is a text field that takes the node's uuid, its key, or the address of
    the topic's page. ``kinds`` are the kinds that may be chosen, by default sections and topics;
    ``subject``, ``grade`` and ``framework`` (its key) keep the search within them; without
    ``framework`` the tree shows the subjects of a school.
    """

    template_name = "framework/widgets/topic_chooser.html"

    class Media:
        css = {"all": ["framework/topic_chooser.css"]}
        js = [Script("framework/topic_chooser.js", type="module")]

    def __init__(
        self,
        attrs: dict[str, Any] | None = None,
        *,
        kinds: Iterable[str] = (SECTION, TOPIC),
        subject: UUID | None = None,
        grade: int | None = None,
        framework: str = "",
    ) -> None:
        super().__init__(attrs)
        self.subject, self.grade, self.framework = subject, grade, framework
        self.kinds = tuple(kinds)
        unknown = set(self.kinds) - set(KINDS)
        if unknown:
            raise ValueError(f"unknown kinds of nodes: {sorted(unknown)}")

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Add the chosen node's path and what the script needs to know."""
        context = super().get_context(name, value, attrs)
        node = find_node_uuid(str(value)) if value else None
        context["chooser"] = {
            "path": path_labels(node) if node else (),
            "unknown": bool(value) and node is None,
            "search_url": reverse("framework:choose"),
            "children_url": reverse("framework:children"),
            "kinds": ",".join(self.kinds),
            "subject": self.subject,
            "grade": self.grade,
            "framework": self.framework,
            "texts": _texts(),
        }
        return context

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> str | None:
        """Return the uuid of the node that was named by uuid, key or address, else the text."""
        text: str | None = super().value_from_datadict(data, files, name)
        node = find_node_uuid(text) if text else None
        return str(node) if node else text


def find_node_uuid(text: str) -> UUID | None:
    """Return the uuid of the published node that ``text`` names: a key or anything with a uuid."""
    tree = get_tree()
    named = _UUID.search(text)
    uuid = UUID(named.group()) if named else tree.by_key.get(text.strip())
    return uuid if uuid in tree.nodes else None


def _texts() -> dict[str, str]:
    return {
        "search": _("Find a topic"),
        "placeholder": _("Words of the topic, its subject or grade"),
        "browse": _("Choose from the tree"),
        "tree": _("Subjects, grades and topics"),
        "change": _("Choose another topic"),
        "clear": _("Remove the topic"),
        "cancel": _("Keep the former choice"),
        "none": _("Nothing found. Try another word or the tree."),
        "found": _("Found: %(count)s"),
        "more": _("The first %(count)s are shown; add a word to narrow them down."),
        "failed": _("The list could not be loaded. Check the connection and try again."),
        "chosen": _("Chosen: %(path)s"),
        "empty": _("No topic chosen yet"),
    }
