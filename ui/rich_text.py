r"""Rich text from people: sanitised, then the formulas in its text turned into MathML.

Formulas are ``\( … \)`` and ``$ … $`` in the line, ``\[ … \]`` and ``$$ … $$`` on a line of their
own. For dollars pandoc's rule holds, so that prices stay prices: no space just inside them, no
digit after the closing one, and ``\$`` is a dollar.
"""

from __future__ import annotations

import re
from html import escape, unescape

from django.utils.safestring import SafeString, mark_safe

from core.api import clean_html
from ui.tex import render_tex

# The sanitizer writes attributes in double quotes and escapes "<" in text, so this is exact for it.
_TAG = re.compile(r"(<(?:[^<>\"]|\"[^\"]*\")*>)")
_TAG_NAME = re.compile(r"<(?P<closing>/?)(?P<name>[a-z0-9]+)")
_LITERAL = frozenset({"code", "kbd", "pre", "samp"})
# A formula ends at the next mark, opening or closing, and nothing is tried twice (the possessive
# "++"): else a text of opening marks alone would take time in squares.
_FORMULA = re.compile(
    r"""
    (?P<escaped>\\\$)
    | \\\((?P<round>(?:\\\\|(?!\\[()]).)++)\\\)
    | \\\[(?P<square>(?:\\\\|(?!\\[\[\]]).)++)\\\]
    | \$\$(?P<double>[^$]+)\$\$
    | \$(?P<single>(?![\s$])(?:\\.|[^$\\])*?(?<!\s))\$(?!\d)
    """,
    re.VERBOSE | re.DOTALL,
)
_HAS_FORMULA = re.compile(r"\$|\\[(\[]")


def render_rich(html: str) -> SafeString:
    """Return ``html`` safe to show, with its formulas; internal links are expanded before."""
    clean = clean_html(html)
    if _HAS_FORMULA.search(clean):
        clean = _with_formulas(clean)
    return mark_safe(clean)  # noqa: S308  # nosec B308 B703  # sanitised above


def render_text(text: str) -> SafeString:
    """Return plain text escaped, with its formulas: for titles, answers, key points."""
    return mark_safe(_text_with_formulas(text))  # noqa: S308  # nosec B308 B703  # escaped part by part


def _with_formulas(clean: str) -> str:
    parts: list[str] = []
    literal = 0
    for part in _TAG.split(clean):
        tag = _TAG_NAME.match(part)
        if tag:
            if tag["name"] in _LITERAL:
                literal += -1 if tag["closing"] else 1
            parts.append(part)
        elif literal or not _HAS_FORMULA.search(part):
            parts.append(part)
        else:
            parts.append(_text_with_formulas(unescape(part)))
    return "".join(parts)


def _text_with_formulas(text: str) -> str:
    """Return ``text`` (not markup) as markup: escaped, with MathML in the place of formulas."""
    parts: list[str] = []
    position = 0
    for match in _FORMULA.finditer(text):
        parts.append(escape(text[position : match.start()], quote=False))
        parts.append(_formula(match))
        position = match.end()
    parts.append(escape(text[position:], quote=False))
    return "".join(parts)


def _formula(match: re.Match[str]) -> str:
    if match["escaped"]:
        return "$"
    display = match["square"] or match["double"]
    if display:
        return render_tex(display, display=True)
    return render_tex(match["round"] or match["single"], display=False)
