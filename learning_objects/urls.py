"""Addresses of ``learning_objects``."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path, re_path

from learning_objects.views import authors, catalogue, institutes, machines, objects

app_name = "learning_objects"
urlpatterns: list[URLPattern | URLResolver] = [
    path("objects/<uuid:uuid>/", objects.show_object, name="object"),
    path("objects/<uuid:uuid>/v/<int:number>/", objects.show_version, name="version"),
    path("objects/<uuid:uuid>/print/", objects.print_object, name="print"),
    path("authors/<uuid:uuid>/", authors.show_author, name="author"),
    path("collections/<uuid:uuid>/", institutes.show_institute, name="institute"),
    path("catalogue/", catalogue.show_catalogue, name="catalogue"),
    path("catalogue/<slug:slug>/", catalogue.show_subject, name="subject"),
    path("catalogue/<slug:slug>/<int:number>/", catalogue.show_grade, name="grade"),
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
