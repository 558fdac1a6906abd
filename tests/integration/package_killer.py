"""Imports a package again and again, and each time something ends it; run by the test beside it.

It starts from an already migrated database in ``DATA_DIR``. Django is imported once and every
import is a fork: a real process and a real SIGKILL, without slow starts. After each blow the
library must be the old one or the new one, and one more import must finish the work and leave no
file behind that nobody owns.
"""

from __future__ import annotations

import json
import os
import random
import resource
import shutil
import signal
import sqlite3
import sys
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.core.files.storage import FileSystemStorage  # noqa: E402
from django.db import connection, connections  # noqa: E402
from PIL import Image  # noqa: E402

from core.api import now  # noqa: E402
from exporters.actions.importing import import_package  # noqa: E402
from exporters.models import StagedFile  # noqa: E402
from exporters.refusal import ImportFailed  # noqa: E402
from learning_objects.api import get_object, withdraw_object  # noqa: E402
from learning_objects.models import LearningObject, LearningObjectVersion, Signature  # noqa: E402
from media_pipeline.models import MediaDocument, MediaImage  # noqa: E402
from tests.factories.packages import (  # noqa: E402
    another_library,
    pack,
    publish_again,
    publish_illustrated,
)

FOLDER = Path(settings.DATA_DIR)
MEDIA = Path(settings.MEDIA_ROOT)
DATABASE = FOLDER / "db.sqlite3"
FIRST, SECOND = FOLDER / "first.zip", FOLDER / "second.zip"
POINTS = 20
FAILED = 3
dice = random.Random(2026)


def noise(side: int) -> bytes:
    """A picture that does not shrink: ``side`` × ``side`` random points."""
    stream = BytesIO()
    Image.frombytes("RGB", (side, side), dice.randbytes(side * side * 3)).save(stream, "PNG")
    return stream.getvalue()


def make_packages() -> None:
    """Write a package, and a later one: new versions, a withdrawal, new objects with pictures."""
    with another_library():
        made = [publish_illustrated(f"Урок {number}", picture=noise(90)) for number in range(4)]
        pack(FIRST)
        publish_again(made[0].object_uuid, "Урок 0, исправленный")
        found = get_object(uuid=made[1].object_uuid)
        owner = found.authorships.get(role="owner").user
        withdraw_object(learning_object=found, reason="Ошибка", by=owner, now=now())
        for number in range(8):
            publish_illustrated(f"Новый урок {number}", picture=noise(120))
        pack(SECOND)


