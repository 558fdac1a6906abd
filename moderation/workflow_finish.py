"""What Wagtail does when a workflow is finished: nothing but make sure that we finished it.

Wagtail resolves this function while ``wagtail.models`` is being imported, so the module imports
nothing at its top.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from wagtail.models import WorkflowState


def publish_reviewed_revision(workflow_state: WorkflowState, user: Any = None) -> None:
    """Refuse to finish a workflow that no decision of the institute has closed.

    Wagtail's default publishes the *latest* revision. Here the decision itself publishes the
    revision that the submission names and closes the workflow's rows in the same transaction, so
    this is reached only when something else calls ``WorkflowState.finish``; raising rolls it back.
    """
    from django.core.exceptions import PermissionDenied

    raise PermissionDenied("a review is finished by moderation.api.approve only")
