"""Words of files: what every kind gives, and that any bytes are read or refused within limits."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from media_pipeline.texts.data import (
    DAMAGED,
    LIMITS,
    LOCKED,
    MOST_CHARACTERS,
    NO_READER,
    NO_TEXT,
    TextRefused,
)
from media_pipeline.texts.office import read_office
from media_pipeline.texts.reading import READABLE, read_text
from tests.factories.documents import W, bomb_bytes, docx_bytes, odt_bytes, pdf_bytes, pptx_bytes
from tests.factories.media import office_bytes, open_document_bytes

KINDS = sorted(READABLE)


def text_of(data: bytes, kind: str) -> str:
    return read_text(BytesIO(data), kind).text


def reason(data: bytes, kind: str) -> str:
    with pytest.raises(TextRefused) as refused:
        read_text(BytesIO(data), kind)
    return refused.value.code


def test_a_pdf_gives_its_pages_in_any_language() -> None:
    data = pdf_bytes("Извержение вулкана Кракатау", "A second page: ёжик")
    assert text_of(data, "pdf") == "Извержение вулкана Кракатау\nA second page: ёжик"


def test_a_word_document_gives_paragraphs_and_leaves_out_what_was_deleted() -> None:
    body = (
        "<w:p><w:r><w:t>а</w:t><w:tab/><w:t>б</w:t><w:br/><w:t>в</w:t></w:r>"
        "<w:del><w:r><w:delText>стёртое</w:delText></w:r></w:del>"
        "<w:moveFrom><w:r><w:t>перенесённое</w:t></w:r></w:moveFrom></w:p>"
    )
    assert text_of(docx_bytes("Первый", "Второй", body=body), "docx") == "Первый\nВторой\nа б\nв"


def test_slides_come_in_order_each_with_its_notes() -> None:
    data = pptx_bytes(*(f"слайд {n}" for n in range(1, 12)), notes={2: "заметка к двум"})
    lines = text_of(data, "pptx").split("\n")
    assert lines[:4] == ["слайд 1", "слайд 2", "заметка к двум", "слайд 3"]
    assert lines[-1] == "слайд 11"


@pytest.mark.parametrize(("kind", "inside"), [("odt", "text"), ("odp", "presentation")])
def test_open_documents_give_paragraphs(kind: str, inside: str) -> None:
    assert text_of(odt_bytes("раз", "два & три", kind=inside), kind) == "раз\nдва & три"


def test_inline_marks_of_an_open_document_break_no_word() -> None:
    content = (
        '<o xmlns:t="urn:t"><t:tracked-changes><t:p>стёрто</t:p></t:tracked-changes>'
        "<t:p>на<t:span>прав</t:span>о<t:s/>и<t:line-break/>вниз</t:p></o>"
    )
    data = open_document_bytes("text", **{"content.xml": content.encode()})
    assert text_of(data, "odt") == "направо и\nвниз"


def test_markdown_tables_and_old_text_are_read() -> None:
    assert text_of("# Заголовок\n\n- **важно** [тут](https://x.ru/a)".encode(), "md") == (
        "Заголовок\nважно тут"
    )
    assert text_of("имя;год\nИван;1380".encode("cp1251"), "csv") == "имя год\nИван 1380"


def test_captions_lose_times_marks_and_what_rolls() -> None:
    vtt = (
        "\ufeffWEBVTT\nKind: captions\n\nNOTE не говорится\n\nSTYLE\n::cue {}\n\n"
        "intro\n00:00.000 --> 00:02.000 align:start\n<v Анна>Добрый день, <i>дети</i> &amp; все\n\n"
        "00:02.000 --> 00:04.000\nДобрый день, дети & все\nСегодня мы\n\n"
        "00:04.000 --> 00:06.000\nСегодня мы\nСегодня мы мерим\n"
    )
    assert text_of(vtt.encode(), "vtt") == "Добрый день, дети & все\nСегодня мы мерим"
    srt = (
        "1\r\n00:00:01,000 --> 00:00:02,000\r\n{\\an8}Строка\r\n\r\n"
        "2\r\n00:00:03,000 --> 00:00:04,000\r\nЕщё\r\n"
    )
    assert text_of(srt.encode("cp1251"), "srt") == "Строка\nЕщё"


def test_a_long_file_is_cut_at_a_word_and_says_so() -> None:
    read = read_text(BytesIO(("слово " * 100_000).encode()), "txt")
    assert read.truncated
    assert MOST_CHARACTERS - 10 < len(read.text) <= MOST_CHARACTERS
    assert read.text.endswith("слово")
    assert not read_text(BytesIO("слово".encode()), "txt").truncated


def test_lines_of_print_are_mended() -> None:
    text = "напря-\nжение, кто-то, 1914-\n1918, мяг\u00adкий \ufb01n\x00\u200b" + "ы" * 500
    assert text_of(text.encode(), "txt") == "напряжение, кто-то, 1914-\n1918, мягкий fin"


@pytest.mark.parametrize(
    ("data", "kind", "code"),
    [
        (b"%PDF-1.7 nothing", "pdf", DAMAGED),
        (b"", "txt", NO_TEXT),
        (b"x", "xlsx", NO_READER),
        (b"PK\x03\x04", "docx", DAMAGED),
        (office_bytes("docx"), "docx", DAMAGED),
        (docx_bytes(), "docx", NO_TEXT),
        (bomb_bytes(), "docx", LIMITS),
        (docx_bytes(body="<w:r>" * 500 + "</w:r>" * 500), "docx", LIMITS),
    ],
)
def test_why_there_are_no_words(data: bytes, kind: str, code: str) -> None:
    assert reason(data, kind) == code


def test_a_pdf_behind_a_password_is_locked() -> None:
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(BytesIO(pdf_bytes("тайна"))))
    writer.encrypt("пароль", algorithm="AES-256")
    stream = BytesIO()
    writer.write(stream)
    assert reason(stream.getvalue(), "pdf") == LOCKED


@pytest.mark.parametrize("kind", ["docx", "pptx", "odt", "odp", "pdf"])
def test_hostile_archives_are_refused(kind: str, shared_data: Path) -> None:
    for path in sorted((shared_data / "hostile" / "zip-slip").iterdir()):
        assert reason(path.read_bytes(), kind) == DAMAGED, path.name


@pytest.mark.parametrize(("kind", "part"), [("docx", "word/document.xml"), ("odt", "content.xml")])
def test_hostile_xml_gives_no_words_of_entities(kind: str, part: str, shared_data: Path) -> None:
    make = office_bytes if kind == "docx" else open_document_bytes
    refused = 0
    for path in sorted((shared_data / "hostile" / "xml").iterdir()):
        data = make(**{part: path.read_bytes()})
        try:
            assert len(text_of(data, kind)) < 2_000, path.name
        except TextRefused as error:
            refused += error.code == DAMAGED
    assert refused >= 8


def test_no_entity_is_opened() -> None:
    document = f'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><w:d xmlns:w="{W}">&e;</w:d>'
    with pytest.raises(TextRefused) as refused:
        list(read_office(BytesIO(office_bytes(**{"word/document.xml": document.encode()})), "docx"))
    assert (refused.value.code, refused.value.detail) == (DAMAGED, "xml document-type")


def read_or_refused(data: bytes, kind: str) -> None:
    try:
        read = read_text(BytesIO(data), kind)
    except TextRefused:
        return
    else:
        assert 0 < len(read.text) <= MOST_CHARACTERS
        assert "\x00" not in read.text
        read.text.encode()


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400), st.sampled_from(KINDS))
def test_any_bytes_are_read_or_refused(data: bytes, kind: str) -> None:
    read_or_refused(data, kind)


SEEDS = {
    "pdf": pdf_bytes("Слова", "ещё"),
    "docx": docx_bytes("Слова"),
    "pptx": pptx_bytes("Слова"),
    "odt": odt_bytes("Слова"),
}


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(sorted(SEEDS)), st.floats(0, 1), st.binary(max_size=8), st.integers(0, 40))
def test_any_damage_is_read_or_refused(kind: str, where: float, put: bytes, gone: int) -> None:
    data = SEEDS[kind]
    place = int(where * len(data))
    read_or_refused(data[:place] + put + data[place + gone :], kind)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300))
def test_any_captions_are_read_or_refused(said: str) -> None:
    read_or_refused(f"WEBVTT\n\n00:00.000 --> 00:01.000\n{said}".encode(errors="ignore"), "vtt")
