"""Addresses of ``search``."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from search import views
from search.querylog import views as reports
from search.saved import views as saved
from search.wishes import views as wishes

app_name = "search"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.results, name="results"),
    path("suggest/", views.suggestions, name="suggest"),
    path("opensearch.xml", views.opensearch, name="opensearch"),
    path("chosen/", reports.chosen, name="chosen"),
    path("saved/", saved.show_saved, name="saved"),
    path("saved/new/", saved.save, name="save"),
    path("saved/<uuid:uuid>/", saved.change, name="change_saved"),
    path("wishes/new/", wishes.wish, name="wish"),
    path("reports/", reports.show_report, name="report"),
    path("reports/csv/", reports.report_csv, name="report_csv"),
    path("reports/call/", reports.make_call, name="call"),
]
