"""What ``moderation`` adds to Wagtail's editor: the ways to the review, nothing to decide."""

from __future__ import annotations

from typing import Any

from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.snippets.action_menu import ActionMenuItem

from learning_objects.api import LearningObject
from moderation.data import APPROVED, UNSETTLED
from moderation.models import Remark


class SendForReviewItem(ActionMenuItem):
    """Leads to the page that shows the checks and submits; unsaved typing is saved before."""

    name = "action-send-for-review"
    label = _("Send for review")
    icon_name = "resubmit"

    def is_shown(self, context: dict[str, Any]) -> bool:
        """Show it on an existing draft that is not in review."""
        return context["view"] == "edit" and not context.get("locked_for_user")

    def get_url(self, parent_context: dict[str, Any]) -> str:
        """Return the address of the page before submission."""
        return reverse("moderation:submit", args=[parent_context["instance"].uuid])


class RemarksItem(ActionMenuItem):
    """Leads to what the expert said, while something of it is unsettled."""

    name = "action-remarks"
    label = _("Remarks of the expert")
    icon_name = "comment"

    def is_shown(self, context: dict[str, Any]) -> bool:
        """Show it when there are remarks to work on."""
        if context["view"] != "edit":
            return False
        uuid = context["instance"].uuid
        unsettled = Remark.objects.filter(submission__object_uuid=uuid, state__in=UNSETTLED)
        return unsettled.exclude(submission__state=APPROVED).exists()

    def get_url(self, parent_context: dict[str, Any]) -> str:
        """Return the address of the object's page in the cabinet."""
        address = reverse("cabinet:object", args=[parent_context["instance"].uuid])
        return f"{address}#remarks"


@hooks.register("register_snippet_action_menu_item")  # type: ignore[untyped-decorator]
def offer_review(model: type) -> ActionMenuItem | None:
    """Offer to send a learning object for review from its editor."""
    return SendForReviewItem(order=60) if model is LearningObject else None


@hooks.register("register_snippet_action_menu_item")  # type: ignore[untyped-decorator]
def offer_remarks(model: type) -> ActionMenuItem | None:
    """Offer the way to the expert's remarks from the editor of a learning object."""
    return RemarksItem(order=70) if model is LearningObject else None


@hooks.register("insert_editor_js")  # type: ignore[untyped-decorator]
def open_the_place_of_a_remark() -> SafeString:
    """Open, in the editor, the stages around the block that the address names."""
    address = static("moderation/editor_place.js")
    return format_html('<script type="module" src="{}"></script>', address)
