"""What all parts of an assessment item are made of."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, ClassVar

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

MAX_HTML = 200_000
MAX_ENTRIES = 500

# Letters of any script: identifiers come from QTI (NCName), Moodle and spreadsheets.
Identifier = Annotated[str, StringConstraints(pattern=r"^[\w.\-]{1,100}$")]
Html = Annotated[str, StringConstraints(max_length=MAX_HTML)]
Line = Annotated[str, StringConstraints(max_length=2_000)]
Points = Annotated[Decimal, Field(ge=0, le=1000, decimal_places=6)]
# A share of the points of a part; below zero it takes away, never below no points for the part.
Share = Annotated[Decimal, Field(ge=-1, le=1, decimal_places=7)]
Number = Annotated[Decimal, Field(allow_inf_nan=False)]


class Model(BaseModel):
    """A part of an item: immutable, with nothing in it that the model does not name.

    ``public`` names the fields that a learner's client may get before answering; whatever is not
    named is taken for key material and stays (see :mod:`assessment.items.learner`).
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    public: ClassVar[tuple[str, ...]] = ()


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
