"""Addresses of ``accounts``."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from accounts import views

app_name = "accounts"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.people, name="people"),
    path("me/", views.profile, name="profile"),
    path("create/", views.create_person, name="create"),
    path("<uuid:uuid>/", views.person, name="person"),
    path("<uuid:uuid>/roles/grant/", views.grant, name="grant"),
    path("<uuid:uuid>/roles/revoke/", views.revoke, name="revoke"),
    path("<uuid:uuid>/suspend/", views.suspend, name="suspend"),
    path("<uuid:uuid>/restore/", views.restore, name="restore"),
    path("<uuid:uuid>/password/", views.issue, name="issue_password"),
]
