"""The one task of Wagtail's workflow: the institute has the object."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.models import Task, TaskState

if TYPE_CHECKING:
    from wagtail.models import WorkflowState


class InstituteTask(Task):
    """Locks the editor for everybody while the object is in review, and offers no actions there.

    It is opened and closed only by ``moderation.actions.workflow``. Everything through which
    Wagtail itself would start or move it is refused, so that no button, address or script of the
    admin can contradict the submission.
    """

    class Meta:
        verbose_name = _("task of the institute")
        verbose_name_plural = _("tasks of the institute")

    def start(self, workflow_state: WorkflowState, user: Any = None) -> TaskState:
        """Refuse: only a submission opens the task."""
        raise PermissionDenied("a review is opened by moderation.api.submit only")

    def on_action(self, task_state: TaskState, user: Any, action_name: str, **kwargs: Any) -> None:
        """Refuse: only a decision of the institute closes the task."""
        raise PermissionDenied("a review is decided in moderation only")

    def locked_for_user(self, obj: Any, user: Any) -> bool:
        """Lock for everyone: what is being reviewed must not change."""
        return True

    def user_can_access_editor(self, obj: Any, user: Any) -> bool:
        """Open the editor to nobody who could not open it anyway."""
        return False

    def get_actions(self, obj: Any, user: Any) -> list[tuple[str, str, bool]]:
        """Offer nothing in the editor."""
        return []

    def get_task_states_user_can_moderate(self, user: Any, **kwargs: Any) -> QuerySet[TaskState]:
        """Give stock dashboards nothing: they load every pending task without a limit."""
        states: QuerySet[TaskState] = TaskState.objects.none()
        return states

    @classmethod
    def get_description(cls) -> Any:
        """Say what the task is."""
        return _("The institute reviews; opened and closed by submissions only.")