class Blow:
    """Ends an import at its ``point``-th statement or file; counts them when ``point`` is 0."""

    def __init__(self, point: int, strike: Callable[[], None]) -> None:
        self.point, self.strike, self.steps = point, strike, 0

    def step(self) -> None:
        self.steps += 1
        if self.steps == self.point:
            self.strike()

    def statement(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        self.step()
        return execute(sql, params, many, context)

    def install(self) -> None:
        original = FileSystemStorage._save

        def save(storage: Any, name: str, content: Any) -> Any:
            self.step()
            return original(storage, name, content)

        FileSystemStorage._save = save


def run_import(blow: Blow, *, limit: int = 0) -> int:
    """Import the second package in a process of its own; return how it ended."""
    connections.close_all()
    pid = os.fork()
    if pid:
        _pid, status = os.waitpid(pid, 0)
        return status
    blow.install()
    if limit:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    try:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA busy_timeout=100")
        with connection.execute_wrapper(blow.statement):
            import_package(path=SECOND, by=None, now=now())
    except ImportFailed as error:
        sys.stderr.write(f"{error}\n")
        os._exit(FAILED)
    (FOLDER / "steps").write_text(str(blow.steps))
    os._exit(0)


def picture_of_library() -> list[Any]:
    """Everything that an import changes, without what chance decides."""
    cursor = connection.cursor()
    counted = (
        "learning_objects_versiontopic", "learning_objects_versionasset", "core_auditentry",
        "core_outboxitem", "exporters_receivedasset", "media_pipeline_mediaimage",
        "media_pipeline_mediadocument",
    )  # fmt: skip
    numbers = [cursor.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in counted]
    cursor.execute("SELECT digest, number FROM learning_objects_topicsetcount ORDER BY digest")
    objects = LearningObject.objects.order_by("uuid").values_list(
        "uuid", "state", "title", "withdrawn_reason", "current_version__number"
    )
    versions = LearningObjectVersion.objects.order_by("digest").values_list("digest", "number")
    names = Signature.objects.order_by("person_uuid").values_list("person_uuid", "name")
    rows = [cursor.fetchall(), *map(list, (objects, versions, names))]
    return json.loads(json.dumps([numbers, *rows], default=str))


def orphans() -> list[str]:
    """Files that no row has."""
    owned = {str(name) for model in (MediaImage, MediaDocument)
             for name in model.objects.values_list("file", flat=True)}  # fmt: skip
    stored = {str(path.relative_to(MEDIA)) for path in MEDIA.rglob("*") if path.is_file()}
    missing = owned - stored
    if missing:
        sys.exit(f"lost files: {sorted(missing)}")
    return sorted(stored - owned)


def keep() -> None:
    """Remember the library as it is."""
    connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connections.close_all()
    shutil.copy(DATABASE, FOLDER / "kept.sqlite3")
    shutil.rmtree(FOLDER / "kept-media", ignore_errors=True)
    shutil.copytree(MEDIA, FOLDER / "kept-media")


def restore() -> None:
    """Make the library what it was."""
    connections.close_all()
    for suffix in ("-wal", "-shm"):
        Path(f"{DATABASE}{suffix}").unlink(missing_ok=True)
    shutil.copy(FOLDER / "kept.sqlite3", DATABASE)
    shutil.rmtree(MEDIA)
    shutil.copytree(FOLDER / "kept-media", MEDIA)


def try_blow(name: str, blow: Blow, old: list[Any], new: list[Any], **options: Any) -> str:
    """Strike once; return what the library was afterwards, and leave it as it was before."""
    status = run_import(blow, **options)
    after = picture_of_library()
    if after not in (old, new):
        sys.exit(f"{name}: a mixture of old and new")
    survived = os.WIFEXITED(status) and os.WEXITSTATUS(status) in (0, FAILED)
    if survived and name != "gone" and orphans():
        sys.exit(f"{name}: left behind {orphans()}")
    if run_import(Blow(0, lambda: None)) != 0:
        sys.exit(f"{name}: the next import did not succeed")
    if picture_of_library() != new or orphans() or StagedFile.objects.exists():
        sys.exit(f"{name}: the next import did not finish the work: {orphans()}")
    restore()
    return "old" if after == old else "new"


def kill() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def lock() -> None:
    """Let somebody else write, for longer than an import waits."""
    global holder  # noqa: PLW0603
    holder = sqlite3.connect(DATABASE, isolation_level=None)
    try:
        holder.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError:
        holder.close()  # the import itself is writing


def cut() -> None:
    """Take the database away."""
    connection.connection.close()


def spread(steps: int, number: int) -> list[int]:
    """``number`` points from the first step to the last."""
    return sorted({1 + round(place * (steps - 1) / (number - 1)) for place in range(number)})


def main() -> None:
    """Strike in every way and report how often the old and the new library was left."""
    make_packages()
    shutil.rmtree(MEDIA, ignore_errors=True)
    MEDIA.mkdir()
    import_package(path=FIRST, by=None, now=now())
    keep()
    old = picture_of_library()
    if run_import(Blow(0, lambda: None)) != 0:
        sys.exit("the import does not succeed")
    new, steps = picture_of_library(), int((FOLDER / "steps").read_text())
    if new == old or orphans():
        sys.exit("the import changed nothing, or left files behind")
    restore()
    ways: dict[str, list[str]] = {"steps": [str(steps)]}
    ways["kill"] = [try_blow("kill", Blow(at, kill), old, new) for at in spread(steps, POINTS)]
    ways["locked"] = [try_blow("locked", Blow(at, lock), old, new) for at in spread(steps, 6)]
    ways["gone"] = [try_blow("gone", Blow(at, cut), old, new) for at in spread(steps, 6)]
    ways["full"] = [
        try_blow("full", Blow(0, kill), old, new, limit=limit)
        for limit in (2_000, 30_000, 60_000, 150_000, 400_000)
    ]
    sys.stdout.write(json.dumps(ways))


if __name__ == "__main__":
    main()
