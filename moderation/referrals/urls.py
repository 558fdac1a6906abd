"""Addresses of referrals, mounted under ``/review/referrals/`` in the namespace of reviews."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from moderation.referrals import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.referrals, name="referrals"),
    path("new/<uuid:uuid>/", views.prepare, name="prepare_referral"),
    path("<uuid:uuid>/", views.referral, name="referral"),
    path("<uuid:uuid>/send/", views.send, name="send_referral"),
    path("<uuid:uuid>/withdraw/", views.withdraw, name="withdraw_referral"),
]
