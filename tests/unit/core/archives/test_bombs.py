"""Archives made to do harm: each is refused before it is unpacked, or read as plain bytes."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

import pytest

from core.api import open_archive
from core.data import ArchiveLimits
from core.errors import ArchiveRefused
from tests.factories.archives import (
    DESCRIPTOR,
    UTF8,
    archive_of,
    deflate,
    described,
    end_of,
    member,
    overlapping_bomb,
    stored,
    wide_end_of,
)
from tests.factories.quines import quine

LINK, DEVICE, PIPE = 0o120777 << 16, 0o020666 << 16, 0o010666 << 16
FOLDER_BIT, REPARSE_BIT = 0x10, 0x400


def refused(data: bytes, **limits) -> tuple[str, str]:
    """Return code and place of the refusal at opening or while everything is read."""
    with (
        pytest.raises(ArchiveRefused) as refusal,
        open_archive(io.BytesIO(data), ArchiveLimits(**limits)) as archive,
    ):
        archive.verify()
    return refusal.value.code, refusal.value.place


def test_too_much_from_too_little():
    bomb = archive_of(member("zeros", b"\0" * 3_000_000))

    assert refused(bomb) == ("ratio", "zeros")
    assert refused(bomb, ratio=2_000, entry_bytes=2_999_999) == ("entry-too-large", "zeros")
    assert refused(bomb, ratio=2_000, total_bytes=2_999_999) == ("too-large", "")


def test_too_much_from_many_small_ones():
    bomb = archive_of(*(member(f"{number}", b"\0" * 600_000) for number in range(5)))

    assert refused(bomb) == ("ratio", "")


def test_a_page_of_spaces_is_no_bomb():
    with open_archive(io.BytesIO(archive_of(member("spaces", b" " * 100_000)))) as archive:
        archive.verify()


def test_sixty_thousand_files():
    data = archive_of(*(member(f"{number}", b"") for number in range(60_000)))

    assert refused(data) == ("too-many-entries", "")
    with open_archive(io.BytesIO(data), ArchiveLimits(entries=60_000)) as archive:
        assert len(archive.entries) == 60_000


def test_more_files_than_the_end_says():
    items = [member(f"{number}", b"") for number in range(3)]
    body = b"".join(item.local() + item.packed for item in items)
    directory, offset = b"", 0
    for item in items:
        directory += item.central(offset)
        offset += len(item.local() + item.packed)

    assert refused(body + directory + end_of(2, len(directory), len(body))) == ("damaged", "")


def test_a_list_longer_than_its_files_is_never_loaded():
    """The standard library would read the whole list into memory, whatever the count says."""
    item = member("a", b"").central(0) + b"\0" * 1_000_000

    assert refused(item + end_of(1, len(item), 0)) == ("damaged", "")


@pytest.mark.parametrize("files", [2, 50, 1_000])
def test_overlapping_files_share_a_kernel(files):
    bomb = overlapping_bomb(files, 20_000)

    with zipfile.ZipFile(io.BytesIO(bomb)) as peer:  # it is a real one: others unpack it
        assert len(peer.read("00000")) >= 20_000
    assert refused(bomb)[0] == "overlap"


def test_a_list_that_names_one_file_again_and_again():
    item = member("a")
    body = item.local() + item.packed
    directory = item.central(0) + item.but(name=b"b").central(0)

    assert refused(body + directory + end_of(2, len(directory), len(body)))[0] == "overlap"


def test_data_that_reaches_into_the_list():
    item = stored("a", b"x" * 10)
    body = item.local() + item.packed
    longer = item.but(packed_size=40, size=40)
    directory = longer.central(0)

    data = longer.local() + item.packed + directory + end_of(1, len(directory), len(body))
    assert refused(data) == ("overlap", "a")


@pytest.mark.parametrize("size", [0, 1, 999, 1_001, 5_000])
def test_a_size_that_lies_in_both_headers(size):
    assert refused(archive_of(member("a", b"x" * 1_000).but(size=size))) == ("sizes", "a")


def test_a_checksum_that_fits_the_lie_does_not_help():
    """A reader that stops at the promised size finds the checksum of what it has read right."""
    lying = member("a", b"x" * 1_000).but(size=10, crc=zlib.crc32(b"x" * 10))

    assert refused(archive_of(lying)) == ("sizes", "a")


def test_two_headers_that_disagree():
    honest = member("a", b"x" * 1_000)

    assert refused(archive_of(honest.but(local_size=10))) == ("sizes", "a")
    assert refused(archive_of(honest.but(local_name=b"b"))) == ("damaged", "a")


def test_a_descriptor_that_disagrees():
    honest = described("a", b"x" * 1_000)
    wrong = b"PK\x07\x08" + struct.pack("<LLL", honest.crc, len(honest.packed), 999)

    assert refused(archive_of(honest.but(descriptor=wrong))) == ("sizes", "a")
    assert refused(archive_of(honest.but(descriptor=b"")))[0] in {"sizes", "foreign-data"}


def test_hidden_data_after_the_end_of_a_stream():
    item = member("a", b"text", packed=deflate(b"text") + b"hidden")

    assert refused(archive_of(item)) == ("sizes", "a")


def test_a_stream_without_an_end():
    item = member("a", b"text" * 100, packed=deflate(b"text" * 100)[:-3])

    assert refused(archive_of(item)) == ("damaged", "a")


def test_data_before_between_and_after():
    data = archive_of(member("a"), member("b"))
    first, second = member("a"), member("b")
    start = first.local() + first.packed
    body = start + b"gap" + second.local() + second.packed
    directory = first.central(0) + second.central(len(start) + 3)
    gap = body + directory + end_of(2, len(directory), len(body))

    assert refused(b"#!/bin/sh\n" + data) == ("foreign-data", "")
    assert refused(data + b"tail") == ("foreign-data", "")
    assert refused(data + data)[0] == "foreign-data"
    assert refused(gap) == ("foreign-data", "b")


def test_an_archive_hidden_in_the_comment_of_another():
    inner = archive_of(member("evil"))

    assert refused(archive_of(member("good"), comment=inner))[0] == "foreign-data"


@pytest.mark.parametrize("cut", [1, 4, 21, 22, 60, 100])
def test_a_truncated_archive(cut):
    data = archive_of(member("a", b"x" * 100), member("b"))

    assert refused(data[:-cut])[0] in {"not-an-archive", "foreign-data", "damaged"}


def test_what_is_no_archive():
    for data in (b"", b"PK", b"PK\x05\x06", b"\0" * 100, b"\x1f\x8b" + b"x" * 500):
        assert refused(data) == ("not-an-archive", "")


@pytest.mark.parametrize(
    ("attributes", "code"),
    [
        (LINK, "link"),
        (REPARSE_BIT, "link"),
        (DEVICE, "special-file"),
        (PIPE, "special-file"),
        (FOLDER_BIT, "special-file"),
        (0o040755 << 16, "special-file"),
    ],
)
def test_links_and_devices(attributes, code):
    assert refused(archive_of(member("a").but(attributes=attributes))) == (code, "a")


def test_a_folder_with_content():
    folder = member("a/").but(attributes=0o040755 << 16)

    assert refused(archive_of(folder)) == ("special-file", "a/")


@pytest.mark.parametrize("flags", [0x01, 0x41, 0x2001])
def test_encrypted_files(flags):
    assert refused(archive_of(member("a").but(flags=UTF8 | flags))) == ("encrypted", "a")


@pytest.mark.parametrize("method", [1, 9, 12, 14, 93, 99])
def test_unknown_packing(method):
    assert refused(archive_of(member("a").but(method=method))) == ("compression", "a")


@pytest.mark.parametrize(
    ("names", "code"),
    [
        (("a", "a"), "duplicate"),
        (("a", "A"), "collision"),
        (("й", "и\u0306"), "collision"),
        (("a", "a/b"), "collision"),
        (("../a",), "unsafe-path"),
        (("/a",), "unsafe-path"),
        (("C:/a",), "unsafe-path"),
        (("a\\..\\b",), "unsafe-path"),
        (("a\0.png",), "unsafe-name"),
        (("nul",), "unsafe-name"),
        (("a.",), "unsafe-name"),
        (("a" * 300,), "name-too-long"),
        (("/".join("a" * 20),), "too-deep"),
    ],
)
def test_names(names, code):
    assert refused(archive_of(*map(member, names)))[0] == code


def test_a_name_that_is_no_utf8():
    assert refused(archive_of(member(b"\x8d\xef").but(flags=0)))[0] == "name-encoding"
    assert refused(archive_of(member(b"\x8d\xef")))[0] == "damaged"


def test_wide_records_are_read_and_compared():
    item = member("a")
    body, directory = item.local() + item.packed, item.central(0)
    data = body + directory + wide_end_of(1, len(directory), len(body))

    with open_archive(io.BytesIO(data)) as archive:
        assert archive.read("a", 10) == b"text"
    assert refused(b"x" + data)[0] == "damaged"
    contradiction = data[:-22] + end_of(2, len(directory), len(body))
    assert refused(contradiction) == ("damaged", "")


def test_an_archive_inside_an_archive_is_only_bytes():
    """Nothing is ever unpacked twice, so depth cannot harm."""
    data = archive_of(member("zeros", b"\0" * 900_000))
    for _level in range(10):
        data = archive_of(stored("inner.zip", data))

    with open_archive(io.BytesIO(data)) as archive:
        assert zipfile.is_zipfile(io.BytesIO(archive.read("inner.zip", len(data))))


def test_an_archive_that_holds_exactly_itself(tmp_path):
    """Whoever unpacks what was unpacked never ends; here it is one file of 472 bytes."""
    data = quine()

    with open_archive(io.BytesIO(data)) as archive:
        assert archive.read("quine.zip", len(data)) == data
        archive.extract_all(tmp_path / "out")
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["quine.zip"]
    with zipfile.ZipFile(io.BytesIO(data)) as peer:
        assert peer.read("quine.zip") == data


def test_flags_that_promise_a_descriptor_only_in_one_header():
    item = described("a")
    plain = item.but(flags=UTF8)
    body = plain.local() + plain.packed
    directory = item.central(0)

    assert item.flags & DESCRIPTOR
    assert refused(body + directory + end_of(1, len(directory), len(body))) == ("damaged", "a")
