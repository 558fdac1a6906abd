"""The signs of formulas: a small part of Noto Sans Math.

Without a font that has a ``MATH`` table browsers draw no root sign and stretch no brackets, and
most phones have none. The whole font weighs 270 kB; the signs that a school needs, with their
stretched forms, a twentieth of it. Letters and digits are left out: they come from the reading
font.
"""

from __future__ import annotations

import logging
from io import BytesIO
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

SIGNS = (
    " ()[]{}|/\\+-=<>!%,.:;*'^~¯°±·×÷¬"
    "‖…′″‴‾⁄ˆ˜ˉ˙¨←↑→↓↔⇐⇒⇔⇌⟶⟵⟹∀∂∃∄∅∆∇∈∉∋∏∐∑−∓∖∗∘∙√∛∜∝∞∟∠∡∢∣∤∥∦∧∨∩∪∫∬∭∮∴∵∶∷∼≁≃≅≈≉≔≝≠≡≢≤≥≪≫"
    "⊂⊃⊄⊅⊆⊇⊕⊖⊗⊘⊙⊥⋀⋁⋂⋃⋅⋮⋯⋱⌈⌉⌊⌋⏞⏟⏜⏝⎴⎵△▲□■◊⟂⟨⟩⟦⟧⩽⩾ℕℤℚℝℂℓ℃Å―⃗"
)


def subset_math_font(source: Path) -> bytes:
    """Return the part of the font file ``source`` that :data:`SIGNS` need, as WOFF2.

    The same source gives the same bytes.
    """
    logging.getLogger("fontTools").setLevel(logging.WARNING)  # it tells every glyph
    font = TTFont(source, recalcTimestamp=False)
    options = Options()
    options.flavor = "woff2"
    options.layout_features = []
    options.hinting = False
    options.name_IDs = [0, 1, 2, 13, 14]  # copyright and licence stay with the font
    options.drop_tables += ["GSUB", "GPOS", "GDEF"]
    subsetter = Subsetter(options)
    subsetter.populate(text=SIGNS)
    subsetter.subset(font)
    font.flavor = "woff2"
    stream = BytesIO()
    font.save(stream, reorderTables=False)
    return stream.getvalue()
