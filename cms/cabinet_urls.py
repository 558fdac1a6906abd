"""Addresses of the author's cabinet."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from cms.cabinet import authors, changes, statistics, suggestions, views

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
    path("offers/", authors.my_offers, name="offers"),
    path("offers/<uuid:uuid>/", authors.one_offer, name="offer"),
    path("offers/<uuid:uuid>/answer/", authors.answer_offer, name="answer_offer"),
    path("<uuid:uuid>/offer/", authors.offer, name="offer_part"),
    path("<uuid:uuid>/leave/", authors.leave, name="leave"),
    path("<uuid:uuid>/publisher/", authors.publisher, name="set_publisher"),
    path(
        "<uuid:uuid>/authors/<uuid:person_uuid>/remove/",
        authors.remove_author,
        name="remove_author",
    ),
]
