"""The registry of submission checks, and the checks of this package.

A check looks at plain content and reports findings while the author writes, so it is quick; those
of this package ask neither people nor the database. ``moderation`` fills the registry further, and
judges what was found by the institute's rules.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from core.data import Registry
from framework.api import get_tree, path_label
from framework.data import Tree
from learning_objects.data import (
    COVERS,
    SCENARIO,
    STOP,
    WARNING,
    Check,
    CheckSubject,
    Finding,
    Judge,
)
from learning_objects.licences import LICENCES, derived_licences
from learning_objects.places import blocks_with_places, stages_with_places
from learning_objects.plain_text import strip_html, text_of_block

checks: Registry[Check] = Registry(
    "submission checks", required=("minutes", "alternative_text", "empty_stages", "topics")
)

judges: Registry[Judge] = Registry("judges of findings")

OUTCOME_LIMIT = 190
_WORD = re.compile(r"\w")


def register_check(code: str, check: Check) -> None:
    """Add a submission check under a stored code."""
    checks.register(code, check)


def register_judge(code: str, judge: Judge) -> None:
    """Add what may change the level of findings, or drop them, once all checks have run."""
    judges.register(code, judge)


def register_own_checks() -> None:
    """Register the checks that belong to the object itself."""
    register_check("topics", check_topics)
    register_check("outcome", check_outcome)
    register_check("key_points", check_key_points)
    register_check("content", check_content_present)
    register_check("minutes", check_minutes)
    register_check("empty_stages", check_empty_stages)
    register_check("alternative_text", check_alternative_text)
    register_check("derivation", check_derivation)


def check_topics(subject: CheckSubject) -> list[Finding]:
    """At least one topic of the framework must be covered, or nobody will find the object."""
    topics = subject.content["topics"]
    found = [] if any(topic["relation"] == COVERS for topic in topics) else [_no_topic()]
    tree = get_tree()
    nodes = [UUID(topic["node_uuid"]) for topic in topics]
    return [*found, *(_unknown_topic(tree, node) for node in nodes if tree.get(node) is None)]


def _no_topic() -> Finding:
    remedy = _("Choose at least one topic of the curriculum that it covers.")
    return Finding(
        "topics", STOP, str(_("No topic is chosen.")), field="topic_links", remedy=str(remedy)
    )


def _unknown_topic(tree: Tree, node: UUID) -> Finding:
    """Say what became of a topic that an edition ended, where the framework knows."""
    remedy = str(_("Choose the topic anew."))
    message = str(_("One of the topics is not in the published curriculum."))
    former = tree.former.get(node)
    if former is not None:
        message = str(_("The topic “%(topic)s” is no longer in the curriculum."))
        message %= {"topic": former.title}
        heirs = [path_label(uuid) for uuid in tree.present(node)]
        if heirs:
            words = ngettext(
                "Choose the topic that took its place: %(topics)s.",
                "Choose one of the topics that took its place: %(topics)s.",
                len(heirs),
            )
            remedy = words % {"topics": "; ".join(heirs)}
        else:
            remedy = str(_("Nothing took its place. Choose another topic."))
    return Finding("topics", WARNING, message, field="topic_links", remedy=remedy)


def check_outcome(subject: CheckSubject) -> list[Finding]:
    """A scenario says in the pupil's words what the lesson leads to."""
    if subject.kind != SCENARIO or subject.content["outcome"].strip():
        return []
    return [
        Finding(
            "outcome",
            STOP,
            str(_("The outcome is missing.")),
            field="outcome",
            remedy=str(_("Write in the pupil's words what they will be able to do.")),
        )
    ]


def check_key_points(subject: CheckSubject) -> list[Finding]:
    """Three or four key points are what a class can carry home."""
    number = len(subject.content["key_points"])
    if subject.kind != SCENARIO or 3 <= number <= 4:
        return []
    message = _key_points_message(number)
    return [
        Finding(
            "key_points",
            STOP if number == 0 else WARNING,
            message,
            field="key_points",
            remedy=str(_("Keep three or four sentences that the lesson stands on.")),
        )
    ]


