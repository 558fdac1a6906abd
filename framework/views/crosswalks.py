"""Crosswalks: what a node of one framework is in another."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.api import User
from core.api import now
from framework.actions.crosswalks import link_nodes, unlink_nodes
from framework.models import Crosswalk
from framework.snapshot import get_tree
from framework.views.access import for_managers, home_crumbs, refused, uuid_in
from framework.workbench import walks
from framework.workbench.forms import OneNodeForm, WalkForm
from framework.workbench.wording import refusal_of

PAGE_SIZE = 50


@for_managers
@require_safe
def crosswalks(request: HttpRequest, user: User) -> HttpResponse:
    """Show all crosswalks between two frameworks, and choose a node to look at."""
    frameworks = walks.published_frameworks()
    one, other = _two(request, [key for key, _title in frameworks])
    relation = request.GET.get("relation", "")
    relation = relation if relation in Crosswalk.Relation.values else ""
    text = request.GET.get("q", "")
    form = OneNodeForm(request.GET if "node" in request.GET else None, framework=one)
    if form.is_bound and form.is_valid():
        return redirect("framework:node_crosswalks", form.cleaned_data["node"])
    page: Any = None
    if other:
        found = walks.walks_between(one, other, relation=relation, text=text)
        page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
        page.object_list = walks.seen_between(one, page.object_list)
    context = {
        "crumbs": [*home_crumbs(), (_("Crosswalks"), "")],
        "frameworks": frameworks,
        "one": one,
        "other": other,
        "relations": Crosswalk.Relation.choices,
        "relation": relation,
        "asked": text,
        "form": form,
        "page_obj": page,
    }
    return render(request, "framework/workbench/crosswalks.html", context)


def _two(request: HttpRequest, keys: list[str]) -> tuple[str, str]:
    """Return the two frameworks that were asked for, by default the first two."""
    one = request.GET.get("one", "")
    one = one if one in keys else next(iter(keys), "")
    others = [key for key in keys if key != one]
    other = request.GET.get("other", "")
    return one, other if other in others else next(iter(others), "")


@for_managers
@require_http_methods(["GET", "HEAD", "POST"])
def node_crosswalks(request: HttpRequest, user: User, node: UUID) -> HttpResponse:
    """Show the counterparts of one node, and add another."""
    found = get_tree().get(node)
    if found is None:
        raise Http404
    others = [pair for pair in walks.published_frameworks() if pair[0] != found.framework_key]
    keys = [key for key, _title in others]
    asked = request.GET.get("in", "")
    other = asked if asked in keys else next(iter(keys), "")
    form = WalkForm(request.POST or None, framework=other) if other else None
    if request.method == "POST" and form is not None and form.is_valid():
        pair = form.pair(node)
        refusal = refusal_of(lambda: link_nodes(pair=pair, by=user, now=now()))
        if not refusal:
            messages.success(request, _("Linked."))
            return redirect("framework:node_crosswalks", node)
        form.add_error("node", refusal)
    page: Any = Paginator(walks.walks_of(node), PAGE_SIZE).get_page(request.GET.get("page"))
    page.object_list = walks.seen_from(node, page.object_list)
    context = {
        "crumbs": _crumbs(found.framework_key, walks.end_of(node).title),
        "end": walks.end_of(node),
        "others": others,
        "other": other,
        "form": form,
        "page_obj": page,
    }
    return render(request, "framework/workbench/node_crosswalks.html", context)


def _crumbs(framework: str, *titles: str) -> list[tuple[str, str]]:
    listed = f"{reverse('framework:crosswalks')}?one={framework}"
    return [*home_crumbs(), (_("Crosswalks"), listed), *((title, "") for title in titles)]


@for_managers
@require_http_methods(["GET", "HEAD", "POST"])
def crosswalk(request: HttpRequest, user: User, uuid: UUID) -> HttpResponse:
    """Say anew how the two nodes of a crosswalk relate."""
    row = get_object_or_404(Crosswalk, uuid=uuid)
    [walk] = walks.seen_from(row.source, [row])
    initial = {"relation": row.relation, "confidence": walk.percent, "note": row.note}
    form = WalkForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        pair = form.pair(row.source, row.target)
        refusal = refusal_of(lambda: link_nodes(pair=pair, by=user, now=now()))
        if not refusal:
            messages.success(request, _("Saved."))
            return redirect("framework:node_crosswalks", row.source)
        form.add_error(None, refusal)
    node = get_tree().get(row.source)
    context = {
        "crumbs": _crumbs(node.framework_key if node else "", walk.here.title, _("Change")),
        "walk": walk,
        "form": form,
        "back": reverse("framework:node_crosswalks", args=[row.source]),
    }
    return render(request, "framework/workbench/crosswalk.html", context)


@for_managers
@require_POST
def remove_crosswalk(request: HttpRequest, user: User, uuid: UUID) -> HttpResponse:
    """Take a crosswalk back."""
    row = get_object_or_404(Crosswalk, uuid=uuid)
    refusal = refusal_of(lambda: unlink_nodes(uuid=uuid, by=user, now=now()))
    if refusal:
        return refused(request, refusal, reverse("framework:crosswalks"))
    messages.success(request, _("The link is removed."))
    seen = uuid_in(request.POST.get("node"))
    node = seen if seen in (row.source, row.target) else row.source
    if get_tree().get(node) is None:
        return redirect("framework:crosswalks")
    return redirect("framework:node_crosswalks", node)
