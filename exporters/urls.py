"""Addresses of ``exporters``, mounted at ``/packages/``."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from exporters.views import changes, pages

app_name = "exporters"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", pages.show_transfers, name="transfers"),
    path("export/", changes.export, name="export"),
    path("upload/", changes.upload, name="upload"),
    path("<uuid:uuid>/", pages.show_transfer, name="transfer"),
    path("<uuid:uuid>/state/", pages.show_state, name="state"),
    path("<uuid:uuid>/download/", pages.download, name="download"),
    path("<uuid:uuid>/confirm/", changes.confirm, name="confirm"),
    path("<uuid:uuid>/retry/", changes.retry, name="retry"),
    path("<uuid:uuid>/remove/", changes.remove, name="remove"),
]
