"""The pages of one object: current version, any version, print; 410 for what was withdrawn."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import http_date
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from accounts.api import User, may
from framework.api import get_tree, node_label, path_labels
from learning_objects import presenting, public_queries
from learning_objects.catalogue import hue_of, node_url, trail
from learning_objects.data import COVERS, KIND_LABELS, NEXT, PREREQUISITE, SCENARIO, VersionView
from learning_objects.jsonld import learning_resource, script_data
from learning_objects.licences import derived_licences
from learning_objects.public_pages import public_page
from learning_objects.queries import get_object
from learning_objects.reader_queries import reviews_of
from learning_objects.render import PRINT, render_version
from learning_objects.shelves.queries import places_of_object
from learning_objects.states import RESTORE, WITHDRAW
from learning_objects.usage_queries import object_stamp, usage_by_kind, usage_this_term
from learning_objects.usage_words import tell_both
from learning_objects.views.readers import said

FIRST_REVIEWS = 3


@public_page(stamp_of=object_stamp)
@require_safe
def show_object(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Show the current version of an object."""
    version = _find(uuid)
    return _show(request, version, current=version) if version else _gone(request, uuid)


@public_page(stamp_of=object_stamp)
@require_safe
def show_version(request: HttpRequest, uuid: UUID, number: int) -> HttpResponse:
    """Show one version; an old one says so and leads to the current one."""
    current = _find(uuid)
    if current is None:
        return _gone(request, uuid)
    version = current
    if number != current.number:
        found = public_queries.get_version(uuid=uuid, number=number)
        if found is None:
            raise Http404
        version = found
    return _show(request, version, current=current)


@public_page()
@require_safe
def print_object(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Show the current version for paper."""
    version = _find(uuid)
    if version is None:
        return _gone(request, uuid)
    context = {
        "version": version,
        "rendered": render_version(version, mode=PRINT),
        "is_scenario": version.kind == SCENARIO,
        "attribution": presenting.attribution(version),
        "place": _place(version),
        "canonical": presenting.absolute(presenting.object_url(uuid)),
        "object_url": presenting.object_url(uuid),
    }
    return _dated(render(request, "learning_objects/public/print.html", context), version)


def _find(uuid: UUID) -> VersionView | None:
    """Return the current version, ``None`` when withdrawn; drafts do not exist (404)."""
    version = public_queries.get_version(uuid=uuid)
    if version is None:
        raise Http404
    return None if version.withdrawn else version


def _show(request: HttpRequest, version: VersionView, *, current: VersionView) -> HttpResponse:
    uuid = version.object_uuid
    subject = presenting.subject_of_version(version)
    context = {
        "version": version,
        "current": current,
        "is_current": version.number == current.number,
        "is_scenario": version.kind == SCENARIO,
        "kind_label": KIND_LABELS[version.kind],
        "rendered": render_version(version),
        "breadcrumbs": _breadcrumbs(version),
        "subject": subject,
        "hue": hue_of(subject) if subject else None,
        "licence": presenting.licence_of(version),
        "attributions": presenting.attributions(version),
        "derivatives": public_queries.derivatives_of(uuid),
        "citation": presenting.citation(version),
        "versions": public_queries.versions_of(uuid),
        "related": presenting.hits_of(public_queries.related_to(version)),
        "covered": _topics(version, COVERS),
        "before": _topics(version, PREREQUISITE),
        "after": _topics(version, NEXT),
        "canonical": presenting.absolute(presenting.object_url(uuid)),
        "jsonld": script_data(learning_resource(version)),
        "usage": tell_both(usage_this_term([uuid], today=localdate()), usage_by_kind(uuid)),
        **said(request, uuid, reviews_of(uuid)[:FIRST_REVIEWS]),
        "more_reviews": True,
        **_rights(request, uuid, version),
    }
    return _dated(render(request, "learning_objects/public/object.html", context), version)


def _rights(request: HttpRequest, uuid: UUID, version: VersionView) -> dict[str, Any]:
    """Say what the reader may do with the object; visitors cost no query."""
    person = request.user
    found = get_object(uuid=uuid) if isinstance(person, User) else None
    if found is None or not isinstance(person, User):
        return {}
    may_fork = may(request.user, "learning_objects.fork", found)
    return {
        "on_shelves": places_of_object(person, uuid),
        "may_withdraw": may(request.user, WITHDRAW, found),
        "may_suggest": may(request.user, "learning_objects.suggest", found),
        "may_fork": may_fork and bool(derived_licences(version.licence)),
        "fork_forbidden": may_fork and not derived_licences(version.licence),
    }


def _dated(response: HttpResponse, version: VersionView) -> HttpResponse:
    response.headers["Last-Modified"] = http_date(version.published_at.timestamp())
    return response


def _breadcrumbs(version: VersionView) -> list[tuple[str, str]]:
    """Return the path to the first topic; the page is named by its kind, the title follows."""
    tree = get_tree()
    here = (str(KIND_LABELS[version.kind]).capitalize(), "")
    for topic in version.topics:
        if topic.relation == COVERS and tree.get(topic.node_uuid):
            return [*trail(topic.node_uuid), here]
    return [*trail(version.object_uuid), here]


def _place(version: VersionView) -> str:
    """Return subject, grade and topic in one line for paper."""
    for topic in version.topics:
        labels = path_labels(topic.node_uuid)
        if topic.relation == COVERS and labels:
            return " · ".join(labels)
    return ""


def _topics(version: VersionView, relation: str) -> list[dict[str, Any]]:
    """Return the nodes of one relation as links; those that the framework lost are left out."""
    tree = get_tree()
    nodes = [tree.get(topic.node_uuid) for topic in version.topics if topic.relation == relation]
    return [
        {
            "title": node_label(node),
            "url": node_url(node),
            "path": [label for label in path_labels(node.uuid)[:-1] if label],
        }
        for node in nodes
        if node is not None
    ]


def _gone(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Answer 410: the object was here; when and why it went, and what there is instead."""
    withdrawal = public_queries.withdrawal_of(uuid)
    if withdrawal is None:
        raise Http404
    instead = public_queries.cards(public_queries.versions_on_nodes(withdrawal.topics)[:4])
    context = {
        "withdrawal": withdrawal,
        "may_restore": request.user.is_authenticated
        and may(request.user, RESTORE, get_object(uuid=uuid)),
        "uuid": uuid,
        "instead": presenting.hits_of(instead),
        "catalogue_url": reverse("learning_objects:catalogue"),
    }
    return render(request, "learning_objects/public/gone.html", context, status=410)
