"""Packing a library and taking it in, against sha256sum and a copy of the same bytes.

Ours: ``export_package`` of everything (read, digest, describe, pack, fsync) and ``import_package``
into a library that has none of it (verify every byte, every digest, every picture; one
transaction). Peer: the payload of that very package, unpacked on disk: ``sha256sum`` of every
file, then ``cp -r`` of the folder. Both touch the same bytes; the peer neither packs nor
understands them. Throw-away folders, interleaved rounds, medians.

    .venv/bin/python -m bench.packages [--size 2000]
"""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from io import BytesIO
from pathlib import Path
from typing import Any

from bench.harness import interleave, read_size, report

ROUNDS = 3
PEER_NAME = "sha256sum of every file and cp -r of the unpacked payload"
# One object in ten shows a photograph and gives a file.
ILLUSTRATED = 10
SETTINGS = "bench.lifecycle_settings"


def main() -> None:
    """Measure and print one JSON object a line."""
    if len(sys.argv) == 4 and sys.argv[1] == "--import":
        print(_import(Path(sys.argv[2]), Path(sys.argv[3])))
        return
    size = read_size(2000, __doc__.splitlines()[0])
    with tempfile.TemporaryDirectory(prefix="mesh-bench-") as name:
        folder = Path(name)
        _prepare(folder / "source")
        _fill(size)
        for line in ("export", "import"):
            (folder / line).mkdir()
        _measure(folder, size)


def _prepare(folder: Path) -> None:
    """Make a database of its own, and a blank one beside it that imports begin with."""
    folder.mkdir()
    os.environ["DATA_DIR"] = str(folder)
    os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS
    import django
    from django.core.management import call_command
    from django.db import connections

    django.setup()
    call_command("migrate", run_syncdb=True, verbosity=0)
    call_command("ensure_framework", verbosity=0)
    connections.close_all()
    shutil.copy(folder / "db.sqlite3", folder / "blank.sqlite3")


def _fill(size: int) -> None:
    """Publish ``size`` objects, some of them with pictures and files of their own."""
    from cms.demo.scale import grow_library
    from core.api import now

    few = max(1, size // ILLUSTRATED)
    for _step in grow_library(count=size - few, now=now()):
        pass
    dice = random.Random(2026)
    for number in range(few):
        _publish_illustrated(number, dice)


def _publish_illustrated(number: int, dice: random.Random) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    from cms.demo.phrases import make_generated_draft, phrases_of_topics
    from core.api import new_uuid, now
    from learning_objects.api import create_object, publish_revision, save_draft, start_review
    from learning_objects.data import Provenance
    from media_pipeline.api import store_document, store_image

    author, moment = _author(), now()
    image = store_image(
        title="Фотография", file=SimpleUploadedFile("a.jpg", _photo(dice)), by=author, now=moment
    )
    pages = b"%PDF-1.7\n" + dice.randbytes(100_000)
    document = store_document(
        title="Карточки", file=SimpleUploadedFile("a.pdf", pages), by=author, now=moment
    )
    draft = make_generated_draft(number, phrases_of_topics())
    draft.body += [
        {"type": "image", "value": {"image": image.pk, "alt": "Фотография опыта"}},
        {"type": "attachment", "value": {"document": document.pk, "title": "Карточки"}},
    ]
    made = create_object(kind="scenario", title=draft.title, by=author, now=moment)
    save_draft(learning_object=made, draft=draft, by=author, now=moment)
    publish_revision(
        learning_object=made,
        revision_id=start_review(learning_object=made, by=author, now=moment),
        provenance=Provenance(new_uuid(), "Институт", new_uuid(), moment, new_uuid()),
        by=author,
        now=moment,
    )


def _author() -> Any:
    from accounts.api import find_people
    from accounts.data import AUTHOR

    return find_people(role=AUTHOR)[0]


def _photo(dice: random.Random) -> bytes:
    """A JPEG of 800 × 600 points with something in it to pack."""
    from PIL import Image

    small = Image.frombytes("RGB", (160, 120), dice.randbytes(160 * 120 * 3))
    stream = BytesIO()
    small.resize((800, 600)).save(stream, "JPEG", quality=88)
    return stream.getvalue()


def _measure(folder: Path, size: int) -> None:
    package = folder / "package.zip"
    _export(package)
    payload = _unpacked(package, folder / "unpacked")
    found = interleave(
        {
            "export": lambda: _export(package),
            "import": lambda: _import_elsewhere(package, folder),
            "peer": lambda: _peer(payload, folder / "copy"),
        },
        rounds=ROUNDS,
    )
    for name in ("export", "import"):
        report(
            name=f"packages.{name}",
            ours=found[name],
            peer=found["peer"],
            peer_name=PEER_NAME,
            unit="s",
            size=size,
        )


def _export(path: Path) -> float:
    from core.api import now
    from exporters.api import export_package

    started = time.perf_counter()
    export_package(path=path, now=now())
    return time.perf_counter() - started


def _unpacked(package: Path, folder: Path) -> Path:
    from core.api import open_archive

    with open_archive(package) as archive:
        archive.extract_all(folder)
    (bag,) = folder.iterdir()
    return bag / "data"


def _peer(payload: Path, target: Path) -> float:
    shutil.rmtree(target, ignore_errors=True)
    started = time.perf_counter()
    subprocess.run(  # noqa: S602
        f"find '{payload}' -type f -print0 | xargs -0 sha256sum > '{target}.sums'"
        f" && cp -r '{payload}' '{target}' && sync '{target}'",
        shell=True,
        check=True,
    )
    return time.perf_counter() - started


def _import_elsewhere(package: Path, folder: Path) -> float:
    """Take the package in by a process of its own, in a blank library; its own time counts."""
    place = folder / "import"
    shutil.rmtree(place)
    place.mkdir()
    shutil.copy(folder / "source" / "blank.sqlite3", place / "db.sqlite3")
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-m", "bench.packages", "--import", str(place), str(package)],
        capture_output=True,
        text=True,
        check=True,
    )
    return float(done.stdout.split()[-1])


def _import(folder: Path, package: Path) -> float:
    os.environ["DATA_DIR"] = str(folder)
    os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS
    import django

    django.setup()
    from core.api import now
    from exporters.api import import_package

    started = time.perf_counter()
    found = import_package(path=package, by=None, now=now())
    taken = time.perf_counter() - started
    if found.counts["new"] != len(found.lines):
        raise RuntimeError(f"not everything was taken in: {found.counts}")
    return taken


if __name__ == "__main__":
    main()
