"""The call that a material answers, wherever a page shows the material."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import template
from django.template import Context

from accounts.api import may
from moderation.commissions.queries import call_of
from moderation.commissions.rules import SEE_CALL

register = template.Library()


@register.inclusion_tag("moderation/calls/_answers.html", takes_context=True)
def answered_call(context: Context, object_uuid: UUID) -> dict[str, Any]:
    """Show which call a material answers, with a link for those who may see the call; one query."""
    call = call_of(object_uuid)
    user = context["user"]
    return {"call": call, "may_see": call is not None and may(user, SEE_CALL, call)}
