"""From nothing to a published version: our actions against a bare Wagtail snippet.

Ours: create, save a draft, submit (with all checks), claim, approve; with audit, outbox, immutable
version and permission rules. Peer: the same content in a snippet with the same mixins: create, save
a draft, start a workflow of one ``GroupApprovalTask``, approve. Nothing to claim there.

Two lines are printed. ``lifecycle`` takes the peer as it comes (without ``TASKS`` Django runs the
reference and search index updates in the request); ``lifecycle_deferred`` gives the peer our task
queue, so that only the enqueueing is counted. Throw-away database, interleaved rounds, medians.

    .venv/bin/python -m bench.lifecycle [--size 60]
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import statistics
import tempfile
import time
from collections.abc import Callable
from itertools import count
from typing import Any
from uuid import uuid4

ROUNDS = 12
IMMEDIATE = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
_numbers = count(1)
PARAGRAPH = (
    "Сила тока показывает, какой заряд проходит через поперечное сечение проводника за секунду. "
    "Соберите цепь, запишите показания приборов и постройте график по пяти точкам. "
)


def main() -> None:
    """Measure and print one JSON object a line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--size", type=int, default=60, help="lifecycles a side (default 60)")
    size = max(parser.parse_args().size, ROUNDS)
    with tempfile.TemporaryDirectory(prefix="mesh-bench-") as folder:
        _prepare(folder)
        for line in _measure(size):
            print(json.dumps(line, ensure_ascii=False), flush=True)


def _prepare(folder: str) -> None:
    """Make a database of its own, so that nothing real is touched and nothing old slows it."""
    os.environ["DATA_DIR"] = folder
    os.environ["DJANGO_SETTINGS_MODULE"] = "bench.lifecycle_settings"
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", run_syncdb=True, verbosity=0)


