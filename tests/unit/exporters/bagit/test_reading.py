"""What may be wrong with a bag, one fault at a time; and reading that trusts nothing."""

from __future__ import annotations

import hashlib
import io
import os
import zipfile
from datetime import date

import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from core.api import write_archive
from core.data import ArchiveLimits
from core.errors import ArchiveRefused
from exporters.bagit.findings import (
    ERRORS,
    MOST_FINDINGS,
    WARNINGS,
    BagRefused,
    Finding,
    Findings,
    Level,
    Verdict,
)
from exporters.bagit.reading import open_bag, validate_bag
from exporters.bagit.writing import create_bag_archive

DECLARATION = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
CONTENT = b"content"


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def line(path: str, data: bytes = CONTENT) -> bytes:
    return f"{sha256(data)}  {path}\n".encode()


def bag_of(folder, **changes: bytes | None):
    """A valid bag with files replaced (or dropped): keys are paths with ``__`` for ``/``."""
    files: dict[str, bytes | None] = {
        "bagit.txt": DECLARATION,
        "manifest-sha256.txt": line("data/a.txt"),
        "data/a.txt": CONTENT,
        **changes,
    }
    for name, data in files.items():
        if data is not None:
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
    return folder


def answer(folder, **changes) -> list[str]:
    report = validate_bag(bag_of(folder, **changes))
    return [finding.code for finding in (*report.errors, *report.warnings)]


def test_a_valid_bag(tmp_path):
    report = validate_bag(bag_of(tmp_path))

    assert report.verdict is Verdict.VALID
    assert report.is_valid


@pytest.mark.parametrize(
    ("declaration", "code"),
    [
        (b"", "bad-declaration"),
        (b"BagIt-Version: 1.0\n", "bad-declaration"),
        (b"Tag-File-Character-Encoding: UTF-8\nBagIt-Version: 1.0\n", "bad-declaration"),
        (DECLARATION + b"More: lines\n", "bad-declaration"),
        (b" " + DECLARATION, "bad-declaration"),
        (b"\xff\xfe" + DECLARATION, "byte-order-mark"),
        (b"\xef\xbb\xbf" + DECLARATION, "byte-order-mark"),
        (b"\xff" + DECLARATION, "bad-declaration"),
        (DECLARATION.replace(b"1.0", b"2.0"), "unknown-version"),
        (DECLARATION.replace(b"1.0", b"1"), "bad-declaration"),
        (DECLARATION.replace(b"UTF-8", b"rot13"), "unknown-encoding"),
        (DECLARATION.replace(b"UTF-8", b"idna"), "unknown-encoding"),
        (DECLARATION.replace(b"UTF-8", b"unicode_escape"), "unknown-encoding"),
        (None, "no-declaration"),
    ],
)
def test_declarations(tmp_path, declaration, code):
    assert answer(tmp_path, **{"bagit.txt": declaration}) == [code]


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r", b""])
def test_line_ends(tmp_path, end):
    declaration = DECLARATION.rstrip().replace(b"\n", end or b"\n") + end
    manifest = line("data/a.txt").rstrip() + end

    assert answer(tmp_path, **{"bagit.txt": declaration, "manifest-sha256.txt": manifest}) == []


@pytest.mark.parametrize(
    ("manifest", "codes"),
    [
        (b"", ["unlisted-file"]),
        (b"no digest\n", ["bad-line", "unlisted-file"]),
        (b"abcd  data/a.txt\n", ["bad-line", "unlisted-file"]),
        (sha256(CONTENT).encode() + b"\n", ["bad-line", "unlisted-file"]),
        (line("data/a.txt", b"other"), ["altered-file"]),
        (line("data/a.txt").upper().replace(b"DATA/A.TXT", b"data/a.txt"), []),
        (line("data/a.txt").replace(b"  ", b" \t "), []),
        (line("data/a.txt") + line("data/b.txt"), ["missing-file"]),
        (line("data/a.txt") + line("a.txt"), ["outside-payload"]),
        (line("data/a.txt") + line("data/../../x"), ["unsafe-path"]),
        (line("data/a.txt") + line("/etc/passwd"), ["unsafe-path"]),
        (line("data/a.txt") + line("~/x"), ["unsafe-path"]),
        (line("data/a.txt") + line("data/"), ["unsafe-path"]),
        (line("data/a.txt") + line("data/a.txt"), ["repeated-entry"]),
        (line("data/a.txt") + line("data/a.txt", b"x"), ["conflicting-entries"]),
        (line("data/a.txt") + line("data/A.TXT"), ["ambiguous-names"]),
        (line("data/a.txt") + line("data/A.TXT", b"x"), ["conflicting-entries", "ambiguous-names"]),
        (line("./data/a.txt"), ["relative-path"]),
        (line("data/a.txt").replace(b"  ", b" *"), ["program-mark"]),
        (b"\xef\xbb\xbf" + line("data/a.txt"), ["marked-tag-file"]),
        (line("data/a.txt") + b"\xff\n", ["wrong-encoding", "unlisted-file"]),
        (line("data/a.txt") + b"\n  \n", []),
        (line("data/a.txt\u2028"), ["unlisted-file", "missing-file", "awkward-name"]),
    ],
)
def test_manifests(tmp_path, manifest, codes):
    assert answer(tmp_path, **{"manifest-sha256.txt": manifest}) == codes


