"""From a revision's stored JSON to plain content, without building the object.

Content is a dictionary with the fields of ``data.Draft`` (and ``based_on``, the facts of
``data.BasedOn``, for what was made from another object); versions, checks, renderers and the
review screen all read this one shape.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any

from wagtail.models import Revision

PLAIN = (
    "title",
    "summary",
    "language",
    "licence",
    "length_minutes",
    "outcome",
    "equipment",
    "safety",
    "support",
    "extension",
    "homework",
)
LINES = ("key_points", "planned_results")
PAIRS = ("misconceptions", "keywords")


def content_of_revision(revision: Revision) -> dict[str, Any]:
    """Return the plain content of a stored revision."""
    return content_of_data(revision.content)


def content_of_data(stored: dict[str, Any]) -> dict[str, Any]:
    """Return the plain content of an object's serialised data (as ``serializable_data`` gives)."""
    content: dict[str, Any] = {name: stored.get(name) or "" for name in PLAIN}
    content["length_minutes"] = int(stored.get("length_minutes") or 0)
    for name in (*LINES, *PAIRS):
        content[name] = [item["value"] for item in _stream(stored.get(name))]
    content["body"] = _stream(stored.get("body"))
    content["topics"] = _topics(stored.get("topic_links", []))
    content["tags"] = _tag_names(stored.get("tagged_items", []))
    if stored.get("based_on"):
        content["based_on"] = stored["based_on"]
    return content


def _topics(links: list[dict[str, Any]]) -> list[dict[str, str]]:
    """Return the links once each: the form lets an author choose the same topic twice."""
    pairs = dict.fromkeys((str(link["node_uuid"]), str(link["relation"])) for link in links)
    return [{"node_uuid": node, "relation": relation} for node, relation in pairs]


def _stream(stored: Any) -> list[dict[str, Any]]:
    """Return StreamField raw data; in a revision it is a JSON string."""
    if not stored:
        return []
    return json.loads(stored) if isinstance(stored, str) else list(stored)


def _tag_names(items: list[dict[str, Any]]) -> list[str]:
    """Return the names of the tags that a revision refers to by id."""
    from taggit.models import Tag

    ids = [item["tag"] for item in items if item.get("tag")]
    if not ids:
        return []
    names = dict(Tag.objects.filter(id__in=ids).values_list("id", "name"))
    return [names[tag_id] for tag_id in ids if tag_id in names]


def digest_of(facts: dict[str, Any]) -> str:
    """Return the SHA-256 of the canonical JSON (sorted keys, no spaces, UTF-8) of ``facts``."""
    canonical = json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def version_digest(*, kind: str, authors: list[dict[str, str]], content: dict[str, Any]) -> str:
    """Return the digest of a version: what was said, of what kind, and by whom."""
    return digest_of({"kind": kind, "authors": authors, **content})
