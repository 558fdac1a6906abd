"""Bags of ours: the peer accepts them; they are the same each time; they come whole or not."""

from __future__ import annotations

import io
import logging
import tracemalloc
from datetime import date
from pathlib import Path

import bagit
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from core.api import check_name, open_archive
from core.archives.names import Names
from core.errors import ArchiveRefused
from exporters.bagit.findings import Verdict
from exporters.bagit.reading import open_bag, validate_bag
from exporters.bagit.writing import create_bag_archive, create_bag_folder

DAY = date(2026, 9, 1)
SHA256_OF_NOTHING = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


@pytest.fixture(autouse=True)
def _quiet_peer():
    logging.getLogger("bagit").setLevel(logging.CRITICAL)


def _fill(writer, file: Path) -> None:
    writer.add_payload("objects/физика 7.json", b"{}" * 50)
    writer.add_payload("blobs/aa", file)
    writer.add_payload("blobs/bb", io.BytesIO(b"\0" * 2_000_000))
    writer.add_payload("line\nend", b"x") if file.name == "odd" else None
    writer.add_payload("empty", b"")
    writer.add_tag("notes/readme.txt", "Прочти".encode())


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "source"
    path.write_bytes(b"from a path" * 1_000)
    return path


@pytest.mark.parametrize("algorithms", [("sha256",), ("sha256", "sha512"), ("md5", "sha512")])
def test_the_peer_accepts_our_archive(tmp_path, file, algorithms):
    target = tmp_path / "bag.zip"
    with create_bag_archive(
        target, base="package", bagging_date=DAY, algorithms=algorithms, info={"Contact": "Школа"}
    ) as writer:
        _fill(writer, file)
    with open_archive(target) as archive:
        archive.extract_all(tmp_path / "out")
    peer = bagit.Bag(str(tmp_path / "out" / "package"))

    peer.validate()
    assert peer.info["Contact"] == "Школа"
    assert peer.info["Payload-Oxum"] == "2011100.4"
    assert validate_bag(target, strong=True).verdict is Verdict.VALID
    assert validate_bag(tmp_path / "out" / "package", strong=True).verdict is Verdict.VALID


def test_the_peer_accepts_our_folder(tmp_path, file):
    with create_bag_folder(tmp_path / "bag", bagging_date=DAY) as writer:
        _fill(writer, file)

    bagit.Bag(str(tmp_path / "bag")).validate()
    assert validate_bag(tmp_path / "bag", strong=True).verdict is Verdict.VALID


def test_we_accept_the_peers_bag(tmp_path):
    (tmp_path / "bag").mkdir()
    (tmp_path / "bag" / "ё.txt").write_bytes(b"content")
    bagit.make_bag(str(tmp_path / "bag"), {"Contact-Name": "Peer"}, checksums=["sha512"])

    assert validate_bag(tmp_path / "bag", strong=True).verdict is Verdict.VALID


def test_what_is_in_it(tmp_path, file):
    target = tmp_path / "bag.zip"
    with create_bag_archive(
        target, base="p", bagging_date=DAY, info=[("A", "line\n two"), ("A", "again")]
    ) as writer:
        _fill(writer, file)
        stored = writer.add_payload("last", b"")
        assert writer.payload_size == (2_011_100, 5)
    assert (stored.path, stored.size) == ("data/last", 0)
    assert stored.digests == {"sha256": SHA256_OF_NOTHING}

    with open_bag(target) as bag:
        assert bag.version == "1.0"
        assert bag.info == (
            ("A", "line two"),
            ("A", "again"),
            ("Bagging-Date", "2026-09-01"),
            ("Payload-Oxum", "2011100.5"),
        )
        assert bag.payload == (
            *("data/blobs/aa", "data/blobs/bb", "data/empty", "data/last"),
            "data/objects/физика 7.json",
        )
        assert bag.tag_files == (
            *("bag-info.txt", "bagit.txt", "manifest-sha256.txt", "notes/readme.txt"),
            "tagmanifest-sha256.txt",
        )
        assert bag.digests("data/last") == {"sha256": SHA256_OF_NOTHING}
    with open_archive(target) as archive:
        assert all(entry.name.startswith("p/") for entry in archive.entries)


def test_the_same_content_gives_the_same_bytes(tmp_path, file):
    for name in ("one", "two"):
        with create_bag_archive(tmp_path / name, base="p", bagging_date=DAY) as writer:
            _fill(writer, file)

    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_the_info_may_be_filled_on_the_way(tmp_path):
    info: dict[str, str] = {}
    with create_bag_archive(tmp_path / "bag", base="p", bagging_date=DAY, info=info) as writer:
        writer.add_payload("a", b"")
        info["Objects"] = "1"

    with open_bag(tmp_path / "bag") as bag:
        assert bag.info[0] == ("Objects", "1")


