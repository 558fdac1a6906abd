"""Addresses of ``schedule``, mounted under ``/timetable/``."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from schedule import views

app_name = "schedule"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.mine, name="mine"),
    path("groups/<uuid:uuid>/", views.group, name="group"),
    path("schools/<uuid:uuid>/", views.school_day_page, name="school"),
    path("schools/<uuid:uuid>/bells/", views.bells, name="bells"),
    path("schools/<uuid:uuid>/bells/standard/", views.standard, name="standard_bells"),
    path("schools/<uuid:uuid>/plan/", views.plan, name="plan"),
    path("schools/<uuid:uuid>/copy/", views.copy, name="copy"),
    path("schools/<uuid:uuid>/teachers/<uuid:person_uuid>/", views.teacher, name="teacher"),
    path("lessons/<uuid:uuid>/move/", views.move, name="move"),
    path("lessons/<uuid:uuid>/cancel/", views.cancel, name="cancel"),
    path("lessons/<uuid:uuid>/restore/", views.restore, name="restore"),
    path("lessons/<uuid:uuid>/hold/", views.hold, name="hold"),
]
