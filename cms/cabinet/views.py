"""Pages of the cabinet that show."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

import learning_objects.api
from accounts.api import User, may
from cms.cabinet.access import breadcrumbs, for_authors, own_object, person
from cms.cabinet.forms import CreateForm, PublisherForm
from cms.cabinet.missing import missing_of
from cms.cabinet.remarks import remarks_on_draft
from learning_objects.api import (
    LearningObject,
    authors_of,
    check_content,
    count_states,
    draft_content,
    has_unreviewed_changes,
    objects_of,
    open_offers_of,
    organisations_of,
    tell_usage,
    usage_by_kind,
    usage_by_version,
    versions_of,
)
from learning_objects.data import (
    IN_REVIEW,
    KIND_LABELS,
    MODES,
    SCENARIO,
    STATE_LABELS,
    STATES,
    STOP,
)
from moderation.api import can_appeal, history_of, submission_of
from moderation.data import HistoryItem

PAGE_SIZE = 20


@never_cache
@for_authors
@require_GET
def my_materials(request: HttpRequest) -> HttpResponse:
    """Show the person's materials by state, newest change first."""
    state = request.GET.get("state", "")
    text = request.GET.get("q", "")
    me = person(request)
    found = objects_of(me, state=state if state in STATES else "", text=text)
    counts = count_states(me)
    context = {
        "page": Paginator(found, PAGE_SIZE).get_page(request.GET.get("page")),
        "state": state,
        "text": text,
        "tabs": _state_tabs(counts, state, text),
        "create_form": CreateForm(),
        "may_create": may(me, "learning_objects.create"),
    }
    return render(request, "cms/cabinet/list.html", context)


def _state_tabs(counts: dict[str, int], state: str, text: str) -> list[tuple[str, str, bool, int]]:
    """Return (label, address, active, number) of every state that the person has, "all" first."""
    tabs = [("", _("All"), sum(counts.values()))]
    tabs += [(code, str(STATE_LABELS[code]), counts.get(code, 0)) for code in STATES]
    return [
        (label.capitalize(), "?" + urlencode({"state": code, "q": text}), code == state, number)
        for code, label, number in tabs
    ]


@never_cache
@for_authors
@require_GET
def one_material(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Show one material: state, what stands in the way, remarks, people, timeline, versions."""
    found = own_object(request, uuid)
    content = draft_content(found)
    submission = submission_of(found.uuid)
    used = usage_by_version(found.uuid)
    history = history_of(found.uuid)
    edit_url = reverse("studio_objects:edit", args=[found.pk])
    may_edit = may(request.user, "learning_objects.edit", found)
    context = {
        "object": found,
        "remarks": remarks_on_draft(found, history.open_remarks, content),
        "kind_label": KIND_LABELS[found.kind],
        "edit_url": edit_url,
        "may_edit": may_edit,
        "may_own": may(request.user, "learning_objects.manage_authors", found),
        "may_submit": _may_submit(person(request), found),
        "submission": submission,
        "may_recall": submission is not None
        and submission.is_open
        and may(request.user, "moderation.recall", submission),
        "may_appeal": submission is not None and can_appeal(submission, person(request)),
        "missing": missing_of(
            found,
            findings=check_content(kind=found.kind, content=content, object_uuid=found.uuid),
            history=history,
            may_edit=may_edit,
        ),
        "authors": authors_of(found),
        "offers": open_offers_of(found),
        "may_leave": may(request.user, "learning_objects.leave", found),
        "publisher_form": _publisher_form(person(request), found),
        "history": history,
        "timeline": [_line(item) for item in reversed(history.items)],
        "breadcrumbs": breadcrumbs(found, found.draft_title),
        "versions": [(line, used.get(line.number, 0)) for line in versions_of(found.uuid)],
        "usage": tell_usage(usage_by_kind(found.uuid)),
    }
    return render(request, "cms/cabinet/object.html", context)


def _may_submit(me: User, found: LearningObject) -> bool:
    """Say whether there is something to send, and nobody is reviewing it already."""
    free = found.state != IN_REVIEW and has_unreviewed_changes(found)
    return free and may(me, "moderation.submit", found)


def _publisher_form(me: User, found: LearningObject) -> PublisherForm | None:
    """Return the choice of a publisher for who writes for one and owns the material."""
    mine = organisations_of(me)
    if not mine or not may(me, "learning_objects.set_publisher", found):
        return None
    chosen = str(found.publisher.uuid) if found.publisher else ""
    return PublisherForm(organisations=mine, initial={"organisation": chosen})


TONES = {
    "learning_objects.publish": "success",
    "moderation.approve": "success",
    "moderation.return": "warning",
    "learning_objects.withdraw": "danger",
    "moderation.retire": "danger",
    "moderation.block": "danger",
    "moderation.keep": "success",
}


def _line(item: HistoryItem) -> dict[str, Any]:
    """Return one line of the timeline as the component wants it."""
    return {
        "when": item.at,
        "who": item.person_name,
        "what": item.label,
        "text": item.text,
        "tone": TONES.get(item.action, ""),
    }


@never_cache
@for_authors
@require_GET
def checks_fragment(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Show what the checks say of the latest draft: the strip above the editing form."""
    found = own_object(request, uuid)
    content = draft_content(found)
    findings = check_content(kind=found.kind, content=content, object_uuid=found.uuid)
    stages = [block["value"] for block in content["body"] if block["type"] == "stage"]
    context = {
        "object": found,
        "findings": findings,
        "stops": sum(finding.level == STOP for finding in findings),
        "minutes": sum(int(stage.get("minutes") or 0) for stage in stages),
        "length": content["length_minutes"],
        "is_scenario": found.kind == SCENARIO,
    }
    return render(request, "cms/cabinet/checks.html", context)


@never_cache
@for_authors
@require_GET
def preview(request: HttpRequest, uuid: UUID, mode: str) -> HttpResponse:
    """Show the latest draft as the library page, the board, the tablet or the phone shows it."""
    if mode not in MODES:
        raise Http404
    found = own_object(request, uuid)
    content = draft_content(found)
    context = {
        "object": found,
        "mode": mode,
        "tabs": [
            (label, reverse("cabinet:preview", args=[uuid, code]), code == mode, None)
            for code, label in MODES.items()
        ],
        "breadcrumbs": breadcrumbs(found, _("Preview")),
        "content": content,
        "rendered": learning_objects.api.render_content(
            content, kind=found.kind, mode=mode, anchored=True
        ),
        "remarks": remarks_on_draft(found, history_of(found.uuid).open_remarks, content),
        "edit_url": reverse("studio_objects:edit", args=[found.pk]),
        "may_edit": may(request.user, "learning_objects.edit", found),
        "beside": mode == "page",
    }
    return render(request, "cms/cabinet/preview.html", context)
