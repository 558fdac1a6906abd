"""Registers learning objects with Wagtail's admin, most of its addresses closed."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern
from wagtail.snippets.views.snippets import SnippetViewSet

from accounts.api import may
from learning_objects.data import SCENARIO
from learning_objects.models import LearningObject
from learning_objects.studio.panels import panel_for
from learning_objects.studio.views import ObjectEditView

SEE = "learning_objects.see_draft"
EDIT = "learning_objects.edit"
# Addresses of the stock viewset that stay open, with the rule for reading and for writing.
OPEN: dict[str, tuple[str, str]] = {
    "edit": (SEE, EDIT),
    "preview_on_edit": (SEE, SEE),
    "history": (SEE, SEE),
    "history_results": (SEE, SEE),
    "revisions_view": (SEE, SEE),
    "revisions_revert": (SEE, EDIT),
    "revisions_compare": (SEE, SEE),
}


def guarded(name: str, view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let only those through who may touch the instance; to others it does not exist."""

    @wraps(view)
    def guard(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        rules = OPEN.get(name)
        if rules is None:
            raise Http404
        found = LearningObject.objects.filter(pk=_primary_key(kwargs)).first()
        if found is None or not may(request.user, rules[0], found):
            raise Http404
        writes = request.method == "POST" and not may(request.user, rules[1], found)
        # Behind a lock Wagtail itself refuses, and gives the author's unsaved text back with the
        # reason; a bare refusal here would lose it.
        if writes and found.get_lock() is None:
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guard


def _primary_key(kwargs: dict[str, Any]) -> int:
    value = str(kwargs.get("pk", ""))
    if not value.isdecimal():
        raise Http404
    return int(value)


class ObjectViewSet(SnippetViewSet):
    """The stock addresses stay resolvable (templates reverse them), the closed ones answer 404."""

    model = LearningObject
    icon = "doc-full"
    url_prefix = "objects"
    url_namespace = "studio_objects"
    edit_view_class = ObjectEditView
    edit_template_name = "learning_objects/studio/edit.html"
    add_to_admin_menu = False
    copy_view_enabled = False
    inspect_view_enabled = False

    def get_urlpatterns(self) -> list[URLPattern]:
        """Return the stock addresses, every view behind :func:`guarded`."""
        patterns: list[URLPattern] = super().get_urlpatterns()
        for pattern in patterns:
            pattern.callback = guarded(pattern.name or "", pattern.callback)
        return patterns

    def get_edit_handler(self) -> Any:
        """Return the fullest form; the edit view chooses by kind."""
        return panel_for(SCENARIO)

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        """Take away the links to closed addresses."""
        closed = dict.fromkeys(
            (
                "index_url_name",
                "delete_url_name",
                "usage_url_name",
                "copy_url_name",
                "lock_url_name",
                "unlock_url_name",
                "unpublish_url_name",
                "revisions_unschedule_url_name",
                "workflow_history_url_name",
                "confirm_workflow_cancellation_url_name",
            )
        )
        return {**super().get_common_view_kwargs(**kwargs), **closed}
