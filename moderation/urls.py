"""Addresses of ``moderation``, mounted under ``/review/``."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from moderation.views import authors, check_rules, portraits, queue, review

app_name = "moderation"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", queue.queue, name="queue"),
    path("next/", queue.claim_next, name="claim_next"),
    path("rules/", check_rules.rules, name="rules"),
    path("rules/new/", check_rules.new_rule, name="new_rule"),
    path("rules/export/", check_rules.export_rules, name="export_rules"),
    path("rules/import/", check_rules.import_rules, name="import_rules"),
    path("rules/<uuid:uuid>/", check_rules.rule, name="rule"),
    path("rules/<uuid:uuid>/switch/", check_rules.switch_rule, name="switch_rule"),
    path("rules/<uuid:uuid>/restore/", check_rules.restore_rule, name="restore_rule"),
    path("portraits/<uuid:uuid>/", portraits.portraits, name="portraits"),
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
