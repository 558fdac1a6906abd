"""What is missing to publish: findings of the checks and remarks, each with its place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from learning_objects.api import LearningObject
from learning_objects.data import DRAFT, PUBLISHED, RETURNED, STOP, WARNING, WITHDRAWN, Finding
from moderation.data import ReviewHistory


@dataclass(frozen=True, slots=True)
class Missing:
    """The panel: what stops, what is advice, and the sentence that sums it up.

    ``items`` hold ``level``, ``message``, ``place``, ``remedy``, ``url`` (the place in the editor,
    or empty while the draft is locked), the gravest first.
    """

    items: tuple[dict[str, Any], ...]
    stops: int
    advice: int
    summary: str
    tone: str


def missing_of(
    found: LearningObject, *, findings: list[Finding], history: ReviewHistory, may_edit: bool
) -> Missing:
    """Gather what the author has to do before the next version can be in the library."""
    items = [_finding(found, item, may_edit) for item in findings]
    wanted = [item for item in history.open_remarks if item.state == "open"]
    musts = sum(item.severity == "must" for item in wanted)
    if wanted and found.state == RETURNED:
        items.insert(0, _remarks(len(wanted), musts))
    publisher = found.publisher
    if publisher is not None and not publisher.has_contract:
        items.insert(0, _no_contract(publisher.title))
    stops = sum(item["level"] == STOP for item in items)
    advice = sum(item["level"] == WARNING for item in items)
    summary, tone = _sum_up(found, stops, bool(items))
    return Missing(tuple(items), stops, advice, summary, tone)


def place_url(found: LearningObject, finding: Finding) -> str:
    """Return the address of a finding's place in the editor."""
    page = reverse("studio_objects:edit", args=[found.pk])
    if finding.block:
        return f"{page}?place=block-{finding.block}"
    return f"{page}?place=field-{finding.field}" if finding.field else page


def _finding(found: LearningObject, finding: Finding, may_edit: bool) -> dict[str, Any]:
    return {
        "level": finding.level,
        "message": finding.message,
        "place": finding.place,
        "remedy": finding.remedy,
        "url": place_url(found, finding) if may_edit else "",
        # What the finding is about, where it names something (an object that is much alike).
        "more_url": getattr(finding, "url", ""),
        "more_label": getattr(finding, "url_label", ""),
    }


def _remarks(number: int, musts: int) -> dict[str, Any]:
    words = ngettext(
        "%(number)d remark of the expert is not answered.",
        "%(number)d remarks of the expert are not answered.",
        number,
    )
    return {
        "level": WARNING,
        "message": words % {"number": number},
        "place": "",
        "remedy": _("Mend what is asked for and mark it, or answer why not.")
        if musts
        else _("They are advice; answer those that you do not follow."),
        "url": "#remarks-title",
    }


def _no_contract(title: str) -> dict[str, Any]:
    return {
        "level": STOP,
        "message": _("The library has no contract with “%(title)s”.") % {"title": title},
        "place": _("Publisher"),
        "remedy": _("Choose another publisher, or publish in your own name."),
        "url": "#publisher-title",
    }


def _sum_up(found: LearningObject, stops: int, any_item: bool) -> tuple[str, str]:
    if found.state not in (DRAFT, RETURNED, PUBLISHED, WITHDRAWN):
        return _("It is with the institute; nothing is asked of you now."), "info"
    if stops:
        words = ngettext(
            "%(number)d thing has to be mended before it can be sent.",
            "%(number)d things have to be mended before it can be sent.",
            stops,
        )
        return words % {"number": stops}, "stop"
    if any_item:
        return _("It can be sent; look at the advice first."), "warning"
    return _("Nothing is missing: it can be sent."), "success"
