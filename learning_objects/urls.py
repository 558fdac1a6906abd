"""Addresses of ``learning_objects``."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver

app_name = "learning_objects"
urlpatterns: list[URLPattern | URLResolver] = []
