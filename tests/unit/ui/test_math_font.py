"""The font of formulas: small, with the measures and the stretched forms."""

from __future__ import annotations

from io import BytesIO

import pytest

from ui.vendor import MATH_SOURCE, NODE_MODULES

SOURCE = NODE_MODULES / MATH_SOURCE


def test_cut_font_has_what_formulas_need() -> None:
    fonts = pytest.importorskip("fontTools.ttLib", reason="fonttools is not installed")
    if not SOURCE.is_file():
        pytest.skip("npm packages are not installed: npm ci")
    from ui.math_font import subset_math_font

    content = subset_math_font(SOURCE)
    font = fonts.TTFont(BytesIO(content))
    table = font["MATH"].table
    stretched = table.MathVariants.VertGlyphCoverage.glyphs
    names = font.getBestCmap()
    assert {names[ord(sign)] for sign in "(){}[]|√∑∫"} <= set(stretched)
    assert ord("x") not in names
    assert ord("5") not in names
    assert len(content) < 25_000
    assert subset_math_font(SOURCE) == content
