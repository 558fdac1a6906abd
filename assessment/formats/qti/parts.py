"""One part of a native item as QTI: what its writers take and give."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from assessment.formats.exchange import Problem, Weight
from assessment.formats.qti.expressions import assign, is_correct, map_of, points_of, when
from assessment.scoring.qti.tree import Node


@dataclass(slots=True)
class PartWriter:
    """A part in the making.

    ``response`` is the identifier of its response (several add ``_1``, ``_2``), ``score`` the
    outcome that takes its points.
    """

    interaction: Any
    points: Decimal
    response: str
    score: str
    place: str
    body: list[Node] = field(default_factory=list)
    declarations: list[Node] = field(default_factory=list)
    rules: list[Node] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    # Fields that QTI itself carries, and those of choices that it carries.
    carried: tuple[str, ...] = ()
    carried_lists: tuple[str, ...] = ()
    marked_by_people: bool = False

    def score_correct(self, *names: str) -> None:
        """Give all points when the response is the correct one."""
        name = names[0] if names else self.response
        self.rules.append(when(is_correct(name), assign(self.score, points_of(self.points))))

    def score_mapping(self) -> None:
        """Give points by the mapping of the response."""
        self.rules.append(assign(self.score, map_of(self.response)))

    def change(self, code: str) -> None:
        """Note what a player elsewhere will do in another way, once."""
        problem = Problem(code, Weight.CHANGED, self.place)
        if problem not in self.problems:
            self.problems.append(problem)

    def leave_to_people(self) -> None:
        """Declare that a person marks the part elsewhere."""
        self.marked_by_people = True


Writer = Callable[[PartWriter], None]


def shares(points: Decimal, count: int) -> Decimal:
    """Return an equal share of points, exact to twelve places."""
    return (points / count).quantize(Decimal(1).scaleb(-12)).normalize() if count else Decimal(0)