def _key_points_message(number: int) -> str:
    if number == 0:
        return str(_("There are no key points; three or four are wanted."))
    return ngettext(
        "There is %(number)d key point; three or four are wanted.",
        "There are %(number)d key points; three or four are wanted.",
        number,
    ) % {"number": number}


def check_content_present(subject: CheckSubject) -> list[Finding]:
    """There must be something to read, and stages in a scenario."""
    body = subject.content["body"]
    if subject.kind == SCENARIO and not any(block["type"] == "stage" for block in body):
        remedy = _("Add the stages of the lesson one after another.")
        return [
            Finding("content", STOP, str(_("There are no stages.")), "body", remedy=str(remedy))
        ]
    if any(_says_something(block) for block in body):
        return []
    remedy = _("Add text, pictures or a table.")
    return [Finding("content", STOP, str(_("There is no content.")), "body", remedy=str(remedy))]


def _says_something(block: dict[str, Any]) -> bool:
    if block["type"] in {"image", "attachment", "formula"}:
        return bool(block["value"])
    return bool(_WORD.search(text_of_block(block)))


def check_minutes(subject: CheckSubject) -> list[Finding]:
    """The stages' minutes must make up the lesson."""
    stages = [block for block in subject.content["body"] if block["type"] == "stage"]
    if subject.kind != SCENARIO or not stages:
        return []
    total = sum(int(stage["value"].get("minutes") or 0) for stage in stages)
    length = subject.content["length_minutes"]
    if total == length:
        return []
    return [
        Finding(
            "minutes",
            STOP,
            str(_("The stages take %(total)d min, the lesson %(length)d min."))
            % {"total": total, "length": length},
            field="body",
            remedy=_minutes_remedy(total - length),
        )
    ]


def _minutes_remedy(excess: int) -> str:
    if excess > 0:
        return str(_("Shorten the stages by %(minutes)d min.")) % {"minutes": excess}
    return str(_("Give the stages %(minutes)d min more.")) % {"minutes": -excess}


def check_empty_stages(subject: CheckSubject) -> list[Finding]:
    """A stage without a word on any screen or about what people do is a hole in the lesson."""
    return [
        Finding(
            "empty_stages",
            STOP,
            str(_("The stage is empty.")),
            field="body",
            block=stage.get("id", ""),
            place=place,
            remedy=str(_("Say what teacher and pupils do, or delete the stage.")),
        )
        for stage, place in stages_with_places(subject.content["body"])
        if not _stage_has_content(stage["value"])
    ]


def _stage_has_content(value: dict[str, Any]) -> bool:
    words = (value.get("teacher_does"), value.get("pupils_do"), value.get("teacher_screen"))
    if any(_WORD.search(strip_html(text or "")) for text in words):
        return True
    return any(
        _says_something(block)
        for name in ("board", "pupils_screen")
        for block in value.get(name) or []
    )


def check_alternative_text(subject: CheckSubject) -> list[Finding]:
    """A picture has words for those who do not see it, unless it is decoration."""
    return [
        Finding(
            "alternative_text",
            STOP,
            str(_("The picture has no alternative text.")),
            field="body",
            block=block.get("id", ""),
            place=place,
            remedy=str(_("Say what the picture shows, or mark it as decoration.")),
        )
        for block, place in _images(subject.content["body"])
        if not (block["value"].get("alt") or "").strip() and not block["value"].get("decorative")
    ]


def _images(body: list[dict[str, Any]]) -> Iterator[tuple[dict[str, Any], str]]:
    return ((block, place) for block, place in blocks_with_places(body) if block["type"] == "image")


def check_derivation(subject: CheckSubject) -> list[Finding]:
    """What was made from another's work stands under a licence that the work allows."""
    source = subject.content.get("based_on")
    if not source:
        return []
    allowed = derived_licences(source["licence"])
    if subject.content["licence"] in allowed:
        return []
    names = ", ".join(item.name for item in LICENCES if item.spdx in allowed)
    return [
        Finding(
            "derivation",
            STOP,
            str(_("The licence of the original does not allow this licence.")),
            field="licence",
            remedy=str(_("Choose one of these: %(licences)s.") % {"licences": names}),
        )
    ]
