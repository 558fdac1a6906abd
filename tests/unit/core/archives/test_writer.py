"""Our own archives: the same bytes each time, all or nothing, and readable by everybody."""

from __future__ import annotations

import io
import os
import resource
import stat
import subprocess
import sys
import textwrap
import zipfile

import pytest

from core.api import create_archive, open_archive, replaced_file, write_archive
from core.archives import writer as writing
from core.data import ArchiveLimits
from core.errors import ArchiveRefused
from tools.house import HOUSE


class OneWay(io.BytesIO):
    """A stream that cannot go back."""

    def seekable(self) -> bool:
        return False

    def tell(self) -> int:
        raise OSError

    def seek(self, *_where) -> int:
        raise OSError


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "source.bin"
    path.write_bytes(b"from a path " * 100)
    return path


def test_the_same_content_gives_the_same_bytes(tmp_path, file):
    members = [("b.txt", b"b" * 500), ("а/ё.txt", file), ("c", io.BytesIO(b"stream" * 90))]
    write_archive(tmp_path / "one.zip", members)
    os.utime(file, (1, 1))
    members[2] = ("c", io.BytesIO(b"stream" * 90))
    write_archive(tmp_path / "two.zip", reversed(members))

    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()
    with open_archive(tmp_path / "one.zip") as archive:
        assert [entry.name for entry in archive.entries] == ["b.txt", "c", "а/ё.txt"]
        assert archive.read("а/ё.txt", 10**6) == file.read_bytes()


def test_the_order_may_be_given(tmp_path):
    write_archive(tmp_path / "a.zip", [("b", b""), ("a", b"")], in_order=True)

    with open_archive(tmp_path / "a.zip") as archive:
        assert [entry.name for entry in archive.entries] == ["b", "a"]


def test_nothing_of_the_machine_is_in_it(tmp_path, file):
    file.chmod(0o600)
    write_archive(tmp_path / "a.zip", [("a", file)])

    with zipfile.ZipFile(tmp_path / "a.zip") as peer:
        info = peer.getinfo("a")
        assert info.date_time == (1980, 1, 1, 0, 0, 0)
        assert info.external_attr >> 16 == stat.S_IFREG | 0o644
        assert peer.testzip() is None


@pytest.mark.parametrize(
    "start",
    [
        b"\xff\xd8\xff\xe0",
        b"\x89PNG\r\n",
        b"RIFF\0\0\0\0WEBP",
        b"\0\0\0\x18ftypmp42",
        b"PK\x03\x04",
    ],
)
def test_what_is_packed_already_is_only_stored(tmp_path, start):
    text = "".join(map(str, range(3_000))).encode()
    write_archive(tmp_path / "a.zip", [("a", start + text), ("b", text)])

    with open_archive(tmp_path / "a.zip") as archive:
        packed = {entry.name: entry.packed_size for entry in archive.entries}
    assert packed["a"] == len(start) + len(text)
    assert packed["b"] < len(text) / 2


@pytest.mark.parametrize("kind", [bytes, io.BytesIO])
def test_what_packs_too_well_is_stored_so_that_a_reader_takes_it(tmp_path, kind):
    content = b"\0" * 3_000_000
    write_archive(tmp_path / "a.zip", [("a", b"before"), ("zeros", kind(content)), ("z", b"after")])

    with open_archive(tmp_path / "a.zip") as archive:
        assert archive.size("zeros") == 3_000_000
        archive.verify()


def test_a_stream_that_cannot_go_back_is_written(tmp_path):
    with create_archive(tmp_path / "a.zip") as archive:
        assert archive.add("a", OneWay(b"one" * 1_000)) == 3_000

    with open_archive(tmp_path / "a.zip") as archive:
        assert archive.read("a", 3_000) == b"one" * 1_000


def test_a_stream_is_taken_from_where_it_stands(tmp_path):
    stream = io.BytesIO(b"skipped" + b"\0" * 2_000_000)
    stream.seek(7)
    write_archive(tmp_path / "a.zip", [("a", stream)])

    with open_archive(tmp_path / "a.zip") as archive:
        assert archive.read("a", 2_000_000) == b"\0" * 2_000_000


@pytest.mark.parametrize("name", ["../a", "/a", "a\\b", "nul", "", "a/../b"])
def test_a_name_that_no_reader_takes_is_not_written(tmp_path, name):
    with pytest.raises(ArchiveRefused):
        write_archive(tmp_path / "a.zip", [("first", b"x" * 100_000), (name, b"")], in_order=True)
    assert list(tmp_path.iterdir()) == []


