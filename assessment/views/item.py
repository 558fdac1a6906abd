"""The page of an item: what it asks, trying it, and how the mark came about."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.api import User, may, within_limit
from assessment.content import title_of
from assessment.explaining import explain
from assessment.fields import hidden_lines
from assessment.forms.parts import make_forms, read_response
from assessment.items.item import AssessmentItem
from assessment.items.template import TemplateRefused
from assessment.learner_views import learner_view
from assessment.models import BankItem
from assessment.queries import get_content, uses_of, version_lines, versions_of
from assessment.references import to_show
from assessment.rich import render_html
from assessment.rules import ADD_ITEM, EDIT_ITEM
from assessment.scoring.item_scoring import score_item
from assessment.states import MACHINE, OWN_ITEM
from assessment.views.access import crumbs_of, on_item
from assessment.views.bank import line_of
from framework.api import path_label

MOST_SEED = 2**31 - 1
VERSIONS_SHOWN = 5
SCORE_LIMIT = "score_item"
TOO_MANY = 429


@on_item()
@require_http_methods(["GET", "HEAD", "POST"])
def item(request: HttpRequest, user: User, bank_item: BankItem) -> HttpResponse:
    """Show the item as a form; a sent one (POST) is scored, and nothing of it is kept."""
    number = _number(request, "version") or bank_item.number
    seed = _number(request, "seed")
    try:
        content = get_content(bank_item, number, seed)
    except TemplateRefused as error:
        raise Http404 from error
    if content is None:
        raise Http404
    content = to_show(bank_item.uuid, content)
    view = learner_view(content, seed)
    context = _page_of(user, bank_item, content, number)
    context |= {"seed": seed, "next_seed": seed % MOST_SEED + 1}
    if request.method != "POST":
        context |= {"asked": zip(make_forms(view), _results(content, []), strict=True)}
        return render(request, "assessment/item.html", context)
    if not within_limit(request, action=SCORE_LIMIT, key=str(user.pk)):
        context |= {
            "asked": zip(make_forms(view, request.POST), _results(content, []), strict=True),
            "refusal": _("You have tried very often. Wait a minute, then go on."),
        }
        return render(request, "assessment/item.html", context, status=TOO_MANY)
    return render(request, "assessment/item.html", context | _tried(request, content, view, seed))


def _tried(
    request: HttpRequest, content: AssessmentItem, view: dict[str, Any], seed: int
) -> dict[str, Any]:
    read = read_response(view, request.POST, request.FILES, seed=seed)
    told = explain(score_item(content, read.response))
    parts = [None if part.part in read.problems else part for part in told.parts]
    forms = make_forms(view, request.POST, read.problems)
    return {
        "told": told,
        "has_problems": bool(read.problems),
        "asked": zip(forms, _results(content, parts), strict=True),
    }


def _results(content: AssessmentItem, parts: list[Any]) -> list[dict[str, Any]]:
    """Return for each part what came of it, and what its author wrote for after the answer."""
    told = parts or [None] * len(content.parts)
    return [
        {
            "told": result,
            "hidden": hidden_lines(part),
            "hints": [(render_html(hint.html), hint.penalty * 100) for hint in part.hints],
        }
        for part, result in zip(content.parts, told, strict=True)
    ]


def _page_of(
    user: User, bank_item: BankItem, content: AssessmentItem, number: int
) -> dict[str, Any]:
    recent = list(versions_of(bank_item)[: VERSIONS_SHOWN + 1])
    source = bank_item.derived_from
    owns = may(user, OWN_ITEM, bank_item)
    return {
        "item": bank_item,
        "line": line_of(bank_item),
        "content": content,
        "number": number,
        "title": title_of(content) or bank_item.key,
        "is_newest": number == bank_item.number,
        "stimulus": render_html(content.stimulus),
        "solution": render_html(content.solution),
        "notes": render_html(content.notes),
        "values": content.realisation.values if content.realisation else {},
        "topics": [(t.node_uuid, path_label(t.node_uuid)) for t in bank_item.topics.all()],
        "tags": [tag.text for tag in bank_item.tags.all()],
        "versions": version_lines(recent[:VERSIONS_SHOWN]),
        "has_more_versions": len(recent) > VERSIONS_SHOWN,
        "uses": uses_of(bank_item),
        "source": source if source and may(user, "assessment.see_keys", source.bank_item) else None,
        "may_own": owns,
        "may_edit": may(user, EDIT_ITEM, bank_item),
        "may_copy": may(user, ADD_ITEM),
        "steps": [step.name for step in MACHINE.allowed_from(bank_item.status)] if owns else [],
        "crumbs": crumbs_of(bank_item),
        "own_url": reverse("assessment:item", args=[bank_item.uuid]),
    }


def _number(request: HttpRequest, name: str) -> int:
    text = request.GET.get(name, "")
    return min(int(text), MOST_SEED) if text.isascii() and text.isdecimal() else 0
