"""The catalogue: subjects, grades, sections and topics."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from framework.api import get_tree, node_label
from framework.data import Node
from learning_objects import catalogue, frameworks, presenting, public_queries
from learning_objects.counts import get_counts
from learning_objects.models import LearningObjectVersion
from learning_objects.public_pages import public_page
from learning_objects.selections.queries import selections_on

PAGE_SIZE = 20


def page_of(request: HttpRequest, versions: Any, size: int = PAGE_SIZE) -> Page[Any]:
    """Return the page that the reader asks for, with ``hits`` ready for the list component.

    A page number that is no number, or past the end, is refused as an address that is not there.
    """
    asked = request.GET.get("page", "1")
    paginator: Paginator[LearningObjectVersion] = Paginator(versions, size)
    number = number_in(asked)
    if not 1 <= number <= paginator.num_pages:
        raise Http404
    page: Page[Any] = Page([], number, paginator)
    found = public_queries.cards(versions[(number - 1) * size : number * size])
    page.object_list = presenting.hits_of(found)
    return page


def number_in(asked: str) -> int:
    """Return the number that an address names, 0 for anything else; Python reads no endless one."""
    return int(asked) if asked.isdecimal() and len(asked) < 10 else 0


@public_page(parameters=("grade",))
@require_safe
def show_catalogue(request: HttpRequest) -> HttpResponse:
    """Show all subjects by level of education, or those of one grade (``?grade=8``)."""
    grade = _grade_of(request)
    context = {
        "breadcrumbs": [(_("Catalogue"), "")],
        "grades": catalogue.all_grades(),
        "grade": grade,
        "levels": [] if grade else catalogue.subjects_by_level(),
        "tiles": catalogue.subjects_of_grade(grade) if grade else [],
    }
    return render(request, "learning_objects/public/catalogue.html", context)


def _grade_of(request: HttpRequest) -> int | None:
    asked = request.GET.get("grade", "")
    if not asked:
        return None
    grade = number_in(asked)
    if grade not in catalogue.all_grades():
        raise Http404
    return grade


@public_page()
@require_safe
def show_subject(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the grades of a subject, basic and advanced side by side."""
    subject = _subject(slug)
    context = {
        "breadcrumbs": catalogue.trail(subject.uuid),
        "subject": subject,
        "hue": catalogue.hue_of(subject),
        "grades": catalogue.grade_cards(subject),
        "materials": get_counts().at.get(subject.uuid, 0),
    }
    return render(request, "learning_objects/public/subject.html", context)


@public_page(parameters=("variant",))
@require_safe
def show_grade(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Show sections and topics of a subject in one grade; ``?variant=advanced`` is the twin."""
    subject = _subject(slug)
    cards = dict(catalogue.grade_cards(subject)).get(number, [])
    advanced = request.GET.get("variant") == "advanced"
    chosen = next((card for card in cards if ("?" in card.url) == advanced), None)
    if chosen is None:
        raise Http404
    context = {
        "breadcrumbs": catalogue.trail(chosen.node.uuid),
        "subject": subject,
        "hue": catalogue.hue_of(subject),
        "card": chosen,
        "twins": [
            (catalogue.variant_label(card.variant), card.url, card is chosen, card.materials)
            for card in cards
        ],
        "sections": catalogue.sections_of(chosen.node),
    }
    return render(request, "learning_objects/public/grade.html", context)


def _subject(slug: str) -> Node:
    subject = catalogue.find_subject(slug)
    if subject is None:
        raise Http404
    return subject


@public_page(parameters=("page",))
@require_safe
def show_topic(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Show a topic (or section, or any node of a framework that is no school's).

    What it is about, its materials, its neighbours, and what it is in other frameworks.
    """
    node = get_tree().get(uuid)
    if node is None:
        raise Http404
    if catalogue.of_a_school(node) and node.kind not in catalogue.HAVE_PAGES:
        return HttpResponseRedirect(catalogue.node_url(node))
    previous, following = catalogue.neighbours(node)
    subject = get_tree().subject_of(uuid)
    counterparts = frameworks.counterparts_of(uuid)
    versions = public_queries.versions_on_nodes(catalogue.node_and_below(node))
    context = {
        "breadcrumbs": catalogue.trail(uuid),
        "node": node,
        "title": node_label(node),
        "subject": subject,
        "hue": catalogue.hue_of(subject) if subject else None,
        "below": catalogue.topics_of(node),
        "page_obj": page_of(request, versions),
        "previous": _link(previous),
        "next": _link(following),
        "counterparts": counterparts,
        "selections": selections_on(catalogue.node_and_below(node)),
        "beside": frameworks.hits_beside(uuid, counterparts),
    }
    return render(request, "learning_objects/public/topic.html", context)


def _link(node: Node | None) -> tuple[str, str] | None:
    return (node_label(node), catalogue.node_url(node)) if node else None
