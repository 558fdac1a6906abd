"""The list of published frameworks."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from learning_objects.frameworks import framework_cards
from learning_objects.public_pages import public_page


@public_page()
@require_safe
def list_frameworks(request: HttpRequest) -> HttpResponse:
    """Show the published frameworks with their editions, sources and outermost nodes."""
    context = {"breadcrumbs": [(_("Frameworks"), "")], "cards": framework_cards()}
    return render(request, "learning_objects/public/frameworks.html", context)
