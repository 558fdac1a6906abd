"""Icons, with the npm package and without it; and every name used in a template exists."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from ui import icons, vendor
from ui.api import render_icon

ROOT = vendor.PACKAGE_DIR.parent
NAMES = re.compile(r'{%\s*icon\s+"([^"]+)"|\bicon="([^"]+)"|icon\|default:"([^"]+)"')


@pytest.fixture
def fresh_icons() -> Iterator[None]:
    icons.drawings.cache_clear()
    icons.render_icon.cache_clear()
    yield
    icons.drawings.cache_clear()
    icons.render_icon.cache_clear()


@pytest.fixture
def no_packages(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, fresh_icons: None) -> None:
    monkeypatch.setattr(icons, "VENDOR_DIR", tmp_path)


def templates() -> list[Path]:
    found = [
        path
        for package in ROOT.iterdir()
        if (package / "templates").is_dir()
        for path in package.glob("templates/**/*.html")
    ]
    assert len(found) > 10
    return found


def test_every_icon_named_in_a_template_exists() -> None:
    if not vendor.vendored_path(vendor.ICONS_FILE):
        pytest.skip("icons were not copied: npm ci, then manage.py vendor_assets")
    known = icons.drawings()
    unknown = {
        (str(path.relative_to(ROOT)), name)
        for path in templates()
        if "studio" not in path.parts  # Wagtail's admin has icons of its own
        for names in NAMES.findall(path.read_text(encoding="utf-8"))
        for name in names
        if name and name not in known
    }
    assert unknown == set()


def test_decoration_is_hidden_and_a_label_is_escaped() -> None:
    assert 'aria-hidden="true"' in render_icon("search")
    assert 'role="img" aria-label="&lt;b&gt;"' in render_icon("search", "<b>")


def test_without_packages_the_needed_icons_are_drawn(no_packages: None) -> None:
    assert icons.STAND_INS["search"] in render_icon("search")
    assert icons.GENERIC in render_icon("notebook-pen")


def test_unknown_name_gives_a_square(fresh_icons: None) -> None:
    assert icons.GENERIC in render_icon("no-such-icon")
