"""What an open archive gives, and that nothing stays behind when it is refused."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from django.utils import translation

from core.api import open_archive
from core.archives.refusal import REASONS
from core.data import ArchiveLimits
from core.errors import ArchiveRefused
from tests.factories.archives import archive_of, described, member, stored


def _open(data: bytes, **limits):
    return open_archive(io.BytesIO(data), ArchiveLimits(**limits))


@pytest.fixture
def data() -> bytes:
    return archive_of(
        member("a.txt", b"one" * 50_000),
        member("folder/", b"", packed=b"").but(method=0, attributes=0o040755 << 16),
        stored("folder/b", b"two"),
        described("folder/c", b"three"),
        described("folder/d", b"four", sign=b""),
        comment=b"a comment",
    )


def test_entries_and_content(data):
    with _open(data) as archive:
        assert [(entry.name, entry.size) for entry in archive.entries] == [
            ("a.txt", 150_000),
            ("folder/b", 3),
            ("folder/c", 5),
            ("folder/d", 4),
        ]
        assert archive.folders == ("folder/",)
        assert archive.read("a.txt", 150_000) == b"one" * 50_000
        assert archive.read("folder/c", 5) == b"three"
        assert all(len(block) <= 64 * 1024 for block in archive.blocks("a.txt"))
        assert "a.txt" in archive
        assert "folder/" not in archive
        archive.verify()


def test_it_reads_what_the_standard_library_reads(data):
    with _open(data) as archive, zipfile.ZipFile(io.BytesIO(data)) as peer:
        for entry in archive.entries:
            assert archive.read(entry.name, 10**6) == peer.read(entry.name)


def test_copying_counts(data):
    target = io.BytesIO()
    with _open(data) as archive:
        assert archive.copy_to("a.txt", target) == 150_000
    assert target.getvalue() == b"one" * 50_000


def test_reading_more_than_asked_for_is_refused(data):
    with _open(data) as archive, pytest.raises(ArchiveRefused) as refusal:
        archive.read("a.txt", 149_999)
    assert (refusal.value.code, refusal.value.place) == ("entry-too-large", "a.txt")


def test_a_missing_file_is_refused(data):
    with _open(data) as archive:
        for name in ("z", "folder/", "../a.txt"):
            with pytest.raises(ArchiveRefused) as refusal:
                archive.size(name)
            assert refusal.value.code == "missing"


def test_unpacking_makes_the_whole_folder(data, tmp_path):
    with _open(data) as archive:
        archive.extract_all(tmp_path / "out")
    found = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*")}
    assert found == {
        *("out", "out/a.txt", "out/folder", "out/folder/b", "out/folder/c", "out/folder/d"),
    }
    assert (tmp_path / "out/a.txt").read_bytes() == b"one" * 50_000


def test_unpacking_never_touches_a_folder_that_is_there(data, tmp_path):
    (tmp_path / "out").mkdir()
    with _open(data) as archive, pytest.raises(FileExistsError):
        archive.extract_all(tmp_path / "out")
    assert list((tmp_path / "out").iterdir()) == []


def test_a_refusal_in_the_middle_leaves_no_folder(tmp_path):
    honest, lying = member("a", b"good"), member("b", b"bad").but(crc=1)
    with _open(archive_of(honest, lying)) as archive, pytest.raises(ArchiveRefused):
        archive.extract_all(tmp_path / "out")
    assert list(tmp_path.iterdir()) == []


def test_an_archive_on_disk_is_closed_again(data, tmp_path):
    path = tmp_path / "a.zip"
    path.write_bytes(data)
    with open_archive(path) as archive:
        assert len(archive.entries) == 4
    with pytest.raises(ValueError, match="closed"):
        archive.read("a.txt", 10**6)


def test_an_empty_archive_is_an_archive():
    with _open(archive_of()) as archive:
        assert archive.entries == ()


def test_names_in_utf8_without_the_flag_are_read():
    """As many programs write them; the flag alone is missing."""
    with _open(archive_of(member("ёж").but(flags=0))) as archive:
        assert archive.read("ёж", 10) == b"text"


def test_every_refusal_has_words_in_both_languages():
    for code in REASONS:
        refusal = ArchiveRefused(code, "place")
        with translation.override("en"):
            english = refusal.reason
        with translation.override("ru"):
            assert refusal.reason != english
            assert str(refusal) == f"place: {refusal.reason}"
    assert str(ArchiveRefused("damaged")) == ArchiveRefused("damaged").reason


@pytest.mark.shared_data
@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("zip-slip.zip", "unsafe-path"),
        ("zip-slip-win.zip", "unsafe-path"),
        ("zip-slip.tar", "not-an-archive"),
        ("zip-slip-win.tar", "not-an-archive"),
    ],
)
def test_archives_that_climb_out_are_refused(shared_data, tmp_path, name, code):
    """A tar archive is refused as such: only ZIP is read."""
    path = shared_data / "hostile" / "zip-slip" / name
    with pytest.raises(ArchiveRefused) as refusal, open_archive(path) as archive:
        archive.extract_all(tmp_path / "out")
    assert refusal.value.code == code
    assert list(tmp_path.iterdir()) == []


@pytest.mark.shared_data
def test_archives_of_other_programs_are_read(shared_data):
    """Cartridges, SCORM, cmi5, H5P and QTI packages, each by another program; zipfile agrees."""
    kinds = {".zip", ".h5p", ".imscc"}
    files = [
        path
        for path in sorted(shared_data.rglob("*"))
        if path.suffix in kinds and "hostile" not in path.parts
    ]
    for path in files:
        _compare(path)
    assert len(files) >= 20


def _compare(path: Path) -> None:
    with open_archive(path) as archive, zipfile.ZipFile(path) as peer:
        names = {info.filename for info in peer.infolist() if not info.is_dir()}
        assert {entry.name for entry in archive.entries} == names
        for name in names:
            assert archive.read(name, 10**8) == peer.read(name)
