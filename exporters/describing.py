"""What a package says of itself to people and to programs that do not know our format."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from exporters.layout import ATTRIBUTIONS, CRATE, MANIFEST, NODES, moment, object_name
from learning_objects.api import attribution, licence_of, view_of_record
from learning_objects.data import ObjectRecord, OriginFacts

_CONTEXT = "https://w3id.org/ro/crate/1.1/context"
_CONFORMS = "https://w3id.org/ro/crate/1.1"


@dataclass
class Description:
    """Collects what is said of the objects while they are packed."""

    library: OriginFacts
    now: datetime
    parts: list[dict[str, Any]] = field(default_factory=list)
    people: dict[str, dict[str, Any]] = field(default_factory=dict)
    sentences: dict[str, list[str]] = field(
        default_factory=lambda: {language: [] for language in ATTRIBUTIONS}
    )

    def add(self, record: ObjectRecord) -> None:
        """Take an object in."""
        view = view_of_record(record, library=self.library)
        licence = licence_of(view)
        self.parts.append(
            {
                "@id": object_name(record.uuid),
                "@type": "File",
                "name": view.title,
                "description": view.summary,
                "encodingFormat": "application/json",
                "identifier": str(record.uuid),
                "version": str(view.number),
                "inLanguage": view.language,
                "license": {"@id": licence.url} if licence else view.licence,
                "author": [{"@id": f"#{author.uuid}"} for author in view.authors],
                "datePublished": moment(view.published_at),
                "creativeWorkStatus": "withdrawn" if record.withdrawn_at else "published",
            }
        )
        for author in view.authors:
            self.people[str(author.uuid)] = {
                "@id": f"#{author.uuid}",
                "@type": "Person",
                "name": author.name,
            }
        for language, sentences in self.sentences.items():
            with override(language):
                sentences.append(attribution(view))

    def attribution(self, language: str) -> str:
        """Return the text that names authors and licences, a paragraph for each object."""
        with override(language):
            head = _("Materials of the library “%(title)s” (%(address)s), packed on %(date)s.") % {
                "title": self.library.title,
                "address": self.library.address,
                "date": self.now.date().isoformat(),
            }
            rule = _("Whoever uses a material names its authors and its licence so:")
        return "\n\n".join([head, rule, *self.sentences[language], ""])

    def crate(self, other_parts: Iterable[str]) -> dict[str, Any]:
        """Return the RO-Crate 1.1 metadata of the payload."""
        files = [
            {"@id": name, "@type": "File", "encodingFormat": _media_type(name)}
            for name in other_parts
        ]
        licences = {
            str(part["license"]["@id"]) for part in self.parts if isinstance(part["license"], dict)
        }
        publisher = {
            "@id": self.library.address,
            "@type": "Organization",
            "name": self.library.title,
            "url": self.library.address,
        }
        root = {
            "@id": "./",
            "@type": "Dataset",
            "name": _package_name(self.library),
            "description": _package_name(self.library),
            "datePublished": moment(self.now),
            "publisher": {"@id": self.library.address},
            "license": [{"@id": address} for address in sorted(licences)],
            "hasPart": [{"@id": part["@id"]} for part in (*self.parts, *files)],
        }
        works = [
            {"@id": address, "@type": "CreativeWork", "name": address}
            for address in sorted(licences)
        ]
        head = {
            "@id": CRATE,
            "@type": "CreativeWork",
            "conformsTo": {"@id": _CONFORMS},
            "about": {"@id": "./"},
        }
        graph = [head, root, publisher, *works, *self.people.values(), *self.parts, *files]
        return {"@context": _CONTEXT, "@graph": graph}


def _package_name(library: OriginFacts) -> str:
    return f"{library.title} ({library.address})"


def _media_type(name: str) -> str:
    if name in (MANIFEST, NODES):
        return "application/json"
    return "text/plain" if name.endswith(".txt") else "application/octet-stream"
