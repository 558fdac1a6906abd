"""Images, files and objects that a content shows, fetched together and turned into plain values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any
from uuid import UUID

from wagtail.images.models import SourceImageIOError

from learning_objects.data import VersionCard
from learning_objects.public_queries import cards_of
from media_pipeline.api import MediaDocument, MediaImage

# A drawing is sharp at any size; a smaller copy of an animation would stand still.
SHOWN_WHOLE = frozenset({".svg", ".gif"})
# Widths in pixels: a phone, a column of the page (42rem), the same on a dense screen.
SPECS = ("width-480", "width-720", "width-1344")
SIZES = "(min-width: 46rem) 42rem, 92vw"


@dataclass(frozen=True, slots=True)
class Picture:
    """An image ready for ``<img>``: addresses and the size that keeps its place on the page."""

    src: str
    srcset: str
    sizes: str
    width: int
    height: int
    description: str


@dataclass(frozen=True, slots=True)
class File:
    """A document ready for a link; ``size`` in bytes, ``extension`` in lower case."""

    url: str
    title: str
    size: int
    extension: str


@dataclass(frozen=True, slots=True)
class Assets:
    """Everything found, by id (uuid for objects); what is missing is absent."""

    pictures: dict[int, Picture]
    files: dict[int, File]
    objects: dict[UUID, VersionCard]


def fetch_assets(body: list[dict[str, Any]]) -> Assets:
    """Return what raw body data refers to: a fixed number of queries, none for plain text."""
    wanted: dict[str, set[int]] = {"image": set(), "document": set()}
    objects: set[tuple[UUID, int | None]] = set()
    for value in _structures(body):
        for code, ids in wanted.items():
            if isinstance(value.get(code), int):
                ids.add(value[code])
        if reference := reference_of(value):
            objects.add(reference)
    return Assets(
        dict(_pictures(wanted["image"])), dict(_files(wanted["document"])), cards_of(objects)
    )


def reference_of(value: dict[str, Any]) -> tuple[UUID, int | None] | None:
    """Return the object that a structure names as (uuid, version); ``None`` for anything else."""
    if set(value) - {"uuid", "version"} or not value.get("uuid"):
        return None
    try:
        return UUID(str(value["uuid"])), value.get("version")
    except ValueError:
        return None


def _structures(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
        for item in value.values():
            yield from _structures(item)
    elif isinstance(value, list):
        for item in value:
            yield from _structures(item)


def _pictures(ids: Iterable[int]) -> Iterator[tuple[int, Picture]]:
    if not ids:
        return
    images = MediaImage.objects.filter(id__in=ids).prefetch_renditions(*SPECS)
    for image in images:
        whole = PurePosixPath(image.file.name).suffix.lower() in SHOWN_WHOLE
        picture = _drawing(image) if whole else _photograph(image)
        if picture:
            yield image.pk, picture


def _drawing(image: Any) -> Picture:
    """Return a picture that is shown from its own file."""
    return Picture(
        src=image.file.url,
        srcset="",
        sizes="",
        width=image.width,
        height=image.height,
        description=image.description,
    )


def _photograph(image: Any) -> Picture | None:
    """A raster image in several widths; ``None`` when its file is lost or broken."""
    try:
        renditions = image.get_renditions(*SPECS)
    except SourceImageIOError:
        return None
    by_width = {rendition.width: rendition.url for rendition in renditions.values()}
    shown = renditions["width-720"]
    srcset = ", ".join(f"{url} {width}w" for width, url in sorted(by_width.items()))
    several = len(by_width) > 1
    return Picture(
        src=shown.url,
        srcset=srcset if several else "",
        sizes=SIZES if several else "",
        width=shown.width,
        height=shown.height,
        description=image.description,
    )


def _files(ids: Iterable[int]) -> Iterator[tuple[int, File]]:
    if not ids:
        return
    for document in MediaDocument.objects.filter(id__in=ids):
        yield (
            document.pk,
            File(
                url=document.url,
                title=document.title,
                size=document.file_size or 0,
                extension=document.file_extension.lower(),
            ),
        )
