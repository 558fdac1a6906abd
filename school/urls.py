"""Addresses of ``school``, mounted under ``/schools/``."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from school import views

app_name = "school"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.schools, name="schools"),
    path("found/", views.found, name="found"),
    path("<uuid:uuid>/", views.school, name="school"),
    path("<uuid:uuid>/settings/", views.change_school, name="settings"),
    path("<uuid:uuid>/classes/add/", views.add_class, name="add_class"),
    path("<uuid:uuid>/administrators/", views.administrators, name="administrators"),
    path("<uuid:uuid>/people/", views.people, name="people"),
    path("<uuid:uuid>/people/add/", views.add_person, name="add_person"),
    path("<uuid:uuid>/people/known/", views.add_known, name="add_known"),
    path("<uuid:uuid>/people/import/", views.import_people, name="import"),
    path("<uuid:uuid>/people/<uuid:person_uuid>/", views.person, name="person"),
    path("<uuid:uuid>/people/<uuid:person_uuid>/password/", views.password, name="password"),
    path("<uuid:uuid>/people/<uuid:person_uuid>/guardian/", views.add_guardian, name="guardian"),
    path(
        "<uuid:uuid>/people/<uuid:person_uuid>/guardian/known/",
        views.add_known_guardian,
        name="known_guardian",
    ),
    path("groups/<uuid:uuid>/", views.group, name="group"),
    path("groups/<uuid:uuid>/subgroups/add/", views.add_subgroup, name="add_subgroup"),
    path("groups/<uuid:uuid>/pupils/", views.fill_subgroup, name="fill_subgroup"),
    path("places/<uuid:uuid>/end/", views.end_place, name="end_place"),
    path("places/<uuid:uuid>/reopen/", views.reopen_place, name="reopen_place"),
    path("places/<uuid:uuid>/remove/", views.remove_place, name="remove_place"),
    path("places/<uuid:uuid>/move/", views.move_place, name="move_place"),
    path("guardians/<uuid:uuid>/end/", views.end_guardian, name="end_guardian"),
    path("guardians/<uuid:uuid>/reopen/", views.reopen_guardian, name="reopen_guardian"),
]
