"""Copying files from npm packages."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from ui import vendor
from ui.errors import VendorFilesMissing
from ui.fonts import FACES
from ui.vendor import FILES, ICONS_FOLDER, MATH_FONT, MATH_SOURCE, copy_vendor_files


@pytest.fixture
def packages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(vendor, "can_cut_math_font", lambda: True)
    monkeypatch.setattr(vendor, "_cut_math_font", lambda source: b"cut from " + source.read_bytes())
    folder = tmp_path / "node_modules"
    for path in [*FILES.values(), MATH_SOURCE]:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(path.encode())
    icons = folder / ICONS_FOLDER
    icons.mkdir(parents=True)
    (icons / "clock.svg").write_text(
        '<!-- licence -->\n<svg\n  class="x"\n>\n  <path d="M1 1" />\n</svg>\n'
    )
    return folder


def test_copies_everything_once(packages: Path, tmp_path: Path) -> None:
    target = tmp_path / "vendor"
    assert set(copy_vendor_files(source=packages, target=target)) == {
        *FILES,
        "icons.json",
        "fonts.css",
        MATH_FONT,
    }
    assert (target / MATH_FONT).read_bytes() == b"cut from " + MATH_SOURCE.encode()
    assert f'url("{MATH_FONT}")' in (target / "fonts.css").read_text()
    assert copy_vendor_files(source=packages, target=target) == []
    assert json.loads((target / "icons.json").read_text()) == {"clock": '<path d="M1 1" />'}


def test_without_the_cutting_tool_no_sheet_names_the_font(
    packages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vendor, "can_cut_math_font", lambda: False)
    assert MATH_FONT not in copy_vendor_files(source=packages, target=tmp_path / "vendor")
    assert MATH_FONT not in (tmp_path / "vendor" / "fonts.css").read_text()


def test_a_newer_package_replaces_and_an_old_file_goes(packages: Path, tmp_path: Path) -> None:
    target = tmp_path / "vendor"
    copy_vendor_files(source=packages, target=target)
    (packages / FILES["htmx.min.js"]).write_bytes(b"newer")
    (target / "left-over.js").write_bytes(b"")
    assert copy_vendor_files(source=packages, target=target) == ["htmx.min.js"]
    assert not (target / "left-over.js").exists()


def test_missing_packages_are_named_and_nothing_is_written(packages: Path, tmp_path: Path) -> None:
    (packages / FILES["htmx.min.js"]).unlink()
    with pytest.raises(VendorFilesMissing) as caught:
        copy_vendor_files(source=packages, target=tmp_path / "vendor")
    assert caught.value.missing == [FILES["htmx.min.js"]]
    assert not (tmp_path / "vendor").exists()


def test_command_says_what_to_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(
        copy_vendor_files, "__kwdefaults__", {"source": tmp_path, "target": tmp_path / "vendor"}
    )
    with pytest.raises(CommandError, match="npm ci"):
        call_command("vendor_assets")


def test_every_declared_font_is_copied() -> None:
    assert {face.file for face in FACES} <= set(FILES)


def test_lock_file_names_no_address() -> None:
    root = vendor.PACKAGE_DIR.parent
    for name in ("package.json", "package-lock.json"):
        assert '"resolved"' not in (root / name).read_text(encoding="utf-8")
