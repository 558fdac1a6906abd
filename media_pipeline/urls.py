"""Addresses of ``media_pipeline``."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from media_pipeline.views import public_file

app_name = "media_pipeline"
urlpatterns: list[URLPattern | URLResolver] = [path("<path:path>", public_file, name="file")]
