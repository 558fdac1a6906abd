"""The style sheet that declares the fonts and their stand-ins.

A stand-in is a font of the reader's machine, scaled to the measures of the web font: the text takes
the same room before and after the font arrives, so nothing jumps.
"""

from __future__ import annotations

from dataclasses import dataclass

CYRILLIC = "U+0301,U+0400-045F,U+0490-0491,U+04B0-04B1,U+2116"
LATIN = (
    "U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+0304,U+0308,U+0329,"
    "U+2000-206F,U+20AC,U+2122,U+2191,U+2193,U+2212,U+2215,U+FEFF,U+FFFD"
)


@dataclass(frozen=True)
class Face:
    """One file: family, style, the weights it holds, the characters it serves."""

    family: str
    file: str
    style: str
    weights: str
    characters: str


@dataclass(frozen=True)
class StandIn:
    """A family made of a local font; measures are percentages of the em."""

    family: str
    local: tuple[str, ...]
    weights: str
    size_adjust: float
    ascent: float
    descent: float


FACES = (
    Face("Golos Text Variable", "golos-cyrillic.woff2", "normal", "400 900", CYRILLIC),
    Face("Golos Text Variable", "golos-latin.woff2", "normal", "400 900", LATIN),
    Face("Literata Variable", "literata-cyrillic.woff2", "normal", "200 900", CYRILLIC),
    Face("Literata Variable", "literata-latin.woff2", "normal", "200 900", LATIN),
    Face("Literata Variable", "literata-cyrillic-italic.woff2", "italic", "200 900", CYRILLIC),
    Face("Literata Variable", "literata-latin-italic.woff2", "italic", "200 900", LATIN),
)

# Serves every character it has: a range without the space would not give formulas its measures.
MATH_FACE = Face("Formula", "math.woff2", "normal", "400", "U+0-10FFFF")

# Widths weighted by the frequency of letters in Russian prose, Golos and Literata against Arial
# and Times New Roman (Liberation has their measures); heights from the fonts' own tables.
_SANS, _SANS_BOLD = ("Arial", "Liberation Sans"), ("Arial Bold", "Liberation Sans Bold")
_SERIF = ("Times New Roman", "Liberation Serif")
_SERIF_BOLD = ("Times New Roman Bold", "Liberation Serif Bold")
STAND_INS = (
    StandIn("Golos Fallback", _SANS, "400 549", 106.06, 92.4, 20.74),
    StandIn("Golos Fallback", _SANS_BOLD, "550 900", 99.56, 98.43, 22.1),
    StandIn("Literata Fallback", _SERIF, "200 549", 118.74, 99.13, 25.94),
    StandIn("Literata Fallback", _SERIF_BOLD, "550 900", 115.18, 102.19, 26.74),
)


def font_sheet(*, with_math: bool) -> str:
    """Return the style sheet as text; the files are expected beside it."""
    faces = [*FACES, MATH_FACE] if with_math else FACES
    return "\n".join([*map(_face_rule, faces), *map(_stand_in_rule, STAND_INS)]) + "\n"


def _face_rule(face: Face) -> str:
    return (
        f'@font-face{{font-family:"{face.family}";font-style:{face.style};font-display:swap;'
        f'font-weight:{face.weights};src:url("{face.file}") format("woff2");'
        f"unicode-range:{face.characters}}}"
    )


def _stand_in_rule(stand_in: StandIn) -> str:
    local = ",".join(f'local("{name}")' for name in stand_in.local)
    return (
        f'@font-face{{font-family:"{stand_in.family}";src:{local};'
        f"font-weight:{stand_in.weights};size-adjust:{stand_in.size_adjust}%;"
        f"ascent-override:{stand_in.ascent}%;descent-override:{stand_in.descent}%;line-gap-override:0%}}"
    )
