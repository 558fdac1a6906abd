"""Typed values of ``media_pipeline``."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.core.files.base import ContentFile

from core.api import new_uuid

IMAGE, DOCUMENT = "image", "document"
# What is checked as a sound and kept as a document.
SOUND = "sound"


@dataclass(frozen=True, slots=True)
class Picture:
    """An image ready for a page: address, size in CSS pixels, and a finer copy if there is one."""

    url: str
    width: int
    height: int
    srcset: str = ""


@dataclass(frozen=True, slots=True)
class ReceivedFile:
    """A checked file with the name it will have in the storage; ``size`` in bytes and pixels."""

    code: str
    name: str
    size: int
    sha1: str
    width: int = 0
    height: int = 0


@dataclass(frozen=True, slots=True)
class ReceivedAsset:
    """A row to be made: the file, the uuid under which the world knows it, and its words."""

    file: ReceivedFile
    uuid: UUID
    title: str
    description: str = ""


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """A document and its words: ``digest`` names them, empty when there are none.

    ``is_read`` is false while nobody has looked; ``characters`` is how many are kept.
    """

    id: int
    title: str
    url: str
    is_captions: bool
    is_read: bool
    digest: str
    method: int
    characters: int


@dataclass(frozen=True, slots=True)
class TextCount:
    """How many files are in a state: ``done none failed waiting lost``, and why."""

    state: str
    reason: str
    files: int


class CheckedFile(ContentFile[bytes]):
    """A file that went through the gate; its name is a fresh uuid with the true extension."""

    def __init__(self, content: bytes, extension: str) -> None:
        super().__init__(content, name=f"{new_uuid()}.{extension}")
