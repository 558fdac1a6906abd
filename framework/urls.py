"""Addresses of ``framework``."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from framework import views

app_name = "framework"
urlpatterns: list[URLPattern | URLResolver] = [
    path("choose/", views.choose, name="choose"),
    path("choose/children/", views.children, name="children"),
]
