"""Addresses of ``moderation``, mounted under ``/review/``."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from moderation.views import authors, canned, deciding, queue, review, work

app_name = "moderation"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", queue.queue, name="queue"),
    path("next/", queue.claim_next, name="claim_next"),
    path("views/", queue.save_view, name="save_view"),
    path("views/<uuid:uuid>/forget/", queue.forget_view, name="forget_view"),
    path("team/", work.team, name="team"),
    path("team/<uuid:uuid>/", work.plan, name="plan"),
    path("team/<uuid:uuid>/absence/", work.add_absence, name="add_absence"),
    path("team/<uuid:uuid>/conflict/", work.add_conflict, name="add_conflict"),
    path("team/<uuid:uuid>/competence/", work.set_competence, name="set_competence"),
    path("absences/<uuid:uuid>/cancel/", work.cancel_absence, name="cancel_absence"),
    path("conflicts/<uuid:uuid>/withdraw/", work.withdraw_conflict, name="withdraw_conflict"),
    path("calendar/", work.calendar, name="calendar"),
    path("calendar/<int:pk>/forget/", work.forget_day, name="forget_day"),
    path("texts/", canned.texts, name="texts"),
    path("texts/shipped/", canned.add_shipped, name="add_shipped_texts"),
    path("texts/<uuid:uuid>/", canned.change, name="change_text"),
    path("texts/<uuid:uuid>/forget/", canned.forget, name="forget_text"),
    path("submit/<uuid:uuid>/", authors.submit, name="submit"),
    path("recall/<uuid:uuid>/", authors.recall, name="recall"),
    path("remarks/<uuid:uuid>/done/", authors.remark_done, name="remark_done"),
    path("remarks/<uuid:uuid>/reply/", review.reply, name="reply"),
    path("remarks/<uuid:uuid>/<slug:verb>/", review.settle_remark, name="settle_remark"),
    path("<uuid:uuid>/", review.submission, name="submission"),
    path("<uuid:uuid>/claim/", review.claim, name="claim"),
    path("<uuid:uuid>/release/", work.release, name="release"),
    path("<uuid:uuid>/give/", work.give, name="give"),
    path("<uuid:uuid>/renew/", work.renew, name="renew"),
    path("<uuid:uuid>/remarks/", review.add_remark, name="add_remark"),
    path("<uuid:uuid>/letter/", deciding.draft_letter, name="letter"),
    path("<uuid:uuid>/return/", deciding.return_submission, name="return"),
    path("<uuid:uuid>/approve/", deciding.approve, name="approve"),
    path("<uuid:uuid>/reject/", deciding.reject, name="reject"),
]
