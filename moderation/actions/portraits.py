"""What an author says of the children in a photograph or a recording."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.api import User, require
from core.api import record
from learning_objects.api import LearningObject, draft_content
from moderation.actions.access import OBJECT
from moderation.checks.operators.portraits import told_of
from moderation.checks.pieces import study_content
from moderation.checks.portraits import UNANSWERED, Shown, missing_of, shown_in
from moderation.models import Portrait

TELL_PORTRAIT = "moderation.tell_portrait"


@dataclass(frozen=True, slots=True)
class Consent:
    """A consent of the children's parents: who recorded it, when, where the paper is kept."""

    by: str
    on: date
    kept_where: str


class UnknownPicture(Exception):
    """The draft shows no such picture, and links to no such recording."""


@transaction.atomic
def tell_portrait(
    *,
    learning_object: LearningObject,
    key: str,
    recognisable: bool,
    consent: Consent | None = None,
    by: User,
    now: datetime,
) -> Portrait:
    """Keep the author's answer for what the draft shows under ``key`` (``checks.portraits``).

    Raises ``NotAllowed`` unless ``by`` may edit the draft, :class:`UnknownPicture`, and
    ``ValueError`` for a consent that is not whole or lies in the future.
    """
    require(by, TELL_PORTRAIT, learning_object)
    shown = next((item for item in _shown(learning_object) if item.key == key), None)
    if shown is None:
        raise UnknownPicture
    facts = _consent_facts(consent if recognisable else None, now)
    return _keep(learning_object, shown, by, now, {"recognisable": recognisable, **facts})


@transaction.atomic
def tell_rest_shows_nobody(*, learning_object: LearningObject, by: User, now: datetime) -> int:
    """Say of everything that is not answered yet that no child can be recognised; returns how many.

    Raises ``NotAllowed``.
    """
    require(by, TELL_PORTRAIT, learning_object)
    shown = _shown(learning_object)
    missing = missing_of(shown, told_of(shown))
    rest = [item for item in shown if missing[item.key] == UNANSWERED]
    for item in rest:
        _keep(learning_object, item, by, now, {"recognisable": False, **_consent_facts(None, now)})
    return len(rest)


def _shown(learning_object: LearningObject) -> list[Shown]:
    content = draft_content(learning_object)
    return shown_in(study_content(learning_object.kind, content, learning_object.uuid))


def _keep(
    learning_object: LearningObject, shown: Shown, by: User, now: datetime, facts: dict[str, object]
) -> Portrait:
    """Write the answer. The audit says that it was given; names of people stay in the table."""
    portrait, _made = Portrait.objects.update_or_create(
        key=shown.key,
        defaults={"file_hash": shown.stamp, "told_by": by, "told_at": now, **facts},
    )
    consent = bool(facts["consent_by"])
    record(
        action="moderation.tell_portrait",
        by=by.uuid,
        object_code=OBJECT,
        object_uuid=learning_object.uuid,
        now=now,
        data={"of": shown.key, "recognisable": portrait.recognisable, "consent": consent},
    )
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
