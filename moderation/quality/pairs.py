"""How far two experts agree who voted on the same steps."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations

from accounts.api import User
from moderation.models import Institute, Vote
from moderation.quality.agreement import kappa
from moderation.quality.counting import bounds_of
from moderation.quality.percentiles import share
from moderation.quality.periods import Period
from moderation.quality.steps import votes_within

# The newest shared votes are looked at; more would only make the page slower.
MOST_VOTES = 4_000
MOST_PAIRS = 50
# Fewer common works say nothing about two people.
FEWEST = 5


@dataclass(frozen=True, slots=True)
class Pair:
    """Two experts: on how many steps both voted, the share of equal verdicts, Cohen's kappa."""

    first: User
    second: User
    number: int
    equal: float | None
    kappa: float | None


def pairs_of(institute: Institute, period: Period) -> list[Pair]:
    """Return the pairs with the most common works; three queries."""
    span = (bounds_of(period.first)[0], bounds_of(period.last)[1])
    later = votes_within(institute, span).filter(seat__gte=2).order_by("-at", "-id")
    ids = list(later.values_list("submission", flat=True)[:MOST_VOTES])
    steps: dict[tuple[int, ...], list[tuple[int, str]]] = defaultdict(list)
    names = ("submission", "round", "is_appeal", "step", "by", "verdict")
    for *place, by, verdict in Vote.objects.filter(submission__in=ids).values_list(*names):
        steps[tuple(place)].append((by, verdict))
    met: dict[tuple[int, int], list[tuple[str, str]]] = defaultdict(list)
    for votes in steps.values():
        for (one, said), (other, answered) in combinations(sorted(votes), 2):
            met[one, other].append((said, answered))
    chosen = sorted(met, key=lambda pair: (-len(met[pair]), pair))[:MOST_PAIRS]
    people = User.objects.in_bulk({person for pair in chosen for person in pair})
    return [
        Pair(
            people[one],
            people[other],
            number=len(met[one, other]),
            equal=share(sum(a == b for a, b in met[one, other]), len(met[one, other])),
            kappa=kappa(met[one, other]) if len(met[one, other]) >= FEWEST else None,
        )
        for one, other in chosen
    ]
