"""Wagtail's edit view with only saving left of its actions."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.snippets.views.snippets import EditView

from learning_objects.studio.panels import panel_for


class ObjectEditView(EditView):
    """The editing screen of one object.

    Submitting, approving, publishing, locking and cancelling are not Wagtail's here: a hand-made
    POST naming one of those actions is treated as a plain save.
    """

    def get_panel(self) -> Any:
        """Return the form for the object's kind."""
        return panel_for(self.object.kind)

    def get_form_class(self) -> Any:
        """Build the form from the kind's panel, not from the viewset's common one."""
        return self.panel.get_form_class()

    def get_available_actions(self) -> list[str]:
        """Allow saving and nothing else."""
        return ["edit"]

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Lead back to the author's cabinet."""
        return [
            {"url": reverse("cabinet:list"), "label": _("My materials")},
            {
                "url": reverse("cabinet:object", args=[self.object.uuid]),
                "label": self.object.draft_title,
            },
            {"url": "", "label": _("Editing")},
        ]

    def get_success_buttons(self) -> list[Any]:
        """Offer no link to the stock pages."""
        return []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Tell the template where the checks of the draft are."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context["checks_url"] = reverse("cabinet:checks", args=[self.object.uuid])
        context["cabinet_url"] = reverse("cabinet:object", args=[self.object.uuid])
        return context
