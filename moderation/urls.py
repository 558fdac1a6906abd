"""Addresses of ``moderation``, mounted under ``/review/``."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from moderation.views import authors, queue, review

app_name = "moderation"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", queue.queue, name="queue"),
    path("next/", queue.claim_next, name="claim_next"),
    path("submit/<uuid:uuid>/", authors.submit, name="submit"),
    path("recall/<uuid:uuid>/", authors.recall, name="recall"),
    path("remarks/<uuid:uuid>/done/", authors.remark_done, name="remark_done"),
    path("remarks/<uuid:uuid>/reply/", review.reply, name="reply"),
    path("remarks/<uuid:uuid>/<slug:verb>/", review.settle_remark, name="settle_remark"),
    path("<uuid:uuid>/", review.submission, name="submission"),
    path("<uuid:uuid>/claim/", review.claim, name="claim"),
    path("<uuid:uuid>/release/", review.release, name="release"),
    path("<uuid:uuid>/remarks/", review.add_remark, name="add_remark"),
    path("<uuid:uuid>/return/", review.return_submission, name="return"),
    path("<uuid:uuid>/approve/", review.approve, name="approve"),
]
