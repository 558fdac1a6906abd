"""Addresses of the author's cabinet."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from cms.cabinet import changes, statistics, views

app_name = "cabinet"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.my_materials, name="list"),
    path("create/", changes.create, name="create"),
    path("statistics/", statistics.show_statistics, name="statistics"),
    path("statistics/page/", statistics.switch_author_page, name="author_page"),
    path("statistics/<uuid:uuid>/", statistics.show_statistics, name="statistics_of"),
    path("statistics/<uuid:uuid>/report/", statistics.produce_report, name="make_report"),
    path("reports/<uuid:uuid>/", statistics.show_report, name="report"),
    path("reports/<uuid:uuid>/<slug:form>/", statistics.show_report, name="report_file"),
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
