"""What would hold up a request: reading the words of files."""

from __future__ import annotations

from django_tasks import task

from core.api import now


@task()
def read_words(document_id: int) -> None:
    """Read the words of a document that was taken in."""
    from media_pipeline.actions.reading import read_document

    read_document(document_id=document_id, now=now())


@task()
def read_waiting_words() -> None:
    """Read the words of what waits; a full batch asks for the next one."""
    from media_pipeline.actions.reading import BATCH, read_waiting

    if read_waiting(now=now()) == BATCH:
        read_waiting_words.enqueue()