def test_two_names_that_meet_are_not_written(tmp_path):
    with pytest.raises(ArchiveRefused):
        write_archive(tmp_path / "a.zip", [("a", b""), ("A", b"")])
    with pytest.raises(ValueError, match="folder"):
        write_archive(tmp_path / "a.zip", [("a/", b"")])
    assert list(tmp_path.iterdir()) == []


def test_a_failure_keeps_what_was_there(tmp_path):
    path = tmp_path / "a.zip"
    path.write_bytes(b"old")

    class Interrupted(OneWay):
        def read(self, size: int = -1, /) -> bytes:
            raise KeyboardInterrupt

    members = [("a", b"x" * 1_000_000), ("b", Interrupted())]
    with pytest.raises(KeyboardInterrupt):
        write_archive(path, members)

    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_source_that_breaks_leaves_nothing(tmp_path):
    class Broken(OneWay):
        def read(self, size: int = -1, /) -> bytes:
            raise OSError("gone")

    with pytest.raises(OSError, match="gone"):
        write_archive(tmp_path / "a.zip", [("a", b"good"), ("b", Broken())])

    assert list(tmp_path.iterdir()) == []


def test_a_new_file_has_the_rights_of_any_other(tmp_path):
    other = tmp_path / "other"
    other.write_bytes(b"")
    with replaced_file(tmp_path / "new") as stream:
        stream.write(b"content")

    assert (tmp_path / "new").stat().st_mode == other.stat().st_mode
    assert (tmp_path / "new").read_bytes() == b"content"


DISK_FULL = """
    import os, resource, signal
    from pathlib import Path
    from core.archives.writer import write_archive
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, ({most}, {most}))
    try:
        write_archive(Path({path!r}), [("a", os.urandom(400_000)), ("b", b"text" * 9)])
    except OSError as error:
        print("refused", error.errno)
"""


@pytest.mark.parametrize("most", [0, 10, 100_000, 400_050, 400_150])
def test_a_full_disk_leaves_nothing_behind(tmp_path, most):
    """The system refuses to let a file grow; at the end of the data or in the list of files."""
    assert resource.RLIMIT_FSIZE is not None
    script = textwrap.dedent(DISK_FULL).format(most=most, path=str(tmp_path / "a.zip"))
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", script],
        cwd=HOUSE,
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stdout.startswith("refused")
    assert done.stderr == ""
    assert list(tmp_path.iterdir()) == []


KILLED = """
    import os
    from pathlib import Path
    from core.archives.writer import create_archive
    with create_archive(Path({path!r})) as archive:
        archive.add("a", os.urandom(400_000))
        os.kill(os.getpid(), 9)
"""


def test_a_killed_writer_leaves_the_old_archive(tmp_path):
    path = tmp_path / "a.zip"
    write_archive(path, [("old", b"old")])
    script = textwrap.dedent(KILLED).format(path=str(path))
    done = subprocess.run([sys.executable, "-c", script], cwd=HOUSE, check=False)

    assert done.returncode == -9
    with open_archive(path) as archive:
        assert archive.read("old", 3) == b"old"


def test_very_large_files_get_wide_fields(tmp_path, monkeypatch):
    """The border is lowered, because 4 GB would take the disk; the fields are the real ones."""
    monkeypatch.setattr(zipfile, "ZIP64_LIMIT", 1_000)
    monkeypatch.setattr(zipfile, "ZIP_FILECOUNT_LIMIT", 2)
    names = [f"{number}" for number in range(4)]
    write_archive(tmp_path / "a.zip", [(name, os.urandom(2_000)) for name in names])

    assert b"PK\x06\x06" in (tmp_path / "a.zip").read_bytes()
    with open_archive(tmp_path / "a.zip") as archive:
        assert [entry.size for entry in archive.entries] == [2_000] * 4
        archive.verify()


def test_memory_does_not_grow_with_the_content(tmp_path):
    """A gigabyte of holes would not fit; 64 MB take less than one megabyte of Python's memory."""
    import tracemalloc

    big = tmp_path / "big"
    with big.open("wb") as stream:
        for _part in range(64):
            stream.write(os.urandom(1024) * 1024)
    tracemalloc.start()
    write_archive(tmp_path / "a.zip", [("big", big)])
    with open_archive(tmp_path / "a.zip") as archive:
        archive.verify()
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert peak < 4 * 1024 * 1024


def test_the_limits_of_the_writer_are_the_readers():
    assert ArchiveLimits() == writing.DEFAULT_LIMITS
