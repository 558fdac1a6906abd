"""The tree of a draft and the panel of one node."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from django.views.decorators.vary import vary_on_headers

from accounts.api import User
from core.api import now
from framework.actions.comments import settle_comment, write_comment
from framework.actions.editing import (
    EditRefused,
    NodeText,
    add_node,
    change_node,
    text_digest,
)
from framework.models import FrameworkNode, FrameworkVersion, NodeComment
from framework.snapshot import get_tree
from framework.views.access import editor_url, on_draft, page_of, refused, uuid_in
from framework.workbench.branches import Level, read_level, read_tree
from framework.workbench.details import (
    Details,
    find_in_draft,
    kinds_below,
    read_node,
    with_places,
)
from framework.workbench.forms import CommentForm, NewNodeForm, NodeForm, facts_of
from framework.workbench.history import history_of
from framework.workbench.wording import refusal_of, words_for

FOUND = 25
COMMENTS = 10


@on_draft
@require_safe
@never_cache
@vary_on_headers("X-Part")
def editor(request: HttpRequest, user: User, draft: FrameworkVersion) -> HttpResponse:
    """Show the tree with ``?node=`` open, or what ``?q=`` finds.

    A script asks for a part alone by the header ``X-Part``: ``panel`` or ``tree`` (``?open=``
    names the branches that are open).
    """
    return show_editor(request, draft, uuid_in(request.GET.get("node")))


def show_editor(
    request: HttpRequest,
    draft: FrameworkVersion,
    node: UUID | None,
    *,
    form: NodeForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """Show the editor, or the part of it that a script asks for."""
    here = {**page_of(draft, "editor"), "chosen": node}
    part = request.headers.get("X-Part", "")
    if part == "tree":
        return tree_part(request, draft, node, _opened(request.GET.getlist("open")))
    here |= panel_context(request, draft, node, form)
    if part == "panel":
        return render(request, "framework/workbench/_panel.html", here)
    # The script puts the uuid of the moved node in the place of this one.
    move_url = reverse("framework:move", args=[draft.uuid, UUID(int=0)])
    here |= {"level": _level(request, draft, node), "move_url": move_url}
    here |= _search(request, draft)
    return render(request, "framework/workbench/editor.html", here, status=status)


def tree_part(
    request: HttpRequest,
    draft: FrameworkVersion,
    node: UUID | None,
    opened: Collection[UUID],
    said: str = "",
) -> HttpResponse:
    """Return the tree alone, as a script puts it into the page; ``said`` is told to the person."""
    level = read_tree(draft, [*filter(None, [node]), *opened])
    context = {"level": level, "chosen": node, "said": said, "editor_url": editor_url(draft)}
    return render(request, "framework/workbench/_tree.html", {**context, "edition": draft})


def _opened(names: Collection[str]) -> list[UUID]:
    return [uuid for name in names if (uuid := uuid_in(name))]


def _level(request: HttpRequest, draft: FrameworkVersion, node: UUID | None) -> Level:
    start = request.GET.get("from", "")
    if start.isdecimal() and len(start) < 7:
        return read_level(draft, _row(draft, node), int(start))
    return read_tree(draft, [node] if node else [])


def _row(draft: FrameworkVersion, node: UUID | None) -> FrameworkNode | None:
    return FrameworkNode.objects.filter(version=draft, uuid=node).first() if node else None


def _search(request: HttpRequest, draft: FrameworkVersion) -> dict[str, Any]:
    asked = request.GET.get("q", "").strip()
    if not asked:
        return {}
    page: Any = Paginator(find_in_draft(draft, asked), FOUND).get_page(request.GET.get("page"))
    page.object_list = with_places(draft, page.object_list)
    return {"asked": asked, "found": page}


def panel_context(
    request: HttpRequest, draft: FrameworkVersion, node: UUID | None, form: NodeForm | None
) -> dict[str, Any]:
    """Return what the panel shows of the chosen node; little when there is none."""
    if node is None:
        return {}
    details = read_node(draft, node)
    if details is None:
        return {"missing": words_for(EditRefused("gone"))}
    shown: dict[str, Any] = {
        "comments": _comments(request, draft, node),
        "comment_form": CommentForm(auto_id="comment_%s"),
        "history": history_of(draft, node),
        "is_public": node in get_tree().nodes,
    }
    if not isinstance(details, Details):
        return {**shown, "gone": details}
    below, beside = details.kinds_below, details.kinds_beside
    first = {"kind": details.row.kind}
    return {
        **shown,
        "details": details,
        "form": form or NodeForm(kind=details.row.kind, initial=facts_of(details.row)),
        "below_form": NewNodeForm(kinds=below, auto_id="below_%s") if below else None,
        "beside_form": NewNodeForm(kinds=beside, initial=first, auto_id="beside_%s"),
    }


def _comments(request: HttpRequest, draft: FrameworkVersion, node: UUID) -> Any:
    found = NodeComment.objects.filter(framework=draft.framework_id, node_uuid=node)
    rows = found.select_related("author", "settled_by").order_by("settled_at", "-id")
    return Paginator(rows, COMMENTS).get_page(request.GET.get("comments"))


@on_draft
@require_safe
def level(request: HttpRequest, user: User, draft: FrameworkVersion) -> HttpResponse:
    """Give one level of the tree: ``?node=`` stands above it, ``?from=`` is its first place."""
    node = uuid_in(request.GET.get("node"))
    above = _row(draft, node)
    if node is not None and above is None:
        return refused(request, words_for(EditRefused("gone")), editor_url(draft))
    start = request.GET.get("from", "")
    first = int(start) if start.isdecimal() and len(start) < 7 else 0
    context = {
        "edition": draft,
        "editor_url": editor_url(draft),
        "level": read_level(draft, above, first),
        "above": above,
    }
    return render(request, "framework/workbench/_level.html", context)


@on_draft
@require_POST
def change(request: HttpRequest, user: User, draft: FrameworkVersion, node: UUID) -> HttpResponse:
    """Store what is written about a node."""
    row = _row(draft, node)
    if row is None:
        return refused(request, words_for(EditRefused("gone")), editor_url(draft))
    form = NodeForm(request.POST, kind=row.kind)
    if not form.is_valid():
        return show_editor(request, draft, node, form=form)
    text, seen = form.text(), form.cleaned_data["seen"]
    facts: dict[str, Any] = {"text": text, "seen": seen, "by": user, "now": now()}
    refusal = refusal_of(lambda: change_node(version=draft.uuid, node=node, **facts))
    if refusal:
        form.add_error(None, refusal)
        present = _row(draft, node)
        if present is not None and seen not in ("", text_digest(present)):
            form.meet(present)
        return show_editor(request, draft, node, form=form, status=409)
    messages.success(request, _("Saved."))
    return redirect(editor_url(draft, node))


@on_draft
@require_POST
def add(request: HttpRequest, user: User, draft: FrameworkVersion) -> HttpResponse:
    """Add a node below ``parent``, behind ``after`` when that is given."""
    parent, after = (uuid_in(request.POST.get(name)) for name in ("parent", "after"))
    back = editor_url(draft, after or parent)
    form = NewNodeForm(request.POST, kinds=kinds_below(None))
    if not form.is_valid():
        return refused(request, words_for(EditRefused("title")), back)
    made: list[FrameworkNode] = []
    given = form.cleaned_data
    facts: dict[str, Any] = {"by": user, "now": now(), "after": after, "kind": given["kind"]}
    text = NodeText(given["title"])
    refusal = refusal_of(
        lambda: made.append(add_node(version=draft.uuid, parent=parent, text=text, **facts))
    )
    if refusal:
        return refused(request, refusal, back)
    messages.success(request, _("Added. Write the rest about it here."))
    return redirect(editor_url(draft, made[0].uuid))


@on_draft
@require_POST
def comment(request: HttpRequest, user: User, draft: FrameworkVersion, node: UUID) -> HttpResponse:
    """Leave a comment at a node."""
    words, owner = request.POST.get("text", ""), draft.framework.uuid
    refusal = refusal_of(
        lambda: write_comment(framework=owner, node=node, text=words, by=user, now=now())
    )
    if refusal:
        return refused(request, refusal, editor_url(draft, node))
    return redirect(f"{editor_url(draft, node)}#comments")


@on_draft
@require_POST
def settle(request: HttpRequest, user: User, draft: FrameworkVersion, uuid: UUID) -> HttpResponse:
    """Mark a comment as settled; one that is settled already stays so."""
    found = NodeComment.objects.filter(uuid=uuid, framework=draft.framework_id).first()
    if found is None:
        return refused(request, _("There is no such comment."), editor_url(draft), status=404)
    settle_comment(uuid=uuid, by=user, now=now())
    return redirect(f"{editor_url(draft, found.node_uuid)}#comments")
