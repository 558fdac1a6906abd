"""Addresses that machines read: sitemap, feed, robots.txt."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from learning_objects import feeds
from learning_objects.public_pages import public_page


@public_page()
@require_safe
def show_sitemap(request: HttpRequest) -> HttpResponse:
    """Show the index of the sitemap."""
    return HttpResponse(feeds.sitemap_index(), content_type="application/xml")


@public_page()
@require_safe
def show_sitemap_part(request: HttpRequest, name: str) -> HttpResponse:
    """Show one file of the sitemap: ``catalogue`` or a number."""
    text = feeds.sitemap_catalogue() if name == "catalogue" else feeds.sitemap_part(int(name))
    if text is None:
        raise Http404
    return HttpResponse(text, content_type="application/xml")


@public_page()
@require_safe
def show_feed(request: HttpRequest) -> HttpResponse:
    """Show the last publications as Atom."""
    return HttpResponse(feeds.atom_feed(), content_type="application/atom+xml; charset=utf-8")


@require_safe
def show_robots(request: HttpRequest) -> HttpResponse:
    """Show ``robots.txt``."""
    response = HttpResponse(feeds.robots(), content_type="text/plain; charset=utf-8")
    response.headers["Cache-Control"] = "public, max-age=3600"
    return response
