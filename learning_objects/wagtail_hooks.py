"""What ``learning_objects`` adds to Wagtail's admin."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from wagtail import hooks
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet

from learning_objects.models import LearningObject
from learning_objects.studio.policy import LearningObjectPolicy
from learning_objects.studio.viewset import ObjectViewSet

# Before anything asks for the policy of the model, or a stock one would be kept.
register_permission_policy(LearningObject, LearningObjectPolicy(LearningObject))
register_snippet(ObjectViewSet)


@hooks.register("construct_snippet_action_menu", order=100)  # type: ignore[untyped-decorator]
def keep_only_saving(items: list[Any], request: HttpRequest, context: dict[str, Any]) -> None:
    """Leave Wagtail's saving; publishing, unpublishing, deleting and workflow have other ways."""
    if context.get("model") is LearningObject:
        items[:] = [item for item in items if _kept(item)]


def _kept(item: Any) -> bool:
    closed = {
        "action-publish",
        "action-unpublish",
        "action-delete",
        "action-submit",
        "action-restart-workflow",
        "action-cancel-workflow",
    }
    return item.name not in closed and not str(item.name or "").startswith("action-workflow")
