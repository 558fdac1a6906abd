"""Publishes while it kills the search writer again and again; run by the durability test.

It starts from an already migrated database in ``DATA_DIR``. Django is imported once and every
writer is a fork: a real process, a real SIGKILL, without ten slow starts. Threads do not survive
a fork, so this process itself never opens the index or, while forking, the database. Each time the
framework has changed besides, so that the writer builds the index anew beside its work.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from uuid import UUID

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connections, transaction  # noqa: E402

from accounts.api import User  # noqa: E402
from core.api import emit, now, pending  # noqa: E402
from framework.data import CHANGED_TOPIC  # noqa: E402
from learning_objects.api import get_object, withdraw_object  # noqa: E402
from tests.factories.learning_objects import make_draft, make_object, publish  # noqa: E402
from tests.factories.people import make_user  # noqa: E402

PER_ROUND = 3


def start_writer() -> int:
    """Fork a writer and return its process id."""
    connections.close_all()
    pid = os.fork()
    if pid == 0:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        call_command("search_writer")
        os._exit(0)
    return pid


def publish_some(author: User, moderator: User, published: list[UUID]) -> None:
    """Publish a few objects while the framework is built in, and withdraw one now and then."""
    with transaction.atomic():
        emit(topic=CHANGED_TOPIC, key="killer", now=now())
    for number in range(PER_ROUND):
        draft = make_draft(f"Урок {len(published)} о дробях")
        made = make_object(by=author, draft=draft)
        publish(made, by=moderator)
        published.append(made.uuid)
        if number == 0 and len(published) > PER_ROUND:
            target = get_object(uuid=published[-PER_ROUND - 1])
            withdraw_object(learning_object=target, reason="проверка", by=author, now=now())


def wait_until_quiet() -> None:
    """Wait for the outbox of the writer to be empty."""
    for _attempt in range(600):
        if not pending(consumer="search", limit=1):
            return
        time.sleep(0.05)
    sys.exit("the writer did not catch up")


def main() -> None:
    """Kill so many writers at random moments; the one after them must leave nothing undone.

    Arguments: the seed of the moments, the number of kills.
    """
    dice, kills = random.Random(int(sys.argv[1])), int(sys.argv[2])
    author, moderator = make_user("author"), make_user("moderator")
    published: list[UUID] = []
    for _round in range(kills):
        pid = start_writer()
        publish_some(author, moderator, published)
        time.sleep(dice.uniform(0.0, 0.35))
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
    pid = start_writer()
    # Something for this writer alone: once it is done, the writer is known to run and to listen.
    publish_some(author, moderator, published)
    wait_until_quiet()
    os.kill(pid, signal.SIGTERM)
    _pid, status = os.waitpid(pid, 0)
    sys.stdout.write(f"published={len(published)} last_exit={status}\n")
    call_command("search_verify")


if __name__ == "__main__":
    main()
