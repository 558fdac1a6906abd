"""Addresses of ``journal``, mounted under ``/lessons/``."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from journal.views import changes, kept, lesson, plan_lines, plans, week

app_name = "journal"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", week.my_lessons, name="week"),
    path("week/<slug:week>/", week.my_lessons, name="week_of"),
    path("materials/<uuid:uuid>/", kept.show_kept, name="kept"),
    path("with/<uuid:uuid>/", kept.lessons_with, name="with_material"),
    path("plans/", plans.show_plans, name="plans"),
    path("plans/<uuid:uuid>/", plans.show_plan, name="plan"),
    path("plans/<uuid:uuid>/<slug:verb>/", plans.change_plan, name="plan_verb"),
    path("plans/<uuid:uuid>/lessons/<int:number>/", plan_lines.show_line, name="plan_line"),
    path("<uuid:uuid>/", lesson.show_lesson, name="lesson"),
    path("<uuid:uuid>/topic/", changes.change_topic, name="topic"),
    path("<uuid:uuid>/homework/", changes.change_homework, name="homework"),
    path("<uuid:uuid>/materials/", changes.add, name="add"),
    path(
        "<uuid:uuid>/materials/<uuid:material_uuid>/<slug:verb>/",
        changes.change_material,
        name="material",
    ),
    path("<uuid:uuid>/preview/<uuid:object_uuid>/<int:number>/", lesson.preview, name="preview"),
]
