"""Reading the words of documents, once for the same bytes."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterable
from datetime import datetime, timedelta
from tempfile import TemporaryFile
from typing import IO, Any

from django.db import transaction

from media_pipeline.models import AssetText, MediaDocument
from media_pipeline.models.document import LOST, UNREAD
from media_pipeline.models.text import DONE, FAILED, NONE
from media_pipeline.signals import words_read
from media_pipeline.texts.data import METHOD, NO_READER, NO_TEXT, PASSING, TextRefused
from media_pipeline.texts.extracting import extract_text

logger = logging.getLogger(__name__)

BATCH = 20
MOST_ATTEMPTS = 3
# After the first failure that may pass, and after the second.
PAUSES = (timedelta(hours=1), timedelta(days=1))
_BLOCK = 1024 * 1024


def read_document(*, document_id: int, now: datetime) -> bool:
    """Read the words of a document unless they are read; say whether there was anything to do.

    Never inside a request: a large file takes seconds. May be repeated. Raises ``OSError`` when the
    storage is away; the document then waits for the next round.
    """
    document = MediaDocument.objects.filter(pk=document_id).first()
    if document is None or not _is_due(document, now):
        return False
    with TemporaryFile() as file:
        try:
            digest = _copy(document, file)
        except (FileNotFoundError, IsADirectoryError, PermissionError):
            _of(document).update(digest=LOST)
            return True
        known = AssetText.objects.filter(digest=digest).first()
        fresh = _read(file, document, digest, known, now) if _is_wanted(known, now) else None
    _keep(document, digest, fresh, now)
    return True


def read_waiting(*, now: datetime, limit: int = BATCH) -> int:
    """Read at most ``limit`` documents that wait; return how many were looked at.

    A storage that is away ends the round: the next one goes on.
    """
    number = 0
    for document_id in waiting_documents(now=now, limit=limit):
        try:
            number += read_document(document_id=document_id, now=now)
        except OSError as error:
            logger.warning("words of document %s wait: %s", document_id, error)
            return number
    return number


def waiting_documents(*, now: datetime, limit: int) -> list[int]:
    """Return the ids of documents whose words have yet to be read, the oldest first."""
    rows = MediaDocument.objects.order_by("id").values_list("id", flat=True)
    unread = list(rows.filter(digest=UNREAD)[:limit])
    due = AssetText.objects.filter(retry_at__lte=now).order_by("retry_at").values("digest")
    again = rows.filter(digest__in=due)[: limit - len(unread)] if len(unread) < limit else []
    return [*unread, *again]


def ask_for_words(*, now: datetime) -> None:
    """Put the reading of what waits into the background; two queries when nothing does."""
    from media_pipeline.tasks import read_waiting_words

    if waiting_documents(now=now, limit=1):
        read_waiting_words.enqueue()


@transaction.atomic
def read_again(*, everything: bool = False) -> int:
    """Let documents be read anew: those without words and those read by an older method.

    With ``everything`` all of them. What was read stays until it is replaced. Returns how many.
    """
    stale = AssetText.objects.exclude(state=DONE, method=METHOD)
    if everything:
        stale = AssetText.objects.all()
    stale.update(method=0)
    asked = MediaDocument.objects.filter(digest__in=stale.values("digest"))
    lost = MediaDocument.objects.filter(digest=LOST)
    return int(asked.update(digest=UNREAD)) + int(lost.update(digest=UNREAD))


def forget_words(*, digests: Iterable[str]) -> int:
    """Delete the words of files that no document has any more."""
    named = set(digests) - {UNREAD, LOST}
    free = named - set(
        MediaDocument.objects.filter(digest__in=named).values_list("digest", flat=True)
    )
    return AssetText.objects.filter(digest__in=free).delete()[0] if free else 0


def _is_due(document: MediaDocument, now: datetime) -> bool:
    if document.digest == UNREAD:
        return True
    return AssetText.objects.filter(digest=document.digest, retry_at__lte=now).exists()


def _is_wanted(known: AssetText | None, now: datetime) -> bool:
    """Say whether the bytes have to be read: not yet, in an older way, or once more."""
    if known is None or known.method != METHOD:
        return True
    return known.retry_at is not None and known.retry_at <= now


def _copy(document: MediaDocument, file: IO[bytes]) -> str:
    """Copy a stored file into ``file``, wound back; return the SHA-256 of its bytes."""
    digest = hashlib.sha256()
    with document.file.storage.open(str(document.file.name)) as stored:
        while block := stored.read(_BLOCK):
            digest.update(block)
            file.write(block)
    file.flush()
    file.seek(0)
    return digest.hexdigest()


def _read(
    file: Any, document: MediaDocument, digest: str, known: AssetText | None, now: datetime
) -> AssetText:
    """Return what is to be kept of the file's words, not yet saved."""
    fresh = AssetText(digest=digest, method=METHOD, read_at=now)
    try:
        read = extract_text(file, document.file_extension.lower())
    except TextRefused as refused:
        fresh.state = NONE if refused.code in (NO_TEXT, NO_READER) else FAILED
        fresh.reason, fresh.detail = refused.code, refused.detail[:60]
        before = known.attempts if known is not None and known.method == METHOD else 0
        fresh.attempts = before + 1
        if refused.code in PASSING and fresh.attempts < MOST_ATTEMPTS:
            fresh.retry_at = now + PAUSES[fresh.attempts - 1]
        logger.info("no words of document %s: %s %s", document.pk, refused.code, refused.detail)
    else:
        fresh.state, fresh.text = DONE, read.text
        fresh.characters, fresh.truncated = len(read.text), read.truncated
    return fresh


@transaction.atomic
def _keep(document: MediaDocument, digest: str, fresh: AssetText | None, now: datetime) -> None:
    """Keep the words, bind the document to them and tell, all or nothing.

    A file that was exchanged meanwhile has another name and is not bound: it has its own turn.
    """
    if fresh is not None:
        _save(fresh)
    _of(document).update(digest=digest)
    having = MediaDocument.objects.filter(digest=digest)
    if fresh is None:
        having = having.filter(pk=document.pk)
    ids = list(having.values_list("pk", flat=True))
    if not ids:
        forget_words(digests=[digest])
    else:
        words_read.send(sender=AssetText, document_ids=ids, now=now)


def _save(fresh: AssetText) -> None:
    names = [
        field.attname
        for field in AssetText._meta.concrete_fields
        if field.attname not in ("id", "digest")
    ]
    values = {name: getattr(fresh, name) for name in names}
    AssetText.objects.update_or_create(digest=fresh.digest, defaults=values)


def _of(document: MediaDocument) -> Any:
    """Return the row as it was read: with the same file, which nobody has exchanged meanwhile."""
    return MediaDocument.objects.filter(pk=document.pk, file=str(document.file.name))
