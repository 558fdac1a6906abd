"""Addresses of ``diary``, mounted under ``/diary/``."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from diary import views

app_name = "diary"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.my_week, name="week"),
    path("of/<uuid:uuid>/", views.week_of_pupil, name="pupil"),
    path("of/<uuid:uuid>/<slug:week>/", views.week_of_pupil, name="pupil_week"),
    path("<slug:week>/", views.my_week, name="week_of"),
]
