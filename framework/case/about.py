"""What a package says of the framework as a whole, as its columns hold it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from framework.actions.storing import About
from framework.case.data import CUT, CasePackage, Members
from framework.case.errors import CaseFileError
from framework.case.nodes import own_of
from framework.case.outgoing import (
    OWN,
    TITLE_LIMIT,
    UNKNOWN_LANGUAGE,
    Outgoing,
    column_text,
    derived_key,
    document_id,
)
from framework.data import OTHER
from framework.keys import slug
from framework.models import Framework, FrameworkVersion

KEY_LIMIT, LABEL_LIMIT, LANGUAGE_LIMIT, SOURCE_LIMIT = 60, 60, 16, 500
FIRST_EDITION = "1"


def find_framework(package: CasePackage, key: str) -> Framework | None:
    """Return the framework here that the package is of, or ``None`` for a new one.

    Raises :class:`CaseFileError` when ``key`` names a framework that the package is not of.
    """
    frameworks = list(Framework.objects.order_by("pk"))
    found = next((one for one in frameworks if document_id(one) == package.identifier), None)
    named = next((one for one in frameworks if one.key == key), None) if key else found
    if (named is not None and named != found) or (key and found and found.key != key):
        raise CaseFileError(
            package.file,
            "$.CFDocument.identifier",
            format_lazy(_("the package is not of the framework with the key “{key}”."), key=key),
            _("Leave out --key, or name a key that no framework has."),
        )
    return found


def about_of(
    package: CasePackage, framework: Framework | None, key: str, title: str, kind: str
) -> About:
    """Return the facts of the framework; what the wishes leave empty the package decides."""
    members, own = package.document, own_of(package.document)
    shown = column_text(title or members["title"])
    if not title and len(" ".join(members["title"].split())) > TITLE_LIMIT:
        package.notes.add(CUT, "$.CFDocument.title")
    return About(
        key=framework.key if framework else _new_key(package, key, own.get("key")),
        title=shown,
        title_en=_own_text(own, "title_en"),
        kind=kind or _kind(framework, own),
        language=members.get("language", "").strip()[:LANGUAGE_LIMIT] or UNKNOWN_LANGUAGE,
        publisher=column_text(members.get("publisher") or members.get("creator", "")),
        source=_source(members, own),
        licence=column_text(members.get("licenseURI", {}).get("title", "")),
        extra=framework.extra if framework else {},
    )


def _new_key(package: CasePackage, key: str, said: Any) -> str:
    if key:
        return key
    free = (
        isinstance(said, str)
        and said == slug(said, KEY_LIMIT)
        and not Framework.objects.filter(key=said).exists()
    )
    return said if free else derived_key(package.identifier)


def _kind(framework: Framework | None, own: Members) -> str:
    if framework is not None:
        return framework.kind
    return own["kind"] if own.get("kind") in Framework.Kind.values else OTHER


def _own_text(own: Members, name: str) -> str:
    return column_text(own[name]) if isinstance(own.get(name), str) else ""


def _source(members: Members, own: Members) -> str:
    address = members.get("officialSourceURL", "").strip()
    if address.startswith(("http://", "https://")) and len(address) <= SOURCE_LIMIT:
        return str(address)
    return _own_text(own, "source")


def edition_label(package: CasePackage, framework: Framework | None, wish: str) -> str:
    """Return the label of the edition: as wished, as the document says, or the published one."""
    said = column_text(package.document.get("version", ""), LABEL_LIMIT)
    if wish or said or framework is None:
        return wish or said or FIRST_EDITION
    published = framework.versions.filter(status=FrameworkVersion.Status.PUBLISHED).first()
    return published.label if published else FIRST_EDITION


def outgoing_in(package: CasePackage, about: About) -> Outgoing:
    """Return what the package would go out with as it is: what equals that need not be kept."""
    return Outgoing(
        key=about.key,
        language=about.language,
        document=UUID(package.document["identifier"]),
        title=about.title,
        changed=package.document.get("lastChangeDateTime", ""),
        ours=own_of(package.document).get("origin") == OWN,
        pristine=True,
    )
