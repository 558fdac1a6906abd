"""Views of the site itself: front page and the editorial pages."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.views.decorators.http import require_safe

from cms.tour import INSTITUTE, STOPS, address_of, has_demo
from learning_objects.api import (
    all_grades,
    all_subjects,
    get_counts,
    hits_of,
    latest_selections,
    latest_versions,
    public_page,
)

FRESH = 6
SELECTED = 3


@public_page()
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show the front page of the open library: search, grades, subjects, what is new."""
    context = {
        "search_in_page": True,  # the header leaves its own out
        "grades": all_grades(),
        "subjects": all_subjects(),
        "total": get_counts().total,
        "selections": latest_selections(SELECTED),
        "fresh": hits_of(latest_versions(FRESH)),
    }
    return render(request, "cms/home.html", context)


@public_page()
@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """Say what the library is, who answers for it and what may be done with it."""
    return render(request, "cms/about.html")


@public_page()
@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    """Say how to find a lesson, how to write one and how it is reviewed."""
    return render(request, "cms/help.html")


@require_safe
def tour(request: HttpRequest) -> HttpResponse:
    """Lead a newcomer through all roles of the demo library."""
    context = {
        "stops": [(stop, address_of(stop)) for stop in STOPS],
        "institute": [(stop, address_of(stop)) for stop in INSTITUTE],
        "has_demo": has_demo(),
    }
    return render(request, "cms/tour.html", context)


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """Lead to the icon whoever asks at the old address without having read a page."""
    response = redirect(static("ui/icon.svg"))
    response.headers["Cache-Control"] = "public, max-age=86400"
    return response
