"""Reads of the words of documents."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Count

from media_pipeline.data import DocumentFacts, TextCount
from media_pipeline.models import AssetText, MediaDocument
from media_pipeline.models.document import LOST, UNREAD
from media_pipeline.models.text import DONE
from media_pipeline.texts.data import CAPTIONS


def document_facts(*, ids: Iterable[int]) -> dict[int, DocumentFacts]:
    """Return what is known of documents by id, without their words; at most two queries."""
    rows = MediaDocument.objects.filter(pk__in=set(ids)).only("title", "file", "digest")
    documents = {row.pk: row for row in rows}
    digests = {row.digest for row in documents.values()} - {UNREAD, LOST}
    found = AssetText.objects.filter(digest__in=digests, state=DONE).defer("text")
    texts = {text.digest: text for text in found} if digests else {}
    return {pk: _facts(row, texts.get(row.digest)) for pk, row in documents.items()}


def _facts(document: MediaDocument, text: AssetText | None) -> DocumentFacts:
    return DocumentFacts(
        id=document.pk,
        title=document.title,
        url=document.url,
        is_captions=document.file_extension.lower() in CAPTIONS,
        is_read=document.digest != UNREAD,
        digest=text.digest if text else "",
        method=text.method if text else 0,
        characters=text.characters if text else 0,
    )


def words_by_digest(*, digests: Iterable[str]) -> dict[str, str]:
    """Return the words kept under each digest; unknown ones are left out. One query, none for none.

    Whoever asks has made sure that the reader may have the files.
    """
    wanted = set(digests) - {""}
    if not wanted:
        return {}
    found = AssetText.objects.filter(digest__in=wanted, state=DONE)
    return dict(found.values_list("digest", "text"))


def count_texts() -> list[TextCount]:
    """Return how many files have words, have none or could not be read, and why."""
    rows = AssetText.objects.values_list("state", "reason").annotate(Count("id"))
    counted = [TextCount(*row) for row in rows.order_by("state", "reason")]
    waiting = MediaDocument.objects.filter(digest=UNREAD).count()
    lost = MediaDocument.objects.filter(digest=LOST).count()
    return [*counted, TextCount("waiting", "", waiting), TextCount("lost", "", lost)]
