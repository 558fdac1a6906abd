"""What CASE says of a framework as a whole: its document, and what every object goes out with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.conf import settings

from core.api import derived_uuid
from framework.case.data import V1P1, Members
from framework.data import OTHER
from framework.models import Framework, FrameworkVersion

FORMAT = "case"  # the member of ``extra`` that belongs to this format
OWN = "mesh"  # the member of ``extensions`` that holds what CASE has no place for
UNKNOWN_LANGUAGE = "und"  # ISO 639-2: undetermined
TITLE_LIMIT = 255
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_STATUSES = {
    FrameworkVersion.Status.PUBLISHED: "Adopted",
    FrameworkVersion.Status.DRAFT: "Draft",
    FrameworkVersion.Status.SUPERSEDED: "Deprecated",
}
# Members of a document that a column of the framework stands for, and how much it holds.
_MIRRORED = (("title", "title"), ("publisher", "publisher"))


@dataclass(frozen=True, slots=True)
class Outgoing:
    """What every object of one edition goes out with.

    ``changed`` is the moment of the last change (ISO 8601); ``ours`` says that the framework was
    made in a library like this one; ``pristine`` that nobody has edited it here since CASE brought
    it, so that everything CASE said of it still holds.
    """

    key: str
    language: str
    document: UUID
    title: str
    changed: str
    ours: bool
    pristine: bool

    def document_link(self, place: str = "CFDocuments") -> Members:
        """Return the link to the document (or to the package, which has the same identifier)."""
        return link(self.title, self.document, place)


def address(place: str, identifier: UUID) -> str:
    """Return the address of an object; it names the object in packages of both versions."""
    return f"{settings.BASE_URL}/ims/case/v1p1/{place}/{identifier}"


def link(title: str, identifier: UUID, place: str) -> Members:
    """Return a LinkURI to an object of this library."""
    return {"title": title, "identifier": str(identifier), "uri": address(place, identifier)}


def kept_of(extra: dict[str, Any]) -> dict[str, Any]:
    """Return what CASE said of a framework or a node and no column holds."""
    kept = extra.get(FORMAT)
    return kept if isinstance(kept, dict) else {}


def column_text(text: str, limit: int = TITLE_LIMIT) -> str:
    """Return the text as a column of ``limit`` characters holds it."""
    return " ".join(text.split())[:limit].rstrip()


def document_id(framework: Framework) -> UUID:
    """Return the identifier of the document: the one it came with, else one made of the key."""
    kept = kept_of(framework.extra).get("identifier")
    return UUID(kept) if kept else derived_uuid("framework.case.document", framework.key)


def derived_key(identifier: UUID) -> str:
    """Return the key of a framework that came without one: the same on every machine."""
    return f"case-{identifier}"


def outgoing_of(edition: FrameworkVersion) -> Outgoing:
    """Return what the objects of ``edition`` go out with."""
    kept = kept_of(edition.framework.extra)
    pristine = bool(kept) and kept.get("digest") == edition.digest
    said = kept.get("document", {}).get("lastChangeDateTime")
    moment = max(edition.published_at or _EPOCH, edition.imported_at or _EPOCH)
    return Outgoing(
        key=edition.framework.key,
        language=edition.framework.language,
        document=document_id(edition.framework),
        title=edition.framework.title,
        changed=said if pristine and said else moment.isoformat(timespec="seconds"),
        ours=not kept or bool(kept.get("ours")),
        pristine=pristine,
    )


def document_of(edition: FrameworkVersion, out: Outgoing) -> Members:
    """Return the CFDocument of ``edition`` as a package of version 1.1 holds it."""
    framework = edition.framework
    kept = dict(kept_of(framework.extra).get("document", {}))
    for name, column in _MIRRORED:
        if name in kept and column_text(kept[name]) != getattr(framework, column):
            del kept[name]
    if not out.pristine:
        for name in ("lastChangeDateTime", "version", "adoptionStatus"):
            kept.pop(name, None)
    return merged(_generated(edition, out), kept)


def kept_document(members: Members, edition: FrameworkVersion, out: Outgoing) -> Members:
    """Return what ``members`` say beyond what :func:`document_of` makes of the columns."""
    kept = beyond(members, _generated(edition, out))
    kept.pop("caseVersion", None)
    if out.changed:
        kept["lastChangeDateTime"] = out.changed
    return kept


def _generated(edition: FrameworkVersion, out: Outgoing) -> Members:
    framework = edition.framework
    found: Members = {
        "identifier": str(out.document),
        "uri": address("CFDocuments", out.document),
        "caseVersion": V1P1,
        "creator": framework.publisher or str(settings.WAGTAIL_SITE_NAME),
        "title": framework.title,
        "lastChangeDateTime": out.changed,
        "version": edition.label,
    }
    if framework.language != UNKNOWN_LANGUAGE:
        found["language"] = framework.language
    if framework.source.startswith(("http://", "https://")):
        found["officialSourceURL"] = framework.source
    if framework.licence:
        found["licenseURI"] = licence_link(framework.licence)
    if out.ours:
        found["adoptionStatus"] = _STATUSES[FrameworkVersion.Status(edition.status)]
    own = _own(framework, out)
    return {**found, "extensions": {OWN: own}} if own else found


def licence_link(licence: str) -> Members:
    """Return the link to a licence that the library knows by name only."""
    return link(licence, derived_uuid("framework.case.licence", licence), "CFLicenses")


def _own(framework: Framework, out: Outgoing) -> Members:
    own: Members = {"origin": OWN} if out.ours else {}
    if framework.key != derived_key(out.document):
        own["key"] = framework.key
    if framework.kind != OTHER:
        own["kind"] = framework.kind
    if framework.title_en:
        own["title_en"] = framework.title_en
    if framework.source and not framework.source.startswith(("http://", "https://")):
        own["source"] = framework.source
    return own


def beyond(members: Members, generated: Members) -> Members:
    """Return the members that differ from what would be generated; ours of extensions never."""
    kept = {name: value for name, value in members.items() if generated.get(name) != value}
    if "extensions" in kept:
        foreign = {name: value for name, value in kept["extensions"].items() if name != OWN}
        kept.pop("extensions")
        if foreign:
            kept["extensions"] = foreign
    return kept


def merged(generated: Members, kept: Members) -> Members:
    """Return ``generated`` with what was kept over it; the inverse of :func:`beyond`."""
    found = {**generated, **kept}
    if "extensions" in kept and "extensions" in generated:
        found["extensions"] = {**kept["extensions"], **generated["extensions"]}
    return found
