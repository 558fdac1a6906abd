"""Whatever is written reads back; whatever is altered is the same or refused."""

from __future__ import annotations

import io
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from core.api import check_name, open_archive, write_archive
from core.archives.names import Names
from core.data import ArchiveLimits
from core.errors import ArchiveRefused
from tests.factories.archives import archive_of, described, member, stored

LETTERS = st.characters(codec="utf-8")
NAMES = st.lists(st.text(LETTERS, min_size=1, max_size=12), min_size=1, max_size=4).map("/".join)
CONTENT = st.one_of(
    st.binary(max_size=300),
    st.builds(lambda part, times: part * times, st.binary(min_size=1, max_size=9), st.just(30_000)),
)


def _acceptable(names: list[str]) -> bool:
    taken = Names()
    try:
        for name in names:
            taken.add(name, check_name(name))
    except ArchiveRefused:
        return False
    return all(not name.endswith("/") for name in names)


@given(files=st.dictionaries(NAMES, CONTENT, max_size=6))
@settings(max_examples=50, deadline=None)
def test_what_was_written_reads_back_equal(files):
    if not _acceptable(sorted(files)):
        files = {f"{number}": data for number, data in enumerate(files.values())}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.zip"
        write_archive(path, files.items())
        with open_archive(path) as archive:
            found = {entry.name: archive.read(entry.name, 10**6) for entry in archive.entries}
            archive.extract_all(Path(folder) / "out")
        on_disk = {
            item.relative_to(Path(folder) / "out").as_posix(): item.read_bytes()
            for item in (Path(folder) / "out").rglob("*")
            if item.is_file()
        }
    assert found == files == on_disk


ORIGINAL = archive_of(
    member("a.txt", b"one" * 400),
    member("folder/", b"", packed=b"").but(method=0, attributes=0o040755 << 16),
    stored("folder/b", b"two" * 20),
    described("folder/ё", b"three" * 50),
    comment=b"comment",
)


def _read_all(data: bytes, folder: Path) -> dict[str, bytes]:
    with open_archive(io.BytesIO(data), ArchiveLimits(total_bytes=10**6)) as archive:
        archive.extract_all(folder / "inside" / "out")
        return {entry.name: archive.read(entry.name, 10**6) for entry in archive.entries}


def _answer(data: bytes) -> dict[str, bytes] | None:
    """Return the content, or ``None`` when refused; in both cases nothing lies elsewhere."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "inside").mkdir()
        try:
            found: dict[str, bytes] | None = _read_all(data, folder)
        except ArchiveRefused:
            found = None
        assert [path.name for path in folder.iterdir()] == ["inside"]
        expected = [] if found is None else ["out"]
        assert [path.name for path in (folder / "inside").iterdir()] == expected
        return found


CONTENTS = [b"one" * 400, b"two" * 20, b"three" * 50]


@given(place=st.integers(0, len(ORIGINAL) - 1), value=st.integers(0, 255))
@settings(max_examples=200, deadline=None)
def test_one_altered_byte_is_harmless_or_refused(place, value):
    """A name lives only in the headers, so it may change with them; no content ever may."""
    altered = ORIGINAL[:place] + bytes([value]) + ORIGINAL[place + 1 :]
    found = _answer(altered)

    assert found is None or list(found.values()) == CONTENTS


def test_every_altered_byte_is_harmless_or_refused():
    for place in range(len(ORIGINAL)):
        altered = bytearray(ORIGINAL)
        altered[place] ^= 0xFF
        found = _answer(bytes(altered))

        assert found is None or list(found.values()) == CONTENTS


@given(
    changes=st.lists(
        st.tuples(st.integers(0, len(ORIGINAL)), st.integers(0, 30), st.binary(max_size=30)),
        min_size=1,
        max_size=4,
    )
)
@settings(max_examples=150, deadline=None)
def test_cut_and_pasted_archives_raise_nothing_else(changes):
    data = ORIGINAL
    for place, length, pasted in changes:
        data = data[:place] + pasted + data[place + length :]
    _answer(data)


@given(data=st.binary(max_size=300))
@settings(max_examples=100, deadline=None)
def test_noise_raises_nothing_else(data):
    _answer(data)
    _answer(b"PK\x03\x04" + data + ORIGINAL[-29:])


@given(name=st.text(LETTERS, min_size=1, max_size=40))
@settings(max_examples=500, deadline=None)
def test_no_accepted_name_leads_out(name):
    try:
        parts = check_name(name)
    except ArchiveRefused:
        return
    base = Path("/base/folder")
    assert ".." not in parts
    assert (base / name).resolve().is_relative_to(base)