@pytest.mark.parametrize(
    ("version", "listed", "name", "codes"),
    [
        ("1.0", "data/50%25", "data/50%", []),
        ("1.0", "data/50%", "data/50%", []),
        ("1.0", "data/a%0Ab", "data/a\nb", ["awkward-name"]),
        ("1.0", "data/a%0d%0ab", "data/a\r\nb", ["awkward-name"]),
        ("1.0", "data/a%20b", "data/a%20b", []),
        ("1.0", "data/a%2Fb", "data/a%2Fb", []),
        ("1.0", "data/a%25b", "data/a%25b", ["percent-sign"]),
        ("0.97", "data/a%25b", "data/a%25b", []),
        ("0.97", "data/a%25b", "data/a%b", []),
        ("0.97", "data/a%0Ab", "data/a\nb", ["awkward-name"]),
    ],
)
def test_percent_signs(tmp_path, version, listed, name, codes):
    changes = {
        "bagit.txt": DECLARATION.replace(b"1.0", version.encode()),
        "manifest-sha256.txt": line(listed),
        "data/a.txt": None,
        name: CONTENT,
    }
    assert answer(tmp_path, **changes) == codes


def test_an_encoded_climb_is_still_a_climb(tmp_path):
    manifest = line("data/a.txt") + line("data/%0A/../../../x")

    assert answer(tmp_path, **{"manifest-sha256.txt": manifest}) == ["unsafe-path"]


@pytest.mark.parametrize(
    ("fetch", "codes"),
    [
        (b"https://example.org/a - data/a.txt\n", []),
        (b"https://example.org/a 7 data/a.txt\n", []),
        (b"https://example.org/b 7 data/b.txt\n", ["unlisted-file"]),
        (b"https://example.org/a data/a.txt\n", ["bad-line"]),
        (b"https://example.org/a - ../a.txt\n", ["unsafe-path"]),
        (b"file:///etc/passwd - data/a.txt\n", []),
    ],
)
def test_nothing_is_fetched(tmp_path, fetch, codes):
    """Tests have no network: a fetch would be an error of its own."""
    assert answer(tmp_path, **{"fetch.txt": fetch}) == codes


def test_what_is_only_to_be_fetched_is_an_error(tmp_path):
    changes = {"fetch.txt": b"https://example.org/a - data/a.txt\n", "data/a.txt": None}

    assert answer(tmp_path, **changes) == ["no-payload", "not-fetched"]


@pytest.mark.parametrize(
    ("info", "codes"),
    [
        (b"Payload-Oxum: 7.1\n", []),
        (b"payload-oxum : 7.1\n", []),
        (b"Payload-Oxum: 8.1\n", ["wrong-amount"]),
        (b"Payload-Oxum: 7.2\n", ["wrong-amount"]),
        (b"Payload-Oxum: many\n", ["wrong-amount"]),
        (b"Payload-Oxum: 7.1\nPayload-Oxum: 7.1\n", ["wrong-amount"]),
        (b"Payload-Oxum: " + b"9" * 5_000 + b".1\n", ["wrong-amount"]),
        (b"A: b\n  continued\nA: c\n", []),
        (b"no colon\n", ["bad-line"]),
        (b": no label\n", ["bad-line"]),
        (b"  continues nothing\n", ["bad-line"]),
    ],
)
def test_bag_info(tmp_path, info, codes):
    assert answer(tmp_path, **{"bag-info.txt": info}) == codes


def test_info_fields_are_folded(tmp_path):
    info = "Описание: первая\r\n\t вторая\r\nA:b:c\r\n".encode()
    with open_bag(bag_of(tmp_path, **{"bag-info.txt": info})) as bag:
        assert bag.info == (("Описание", "первая вторая"), ("A", "b:c"))


