"""Addresses of ``search``."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from search import views

app_name = "search"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.results, name="results"),
    path("suggest/", views.suggestions, name="suggest"),
    path("opensearch.xml", views.opensearch, name="opensearch"),
]
