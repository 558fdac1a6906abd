"""Icons as inline SVG: Lucide's drawings when they were copied, else a few plain ones of ours."""

from __future__ import annotations

import json
from functools import lru_cache

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from ui.vendor import ICONS_FILE, VENDOR_DIR

# For a site without npm packages: what a button without visible words cannot do without.
STAND_INS = {
    "menu": '<path d="M4 6h16M4 12h16M4 18h16"/>',
    "search": '<circle cx="10.5" cy="10.5" r="6.5"/><path d="m20 20-5-5"/>',
    "x": '<path d="M6 6l12 12M18 6 6 18"/>',
    "check": '<path d="m5 12 5 5 9-11"/>',
    "chevron-left": '<path d="m15 5-7 7 7 7"/>',
    "chevron-right": '<path d="m9 5 7 7-7 7"/>',
    "chevron-down": '<path d="m5 9 7 7 7-7"/>',
    "sun": '<circle cx="12" cy="12" r="4"/><path d="M12 3v2M12 19v2M3 12h2M19 12h2"/>',
    "moon": '<path d="M19 14A8 8 0 1 1 10 5a6 6 0 0 0 9 9Z"/>',
    "circle-user-round": '<circle cx="12" cy="9" r="4"/><path d="M5 21a7 7 0 0 1 14 0"/>',
}
GENERIC = '<rect x="7" y="7" width="10" height="10" rx="2"/>'


@lru_cache(maxsize=1)
def drawings() -> dict[str, str]:
    """Return the inside of each icon's ``<svg>`` by name; our own few when none were copied."""
    path = VENDOR_DIR / ICONS_FILE
    if not path.is_file():
        return dict(STAND_INS)
    icons: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    return icons


@lru_cache(maxsize=1024)
def render_icon(name: str, label: str = "") -> SafeString:
    """Return the icon as SVG: hidden from screen readers, or named when ``label`` is given.

    A name that is not known gives a plain square, so that a page never fails for an icon; a test
    walks all templates for such names.
    """
    # The drawings come from the npm package that the lock file names, not from people.
    inside = mark_safe(drawings().get(name, GENERIC))  # noqa: S308  # nosec B308 B703
    naming = format_html('role="img" aria-label="{}"', label) if label else _HIDDEN
    return format_html(
        '<svg class="icon" viewBox="0 0 24 24" width="24" height="24" fill="none" '
        'stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" '
        "{}>{}</svg>",
        naming,
        inside,
    )


_HIDDEN = SafeString('aria-hidden="true" focusable="false"')
