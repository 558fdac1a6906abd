"""Files taken from npm packages: which, where they go, and where they are found at run time.

Nothing is bundled: the files are copied as they are, icons are put into one JSON file, the signs of
formulas are cut out of their large font, and the style sheet that declares the fonts is written
beside them, so that a checkout without npm packages has no dangling address in its style sheets.
"""

from __future__ import annotations

import json
import re
import shutil
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from ui.errors import VendorFilesMissing
from ui.fonts import font_sheet

PACKAGE_DIR = Path(__file__).resolve().parent
STATIC_DIR = PACKAGE_DIR / "static"
VENDOR_DIR = STATIC_DIR / "ui" / "vendor"
NODE_MODULES = PACKAGE_DIR.parent / "node_modules"
ICONS_FILE = "icons.json"
FONTS_SHEET = "fonts.css"
MATH_FONT = "math.woff2"

# Name in the vendor folder: path inside node_modules. Cyrillic and Latin only.
_GOLOS = "@fontsource-variable/golos-text/files/golos-text"
_LITERATA = "@fontsource-variable/literata/files/literata"
FILES = {
    "golos-cyrillic.woff2": f"{_GOLOS}-cyrillic-wght-normal.woff2",
    "golos-latin.woff2": f"{_GOLOS}-latin-wght-normal.woff2",
    "literata-cyrillic.woff2": f"{_LITERATA}-cyrillic-wght-normal.woff2",
    "literata-latin.woff2": f"{_LITERATA}-latin-wght-normal.woff2",
    "literata-cyrillic-italic.woff2": f"{_LITERATA}-cyrillic-wght-italic.woff2",
    "literata-latin-italic.woff2": f"{_LITERATA}-latin-wght-italic.woff2",
    "htmx.min.js": "htmx.org/dist/htmx.min.js",
}
ICONS_FOLDER = "lucide-static/icons"
MATH_SOURCE = "@fontsource/noto-sans-math/files/noto-sans-math-latin-400-normal.woff2"
_SVG_INSIDE = re.compile(r"<svg\b[^>]*>(?P<inside>.*)</svg>", re.DOTALL)


def copy_vendor_files(*, source: Path = NODE_MODULES, target: Path = VENDOR_DIR) -> list[str]:
    """Copy the files of :data:`FILES`, the icons and the font sheet; return the names that changed.

    Raises:
        VendorFilesMissing: a file is not in ``source``; nothing was written then.
    """
    needed = [*FILES.values(), ICONS_FOLDER, MATH_SOURCE]
    missing = [path for path in needed if not (source / path).exists()]
    if missing:
        raise VendorFilesMissing(source, missing)
    target.mkdir(parents=True, exist_ok=True)
    contents = {name: (source / path).read_bytes() for name, path in FILES.items()}
    contents[ICONS_FILE] = _icons_json(source / ICONS_FOLDER)
    if can_cut_math_font():
        contents[MATH_FONT] = _cut_math_font(source / MATH_SOURCE)
    contents[FONTS_SHEET] = font_sheet(with_math=MATH_FONT in contents).encode()
    changed = [name for name, content in contents.items() if _write(target / name, content)]
    _remove_strangers(target, set(contents))
    vendored_path.cache_clear()
    return changed


def can_cut_math_font() -> bool:
    """Tell whether fontTools is there; it is needed while setting up only, never by the site."""
    return find_spec("fontTools") is not None


@lru_cache(maxsize=64)
def vendored_path(name: str) -> str:
    """Return the static path of a vendored file, or "" when it was not copied."""
    # Templates hand over SafeString, which pathlib's operators refuse; formatting makes it plain.
    return f"ui/vendor/{name}" if Path(f"{VENDOR_DIR}/{name}").is_file() else ""


def _icons_json(folder: Path) -> bytes:
    icons = {
        path.stem: " ".join(match["inside"].split())
        for path in sorted(folder.glob("*.svg"))
        if (match := _SVG_INSIDE.search(path.read_text(encoding="utf-8")))
    }
    return json.dumps(icons, separators=(",", ":")).encode()


def _cut_math_font(source: Path) -> bytes:
    from ui.math_font import subset_math_font  # heavy, and absent where the site only runs

    return subset_math_font(source)


def _write(path: Path, content: bytes) -> bool:
    if path.is_file() and path.read_bytes() == content:
        return False
    path.write_bytes(content)
    return True


def _remove_strangers(folder: Path, names: set[str]) -> None:
    for path in folder.iterdir():
        if path.name not in names:
            shutil.rmtree(path) if path.is_dir() else path.unlink()
