"""Addresses of institutes, mounted under ``/review/institutes/`` in the namespace of reviews."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from moderation.institutes.views import facts, people, rubrics, rules

urlpatterns: list[URLPattern | URLResolver] = [
    path("", facts.institutes, name="institutes"),
    path("new/", facts.create, name="create_institute"),
    path("<uuid:uuid>/", facts.institute, name="institute"),
    path("<uuid:uuid>/rules/", rules.rules, name="institute_rules"),
    path("<uuid:uuid>/rules/<slug:kind>/", rules.rule, name="institute_rule"),
    path("<uuid:uuid>/rubrics/", rubrics.rubrics, name="institute_rubrics"),
    path("<uuid:uuid>/rubrics/<slug:stage>/<slug:kind>/", rubrics.rubric, name="institute_rubric"),
    path("<uuid:uuid>/experts/", people.experts, name="institute_experts"),
    path("<uuid:uuid>/experts/<uuid:person>/", people.expert, name="institute_expert"),
    path("<uuid:uuid>/experts/<uuid:person>/leave/", people.leave, name="leave_institute"),
    path("<uuid:uuid>/authors/", people.authors, name="institute_authors"),
    path("<uuid:uuid>/authors/<uuid:person>/release/", people.release, name="release_author"),
]
