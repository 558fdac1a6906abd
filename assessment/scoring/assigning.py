"""As many as possible of one side given a partner of the other, whatever the order of either."""

from __future__ import annotations

from collections.abc import Sequence


def assign_most(wanted: Sequence[Sequence[int]]) -> dict[int, int]:
    """Return for places of the right their partner of the left; ``wanted[left]`` are its places.

    Augmenting paths (H. W. Kuhn, Naval Research Logistics Quarterly, 1955), without recursion.
    Those of the left that stand first are never given up: order them by weight.
    """
    partner: dict[int, int] = {}
    for left in range(len(wanted)):
        _augment(left, wanted, partner)
    return partner


def _augment(start: int, wanted: Sequence[Sequence[int]], partner: dict[int, int]) -> None:
    came_from: dict[int, int] = {}
    held: dict[int, int] = {}
    waiting = [start]
    while waiting:
        left = waiting.pop()
        for place in wanted[left]:
            if place in came_from:
                continue
            came_from[place] = left
            if place not in partner:
                _turn(place, came_from, held, partner)
                return
            held[partner[place]] = place
            waiting.append(partner[place])


def _turn(
    place: int, came_from: dict[int, int], held: dict[int, int], partner: dict[int, int]
) -> None:
    """Give each on the path the place it came to, from the free one back to the start."""
    while True:
        left = came_from[place]
        partner[place] = left
        if left not in held:
            return
        place = held[left]
