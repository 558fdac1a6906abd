"""The coverage map: a framework at a glance, and what one part of it lacks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.api import User, require
from core.api import now
from framework.api import get_tree, node_label
from framework.data import PROGRAMME, FrameworkFacts, Node, Tree
from learning_objects.coverage_map import counting, tables, wording
from learning_objects.coverage_map.data import ANY_KIND, COLOURS, NUMBER
from learning_objects.coverage_map.maps import (
    Line,
    Map,
    Part,
    Spot,
    line_title,
    make_map,
    make_part,
)
from learning_objects.coverage_map.queries import read_mark
from learning_objects.coverage_map.remedies import GapKey, Remedy, find_remedies
from learning_objects.coverage_map.tabs import SEE_COVERAGE, coverage_tabs
from learning_objects.coverage_map.topics import default_framework, grades_of
from learning_objects.data import KIND_LABELS, KINDS
from learning_objects.tasks import count_coverage
from ui.api import subject_hue

# A count that took so many seconds is repeated while the methodologist waits.
QUICK = 2.0
MAP, TABLE = "map", "table"


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for: of which kind, coloured by what, as what, gaps alone."""

    kind: str
    colour: str
    view: str
    gaps: bool

    def query(self, **more: Any) -> str:
        """Return the address's parameters, those of the start left out."""
        given = {
            "kind": self.kind,
            "colour": "" if self.colour == NUMBER else self.colour,
            **more,
        }
        return urlencode({name: value for name, value in given.items() if value})


@dataclass(frozen=True, slots=True)
class Square:
    """A cell of the page: how it is drawn, where it leads, what can be done about a gap."""

    shown: wording.Shown
    label: str
    url: str = ""
    topics: str = ""
    is_gap: bool = False
    remedies: Sequence[Remedy] = ()


def _asked(request: HttpRequest) -> Asked:
    kind, colour = request.GET.get("kind", ""), request.GET.get("colour", "")
    return Asked(
        kind if kind in KINDS else ANY_KIND,
        colour if colour in COLOURS else NUMBER,
        TABLE if request.GET.get("view") == TABLE else MAP,
        bool(request.GET.get("gaps")),
    )


@never_cache
@login_required
@require_safe
def show_map(request: HttpRequest) -> HttpResponse:
    """Show how a framework is covered: subjects by grades, or its top nodes by kinds."""
    require(request.user, SEE_COVERAGE)
    tree, asked, moment = get_tree(), _asked(request), now()
    facts = _framework(request, tree)
    mark = read_mark()
    found = make_map(tree, facts, kind=asked.kind) if facts else Map((), (), ())
    name = facts.key if facts else ""
    context = {
        "facts": facts,
        "frameworks": [(item.key, _title(item)) for item in tree.frameworks.values()],
        "mark": mark,
        "is_behind": mark is not None and counting.is_behind(mark),
        "columns": [*found.grades, *map(tables.kind_label, found.kinds)],
        "by_grade": bool(found.grades),
        "rows": [
            (row, subject_hue(row.node.key.rsplit("/", 1)[-1]), _squares(row.spots, found, asked))
            for row in found.rows
        ],
        "table": _map_table(found, asked, moment) if asked.view == TABLE else None,
        "head": tables.map_head(),
        "csv_query": asked.query(framework=name),
        "views": _views(asked, name),
        "tabs": coverage_tabs(request.user, "coverage"),
        "breadcrumbs": [(_("Coverage map"), "")],
    } | _filters(asked, found.most)
    return render(request, "learning_objects/coverage/map.html", context)


@never_cache
@login_required
@require_safe
def map_csv(request: HttpRequest) -> HttpResponse:
    """Give the map as a table for a spreadsheet, all three measures."""
    require(request.user, SEE_COVERAGE)
    tree, asked = get_tree(), _asked(request)
    facts = _framework(request, tree)
    if facts is None:
        raise Http404
    found = make_map(tree, facts, kind=asked.kind)
    return _file(tables.map_file(found, now()), f"coverage-{facts.key}")


