"""From a revision's stored JSON to plain content, without building the object.

Content is a dictionary with the fields of ``data.Draft`` (and ``based_on``, the facts of
``data.BasedOn``, for what was made from another object); versions, checks, renderers and the
review screen all read this one shape.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
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


def contents_of_revisions(revisions: Iterable[Revision]) -> dict[int, dict[str, Any]]:
    """Return the plain contents of stored revisions by id; one query for the tags of all."""
    stored = {revision.pk: revision.content for revision in revisions}
    names = _tag_rows(item for data in stored.values() for item in data.get("tagged_items", []))
    return {pk: content_of_data(data, tags=names) for pk, data in stored.items()}


def content_of_data(
    stored: dict[str, Any], *, tags: dict[int, str] | None = None
) -> dict[str, Any]:
    """Return the plain content of an object's serialised data (as ``serializable_data`` gives).

    ``tags`` are the names of tags by id, where they are at hand.
    """
    content: dict[str, Any] = {name: stored.get(name) or "" for name in PLAIN}
    content["length_minutes"] = int(stored.get("length_minutes") or 0)
    for name in (*LINES, *PAIRS):
        content[name] = [item["value"] for item in _stream(stored.get(name))]
    content["body"] = _stream(stored.get("body"))
    content["topics"] = _topics(stored.get("topic_links", []))
    items = stored.get("tagged_items", [])
    names = _tag_rows(items) if tags is None else tags
    content["tags"] = [names[item["tag"]] for item in items if item.get("tag") in names]
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


def _tag_rows(items: Iterable[dict[str, Any]]) -> dict[int, str]:
    """Return the names of the tags that a revision refers to by id."""
    from taggit.models import Tag

    ids = {item["tag"] for item in items if item.get("tag")}
    if not ids:
        return {}
    return dict(Tag.objects.filter(id__in=ids).values_list("id", "name"))


def digest_of(facts: dict[str, Any]) -> str:
    """Return the SHA-256 of the canonical JSON (sorted keys, no spaces, UTF-8) of ``facts``."""
    canonical = json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def version_digest(*, kind: str, authors: list[dict[str, str]], content: dict[str, Any]) -> str:
    """Return the digest of a version: what was said, of what kind, and by whom."""
    return digest_of({"kind": kind, "authors": authors, **content})
