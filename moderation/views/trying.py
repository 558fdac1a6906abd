"""Trying a rule on one material that the editor of the rule may see."""

from __future__ import annotations

import re
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext as _

from accounts.api import may
from learning_objects.api import draft_content, get_object, get_version, revision_content
from moderation import api
from moderation.checks.facts import RuleFacts
from moderation.checks.previewing import try_rule
from moderation.rule_forms import TryForm
from moderation.rules import SEE

_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
Found = tuple[UUID, str, str, dict[str, Any]]


def try_on(request: HttpRequest, facts: RuleFacts, form: TryForm, context: dict[str, Any]) -> None:
    """Put what the rule finds into ``context``, or say at the field that there is no material."""
    form.is_valid()
    named = _UUID.search(form.cleaned_data.get("address", ""))
    found = find_material(request, UUID(named[0])) if named else None
    if found is None:
        form.add_error("address", _("There is no such material that you may see."))
        return
    uuid, kind, title, content = found
    context["tried"] = title
    context["findings"] = try_rule(facts, kind=kind, content=content, object_uuid=uuid)


def find_material(request: HttpRequest, uuid: UUID) -> Found | None:
    """Return (uuid, kind, title, content) of a public object, a submission, or one's own draft."""
    version = get_version(uuid=uuid)
    if version is not None and not version.withdrawn:
        return version.object_uuid, version.kind, version.title, version.content
    submission = api.get_submission(uuid=uuid)
    if submission is not None and may(request.user, SEE, submission):
        content = revision_content(revision_id=submission.revision_id)
        return submission.object_uuid, submission.kind, submission.title, content
    found = get_object(uuid=uuid)
    if found is None or found.is_received:
        return None
    if not may(request.user, "learning_objects.see_draft", found):
        return None
    return found.uuid, found.kind, found.draft_title, draft_content(found)
