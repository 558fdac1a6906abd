"""What all parts of an assessment item are made of."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, ClassVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

MAX_HTML = 200_000
MAX_ENTRIES = 500

MOST_DIGITS = 100
WIDEST_EXPONENT = 300


def _bounded(number: Decimal) -> Decimal:
    """Refuse numbers whose exact value would fill the memory: ``1E+999999999`` is a short text."""
    if len(number.as_tuple().digits) > MOST_DIGITS or abs(number.adjusted()) > WIDEST_EXPONENT:
        raise ValueError(
            f"no more than {MOST_DIGITS} digits and powers of ten of {WIDEST_EXPONENT}"
        )
    return number


# Letters of any script: identifiers come from QTI (NCName), Moodle and spreadsheets.
Identifier = Annotated[str, StringConstraints(pattern=r"^[\w.\-]{1,100}$")]
Html = Annotated[str, StringConstraints(max_length=MAX_HTML)]
Line = Annotated[str, StringConstraints(max_length=2_000)]
Points = Annotated[Decimal, Field(ge=0, le=1000, decimal_places=6)]
# A share of the points of a part; below zero it takes away, never below no points for the part.
Share = Annotated[Decimal, Field(ge=-1, le=1, decimal_places=7)]
Number = Annotated[Decimal, Field(allow_inf_nan=False), AfterValidator(_bounded)]


class Model(BaseModel):
    """A part of an item: immutable, with nothing in it that the model does not name.

    ``public`` names the fields that a learner's client may get before answering; whatever is not
    named is taken for key material and stays (see :mod:`assessment.items.learner`). ``public_if``
    names a flag and a field that is public where the flag is set.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    public: ClassVar[tuple[str, ...]] = ()
    public_if: ClassVar[tuple[tuple[str, str], ...]] = ()


class Choice(Model):
    """One thing to choose, drag or put in order.

    ``feedback`` is shown to who chose it; ``weight`` counts in the mode ``weights`` only, as a
    share of the points.
    """

    public: ClassVar[tuple[str, ...]] = ("id", "html")

    id: Identifier
    html: Html
    feedback: Html = ""
    weight: Share = Decimal(0)


def require_unique(found: tuple[str, ...], what: str) -> None:
    """Raise ``ValueError`` naming the first identifier that stands twice."""
    seen: set[str] = set()
    for identifier in found:
        if identifier in seen:
            raise ValueError(f"{what} {identifier!r} stands twice")
        seen.add(identifier)


def require_known(found: tuple[str, ...], known: tuple[str, ...], what: str) -> None:
    """Raise ``ValueError`` naming the first identifier that nothing has."""
    if missing := [identifier for identifier in found if identifier not in known]:
        raise ValueError(f"{what} {missing[0]!r} is not among {', '.join(known)}")
