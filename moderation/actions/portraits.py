"""What an author says of the children in a picture."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.api import User, require
from core.api import record
from learning_objects.api import LearningObject, assets_of, draft_content
from media_pipeline.api import get_assets
from moderation.actions.access import OBJECT
from moderation.models import Portrait

TELL_PORTRAIT = "moderation.tell_portrait"


@dataclass(frozen=True, slots=True)
class Consent:
    """A consent of the children's parents: who recorded it, when, where the paper is kept."""

    by: str
    on: date
    kept_where: str


class UnknownPicture(Exception):
    """The draft shows no such picture."""


@transaction.atomic
def tell_portrait(
    *,
    learning_object: LearningObject,
    image_id: int,
    recognisable: bool,
    consent: Consent | None = None,
    by: User,
    now: datetime,
) -> Portrait:
    """Keep the author's answer for a picture of the draft; an exchanged file is asked about anew.

    Raises ``NotAllowed`` unless ``by`` may edit the draft, :class:`UnknownPicture`, and
    ``ValueError`` for a consent that is not whole or lies in the future.
    """
    require(by, TELL_PORTRAIT, learning_object)
    shown = set(assets_of(draft_content(learning_object)["body"]))
    image = get_assets(code="image", ids=[image_id]).get(image_id)
    if ("image", image_id) not in shown or image is None:
        raise UnknownPicture
    facts = _consent_facts(consent if recognisable else None, now)
    portrait, _made = Portrait.objects.update_or_create(
        image_id=image_id,
        defaults={
            "file_hash": image.file_hash,
            "recognisable": recognisable,
            "told_by": by,
            "told_at": now,
            **facts,
        },
    )
    _note(learning_object, image_id, recognisable, consent, by, now)
    return portrait


def _consent_facts(consent: Consent | None, now: datetime) -> dict[str, object]:
    if consent is None:
        return {"consent_by": "", "consent_on": None, "kept_where": ""}
    if not consent.by.strip() or not consent.kept_where.strip():
        raise ValueError(_("Say who recorded the consent and where it is kept."))
    if consent.on > now.date():
        raise ValueError(_("The consent cannot be dated in the future."))
    return {
        "consent_by": consent.by.strip()[:200],
        "consent_on": consent.on,
        "kept_where": consent.kept_where.strip()[:300],
    }


def _note(
    learning_object: LearningObject,
    image_id: int,
    recognisable: bool,
    consent: Consent | None,
    by: User,
    now: datetime,
) -> None:
    """The audit says that it was answered; names of people stay in the table alone."""
    record(
        action="moderation.tell_portrait",
        by=by.uuid,
        object_code=OBJECT,
        object_uuid=learning_object.uuid,
        now=now,
        data={"image": image_id, "recognisable": recognisable, "consent": consent is not None},
    )
