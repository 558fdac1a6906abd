"""Versions in the words of a page: cards, attribution, citation."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format, number_format
from django.utils.text import Truncator
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from framework.api import get_tree
from framework.data import SUBJECT, Node
from learning_objects.catalogue import hue_of
from learning_objects.data import KIND_LABELS, SCENARIO, ReaderNumbers, VersionCard, VersionView
from learning_objects.licences import BY_SPDX, Licence

SNIPPET_LENGTH = 220


def absolute(path: str) -> str:
    """Return an address of the site with the site's own name."""
    return f"{settings.BASE_URL}{path}"


def object_url(uuid: UUID) -> str:
    """Return the address of an object's page."""
    return reverse("learning_objects:object", args=[uuid])


def version_url(uuid: UUID, number: int) -> str:
    """Return the address of one version's page."""
    return reverse("learning_objects:version", args=[uuid, number])


def publisher_url(uuid: UUID) -> str:
    """Return the address of a publisher's page."""
    return reverse("learning_objects:publisher", args=[uuid])


def initials(name: str) -> str:
    """Return «Иванова М. П.» for «Иванова Мария Петровна»; other names as they are."""
    surname, *given = name.split()
    if not given or len(given) > 2:
        return name
    return "\u00a0".join([surname, *(f"{part[0]}." for part in given)])


def subject_and_grade(topics: tuple[UUID, ...]) -> tuple[Node | None, int | None]:
    """Return the subject and the grade of the first topic that the framework knows."""
    tree = get_tree()
    for uuid in topics:
        node = tree.get(uuid)
        if node is not None:
            return tree.subject_of(uuid), node.grade
    return None, None


def hit_of(card: VersionCard) -> dict[str, Any]:
    """Return a version as ``ui/components/object_card.html`` shows it."""
    subject, grade = subject_and_grade(card.topics)
    return {
        "uuid": card.object_uuid,
        "title": card.title,
        "url": object_url(card.object_uuid),
        "kind_label": KIND_LABELS.get(card.kind, card.kind),
        "subject_label": subject.title if subject else "",
        "hue": hue_of(subject) if subject else None,
        "grade": grade,
        "minutes": card.length_minutes if card.kind == SCENARIO else None,
        "authors": [initials(author.name) for author in card.authors],
        "snippet": Truncator(card.summary).chars(SNIPPET_LENGTH),
    }


def hits_of(found: tuple[VersionCard, ...]) -> list[dict[str, Any]]:
    """Return cards as the list component shows them."""
    return [hit_of(card) for card in found]


def readers_words(numbers: ReaderNumbers | None) -> dict[str, Any]:
    """Return what readers say in numbers, in words: «4,6», «12 оценок», and each star's share."""
    known = numbers or ReaderNumbers()
    if known.mean is None:
        return {"thanks": known.thanks, "ratings": 0}
    counted = ngettext("%(number)d rating", "%(number)d ratings", known.ratings)
    return {
        "thanks": known.thanks,
        "ratings": known.ratings,
        "mean": number_format(known.mean, 1),
        "counted": counted % {"number": known.ratings},
        "stars": [
            (star, known.stars[star - 1], known.ratings) for star in range(len(known.stars), 0, -1)
        ],
    }


def source_title(version: VersionView) -> str:
    """Return the name of the library that a version was published in."""
    return version.origin.title if version.origin else settings.WAGTAIL_SITE_NAME


def source_address(version: VersionView) -> str:
    """Return the address of a version in the library that published it."""
    path = version_url(version.object_uuid, version.number)
    return f"{version.origin.address}{path}" if version.origin else absolute(path)


def based_on_words(version: VersionView) -> str:
    """Return the sentence that names what a version was made from, or an empty one."""
    source = version.based_on
    if source is None:
        return ""
    licence = BY_SPDX.get(source.licence)
    return _(
        "Based on “%(title)s” — %(authors)s, %(source)s, version %(number)d. "
        "Licence: %(licence)s. %(url)s"
    ) % {
        "title": source.title,
        "authors": ", ".join(source.authors),
        "source": source.source,
        "number": source.number,
        "licence": f"{licence.name} ({licence.url})" if licence else source.licence,
        "url": source.address,
    }


def credits_words(version: VersionView) -> str:
    """Return the sentence that names whose suggestions a version takes in, or an empty one."""
    names = version.content.get("credits")
    if not names:
        return ""
    return _("With suggestions by %(names)s.") % {"names": ", ".join(map(initials, names))}


def licence_of(version: VersionView) -> Licence | None:
    """Return the licence in words, ``None`` for one that the library does not know."""
    return BY_SPDX.get(version.licence)


def attribution(version: VersionView) -> str:
    """Return the sentence that whoever uses the object puts beside it."""
    licence = licence_of(version)
    names = [author.name for author in version.authors]
    if version.publisher:
        names.append(version.publisher.title)
    words = _(
        "“%(title)s” — %(authors)s, %(site)s, version %(number)d, %(year)d. "
        "Licence: %(licence)s. %(url)s"
    ) % {
        "title": version.title,
        "authors": ", ".join(names),
        "site": source_title(version),
        "number": version.number,
        "year": localtime(version.published_at).year,
        "licence": f"{licence.name} ({licence.url})" if licence else version.licence,
        "url": source_address(version),
    }
    parts = (words, credits_words(version), based_on_words(version))
    return " ".join(part for part in parts if part)


def attributions(version: VersionView) -> list[tuple[str, str]]:
    """Return the sentence of :func:`attribution` in Russian and in English, with the language."""
    found = []
    for language in ("ru", "en"):
        with override(language):
            found.append((language, attribution(version)))
    return found


def citation(version: VersionView) -> str:
    """Return the bibliographic description of a version."""
    authors = [initials(author.name) for author in version.authors]
    return _(
        "%(authors)s %(title)s: %(kind)s. Version %(number)d. %(site)s, %(year)d. "
        "URL: %(url)s (published on %(date)s)."
    ) % {
        "authors": ", ".join(authors),
        "title": version.title,
        "kind": KIND_LABELS.get(version.kind, version.kind),
        "number": version.number,
        "site": source_title(version),
        "year": localtime(version.published_at).year,
        "url": source_address(version),
        "date": date_format(localtime(version.published_at), "d.m.Y"),
    }


def subject_of_version(version: VersionView) -> Node | None:
    """Return the subject of the first topic that the version covers."""
    node, _grade = subject_and_grade(tuple(topic.node_uuid for topic in version.topics))
    return node if node is not None and node.kind == SUBJECT else None
