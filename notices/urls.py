"""Addresses of ``notices``, mounted under ``/notices/``."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from notices import views

app_name = "notices"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.notices, name="list"),
    path("settings/", views.mail_settings, name="settings"),
    path("stop/<str:token>/", views.stop, name="stop"),
    path("read-all/", views.read_all, name="read_all"),
    path("undo/", views.undo, name="undo"),
    path("<uuid:uuid>/", views.follow, name="follow"),
    path("<uuid:uuid>/read/", views.read_one, name="read"),
    path("<uuid:uuid>/unread/", views.unread_one, name="unread"),
]
