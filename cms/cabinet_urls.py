"""Addresses of the author's cabinet."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from cms.cabinet import changes, suggestions, views

app_name = "cabinet"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.my_materials, name="list"),
    path("suggestions/", suggestions.my_suggestions, name="suggestions"),
    path("suggestions/<uuid:uuid>/", suggestions.one_suggestion, name="suggestion"),
    path(
        "suggestions/<uuid:uuid>/answer/", suggestions.answer_suggestion, name="answer_suggestion"
    ),
    path("<uuid:uuid>/suggest/", suggestions.suggest, name="suggest"),
    path("create/", changes.create, name="create"),
    path("<uuid:uuid>/", views.one_material, name="object"),
    path("<uuid:uuid>/checks/", views.checks_fragment, name="checks"),
    path("<uuid:uuid>/preview/<slug:mode>/", views.preview, name="preview"),
    path("<uuid:uuid>/duplicate/", changes.duplicate, name="duplicate"),
    path("<uuid:uuid>/fork/", changes.fork, name="fork"),
    path("<uuid:uuid>/withdraw/", changes.withdraw, name="withdraw"),
    path("<uuid:uuid>/delete/", changes.delete, name="delete"),
    path("<uuid:uuid>/authors/", changes.add_author, name="add_author"),
    path(
        "<uuid:uuid>/authors/<uuid:person_uuid>/remove/",
        changes.remove_author,
        name="remove_author",
    ),
]
