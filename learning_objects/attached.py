"""The files that published versions pin, and their words: for the index, and for nobody's draft."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import F

from core.api import emit_all
from learning_objects.data import WORDS_TOPIC, AttachedFile, VersionView
from learning_objects.models import VersionAsset
from media_pipeline.api import document_facts, words_by_digest
from media_pipeline.data import DOCUMENT, DocumentFacts
from media_pipeline.signals import words_read


def attached_files(versions: Iterable[VersionView]) -> dict[UUID, tuple[AttachedFile, ...]]:
    """Return the files of versions in reading order, by object; lost ones are left out.

    Two queries, none where nothing is attached. What a draft holds is never among them: a version
    is what was published.
    """
    pinned = {view.object_uuid: dict(_attachments(view.content.get("body"))) for view in versions}
    ids = {pk for titles in pinned.values() for pk in titles}
    facts = document_facts(ids=ids) if ids else {}
    return {
        uuid: tuple(_file(facts[pk], title) for pk, title in titles.items() if pk in facts)
        for uuid, titles in pinned.items()
    }


def attached_words(digests: Iterable[str]) -> dict[str, str]:
    """Return the words of files by the digests that :func:`attached_files` gave; one query."""
    return words_by_digest(digests=digests)


def listen() -> None:
    """Connect the handler."""
    words_read.connect(tell_of_words, dispatch_uid="learning_objects_tell_of_words")


def tell_of_words(document_ids: list[int], now: datetime, **kwargs: Any) -> None:
    """Say in the outbox that the words of what public objects show can be had, or have changed.

    A handler of ``media_pipeline.signals.words_read``, inside its transaction.
    """
    shown = VersionAsset.objects.filter(
        code=DOCUMENT,
        asset_id__in=document_ids,
        version__learning_object__current_version_id=F("version_id"),
        version__learning_object__withdrawn_at__isnull=True,
    )
    uuids = set(shown.values_list("version__learning_object__uuid", flat=True))
    events: list[tuple[str, dict[str, Any]]] = [(str(uuid), {}) for uuid in sorted(uuids)]
    if events:
        emit_all(topic=WORDS_TOPIC, events=events, now=now)


def _attachments(value: Any) -> Iterator[tuple[int, str]]:
    """Yield (document id, title given by the author) of raw body data."""
    if isinstance(value, dict):
        pk = value.get(DOCUMENT)
        if isinstance(pk, int) and not isinstance(pk, bool):
            yield pk, str(value.get("title") or "")
        for item in value.values():
            yield from _attachments(item)
    elif isinstance(value, list):
        for item in value:
            yield from _attachments(item)


def _file(facts: DocumentFacts, title: str) -> AttachedFile:
    return AttachedFile(
        title=title or facts.title,
        url=facts.url,
        is_captions=facts.is_captions,
        is_read=facts.is_read,
        digest=facts.digest,
        method=facts.method,
        characters=facts.characters,
    )
