"""What can be done about a gap: upper packages say it, the map shows it beside the gap."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from core.data import Registry

if TYPE_CHECKING:
    from accounts.api import User

# A topic and a kind of which it has nothing.
GapKey = tuple[UUID, str]


@dataclass(frozen=True, slots=True)
class Remedy:
    """A way out of a gap: ``begins`` something new, or leads to what somebody began already."""

    label: str
    url: str
    begins: bool = True


# Gets who asks, the subject and all gaps of the page: a fixed number of queries.
FindRemedies = Callable[["User", UUID, Sequence[GapKey]], Mapping[GapKey, Sequence[Remedy]]]
remedies: Registry[FindRemedies] = Registry("ways out of gaps in the library")


def register_gap_remedy(code: str, find: FindRemedies) -> None:
    """Let an upper package offer something for gaps, under a stored code."""
    remedies.register(code, find)


def find_remedies(
    user: User, subject: UUID | None, gaps: Sequence[GapKey]
) -> dict[GapKey, list[Remedy]]:
    """Return what ``user`` can do about each of the gaps; nothing outside of subjects."""
    found: dict[GapKey, list[Remedy]] = {}
    if subject is None or not gaps:
        return found
    for _code, find in remedies:
        for gap, ways in find(user, subject, gaps).items():
            found.setdefault(gap, []).extend(ways)
    return found
