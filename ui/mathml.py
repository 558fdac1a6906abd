"""Writing a MathML tree as markup: only known elements, known attributes and harmless values.

On the way the tree is put right for Russian schools and for the browsers' MathML Core: a decimal
comma has no space after it, Cyrillic words stay words, names of functions keep their distance.
"""

from __future__ import annotations

import re
import unicodedata
from html import unescape
from xml.etree.ElementTree import Element  # nosec B405  # only built here, never parsed

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from ui.errors import TexError

DECIMAL_COMMA = "\ue000"  # private use: stands for a comma between digits until it is written
DEEPEST = 60
_TAGS = """
    math menclose mfrac mi mmultiscripts mn mo mover mpadded mphantom mprescripts mroot mrow
    mspace msqrt mstyle msub msubsup msup mtable mtd mtext mtr munder munderover none
"""
TAGS = frozenset(_TAGS.split())
_ATTRIBUTES = """
    accent accentunder columnalign columnlines columnspacing columnspan depth display
    displaystyle fence form frame height largeop linethickness lspace mathbackground mathcolor
    mathsize mathvariant maxsize minsize movablelimits notation rowalign rowlines rowspacing
    rowspan rspace scriptlevel separator stretchy symmetric voffset width
"""
ATTRIBUTES = frozenset(_ATTRIBUTES.split())
_ROWS = frozenset({"math", "menclose", "mpadded", "mphantom", "mrow", "msqrt", "mstyle", "mtd"})
_TWO = dict.fromkeys(("mfrac", "mroot", "msub", "msup", "munder", "mover"), 2)
_PARTS = _TWO | {"msubsup": 3, "munderover": 3}
_BAR, _BARS = "―", {"mover": "overbar", "munder": "underbar"}  # drawn by the style sheet
_HARMLESS = re.compile(r"[\w .%#+-]{0,60}")
_CYRILLIC = re.compile(r"[А-Яа-яЁё]")
_NUMBER = re.compile(r"\d+")
_FUNCTION = re.compile(r"[a-z]{2,7}")
_COMMAND = re.compile(r"\\[A-Za-z]+")
_VARIABLE = re.compile(r"[A-Za-zα-ω]")
_LIMITS = frozenset({"lim", "max", "min", "sup", "inf"})
_NAMES_AMONG_SIGNS = "∞∂∇∅∀∃¬"
_SPACE = ("mspace", "0.167em")


def write_mathml(tree: Element) -> SafeString:
    """Return the tree as markup.

    Raises:
        TexError: a command that the converter does not know is left in it, or it is too deep.
    """
    return mark_safe(_write(tree, 0))  # noqa: S308  # nosec B308 B703  # every text is escaped below


def _write(element: Element, depth: int) -> str:
    if depth > DEEPEST:
        raise TexError(_("the formula is nested too deeply"))
    children = [_plain(child) for child in element]
    if element.tag in _ROWS:  # elsewhere each child has its own place: base, index, denominator
        children = _put_right(children)
    elif len(children) != _PARTS.get(element.tag, len(children)):
        raise TexError(_("something is missing at the end: an argument or a closing brace"))
    inside = "".join(_write(child, depth + 1) for child in children)
    if element.tag not in TAGS:
        return inside
    if element.tag in _BARS and children[1].text == _BAR:
        return f'<mrow class="{_BARS[element.tag]}">{_write(children[0], depth + 1)}</mrow>'
    return f"<{element.tag}{_attributes(element)}>{_text(element)}{inside}</{element.tag}>"


def _plain(element: Element) -> Element:
    """Take character references back to characters, once; name operators as such."""
    element.text = unescape(element.text or "")
    if element.tag == "mi" and _is_operator(element.text):
        element.tag = "mo"
    if element.tag == "msub" and len(element) and element[0].text in _LIMITS:
        element.tag = "munder"  # stands below on a line of its own, at the side in the line
    return element


def _is_operator(text: str) -> bool:
    """Tell signs like "⩽" and ";", which the converter takes for names, so that they get room."""
    if len(text) != 1 or text in _NAMES_AMONG_SIGNS:
        return False
    return text == ";" or unicodedata.category(text) == "Sm"


def _attributes(element: Element) -> str:
    is_variable = element.tag == "mi" and _VARIABLE.fullmatch(element.text or "")
    mark = ' class="v"' if is_variable and "mathvariant" not in element.attrib else ""
    return mark + "".join(
        f' {name}="{escape(value)}"'
        for name, value in element.attrib.items()
        if name in ATTRIBUTES and _HARMLESS.fullmatch(value)
    )


def _text(element: Element) -> str:
    text = element.text or ""
    if element.tag != "mtext" and (unknown := _COMMAND.search(text)):
        raise TexError(_("unknown command %(command)s") % {"command": unknown[0]})
    return str(escape(text.replace(DECIMAL_COMMA, ",")))


def _put_right(elements: list[Element]) -> list[Element]:
    """Join decimal fractions and Cyrillic words, set names of functions apart."""
    done: list[Element] = []
    for element in elements:
        if _joins_number(done, element):
            done.pop()
            done[-1].text = f"{done[-1].text},{element.text}"
        elif done and _is_cyrillic(done[-1]) and _is_cyrillic(element):
            done[-1].text = f"{done[-1].text}{element.text}"
        else:
            if done and _needs_distance(done[-1], element):
                done.append(Element(_SPACE[0], {"width": _SPACE[1]}))
            done.append(element)
    return done


def _joins_number(done: list[Element], element: Element) -> bool:
    return (
        len(done) >= 2
        and _is_number(element)
        and _is_decimal_comma(done[-1])
        and _is_number(done[-2])
    )


def _is_number(element: Element) -> bool:
    return element.tag == "mn" and bool(_NUMBER.fullmatch(element.text or ""))


def _is_decimal_comma(element: Element) -> bool:
    if element.text == DECIMAL_COMMA:
        return True
    inside = list(element)  # the author wrote {,}
    return element.tag == "mrow" and len(inside) == 1 and unescape(inside[0].text or "") == ","


def _is_cyrillic(element: Element) -> bool:
    return element.tag == "mi" and bool(_CYRILLIC.match(element.text or ""))


def _is_function(element: Element) -> bool:
    """Tell a name like "sin", alone or with an index."""
    inner = element[0] if element.tag in {"msup", "msub", "msubsup"} and len(element) else element
    return inner.tag in {"mi", "mo"} and bool(_FUNCTION.fullmatch(unescape(inner.text or "")))


def _needs_distance(left: Element, right: Element) -> bool:
    if _is_function(left):
        return right.tag not in {"mo", "mspace"} and not _starts_with_bracket(right)
    return _is_function(right) and left.tag in {"mn", "mi", "msup", "msub", "mfrac"}


def _starts_with_bracket(element: Element) -> bool:
    return (
        element.tag == "mrow" and len(element) > 0 and unescape(element[0].text or "") in {"(", "["}
    )