def _measure(size: int) -> list[dict[str, Any]]:
    from django.conf import settings
    from django.test import override_settings

    ours, peer = _our_lifecycle(), _peer_lifecycle()
    immediate, deferred = override_settings(TASKS=IMMEDIATE), settings.TASKS
    sides: dict[str, Callable[[], None]] = {
        "ours": ours,
        "peer": lambda: _under(immediate, peer),
        "peer_deferred": peer,
    }
    for run in sides.values():
        run()
    times = _interleaved(sides, per_round=size // ROUNDS)
    name = "bare Wagtail snippet, GroupApprovalTask, default signal handlers"
    return [
        _line("lifecycle", times["ours"], times["peer"], name, size, goal=1.0),
        _line(
            "lifecycle_deferred",
            times["ours"],
            times["peer_deferred"],
            f"{name}, index updates only enqueued ({deferred['default']['BACKEND']})",
            size,
            goal=None,
        ),
    ]


def _under(setting: Any, act: Callable[[], None]) -> None:
    with setting:
        act()


def _interleaved(sides: dict[str, Callable[[], None]], *, per_round: int) -> dict[str, float]:
    """Return the median over the rounds of each side's milliseconds a lifecycle."""
    rounds: dict[str, list[float]] = {name: [] for name in sides}
    for number in range(ROUNDS):
        names = list(sides) if number % 2 else list(reversed(sides))
        for name in names:
            gc.collect()
            started = time.perf_counter()
            for _ in range(per_round):
                sides[name]()
            rounds[name].append((time.perf_counter() - started) * 1000 / per_round)
    return {name: statistics.median(values) for name, values in rounds.items()}


def _line(
    name: str, ours: float, peer: float, peer_name: str, size: int, *, goal: float | None
) -> dict[str, Any]:
    ratio = peer / ours
    return {
        "name": name,
        "ours": round(ours, 2),
        "peer": round(peer, 2),
        "peer_name": peer_name,
        "ratio": round(ratio, 2),
        "unit": "ms",
        "size": size,
        "goal": goal,
        "met": None if goal is None else ratio >= goal,
    }


def _body() -> list[dict[str, Any]]:
    """Return four stages of some hundred words."""
    text = {"type": "text", "value": f"<p>{PARAGRAPH * 2}</p>"}
    formula = {"type": "formula", "value": {"tex": r"I = \frac{U}{R}", "words": "закон Ома"}}
    stage = {
        "teacher_does": PARAGRAPH,
        "pupils_do": PARAGRAPH,
        "teacher_screen": f"<p>{PARAGRAPH}</p>",
        "objects": [],
    }
    return [
        {
            "type": "stage",
            "id": str(uuid4()),
            "value": {
                **stage,
                "title": f"Этап {number}",
                "minutes": minutes,
                "board": [{**text, "id": str(uuid4())}, {**formula, "id": str(uuid4())}],
                "pupils_screen": [{**text, "id": str(uuid4())}],
            },
        }
        for number, minutes in enumerate((5, 15, 20, 5), start=1)
    ]


def _facts() -> dict[str, Any]:
    return {
        "title": f"Закон Ома, урок {next(_numbers)}",
        "summary": PARAGRAPH,
        "outcome": "Смогу найти сопротивление.",
        "equipment": PARAGRAPH,
        "homework": f"<p>{PARAGRAPH}</p>",
    }


KEY_POINTS = ["Ток растёт с напряжением.", "Сопротивление мешает току.", "Закон проверен опытом."]
TAGS = ["опыт", "электричество"]


def _our_lifecycle() -> Callable[[], None]:
    from accounts.api import create_user, grant_role
    from core.api import now
    from learning_objects.api import create_object, save_draft
    from learning_objects.data import Draft, TopicRef
    from moderation.api import approve, claim, rubric_of, submit

    author = create_user(login="author", by=None, now=now())
    expert = create_user(login="expert", by=None, now=now())
    grant_role(user=author, role="author", by=None, now=now())
    grant_role(user=expert, role="moderator", by=None, now=now())

    def run() -> None:
        facts = _facts()
        made = create_object(kind="scenario", title=facts["title"], by=author, now=now())
        draft = Draft(
            **facts,
            key_points=KEY_POINTS,
            tags=TAGS,
            topics=[TopicRef(uuid4()), TopicRef(uuid4())],
            body=_body(),
        )
        save_draft(learning_object=made, draft=draft, by=author, now=now())
        submission = submit(learning_object=made, by=author, now=now())
        claim(submission=submission, by=expert, now=now())
        marks = dict.fromkeys(rubric_of(submission).codes, "yes")
        version = approve(submission=submission, marks=marks, by=expert, now=now())
        if version.number != 1:
            raise RuntimeError("the lifecycle did not publish")

    return run


def _peer_lifecycle() -> Callable[[], None]:
    from django.contrib.auth.models import Group

    from accounts.api import create_user
    from bench.lifecycle_peer.models import PeerLesson
    from core.api import now

    author = create_user(login="peer-author", by=None, now=now())
    expert = create_user(login="peer-expert", by=None, now=now())
    group = Group.objects.create(name="peer experts")
    expert.groups.add(group)
    # The right to publish, at the lowest price for the peer: no permission is ever looked up.
    expert.is_superuser = True
    expert.save()
    workflow = _peer_workflow(PeerLesson, group)

    def run() -> None:
        lesson = _peer_draft(PeerLesson, author)
        state = workflow.start(lesson, author)
        state.current_task_state.task.specific.on_action(
            state.current_task_state, expert, "approve"
        )
        if not PeerLesson.objects.only("live").get(pk=lesson.pk).live:
            raise RuntimeError("the peer's lifecycle did not publish")

    return run


def _peer_draft(model: Any, author: Any) -> Any:
    """Create a lesson and save its draft, each in a transaction as Wagtail's views do."""
    from django.db import transaction

    from bench.lifecycle_peer.models import PeerTopic

    with transaction.atomic():
        lesson = model(title="Новый урок", live=False)
        lesson.save()
        lesson.save_revision(user=author)
    with transaction.atomic():
        draft = lesson.get_latest_revision_as_object()
        for name, value in _facts().items():
            setattr(draft, name, value)
        draft.key_points = [("point", words) for words in KEY_POINTS]
        draft.body = json.dumps(_body())
        draft.topic_links = [PeerTopic(node_uuid=uuid4()), PeerTopic(node_uuid=uuid4())]
        draft.tags.set(TAGS)
        draft.save_revision(user=author)
    return model.objects.get(pk=lesson.pk)


def _peer_workflow(model: Any, group: Any) -> Any:
    from django.contrib.contenttypes.models import ContentType
    from wagtail.models import GroupApprovalTask, Workflow, WorkflowContentType, WorkflowTask

    task = GroupApprovalTask.objects.create(name="peer task")
    task.groups.add(group)
    workflow = Workflow.objects.create(name="peer workflow")
    WorkflowTask.objects.create(workflow=workflow, task=task)
    WorkflowContentType.objects.create(
        workflow=workflow, content_type=ContentType.objects.get_for_model(model)
    )
    return workflow


if __name__ == "__main__":
    main()
