"""What the institute does when something was saved: puts the slow looks into the background."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models.signals import post_save


def listen() -> None:
    """Connect the handlers."""
    from wagtail.models import Revision

    from media_pipeline.api import MediaImage
    from moderation.models import Decision, Submission

    for model, handler in (
        (Revision, note_draft),
        (MediaImage, note_image),
        (Submission, note_review),
        (Decision, note_review),
    ):
        post_save.connect(handler, sender=model, dispatch_uid=f"moderation_{handler.__name__}")


def note_draft(instance: Any, **kwargs: Any) -> None:
    """Remember the links of a saved draft; new ones are looked at in the background."""
    from core.api import now
    from learning_objects.api import LearningObject
    from moderation.checks.link_states import addresses_in, note_links
    from moderation.tasks import look_at_links

    if settings.LINK_CHECKS == "off" or "body" not in (instance.content or {}):
        return
    addresses = addresses_in(instance.content)
    if not addresses or instance.content_type.model_class() is not LearningObject:
        return
    if note_links(addresses, now=now()):
        transaction.on_commit(look_at_links.enqueue)


def note_image(instance: Any, **kwargs: Any) -> None:
    """Have an uploaded or exchanged picture hashed."""
    from moderation.tasks import print_image

    image_id = instance.pk
    transaction.on_commit(lambda: print_image.enqueue(image_id))


def note_review(instance: Any, **kwargs: Any) -> None:
    """Bring the index of published texts up to date when the institute has moved something."""
    from moderation.tasks import keep_likeness

    transaction.on_commit(keep_likeness.enqueue)
