"""Addresses of ``learning_objects``."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path, re_path

from learning_objects.views import (
    authors,
    catalogue,
    coverage,
    frameworks,
    institutes,
    machines,
    objects,
    publishers,
    readers,
    realignments,
    reports,
)

app_name = "learning_objects"
urlpatterns: list[URLPattern | URLResolver] = [
    path("objects/<uuid:uuid>/", objects.show_object, name="object"),
    path("objects/<uuid:uuid>/v/<int:number>/", objects.show_version, name="version"),
    path("objects/<uuid:uuid>/print/", objects.print_object, name="print"),
    path("objects/<uuid:uuid>/reviews/", readers.show_reviews, name="reviews"),
    path("objects/<uuid:uuid>/rating/", readers.rate, name="rate"),
    path("objects/<uuid:uuid>/rating/delete/", readers.unrate, name="unrate"),
    path("objects/<uuid:uuid>/thanks/", readers.thank, name="thank"),
    path("reports/check/", reports.ask_for_code, name="ask_report"),
    path("reports/check/<slug:code>/", reports.check_report, name="check_report"),
    path("reviews/", readers.reported, name="reported"),
    path("reviews/<uuid:uuid>/answer/", readers.answer, name="answer_review"),
    path("reviews/<uuid:uuid>/report/", readers.report, name="report_review"),
    path("reviews/<uuid:uuid>/hide/", readers.hide, name="hide_review"),
    path("authors/<uuid:uuid>/", authors.show_author, name="author"),
    path("publishers/", publishers.list_publishers, name="publishers"),
    path("publishers/new/", publishers.add_publisher, name="add_publisher"),
    path("publishers/<uuid:uuid>/", publishers.show_publisher, name="publisher"),
    path("publishers/<uuid:uuid>/edit/", publishers.change_publisher, name="change_publisher"),
    path("coverage/", coverage.show_map, name="coverage"),
    path("coverage/csv/", coverage.map_csv, name="coverage_csv"),
    path("coverage/count/", coverage.count_anew, name="count_coverage"),
    path("coverage/<uuid:uuid>/", coverage.show_part, name="coverage_of"),
    path("coverage/<uuid:uuid>/csv/", coverage.part_csv, name="coverage_of_csv"),
    path("realignments/", realignments.list_realignments, name="realignments"),
    path("realignments/<uuid:uuid>/", realignments.show_realignment, name="realignment"),
    path("realignments/<uuid:uuid>/state/", realignments.show_state, name="realignment_state"),
    path("realignments/<uuid:uuid>/all/<slug:work>/", realignments.decide_all, name="realign_all"),
    path(
        "realignments/proposals/<uuid:uuid>/<slug:verb>/",
        realignments.decide,
        name="decide_proposal",
    ),
    path("collections/<uuid:uuid>/", institutes.show_institute, name="institute"),
    path("catalogue/", catalogue.show_catalogue, name="catalogue"),
    path("catalogue/<slug:slug>/", catalogue.show_subject, name="subject"),
    path("catalogue/<slug:slug>/<int:number>/", catalogue.show_grade, name="grade"),
    path("frameworks/", frameworks.list_frameworks, name="frameworks"),
    path("topics/<uuid:uuid>/", catalogue.show_topic, name="topic"),
    path("sitemap.xml", machines.show_sitemap, name="sitemap"),
    re_path(
        r"^sitemap-(?P<name>catalogue|[0-9]{1,6})\.xml$",
        machines.show_sitemap_part,
        name="sitemap_part",
    ),
    path("feed.atom", machines.show_feed, name="feed"),
    path("robots.txt", machines.show_robots, name="robots"),
]
