"""Addresses of ``media_pipeline``."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver

app_name = "media_pipeline"
urlpatterns: list[URLPattern | URLResolver] = []
