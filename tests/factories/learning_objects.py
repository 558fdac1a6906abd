"""Learning objects, made through the same actions that people use."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from accounts.api import User
from core.api import now as clock
from learning_objects.api import create_object, publish_revision, save_draft, start_review
from learning_objects.data import Draft, Provenance, TopicRef, VersionView
from learning_objects.models import LearningObject
from tests.factories.people import make_user

TOPIC = UUID("11111111-1111-4111-8111-111111111111")


def make_stage(title: str = "Опыт", minutes: int = 45, **value: Any) -> dict[str, Any]:
    """Raw data of a stage that passes the checks."""
    stage = {
        "title": title,
        "minutes": minutes,
        "teacher_does": "Собирает цепь и задаёт вопросы.",
        "pupils_do": "Снимают показания приборов.",
        "board": [{"type": "text", "value": "<p>Сила тока растёт вместе с напряжением.</p>"}],
        "pupils_screen": [],
        **value,
    }
    return {"type": "stage", "value": stage}


def make_draft(title: str = "Закон Ома для участка цепи", **fields: Any) -> Draft:
    """A draft that passes every check."""
    defaults: dict[str, Any] = {
        "summary": "Опыт с резистором и график зависимости силы тока от напряжения.",
        "topics": [TopicRef(TOPIC)],
        "tags": ["опыт"],
        "outcome": "Смогу найти сопротивление по показаниям приборов.",
        "key_points": ["Ток растёт с напряжением.", "Сопротивление мешает току.", "I = U / R."],
        "body": [make_stage()],
    }
    return Draft(title=title, **{**defaults, **fields})


def make_object(
    *, by: User | None = None, kind: str = "scenario", draft: Draft | None = None
) -> LearningObject:
    """A draft object with content that passes every check."""
    author = by or make_user("author")
    content = draft or make_draft()
    made = create_object(kind=kind, title=content.title, by=author, now=clock())
    save_draft(learning_object=made, draft=content, by=author, now=clock())
    return made


def make_provenance(*, moderator: User | None = None, now: datetime | None = None) -> Provenance:
    """A decision of the institute, not recorded anywhere else."""
    return Provenance(
        institute_uuid=uuid4(),
        institute_title="Институт содержания образования",
        decision_uuid=uuid4(),
        decided_at=now or clock(),
        moderator_uuid=moderator.uuid if moderator else uuid4(),
    )


def publish(learning_object: LearningObject, *, by: User | None = None) -> VersionView:
    """Publish the latest draft without a submission, as the institute's decision would."""
    moderator = by or make_user("moderator")
    revision_id = start_review(learning_object=learning_object, by=moderator, now=clock())
    return publish_revision(
        learning_object=learning_object,
        revision_id=revision_id,
        provenance=make_provenance(moderator=moderator),
        by=moderator,
        now=clock(),
    )
