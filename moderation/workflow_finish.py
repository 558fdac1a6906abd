"""What Wagtail does when a workflow is finished: publish the reviewed revision.

Wagtail resolves this function while ``wagtail.models`` is being imported, so the module imports
nothing at its top.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from wagtail.models import WorkflowState


def publish_reviewed_revision(workflow_state: WorkflowState, user: Any = None) -> None:
    """Leave publishing to ``moderation``'s decision.

    Wagtail's default publishes the *latest* revision. Here the decision itself publishes the
    revision that the submission names, in the same transaction, before it closes the workflow.
    """
