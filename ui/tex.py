r"""TeX from people to MathML on the page.

``latex2mathml`` writes what stands in ``\text{…}``, ``\href`` and ``\style`` into its output as it
is, so its string is never used: the tree is taken, and :mod:`ui.mathml` writes what is allowed.
"""

from __future__ import annotations

import re
from functools import lru_cache

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from latex2mathml import converter
from latex2mathml import exceptions as tex_errors

from ui.errors import TexError
from ui.mathml import DECIMAL_COMMA, write_mathml

LONGEST = 2000  # characters; the longest formula of a school textbook has about 300
SHOWN_OF_TOO_LONG = 80

# What the converter is known to raise on malformed input: its own errors, and plain ones where it
# trips over an unexpected token.
_CONVERTER_ERRORS = (
    tex_errors.DenominatorNotFoundError,
    tex_errors.DoubleSubscriptsError,
    tex_errors.DoubleSuperscriptsError,
    tex_errors.ExtraLeftOrMissingRightError,
    tex_errors.InvalidAlignmentError,
    tex_errors.InvalidStyleForGenfracError,
    tex_errors.InvalidWidthError,
    tex_errors.LimitsMustFollowMathOperatorError,
    tex_errors.MissingEndError,
    tex_errors.MissingSuperScriptOrSubscriptError,
    tex_errors.NoAvailableTokensError,
    tex_errors.NumeratorNotFoundError,
    AssertionError,
    AttributeError,
    LookupError,
    RuntimeError,
    StopIteration,
    TypeError,
    ValueError,
)

_REASONS = (
    (tex_errors.ExtraLeftOrMissingRightError, gettext_lazy(r"\left and \right do not match")),
    (tex_errors.MissingEndError, gettext_lazy(r"a \begin has no \end")),
    (
        (tex_errors.DoubleSubscriptsError, tex_errors.DoubleSuperscriptsError),
        gettext_lazy("two indices at one place: add braces"),
    ),
    (tex_errors.MissingSuperScriptOrSubscriptError, gettext_lazy("nothing stands after _ or ^")),
    (
        tex_errors.NoAvailableTokensError,
        gettext_lazy("something is missing at the end: an argument or a closing brace"),
    ),
    (RecursionError, gettext_lazy("the formula is nested too deeply")),
)


def render_tex(tex: str, *, display: bool = False) -> SafeString:
    """Return the formula as MathML, or the source marked as wrong with the reason; never raises.

    Args:
        tex: TeX without dollars, at most :data:`LONGEST` characters.
        display: on a line of its own instead of in the line of text.

    Returns:
        Safe markup: ``<math>`` with allowed elements and attributes only.
    """
    return _render(tex.strip(), display, get_language() or "")


def check_tex(tex: str) -> str:
    """Return why the formula cannot be read, in words, or "" when it can."""
    try:
        _convert(tex.strip(), display=False)
    except TexError as error:
        return str(error)
    return ""


@lru_cache(maxsize=4096)
def _render(tex: str, display: bool, language: str) -> SafeString:
    """Cache by language too: an error is told in the reader's language."""
    try:
        return _convert(tex, display=display)
    except TexError as error:
        return _error_markup(tex, str(error))


def _convert(tex: str, *, display: bool) -> SafeString:
    if not tex:
        raise TexError(_("the formula is empty"))
    if len(tex) > LONGEST:
        raise TexError(_("the formula is longer than %(limit)d characters") % {"limit": LONGEST})
    source = re.sub(r"(?<=\d),(?=\d)", DECIMAL_COMMA, tex)
    try:
        tree = converter.convert_to_element(source, display="block" if display else "inline")
        return write_mathml(tree)
    except _CONVERTER_ERRORS as error:
        raise TexError(_reason(error)) from error


def _reason(error: BaseException) -> str:
    """Say in words what is wrong."""
    for kinds, words in _REASONS:
        if isinstance(error, kinds):
            return str(words)
    return _("the formula cannot be read")


def _error_markup(tex: str, reason: str) -> SafeString:
    shown = tex if len(tex) <= SHOWN_OF_TOO_LONG else f"{tex[:SHOWN_OF_TOO_LONG]}…"
    message = _("Error in the formula: %(reason)s") % {"reason": reason}
    return format_html(
        '<span class="tex-error" title="{}"><span class="visually-hidden">{}. </span>{}</span>',
        message,
        message,
        shown,
    )
