"""Structured data of an object's page: schema.org ``LearningResource``."""

from __future__ import annotations

import json
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from framework.api import get_tree, path_label
from framework.data import Node
from learning_objects.data import COVERS, KIND_LABELS, PREREQUISITE, VersionView
from learning_objects.licences import BY_SPDX
from learning_objects.presenting import absolute, object_url, source_address, source_title

# What would end the script element or begin a comment in it.
_ESCAPES = {ord(mark): f"\\u{ord(mark):04x}" for mark in "<>&\u2028\u2029"}
_USES = {"scenario": "lesson plan"}


def learning_resource(version: VersionView) -> dict[str, Any]:
    """Return the description of a version by https://schema.org/LearningResource."""
    licence = BY_SPDX.get(version.licence)
    found = {
        "@context": "https://schema.org",
        "@type": "LearningResource",
        "@id": absolute(object_url(version.object_uuid)),
        "url": absolute(object_url(version.object_uuid)),
        "name": version.title,
        "description": version.summary,
        "inLanguage": version.language,
        "learningResourceType": _USES.get(version.kind, str(KIND_LABELS[version.kind])),
        "timeRequired": f"PT{version.length_minutes}M" if version.kind == "scenario" else "",
        "version": str(version.number),
        "identifier": str(version.object_uuid),
        "isAccessibleForFree": True,
        "license": licence.url if licence else version.licence,
        "keywords": list(version.tags),
        **_curriculum(version),
        "author": [
            {
                "@type": "Person",
                "name": author.name,
                "url": absolute(reverse("learning_objects:author", args=[author.uuid])),
            }
            for author in version.authors
        ]
        + _organisation(version),
        "publisher": {"@type": "Organization", "name": source_title(version)},
        "dateCreated": version.first_published_at.isoformat(),
        "datePublished": version.first_published_at.isoformat(),
        "dateModified": version.published_at.isoformat(),
        "sameAs": source_address(version),
        "isBasedOn": version.based_on.address if version.based_on else "",
    }
    return {name: value for name, value in found.items() if value not in ("", [], None)}


def _organisation(version: VersionView) -> list[dict[str, Any]]:
    """Return the organisation in whose name it was published, beside the people."""
    found = version.publisher
    if found is None:
        return []
    return [{"@type": "Organization", "name": found.title, "url": found.address or None}]


def _curriculum(version: VersionView) -> dict[str, Any]:
    """Return what a version teaches and needs, by the framework's nodes that still exist."""
    tree = get_tree()
    nodes = [
        (topic.relation, node) for topic in version.topics if (node := tree.get(topic.node_uuid))
    ]
    covered = [node for relation, node in nodes if relation == COVERS]
    needed = [node for relation, node in nodes if relation == PREREQUISITE]
    return {
        "teaches": [node.title for node in covered if node.title],
        "competencyRequired": [node.title for node in needed if node.title],
        "educationalLevel": sorted({f"{node.grade} класс" for node in covered if node.grade}),
        "educationalAlignment": [_alignment(node) for node in covered],
    }


def _alignment(node: Node) -> dict[str, str]:
    return {
        "@type": "AlignmentObject",
        "alignmentType": "teaches",
        "educationalFramework": node.framework_key,
        "targetName": path_label(node.uuid),
        "targetUrl": absolute(reverse("learning_objects:topic", args=[node.uuid])),
    }


def script_data(value: dict[str, Any]) -> SafeString:
    """Return JSON that cannot leave the ``<script>`` element it is written into."""
    text = json.dumps(value, ensure_ascii=False).translate(_ESCAPES)
    return mark_safe(text)  # noqa: S308  # nosec B308 B703  # <, > and & are escaped above
