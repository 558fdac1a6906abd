"""Files and uploads, made of a few bytes and through the same actions that people use."""

from __future__ import annotations

from io import BytesIO
from typing import Any
from zipfile import ZipFile

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from accounts.api import User
from core.api import now as clock
from media_pipeline.api import MediaDocument, MediaImage, store_document, store_image
from tests.factories.people import make_user

OFFICE = "application/vnd.openxmlformats-officedocument"
MAIN_PARTS = {
    "docx": f"{OFFICE}.wordprocessingml.document.main+xml",
    "pptx": f"{OFFICE}.presentationml.presentation.main+xml",
    "xlsx": f"{OFFICE}.spreadsheetml.sheet.main+xml",
    "docm": "application/vnd.ms-word.document.macroEnabled.main+xml",
}


def raster_bytes(
    kind: str = "PNG", size: tuple[int, int] = (60, 40), mode: str = "RGB", **options: Any
) -> bytes:
    """A picture of one colour."""
    stream = BytesIO()
    Image.new(mode, size, 128).save(stream, kind, **options)
    return stream.getvalue()


def photo_bytes(size: tuple[int, int] = (60, 40), orientation: int = 1) -> bytes:
    """A JPEG that tells where it was taken and by which camera."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "SecretCamera"
    exif.get_ifd(0x8825).update({1: "N", 2: (55.0, 45.0, 0.0)})
    return raster_bytes("JPEG", size, exif=exif, comment=b"SecretComment")


def gif_bytes(frames: int = 3, size: tuple[int, int] = (20, 10)) -> bytes:
    """An animation whose frames differ."""
    images = [Image.new("L", size, number * 20 % 250) for number in range(frames)]
    stream = BytesIO()
    images[0].save(
        stream, "GIF", save_all=True, append_images=images[1:], duration=100, loop=0,
        comment=b"SecretComment",
    )  # fmt: skip
    return stream.getvalue()


def svg_bytes(body: str = "<path d='M0 0h9v9z'/>", root: str = "width='30' height='20'") -> bytes:
    """A drawing."""
    spaces = "xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink'"
    return f"<svg {spaces} {root}>{body}</svg>".encode()


def office_bytes(kind: str = "docx", **entries: bytes) -> bytes:
    """An office file with nothing in it but its type."""
    types = f'<Types><Override PartName="/x" ContentType="{MAIN_PARTS[kind]}"/></Types>'
    return zip_bytes({"[Content_Types].xml": types.encode(), **entries})


def open_document_bytes(kind: str = "text", **entries: bytes) -> bytes:
    """An OpenDocument file with nothing in it but its type."""
    return zip_bytes({"mimetype": f"application/vnd.oasis.opendocument.{kind}".encode(), **entries})


def zip_bytes(entries: dict[str, bytes]) -> bytes:
    """An archive."""
    stream = BytesIO()
    with ZipFile(stream, "w") as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return stream.getvalue()


def upload(content: bytes, name: str = "file.bin") -> SimpleUploadedFile:
    """A file as a browser sends it."""
    return SimpleUploadedFile(name, content)


def make_image(
    *, by: User | None = None, title: str = "Схема цепи", content: bytes = b""
) -> MediaImage:
    """An image in the library."""
    return store_image(
        title=title,
        file=upload(content or raster_bytes()),
        by=by or make_user("author"),
        now=clock(),
    )


def make_document(
    *,
    by: User | None = None,
    title: str = "Карточки",
    content: bytes = b"%PDF-1.7 x",
    name: str = "file.bin",
) -> MediaDocument:
    """A document in the library."""
    return store_document(
        title=title, file=upload(content, name), by=by or make_user("author"), now=clock()
    )


def stored_bytes(asset: MediaImage | MediaDocument) -> bytes:
    """What is kept of an upload."""
    with asset.file.storage.open(asset.file.name) as stream:
        return stream.read()
