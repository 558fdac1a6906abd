"""The coverage map and what new editions ask: for methodologists and administrators."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from core.api import now
from framework.api import get_tree
from learning_objects.models import Realignment, RealignmentProposal
from tests.integration.permissions.routes import Case, Make
from tests.integration.permissions.world import World

KEEPERS = frozenset({"methodologist", "administrator"})
EDITION = UUID("00000000-0000-4000-8000-00000000ed17")


def keepers(_world: World) -> Case:
    return Case(read=KEEPERS)


def subject(world: World) -> Case:
    found = get_tree().subject_of(world.extra["topic"])
    assert found
    return Case({"uuid": found.uuid}, read=KEEPERS)


def realignment(**more: Any) -> Make:
    return lambda world: Case({"uuid": _edition(world).uuid, **more}, read=KEEPERS)


def proposal(world: World) -> Case:
    row = RealignmentProposal.objects.get(realignment=_edition(world))
    return Case({"uuid": row.uuid, "verb": "decline"}, read=KEEPERS)


def _edition(world: World) -> Realignment:
    facts = {"title": "ФРП, 2026", "made_at": now()}
    made, _new = Realignment.objects.get_or_create(edition=EDITION, defaults=facts)
    RealignmentProposal.objects.get_or_create(
        realignment=made,
        learning_object=world.published,
        number=1,
        former=EDITION,
        defaults={"change": "retired", "title_before": "Тема"},
    )
    return made


COVERAGE: dict[str, Make] = {
    "learning_objects:coverage": keepers,
    "learning_objects:coverage_csv": keepers,
    "learning_objects:count_coverage": keepers,
    "learning_objects:coverage_of": subject,
    "learning_objects:coverage_of_csv": subject,
    "learning_objects:realignments": keepers,
    "learning_objects:realignment": realignment(),
    "learning_objects:realignment_state": realignment(),
    "learning_objects:realign_all": realignment(work="accept"),
    "learning_objects:decide_proposal": proposal,
}
