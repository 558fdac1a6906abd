"""Addresses of ``framework``."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from framework.views import chooser, crosswalks, editions, editor, joining, moving, publishing

app_name = "framework"

_edition: list[URLPattern | URLResolver] = [
    path("tree/", editor.editor, name="editor"),
    path("tree/level/", editor.level, name="level"),
    path("nodes/add/", editor.add, name="add_node"),
    path("nodes/merge/", joining.merge, name="merge"),
    path("nodes/take-back/", publishing.take_back_node, name="take_back"),
    path("nodes/<uuid:node>/", editor.change, name="change_node"),
    path("nodes/<uuid:node>/move/", moving.move, name="move"),
    path("nodes/<uuid:node>/retire/", moving.retire, name="retire"),
    path("nodes/<uuid:node>/split/", joining.split, name="split"),
    path("nodes/<uuid:node>/comment/", editor.comment, name="comment"),
    path("comments/<uuid:uuid>/settle/", editor.settle, name="settle_comment"),
    path("changes/", publishing.changes, name="changes"),
    path("changes.csv", publishing.changes_csv, name="changes_csv"),
    path("publish/", publishing.publish, name="publish"),
    path("discard/", editions.discard, name="discard"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("", editions.editions, name="editions"),
    path("<uuid:framework>/draft/", editions.new_draft, name="new_draft"),
    path("editions/<uuid:version>/", include(_edition)),
    path("crosswalks/", crosswalks.crosswalks, name="crosswalks"),
    path("crosswalks/nodes/<uuid:node>/", crosswalks.node_crosswalks, name="node_crosswalks"),
    path("crosswalks/<uuid:uuid>/", crosswalks.crosswalk, name="crosswalk"),
    path("crosswalks/<uuid:uuid>/remove/", crosswalks.remove_crosswalk, name="remove_crosswalk"),
    path("choose/", chooser.choose, name="choose"),
    path("choose/children/", chooser.children, name="children"),
]
