"""Keeps the index of public texts and pictures: what the outbox tells, and what it never told."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction

from core.api import acknowledge, pending
from learning_objects.api import assets_of, get_versions, public_uuids
from learning_objects.data import PUBLISHED_TOPIC, WITHDRAWN_TOPIC, VersionView
from moderation.checks import minhash, passages
from moderation.checks.pieces import study_content
from moderation.models import PassagePrint, PictureUse, TextBand, TextPrint

CONSUMER = "likeness"
TOPICS = (PUBLISHED_TOPIC, WITHDRAWN_TOPIC)
BATCH = 50
_ROWS = 500


def drain(*, now: datetime) -> int:
    """Bring the index up to the outbox, one batch in one transaction; returns events taken."""
    with transaction.atomic():
        items = pending(consumer=CONSUMER, limit=BATCH)
        renew({UUID(item.key) for item in items})
        acknowledge(ids=[item.pk for item in items])
    return len(items)


def lags() -> bool:
    """Say whether the outbox holds something that the index has not taken."""
    with transaction.atomic():
        return bool(pending(consumer=CONSUMER, limit=1))


def renew(uuids: Iterable[UUID]) -> None:
    """Make the index of these objects what is public of them now; nothing, if nothing is."""
    wanted = set(uuids)
    if not wanted:
        return
    versions = get_versions(wanted)
    TextPrint.objects.filter(object_uuid__in=wanted).delete()
    PictureUse.objects.filter(object_uuid__in=wanted).delete()
    # The older first: a derivative's lineage is read from what it was made from.
    for version in sorted(versions.values(), key=lambda item: item.published_at):
        _write(version)


def rebuild() -> int:
    """Index what is public and not yet in the index: what is older than it; returns how much."""
    known = set(TextPrint.objects.values_list("object_uuid", flat=True))
    lacking = [uuid for uuid in public_uuids() if uuid not in known]
    for start in range(0, len(lacking), BATCH):
        with transaction.atomic():
            renew(lacking[start : start + BATCH])
    return len(lacking)


def _write(version: VersionView) -> None:
    studied = study_content(version.kind, version.content)
    items = minhash.shingles_of(studied.pieces)
    signature = minhash.sign(items)
    made = TextPrint.objects.create(
        object_uuid=version.object_uuid,
        number=version.number,
        title=version.title[:200],
        signature=minhash.pack(signature),
        shingles=len(items),
        lineage=_lineage(version),
        authors=[str(author.uuid) for author in version.authors],
    )
    # A text too short to be compared has no bands: all of them would resemble each other.
    keys = minhash.band_keys(signature) if len(items) >= minhash.LEAST_SHINGLES else []
    TextBand.objects.bulk_create((TextBand(text_print=made, key=key) for key in keys), _ROWS)
    chosen = passages.prints_of(studied.pieces)
    PassagePrint.objects.bulk_create(
        (PassagePrint(text_print=made, key=key) for key in sorted(chosen)), _ROWS
    )
    shown = {pk for code, pk in assets_of(version.content.get("body") or []) if code == "image"}
    PictureUse.objects.bulk_create(
        PictureUse(object_uuid=version.object_uuid, title=version.title[:200], image_id=pk)
        for pk in sorted(shown)
    )


def _lineage(version: VersionView) -> list[str]:
    """Return what it was made from, and what that was made from, the nearest first."""
    if version.based_on is None:
        return []
    parent = TextPrint.objects.filter(object_uuid=version.based_on.uuid).first()
    return [str(version.based_on.uuid), *(parent.lineage if parent else [])]