def test_a_list_of_unknown_checksums_is_not_enough(tmp_path):
    changes = {"manifest-sha256.txt": None, "manifest-crc32.txt": b"0  data/a.txt\n"}

    assert answer(tmp_path, **changes) == ["unlisted-file", "no-manifest", "unknown-checksum"]


def test_an_empty_payload_needs_its_folder(tmp_path):
    nothing = {"data/a.txt": None, "manifest-sha256.txt": b""}
    folder = bag_of(tmp_path, **nothing)

    assert [item.code for item in validate_bag(folder).errors] == ["no-payload"]
    (folder / "data").mkdir()
    assert validate_bag(folder).verdict is Verdict.VALID


def test_every_list_must_name_all_the_payload_from_version_1(tmp_path):
    second = {"data/b.txt": CONTENT, "manifest-sha512.txt": b""}
    second["manifest-sha512.txt"] = f"{hashlib.sha512(CONTENT).hexdigest()}  data/b.txt\n".encode()

    assert answer(tmp_path / "new", **second) == ["unlisted-file"] * 2
    old = {"bagit.txt": DECLARATION.replace(b"1.0", b"0.97"), **second}
    assert answer(tmp_path / "old", **old) == []


def test_links_and_pipes_are_errors(tmp_path):
    folder = bag_of(tmp_path)
    (folder / "data" / "link").symlink_to("/etc/passwd")
    (folder / "data" / "folder").symlink_to("/etc")
    os.mkfifo(folder / "data" / "pipe")

    report = validate_bag(folder)
    assert {(item.code, item.place) for item in report.errors} == {
        ("not-a-file", f"data/{name}") for name in ("link", "folder", "pipe")
    }


def test_a_name_that_is_no_text_is_an_error(tmp_path):
    folder = bag_of(tmp_path)
    (folder / os.fsdecode(b"data/\xff")).write_bytes(b"")

    assert [item.code for item in validate_bag(folder).errors] == ["not-a-file"]


def test_files_that_differ_only_in_case_are_told(tmp_path):
    changes = {
        "data/A.TXT": CONTENT,
        "manifest-sha256.txt": line("data/a.txt") + line("data/A.TXT"),
    }
    assert answer(tmp_path, **changes) == ["ambiguous-names"] * 2


def test_litter_of_a_system(tmp_path):
    listed = line("data/a.txt") + line("data/.DS_Store", b"x" * 9)
    changes = {"manifest-sha256.txt": listed, "bag-info.txt": b"Payload-Oxum: 16.2\n"}

    assert answer(tmp_path / "lost", **changes) == ["system-file"]
    assert answer(tmp_path / "new", **{"data/Thumbs.db": b""}) == ["unlisted-file", "system-file"]


def test_strong_checksums_may_be_demanded(tmp_path):
    folder = bag_of(tmp_path / "a")
    report = validate_bag(folder, strong=True)
    assert {(item.code, item.place) for item in report.errors} == {
        ("weak-checksums", "bagit.txt"),
        ("weak-checksums", "manifest-sha256.txt"),
    }
    weak = {
        "manifest-sha256.txt": None,
        "manifest-md5.txt": hashlib.new("md5", CONTENT, usedforsecurity=False).hexdigest().encode()
        + b"  data/a.txt\n",
    }
    folder = bag_of(tmp_path / "b", **weak)
    assert validate_bag(folder).is_valid
    assert "data/a.txt" in {item.place for item in validate_bag(folder, strong=True).errors}


def test_tag_files_are_checked_too(tmp_path):
    changes = {"notes.txt": b"new", "tagmanifest-sha256.txt": line("notes.txt", b"old")}

    assert answer(tmp_path, **changes) == ["altered-file"]


@pytest.fixture
def package(tmp_path):
    path = tmp_path / "bag.zip"
    with create_bag_archive(path, base="p", bagging_date=date(2026, 9, 1)) as writer:
        writer.add_payload("a.txt", b"alpha" * 100)
        writer.add_payload("b/ё.txt", b"beta" * 100)
    return path


def test_reading_compares_the_checksum_each_time(tmp_path):
    folder = bag_of(tmp_path)
    with open_bag(folder) as bag:
        assert bag.validate().is_valid
        assert bag.read("data/a.txt", 7) == CONTENT
        (folder / "data" / "a.txt").write_bytes(b"CONTENT")
        for read in (lambda: bag.read("data/a.txt", 7), lambda: list(bag.blocks("data/a.txt"))):
            with pytest.raises(BagRefused) as refusal:
                read()
            assert (refusal.value.code, refusal.value.place) == ("altered-file", "data/a.txt")


