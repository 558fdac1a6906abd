"""Rules by which written answers are compared, and the answers that are accepted."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from assessment.items.base import Html, Line, Model, Share


class TextRule(Model):
    """How a written answer is compared after the house's normalisation.

    The normalisation itself (NFKC, dashes, quotes, Unicode minus, runs of spaces) is always done;
    what stands here is what an item may be strict or lenient about. ``spaces="ignore"`` is the
    rule of the examination forms (ЕГЭ, ОГЭ: words without spaces or other signs).
    """

    case: bool = False
    yo: bool = False
    spaces: Literal["collapse", "ignore"] = "collapse"
    punctuation: Literal["keep", "ignore"] = "keep"
    # ``*`` in a variant stands for any run of letters; ``\*`` for the sign itself (Moodle).
    wildcards: bool = False


class TextVariant(Model):
    """An answer that is accepted, the share of the points it brings, and what is said to it.

    A share of nought is an expected wrong answer: it is told by ``feedback``.
    """

    text: Line
    share: Share = Decimal(1)
    feedback: Html = ""
