"""Packages of another library, made by this very code in a transaction that never happens."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import transaction

from accounts.api import User
from core.api import now
from exporters.actions.running import run
from exporters.actions.transfers import start_export
from exporters.api import export_package
from exporters.bagit.reading import open_bag
from exporters.bagit.writing import create_bag_archive
from exporters.data import ExportReport
from exporters.models import Transfer
from framework.api import forget_tree
from learning_objects.api import get_object, save_draft, withdraw_object
from learning_objects.data import VersionView
from media_pipeline.api import MediaDocument, MediaImage
from tests.factories.learning_objects import make_draft, make_object, make_stage, publish
from tests.factories.media import make_document, make_image, raster_bytes
from tests.factories.people import make_user


@contextmanager
def another_library() -> Iterator[None]:
    """What happens inside happens in a library that is gone afterwards; its files stay behind."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    forget_tree()


def pack(path: Path, **options: Any) -> ExportReport:
    """Write a package of everything published."""
    return export_package(path=path, now=now(), **options)


def pack_elsewhere(path: Path, build: Callable[[], Any], **options: Any) -> ExportReport:
    """Write a package of what ``build`` makes in another library."""
    with another_library():
        build()
        return pack(path, **options)


def illustrated(image: MediaImage, document: MediaDocument) -> list[dict[str, Any]]:
    """A body that shows a picture and gives a file."""
    board = [
        {"type": "text", "value": "<p>Сила тока растёт вместе с <b>напряжением</b>.</p>"},
        {"type": "image", "value": {"image": image.pk, "alt": "Схема цепи", "caption": ""}},
        {"type": "attachment", "value": {"document": document.pk, "title": "Карточки"}},
    ]
    return [make_stage(board=board)]


def publish_illustrated(
    title: str = "Закон Ома", *, by: User | None = None, picture: bytes = b"", **fields: Any
) -> VersionView:
    """Publish an object with a picture and a document."""
    author = by or make_user("author")
    image = make_image(by=author, content=picture or raster_bytes("JPEG", quality=71))
    document = make_document(by=author)
    draft = make_draft(title, body=illustrated(image, document), **fields)
    return publish(make_object(by=author, draft=draft))


def publish_again(uuid: UUID, title: str) -> VersionView:
    """Publish the next version of an object under another title."""
    found = get_object(uuid=uuid)
    author = found.authorships.get(role="owner").user
    save_draft(learning_object=found, draft=make_draft(title), by=author, now=now())
    return publish(found)


def make_export(by: User) -> Transfer:
    """A package of everything published, packed and ready to download."""
    made = start_export(scope={"all": True}, title="Вся библиотека", by=by, now=now())
    run(uuid=made.uuid, now=now())
    return Transfer.objects.get(pk=made.pk)


def withdraw(uuid: UUID) -> None:
    """Withdraw an object as its owner does."""
    found = get_object(uuid=uuid)
    owner = found.authorships.get(role="owner").user
    withdraw_object(learning_object=found, reason="Ошибка", by=owner, now=now())


def change_package(
    path: Path,
    change: Callable[[str, bytes], bytes] = lambda _name, data: data,
    rename: Callable[[str], str] = lambda name: name,
) -> dict[str, str]:
    """Write a package anew with other files and checksums that fit.

    Returns the digest of every file of its objects and blobs, by name.
    """
    with open_bag(path) as bag:
        files = {
            rename(name.removeprefix("data/")): change(name, bag.read(name, 2**30))
            for name in bag.payload
        }
    with create_bag_archive(path, base="forged", bagging_date=now().date()) as made:
        stored = {name: made.add_payload(name, data) for name, data in files.items()}
    return {
        name: item.digests["sha256"]
        for name, item in stored.items()
        if name.startswith(("objects/", "blobs/"))
    }
