"""Facets and their values in words."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from uuid import UUID

from django.utils.formats import localize
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

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


_REASONS: dict[str, str | Promise] = {
    data.IN_TITLE: _("in the title: %(words)s"),
    data.IN_TOPICS: _("in its topics: %(words)s"),
    data.IN_TEXT: _("the words stand in the text"),
    data.IN_FILE: _("found in the attached file «%(words)s»"),
    data.IN_FILM: _("found in the words of the film «%(words)s»"),
    data.MEANS: _("the same thing: %(words)s"),
    data.CROSSWALK: _("about the same as in another framework: %(words)s"),
    data.WANTED_KIND: _("the kind you named: %(words)s"),
    data.WANTED_GRADE: _("the grade you named: %(words)s"),
    data.RATED: _("rated %(words)s of 5"),
}


def reason_label(reason: data.Reason) -> str:
    """Return why a hit is where it is, in words."""
    words = [str(KIND_LABELS.get(word, word)) for word in reason.words]
    joined = ", ".join(words)
    if reason.code == data.RATED:
        joined = localize(Decimal(joined))
    if reason.code == data.USED:
        number = int(joined)
        return ngettext("used in %(number)d place", "used in %(number)d places", number) % {
            "number": number
        }
    return str(_REASONS[reason.code]) % {"words": joined}


def reason_html(reason: data.Reason) -> str | SafeString:
    """Return why a hit is where it is, with a link to the file that was meant."""
    if not reason.url:
        return reason_label(reason)
    before, name, after = str(_REASONS[reason.code]).partition("%(words)s")
    link = format_html('<a href="{}">{}</a>', reason.url, ", ".join(reason.words))
    return format_html("{}{}{}", before, link, after) if name else link


def note_label(note: data.Note) -> str:
    """Return what was left out of a question, and how to say it."""
    return gettext(
        "“%(text)s” was left out: there is no such value. Try «класс:7», «предмет:физика», "
        "«вид:сценарий», «тема:дроби» or «автор:Иванова»."
    ) % {"text": note.text}


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
        node = tree.get(_uuid(value))
        return (node.title or _("Section without a title")) if node else value
    return value


@lru_cache(maxsize=20_000)
def _uuid(value: str) -> UUID:
    return UUID(value)


def licence_label(spdx: str) -> str:
    """Return the short name of an SPDX id: «CC-BY-SA-4.0» is «CC BY-SA 4.0»."""
    family, _dash, rest = spdx.partition("-")
    name, _dash, number = rest.rpartition("-")
    return " ".join(part for part in (family, name, number) if part)
