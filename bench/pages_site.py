"""A throw-away library with a real server, for benchmarks of public pages."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

STARTED_WITHIN = 60
PARAGRAPH = (
    "Сила тока показывает, какой заряд проходит через поперечное сечение проводника за секунду. "
    "Соберите цепь, запишите показания приборов и постройте график по пяти точкам. "
)
STAGES = ("Повторяем", "Опыт", "График", "Закон", "Задачи")


def prepare(folder: str, size: int, settings: str = "bench.pages_settings") -> UUID:
    """Make database, framework, ``size`` published scenarios, search index and the peer's page.

    Returns the uuid of a scenario. Must be called before anything else of Django.
    """
    os.environ.update(DATA_DIR=folder, DJANGO_SETTINGS_MODULE=settings)
    (Path(folder) / "static").mkdir(exist_ok=True)
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    from framework.api import import_starter
    from search.api import rebuild

    import_starter(by=None, now=_now())
    uuid = _publish(size)
    rebuild(now=_now())
    _make_peer()
    return uuid


def _now() -> Any:
    from core.api import now

    return now()


def _publish(size: int) -> UUID:
    from accounts.api import create_user, grant_role
    from framework.api import get_tree
    from learning_objects.api import create_object, publish_revision, save_draft, start_review
    from learning_objects.data import Provenance

    author = create_user(
        login="author", by=None, now=_now(), last_name="Иванова", first_name="Анна"
    )
    grant_role(user=author, role="author", by=None, now=_now())
    topics = [node.uuid for node in get_tree().nodes.values() if node.kind == "topic"]
    uuid = uuid4()
    for number in range(size):
        made = create_object(kind="scenario", title=f"Урок {number}", by=author, now=_now())
        draft = _draft(f"Закон Ома, урок {number}", topics[number % len(topics)])
        save_draft(learning_object=made, draft=draft, by=author, now=_now())
        revision = start_review(learning_object=made, by=author, now=_now())
        decision = Provenance(uuid4(), "Институт содержания", uuid4(), _now(), author.uuid)
        publish_revision(
            learning_object=made, revision_id=revision, provenance=decision, by=author, now=_now()
        )
        uuid = made.uuid
    return uuid


def _draft(title: str, topic: UUID) -> Any:
    from learning_objects.data import Draft, TopicRef

    text = f"<p>{PARAGRAPH * 2}</p>"
    stages = [
        {
            "type": "stage",
            "value": {
                "title": name,
                "minutes": 9,
                "teacher_does": PARAGRAPH,
                "pupils_do": PARAGRAPH,
                "board": [
                    {"type": "text", "value": text},
                    {"type": "formula", "value": {"tex": r"I = \frac{U}{R}", "words": "закон Ома"}},
                ],
                "pupils_screen": [{"type": "text", "value": text}],
            },
        }
        for name in STAGES
    ]
    return Draft(
        title=title,
        summary=PARAGRAPH,
        topics=[TopicRef(topic)],
        tags=["опыт", "закон Ома"],
        outcome="Смогу найти сопротивление по показаниям приборов.",
        key_points=["Ток растёт с напряжением.", "Сопротивление мешает току.", "I = U / R."],
        homework=text,
        body=stages,
    )


def _make_peer() -> None:
    """Publish a page with as much text as a scenario has, below the root of the default site."""
    from wagtail.models import Site

    from bench.pages_peer.models import BarePage

    root = Site.objects.get(is_default_site=True).root_page
    body = f"<p>{PARAGRAPH}</p>" * (len(STAGES) * 6)
    page = root.add_child(instance=BarePage(title="Закон Ома", slug="om", body=body))
    page.save_revision().publish()


@contextmanager
def serving(workers: int = 1, threads: int = 4) -> Iterator[str]:
    """Run the server that ``make run`` runs; gives its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "--http", "1", "--no-ws"),
        *("--host", "127.0.0.1", "--port", str(port), "--workers", str(workers)),
        *("--blocking-threads", str(threads), "--log-level", "error", "cms.wsgi:application"),
    ]
    server = subprocess.Popen(command)  # noqa: S603
    try:
        address = f"http://127.0.0.1:{port}"
        _wait_for(f"{address}/robots.txt", server)
        yield address
    finally:
        server.terminate()
        server.wait(timeout=20)


def _wait_for(url: str, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + STARTED_WITHIN
    while time.monotonic() < until and server.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=2):  # noqa: S310
                return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError("the server did not start")
