"""The screens of the institute's rules: list, edit, try, switch, go back, files."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.api import User, may
from core.api import now
from moderation import api
from moderation.actions.check_rules import EDIT_RULES, changed_names
from moderation.checks.facts import RuleFacts, read_rule
from moderation.checks.operator import OPERATORS
from moderation.errors import RuleChanged, WrongRule
from moderation.models import CheckPreview, CheckRule
from moderation.queries import all_check_rules, check_rules, versions_of_rule
from moderation.rule_forms import (
    ImportForm,
    RuleForm,
    TryForm,
    initial_of,
    new_facts,
    operator_choices,
)
from moderation.rule_words import changed_words, level_tone
from moderation.views.access import first_error, signed_in
from moderation.views.trying import try_on

PAGE_SIZE = 50
MOST_VERSIONS = 30


def _editor(request: HttpRequest) -> User:
    """Return the person if the rules are theirs to write."""
    user = signed_in(request)
    if not may(user, EDIT_RULES):
        raise PermissionDenied
    return user


def _rule_or_404(request: HttpRequest, uuid: UUID) -> tuple[User, CheckRule]:
    user = _editor(request)
    found = CheckRule.objects.select_related("institute").filter(uuid=uuid).first()
    if found is None:
        raise Http404
    return user, found


@login_required
@require_GET
def rules(request: HttpRequest) -> HttpResponse:
    """List the rules: what they look at, how grave they are, whether they are on."""
    _editor(request)
    page = Paginator(check_rules(), PAGE_SIZE).get_page(request.GET.get("page"))
    for rule in page:
        _describe(rule)
    context = {
        "page_obj": page,
        "operators": operator_choices(),
        "import_form": ImportForm(),
        "crumbs": _crumbs(_("Rules for drafts")),
    }
    return render(request, "moderation/rules.html", context)


def _describe(rule: Any) -> None:
    """Hang on a rule what templates show of its facts in the reader's language."""
    facts = read_rule(rule.facts)
    rule.title = facts.title[language()]
    rule.operator_label = OPERATORS.get(facts.operator).label
    rule.tone = level_tone(rule.level)


def language() -> str:
    """Return the language of the page that the words of rules have too."""
    return "en" if (get_language() or "ru").startswith("en") else "ru"


def _crumbs(*here: str) -> list[tuple[str, str]]:
    parts = [(_("Rules for drafts"), reverse("moderation:rules"))] if len(here) > 1 else []
    return [*parts, (here[-1], "")]


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new_rule(request: HttpRequest) -> HttpResponse:
    """Make a rule out of an operator that the address names."""
    user = _editor(request)
    operator = OPERATORS.find(request.GET.get("type", ""))
    if operator is None:
        return redirect("moderation:rules")
    facts = new_facts(operator)
    form = RuleForm(
        request.POST or None, initial=initial_of(facts, 0), operator=operator, rule=None
    )
    if request.method == "POST" and form.is_valid():
        if any(_same_rule(row, form.facts) for row in all_check_rules()):
            form.add_error("code", _("There is a rule of this name already."))
        elif rule := _saved(request, form, user, seen=None):
            return redirect("moderation:rule", rule.uuid)
    crumbs = _crumbs("", _("New rule"))
    context = {"form": form, "operator": operator, "crumbs": crumbs, "title": operator.label}
    return render(request, "moderation/rule.html", context)


