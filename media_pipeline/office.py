"""Documents: what a file really is, by its content."""

from __future__ import annotations

import zipfile
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from django.utils.translation import gettext_lazy as _

from media_pipeline.refusal import IntakeRefused

MAX_ENTRIES = 5_000
MAX_UNPACKED = 300 * 1024 * 1024
MAX_TYPES = 1024 * 1024
TEXT_EXTENSIONS = frozenset({"csv", "md", "srt", "txt", "vtt"})
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OFFICE_PARTS = {
    b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml": "docx",
    b"application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml": "pptx",
    b"application/vnd.openxmlformats-officedocument.presentationml.slideshow.main+xml": "pptx",
    b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml": "xlsx",
}
OPEN_DOCUMENTS = {
    b"application/vnd.oasis.opendocument.text": "odt",
    b"application/vnd.oasis.opendocument.presentation": "odp",
    b"application/vnd.oasis.opendocument.spreadsheet": "ods",
}


def recognise_document(data: bytes, extension: str) -> str:
    """Return the type of a document: ``pdf docx pptx xlsx odt odp ods csv txt md vtt srt``.

    ``extension`` is the lower-case end of its name; it only tells tables, texts and captions apart,
    which look alike inside. Raises ``IntakeRefused`` for everything else, and for macros.
    """
    if data.startswith(b"%PDF-"):
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        return _recognise_archive(data)
    if data.startswith(OLD_OFFICE):
        raise IntakeRefused(
            "old_office",
            _("This is a file of an old office program. Save it as docx, xlsx, pptx or PDF."),
        )
    if extension in TEXT_EXTENSIONS and _is_text(data):
        return extension
    raise _unknown()


def _recognise_archive(data: bytes) -> str:
    try:
        with ZipFile(BytesIO(data)) as archive:
            _check_archive(archive)
            names = set(archive.namelist())
            if "[Content_Types].xml" in names:
                return _recognise_office(archive, names)
            if "mimetype" in names:
                return _recognise_open_document(archive, names)
    except (BadZipFile, NotImplementedError, RuntimeError, EOFError, zipfile.zlib.error) as error:  # type: ignore[attr-defined]
        raise IntakeRefused(
            "damaged",
            _("The document is damaged or locked with a password. Save it again without one."),
        ) from error
    raise _unknown()


def _check_archive(archive: ZipFile) -> None:
    entries = archive.infolist()
    if len(entries) > MAX_ENTRIES or sum(item.file_size for item in entries) > MAX_UNPACKED:
        raise IntakeRefused(
            "size", _("The document unpacks to more than 300 MB. Split it into parts.")
        )


def _recognise_office(archive: ZipFile, names: set[str]) -> str:
    types = _read(archive, "[Content_Types].xml")
    if b"macroEnabled" in types or any(name.lower().endswith("vbaproject.bin") for name in names):
        raise _macros()
    for part, extension in OFFICE_PARTS.items():
        if b'"' + part + b'"' in types:
            return extension
    raise _unknown()


def _recognise_open_document(archive: ZipFile, names: set[str]) -> str:
    if any(name.startswith(("Basic/", "Scripts/")) and not name.endswith("/") for name in names):
        raise _macros()
    extension = OPEN_DOCUMENTS.get(_read(archive, "mimetype").strip())
    if extension is None:
        raise _unknown()
    return extension


def _read(archive: ZipFile, name: str) -> bytes:
    with archive.open(name) as stream:
        return stream.read(MAX_TYPES)


def _is_text(data: bytes) -> bool:
    """Say whether the bytes are plain text in UTF-8 or Windows-1251, without control characters."""
    if any(byte < 32 and byte not in b"\t\n\r\x0c" for byte in set(data)):
        return False
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        # Windows-1251 has no letter at 0x98; tables from older programs come in it.
        return 0x98 not in data
    return True


def _macros() -> IntakeRefused:
    return IntakeRefused(
        "macros",
        _("The document has macros in it. Save it without macros (docx, xlsx, pptx) or as PDF."),
    )


def _unknown() -> IntakeRefused:
    return IntakeRefused(
        "type",
        _(
            "This is not a document of a known type. "
            "Take PDF, docx, pptx, xlsx, odt, odp, ods, csv, txt, md, or captions: vtt, srt."
        ),
    )
