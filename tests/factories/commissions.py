"""Calls for authors and parts in them, made through the real actions."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from accounts.api import User
from core.api import now as clock
from moderation.api import (
    accept_taking,
    apply_for,
    begin_draft,
    create_commission,
    open_commission,
)
from moderation.commissions.data import Brief
from moderation.models import Commission, Submission, Taking
from tests.factories import moderation
from tests.factories.library import topic
from tests.factories.people import make_user

TITLE = "Сценарий: ток в лампе"


def make_brief(*, node: UUID | None = None, now: datetime | None = None, **changes: Any) -> Brief:
    """A call that can be opened: a scenario for a topic of physics, due in two weeks."""
    facts: dict[str, Any] = {
        "title": TITLE,
        "kind": "scenario",
        "wanted": "Урок с опытом, который идёт без лаборатории.",
        "outcome": "Смогу собрать цепь и измерить силу тока.",
        "deadline": timezone.localdate(now or clock()) + timedelta(days=14),
    }
    return Brief(node_uuid=node or topic(), **{**facts, **changes})


def make_call(
    *,
    by: User | None = None,
    node: UUID | None = None,
    now: datetime | None = None,
    is_open: bool = True,
    **changes: Any,
) -> Commission:
    """Write a call and open it; the framework must be there."""
    moment = now or clock()
    who = by or make_user("methodologist")
    brief = make_brief(node=node, now=moment, **changes)
    made = create_commission(brief=brief, by=who, now=moment)
    if is_open:
        open_commission(commission=made, by=who, now=moment)
    return made


def make_taking(
    call: Commission,
    *,
    by: User | None = None,
    now: datetime | None = None,
    accepted: bool = False,
    begun: bool = False,
) -> Taking:
    """Apply for a call; ``accepted`` by who wrote it, ``begun`` with a draft of its own."""
    moment, author = now or clock(), by or make_user("author")
    made = apply_for(commission=call, plan="Опыт с лампой.", by=author, now=moment)
    if accepted or begun:
        accept_taking(taking=made, by=call.created_by, now=moment)
        call.refresh_from_db()
    if begun:
        begin_draft(taking=made, by=author, now=moment)
    return made


def approve_it(submission: Submission, *, by: User, now: datetime) -> None:
    """Let the expert approve what they have claimed."""
    moderation.approve(submission=submission, by=by, now=now)


def return_it(submission: Submission, *, by: User, now: datetime) -> None:
    """Let the expert return what they have claimed."""
    moderation.return_submission(submission=submission, letter="Добавьте опыт.", by=by, now=now)