def _same_rule(one: RuleFacts, other: RuleFacts) -> bool:
    return (one.code, one.institute) == (other.code, other.institute)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def rule(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Show one rule; save it, try it on a material, or on what was submitted lately."""
    user, found = _rule_or_404(request, uuid)
    facts = read_rule(found.facts)
    preview = CheckPreview.objects.filter(rule=found, by=user).first()
    if preview and request.method != "POST" and request.GET.get("preview") == str(preview.uuid):
        facts = read_rule(preview.facts)  # what was typed, saved or not
    form = RuleForm(
        request.POST or None,
        initial=initial_of(facts, found.number),
        operator=OPERATORS.get(facts.operator),
        rule=found,
    )
    try_form = TryForm(request.POST or None)
    context: dict[str, Any] = {"preview": preview}
    if request.method == "POST" and form.is_valid():
        answer = _act(request, user, found, form=form, try_form=try_form, context=context)
        if answer is not None:
            return answer
    return _screen(request, found, form=form, try_form=try_form, **context)


def _act(
    request: HttpRequest,
    user: User,
    found: CheckRule,
    *,
    form: RuleForm,
    try_form: TryForm,
    context: dict[str, Any],
) -> HttpResponse | None:
    """Do what the pressed button says; ``None`` shows the form again with what came of it."""
    if "try" in request.POST:
        try_on(request, form.facts, try_form, context)
        return None
    if "preview" in request.POST:
        asked = api.ask_preview(rule=found, facts=form.facts, by=user, now=now())
        return redirect(
            f"{reverse('moderation:rule', args=[found.uuid])}?preview={asked.uuid}#preview"
        )
    saved = _saved(request, form, user, seen=form.cleaned_data["seen"])
    return redirect("moderation:rule", found.uuid) if saved else None


def _saved(
    request: HttpRequest, form: RuleForm, user: User, *, seen: int | None
) -> CheckRule | None:
    try:
        rule = api.save_rule(facts=form.facts, by=user, now=now(), seen=seen)
    except RuleChanged:
        form.add_error(
            None,
            _(
                "Somebody else has saved this rule since you opened it. "
                "Open it again beside this page."
            ),
        )
        return None
    except WrongRule as wrong:
        form.add_error(None, list(wrong.faults))
        return None
    messages.success(request, _("Saved. It holds for every draft from now on."))
    return rule


def _screen(request: HttpRequest, found: CheckRule, **context: Any) -> HttpResponse:
    _describe(found)
    versions = list(versions_of_rule(found)[:MOST_VERSIONS])
    for version, older in zip(versions, [*versions[1:], None], strict=False):
        facts = read_rule(version.facts)
        names = changed_names(read_rule(older.facts), facts) if older else []
        version.changed = changed_words(names)  # type: ignore[attr-defined]
    return render(
        request,
        "moderation/rule.html",
        {
            "rule": found,
            "title": found.title,  # type: ignore[attr-defined]
            "operator": OPERATORS.get(found.facts["check"]["type"]),
            "versions": versions,
            "is_shipped": found.institute_id is None
            and any(item.code == found.code for item in api.shipped_rules()),
            "crumbs": _crumbs("", found.title),  # type: ignore[attr-defined]
            **context,
        },
    )


@login_required
@require_POST
def switch_rule(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Switch a rule on or off from the list."""
    user, found = _rule_or_404(request, uuid)
    wanted = request.POST.get("enabled") == "1"
    api.switch_rule(rule=found, enabled=wanted, by=user, now=now())
    messages.success(request, _("Switched on.") if wanted else _("Switched off."))
    return redirect("moderation:rules")


@login_required
@require_POST
def restore_rule(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Go back to an older version, or to what was shipped."""
    user, found = _rule_or_404(request, uuid)
    number = request.POST.get("number", "")
    if number.isdecimal():
        version = versions_of_rule(found).filter(number=int(number)).first()
        if version is None:
            raise Http404
        api.restore_version(version=version, by=user, now=now())
    else:
        try:
            api.restore_shipped(rule=found, by=user, now=now())
        except LookupError as error:
            raise Http404 from error
    messages.success(request, _("The rule says again what it said then."))
    return redirect("moderation:rule", uuid)


@login_required
@require_GET
def export_rules(request: HttpRequest) -> HttpResponse:
    """Give all rules as a file."""
    _editor(request)
    data = json.dumps(api.rules_as_json(all_check_rules()), ensure_ascii=False, indent=2)
    return HttpResponse(
        data + "\n",
        content_type="application/json; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="check-rules.json"'},
    )


@login_required
@require_POST
def import_rules(request: HttpRequest) -> HttpResponse:
    """Take rules out of a file, all or none."""
    user = _editor(request)
    form = ImportForm(request.POST, request.FILES)
    if not form.is_valid():
        for error in form.errors.get("file", [first_error(form)])[:5]:
            messages.error(request, str(error))
        return redirect("moderation:rules")
    try:
        changed = api.import_rules(rules=form.cleaned_data["file"], by=user, now=now())
    except WrongRule as wrong:
        messages.error(request, wrong.faults[0])
    else:
        messages.success(request, _("Changed rules: %(number)d.") % {"number": len(changed)})
    return redirect("moderation:rules")
