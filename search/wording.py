"""A search in words, as people read it in lists."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from framework.api import get_tree, node_label
from search.data import AUTHOR, GRADE, SearchRequest
from search.engine.chosen import open_reader
from search.errors import IndexUnavailableError
from search.labels import value_label


def filters_in_words(requests: Iterable[SearchRequest]) -> list[str]:
    """Return the filters of each search in words («Физика, 8 класс, видео»), empty without any."""
    asked = list(requests)
    people = _names({str(uuid) for request in asked for uuid in request.authors})
    return [_filters(request, people) for request in asked]


def _filters(request: SearchRequest, people: dict[str, str]) -> str:
    tree = get_tree()
    parts = []
    for name, values in request.filters().items():
        for value in values:
            if name == GRADE:
                parts.append(_("grade %(grade)s") % {"grade": value})
            elif name == AUTHOR:
                parts.append(people.get(value) or pgettext("filter of a search", "one author"))
            else:
                parts.append(str(value_label(name, value, tree, people)))
    return ", ".join(parts)


def _names(uuids: set[str]) -> dict[str, str]:
    if not uuids:
        return {}
    try:
        return dict(open_reader().author_names(uuids))
    except IndexUnavailableError:
        return {}


def subject_in_words(uuid: UUID | None) -> str:
    """Return the title of a subject, empty without one."""
    node = get_tree().get(uuid) if uuid else None
    return node_label(node) if node else ""
