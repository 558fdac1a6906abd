"""Facets and their values in words."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from framework.data import Tree
from learning_objects.data import KIND_LABELS
from search import data

FACET_LABELS: dict[str, str | Promise] = {
    data.KIND: _("Kind"),
    data.SUBJECT: _("Subject"),
    data.GRADE: _("Grade"),
    data.TOPIC: _("Topic"),
    data.LICENCE: _("Licence"),
    data.AUTHOR: _("Author"),
}
SORT_LABELS: dict[str, str | Promise] = {
    data.RELEVANCE: _("Best match"),
    data.NEWEST: _("Newest first"),
    data.TITLE: _("By title"),
}
SUGGESTION_LABELS: dict[str, str | Promise] = {
    data.OBJECT: pgettext_lazy("what is suggested", "Material"),
    data.NODE: pgettext_lazy("what is suggested", "Topic"),
    data.PERSON: pgettext_lazy("what is suggested", "Author"),
}


def value_label(name: str, value: str, tree: Tree, people: Mapping[str, str]) -> str | Promise:
    """Return one facet value in words; an unknown one is shown as it is stored.

    ``people`` maps uuids of authors to their names.
    """
    if name == data.KIND:
        return KIND_LABELS.get(value, value)
    if name == data.LICENCE:
        return licence_label(value)
    if name == data.AUTHOR:
        return people.get(value) or value
    if name in (data.SUBJECT, data.TOPIC):
        node = tree.get(UUID(value))
        return (node.title or _("Section without a title")) if node else value
    return value


def licence_label(spdx: str) -> str:
    """Return the short name of an SPDX id: «CC-BY-SA-4.0» is «CC BY-SA 4.0»."""
    family, _dash, rest = spdx.partition("-")
    name, _dash, number = rest.rpartition("-")
    return " ".join(part for part in (family, name, number) if part)