@never_cache
@login_required
@require_safe
def show_part(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Show what a subject, a grade of it or a section has, topic by topic, with its gaps."""
    require(request.user, SEE_COVERAGE)
    tree, asked, moment = get_tree(), _asked(request), now()
    part = _part(request, tree, uuid)
    subject = tree.subject_of(uuid)
    gaps = [gap for line in part.lines for gap in _gaps(line, asked.kind)]
    kinds = (asked.kind,) if asked.kind else (ANY_KIND, *KINDS)
    ways: Mapping[GapKey, Sequence[Remedy]] = {}
    if isinstance(request.user, User):
        ways = find_remedies(request.user, subject.uuid if subject else None, gaps)
    chosen = _with_gaps(part, asked.kind) if asked.gaps else part.lines
    context = {
        "part": part,
        "title": _heading(part),
        "facts": _facts(part, asked.kind, moment),
        "columns": [tables.kind_label(kind) for kind in kinds],
        "rows": [
            (line, _line_url(line, asked), _line_squares(line, kinds, part, asked, ways))
            for line in chosen
        ],
        "gap_number": len({node for node, _kind in gaps}),
        "csv_query": asked.query(grade=part.grade),
        "breadcrumbs": _crumbs(tree, part, asked),
        "framework_key": part.node.framework_key,
    } | _filters(asked, part.most)
    return render(request, "learning_objects/coverage/part.html", context)


@never_cache
@login_required
@require_safe
def part_csv(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Give one part as a table for a spreadsheet."""
    require(request.user, SEE_COVERAGE)
    part = _part(request, get_tree(), uuid)
    name = f"coverage-{part.node.key.rsplit('/', 1)[-1][:60]}"
    return _file(tables.part_file(part, now()), f"{name}-{part.grade}" if part.grade else name)


@login_required
@require_POST
def count_anew(request: HttpRequest) -> HttpResponse:
    """Count now: at once where it was a matter of seconds, else in the background.

    How long the first count takes nobody knows: it does not hold up the request either.
    """
    require(request.user, SEE_COVERAGE)
    mark, moment = read_mark(), now()
    if mark is not None and mark.seconds <= QUICK:
        counting.refresh_coverage(now=moment, at_once=True)
        messages.success(request, _("Counted."))
    else:
        if not counting.is_waiting(now=moment):
            count_coverage.enqueue()
        messages.success(request, _("The library is being counted. Look again in a minute."))
    return redirect("learning_objects:coverage")


def _framework(request: HttpRequest, tree: Tree) -> FrameworkFacts | None:
    return tree.frameworks.get(request.GET.get("framework", "")) or default_framework(tree)


def _title(facts: FrameworkFacts) -> str:
    english = facts.title_en and (get_language() or "").startswith("en")
    return f"{facts.title_en if english else facts.title}, {facts.edition}"


def _part(request: HttpRequest, tree: Tree, uuid: UUID) -> Part:
    node, asked = tree.get(uuid), request.GET.get("grade", "")
    if node is None:
        raise Http404
    # A grade may be asked for of what has several; what lies below one has no choice.
    grades = grades_of(tree, uuid) if node.parent is None else ()
    grade = int(asked) if asked.isdecimal() and len(asked) < 3 else 0
    return make_part(tree, node, grade=grade if grade in grades else 0)


def _facts(part: Part, kind: str, moment: datetime) -> list[tuple[str, str]]:
    """Return (measure, words) of the part as a whole."""
    whole = part.cells[kind]
    kinds = [
        f"{tables.kind_label(one)}: {wording.number(part.cells[one].number)}"
        for one in KINDS
        if not kind
    ]
    parts = f" ({', '.join(kinds)})" if kinds else ""
    facts = [(_("Materials"), f"{wording.number(whole.number)}{parts}")]
    if part.topics:
        covered = sum(line.is_topic and line.cells[kind].number > 0 for line in part.lines)
        facts.append((_("Topics with materials"), wording.topics_words(covered, part.topics)))
    if whole.number:
        facts += [
            (_("Quality"), wording.quality_words(whole)),
            (_("Age"), wording.fresh_words(whole, moment)),
        ]
    return facts


def _filters(asked: Asked, most: int) -> dict[str, Any]:
    """Return what the form and the legend of both pages show."""
    return {
        "asked": asked,
        "kinds": KIND_LABELS.items(),
        "colours": wording.COLOUR_LABELS.items(),
        "colour_label": wording.COLOUR_LABELS[asked.colour],
        "legend": wording.legend(asked.colour, most),
    }


def _views(asked: Asked, framework: str) -> list[tuple[str, str, bool, None]]:
    here = reverse("learning_objects:coverage")
    return [
        (label, f"{here}?{asked.query(framework=framework, view=view)}", asked.view == code, None)
        for code, view, label in ((MAP, "", _("Map")), (TABLE, TABLE, _("Table")))
    ]


def _squares(spots: Sequence[Spot | None], found: Map, asked: Asked) -> list[Square | None]:
    moment = now()
    return [
        Square(
            wording.show_cell(spot.cell, colour=asked.colour, most=found.most, now=moment),
            label=tables.kind_label(spot.kind),
            url=_spot_url(spot, asked),
            topics=f"{spot.covered}/{spot.topics}",
        )
        if spot
        else None
        for spot in spots
    ]


def _spot_url(spot: Spot, asked: Asked) -> str:
    return _url(spot.node, asked.query(grade=spot.grade, kind=spot.kind or asked.kind))


def _url(node: UUID, query: str) -> str:
    url = reverse("learning_objects:coverage_of", args=[node])
    return f"{url}?{query}" if query else url


def _map_table(found: Map, asked: Asked, moment: datetime) -> list[tuple[str, list[str]]]:
    return [(_spot_url(spot, asked), row) for spot, row in tables.map_rows(found, moment)]


def _gaps(line: Line, kind: str) -> list[GapKey]:
    """Return the kinds of which a topic has nothing, of the one that is asked for if there is."""
    return [(line.node.uuid, one) for one in KINDS if kind in ("", one) and line.lacks(one)]


def _with_gaps(part: Part, kind: str) -> list[Line]:
    """Return the topics with a gap and what they lie under."""
    wanting = [line.node for line in part.lines if _gaps(line, kind)]
    shown = {uuid for node in wanting for uuid in (node.uuid, *node.ancestors)}
    return [line for line in part.lines if line.node.uuid in shown]


def _line_url(line: Line, asked: Asked) -> str:
    if line.has_more:
        return _url(line.node.uuid, asked.query())
    if line.is_topic:
        return reverse("learning_objects:topic", args=[line.node.uuid]) if line.node.grade else ""
    return ""


def _line_squares(
    line: Line,
    kinds: Sequence[str],
    part: Part,
    asked: Asked,
    ways: Mapping[GapKey, Sequence[Remedy]],
) -> list[Square]:
    return [
        Square(
            wording.show_cell(line.cells[kind], colour=asked.colour, most=part.most, now=now()),
            label=tables.kind_label(kind),
            is_gap=line.lacks(kind),
            remedies=ways.get((line.node.uuid, kind), ()),
        )
        for kind in kinds
    ]


def _heading(part: Part) -> str:
    title = line_title(part.node)
    if not part.grade:
        return title
    return _("%(subject)s, grade %(grade)d") % {"subject": title, "grade": part.grade}


def _crumbs(tree: Tree, part: Part, asked: Asked) -> list[tuple[str, str]]:
    start = reverse("learning_objects:coverage")
    query = asked.query(framework=part.node.framework_key)
    steps = [(_("Coverage map"), f"{start}?{query}")]
    above: list[Node] = list(tree.path(part.node.uuid)[:-1])
    steps += [
        (node_label(node), _url(node.uuid, asked.query()))
        for node in above
        if node.kind != PROGRAMME
    ]
    if part.grade:
        steps.append((node_label(part.node), _url(part.node.uuid, asked.query())))
        return [*steps, (_("Grade %(number)d") % {"number": part.grade}, "")]
    return [*steps, (line_title(part.node), "")]


def _file(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="text/csv; charset=utf-8")
    day = localdate(now()).isoformat()
    response["Content-Disposition"] = f'attachment; filename="{name}-{day}.csv"'
    return response
