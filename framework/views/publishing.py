"""What an edition changes: before it is published, with the way back, and afterwards."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.api import User
from core.api import now
from framework.actions.joining import take_back
from framework.actions.publishing import publish_version
from framework.consequences import consequences_of
from framework.models import FrameworkVersion, NodeChange
from framework.views.access import editor_url, on_draft, on_edition, page_of, refused, uuid_in
from framework.workbench import change_lines
from framework.workbench.change_lines import Line
from framework.workbench.wording import refusal_of

PAGE_SIZE = 50


@on_draft
@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: HttpRequest, user: User, draft: FrameworkVersion) -> HttpResponse:
    """Show the change map of the draft and what it touches; publish it."""
    if request.method == "POST":
        refusal = refusal_of(lambda: publish_version(version=draft, by=user, now=now()))
        if refusal:
            return refused(request, refusal, reverse("framework:editions"))
        messages.success(request, _("The edition is published: everybody sees it now."))
        return redirect("framework:changes", draft.uuid)
    lines = change_lines.draft_lines(draft)
    consequences = consequences_of(change_lines.touched(lines))
    chosen = _chosen_kind(request)
    shown = change_lines.by_kind(line for line in lines if chosen in ("", line.kind))
    page: Any = Paginator(shown, PAGE_SIZE).get_page(request.GET.get("page"))
    page.object_list = list(change_lines.with_links(page.object_list, consequences))
    context = {
        **page_of(draft, "publish"),
        **_counted(draft, [line.kind for line in lines], chosen, "publish"),
        "page_obj": page,
        "kind_rows": change_lines.kind_rows(lines, consequences),
        "sorts": [consequence.label for consequence in consequences],
    }
    return render(request, "framework/workbench/publish.html", context)


@on_edition
@require_safe
def changes(request: HttpRequest, user: User, edition: FrameworkVersion) -> HttpResponse:
    """Show the stored change map of an edition that is or was published."""
    if edition.status == FrameworkVersion.Status.DRAFT:
        return redirect("framework:publish", edition.uuid)
    stored = _stored(edition)
    chosen = _chosen_kind(request)
    found = stored.filter(kind=chosen) if chosen else stored
    page: Any = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    page.object_list = change_lines.stored_lines(page.object_list)
    context = {
        **page_of(edition, "changes"),
        **_counted(edition, list(stored.values_list("kind", flat=True)), chosen, "changes"),
        "page_obj": page,
    }
    return render(request, "framework/workbench/changes.html", context)


@on_edition
@require_safe
def changes_csv(request: HttpRequest, user: User, edition: FrameworkVersion) -> HttpResponse:
    """Give the whole change map as a table."""
    if edition.status == FrameworkVersion.Status.DRAFT:
        lines: Sequence[Line] = change_lines.draft_lines(edition)
    else:
        lines = change_lines.stored_lines(_stored(edition))
    chosen = _chosen_kind(request)
    wanted = [line for line in lines if chosen in ("", line.kind)]
    response = HttpResponse(change_lines.write_csv(wanted), content_type="text/csv; charset=utf-8")
    name = f"{edition.framework.key}-{edition.pk}-changes.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@on_draft
@require_POST
def take_back_node(request: HttpRequest, user: User, draft: FrameworkVersion) -> HttpResponse:
    """Make a node what it was in the edition before."""
    node = uuid_in(request.POST.get("node"))
    to_map = request.POST.get("next") == "publish"
    back = reverse("framework:publish", args=[draft.uuid]) if to_map else editor_url(draft, node)
    if node is None:
        return refused(request, _("Choose a node first."), back)
    refusal = refusal_of(lambda: take_back(version=draft.uuid, node=node, by=user, now=now()))
    if refusal:
        return refused(request, refusal, back)
    messages.success(request, _("Taken back."))
    return redirect(back)


def _stored(edition: FrameworkVersion) -> QuerySet[NodeChange]:
    return NodeChange.objects.filter(version=edition).order_by("id")


def _chosen_kind(request: HttpRequest) -> str:
    asked = request.GET.get("kind", "")
    return asked if asked in NodeChange.Kind.values else ""


def _counted(edition: FrameworkVersion, kinds: list[str], chosen: str, name: str) -> dict[str, Any]:
    """Return the tabs by kind with their numbers, and the address of the table."""
    url = reverse(f"framework:{name}", args=[edition.uuid])
    numbers = change_lines.numbers_by_kind(kinds)
    kind_tabs = [(_("All"), url, not chosen, len(kinds))]
    kind_tabs += [
        (str(NodeChange.Kind(kind).label), f"{url}?kind={kind}", kind == chosen, number)
        for kind, number in numbers.items()
    ]
    csv_url = reverse("framework:changes_csv", args=[edition.uuid])
    return {
        "kind_tabs": kind_tabs,
        "number": len(kinds),
        "csv_url": f"{csv_url}?kind={chosen}" if chosen else csv_url,
    }
