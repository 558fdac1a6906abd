"""Merging and splitting nodes of a draft, each after a preview."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.api import User
from core.api import now
from framework.actions.editing import EditRefused, NodeText, text_digest
from framework.actions.joining import merge_nodes
from framework.actions.splitting import split_as_seen
from framework.consequences import consequences_of
from framework.models import FrameworkNode, FrameworkVersion
from framework.views.access import editor_url, on_draft, page_of, refused, uuid_in
from framework.workbench.change_lines import links_of, totals
from framework.workbench.details import Details, find_in_draft, read_node, with_places
from framework.workbench.forms import PartFormSet, show_present
from framework.workbench.wording import refusal_of, words_for

CANDIDATES = 15
MOST = 20  # nodes merged at once


@on_draft
@require_http_methods(["GET", "HEAD", "POST"])
def merge(request: HttpRequest, user: User, draft: FrameworkVersion) -> HttpResponse:
    """Choose nodes of one kind (``?node=`` for each), look at what is joined, merge them."""
    given = request.POST if request.method == "POST" else request.GET
    uuids = [uuid for name in given.getlist("node") if (uuid := uuid_in(name))][:MOST]
    if request.method == "POST":
        return _merge(request, user, draft, uuids)
    found = FrameworkNode.objects.filter(version=draft, uuid__in=uuids).order_by("path")
    chosen = sorted(found, key=lambda row: uuids.index(row.uuid))
    if not chosen:
        return refused(request, words_for(EditRefused("gone")), editor_url(draft))
    one_kind = len({row.kind for row in chosen}) == 1
    context = {
        **page_of(draft, "editor", (_("Merge"), "")),
        **_candidates(request, draft, chosen),
        "lines": _merged_lines(draft, chosen),
        "refusal": "" if one_kind else words_for(EditRefused("apart")),
        "ready": one_kind and len(chosen) > 1,
        "hours": sum(row.hours or 0 for row in chosen),
        "back": editor_url(draft, chosen[0].uuid),
    }
    return render(request, "framework/workbench/merge.html", context)


def _merged_lines(draft: FrameworkVersion, rows: Sequence[FrameworkNode]) -> list[dict[str, Any]]:
    consequences = consequences_of([row.uuid for row in rows])
    return [
        {
            "found": found,
            "links": links_of(found.row.uuid, consequences),
            "others": [row.uuid for row in rows if row.uuid != found.row.uuid],
        }
        for found in with_places(draft, rows)
    ]


def _candidates(
    request: HttpRequest, draft: FrameworkVersion, chosen: Sequence[FrameworkNode]
) -> dict[str, Any]:
    """Return further nodes of the same kind: what was searched for, else the neighbours."""
    asked, first = request.GET.get("q", "").strip(), chosen[0]
    if asked:
        rows = find_in_draft(draft, asked, kind=first.kind)
    else:
        above = first.path[: -FrameworkNode.steplen]
        rows = FrameworkNode.objects.filter(
            version=draft, path__startswith=above, depth=first.depth, kind=first.kind
        ).order_by("path")
    others = rows.exclude(uuid__in=[row.uuid for row in chosen])
    page: Any = Paginator(others, CANDIDATES).get_page(request.GET.get("page"))
    page.object_list = with_places(draft, page.object_list)
    return {"asked": asked, "page_obj": page}


def _merge(
    request: HttpRequest, user: User, draft: FrameworkVersion, uuids: list[UUID]
) -> HttpResponse:
    into = uuid_in(request.POST.get("into")) or (uuids[0] if uuids else None)
    if into is None:
        return refused(request, words_for(EditRefused("few")), editor_url(draft))
    refusal = refusal_of(
        lambda: merge_nodes(version=draft.uuid, into=into, gone=uuids, by=user, now=now())
    )
    if refusal:
        return refused(request, refusal, editor_url(draft, into))
    messages.success(request, _("Merged. Look through the joined text."))
    return redirect(editor_url(draft, into))


@on_draft
@require_http_methods(["GET", "HEAD", "POST"])
def split(request: HttpRequest, user: User, draft: FrameworkVersion, node: UUID) -> HttpResponse:
    """Name the parts of a node, look at them, split it."""
    details = read_node(draft, node)
    if not isinstance(details, Details):
        return refused(request, words_for(EditRefused("gone")), editor_url(draft))
    row = details.row
    first = {"title": row.title, "title_en": row.title_en, "hours": row.hours}
    formset = PartFormSet(request.POST or None, initial=[first], prefix="part")
    if request.method == "POST":
        return _split(request, user, draft, details, formset)
    return _show_split(request, draft, details, formset, seen=text_digest(row))


def _split(
    request: HttpRequest, user: User, draft: FrameworkVersion, details: Details, formset: Any
) -> HttpResponse:
    node, seen = details.row.uuid, request.POST.get("seen", "")
    show = partial(_show_split, request, draft, details, formset)
    if not formset.is_valid():
        return show(seen=seen)
    parts: list[NodeText] = [text for form in formset if (text := form.text())]
    if len(parts) < 2:
        return show(seen=seen, problem=words_for(EditRefused("few")))
    if "preview" in request.POST:
        return show(seen=seen, parts=parts)
    facts: dict[str, Any] = {"parts": parts, "seen": seen, "by": user, "now": now()}
    refusal = refusal_of(lambda: split_as_seen(version=draft.uuid, node=node, **facts))
    if not refusal:
        messages.success(request, _("Split. The parts stand behind each other in the tree."))
        return redirect(editor_url(draft, node))
    present = FrameworkNode.objects.filter(version=draft, uuid=node).first()
    if present is None or seen in ("", text_digest(present)):
        return refused(request, refusal, editor_url(draft, node))
    show_present(formset.forms[0], present)
    return show(seen=text_digest(present), problem=refusal, status=409)


def _show_split(
    request: HttpRequest,
    draft: FrameworkVersion,
    details: Details,
    formset: Any,
    *,
    seen: str,
    parts: Sequence[NodeText] = (),
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    node = details.row.uuid
    context = {
        **page_of(draft, "editor", (_("Split"), "")),
        "details": details,
        "formset": formset,
        "seen": seen,
        "parts": parts,
        "problem": problem,
        "links": totals([node]),
        "back": editor_url(draft, node),
    }
    return render(request, "framework/workbench/split.html", context, status=status)
