"""Addresses of commissioning, mounted under ``/calls/``."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from moderation.commissions.views import lists, manage, one, parts

app_name = "calls"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", lists.calls, name="list"),
    path("mine/", lists.mine, name="mine"),
    path("follow/", lists.follow, name="follow"),
    path("board/", lists.board, name="board"),
    path("board.csv", lists.board_csv, name="board_csv"),
    path("gaps/", manage.gaps, name="gaps"),
    path("gaps.csv", manage.gaps_csv, name="gaps_csv"),
    path("new/", manage.create, name="create"),
    path("parts/<uuid:uuid>/begin/", parts.begin, name="begin"),
    path("parts/<uuid:uuid>/link/", parts.link, name="link"),
    path("parts/<uuid:uuid>/<slug:verb>/", parts.move, name="part"),
    path("<uuid:uuid>/", one.call, name="call"),
    path("<uuid:uuid>/apply/", one.apply, name="apply"),
    path("<uuid:uuid>/edit/", manage.edit, name="edit"),
    path("<uuid:uuid>/prolong/", manage.prolong, name="prolong"),
    path("<uuid:uuid>/cancel/", manage.cancel, name="cancel"),
    path("<uuid:uuid>/<slug:verb>/", manage.turn, name="turn"),
]
