"""Colour cues of subjects: twelve hues, the same for the same subject everywhere and always."""

from __future__ import annotations

import re
import zlib

HUES = 12

# The subjects of the school by the beginning of their slug: neighbours in a timetable differ.
# The values are indices of the palette in ui.css.
KNOWN = (
    ("matemat", 7),
    ("algebra", 7),
    ("geometr", 8),
    ("veroyatnost", 6),
    ("informat", 9),
    ("fizika", 8),
    ("fizicheskaya", 1),
    ("himiya", 5),
    ("khimiya", 5),
    ("biolog", 4),
    ("okruzhayuschij", 4),
    ("okruzhayushchij", 4),
    ("geograf", 6),
    ("russkij", 0),
    ("rodnoj", 0),
    ("literatur", 11),
    ("istori", 2),
    ("obschestvo", 3),
    ("obshchestvo", 3),
    ("anglij", 10),
    ("inostr", 10),
    ("nemec", 10),
    ("francuz", 10),
    ("izobraz", 9),
    ("muzyk", 10),
    ("tehnolog", 3),
    ("trud", 3),
    ("osnovy", 1),
)
_KEY = re.compile(r"^(?:[a-z]+/)?([^/]+)")


def subject_hue(key: str) -> int:
    """Return the hue 0..11 for a subject's slug, its node key (``frp/fizika/…``), uuid or name."""
    match = _KEY.match(key.strip().lower())
    name = match[1] if match else ""
    for beginning, hue in KNOWN:
        if name.startswith(beginning):
            return hue
    return zlib.crc32(name.encode()) % HUES
