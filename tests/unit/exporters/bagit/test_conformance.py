"""The Library of Congress' conformance suite: every bag gets the right answer, on every system."""

from __future__ import annotations

import pytest

from core.api import write_archive
from core.errors import ArchiveRefused
from exporters.bagit.findings import Verdict
from exporters.bagit.reading import validate_bag

pytestmark = pytest.mark.shared_data

VALID = [
    "ISO-8859-1-encoded-tag-files",
    "UTF-16-encoded-tag-files",
    "bag-in-a-bag",
    "bag-with-encoded-names",
    "bag-with-escapable-characters",
    "bag-with-leading-dot-slash-in-manifest",
    "bag-with-space",
    "basic-bag",
    "duplicate-metadata-entries",
    "holey-bag",
    "minimal-bag",
    "uncommon-metadata-separators",
]
# The suite has the same path once among the valid bags and once among those to warn of.
TOLD_ALL_THE_SAME = {"bag-with-leading-dot-slash-in-manifest": {"relative-path"}}
WARNING = {
    # Only hello.txt is there: where case counts, the careful reader finds it for HELLO.txt too.
    "duplicate-file-with-different-case": {"ambiguous-names"},
    "made-with-md5sum-tools": {"program-mark"},
    "relative-path": {"relative-path"},
    "same-filename-listed-twice-with-different-normalization": {"ambiguous-names"},
    "same-filename-listed-twice-with-the-same-hash": {"repeated-entry"},
    # .DS_Store is listed and lost: an operating system's litter makes no bag invalid.
    "special-system-files": {"system-file"},
}
INVALID = {
    "invalid/baginfo-missing-encoding": {"bad-declaration"},
    "invalid/bom-in-bagit.txt": {"byte-order-mark"},
    "invalid/corrupt-data-file": {"altered-file", "wrong-amount"},
    "invalid/corrupt-tag-file": {"altered-file"},
    "invalid/extra-file-in-bag": {"unlisted-file", "wrong-amount"},
    "invalid/invalid-version-number": {"bad-declaration"},
    "invalid/missing-baginfo": {"missing-file"},
    "invalid/missing-bagit.txt": {"no-declaration"},
    "invalid/same-filename-listed-twice-with-different-hashes": {"conflicting-entries"},
    "invalid/out-of-scope-file-paths-using-dot-notation": {"unsafe-path"},
    "invalid/out-of-scope-file-paths-using-dot-notation-for-fetch": {"unsafe-path"},
    # A package travels, so what leads out of it on one system is refused on all.
    "linux-only/out-of-scope-file-paths-using-absolute-path": {"unsafe-path"},
    "linux-only/out-of-scope-file-paths-using-absolute-path-for-fetch": {"unsafe-path"},
    "linux-only/out-of-scope-file-paths-using-shortcut": {"unsafe-path"},
    "linux-only/out-of-scope-file-paths-using-shortcut-for-fetch": {"unsafe-path"},
    "linux-only/out-of-scope-file-paths-using-shortcut-username": {"unsafe-path"},
    "linux-only/out-of-scope-file-paths-using-shortcut-username-for-fetch": {"unsafe-path"},
    "windows-only/out-of-scope-file-paths-using-absolute-path": {"unsafe-path"},
    "windows-only/out-of-scope-file-paths-using-absolute-path-for-fetch": {"unsafe-path"},
    "windows-only/out-of-scope-file-paths-using-shortcut": {"unsafe-path"},
    "windows-only/out-of-scope-file-paths-using-shortcut-for-fetch": {"unsafe-path"},
    "windows-only/out-of-scope-file-paths-using-unc": {"unsafe-path"},
    "windows-only/out-of-scope-file-paths-using-unc-for-fetch": {"unsafe-path"},
}
ALL = {
    **{f"valid/{name}": Verdict.VALID for name in VALID},
    **{f"warning/{name}": Verdict.WARNING for name in WARNING},
    **dict.fromkeys(INVALID, Verdict.INVALID),
}


@pytest.fixture
def suite(shared_data):
    return shared_data / "packages" / "bagit-conformance" / "v0.97"


def _codes(findings) -> set[str]:
    return {finding.code for finding in findings}


def test_no_bag_of_the_suite_is_left_out(suite):
    assert {
        path.relative_to(suite).as_posix() for path in suite.glob("*/*") if path.is_dir()
    } == set(ALL)


@pytest.mark.parametrize("name", VALID)
def test_a_valid_bag(suite, name):
    report = validate_bag(suite / "valid" / name)

    assert report.errors == ()
    assert _codes(report.warnings) == TOLD_ALL_THE_SAME.get(name, set())


@pytest.mark.parametrize("name", WARNING)
def test_a_bag_to_warn_of(suite, name):
    report = validate_bag(suite / "warning" / name)

    assert report.verdict is Verdict.WARNING
    assert _codes(report.warnings) == WARNING[name]


@pytest.mark.parametrize("name", INVALID)
def test_an_invalid_bag(suite, name):
    report = validate_bag(suite / name)

    assert report.verdict is Verdict.INVALID
    assert _codes(report.errors) == INVALID[name]


@pytest.mark.parametrize("name", ALL)
def test_the_same_bag_as_an_archive(suite, tmp_path, name):
    """The archive reader stands before it; it refuses nothing that the suite calls valid."""
    folder = suite / name
    files = [path for path in folder.rglob("*") if path.is_file()]
    members = [(f"bag/{path.relative_to(folder).as_posix()}", path) for path in files]
    try:
        write_archive(tmp_path / "bag.zip", members)
        report = validate_bag(tmp_path / "bag.zip")
    except ArchiveRefused:
        assert name.startswith("windows-only")
    else:
        assert report == validate_bag(folder)
