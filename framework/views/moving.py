"""Moving and retiring nodes of a draft."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from accounts.api import User
from core.api import now
from framework.actions.editing import EditRefused, children_of, move_node, retire_node
from framework.models import FrameworkNode, FrameworkVersion
from framework.views.access import editor_url, on_draft, page_of, refused, uuid_in
from framework.views.editor import tree_part
from framework.workbench.branches import LEVEL
from framework.workbench.change_lines import totals
from framework.workbench.details import Details, find_in_draft, read_node, with_places
from framework.workbench.placing import place_of
from framework.workbench.wording import refusal_of, words_for

TARGETS = 25


@on_draft
@require_http_methods(["GET", "HEAD", "POST"])
def move(request: HttpRequest, user: User, draft: FrameworkVersion, node: UUID) -> HttpResponse:
    """Move a node: without scripts by a form, with them from the tree."""
    if request.method == "POST":
        return _move(request, user, draft, node)
    details = read_node(draft, node)
    if not isinstance(details, Details):
        return refused(request, words_for(EditRefused("gone")), editor_url(draft))
    asked = request.GET.get("q", "").strip()
    rows = find_in_draft(draft, asked) if asked else children_of(draft, _parent(draft, details))
    others = rows.exclude(path__startswith=details.row.path)
    page: Any = Paginator(others, TARGETS).get_page(request.GET.get("page"))
    page.object_list = with_places(draft, page.object_list)
    context = {
        **page_of(draft, "editor", (_("Move it"), "")),
        "details": details,
        "asked": asked,
        "page_obj": page,
        "back": editor_url(draft, node),
    }
    return render(request, "framework/workbench/move.html", context)


def _parent(draft: FrameworkVersion, details: Details) -> FrameworkNode | None:
    parent = details.row.get_parent()
    return parent if isinstance(parent, FrameworkNode) else None


def _move(request: HttpRequest, user: User, draft: FrameworkVersion, node: UUID) -> HttpResponse:
    how, target = request.POST.get("place", ""), uuid_in(request.POST.get("target"))
    moved: list[bool] = []

    def act() -> None:
        place = place_of(draft, node, how, target)
        if place is not None:
            facts: dict[str, Any] = {"by": user, "now": now()}
            parent, after = place.parent, place.after
            move_node(version=draft.uuid, node=node, parent=parent, after=after, **facts)
            moved.append(True)

    refusal = refusal_of(act)
    if refusal:
        return refused(request, refusal, editor_url(draft, node))
    said = _("Moved.") if moved else _("It stands there already.")
    if request.headers.get("X-Part") == "tree":
        opened = [uuid for name in request.POST.getlist("open") if (uuid := uuid_in(name))]
        return tree_part(request, draft, node, opened, said)
    messages.success(request, said)
    return redirect(editor_url(draft, node))


@on_draft
@require_http_methods(["GET", "HEAD", "POST"])
def retire(request: HttpRequest, user: User, draft: FrameworkVersion, node: UUID) -> HttpResponse:
    """Take a node out with all below it, after a look at what that touches."""
    details = read_node(draft, node)
    if not isinstance(details, Details):
        return refused(request, words_for(EditRefused("gone")), editor_url(draft))
    if request.method == "POST":
        done: list[int] = []
        refusal = refusal_of(
            lambda: done.append(retire_node(version=draft.uuid, node=node, by=user, now=now()))
        )
        if refusal:
            return refused(request, refusal, editor_url(draft, node))
        words = ngettext("%d node is retired.", "%d nodes are retired.", done[0]) % done[0]
        messages.success(request, words)
        parent = details.parent
        return redirect(editor_url(draft, parent.uuid if parent else None))
    branch = FrameworkNode.objects.filter(version=draft, path__startswith=details.row.path)
    context = {
        **page_of(draft, "editor", (_("Retire"), "")),
        "details": details,
        "links": totals(list(branch.values_list("uuid", flat=True))),
        "below": list(branch.exclude(pk=details.row.pk).order_by("path")[:LEVEL]),
        "back": editor_url(draft, node),
    }
    return render(request, "framework/workbench/retire.html", context)
