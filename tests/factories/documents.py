"""Documents with words in them, made by hand: PDF, Word, slides, OpenDocument."""

from __future__ import annotations

from xml.sax.saxutils import escape

from tests.factories.media import office_bytes, open_document_bytes

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"


def pdf_bytes(*pages: str) -> bytes:
    """A PDF of one line a page, in letters of any language (a map to Unicode, no font inside)."""
    letters = sorted(set("".join(pages)))
    codes = {letter: number for number, letter in enumerate(letters, start=1)}
    first = 6
    kids = " ".join(f"{first + 2 * place} 0 R" for place in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type0 /BaseFont /None /Encoding /Identity-H"
        b" /DescendantFonts [4 0 R] /ToUnicode 5 0 R >>",
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /None"
        b" /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>",
        _stream(_to_unicode(codes)),
    ]
    for place, page in enumerate(pages):
        shown = "".join(f"{codes[letter]:04X}" for letter in page)
        objects += [
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] "
            f"/Contents {first + 1 + 2 * place} "
            "0 R /Resources << /Font << /F1 3 0 R >> >> >>".encode(),
            _stream(f"BT /F1 12 Tf 50 780 Td <{shown}> Tj ET"),
        ]
    return _pdf(objects)


def _to_unicode(codes: dict[str, int]) -> str:
    lines = "\n".join(
        f"<{number:04X}> <{letter.encode('utf-16-be').hex()}>" for letter, number in codes.items()
    )
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
        "1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
        f"{len(codes)} beginbfchar\n{lines}\nendbfchar\nendcmap end end"
    )


def _stream(content: str) -> bytes:
    data = content.encode()
    return b"<< /Length %d >>\nstream\n%s\nendstream" % (len(data), data)


def _pdf(objects: list[bytes]) -> bytes:
    made, places = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = "".join(f"{place:010} 00000 n \n" for place in places).encode()
    size = len(objects) + 1
    return (
        made
        + b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table)
        + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (size, len(made))
    )


def docx_bytes(*paragraphs: str, body: str = "") -> bytes:
    """A Word document; ``body`` is markup after the paragraphs."""
    lines = "".join(f"<w:p><w:r><w:t>{escape(line)}</w:t></w:r></w:p>" for line in paragraphs)
    document = f'<w:document xmlns:w="{W}"><w:body>{lines}{body}</w:body></w:document>'
    return office_bytes("docx", **{"word/document.xml": document.encode()})


def pptx_bytes(*slides: str, notes: dict[int, str] | None = None) -> bytes:
    """Slides of one line each; ``notes`` by number of the slide."""
    parts = {f"ppt/slides/slide{n}.xml": line for n, line in enumerate(slides, start=1)}
    parts |= {f"ppt/notesSlides/notesSlide{n}.xml": line for n, line in (notes or {}).items()}
    return office_bytes(
        "pptx",
        **{
            name: f'<x xmlns:a="{A}"><a:p><a:r><a:t>{escape(line)}</a:t></a:r></a:p></x>'.encode()
            for name, line in parts.items()
        },
    )


def odt_bytes(*paragraphs: str, kind: str = "text") -> bytes:
    """An OpenDocument."""
    lines = "".join(f"<t:p>{escape(line)}</t:p>" for line in paragraphs)
    content = f'<office xmlns:t="{TEXT}">{lines}</office>'
    return open_document_bytes(kind, **{"content.xml": content.encode()})


def bomb_bytes() -> bytes:
    """A Word document that unpacks to a thousand times its size."""
    from io import BytesIO
    from zipfile import ZIP_DEFLATED, ZipFile

    stream = BytesIO(office_bytes("docx"))
    with ZipFile(stream, "a", ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"<a>" + b" " * 30_000_000 + b"</a>")
    return stream.getvalue()
