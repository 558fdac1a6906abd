"""Addresses of the author's cabinet."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver

app_name = "cabinet"
urlpatterns: list[URLPattern | URLResolver] = []
