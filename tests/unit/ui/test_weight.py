"""The weight of what every page links, compressed as the server sends it."""

from __future__ import annotations

import re
from pathlib import Path

import brotli
import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory

from ui import vendor
from ui.fonts import FACES, MATH_FACE

STATIC = vendor.STATIC_DIR
SCRIPT_AND_STYLE = 100_000
WITH_FONTS = 300_000


def linked_files() -> list[Path]:
    page = render_to_string("ui/base.html", {}, RequestFactory().get("/"))
    links = re.findall(r'(?:href|src)="/static/([^"]+\.(?:css|js))"', page)
    assert len(links) == len(set(links))
    return [STATIC / link for link in links]


def compressed(path: Path) -> int:
    return len(brotli.compress(path.read_bytes(), quality=5))


def need_vendor() -> None:
    if not vendor.vendored_path("htmx.min.js"):
        pytest.skip("files from npm were not copied: npm ci, then manage.py vendor_assets")


def test_script_and_style() -> None:
    need_vendor()
    files = linked_files()
    assert {"htmx.min.js", "fonts.css", "ui.css", "ui.js"} <= {path.name for path in files}
    assert sum(compressed(path) for path in files) <= SCRIPT_AND_STYLE


def test_with_every_font() -> None:
    """Even a page that needs all seven font files keeps within the limit."""
    need_vendor()
    fonts = sum((vendor.VENDOR_DIR / face.file).stat().st_size for face in [*FACES, MATH_FACE])
    assert sum(compressed(path) for path in linked_files()) + fonts <= WITH_FONTS


def test_page_without_packages_links_nothing_that_is_missing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(vendor, "VENDOR_DIR", tmp_path)
    vendor.vendored_path.cache_clear()
    files = linked_files()
    vendor.vendored_path.cache_clear()
    assert files
    assert all(path.is_file() and "vendor" not in path.parts for path in files)