@pytest.mark.parametrize("create", ["archive", "folder"])
def test_a_failure_leaves_nothing(tmp_path, create):
    def fail():
        makers = {
            "archive": lambda: create_bag_archive(tmp_path / "b", base="p", bagging_date=DAY),
            "folder": lambda: create_bag_folder(tmp_path / "b", bagging_date=DAY),
        }
        with makers[create]() as writer:
            writer.add_payload("a", b"x" * 100_000)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "error"),
    [("../a", ArchiveRefused), ("a\\b", ArchiveRefused), ("nul", ArchiveRefused)],
)
@pytest.mark.parametrize("is_folder", [True, False])
def test_a_path_out_of_the_bag_is_not_written(tmp_path, name, error, is_folder):
    def write():
        maker = (
            create_bag_folder(tmp_path / "b", bagging_date=DAY)
            if is_folder
            else create_bag_archive(tmp_path / "b", base="p", bagging_date=DAY)
        )
        with maker as writer:
            writer.add_payload(name, b"")

    with pytest.raises(error):
        write()
    assert list(tmp_path.iterdir()) == []


def _write(tmp_path, *, tag: str = "a.txt", info=(), algorithms=("sha256",), payload=True):
    with create_bag_folder(
        tmp_path / "b", bagging_date=DAY, info=info, algorithms=algorithms
    ) as writer:
        if payload:
            writer.add_payload("a", b"")
        writer.add_tag(tag, b"")


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"tag": "data/a"}, "not for a caller"),
        ({"tag": "manifest-sha256.txt"}, "not for a caller"),
        ({"tag": "TagManifest-md5.txt"}, "not for a caller"),
        ({"tag": "fetch.txt"}, "not for a caller"),
        ({"tag": "bagit.txt"}, "not for a caller"),
        ({"info": {"Payload-Oxum": "1.1"}}, "no label"),
        ({"info": {"A:b": "1"}}, "no label"),
        ({"info": {" A": "1"}}, "no label"),
        ({"info": {"": "1"}}, "no label"),
        ({"info": {"A\nB": "1"}}, "no label"),
        ({"algorithms": ("crc32",)}, "unknown checksums"),
        ({"algorithms": ()}, "unknown checksums"),
        ({"payload": False}, "without payload"),
    ],
)
def test_a_mistake_of_the_caller_is_an_error(tmp_path, wrong, words):
    with pytest.raises(ValueError, match=words):
        _write(tmp_path, **wrong)
    assert list(tmp_path.iterdir()) == []


def test_a_bag_that_is_there_is_not_touched(tmp_path):
    _write(tmp_path)
    with pytest.raises(FileExistsError):
        _write(tmp_path)


def test_memory_does_not_grow_with_the_content(tmp_path):
    big = tmp_path / "big"
    with big.open("wb") as stream:
        for number in range(32):
            stream.write(bytes([number]) * 1024 * 1024)
    tracemalloc.start()
    with create_bag_archive(tmp_path / "bag", base="p", bagging_date=DAY) as writer:
        writer.add_payload("big", big)
    assert validate_bag(tmp_path / "bag", strong=True).is_valid
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert peak < 4 * 1024 * 1024


NAMES = st.lists(st.text(st.characters(codec="utf-8"), min_size=1, max_size=9), min_size=1).map(
    "/".join
)


@example(files={"0/": b"", "a": b"1"})
@given(files=st.dictionaries(NAMES, st.binary(max_size=50), min_size=1, max_size=5))
@settings(max_examples=40, deadline=None)
def test_whatever_is_bagged_reads_back(tmp_path_factory, files):
    taken, kept = Names(), {}
    for name, data in files.items():
        if name.endswith("/"):  # the name of a folder: the writer refuses it
            continue
        try:
            taken.add(f"data/{name}", check_name(f"p/data/{name}")[1:])
        except ArchiveRefused:
            continue
        kept[name] = data
    kept = kept or {"a": b""}
    target = tmp_path_factory.mktemp("bag") / "bag.zip"
    with create_bag_archive(target, base="p", bagging_date=DAY) as writer:
        for name, data in kept.items():
            writer.add_payload(name, data)

    with open_bag(target) as bag:
        assert bag.validate(strong=True).verdict is Verdict.VALID
        assert {name: bag.read(f"data/{name}", 50) for name in kept} == kept


def test_the_name_of_a_folder_is_refused(tmp_path):
    with create_bag_archive(tmp_path / "bag.zip", base="p", bagging_date=DAY) as writer:
        with pytest.raises(ValueError, match="folder"):
            writer.add_payload("0/", b"")
        writer.add_payload("a", b"1")
