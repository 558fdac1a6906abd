"""Material for a lesson out of a library of many objects, against reading all that a topic has.

A library of ``--size`` published versions on the topics of one subject, a tenth of them on one
topic. ``search.api.suggest`` looks at a window of each set of nodes; the peer is how the journal
chose before: every version on the nodes, ordered by use. Both warm, in turns.

    .venv/bin/python -m bench.selection [--size 20000]
"""

from __future__ import annotations

import os
import random
import tempfile
import time
from typing import Any
from uuid import UUID, uuid4

from bench.harness import interleave, read_size, report

SETTINGS = "bench.lifecycle_settings"
ROUNDS = 20
PORTION = 2_000
# A lesson of an hour's work: stages with what everybody does.
TEXT = "Ученики собирают цепь, снимают показания приборов и строят график. " * 60


def main() -> None:
    """Fill a library, ask both in turns, report."""
    size = read_size(20_000, __doc__ or "")
    with tempfile.TemporaryDirectory() as folder:
        os.environ["DATA_DIR"] = folder
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
        measure(size)


def measure(size: int) -> None:
    """Report the times of a popular topic."""
    import django

    django.setup()
    from django.core.management import call_command

    from core.api import now
    from framework.api import import_starter
    from search.api import suggest

    call_command("migrate", verbosity=0)
    import_starter(by=None, now=now())
    topic, others = fill(size)
    around = [topic, *others[:8]]
    figures = interleave(
        {
            "ours": lambda: timed(lambda: suggest([topic], purpose="check", now=now())),
            "peer": lambda: timed(lambda: by_reading_all(around)),
        },
        rounds=ROUNDS,
    )
    report(
        name="selection.popular_topic",
        ours=figures["ours"],
        peer=figures["peer"],
        peer_name="all versions on the nodes, the most used first",
        unit="ms",
        size=size,
    )


def timed(ask: Any) -> float:
    """Return the milliseconds of one question."""
    start = time.perf_counter()
    ask()
    return (time.perf_counter() - start) * 1000


def by_reading_all(nodes: list[UUID]) -> None:
    """Choose as the journal did: all versions on each set of nodes, the most used first."""
    from learning_objects.api import cards, most_used_first, versions_on_nodes

    for some in (nodes[:1], nodes[1:]):
        cards(most_used_first(versions_on_nodes(some))[:24])


def fill(size: int) -> tuple[UUID, list[UUID]]:
    """Publish ``size`` objects in bulk; a tenth of them on one topic. Returns it and the others."""
    from django.utils import timezone

    from framework.api import get_tree
    from framework.data import TOPIC
    from learning_objects.models import (
        LearningObject,
        LearningObjectVersion,
        UsageCount,
        VersionTopic,
    )

    chance = random.Random(7)  # nosec B311  # the same library in every run
    topics = [node.uuid for node in get_tree().nodes.values() if node.kind == TOPIC]
    popular, others = topics[0], topics[1:]
    moment = timezone.now()
    for start in range(0, size, PORTION):
        part = range(start, min(size, start + PORTION))
        objects = LearningObject.objects.bulk_create(
            LearningObject(kind="scenario", created_at=moment, changed_at=moment)
            for _number in part
        )
        versions = LearningObjectVersion.objects.bulk_create(
            version_of(thing, number, moment) for thing, number in zip(objects, part, strict=True)
        )
        for thing, version in zip(objects, versions, strict=True):
            thing.current_version, thing.state = version, "published"
        LearningObject.objects.bulk_update(objects, ["current_version", "state"], batch_size=500)
        VersionTopic.objects.bulk_create(
            VersionTopic(
                version=version,
                node_uuid=popular if number % 10 == 0 else chance.choice(others),
            )
            for version, number in zip(versions, part, strict=True)
        )
        UsageCount.objects.bulk_create(
            UsageCount(object_uuid=thing.uuid, code="lesson", number=chance.randint(1, 400))
            for thing in objects[::3]
        )
    return popular, others


def version_of(thing: Any, number: int, moment: Any) -> Any:
    """Return an unsaved version with the content of an ordinary lesson."""
    from learning_objects.models import LearningObjectVersion

    stage = {"type": "stage", "value": {"title": "Опыт", "minutes": 45, "pupils_do": TEXT}}
    return LearningObjectVersion(
        learning_object=thing,
        number=1,
        revision_id_published=0,
        digest=f"{number:064x}",
        kind="scenario",
        title=f"Урок {number}",
        summary="Опыт и график.",
        language="ru",
        licence="CC-BY-4.0",
        length_minutes=45,
        content={"topics": [], "body": [stage]},
        authors=[],
        text=TEXT,
        institute_uuid=thing.uuid,
        institute_title="Институт",
        decision_uuid=uuid4(),
        moderator_uuid=thing.uuid,
        published_at=moment,
    )


if __name__ == "__main__":
    main()
