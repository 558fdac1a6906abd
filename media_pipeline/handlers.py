"""What happens when a document was saved or deleted."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete, post_save


def listen() -> None:
    """Connect the handlers."""
    from media_pipeline.models import MediaDocument

    for signal, handler in ((post_save, ask_for_words), (post_delete, drop_words)):
        signal.connect(
            handler, sender=MediaDocument, dispatch_uid=f"media_pipeline_{handler.__name__}"
        )


def ask_for_words(instance: Any, **kwargs: Any) -> None:
    """Have the words of a new or exchanged file read in the background; forget the old ones."""
    from media_pipeline.actions.reading import forget_words
    from media_pipeline.models.document import UNREAD
    from media_pipeline.tasks import read_words

    if instance.exchanged_digest != UNREAD:
        forget_words(digests=[instance.exchanged_digest])
        instance.exchanged_digest = UNREAD

    if instance.digest == UNREAD:
        transaction.on_commit(partial(read_words.enqueue, instance.pk))


def drop_words(instance: Any, **kwargs: Any) -> None:
    """Forget the words of a file that nobody has any more."""
    from media_pipeline.actions.reading import forget_words

    forget_words(digests=[instance.digest])
