"""How an institute reviews each kind."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from core.api import now
from learning_objects.data import KIND_LABELS
from moderation.actions.planning import rule_for
from moderation.institutes import actions
from moderation.institutes.forms import RuleForm
from moderation.institutes.queries import rules_of
from moderation.institutes.views.access import managed_or_404, page_of


@login_required
@require_GET
def rules(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Show the rule of every kind."""
    _user, found = managed_or_404(request, uuid)
    context = {**page_of(found, "institute_rules"), "rules": rules_of(found)}
    return render(request, "moderation/institutes/rules.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def rule(request: HttpRequest, uuid: UUID, kind: str) -> HttpResponse:
    """Change the rule of one kind."""
    user, found = managed_or_404(request, uuid)
    if kind not in KIND_LABELS:
        raise Http404
    here = rule_for(institute=found, kind=kind)
    names = ("second_reader", "technical", "panel", "days")
    form = RuleForm(request.POST or None, initial={name: getattr(here, name) for name in names})
    if request.method == "POST" and form.is_valid():
        actions.set_rule(institute=found, kind=kind, by=user, now=now(), **form.cleaned_data)
        messages.success(request, _("Saved. What is in review already keeps its steps."))
        return redirect("moderation:institute_rules", uuid)
    title = str(KIND_LABELS[kind]).capitalize()
    back = reverse("moderation:institute_rules", args=[uuid])
    crumbs = ((_("Review rules"), back), (title, ""))
    context = {
        **page_of(found, "institute_rules", *crumbs),
        "form": form,
        "title": title,
        "back_url": back,
    }
    return render(request, "moderation/institutes/rule.html", context)
