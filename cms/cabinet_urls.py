"""Addresses of the author's cabinet."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path
from django.views.generic import RedirectView

app_name = "cabinet"
_wait = RedirectView.as_view(url="/")
urlpatterns: list[URLPattern | URLResolver] = [
    path("", _wait, name="list"),
    path("create/", _wait, name="create"),
    path("<uuid:uuid>/", _wait, name="object"),
    path("<uuid:uuid>/checks/", _wait, name="checks"),
]