def test_reading_what_may_not_be_read(package):
    with open_bag(package) as bag:
        target = io.BytesIO()
        assert bag.copy_to("data/a.txt", target) == 500
        assert target.getvalue() == b"alpha" * 100
        assert "data/b/ё.txt" in bag
        for name, limit, code in (
            ("data/a.txt", 499, "file-too-large"),
            ("data/z", 1, "missing-file"),
            ("../z", 1, "missing-file"),
            ("tagmanifest-sha256.txt", 10_000, "unlisted-file"),
        ):
            with pytest.raises(BagRefused) as refusal:
                bag.read(name, limit)
            assert refusal.value.code == code


def test_progress_is_told(package):
    told: list[tuple[int, int]] = []
    report = validate_bag(package, progress=lambda done, total: told.append((done, total)))

    assert report.is_valid
    assert [done for done, _total in told] == sorted(done for done, _total in told)
    assert told[-1][0] == told[-1][1] > 900


def test_a_bag_without_its_own_folder_is_read(tmp_path):
    folder = bag_of(tmp_path / "bag")
    names = [path for path in folder.rglob("*") if path.is_file()]
    write_archive(tmp_path / "b.zip", [(p.relative_to(folder).as_posix(), p) for p in names])

    assert validate_bag(tmp_path / "b.zip").is_valid


def test_files_beside_the_bag_make_it_no_bag(package):
    with zipfile.ZipFile(package, "a") as archive:
        archive.writestr("beside.txt", "x")

    assert [item.code for item in validate_bag(package).errors] == ["no-declaration"]


def test_the_limits_of_the_archive_hold(package):
    with pytest.raises(ArchiveRefused) as refusal:
        validate_bag(package, limits=ArchiveLimits(total_bytes=900))
    assert refusal.value.code == "too-large"
    with pytest.raises(BagRefused), open_bag(package, most_tag_bytes=10):
        pass


def test_a_damaged_file_in_an_archive_is_a_finding(package):
    data = bytearray(package.read_bytes())
    place = data.index(b"data/a.txt") + len("data/a.txt")
    data[place + 1] ^= 0xFF
    package.write_bytes(data)

    assert [item.code for item in validate_bag(package).errors] == ["damaged-file"]


def test_a_truncated_package_is_refused(package):
    package.write_bytes(package.read_bytes()[:-100])
    with pytest.raises(ArchiveRefused):
        validate_bag(package)


def test_findings_end_but_are_counted():
    findings = Findings()
    for number in range(MOST_FINDINGS + 5):
        findings.add("missing-file", f"{number}")
    findings.add("missing-file", "0")
    report = findings.report()

    assert len(report.errors) == MOST_FINDINGS
    assert report.error_count == MOST_FINDINGS + 5
    assert findings.copy().report() == report


def test_findings_have_a_level_and_a_place():
    assert not ERRORS.keys() & WARNINGS.keys()
    assert Finding("missing-file", "a").level is Level.ERROR
    assert Finding("awkward-name", "a").level is Level.WARNING
    with translation.override("en"):
        assert str(Finding("no-declaration", "")).startswith("The file bagit.txt is missing")
        assert str(BagRefused("missing-file", "a\nb")).startswith("a�b: ")


FILES = ["bagit.txt", "manifest-sha256.txt", "tagmanifest-sha256.txt", "fetch.txt", "bag-info.txt"]


@given(
    name=st.sampled_from(FILES), data=st.one_of(st.binary(max_size=200), st.text().map(str.encode))
)
@settings(max_examples=300, deadline=None)
def test_no_tag_file_raises_anything(tmp_path_factory, name, data):
    folder = bag_of(tmp_path_factory.mktemp("bag"), **{name: data})

    assert validate_bag(folder).verdict in Verdict


@given(place=st.integers(0, 10**6), value=st.integers(1, 255))
@settings(max_examples=150, deadline=None)
def test_one_altered_byte_of_a_package_never_alters_content(tmp_path_factory, place, value):
    path = tmp_path_factory.mktemp("bag") / "bag.zip"
    with create_bag_archive(path, base="p", bagging_date=date(2026, 9, 1)) as writer:
        writer.add_payload("a.txt", b"alpha" * 100)
    data = bytearray(path.read_bytes())
    data[place % len(data)] ^= value
    path.write_bytes(data)
    try:
        with open_bag(path) as bag:
            if bag.validate(strong=True).is_valid:
                assert bag.read("data/a.txt", 500) == b"alpha" * 100
    except (ArchiveRefused, BagRefused):
        pass
